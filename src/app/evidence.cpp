#include "app/evidence.h"

#include <algorithm>
#include <utility>

#include "app/letters.h"
#include "app/quota.h"
#include "app/scanner.h"
#include "app/vault.h"
#include "base/sha256.h"
#include "base/text.h"
#include "view/view.h"

namespace candour::app {
namespace {

constexpr std::string_view kind = "scan", kind_told = "scan-told";
constexpr std::int64_t asked_again_after = 30;  // seconds

// What the vault holds of a file: "waiting 2026-…", "clean 2026-…", "infected 2026-… NAME".
std::string written(const Scan& scan) {
  std::string text = scan.state == ScanState::clean      ? "clean"
                     : scan.state == ScanState::infected ? "infected"
                                                         : "waiting";
  if (scan.when) text += ' ' + scan.when->iso();
  if (!scan.found.empty()) text += ' ' + scan.found;
  return text;
}
Scan read(std::string_view text) {
  Scan scan;
  const std::size_t first = std::min(text.find(' '), text.size());
  const std::string_view state = text.substr(0, first);
  scan.state = state == "clean" ? ScanState::clean : state == "infected" ? ScanState::infected : ScanState::waiting;
  std::string_view rest = text.substr(std::min(first + 1, text.size()));
  const std::size_t second = std::min(rest.find(' '), rest.size());
  scan.when = Moment::parse(rest.substr(0, second));
  scan.found = std::string(rest.substr(std::min(second + 1, rest.size())));
  return scan;
}

Error infected(std::string_view found) {
  return {ErrorCode::refused,
          "The virus scanner found something harmful in the file (" + std::string(found) +
              "), so it was not taken. Have the machine it comes from looked at, and send a clean copy.",
          {}};
}

Result<Scan> keep(Candour& candour, std::string_view sha256, Scan scan) {
  CANDOUR_CHECK(candour.store().vault().keep(kind, sha256, std::nullopt, written(scan)));
  return scan;
}

// Asks, and keeps what is answered; one that cannot be asked leaves the file waiting.
Result<Scan> ask(Candour& candour, std::string_view sha256, std::string_view bytes) {
  const Moment now = candour.clock().now();
  auto found = candour.scanner()->scan(bytes);
  if (!found) return keep(candour, sha256, {ScanState::waiting, {}, now});
  return keep(candour, sha256, {found->empty() ? ScanState::clean : ScanState::infected, *found, now});
}

// A file that is kept, who sent it, and its page.
struct Looked {
  std::string_view sha256;
  std::string sent_by;  // as the record has it
  std::string page;
};
struct Address {
  std::string name, email;
  bool signs_in = false;
};
std::optional<Address> address_of(const view::Picture& picture, const std::string& actor) {
  if (const people::Person* person = people::find_person(*picture.people, people::PersonId(actor)))
    return person->left ? std::nullopt : std::optional(Address{person->name, person->email, true});
  const auto by_link = request::read_link_actor(actor);
  const request::Request* request = by_link ? view::find_request(picture, by_link->first) : nullptr;
  const request::Person* person = request ? request::find_person(*request, by_link->second) : nullptr;
  return person ? std::optional(Address{person->name, person->email, false}) : std::nullopt;
}

// A letter to the sender of a harmful file, once for each of them: what may have been sent is not sent again. Where the
// mail server cannot be reached it is tried again in the next round.
Result<void> tell_sender(Candour& candour, const view::Picture& picture, const Looked& file) {
  if (!candour.post().mailer) return {};
  const auto to = address_of(picture, file.sent_by);
  if (!to) return {};
  Vault& vault = candour.store().vault();
  const std::string key = std::string(file.sha256) + " " + file.sent_by;
  const auto first = vault.keep(kind_told, key, 0, candour.clock().now().iso());
  if (!first && first.error().code == ErrorCode::conflict) return {};
  if (!first) return fail(first.error());
  const std::string& site = candour.post().site;
  const auto sent = candour.post().mailer->send(write_harmful_letter(to->name, to->email, picture.name,
                                                                     to->signs_in ? site + file.page : std::string(),
                                                                     fresh_id() + ".held@" + domain_of(site)));
  if (sent && sent->outcome == Sending::try_later) return vault.drop(kind_told, key);
  return {};
}

}  // namespace

Result<void> let_in(Candour& candour, const Actor& actor, std::string_view bytes) {
  CANDOUR_CHECK(count_sent(candour, actor, bytes.size()));
  if (!candour.scanner()) return {};
  const std::string sha256 = sha256_hex(bytes);
  CANDOUR_TRY(scan, scan_of(candour, sha256));
  if (scan.state != ScanState::clean) {
    CANDOUR_TRY(asked, ask(candour, sha256, bytes));
    scan = asked;
  }
  if (scan.state == ScanState::infected) return fail(infected(scan.found));
  if (scan.state != ScanState::clean)
    return fail(ErrorCode::unavailable,
                "The virus scanner cannot be asked just now, so the file was not read. Send it again in a few minutes; "
                "if it goes on, tell whoever operates Candour.");
  return {};
}

Result<std::string> keep_file(Candour& candour, const Actor& actor, std::string_view bytes, std::string file_name) {
  if (bytes.size() > evidence_bytes_most)
    return fail(ErrorCode::too_large, "The file is larger than " + std::to_string(evidence_bytes_most >> 20) +
                                          " MB, the most that is taken. Send it in parts, or as a link.");
  if (!candour.reader())
    return fail(ErrorCode::unavailable, "Files cannot be taken here just now.", "there is no reader");
  CANDOUR_CHECK(candour.reader()->judge(bytes, std::move(file_name)));
  if (candour.scanner()) {
    const std::string sha256 = sha256_hex(bytes);
    CANDOUR_TRY(before, scan_of(candour, sha256));
    Scan scan = before;
    if (scan.state != ScanState::clean) {
      CANDOUR_TRY(asked, ask(candour, sha256, bytes));
      scan = asked;
    }
    if (scan.state == ScanState::infected) return fail(infected(scan.found));
  }
  CANDOUR_CHECK(count_sent(candour, actor, bytes.size()));
  return candour.store().keep_original(bytes);
}

Result<void> add_evidence(Candour& candour, const Actor& actor, const plan::PlanId& plan, plan::AddEvidence command,
                          std::string_view bytes, std::string file_name, const InSight& in_sight) {
  command.evidence.sha256 = sha256_hex(bytes);
  command.evidence.file_name = file_name;
  // What would be refused anyway is not judged, scanned and kept first.
  CANDOUR_CHECK(candour.would(actor, plan, command, {in_sight}));
  CANDOUR_CHECK(keep_file(candour, actor, bytes, std::move(file_name)));
  return candour.act(actor, plan, command, {in_sight});
}

Result<Scan> scan_of(const Candour& candour, std::string_view sha256) {
  auto kept = candour.store().vault().find(kind, sha256);
  if (kept) return read(kept->content);
  if (kept.error().code != ErrorCode::not_found) return fail(std::move(kept.error()));
  // Taken before there was a scanner: held back until it has been asked.
  return Scan{candour.scanner() ? ScanState::waiting : ScanState::none, {}, {}};
}

Result<Scan> scan_again(Candour& candour, std::string_view sha256) {
  CANDOUR_TRY(scan, scan_of(candour, sha256));
  if (scan.state != ScanState::waiting || !candour.scanner()) return scan;
  const Moment now = candour.clock().now();
  if (scan.when && now.microseconds() - scan.when->microseconds() < asked_again_after * 1'000'000) return scan;
  CANDOUR_TRY(bytes, candour.store().original(sha256));
  return ask(candour, sha256, bytes);
}

Result<std::size_t> scan_waiting(Candour& candour) {
  std::size_t waiting = 0;
  if (!candour.scanner()) return waiting;
  CANDOUR_TRY(picture, candour.picture(Actor{}));
  std::vector<Looked> files;
  for (const auto& plan : picture->plans)
    for (const view::Row& row : plan->rows)
      for (const plan::Evidence& evidence : row.action->evidence_items)
        if (evidence.withdrawn.empty())
          files.push_back(
              {evidence.sha256, evidence.added_by, "/evidence/" + row.id + "-" + std::to_string(evidence.number)});
  for (const auto& request : picture->requests)
    for (const request::Row& row : request->rows)
      if (row.answer && !request::is_settled(row))
        for (const request::Evidence& evidence : row.answer->evidence_items)
          files.push_back({evidence.sha256, request::link_actor(request->id, row.answered_by), {}});
  for (const Looked& file : files) {
    if (file.sha256.empty()) continue;
    auto scan = scan_again(candour, file.sha256);
    if (!scan && scan.error().code == ErrorCode::not_found) continue;
    if (!scan) return fail(std::move(scan.error()));
    if (scan->state == ScanState::waiting) ++waiting;
    if (scan->state == ScanState::infected) CANDOUR_CHECK(tell_sender(candour, *picture, file));
  }
  return waiting;
}

Result<EvidenceFile> kept_file(Candour& candour, std::string_view sha256, std::string file_name) {
  CANDOUR_TRY(scan, scan_of(candour, sha256));
  if (scan.state == ScanState::infected) return fail(infected(scan.found));
  if (scan.state == ScanState::waiting)
    return fail(
        ErrorCode::unavailable,
        "The file is held back until the virus scanner has looked at it. It is asked again by itself; come back "
        "in a few minutes.");
  CANDOUR_TRY(bytes, candour.store().original(sha256));
  std::string_view media_type = "application/octet-stream";
  const std::string ending = folded(file_name.substr(file_name.rfind('.') + 1));
  for (const document::Attachment each : document::every_attachment)
    if (document::ending_of(each) == ending) media_type = document::media_type_of(each);
  return EvidenceFile{std::move(bytes), std::move(file_name), media_type};
}

bool may_open(const Candour& candour, const Actor& actor, const view::Row& row, const plan::Evidence& evidence) {
  if (!evidence.sensitive || !actor.person) return true;
  const plan::PlanId& plan = row.plan->id;
  const plan::Number action = row.action->number;
  if (candour.may(actor, plan, plan::AddEvidence{action, evidence}) ||
      candour.may(actor, plan, plan::TestEvidence{action, evidence.number, Date(), {}}))
    return true;
  const auto people = candour.people();
  const people::Person* person = people ? people::find_person(**people, *actor.person) : nullptr;
  const Date today = candour.clock().now().date();
  return person && std::any_of(person->grants.begin(), person->grants.end(), [&](const people::Grant& grant) {
           return grant.role == people::Role::inspector && grant.plan == plan && people::counts_on(grant, today);
         });
}

Result<EvidenceFile> evidence_file(Candour& candour, const Actor& actor, const std::string& action,
                                   std::uint32_t number) {
  CANDOUR_TRY(picture, candour.picture(actor));
  const view::Row* row = view::find_row(*picture, action);
  const plan::Evidence* evidence = row ? plan::find_evidence(*row->action, number) : nullptr;
  if (!evidence || evidence->sha256.empty() || !evidence->withdrawn.empty())
    return fail(ErrorCode::not_found, "There is no such file.");
  if (!may_open(candour, actor, *row, *evidence))
    return fail(ErrorCode::not_allowed,
                "This file is kept for those who answer for the action and those who test what is said of it. Ask "
                "whoever coordinates the plan.");
  return kept_file(candour, evidence->sha256, evidence->file_name);
}

}  // namespace candour::app
