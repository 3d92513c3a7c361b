#include "app/papers.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "app/signer.h"
#include "base/encoding.h"
#include "base/one_writing.h"
#include "base/random.h"
#include "base/sha256.h"
#include "base/text.h"
#include "ledger/entry_proof.h"
#include "ledger/escaped.h"
#include "ledger/forms.h"
#include "paper/decided.h"
#include "privacy/learned.h"
#include "privacy/page.h"
#include "privacy/unseen.h"
#include "record/record.h"

namespace candour::app {
namespace {

constexpr std::size_t places_told = 8;
constexpr std::size_t around = 60;  // bytes told on either side

Result<std::shared_ptr<const paper::Paper>> paper_in(const view::Picture& picture, const paper::PaperId& id) {
  for (const auto& each : picture.papers)
    if (each->id == id) return each;
  return fail(ErrorCode::not_found, "There is no such paper.");
}

// The last paper to the same body, up to this one's day, that still stands; of one day, what was published last.
const paper::Version* last_to(const view::Picture& picture, const paper::Paper& paper) {
  const paper::Version* last = nullptr;
  const auto newness = [](const paper::Version& version) {
    return std::pair(version.cover.scope.as_at, *version.published);
  };
  for (const auto& each : picture.papers) {
    const paper::Version* version = paper::latest(*each);
    if (each->id == paper.id || !version || version->withdrawn ||
        matching_key(version->cover.body) != matching_key(paper.cover.body) ||
        version->cover.scope.as_at > paper.cover.scope.as_at)
      continue;
    if (!last || newness(*version) > newness(*last)) last = version;
  }
  return last;
}

// Each row as another paper to the same body published it last, be it of the same day or withdrawn since.
std::vector<paper::Shown> published_to(const view::Picture& picture, const paper::Paper& paper) {
  std::map<std::string, std::pair<Moment, const paper::Shown*>> last;
  for (const auto& each : picture.papers) {
    if (each->id == paper.id) continue;
    for (const paper::Version& version : each->versions) {
      if (matching_key(version.cover.body) != matching_key(paper.cover.body)) continue;
      for (const paper::Shown& row : version.shown) {
        auto& known = last[row.row];
        if (!known.second || known.first < *version.published) known = {*version.published, &row};
      }
    }
  }
  std::vector<paper::Shown> rows;
  for (const auto& [id, row] : last) rows.push_back(*row.second);
  return rows;
}

Result<void> publishable(const view::Picture& picture, const paper::Scope& scope, const char* remedy) {
  for (const std::string& id : scope.plans)
    if (!may_be_published(picture, plan::PlanId(id)))
      return fail(
          ErrorCode::bad_input,
          std::string("A plan that this paper shows is restricted or gone, so it cannot be published. ") + remedy);
  return {};
}

// What the record knows of people and bodies, and what the plans of the paper say wherever it may not show it.
struct Known {
  privacy::Known named;
  privacy::Elsewhere elsewhere;

