// The three-way compare, and what becomes of each cell.

#include <algorithm>
#include <set>
#include <utility>

#include "base/sha256.h"
#include "base/text.h"
#include "plan/dates.h"
#include "plan/facts.h"
#include "workbook/returned.h"

namespace candour::workbook {
namespace {

using document::ContentKind;

std::string quoted(std::string_view text) {
  return "“" + std::string(text) + "”";
}
std::string short_quote(std::string_view text) {
  return quoted(shortened(collapsed(text), 80));
}
// Blanks do not count: every program breaks lines in its own way.
bool same(std::string_view left, std::string_view right) {
  return collapsed(left) == collapsed(right);
}
bool same_rating(std::string_view left, std::string_view right) {
  return folded(collapsed(left)) == folded(collapsed(right));
}
const plan::KeyEntry* entry_of(const plan::Plan& plan, std::string_view rating) {
  for (const plan::KeyEntry& entry : plan.key.entries)
    if (same_rating(entry.as_written, rating)) return &entry;
  return nullptr;
}
std::string key_in_words(const plan::Plan& plan) {
  std::vector<std::string> words;
  for (const plan::KeyEntry& entry : plan.key.entries) words.push_back(entry.as_written);
  return join(words, ", ");
}
bool means_done(const plan::Plan& plan, std::string_view rating) {
  const plan::KeyEntry* entry = entry_of(plan, rating);
  return entry && (entry->status == plan::Status::complete || entry->status == plan::Status::embedded);
}

// The one day that a text means, where it can mean no other.
std::optional<Date> only_day_in(std::string_view text) {
  const std::string_view plain = trimmed(text);
  if (const auto day = Date::parse(plain)) return day;
  const auto dates = plan::find_dates(plain, {plan::Stands::in_date_column, std::nullopt});
  if (dates.size() != 1 || dates[0].kind != plan::DateReadingKind::day || !dates[0].days ||
      dates[0].days->from != dates[0].days->to || dates[0].year_missing ||
      collapsed(dates[0].as_written) != collapsed(plain))
    return std::nullopt;
  return dates[0].days->from;
}

// What a cell says, as the record would say it; or why it cannot be taken in.
struct Said {
  std::string text;
  std::string trouble;
  std::optional<std::string> suggestion = std::nullopt;
};
Said said_by(const ReturnedCell& cell, const Column& column, const plan::Plan& plan) {
  Said said{cell.text, {}};
  if (cell.kind == ContentKind::error) {
    said.trouble = cell.name + " shows " + cell.text + ", an error of a formula. Type what it should say.";
    return said;
  }
  if (cell.formula) {
    said.trouble = cell.name + " holds a formula" +
                   (cell.text.empty() ? "" : ", which came to " + short_quote(cell.text)) +
                   ". A formula is not taken in: type what it should say.";
    if (!cell.text.empty()) said.suggestion = cell.text;
    return said;
  }
  switch (column.holds) {
    case Holds::words:
      if (cell.kind == ContentKind::date)
        if (const auto day = Date::parse(cell.text)) said.text = day->words();
      return said;
    case Holds::rating:
      if (said.text.empty() || plan.key.entries.empty()) return said;
      if (const plan::KeyEntry* entry = entry_of(plan, said.text)) {
        said.text = entry->as_written;
      } else {
        said.trouble = cell.name + " says " + short_quote(said.text) +
                       ", which is not in this plan's key: " + key_in_words(plan) + ".";
      }
      return said;
    case Holds::day:
      if (said.text.empty() || cell.kind == ContentKind::date) return said;
      if (const auto day = only_day_in(said.text); day && cell.kind == ContentKind::text) {
        said.trouble = cell.name + " holds " + short_quote(said.text) + " as text, not as a date. It can be read as " +
                       day->words() + ".";
        said.suggestion = day->iso();
      } else {
        said.trouble =
            cell.name + " says " + short_quote(said.text) + ", which is no date. Type a day, such as 2026-09-30.";
      }
      return said;
  }
  return said;
}

// One reason that holds for many rows is told once, by the first of them.
class Troubles {
 public:
  void add(std::string reason, std::string cell) {
    for (auto& [told, cells] : told_)
      if (told == reason) return cells.push_back(std::move(cell));
    told_.emplace_back(std::move(reason), std::vector{std::move(cell)});
  }
  std::vector<std::string> sentences() const {
    std::vector<std::string> made;
    for (const auto& [reason, cells] : told_) {
      const std::size_t more = cells.size() - 1;
      made.push_back(
          cells.front() +
          (more == 0 ? "" : " and " + grouped(static_cast<long long>(more)) + (more == 1 ? " other" : " others")) +
          ": " + reason);
    }
    return made;
  }

