#include "app/erasure.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "app/accounts.h"
#include "app/permission/acts.h"
#include "base/encoding.h"
#include "base/text.h"
#include "people/may.h"

namespace candour::app {
namespace {

using Json = nlohmann::json;

constexpr std::size_t at_once = 2000;
constexpr std::size_t around = 80;  // bytes before and after, in an excerpt

// As they stand within a JSON text.
std::string as_written(std::string_view words) {
  const std::string quoted = Json(std::string(words)).dump(-1, ' ', false, Json::error_handler_t::replace);
  return quoted.substr(1, quoted.size() - 2);
}

// The first text of an event that holds the words, cut around them; empty where none does.
std::string excerpt_of(const Json& words, const std::string& wanted) {
  if (words.is_string()) {
    const auto text = words.get<std::string>();
    const std::size_t at = folded(text).find(wanted);
    if (at == std::string::npos) return {};
    const std::size_t begin = std::min(text.size(), at > around ? at - around : 0);
    return collapsed(repaired_utf8(std::string_view(text).substr(begin, at - begin + wanted.size() + around)));
  }
  if (!words.is_structured()) return {};
  for (const auto& part : words)
    if (std::string found = excerpt_of(part, wanted); !found.empty()) return found;
  return {};
}

// Every file of originals that an event names, with the name it has there.
void add_files_in(const Json& words, std::vector<std::pair<std::string, std::string>>& files) {
  if (words.is_object())
    for (const auto& [hash, name] : {std::pair{"document_sha256", "document_name"}, {"sha256", "file_name"}}) {
      const auto found = words.find(hash);
      if (found == words.end() || !found->is_string()) continue;
      auto called = words.find(name);
      if (called == words.end()) called = words.find("name");
      files.emplace_back(found->get<std::string>(),
                         called != words.end() && called->is_string() ? called->get<std::string>() : std::string());
    }
  if (words.is_structured())
    for (const auto& part : words) add_files_in(part, files);
}

// The texts within a draft that may be a SHA-256; how it keeps them is its own.
std::vector<std::string> hashes_in(std::string_view content) {
  constexpr std::size_t digits = 64;
  std::vector<std::string> found;
  for (std::size_t at = 0; at < content.size();) {
    std::size_t end = at;
    while (end < content.size() &&
           ((content[end] >= '0' && content[end] <= '9') || (content[end] >= 'a' && content[end] <= 'f')))
      ++end;
    if (end - at >= digits) found.emplace_back(content.substr(at, digits));
    if (end - at > digits) found.emplace_back(content.substr(end - digits, digits));
    at = std::max(end, at + 1);
  }
  return found;
}

std::string line_of(const EventSeal& seal) {
  return "words " + std::to_string(seal.position) + " " + base64(ledger::bytes_of(seal.commitment)) + "\n";
}

// What a line of the list names. Of an event only where it is the store's own: a number alone may be another record's.
struct Named {
  std::uint64_t position = 0;
  std::string file, draft;
};

// Calls each(line, whether what it names is gone, what it names) for every line that says something of the store.
template <class Each>
Result<void> each_line(const Store& store, std::string_view list, const Each& each) {
  CANDOUR_TRY(originals, store.originals());
  const std::set<std::string_view> kept(originals.begin(), originals.end());
  for (const std::string_view line : lines(list)) {
    if (line.empty() || line.starts_with('#')) continue;
    const auto unreadable = [&] {
      return fail(ErrorCode::unreadable,
                  "The list of what was erased has a line that is none of its own: “" + shortened(line, 80) + "”.");
    };
    const auto parts = split(line, ' ');
    if (parts.size() == 2 && parts[0] == "file") {
      each(line, !kept.contains(parts[1]), Named{0, std::string(parts[1]), {}});
    } else if (parts.size() >= 3 && parts[0] == "draft") {
      const auto until = Moment::parse(parts[1]);
      if (!until) return unreadable();
      std::string name(line.substr(parts[0].size() + parts[1].size() + 2));
      const auto draft = store.draft(name);
      if (!draft && draft.error().code != ErrorCode::not_found) return fail(draft.error());
      // What was begun anew under the same name is other work.
      each(line, !draft || draft->changed > *until, Named{0, {}, std::move(name)});
    } else if (parts.size() == 3 && parts[0] == "words") {
      std::uint64_t position = 0;
      const auto commitment = from_base64(parts[2]);
      if (!commitment ||
          std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), position).ec != std::errc() ||
          position == 0)
        return unreadable();
      CANDOUR_TRY(seals, store.ledger().seals(position - 1, 1));
      if (!seals.empty() && seals.front().position == position &&
          ledger::bytes_of(seals.front().commitment) == *commitment)
        each(line, !seals.front().words_salt, Named{position, {}, {}});
    } else {
      return unreadable();
    }
  }
  return {};
}

