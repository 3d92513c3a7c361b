#include "app/erasure.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

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

// Which file of originals an event brought, and its name.
std::pair<std::string, std::string> file_in(const Json& words) {
  if (!words.is_object()) return {};
  const auto text = [&](const char* name) {
    const auto found = words.find(name);
    return found != words.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  for (const auto& [hash, name] : {std::pair{"document_sha256", "document_name"}, {"sha256", "file_name"}})
    if (auto sha256 = text(hash); !sha256.empty()) return {sha256, text(name)};
  for (const auto& [name, part] : words.items())
    if (auto inner = file_in(part); !inner.first.empty()) return inner;
  return {};
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

}  // namespace

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
  struct File {
    std::string stream, name;
  };
  std::map<std::string, File> files;  // every one that the record speaks of, by its hash
  std::set<std::string> elsewhere;    // files that something names which is not the actor's to erase
  std::set<std::string> streams;      // that hold the words
  for (std::uint64_t position = 0;;) {
    CANDOUR_TRY(events, candour.store().read_all(position, at_once));
    if (events.empty()) break;
    position = events.back().position;
    for (const StoredEvent& event : events) {
      if (event.words.size() <= 2) continue;
      const bool covered = reach.covers(event.stream);
      if (event.words.find("sha256\"") != std::string::npos) {
        auto [sha256, name] = file_in(Json::parse(event.words, nullptr, false));
        if (!sha256.empty() && !covered) elsewhere.insert(sha256);
        if (!sha256.empty() && covered) files[sha256] = {event.stream, std::move(name)};
      }
      if (!covered) continue;
      if (folded(event.words).find(wanted) == std::string::npos) continue;
      streams.insert(event.stream);
      const auto core = Json::parse(event.core, nullptr, false);
      traces.events.push_back({event.position, event.stream, core.is_object() ? core.value("type", "") : "",
                               event.recorded,
                               excerpt_of(Json::parse(event.words, nullptr, false), folded(collapsed(words)))});
    }
  }
  CANDOUR_TRY(originals, candour.store().originals());
  for (const std::string& sha256 : originals) {
    const auto told = files.find(sha256);
    if (person && told == files.end()) continue;  // of no record that is theirs
    if (elsewhere.contains(sha256)) continue;     // it is another partnership's too
    CANDOUR_TRY(bytes, candour.store().original(sha256));
    const bool compressed = bytes.starts_with("PK") || bytes.starts_with("%PDF");
    const bool certain = folded(bytes).find(folded(collapsed(words))) != std::string::npos;
    if (certain || (compressed && told != files.end() && streams.contains(told->second.stream)))
      traces.files.push_back({sha256, told == files.end() ? std::string() : told->second.name, certain});
  }
  // Unfinished work bears no partnership: it is for whoever approves in all of them.
  if (!reach.covers("people")) return traces;
  CANDOUR_TRY(drafts, candour.store().drafts({}));
  for (const Store::Draft& each : drafts) {
    CANDOUR_TRY(draft, candour.store().draft(each.name));
    if (folded(draft.content).find(wanted) != std::string::npos) traces.drafts.push_back({draft.name, draft.changed});
  }
  return traces;
}

std::string write_erased(const std::vector<EventSeal>& seals, const Erasure& erasure) {
  std::string lines;
  for (const EventSeal& seal : seals)
    lines += "words " + std::to_string(seal.position) + " " + base64(ledger::bytes_of(seal.commitment)) + "\n";
  for (const std::string& sha256 : erasure.originals) lines += "file " + sha256 + "\n";
  return lines;
}

Result<Erasure> still_here(const Store& store, std::string_view list) {
  Erasure erasure;
  CANDOUR_TRY(originals, store.originals());
  for (const std::string_view line : lines(list)) {
    if (line.empty()) continue;
    const auto parts = split(line, ' ');
    if (parts.size() == 2 && parts[0] == "file") {
      if (std::find(originals.begin(), originals.end(), parts[1]) != originals.end())
        erasure.originals.emplace_back(parts[1]);
      continue;
    }
    std::uint64_t position = 0;
    const auto commitment = parts.size() == 3 ? from_base64(parts[2]) : std::nullopt;
    if (parts.size() != 3 || parts[0] != "words" || !commitment ||
        std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), position).ec != std::errc() ||
        position == 0)
      return fail(ErrorCode::unreadable,
                  "The list of what was erased has a line that is none of its own: “" + shortened(line, 80) + "”.");
    CANDOUR_TRY(seals, store.ledger().seals(position - 1, 1));
    // By its commitment: a number alone may be another record's.
    if (!seals.empty() && seals.front().position == position && seals.front().words_salt &&
        ledger::bytes_of(seals.front().commitment) == *commitment)
      erasure.words_of.push_back(position);
  }
  return erasure;
}

}  // namespace candour::app