 private:
  std::vector<std::pair<std::string, std::vector<std::string>>> told_;
};

struct Comparing {
  const Returned& returned;
  const std::vector<const plan::Plan*>& plans;
  const Scope& scope;
  Comparison made = {};
  Troubles troubles = {};
  std::map<std::string, std::string> wording_kept = {};  // matching key of each wording as downloaded, to its row

  const plan::Plan* plan_of(const plan::PlanId& id) const {
    for (const plan::Plan* plan : plans)
      if (plan->id == id) return plan;
    return nullptr;
  }

  // The cell of a row by which a sentence names it.
  static std::string cell_of(const ReturnedRow& row) { return row.cell(Field::id).name + " of " + quoted(row.sheet); }

  // The action that a row is about; nullptr where it proposes nothing, which is then told.
  const plan::Action* action_of(const ReturnedRow& row, const plan::Plan*& plan) {
    const std::string& id = row.cell(Field::id).text;
    const auto parsed = plan::parse_action_id(id);
    const auto tell = [&](std::string reason) {
      troubles.add(std::move(reason), cell_of(row));
      return nullptr;
    };
    if (!parsed)
      return tell(short_quote(id) +
                  " is no row id. Put back the one that was downloaded, or leave the cell empty to "
                  "propose a new row. Nothing of this row is taken in.");
    plan = plan_of(parsed->first);
    if (!plan) return tell("these are rows of a plan that is not here. Send the workbook to where it was downloaded.");
    if (scope.plan && plan->id != *scope.plan)
      return tell("these are rows of another plan, " + quoted(plan->title) + ". Send them from that plan's page.");
    if (plan::find_withdrawn_action(*plan, parsed->second))
      return tell("the row was withdrawn from the plan. Nothing of it is taken in.");
    const plan::Action* action = plan::find_action(*plan, parsed->second);
    if (!action)
      return tell("the plan has no row " + quoted(id) + ". Was the id edited? Nothing of this row is taken in.");
    if (scope.agency && action->agency != *scope.agency)
      return tell("these are rows of another agency. Nothing of them is taken in.");
    if (action->closure)
      return tell("the row was closed on " + action->closure->date.words() + ". Nothing of it is taken in.");
    const auto kept = returned.kept.find(id);
    const ReturnedCell& wording = row.cell(Field::wording);
    if (kept != returned.kept.end() && !wording.text.empty() &&
        !same(wording.text, kept->second.cells[static_cast<std::size_t>(Field::wording)])) {
      const auto owner = wording_kept.find(matching_key(wording.text));
      if (owner != wording_kept.end() && owner->second != id)
        return tell("the row has the id " + quoted(id) + ", but the action of " + quoted(owner->second) +
                    ". Were its cells sorted or pasted without their ids? Nothing of this row is taken in.");
    }
    return action;
  }

  void compare_row(const ReturnedRow& row, const plan::Plan& plan, const plan::Action& action) {
    const std::string& id = row.cell(Field::id).text;
    const auto found = returned.kept.find(id);
    const AsDownloaded* kept = found == returned.kept.end() ? nullptr : &found->second;
    RowProposals proposals{id, plan.id, action.number, row.sheet, row.row, shortened(collapsed(action.wording), 120),
                           {}};
    if (proposals.name.empty()) proposals.name = shortened(collapsed(action.response), 120);
    for (const Column& column : columns()) {
      const ReturnedCell& cell = row.cell(column.field);
      if (cell.name.empty()) continue;
      if (!column.open) {
        if (column.field == Field::so_far && kept && !cell.text.empty() &&
            !same(cell.text, kept->cells[static_cast<std::size_t>(Field::so_far)]))
          troubles.add(quoted(column.heading) + " was changed to " + short_quote(cell.text) +
                           ". That column only tells how it stood: what is new goes into " +
                           quoted(column_of(Field::update).heading) + ".",
                       cell.name + " of " + quoted(row.sheet));
        continue;
      }
      if (auto proposal = compare_cell(row, cell, column, plan, action, kept))
        proposals.cells.push_back(std::move(*proposal));
    }
    add_needed(row, plan, action, proposals);
    if (proposals.cells.empty())
      ++made.unchanged;
    else
      made.rows.push_back(std::move(proposals));
  }