// Also where it is kept as a form that was sent, and as one within another.
bool holds(const std::string& content, const std::string& wanted, const std::string& as_typed) {
  std::string text = content;
  for (int decoded = 0; decoded < 3; ++decoded) {
    const std::string plain = folded(text);
    if (plain.find(wanted) != std::string::npos || folded(collapsed(text)).find(as_typed) != std::string::npos)
      return true;
    std::string next;
    next.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto byte = text[i] == '%' && i + 2 < text.size() ? from_hex(folded(text.substr(i + 1, 2))) : std::nullopt;
      if (byte) i += 2;
      next += byte ? (*byte)[0] : text[i] == '+' ? ' ' : text[i];
    }
    text = std::move(next);
  }
  return false;
}

// What of the record the actor may erase, by the name of its stream.
struct Reach {
  const view::Picture& whole;
  const people::Person* person;  // nullptr: all of it
  Date day;

  bool covers(const std::string& stream) const {
    if (!person) return true;
    const request::Request* request =
        stream.starts_with("request/") ? view::find_request(whole, request::RequestId(stream.substr(8))) : nullptr;
    const auto asked = asked_to_erase(stream, *whole.people, request);
    return std::all_of(asked.begin(), asked.end(), [&](const Asked& each) {
      return people::may(*whole.people, *person, people::Act::approve, each.places.front(), day);
    });
  }
};

// Files of originals by what names them.
struct NamedFiles {
  struct File {
    std::string stream, name;
  };
  std::map<std::string, File> theirs;  // by hash: named by something that is the actor's to erase
  std::set<std::string> elsewhere;     // named by something that is not

  void add(const StoredEvent& event, bool covered) {
    std::vector<std::pair<std::string, std::string>> files;
    for (const std::string* part : {&event.core, &event.words})  // those of a paper are public, and stand in the core
      if (part->find("sha256\"") != std::string::npos) add_files_in(Json::parse(*part, nullptr, false), files);
    for (auto& [sha256, name] : files) {
      if (!covered) elsewhere.insert(sha256);
      if (covered) theirs[sha256] = {event.stream, std::move(name)};
    }
  }
  // Files of evidence that are added and not sent yet.
  void add(const Store::Draft& draft, bool covered) {
    for (std::string& sha256 : hashes_in(draft.content)) {
      if (!covered) elsewhere.insert(sha256);
      if (covered) theirs.emplace(std::move(sha256), File{draft.name, {}});
    }
  }
  bool may_go(const std::string& sha256) const { return theirs.contains(sha256) && !elsewhere.contains(sha256); }
};

// Every draft, whole.
template <class Each>
Result<void> each_draft(const Store& store, const Each& each) {
  CANDOUR_TRY(drafts, store.drafts({}));
  for (const Store::Draft& named : drafts) {
    const auto draft = store.draft(named.name);
    if (!draft && draft.error().code == ErrorCode::not_found) continue;  // finished meanwhile
    if (!draft) return fail(draft.error());
    each(*draft);
  }
  return {};
}

}  // namespace

