#include "view/paper.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/text.h"

namespace candour::view {
namespace {

std::string name_of(const plan::Plan& plan) {
  return plan.title.empty() ? "Plan " + plan.id.text() : plan.title;
}
std::string number_of(const plan::Action& action) {
  return action.reference.empty() ? std::to_string(action.number) : action.reference;
}
std::string agency_of(const Row& row) {
  return row.agency ? row.agency->name : std::string("No agency");
}

// The more, the worse. Only what can be told: a rating outside its key says nothing of how much of a concern it is.
std::uint32_t concern_of(plan::Status status) {
  switch (status) {
    case plan::Status::off_track:
      return 5;
    case plan::Status::at_risk:
      return 4;
    case plan::Status::not_started:
      return 3;
    case plan::Status::on_track:
      return 2;
    case plan::Status::complete:
    case plan::Status::embedded:
    case plan::Status::closed:
      return 1;
    case plan::Status::not_applicable:
    case plan::Status::not_stated:
    case plan::Status::unclear:
      break;
  }
  return 0;
}

PaperRow row_of(const Row& row, bool with_lead) {
  const plan::Action& action = *row.action;
  PaperRow made;
  made.id = row.id;
  made.number = number_of(action);
  made.question = action.recommendations.empty() ? std::string() : action.recommendations.front();
  made.agency = agency_of(row);
  made.wording = action.wording;
  made.rating = action.rating.as_written;
  made.status = action.rating.status;
  made.no_answer = is_silent(row);
  made.asked = asked_in_words(row.facts);
  made.moderated = row.facts.moderated;
  made.delivery = plan::in_words(row.facts.delivery);
  made.schedule = plan::in_words(row.facts.schedule);
  made.evidence_state = plan::in_words(row.facts.evidence);
  made.freshness = plan::in_words(row.facts.freshness);
  made.due = row.facts.due;
  made.original_due = row.facts.original_due;
  made.slips = row.facts.slips;
  made.confirmed = row.facts.last_confirmed;
  made.evidence = plan::in_words(plan::told(action));
  if (with_lead) made.lead = action.lead;
  return made;
}

// In the order in which the fact's words first stand in the rows: each row has one, so they add up.
PaperFact fact_of(std::string name, const std::vector<PaperRow>& rows, std::string PaperRow::*fact) {
  PaperFact made{std::move(name), {}};
  for (const PaperRow& row : rows) {
    auto found = std::find_if(made.counts.begin(), made.counts.end(),
                              [&](const PaperCount& each) { return each.name == row.*fact; });
    if (found == made.counts.end()) found = made.counts.insert(found, {row.*fact, plan::Status::not_stated, 0});
    ++found->count;
  }
  std::stable_sort(made.counts.begin(), made.counts.end(),
                   [](const PaperCount& left, const PaperCount& right) { return left.count > right.count; });
  return made;
}

std::vector<PaperCount> counts_of(const Totals& totals) {
  std::vector<PaperCount> counts;
  for (const Totals::Line& line : totals.by_rating) counts.push_back({line.as_written, line.status, line.count});
  return counts;
}
PaperLine line_of(std::string name, const Totals& totals, const std::vector<PaperCount>& columns) {
  PaperLine line{std::move(name), {}, totals.total};
  for (const PaperCount& column : columns) {
    std::size_t count = 0;
    for (const Totals::Line& own : totals.by_rating)
      if (own.as_written == column.name) count += own.count;
    line.counts.push_back(count);
  }
  return line;
}

bool is_of(const Row& row, const std::vector<std::string>& agencies) {
  const auto has = [&](const plan::AgencyId& id) {
    return std::find(agencies.begin(), agencies.end(), id.text()) != agencies.end();
  };
  return agencies.empty() || has(row.action->agency) ||
         std::any_of(row.action->supporting.begin(), row.action->supporting.end(), has);
}

PaperPlan plan_of(const Picture& picture, const PlanPicture& whole, const paper::Cover& cover) {
  const plan::Plan& plan = *whole.plan;
  PaperPlan made;
  made.id = plan.id.text();
  made.title = name_of(plan);
  made.as_at = plan.as_at;
  made.key = plan.key.entries;
  std::vector<const Row*> rows;
  for (const Row& row : whole.rows)
    if (is_of(row, cover.scope.agencies)) rows.push_back(&row);
  const Totals all = totals(rows);
  made.total = all.total;
  made.totals = counts_of(all);
  made.overdue = all.overdue;
  made.unconfirmed = all.unconfirmed;
  made.no_answer = all.silent;
  for (const Row* row : rows) made.rows.push_back(row_of(*row, paper::shows(cover.scope, paper::Section::leads)));
  made.facts = {
      fact_of("Delivery", made.rows, &PaperRow::delivery), fact_of("Schedule", made.rows, &PaperRow::schedule),
      fact_of("Evidence", made.rows, &PaperRow::evidence_state), fact_of("Freshness", made.rows, &PaperRow::freshness)};

  const auto grouped_by = [&](const auto& key_of, std::vector<PaperLine>& lines) {
    std::vector<std::pair<std::string, std::vector<const Row*>>> groups;
    for (const Row* row : rows) {
      std::string key = key_of(*row);
      auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& each) { return each.first == key; });
      if (found == groups.end()) found = groups.insert(found, {std::move(key), {}});
      found->second.push_back(row);
    }
    for (auto& [name, of] : groups) lines.push_back(line_of(name, totals(of), made.totals));
  };
  grouped_by(
      [&](const Row& row) {
        for (const plan::Finding& finding : plan.findings)
          if (finding.ref == row.action->finding)
            return finding.title.empty() ? finding.ref : finding.ref + ". " + finding.title;
        return std::string("Outside any finding");
      },
      made.by_finding);
  grouped_by([](const Row& row) { return agency_of(row); }, made.by_agency);