  std::optional<Proposal> compare_cell(const ReturnedRow& row, const ReturnedCell& cell, const Column& column,
                                       const plan::Plan& plan, const plan::Action& action, const AsDownloaded* kept) {
    Said said = said_by(cell, column, plan);
    Proposal proposal;
    proposal.id = row.cell(Field::id).text;
    proposal.field = column.field;
    proposal.sheet = row.sheet;
    proposal.cell = cell.name;
    proposal.theirs = said.text;
    proposal.now = standing(plan, action, column.field);
    const bool only_typed = column.field == Field::update || column.field == Field::why_moved;
    if (column.field == Field::update) {
      if (said.text.empty() && !cell.formula) return std::nullopt;
      // What was said since the download stands against it.
      if (!action.updates.empty()) {
        if (same(action.updates.back().narrative, said.text)) return std::nullopt;
        if (kept && action.updates.size() > kept->updates) proposal.now = action.updates.back().narrative;
      }
    } else if (column.field == Field::why_moved) {
      if (said.text.empty() && !cell.formula) return std::nullopt;
    } else {
      if (kept) proposal.as_downloaded = kept->cells[static_cast<std::size_t>(column.field)];
      const auto alike = column.holds == Holds::rating ? same_rating : same;
      const std::string& as_read = said.suggestion && column.holds == Holds::day ? *said.suggestion : said.text;
      if (!cell.formula && (alike(as_read, proposal.now) || (kept && alike(as_read, proposal.as_downloaded))))
        return std::nullopt;
      if (cell.formula && said.trouble.empty()) return std::nullopt;
    }
    if (!said.trouble.empty()) {
      proposal.kind = Case::trouble;
      proposal.sentence = std::move(said.trouble);
      proposal.suggestion = std::move(said.suggestion);
    } else if (column.holds == Holds::rating && plan.key.entries.empty()) {
      proposal.kind = Case::trouble;
      proposal.sentence = cell.name + " gives a rating, but this plan has no key that says what its ratings mean.";
    } else if (is_cut(proposal.now) || is_cut(proposal.as_downloaded)) {
      proposal.kind = Case::trouble;
      proposal.sentence =
          cell.name + " was changed, but the text is longer than a cell can hold. Change it on the page of its row.";
    } else if (said.text.empty() && (column.holds != Holds::words || column.field == Field::wording)) {
      proposal.kind = Case::trouble;
      proposal.sentence = cell.name + " was emptied. The " + folded(column.heading) +
                          " cannot be taken away by a workbook: type another, or leave it as it is now.";
    } else if (!only_typed && !kept) {
      proposal.kind = Case::conflict;
      proposal.sentence = cell.name + " differs from what stands, and it cannot be told which of the two is newer.";
    } else if (column.field == Field::update ? !proposal.now.empty()
                                             : !only_typed && !same(proposal.now, proposal.as_downloaded)) {
      proposal.kind = Case::conflict;
      proposal.sentence =
          cell.name + (column.field == Field::update
                           ? ": another update was given since the workbook was downloaded."
                           : " was changed in the workbook, and by somebody else since it was downloaded.");
    }
    return proposal;
  }

