#include "base/text.h"
#include "report/inside/words.h"
#include "report/sheet.h"

namespace candour::report {
namespace {

Cell count(std::size_t number) {
  return static_cast<std::int64_t>(number);
}
Cell date_or_blank(const std::optional<Date>& date) {
  return date ? Cell(*date) : Cell();
}
Cell text_or_blank(std::string text) {
  return text.empty() ? Cell() : Cell(std::move(text));
}

// The remarks that nobody has answered, a line each.
std::string open_remarks(const view::Row& row) {
  std::vector<std::string> sentences;
  for (const view::Remark& remark : row.remarks)
    if (!remark.answer) sentences.push_back(remark.message);
  return join(sentences, "\n");
}

std::vector<Heading> totals_headings() {
  std::vector<Heading> headings{{"Rows", "rows", 8}};
  for (plan::Status status : plan::every_status)
    headings.push_back({std::string(plan::in_words(status)), std::string(plan::to_text(status)), 12});
  for (const Heading& each : {Heading{"Overdue", "overdue", 10}, Heading{"Not confirmed", "unconfirmed", 12},
                              Heading{"No lead", "unowned", 10}, Heading{"Does not hold up", "remarked", 12}})
    headings.push_back(each);
  return headings;
}

void add_totals(std::vector<Cell>& row, const view::Totals& totals) {
  row.push_back(count(totals.total));
  for (std::size_t number : totals.by_status) row.push_back(count(number));
  row.push_back(count(totals.overdue));
  row.push_back(count(totals.unconfirmed));
  row.push_back(count(totals.unowned));
  row.push_back(count(totals.remarked));
}

std::vector<Heading> with_totals(std::vector<Heading> first) {
  for (Heading& heading : totals_headings()) first.push_back(std::move(heading));
  return first;
}

}  // namespace

Sheet comparison_sheet(const view::Comparison& comparison) {
  Sheet sheet{"What changed",
              "what_changed",
              "What changed from " + comparison.from.words() + " to " + comparison.to.words() + ": " +
                  view::in_a_sentence(comparison),
              {{"Group", "group", 22},
               {"Row id", "id", 16},
               {"Plan", "plan", 30},
               {"Row", "row", 8},
               {"Agency", "agency", 24},
               {"Action", "action", 60},
               {"What changed", "field", 20},
               {"On the earlier day", "before", 40},
               {"On the later day", "after", 40}},
              {}};
  for (const view::RowChange& change : comparison.changes) {
    const view::Row& row = change.row();
    const std::vector<Cell> head{
        std::string(view::in_words(change.group)),
        row.id,
        plan_name(*row.plan),
        row.action->reference.empty() ? std::to_string(row.action->number) : row.action->reference,
        agency_name(row.agency),
        text_or_blank(row.action->wording)};
    const auto add = [&](Cell field, Cell before, Cell after) {
      std::vector<Cell> line = head;
      line.push_back(std::move(field));
      line.push_back(std::move(before));
      line.push_back(std::move(after));
      sheet.rows.push_back(std::move(line));
    };
    if (change.fields.empty()) add({}, {}, {});
    for (const view::FieldChange& field : change.fields)
      add(std::string(field.field), text_or_blank(field.before), text_or_blank(field.after));
  }
  return sheet;
}

Sheet actions_sheet(const std::vector<const view::Row*>& rows, Date as_at) {
  Sheet sheet{"Actions", "actions", "Actions as at " + as_at.words(), {}, {}};
  sheet.headings = {{"Row ID", "id", 16},
                    {"Plan", "plan", 24},
                    {"Finding", "finding", 9},
                    {"Recommendation", "recommendation", 15},
                    {"Agency", "agency", 22},
                    {"Action", "action", 50},
                    {"Response", "response", 40},
                    {"Rating (plan's own words)", "rating", 18},
                    {"Status", "status", 14},
                    {"Delivery", "delivery", 16},
                    {"Schedule", "schedule", 14},
                    {"Due", "due", 12},
                    {"First due", "first_due", 12},
                    {"Times moved", "slips", 8},
                    {"Evidence state", "evidence_state", 14},
                    {"Evidence", "evidence", 50},
                    {"Last confirmed", "last_confirmed", 12},
                    {"Freshness", "freshness", 14},
                    {"Lead", "lead", 24},
                    {"Constraints", "constraints", 36},
                    {"Target", "target", 18},
                    {"Desired outcome", "outcome", 40},
                    {"Place in the document", "place", 16},
                    {"What does not fit", "mismatches", 40},
                    {"Remarks", "remarks", 50},
                    {"Asked for an update", "asked", 30}};
  sheet.rows.reserve(rows.size());
  for (const view::Row* row : rows) {
    const plan::Action& action = *row->action;
    const plan::Facts& facts = row->facts;
    sheet.rows.push_back({row->id,
                          plan_name(*row->plan),
                          text_or_blank(action.finding),
                          text_or_blank(join(action.recommendations, ", ")),
                          agency_name(row->agency),
                          text_or_blank(action.wording),
                          text_or_blank(action.response),
                          text_or_blank(action.rating.as_written),
                          std::string(plan::to_text(action.rating.status)),
                          std::string(plan::to_text(facts.delivery)),
                          std::string(plan::to_text(facts.schedule)),
                          date_or_blank(facts.due),
                          date_or_blank(facts.original_due),
                          count(facts.slips),
                          std::string(plan::to_text(facts.evidence)),
                          text_or_blank(plan::in_words(plan::told(action))),
                          date_or_blank(facts.last_confirmed),
                          std::string(plan::to_text(facts.freshness)),
                          text_or_blank(action.lead),
                          text_or_blank(action.constraints),
                          text_or_blank(action.target),
                          text_or_blank(action.outcome),
                          text_or_blank(action.place),
                          text_or_blank(join(facts.mismatches, " ")),
                          text_or_blank(open_remarks(*row)),
                          text_or_blank(view::asked_in_words(facts))});
  }
  return sheet;
}

Sheet plans_sheet(const view::Picture& picture) {
  Sheet sheet{"Plans", "plans", "Plans as at " + picture.as_at.words(), {}, {}};
  sheet.headings = with_totals({{"Plan ID", "id", 14},
                                {"Plan", "plan", 40},
                                {"Review", "review", 20},
                                {"Kind", "kind", 24},
                                {"Document as at", "document_as_at", 14}});
  for (const auto& plan : picture.plans) {
    std::vector<Cell> row{plan->plan->id.text(), plan_name(*plan->plan), text_or_blank(plan->plan->review.name),
                          std::string(plan::in_words(plan->plan->review.kind)), date_or_blank(plan->plan->as_at)};
    add_totals(row, plan->totals);
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

Sheet agencies_sheet(const view::Picture& picture) {
  Sheet sheet{"Agencies", "agencies", "Agencies as at " + picture.as_at.words(), {}, {}};
  sheet.headings = with_totals({{"Agency", "agency", 30}, {"Also written", "also_written", 40}, {"Plans", "plans", 8}});
  for (const plan::Agency* each : picture.agencies) {
    const plan::Agency& agency = *each;
    const auto page = view::agency_page(picture, agency.id);
    std::vector<Cell> row{agency.name, text_or_blank(join(agency.aliases, "; ")), count(page->plans.size())};
    add_totals(row, page->totals);
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

Sheet meetings_sheet(const view::Picture& picture) {
  Sheet sheet{"Meetings", "meetings", "Questions and resolutions of meetings as at " + picture.as_at.words(), {}, {}};
  sheet.headings = {{"Meeting ID", "id", 14},
                    {"Body", "body", 30},
                    {"Date", "date", 12},
                    {"About", "item", 36},
                    {"What", "what", 12},
                    {"Number", "number", 10},
                    {"Text", "text", 60},
                    {"Asked by", "asked_by", 20},
                    {"Answered by", "answered_by", 20},
                    {"Answer", "answer", 50},
                    {"State", "state", 18},
                    {"Report back", "report_back", 12},
                    {"Settled", "settled", 12},
                    {"What shows it", "shown_by", 36},
                    {"Place in the document", "place", 16}};
  for (const auto& meeting : picture.meetings) {
    const auto row = [&](std::string what) {
      return std::vector<Cell>{meeting->id.text(), meeting->body, date_or_blank(meeting->date),
                               text_or_blank(meeting->item), what.empty() ? Cell() : Cell(std::move(what))};
    };
    const auto add = [&](std::vector<Cell> cells, std::vector<Cell> more) {
      for (Cell& cell : more) cells.push_back(std::move(cell));
      sheet.rows.push_back(std::move(cells));
    };
    for (const meeting::Question& each : meeting->questions)
      add(row("Question"),
          {std::to_string(each.number), text_or_blank(each.text), text_or_blank(each.asked_by),
           text_or_blank(each.answered_by), text_or_blank(each.answer),
           std::string(meeting::to_text(meeting::state_of(each))), Cell(), Cell(), Cell(), text_or_blank(each.place)});
    for (const meeting::Resolution& each : meeting->resolutions)
      add(row("Resolution"),
          {each.ref.empty() ? std::to_string(each.number) : each.ref, text_or_blank(each.text), Cell(), Cell(), Cell(),
           std::string(meeting::to_text(each.state)), date_or_blank(each.report_back), date_or_blank(each.settled),
           text_or_blank(each.shown_by), text_or_blank(each.place)});
    if (meeting->questions.empty() && meeting->resolutions.empty()) add(row({}), std::vector<Cell>(10));
  }
  return sheet;
}

Sheet registers_sheet(const view::Picture& picture) {
  Sheet sheet{
      "Risk registers", "registers", "Risks as written in risk registers as at " + picture.as_at.words(), {}, {}};
  sheet.headings = {{"Register ID", "id", 14},
                    {"Register", "register", 30},
                    {"Document as at", "document_as_at", 14},
                    {"Reference", "reference", 12},
                    {"Risk", "risk", 50},
                    {"Level", "level", 10},
                    {"Likelihood", "likelihood", 10},
                    {"Impact", "impact", 10},
                    {"Score as written", "score", 12},
                    {"What does not fit", "mismatch", 40},
                    {"Controls", "controls", 40},
                    {"Owner", "owner", 24},
                    {"Review date as written", "review_date", 14},
                    {"Place in the document", "place", 16}};
  const auto number_or_blank = [](const std::optional<std::uint32_t>& number) {
    return number ? Cell(static_cast<std::int64_t>(*number)) : Cell();
  };
  for (const auto& reg : picture.registers)
    for (const risk::Risk& each : reg->risks)
      for (const risk::Score& score : each.scores)
        sheet.rows.push_back(
            {reg->id.text(), reg->title, date_or_blank(reg->as_at), text_or_blank(each.ref), text_or_blank(each.title),
             std::string(risk::to_text(score.level)), number_or_blank(score.likelihood), number_or_blank(score.impact),
             text_or_blank(score.as_written), text_or_blank(risk::mismatch(score)), text_or_blank(each.controls),
             text_or_blank(each.owner), text_or_blank(each.review_date), text_or_blank(score.place)});
  return sheet;
}

std::vector<Sheet> report_sheets(const view::Report& report) {
  const std::string as_at = " as at " + report.as_at.words();
  Sheet summary{"Summary", "summary", "Totals of each plan in its own key" + as_at, {}, {}};
  summary.headings = {
      {"Plan", "plan", 40}, {"Rating (plan's own words)", "rating", 26}, {"Means", "status", 16}, {"Rows", "rows", 8}};
  Sheet findings{"By finding", "by_finding", "Totals by finding" + as_at, {}, {}};
  findings.headings = with_totals({{"Plan", "plan", 30}, {"Finding", "finding", 9}, {"Title", "title", 50}});
  Sheet agencies{"By agency", "by_agency", "Totals by agency" + as_at, {}, {}};
  agencies.headings = with_totals({{"Plan", "plan", 30}, {"Agency", "agency", 30}});
  Sheet silent{"Not answered", "not_answered", "Questions to which an agency has no row" + as_at, {}, {}};
  silent.headings = {
      {"Plan", "plan", 30}, {"Agency", "agency", 30}, {"Question", "question", 12}, {"Text", "text", 60}};

  std::vector<const view::Row*> rows, overdue, unconfirmed, unowned;
  for (const view::PlanReport& part : report.plans) {
    const std::string name = plan_name(*part.plan->plan);
    for (const view::Totals::Line& line : part.totals.by_rating)
      summary.rows.push_back({name, line.as_written.empty() ? std::string("(blank)") : line.as_written,
                              std::string(plan::in_words(line.status)), count(line.count)});
    summary.rows.push_back({name, std::string("Total"), Cell(), count(part.totals.total)});
    for (const view::FindingGroup& group : part.by_finding) {
      std::vector<Cell> row{name, group.finding ? Cell(group.finding->ref) : Cell(),
                            group.finding ? Cell(group.finding->title) : Cell(std::string("Outside any finding"))};
      add_totals(row, group.totals);
      findings.rows.push_back(std::move(row));
    }
    for (const view::AgencyGroup& group : part.by_agency) {
      std::vector<Cell> row{name, agency_name(group.agency)};
      add_totals(row, group.totals);
      agencies.rows.push_back(std::move(row));
    }
    for (const view::SilentAgency& each : part.silent)
      for (const plan::Recommendation* question : each.questions)
        silent.rows.push_back({name, agency_name(each.agency), question->ref, question->text});
    for (const view::Row& row : part.plan->rows) rows.push_back(&row);
    overdue.insert(overdue.end(), part.overdue.begin(), part.overdue.end());
    unconfirmed.insert(unconfirmed.end(), part.unconfirmed.begin(), part.unconfirmed.end());
    unowned.insert(unowned.end(), part.unowned.begin(), part.unowned.end());
  }
  const auto named = [&](const std::vector<const view::Row*>& of, std::string sheet_name, std::string key,
                         std::string title) {
    Sheet sheet = actions_sheet(of, report.as_at);
    sheet.name = std::move(sheet_name);
    sheet.key = std::move(key);
    sheet.title = std::move(title) + as_at;
    return sheet;
  };
  std::vector<Sheet> sheets{std::move(summary), std::move(findings), std::move(agencies)};
  sheets.push_back(named(overdue, "Overdue", "overdue", "Open rows whose date has passed,"));
  sheets.push_back(
      named(unconfirmed, "Not confirmed", "unconfirmed", "Open rows nobody has confirmed within the cycle,"));
  sheets.push_back(named(unowned, "No lead", "unowned", "Open rows without a lead,"));
  sheets.push_back(std::move(silent));
  sheets.push_back(named(rows, "Rows", "rows", "Every row"));
  return sheets;
}

}  // namespace candour::report