Result<void> files_are_theirs(const Candour& candour, const Actor& actor, const std::vector<std::string>& files) {
  if (!actor.person || files.empty()) return {};
  CANDOUR_TRY(whole, candour.picture(Actor{}));
  const people::Person* person = people::find_person(*whole->people, *actor.person);
  const auto missing = [] { return fail(ErrorCode::not_found, "There is nothing here, or it is not yours to see."); };
  if (!person) return missing();
  const Reach reach{*whole, person, candour.clock().now().date()};
  NamedFiles named;
  for (std::uint64_t position = 0;;) {
    CANDOUR_TRY(events, candour.store().read_all(position, at_once));
    if (events.empty()) break;
    position = events.back().position;
    for (const StoredEvent& event : events) named.add(event, reach.covers(event.stream));
  }
  CANDOUR_CHECK(each_draft(candour.store(), [&](const Store::Draft& draft) {
    named.add(draft, reach.covers(stream_of_draft(draft.name)));
  }));
  if (!std::all_of(files.begin(), files.end(), [&](const std::string& sha256) { return named.may_go(sha256); }))
    return missing();
  return {};
}

Result<Traces> find_traces(const Candour& candour, const Actor& actor, std::string_view words) {
  const std::string wanted = folded(as_written(collapsed(words)));
  if (wanted.size() < 3) return fail(ErrorCode::bad_input, "Enter at least three letters of the words to be erased.");
  CANDOUR_TRY(whole, candour.picture(Actor{}));
  const Date today = candour.clock().now().date();
  const people::Person* person = actor.person ? people::find_person(*whole->people, *actor.person) : nullptr;
  if (actor.person && (!person || !people::may_somewhere(*person, people::Act::approve, today)))
    return fail(ErrorCode::not_allowed, "Only an approver may erase words of the record.");
  const Reach reach{*whole, person, today};

  Traces traces;
  const bool everywhere = reach.covers("people");
  const std::string as_typed = folded(collapsed(words));
  NamedFiles files;
  std::set<std::string> streams;  // that hold the words
  for (std::uint64_t position = 0;;) {
    CANDOUR_TRY(events, candour.store().read_all(position, at_once));
    if (events.empty()) break;
    position = events.back().position;
    for (const StoredEvent& event : events) {
      const bool covered = reach.covers(event.stream);
      files.add(event, covered);
      if (event.words.size() <= 2) continue;
      if (folded(event.words).find(wanted) == std::string::npos) continue;
      if (!covered && everywhere) ++traces.elsewhere;
      if (!covered) continue;
      streams.insert(event.stream);
      const auto core = Json::parse(event.core, nullptr, false);
      traces.events.push_back({event.position, event.stream, core.is_object() ? core.value("type", "") : "",
                               event.recorded,
                               excerpt_of(Json::parse(event.words, nullptr, false), folded(collapsed(words)))});
    }
  }
  CANDOUR_CHECK(each_draft(candour.store(), [&](const Store::Draft& draft) {
    const bool covered = reach.covers(stream_of_draft(draft.name)), found = holds(draft.content, wanted, as_typed);
    files.add(draft, covered);
    if (found && covered) streams.insert(draft.name);
    if (found && covered) traces.drafts.push_back({draft.name, draft.changed});
    if (found && !covered && everywhere) ++traces.elsewhere;
  }));
  CANDOUR_TRY(originals, candour.store().originals());
  for (const std::string& sha256 : originals) {
    const auto told = files.theirs.find(sha256);
    // Of no record that is theirs, or another partnership's too; the operator has them all.
    if (person && !files.may_go(sha256)) continue;
    CANDOUR_TRY(bytes, candour.store().original(sha256));
    const bool compressed = bytes.starts_with("PK") || bytes.starts_with("%PDF");
    const bool certain = folded(bytes).find(folded(collapsed(words))) != std::string::npos;
    if (certain || (compressed && told != files.theirs.end() && streams.contains(told->second.stream)))
      traces.files.push_back({sha256, told == files.theirs.end() ? std::string() : told->second.name, certain});
    else if (compressed)
      ++traces.unsearched;
  }
  if (!everywhere) return traces;
  CANDOUR_TRY(typed, candour.store().vault().all(kind_of_typed));
  for (const Kept& each : typed)
    if (!each.over(candour.clock().now()) && holds(each.content, wanted, as_typed)) ++traces.passing;
  return traces;
}