  // What was typed may need what was not: a date its reason, a rating that means done its day and what shows it.
  void add_needed(const ReturnedRow& row, const plan::Plan& plan, const plan::Action& action, RowProposals& into) {
    const auto proposed = [&](Field field) -> const Proposal* {
      for (const Proposal& each : into.cells)
        if (each.field == field) return &each;
      return nullptr;
    };
    // A reason without a move: it was taken in with it before, or the date was left as it was.
    if (proposed(Field::why_moved) && !proposed(Field::target)) {
      const auto kept = returned.kept.find(into.id);
      const bool unmoved =
          kept != returned.kept.end() &&
          same(row.cell(Field::target).text, kept->second.cells[static_cast<std::size_t>(Field::target)]);
      if (unmoved)
        troubles.add("a reason is given for moving the target date, which does not move.",
                     row.cell(Field::why_moved).name + " of " + quoted(row.sheet));
      std::erase_if(into.cells, [](const Proposal& each) { return each.field == Field::why_moved; });
    }
    std::vector<Proposal> added;
    const auto need = [&](Field field, std::string_view why) {
      if (proposed(field)) return;
      const std::string cell =
          row.cell(field).name.empty() ? "The column " + quoted(column_of(field).heading) : row.cell(field).name;
      added.push_back({row.cell(Field::id).text,
                       field,
                       Case::needed,
                       row.sheet,
                       cell,
                       {},
                       {},
                       {},
                       cell + " is empty, but " + std::string(why),
                       std::nullopt});
    };
    if (proposed(Field::target) && action.due) need(Field::why_moved, "the date moves: say why.");
    if (const Proposal* forecast = proposed(Field::forecast); forecast && forecast->kind != Case::trouble)
      need(Field::update, "a new forecast needs a word on how it stands.");
    const Proposal* rating = proposed(Field::rating);
    const bool done =
        rating && means_done(plan, rating->theirs) && action.delivery != plan::DeliveryClaim::claimed_complete &&
        action.delivery != plan::DeliveryClaim::accepted_complete && action.delivery != plan::DeliveryClaim::embedded;
    if (done) need(Field::completed, "the rating means it is done: give the day.");
    if ((done || proposed(Field::completed)) && action.evidence_items.empty())
      need(Field::shown_by, "completion is claimed: say what shows it, or “none, because …”.");
    if (proposed(Field::shown_by) && !action.completed && !done)
      need(Field::completed, "what shows completion was given: give the day.");
    into.cells.insert(into.cells.end(), added.begin(), added.end());
    std::stable_sort(into.cells.begin(), into.cells.end(),
                     [](const Proposal& left, const Proposal& right) { return left.field < right.field; });
  }

  // A row without an id.
  void propose_row(const ReturnedRow& row, const plan::Plan* plan) {
    const auto agency = scope.agency ? scope.agency : returned.agency;
    if (row.cell(Field::wording).text.empty()) {
      troubles.add("the row has no id and no action, so it is neither an answer nor a new row.", cell_of(row));
      return;
    }
    if (!plan || !agency) {
      troubles.add("a new row can be proposed only in the workbook of one agency. Add it on the plan's page.",
                   cell_of(row));
      return;
    }
    for (const plan::Action& action : plan->actions)
      if (action.agency == *agency && action.import.empty() && same(action.wording, row.cell(Field::wording).text)) {
        made.notes.push_back(cell_of(row) + ": the new row is in the plan already, as row " +
                             std::to_string(action.number) + ".");
        return;
      }
    RowProposals proposals{"new-" + std::to_string(row.sheet_number) + "-" + std::to_string(row.row),
                           plan->id,
                           0,
                           row.sheet,
                           row.row,
                           shortened(collapsed(row.cell(Field::wording).text), 120),
                           {}};
    for (const Column& column : columns()) {
      const ReturnedCell& cell = row.cell(column.field);
      if (!column.open || cell.name.empty() || (cell.text.empty() && !cell.formula)) continue;
      Said said = said_by(cell, column, *plan);
      Proposal proposal{proposals.id,
                        column.field,
                        said.trouble.empty() ? Case::changed : Case::trouble,
                        row.sheet,
                        cell.name,
                        {},
                        {},
                        said.text,
                        said.trouble,
                        said.suggestion};
      proposals.cells.push_back(std::move(proposal));
    }
    made.rows.push_back(std::move(proposals));
  }