  std::vector<privacy::Hit> check(const std::vector<privacy::Passage>& passages) const {
    return privacy::check(passages, named, elsewhere);
  }
};
Known known_to(const view::Picture& picture, const paper::Cover& cover) {
  Known all;
  privacy::Known& known = all.named;
  for (const people::Person& person : picture.people->people) known.people.push_back(person.name);
  for (const auto& [of, contacts] : picture.people->contacts)
    for (const people::Contact& contact : contacts) known.people.push_back(contact.name);
  for (const plan::Agency& agency : picture.partnership->agencies) {
    known.bodies.push_back(agency.name);
    for (const std::string& alias : agency.aliases) known.bodies.push_back(alias);
  }
  known.bodies.push_back(picture.name);
  known.bodies.push_back(cover.body);
  for (const std::string& id : cover.scope.plans) {
    const view::PlanPicture* plan = view::find_plan(picture, plan::PlanId(id));
    if (!plan) continue;
    all.elsewhere.texts.push_back(plan->plan->title);
    all.elsewhere.pseudonyms.push_back(plan->plan->review.name);
    for (const plan::Finding& finding : plan->plan->findings) all.elsewhere.texts.push_back(finding.title);
    for (const plan::Recommendation& each : plan->plan->recommendations) all.elsewhere.texts.push_back(each.text);
    for (const view::Row& row : plan->rows)
      for (const std::string* text : {&row.action->wording, &row.action->evidence, &row.action->lead})
        all.elsewhere.texts.push_back(*text);
  }
  return all;
}

// Bytes of a text from `from` on, at most `most`, cut at a character.
std::string_view cut(std::string_view text, std::size_t from, std::size_t most) {
  text.remove_prefix(std::min(from, text.size()));
  while (!text.empty() && (static_cast<unsigned char>(text.front()) & 0xC0) == 0x80) text.remove_prefix(1);
  std::size_t end = std::min(most, text.size());
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

// Rows that the last paper published otherwise rated than they are told now, where what was noted since its day does
// not say so: the rating was changed in the record, or put right.
void add_rated_otherwise(view::PaperContent& content, const std::vector<paper::Shown>& published) {
  view::PaperContent::Since& since = *content.since;
  std::set<std::string> told;  // by number and agency: a change names no id
  for (const view::PaperChange& change : since.changes)
    for (const view::PaperChange::Field& field : change.fields)
      if (field.name == "Rating") told.insert(change.number + "\n" + change.agency);
  std::size_t count = 0;
  for (const view::PaperPlan& plan : content.plans)
    for (const view::PaperRow& row : plan.rows) {
      const auto was = std::find_if(published.begin(), published.end(),
                                    [&](const paper::Shown& each) { return each.row == row.id; });
      if (was == published.end() || was->rating == row.rating || told.contains(row.number + "\n" + row.agency))
        continue;
      ++count;
      since.changes.push_back({"Rated otherwise than it was published",
                               row.number,
                               row.agency,
                               row.wording,
                               {{"Rating", was->rating, row.rating}}});
    }
  if (count == 0) return;
  if (since.sentence == "Nothing changed.") since.sentence.clear();
  since.sentence += (since.sentence.empty() ? "" : " ") + grouped(static_cast<long long>(count)) +
                    (count == 1 ? " action is" : " actions are") + " rated otherwise than that paper published.";
}

struct Checked {
  std::vector<privacy::Passage> passages;
  std::vector<privacy::Hit> hits;
};
// Every text of a paper that becomes public, also what is said beside it: the one list that is looked at and rewritten,
// and from which its forms, the pages about it and the ledger's entry take their words.
void each_public_text(
    Composed& composed,
    const std::function<void(const std::string& where, privacy::Form form, std::string& text)>& visit) {
  for (const auto& [where, said] : {std::pair{"What the correction changes", &composed.said.what},
                                    {"Why it is corrected", &composed.said.why},
                                    {"Why ratings look better", &composed.said.why_eased}})
    if (!said->empty()) visit(where, privacy::Form::prose, *said);
  view::each_text(composed.content, visit);
}

Checked checked(Composed& composed, const Known& known) {
  Checked made;
  each_public_text(composed, [&](const std::string& where, privacy::Form form, const std::string& text) {
    made.passages.push_back({where, text, form});
  });
  made.hits = known.check(made.passages);
  return made;
}

const paper::Decision* decision_on(const paper::Paper& paper, const privacy::Hit& hit) {
  return paper::find_decision(paper, privacy::to_text(hit.kind), hit.words);
}
bool is_kept(const paper::Paper& paper, const privacy::Hit& hit) {
  const paper::Decision* decision = decision_on(paper, hit);
  return decision && decision->answer == paper::Answer::keep;
}

// Each hit replaced as was decided; one that nobody decided about stays, for nothing is proposed with one. True where
// any was.
bool apply_decisions(Composed& composed, const Checked& checked, const paper::Paper& paper) {
  std::size_t passage = 0;
  bool any = false;
  auto hit = checked.hits.begin();
  each_public_text(composed, [&](const std::string&, privacy::Form, std::string& text) {
    std::string made;
    std::size_t done = 0;
    for (; hit != checked.hits.end() && hit->passage == passage; ++hit) {
      const paper::Decision* decision = decision_on(paper, *hit);
      if (!decision || decision->answer == paper::Answer::keep) continue;
      any = true;
      made += std::string_view(text).substr(done, hit->begin - done);
      made += decision->answer == paper::Answer::replace ? decision->text : "[left out]";
      done = hit->begin + hit->length;
    }
    if (done > 0) text = made + text.substr(done);
    ++passage;
  });
  return any;
}

// What was found, by kind and words, with the places of each.
class Findings {
 public:
  explicit Findings(const paper::Paper& paper) : paper_(paper) {}

  // Again: of the texts with some words replaced; what was found before is not counted twice.
  enum class Round { first, again };
  void add(const Checked& checked, Round round) {
    std::set<std::size_t> known;
    if (round == Round::again)
      for (const auto& [key, place] : at_) known.insert(place);
    for (const privacy::Hit& hit : checked.hits) {
      const auto [place, fresh] =
          at_.emplace(std::pair(std::string(privacy::to_text(hit.kind)), hit.words), found_.size());
      if (fresh) {
        Found& found = found_.emplace_back();
        found.kind = privacy::to_text(hit.kind);
        found.kind_words = privacy::in_words(hit.kind);
        found.words = hit.words;
        found.why = hit.why;
        if (const auto* decision = decision_on(paper_, hit)) found.decision = *decision;
      }
      if (known.contains(place->second)) continue;
      Found& found = found_[place->second];
      ++found.times;
      const privacy::Passage& passage = checked.passages[hit.passage];
      if (found.places.size() >= places_told) continue;
      const std::size_t from = hit.begin > around ? hit.begin - around : 0;
      found.places.push_back({passage.where, std::string(cut(passage.text, from, hit.begin - from)),
                              passage.text.substr(hit.begin, hit.length),
                              std::string(cut(passage.text, hit.begin + hit.length, around))});
    }
  }
  // What nobody sees in the texts is taken out of them before anything else, and told: somebody is to know.
  void add_unseen(const std::string& where, const std::string& text) {
    for (const privacy::Unseen& each : privacy::unseen_in(text)) {
      const auto [place, fresh] = at_.emplace(std::pair(std::string("unseen"), each.words), found_.size());
      if (fresh) {
        Found& found = found_.emplace_back();
        found.kind = "unseen";
        found.kind_words = "Characters that nobody sees";
        found.words = each.words;
        found.why =
            "Characters stand in these words that nobody sees; something may be hidden in them. They are taken out of "
            "what is published, whatever is decided.";
        if (const auto* decision = paper::find_decision(paper_, found.kind, found.words)) found.decision = *decision;
      }
      Found& found = found_[place->second];
      ++found.times;
      if (found.places.size() < places_told)
        found.places.push_back(
            {where, std::string(cut(text, each.begin > around ? each.begin - around : 0, std::min(around, each.begin))),
             each.words, std::string(cut(text, each.begin + each.length, around))});
    }
  }
  // What still stands although it was to go: the words put in the place of others say it again.
  void reopen(const Checked& checked) {
    for (const privacy::Hit& hit : checked.hits) {
      if (is_kept(paper_, hit)) continue;
      Found& found = found_[at_.at({std::string(privacy::to_text(hit.kind)), hit.words})];
      if (found.decision) found.why = "It still stands in the paper, in what was to stand in the place of other words.";
      found.decision.reset();
    }
  }
  void give_to(Composed& composed) && {
    const auto open = [](const Found& each) { return !each.decision; };
    std::stable_partition(found_.begin(), found_.end(), open);
    composed.open = static_cast<std::size_t>(std::count_if(found_.begin(), found_.end(), open));
    composed.found = std::move(found_);
  }

 private:
  const paper::Paper& paper_;
  std::vector<Found> found_;
  std::map<std::pair<std::string, std::string>, std::size_t> at_;
};
// As `found` says them, in a sentence about what somebody typed just now.
Result<void> sayable(const std::string& where, const std::vector<privacy::Hit>& hits, const paper::Paper& paper) {
  for (const privacy::Hit& hit : hits)
    if (!is_kept(paper, hit))
      return fail(ErrorCode::bad_input, where + " becomes public, and says “" + shortened(hit.words, 60) + "” (" +
                                            std::string(privacy::in_words(hit.kind)) + "). " + hit.why +
                                            " Say it without these words.");
  return {};
}

// The check once more, over the page as it would be published: what stands there and was looked at nowhere is told, and
// nothing is proposed. Its end, where it names itself and its forms in numbers of the machine, is none of it.
Result<void> nothing_left_in(std::string_view page, const Known& known, const paper::Paper& paper) {
  const std::vector<privacy::Passage> passages = privacy::passages_of_page(page.substr(0, page.find("id=\"imprint\"")));
  for (const privacy::Hit& hit : known.check(passages)) {
    const bool of_kept = std::any_of(paper.decisions.begin(), paper.decisions.end(), [&](const paper::Decision& each) {
      return each.answer == paper::Answer::keep && each.words.find(hit.words) != std::string::npos;
    });
    if (of_kept) continue;
    return fail(ErrorCode::bad_input,
                "The page as it would be published still says “" + shortened(hit.words, 60) + "” (" +
                    std::string(privacy::in_words(hit.kind)) + "), in “" +
                    shortened(collapsed(passages[hit.passage].text), 120) + "”. " + hit.why +
                    " Decide about these words in the privacy check, or change them in the plan.");
  }
  return {};
}

constexpr std::string_view not_as_published =
    "The file that is kept here is not the one that was published: somebody has altered or removed it. It is "
    "not shown. A copy that you have can be checked against its hash.";

std::string root_in_words(const ledger::Hash& root) {
  return base64(ledger::bytes_of(root));
}
// It is published, or withdrawn: what goes wrong now is told by its page, and the job signs it later.
void sign_what_was_entered(Candour& candour) {
  if (candour.signer()) (void)sign_now(candour);
}

Imprint imprint_of(const Candour& candour, const paper::Paper& paper, const Said& said) {
  Imprint imprint;
  imprint.paper = paper.id;
  imprint.number = static_cast<paper::Number>(paper.versions.size() + 1);
  imprint.address = candour.post().site + "/p/" + paper.id.text();
  imprint.what = said.what;
  imprint.why = said.why;
  imprint.why_eased = said.why_eased;
  return imprint;
}

}  // namespace

paper::File file_of(const Made& made) {
  return {made.name, made.media, sha256_hex(made.bytes), made.bytes.size()};
}

bool may_be_published(const view::Picture& picture, const plan::PlanId& plan) {
  return view::find_plan(picture, plan) && !people::find_restriction(*picture.people, plan);
}

Result<Composed> compose(const Candour& candour, const Actor& actor, const paper::Paper& paper,
                         std::string_view why_eased) {
  CANDOUR_TRY(now, candour.picture(actor));
  CANDOUR_CHECK(publishable(*now, paper.cover.scope, "Choose the plans again."));
  CANDOUR_TRY(picture, candour.picture_as_at(actor, paper.cover.scope.as_at, Knowledge::now));
  std::shared_ptr<const view::Picture> earlier;
  const paper::Version* last = last_to(*now, paper);
  if (last && paper::shows(paper.cover.scope, paper::Section::changes)) {
    CANDOUR_TRY(then, candour.picture_as_at(actor, last->cover.scope.as_at, Knowledge::now));
    earlier = then;
  }
  Composed made;
  made.content = view::paper_content(*picture, paper.cover, earlier.get(), last ? last->cover.title : std::string());
  if (made.content.since) add_rated_otherwise(made.content, last->shown);
  made.said = {paper.what, paper.why, std::string(trimmed(why_eased))};

  // Also what was put in the place of other words is looked at, until nothing more is to be replaced.
  const Known known = known_to(*now, paper.cover);
  Findings findings(paper);
  each_public_text(made, [&](const std::string& where, privacy::Form, std::string& text) {
    findings.add_unseen(where, text);
    text = without_unseen(text);
  });
  Checked found = checked(made, known);
  findings.add(found, Findings::Round::first);
  for (int round = 0; round < paper::rounds_of_decisions && apply_decisions(made, found, paper); ++round) {
    found = checked(made, known);
    findings.add(found, Findings::Round::again);
  }
  // As the paper itself will say them of its version.
  made.content.cover.title = paper::as_decided(paper, paper.cover.title);
  made.content.cover.body = paper::as_decided(paper, paper.cover.body);
  made.said.what = paper::as_decided(paper, paper.what);
  made.said.why = paper::as_decided(paper, paper.why);
  found = checked(made, known);
  findings.add(found, Findings::Round::again);
  findings.reopen(found);
  std::move(findings).give_to(made);
  for (const privacy::Hit& hit : found.hits)
    if (const std::string& where = found.passages[hit.passage].where;
        where == "Why ratings look better" && made.sayable)
      made.sayable = sayable(where, {hit}, paper);
  return made;
}

std::vector<paper::Eased> eased(const view::Picture& picture, const paper::Paper& paper,
                                const std::vector<paper::Shown>& shown) {
  const paper::Version* corrected = paper::latest(paper);
  std::vector<paper::Eased> found = corrected ? paper::eased(corrected->shown, shown) : std::vector<paper::Eased>();
  // A row that this paper does not show is none of its scope.
  for (paper::Eased& each : paper::eased(published_to(picture, paper), shown)) {
    const auto is_row = [&](const auto& other) { return other.row == each.row; };
    if (std::any_of(shown.begin(), shown.end(), is_row) && std::none_of(found.begin(), found.end(), is_row))
      found.push_back(std::move(each));
  }
  return found;
}

Result<Made> preview(const Candour& candour, const paper::Paper& paper, const Composed& composed,
                     const Writing& writing) {
  return writing.paper(composed.content, imprint_of(candour, paper, composed.said));
}

Result<void> propose(Candour& candour, const Actor& actor, const paper::PaperId& id, std::uint64_t expected,
                     std::string_view why_eased, const Writing& writing) {
  CANDOUR_TRY(picture, candour.picture(actor));
  CANDOUR_TRY(paper, paper_in(*picture, id));
  CANDOUR_TRY(composed, compose(candour, actor, *paper, why_eased));
  CANDOUR_CHECK(composed.sayable);
  const view::PaperContent& content = composed.content;
  const std::vector<paper::Shown> shown = view::shown(content);
  const bool looks_better = !eased(*picture, *paper, shown).empty();
  if (!looks_better) composed.said.why_eased.clear();
  if (looks_better && composed.said.why_eased.empty())
    return fail(ErrorCode::bad_input, "This paper makes ratings that were published look better. Say why.");
  Imprint imprint = imprint_of(candour, *paper, composed.said);
  const auto random = random_32_bytes();
  imprint.document = hex(ledger::bytes_of(random).substr(0, 16));
  // The record that it shows, as the ledger commits to it. What comes later changes neither.
  CANDOUR_TRY(size, candour.store().ledger().size());
  CANDOUR_TRY(root, ledger::root_of(size, nodes_of(candour.store())));
  imprint.record_size = size;
  imprint.record_root = root_in_words(root);

  paper::ProposePaper command;
  command.open_hits = static_cast<std::uint32_t>(composed.open);
  command.proposed = {0, imprint.document, {}, shown, imprint.why_eased, size, imprint.record_root};
  if (composed.open == 0) {
    CANDOUR_TRY(others, writing.others(content, imprint));
    for (const Made& each : others) imprint.others.push_back(file_of(each));
    CANDOUR_TRY(made, writing.paper(content, imprint));
    CANDOUR_CHECK(nothing_left_in(made.bytes, known_to(*picture, paper->cover), *paper));
    command.proposed.files.push_back(file_of(made));
    CANDOUR_CHECK(candour.store().keep_original(made.bytes));
    for (const Made& each : others) {
      command.proposed.files.push_back(file_of(each));
      CANDOUR_CHECK(candour.store().keep_original(each.bytes));
    }
  }
  return candour.act(actor, id, command, expected);
}

Result<void> publish(Candour& candour, const Actor& actor, const paper::PaperId& id, std::uint64_t expected) {
  CANDOUR_TRY(picture, candour.picture(actor));
  CANDOUR_TRY(paper, paper_in(*picture, id));
  if (candour.signer())
    if (const auto answers = candour.signer()->standing(); !answers)
      return fail(ErrorCode::unavailable,
                  "Nothing was published: the ledger cannot be signed just now, and a paper is entered and signed in "
                  "one step. Tell whoever operates Candour, and publish it when the signer answers.",
                  answers.error().sentence + " " + answers.error().detail);
  paper::PublishPaper command{candour.clock().now(), {}};
  // Where it is not approved, the rule of the paper says so.
  if (paper->proposal && paper->stage == paper::Stage::approved) {
    const paper::Version& version = *paper->proposal;
    CANDOUR_CHECK(publishable(*picture, version.cover.scope, "Return it, and choose the plans again."));
    for (const paper::File& file : version.files) CANDOUR_CHECK(published_file(candour, file));
    ledger::Paper entry;
    entry.id = version.document;
    entry.version = version.number;
    const auto hash = from_hex(version.files.front().sha256);
    CANDOUR_TRY(sha256, ledger::hash_of(hash.value_or(std::string())));
    entry.sha256 = sha256;
    entry.bytes = version.files.front().bytes;
    entry.media = version.files.front().media;
    entry.title = ledger::escaped(version.cover.title, 900);
    entry.body = ledger::escaped(version.cover.body, 900);
    entry.meeting = version.cover.meeting ? version.cover.meeting->iso() : "-";
    entry.published = command.published;
    if (const paper::Version* before = paper::latest(*paper)) {
      CANDOUR_TRY(stands, in_ledger(candour, id, *before));
      entry.supersedes = stands.index;
    }
    std::string reason = version.what.empty() ? version.what : version.what + ": " + version.why;
    if (!version.why_eased.empty())
      reason += (reason.empty() ? "" : " ") + ("Ratings look better: " + version.why_eased);
    entry.reason = ledger::escaped(reason, 1500);
    entry.as_at_size = version.record_size;
    const auto root = from_base64(version.record_root);
    CANDOUR_TRY(as_at, ledger::hash_of(root.value_or(std::string())));
    entry.as_at_root = as_at;
    CANDOUR_TRY(bytes, ledger::write_entry(entry));
    command.entry = bytes;
  }
  CANDOUR_CHECK(candour.act(actor, id, command, expected));
  sign_what_was_entered(candour);
  return {};
}

Result<void> approve(Candour& candour, const Actor& actor, const paper::PaperId& id, std::string document,
                     std::uint64_t expected) {
  CANDOUR_TRY(picture, candour.picture(actor));
  CANDOUR_TRY(paper, paper_in(*picture, id));
  if (paper->proposal)
    CANDOUR_CHECK(publishable(*picture, paper->proposal->cover.scope, "Return it, and choose the plans again."));
  return candour.act(actor, id, paper::ApprovePaper{std::move(document)}, expected);
}

Result<void> withdraw(Candour& candour, const Actor& actor, const paper::PaperId& id, paper::Number number,
                      std::string_view reason, std::uint64_t expected) {
  CANDOUR_TRY(picture, candour.picture(actor));
  CANDOUR_TRY(paper, paper_in(*picture, id));
  const std::string where = "The reason of the withdrawal";
  CANDOUR_CHECK(sayable(
      where, known_to(*picture, paper->cover).check({{where, std::string(reason), privacy::Form::prose}}), *paper));
  paper::WithdrawVersion command{number, candour.clock().now(), std::string(trimmed(reason)), {}};
  const paper::Version* version = paper::find_version(*paper, number);
  if (version && !command.reason.empty()) {
    CANDOUR_TRY(stands, in_ledger(candour, id, *version));
    CANDOUR_TRY(bytes,
                ledger::write_entry(ledger::Withdrawal{version->document, version->number, stands.index,
                                                       command.withdrawn, ledger::escaped(command.reason, 1500)}));
    command.entry = bytes;
  }
  CANDOUR_CHECK(candour.act(actor, id, command, expected));
  sign_what_was_entered(candour);
  return {};
}

Result<std::vector<std::shared_ptr<const paper::Paper>>> published_papers(const Candour& candour) {
  CANDOUR_TRY(picture, candour.picture(Actor{}));
  std::vector<std::shared_ptr<const paper::Paper>> papers;
  for (const auto& each : picture->papers)
    if (paper::latest(*each)) papers.push_back(each);
  std::stable_sort(papers.begin(), papers.end(), [](const auto& left, const auto& right) {
    return paper::latest(*left)->published > paper::latest(*right)->published;
  });
  return papers;
}

Result<std::shared_ptr<const paper::Paper>> published_paper(const Candour& candour, std::string_view id) {
  CANDOUR_TRY(papers, published_papers(candour));
  for (const auto& each : papers)
    if (each->id.text() == id) return each;
  return fail(ErrorCode::not_found, "There is no such paper.");
}

std::string role_of(const Candour& candour, std::string_view actor) {
  const auto people = candour.people();
  const people::Person* person = people ? people::find_person(**people, people::PersonId(std::string(actor))) : nullptr;
  if (!person || person->grants.empty()) return "the operator";
  std::string role(people::in_words(person->grants.front().role));
  if (role[0] >= 'A' && role[0] <= 'Z') role[0] = static_cast<char>(role[0] - 'A' + 'a');
  return "the " + role;
}

Result<std::string> published_file(const Candour& candour, const paper::File& file) {
  auto bytes = candour.store().original(file.sha256);
  if (bytes && sha256_hex(*bytes) == file.sha256 && bytes->size() == file.bytes) return bytes;
  if (!bytes && bytes.error().code != ErrorCode::not_found) return fail(std::move(bytes.error()));
  return fail(ErrorCode::refused, std::string(not_as_published),
              "published file " + file.sha256 + (bytes ? " has other bytes" : " is missing"));
}

std::vector<std::string> forms_otherwise(const paper::Version& version, std::string_view html) {
  const std::vector<ledger::NamedForm> named = ledger::forms_named_in(html);
  std::vector<std::string> otherwise;
  for (std::size_t i = 1; i < version.files.size(); ++i)
    if (std::none_of(named.begin(), named.end(), [&](const ledger::NamedForm& each) {
          return each.name == version.files[i].name && each.sha256 == version.files[i].sha256;
        }))
      otherwise.push_back(version.files[i].name);
  return otherwise;
}

Result<std::string> vouched_file(const Candour& candour, const paper::PaperId& id, const paper::Version& version,
                                 const paper::File& file) {
  CANDOUR_CHECK(in_ledger(candour, id, version));
  CANDOUR_TRY(paper, published_file(candour, version.files.front()));
  const std::vector<std::string> otherwise = forms_otherwise(version, paper);
  if (std::find(otherwise.begin(), otherwise.end(), file.name) != otherwise.end())
    return fail(ErrorCode::refused, std::string(not_as_published),
                "the paper " + version.files.front().sha256 + " does not name " + file.name + " with the hash " +
                    file.sha256 + " that the record has");
  return file.name == version.files.front().name ? std::move(paper) : published_file(candour, file);
}

Result<InLedger> in_ledger(const Candour& candour, const paper::PaperId& id, const paper::Version& version) {
  const Store& store = candour.store();
  CANDOUR_TRY(events, store.read("paper/" + id.text()));
  const auto missing = [&](std::string detail) {
    return fail(ErrorCode::refused, "The ledger does not hold this paper’s entry: the record has been altered.",
                std::move(detail));
  };
  for (const StoredEvent& stored : events) {
    CANDOUR_TRY(event, record::read_paper_event(stored.core, stored.words));
    const auto* published = std::get_if<paper::PaperPublished>(&event.body);
    if (!published || published->document != version.document) continue;
    InLedger found;
    found.entry = published->entry;
    const auto told = ledger::read_paper(found.entry);
    if (!told || hex(ledger::bytes_of(told->sha256)) != version.files.front().sha256)
      return missing("the entry tells of another file than the record does");
    // Behind the event's own entry, and no further on than there are others of its kind before it.
    for (std::uint64_t first = stored.position;;) {
      CANDOUR_TRY(entries, store.ledger().entries(first, 256));
      if (entries.empty()) return missing("no entry for " + version.document);
      const auto mine = std::find_if(entries.begin(), entries.end(),
                                     [&](const LedgerEntry& each) { return each.bytes == found.entry; });
      if (mine != entries.end()) {
        found.index = mine->index;
        break;
      }
      first = entries.back().index + 1;
    }
    CANDOUR_TRY(size, store.ledger().size());
    found.size = size;
    CANDOUR_TRY(root, ledger::root_of(size, nodes_of(store)));
    found.root = root;
    CANDOUR_TRY(path, ledger::inclusion_proof(found.index, size, nodes_of(store)));
    found.path = path;
    CANDOUR_TRY(vouched, best_checkpoint(candour, found.index));
    if (vouched && vouched->checkpoint.checkpoint.size <= size) {
      CANDOUR_TRY(hashes, ledger::inclusion_proof(found.index, vouched->checkpoint.checkpoint.size, nodes_of(store)));
      found.proof = ledger::write_entry_proof({std::nullopt, found.index, hashes, vouched->checkpoint.bytes});
      found.vouched = std::move(vouched);
    }
    return found;
  }
  return missing("no event published " + version.document);
}

std::string plain_ascii(std::string_view text, std::size_t most) {
  // Latin-1 from U+00C0 on, letter by letter.
  static constexpr std::string_view plain = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty";
  std::string out;
  const std::string flat = collapsed(text);
  for (std::size_t at = 0; at < flat.size() && out.size() < most;) {
    const char32_t point = next_code_point(flat, at);
    if (point >= 0x20 && point < 0x7F) {
      out += static_cast<char>(point);
    } else if (point >= 0xC0 && point <= 0xFF) {
      out += plain[point - 0xC0];
    } else if (point == 0x2018 || point == 0x2019) {
      out += '\'';
    } else if (point == 0x201C || point == 0x201D) {
      out += '"';
    } else if (point >= 0x2010 && point <= 0x2015) {
      out += '-';
    } else if (point == 0x2026) {
      out += "...";
    } else {
      out += '?';
    }
  }
  if (out.size() > most) out.resize(most);
  return trimmed(out).empty() ? "-" : std::string(trimmed(out));
}

}  // namespace candour::app