  for (const PlanReport& each : report(picture, {plan.id}).plans)
    for (const SilentAgency& silent : each.silent) {
      if (!cover.scope.agencies.empty() && std::find(cover.scope.agencies.begin(), cover.scope.agencies.end(),
                                                     silent.agency->id.text()) == cover.scope.agencies.end())
        continue;
      PaperSilent line{silent.agency->name, {}};
      for (const plan::Recommendation* question : silent.questions) line.questions.push_back(question->ref);
      made.silent.push_back(std::move(line));
    }
  return made;
}

PaperContent::Since since_of(const Picture& picture, const Picture& earlier, const paper::Cover& cover,
                             const std::string& title) {
  PaperContent::Since since{title, earlier.as_at, {}, {}};
  // Only of the scope: both days as far as this paper shows them.
  const auto part = [&](const Picture& whole) {
    Picture made = whole;
    std::erase_if(made.plans, [&](const auto& plan) {
      return std::find(cover.scope.plans.begin(), cover.scope.plans.end(), plan->plan->id.text()) ==
             cover.scope.plans.end();
    });
    return made;
  };
  const Picture before = part(earlier), after = part(picture);
  Filter filter;
  if (cover.scope.agencies.size() == 1) filter.agency = plan::AgencyId(cover.scope.agencies.front());
  const Comparison comparison = compare(before, after, filter);
  if (cover.scope.agencies.size() <= 1) since.sentence = in_a_sentence(comparison);
  for (const RowChange& change : comparison.changes) {
    if (change.group == ChangeGroup::unchanged || change.group == ChangeGroup::unconfirmed) continue;
    const Row& row = change.row();
    if (!is_of(row, cover.scope.agencies)) continue;
    PaperChange made{
        std::string(in_words(change.group)), number_of(*row.action), agency_of(row), row.action->wording, {}};
    for (const FieldChange& field : change.fields) {
      if (field.field == "Lead" && !paper::shows(cover.scope, paper::Section::leads)) continue;
      made.fields.push_back({std::string(field.field), field.before, field.after});
    }
    since.changes.push_back(std::move(made));
  }
  return since;
}

}  // namespace

PaperContent paper_content(const Picture& picture, const paper::Cover& cover, const Picture* earlier,
                           const std::string& earlier_title) {
  PaperContent content;
  content.cover = cover;
  content.partnership = picture.name;
  for (const std::string& id : cover.scope.plans) {
    const PlanPicture* plan = find_plan(picture, plan::PlanId(id));
    if (!plan) continue;
    content.plans.push_back(plan_of(picture, *plan, cover));
    content.total += content.plans.back().total;
  }
  if (earlier && content.shows(paper::Section::changes))
    content.since = since_of(picture, *earlier, cover, earlier_title);
  return content;
}