  Comparison compare() {
    made.notes = returned.notes;
    for (const auto& [id, kept] : returned.kept) {
      const std::string key = matching_key(kept.cells[static_cast<std::size_t>(Field::wording)]);
      if (!key.empty()) wording_kept.emplace(key, id);
    }
    // The plan of each sheet is that of its rows: a new row belongs to it.
    std::map<std::string, std::map<plan::PlanId, std::size_t>> of_sheet;
    std::map<std::string, std::vector<const ReturnedRow*>> by_id;
    for (const ReturnedRow& row : returned.rows) {
      const std::string& id = row.cell(Field::id).text;
      if (id.empty()) continue;
      by_id[id].push_back(&row);
      if (const auto parsed = plan::parse_action_id(id)) ++of_sheet[row.sheet][parsed->first];
    }
    const auto plan_of_sheet = [&](const std::string& sheet) -> const plan::Plan* {
      const auto found = of_sheet.find(sheet);
      if (found == of_sheet.end()) return scope.plan ? plan_of(*scope.plan) : nullptr;
      const auto most =
          std::max_element(found->second.begin(), found->second.end(),
                           [](const auto& left, const auto& right) { return left.second < right.second; });
      if (scope.plan && most->first != *scope.plan) return nullptr;
      return plan_of(most->first);
    };
    for (const ReturnedRow& row : returned.rows) {
      const std::string& id = row.cell(Field::id).text;
      if (id.empty()) {
        propose_row(row, plan_of_sheet(row.sheet));
        continue;
      }
      const auto& copies = by_id[id];
      if (copies.size() > 1) {
        if (&row != copies.front()) continue;
        if (!all_alike(copies)) {
          std::vector<std::string> names;
          for (const ReturnedRow* copy : copies) names.push_back(cell_of(*copy));
          troubles.add("the row " + quoted(id) + " stands there " + std::to_string(copies.size()) + " times (" +
                           join(names, ", ") + ") and does not say the same each time. Nothing of it is taken in.",
                       cell_of(row));
          continue;
        }
      }
      const plan::Plan* plan = nullptr;
      const plan::Action* action = action_of(row, plan);
      if (!action) continue;
      ++made.compared;
      compare_row(row, *plan, *action);
    }
    for (const auto& [id, kept] : returned.kept) {
      if (by_id.contains(id)) continue;
      const auto parsed = plan::parse_action_id(id);
      const plan::Plan* plan = parsed ? plan_of(parsed->first) : nullptr;
      const plan::Action* action = plan ? plan::find_action(*plan, parsed->second) : nullptr;
      if (action && is_within(*plan, *action, scope)) made.vanished.push_back(id);
    }
    made.troubles = troubles.sentences();
    return std::move(made);
  }