std::string stream_of_draft(std::string_view name) {
  if (name.starts_with("evidence/")) name.remove_prefix(std::string_view("evidence/").size());
  if (!name.starts_with("answer/")) return "people";
  name.remove_prefix(std::string_view("answer/").size());
  return "request/" + std::string(name.substr(0, name.find('/')));
}

std::string write_erased(const std::vector<EventSeal>& seals, const Erasure& erasure, Moment now) {
  std::string lines;
  for (const EventSeal& seal : seals) lines += line_of(seal);
  for (const std::string& sha256 : erasure.originals) lines += "file " + sha256 + "\n";
  for (const std::string& name : erasure.drafts) lines += "draft " + now.iso() + " " + name + "\n";
  return lines;
}

Result<Erasure> still_here(const Store& store, std::string_view list) {
  Erasure erasure;
  CANDOUR_CHECK(each_line(store, list, [&](std::string_view, bool gone, const Named& named) {
    if (gone) return;
    if (named.position != 0) erasure.words_of.push_back(named.position);
    if (!named.file.empty()) erasure.originals.push_back(named.file);
    if (!named.draft.empty()) erasure.drafts.push_back(named.draft);
  }));
  return erasure;
}

Result<std::string> gone_from(const Store& store, std::string_view list) {
  std::string lines;
  CANDOUR_CHECK(each_line(store, list, [&](std::string_view line, bool gone, const Named&) {
    if (gone) lines += std::string(line) + "\n";
  }));
  return lines;
}

Result<std::string> every_erasure_in(const Store& store) {
  std::string lines;
  for (std::uint64_t position = 0;;) {
    CANDOUR_TRY(seals, store.ledger().seals(position, at_once));
    if (seals.empty()) return lines;
    position = seals.back().position;
    for (const EventSeal& seal : seals)
      if (!seal.words_salt) lines += line_of(seal);
  }
}

Result<Erasure> gone_since(const Store& older, const Store& newer) {
  const auto another = [] {
    return fail(
        ErrorCode::refused,
        "What is named as the newer copy has not grown from the one that is restored: it is older, or of another "
        "record.");
  };
  Erasure erasure;
  for (std::uint64_t position = 0;;) {
    CANDOUR_TRY(seals, older.ledger().seals(position, at_once));
    if (seals.empty()) break;
    CANDOUR_TRY(later, newer.ledger().seals(position, seals.size()));
    if (later.size() != seals.size()) return another();
    for (std::size_t i = 0; i < seals.size(); ++i) {
      if (later[i].commitment != seals[i].commitment) return another();
      if (seals[i].words_salt && !later[i].words_salt) erasure.words_of.push_back(seals[i].position);
    }
    position = seals.back().position;
  }
  // Neither goes from a record but by being erased, or, of unfinished work, by being finished or given up.
  CANDOUR_TRY(had, older.originals());
  CANDOUR_TRY(has, newer.originals());
  const std::set<std::string> kept(has.begin(), has.end());
  for (std::string& sha256 : had)
    if (!kept.contains(sha256)) erasure.originals.push_back(std::move(sha256));
  CANDOUR_TRY(were_typed, older.drafts({}));
  CANDOUR_TRY(are_typed, newer.drafts({}));
  for (Store::Draft& draft : were_typed)
    if (std::none_of(are_typed.begin(), are_typed.end(), [&](const auto& each) { return each.name == draft.name; }))
      erasure.drafts.push_back(std::move(draft.name));
  return erasure;
}

}  // namespace candour::app