void each_text(PaperContent& content,
               const std::function<void(const std::string& where, privacy::Form form, std::string& text)>& visit) {
  using privacy::Form;
  visit("Title", Form::prose, content.cover.title);
  visit("Body", Form::prose, content.cover.body);
  visit("Partnership", Form::prose, content.partnership);
  for (PaperPlan& plan : content.plans) {
    visit("Title of a plan", Form::prose, plan.title);
    for (plan::KeyEntry& entry : plan.key) {
      visit("Key", Form::prose, entry.as_written);
      visit("Key", Form::prose, entry.meaning);
    }
    for (PaperCount& count : plan.totals) visit("Ratings", Form::prose, count.name);
    for (PaperLine& line : plan.by_finding) visit("Totals by finding", Form::prose, line.name);
    for (PaperLine& line : plan.by_agency) visit("Totals by agency", Form::prose, line.name);
    if (content.shows(paper::Section::silent))
      for (PaperSilent& each : plan.silent) {
        visit("Who has not answered", Form::prose, each.agency);
        for (std::string& question : each.questions) visit("Who has not answered, question", Form::prose, question);
      }
    for (PaperRow& row : plan.rows) {
      const std::string where = "Action " + row.number + ", ";
      visit(where + "rating", Form::prose, row.rating);
      visit(where + "moderated rating", Form::prose, row.moderated);
      if (!content.shows(paper::Section::rows)) continue;
      visit(where + "its number", Form::prose, row.number);
      visit(where + "question", Form::prose, row.question);
      visit(where + "agency", Form::prose, row.agency);
      visit(where + "wording", Form::prose, row.wording);
      visit(where + "evidence", Form::prose, row.evidence);
      if (!row.lead.empty()) visit(where + "lead", Form::leads, row.lead);
    }
  }
  if (!content.since) return;
  visit("Title of the last paper", Form::prose, content.since->title);
  for (PaperChange& change : content.since->changes) {
    const std::string where = "What changed, action " + change.number;
    visit(where + ", its number", Form::prose, change.number);
    visit(where + ", agency", Form::prose, change.agency);
    visit(where, Form::prose, change.wording);
    for (PaperChange::Field& field : change.fields)
      for (std::string* text : {&field.before, &field.after})
        visit(where + ", " + field.name, field.name == "Lead" ? Form::leads : Form::prose, *text);
  }
}

std::vector<paper::Shown> shown(const PaperContent& content) {
  std::vector<paper::Shown> all;
  for (const PaperPlan& plan : content.plans)
    for (const PaperRow& row : plan.rows) all.push_back({row.id, row.rating, concern_of(row.status)});
  return all;
}

namespace {

// "Not confirmed" inside a sentence; "RAG" stays.
std::string inside_a_sentence(std::string text) {
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z' && (text.size() < 2 || text[1] < 'A' || text[1] > 'Z'))
    text[0] = static_cast<char>(text[0] + 32);
  return text;
}
std::string count_of(std::size_t number, std::string_view one, std::string_view many) {
  return grouped(static_cast<long long>(number)) + " " + std::string(number == 1 ? one : many);
}

}  // namespace

std::string facts_in_words(const PaperRow& row) {
  std::vector<std::string> facts{row.delivery, inside_a_sentence(row.schedule)};
  if (row.due)
    facts.back() += " (" + row.due->words() +
                    (row.slips == 1  ? std::string(", put back once")
                     : row.slips > 1 ? ", put back " + count_of(row.slips, "time", "times")
                                     : std::string()) +
                    ")";
  facts.push_back("evidence " + inside_a_sentence(row.evidence_state));
  facts.push_back(inside_a_sentence(row.freshness) + (!row.confirmed ? std::string()
                                                      : row.freshness == plan::in_words(plan::Freshness::confirmed)
                                                          ? " on " + row.confirmed->words()
                                                          : ", last on " + row.confirmed->words()));
  return join(facts, "; ");
}

std::string rating_in_words(const PaperRow& row) {
  if (row.no_answer)
    return "No answer\n" + row.asked + (row.rating.empty() ? std::string() : "; rated " + row.rating + " before");
  const std::string word = row.rating.empty() ? "Blank" : row.rating, meaning(plan::in_words(row.status));
  return (equal_ignoring_case(word, meaning) ? word : word + " (" + meaning + ")") +
         (row.asked.empty() ? std::string() : "\n" + row.asked) +
         (row.moderated.empty() ? std::string() : "\n" + row.moderated);
}

std::string sum_in_words(const PaperPlan& plan) {
  std::size_t sum = 0;
  for (const PaperCount& each : plan.totals) sum += each.count;
  return "The counts add up: " + grouped(static_cast<long long>(sum)) + " of " +
         count_of(plan.total, "action", "actions") + ". " + count_of(plan.overdue, "is", "are") + " overdue, " +
         grouped(static_cast<long long>(plan.unconfirmed)) + " open and not confirmed within the cycle.";
}

std::string as_at_in_words(const paper::Cover& cover) {
  return "How things stood on " + cover.scope.as_at.words() +
         (cover.scope.agencies.empty() ? "." : ", of the agencies named below.");
}

}  // namespace candour::view