  static bool all_alike(const std::vector<const ReturnedRow*>& copies) {
    return std::all_of(copies.begin() + 1, copies.end(), [&](const ReturnedRow* copy) {
      for (const Column& column : columns()) {
        const ReturnedCell& left = copies.front()->cell(column.field);
        const ReturnedCell& right = copy->cell(column.field);
        if (column.open && (left.formula != right.formula || !same(left.text, right.text))) return false;
      }
      return true;
    });
  }
};

}  // namespace

Comparison compare(const Returned& returned, const std::vector<const plan::Plan*>& plans, const Scope& scope) {
  return Comparing{returned, plans, scope}.compare();
}

std::string key_of(const Proposal& proposal) {
  return proposal.id + "." + std::string(column_of(proposal.field).key);
}

std::string mark_of(std::string_view now) {
  return sha256_hex(now).substr(0, 16);
}

Choices likely(const Comparison& comparison) {
  Choices choices;
  for (const RowProposals& row : comparison.rows) {
    // A row that needs something more is left whole: half of it would not be what they meant.
    const bool whole = std::none_of(row.cells.begin(), row.cells.end(),
                                    [](const Proposal& each) { return each.kind != Case::changed; });
    for (const Proposal& each : row.cells)
      if (each.kind == Case::changed && (whole || (each.field != Field::target && each.field != Field::rating)) &&
          !each.theirs.empty())
        choices[key_of(each)] = {Take::theirs, {}, mark_of(each.now)};
  }
  return choices;
}

Result<std::vector<plan::PlanCommand>> commands(const RowProposals& row, const Choices& choices, const plan::Plan& plan,
                                                const std::optional<plan::AgencyId>& agency, std::string_view file_name,
                                                Date today) {
  struct Taken {
    std::string text;
    std::string cell;
  };
  std::map<Field, Taken> taken;
  for (const Proposal& proposal : row.cells) {
    const auto choice = choices.find(key_of(proposal));
    if (choice == choices.end() || choice->second.take == Take::now) continue;
    if (choice->second.now_mark != mark_of(proposal.now))
      return fail(ErrorCode::conflict, proposal.cell +
                                           " was changed by somebody else while you were deciding. It now says " +
                                           short_quote(proposal.now) + ".");
    std::string text =
        choice->second.take == Take::theirs ? proposal.theirs : std::string(trimmed(choice->second.typed));
    if (choice->second.take == Take::theirs && proposal.kind == Case::trouble)
      return fail(ErrorCode::bad_input, proposal.sentence);
    const Column& column = column_of(proposal.field);
    if (text.empty() && (choice->second.take == Take::typed || proposal.kind == Case::needed))
      return fail(ErrorCode::bad_input, proposal.kind == Case::needed
                                            ? proposal.sentence
                                            : proposal.cell + ": type what it should say, or leave it as it is now.");
    if (column.holds == Holds::day && !text.empty()) {
      const auto day = only_day_in(text);
      if (!day)
        return fail(ErrorCode::bad_input,
                    proposal.cell + ": " + short_quote(text) + " is no day. Write it like 2026-09-30.");
      text = day->iso();
    }
    taken[proposal.field] = {std::move(text), proposal.cell};
  }
  std::vector<plan::PlanCommand> made;
  if (taken.empty()) return made;
  const auto said = [&](Field field) -> const Taken* {
    const auto found = taken.find(field);
    return found == taken.end() ? nullptr : &found->second;
  };
  const auto because = [&](const Taken& value) {
    return "From the workbook " + quoted(file_name) + ", cell " + value.cell + ".";
  };
  const plan::Action* action = row.number > 0 ? plan::find_action(plan, row.number) : nullptr;
  plan::Number number = row.number;
  if (number == 0) {
    const Taken* wording = said(Field::wording);
    if (!wording) return made;  // the new row is not wanted
    if (!agency) return fail(ErrorCode::bad_input, "Say which agency the new row is of.");
    number = plan.last_number + 1;
    plan::AddAction add;
    add.action.wording = wording->text;
    add.action.agency = *agency;
    if (const Taken* lead = said(Field::lead)) add.action.lead = lead->text;
    if (const Taken* constraints = said(Field::constraints)) add.action.constraints = constraints->text;
    if (const Taken* target = said(Field::target)) add.action.target = Date::parse(target->text)->words();
    made.emplace_back(std::move(add));
  } else {
    if (!action) return fail(ErrorCode::conflict, "The row " + row.id + " is not in the plan any more.");
    for (const auto& [field, name] :
         {std::pair{Field::wording, "wording"}, {Field::lead, "lead"}, {Field::constraints, "constraints"}})
      if (const Taken* value = said(field))
        made.emplace_back(
            plan::ChangeAction{number, name, *plan::field_text(*action, name), value->text, because(*value)});
    if (const Taken* target = said(Field::target)) {
      const Taken* why = said(Field::why_moved);
      if (!why && action->due)
        return fail(ErrorCode::bad_input,
                    target->cell + " moves the target date: say why, or leave the date as it is now.");
      made.emplace_back(
          plan::ChangeDate{number, Date::parse(target->text)->words(), why ? why->text : because(*target)});
    } else if (const Taken* why = said(Field::why_moved)) {
      return fail(ErrorCode::bad_input,
                  why->cell + " gives a reason, but the target date does not move. Leave one of the two as it is now.");
    }
  }
  const Taken* update = said(Field::update);
  const Taken* forecast = said(Field::forecast);
  if (forecast && !update)
    return fail(ErrorCode::bad_input,
                forecast->cell + " gives a forecast: say in a word how it stands, or leave the forecast as it is now.");
  if (update) {
    std::optional<Date> expected;
    if (forecast)
      expected = Date::parse(forecast->text);
    else if (action && !action->updates.empty())
      expected = action->updates.back().forecast;
    made.emplace_back(plan::GiveUpdate{number, {today, {}, update->text, expected}});
  }
  const Taken* completed = said(Field::completed);
  const Taken* shown_by = said(Field::shown_by);
  if (completed)
    made.emplace_back(
        plan::ClaimCompletion{number, *Date::parse(completed->text), shown_by ? shown_by->text : std::string()});
  else if (shown_by)
    return fail(ErrorCode::bad_input,
                shown_by->cell +
                    " says what shows completion: give the day of completion, too, or leave both as they are now.");
  if (const Taken* rating = said(Field::rating))
    made.emplace_back(plan::RateAction{number, rating->text, today, because(*rating)});
  return made;
}

}  // namespace candour::workbook
