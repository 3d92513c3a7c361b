#include "intake/action_plan/ratings.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/text.h"
#include "intake/action_plan/meaning.h"
#include "intake/action_plan/remarks.h"

namespace candour::intake::action_plan {
namespace {

using plan::Status;

std::string shown(const std::string& mark) {
  if (mark.rfind("fill:#", 0) != 0) return mark;
  const std::string_view colour = colour_of_fill(std::string_view(mark).substr(6));
  return colour.empty() ? mark : "cell filled " + std::string(colour);
}

// A mark that the key does not know. Where the key has one meaning without a mark of its own and the plan one
// mark without a meaning, the two belong together; else the evidence beside it may say.
void ask_about(Reading& reading, const Key& key, const std::string& mark, const std::vector<std::size_t>& rows) {
  const bool no_key = key.entries.empty();
  std::string suggestion;
  if (!no_key) {
    std::vector<const ScaleEntry*> without_mark;
    for (const ScaleEntry& entry : key.entries)
      if (words(entry.as_written).size() > 1 && colour_of_word(words(entry.as_written).front()).empty())
        without_mark.push_back(&entry);
    if (without_mark.size() == 1 && mark.size() <= 8)
      suggestion = std::string(plan::to_text(without_mark.front()->status));
  }
  if (suggestion.empty()) {
    std::size_t says_complete = 0;
    for (std::size_t a : rows) {
      const std::string start = matching_key(std::string_view(reading.actions[a].evidence).substr(0, 40));
      says_complete +=
          start.rfind("complete", 0) == 0 || start.rfind("achieved", 0) == 0 || start.rfind("done", 0) == 0;
    }
    if (says_complete * 2 > rows.size()) suggestion = "complete";
  }
  if (no_key || rows.size() > 12) {
    const Action& first = reading.actions[rows.front()];
    note(reading, no_key ? "rating.no-key" : "rating.outside-key", Severity::ask, first.place,
         no_key ? quoted(shown(mark)) + " (" + counted(rows.size(), "row", "rows") +
                      (status_from_rating_words(mark) ? ") does not say plainly how the action stands."
                                                      : ") is not explained: this plan has no key.")
                : quoted(shown(mark)) + " (" + counted(rows.size(), "row", "rows") + ") is not in this plan's key.",
         suggestion, rows.front(), "rating");
    return;
  }
  for (std::size_t a : rows)
    note(reading, "rating.outside-key", Severity::ask, reading.actions[a].place,
         quoted(shown(mark)) + " is not in this plan's key.", suggestion, a, "rating");
}

// Where every rated cell has one fill, it is the look of the column and no mark.
bool do_fills_vary(const std::vector<RowFacts>& facts) {
  std::size_t filled = 0, same = 0;
  const std::string* first = nullptr;
  for (const RowFacts& row : facts) {
    if (row.fill.empty()) continue;
    if (!first) first = &row.fill;
    ++filled;
    same += row.fill == *first;
  }
  return filled > 0 && (filled < 3 || same < filled);
}

// The key gives the fill of the cell another meaning than its word has.
bool speaks_against(const RatingReader& reader, const std::string& fill, const ReadRating& word) {
  if (fill.empty() || word.reading == RatingReading::chosen || word.status == Status::unclear ||
      word.status == Status::not_stated || word.status == Status::not_applicable)
    return false;
  const ReadRating by_fill = reader.read("fill:#" + fill);
  if (by_fill.reading != RatingReading::by_fill || by_fill.status == Status::unclear) return false;
  const auto done = [](Status status) { return status == Status::complete || status == Status::embedded; };
  return by_fill.status != word.status && !(done(by_fill.status) && done(word.status));
}

}  // namespace

bool disclaims(std::string_view text) {
  const std::string key = " " + matching_key(text.substr(0, 300)) + " ";
  for (std::string_view phrase :
       {" not able ", " unable ", " do not ", " does not ", " no evidence ", " not involved ", " not an active ",
        " not relevant ", " no role ", " not responsible ", " not work ", " cannot comment ", " not comment "})
    if (key.find(phrase) != std::string::npos) return true;
  return false;
}

namespace {

// "Status" beside "RAG", and no header tells which is today's: asked once for each table, for the rows where the two do
// not say the same.
void ask_which_column(Reading& reading, const std::vector<RatingReader>& readers, const Tables& tables,
                      const PlanRows& plan_rows, const std::vector<RowFacts>& facts) {
  for (std::size_t layout = 0; layout < plan_rows.meanings.size(); ++layout) {
    const std::vector<std::string>& headers = tables.layouts[layout].headers;
    std::size_t rows = 0, first = 0;
    for (std::size_t a = 0; a < facts.size(); ++a) {
      if (facts[a].layout != layout || facts[a].also_by == nowhere || facts[a].rated_by == nowhere) continue;
      const Action& action = reading.actions[a];
      const auto other = action.other.find(headers[facts[a].also_by]);
      if (other == action.other.end()) continue;
      const Status also = readers[facts[a].key].read(other->second).status;
      if (also == action.rating.status && also != Status::unclear) continue;
      if (also == Status::unclear && other->second == action.rating.as_written) continue;
      if (rows++ == 0) first = a;
    }
    if (rows == 0) continue;
    const std::string& taken = headers[facts[first].rated_by];
    const std::string& left = headers[facts[first].also_by];
    note(reading, "rating.two-columns", Severity::ask, reading.actions[first].place,
         quoted(taken) + " and " + quoted(left) + " both rate the actions, and in " + counted(rows, "row", "rows") +
             " they do not say the same, as " + quoted(shown(reading.actions[first].rating.as_written)) + " and " +
             quoted(shown(reading.actions[first].other.at(left))) + "; " + quoted(taken) + " was taken.",
         "Say which column is the rating.", first, "rating");
  }
}

// A plan that no column rates, beside a column whose cells begin as ratings do ("AMBER - half are trained").
void tell_of_columns_that_may_rate(Reading& reading, const Tables& tables, const PlanRows& plan_rows) {
  std::string named;
  for (std::size_t layout = 0; layout < plan_rows.meanings.size(); ++layout) {
    if (plan_rows.has(layout, Column::rating) || plan_rows.has(layout, Column::percent)) continue;
    for (std::size_t j = 0; j < plan_rows.meanings[layout].size(); ++j) {
      if (plan_rows.meanings[layout][j] != Column::other && plan_rows.meanings[layout][j] != Column::evidence &&
          plan_rows.meanings[layout][j] != Column::outcome)
        continue;
      std::size_t filled = 0, rated = 0;
      for (const AlignedRow& row : plan_rows.rows[layout]) {
        const std::string_view text = row.values[j];
        if (text.empty()) continue;
        ++filled;
        const std::string_view start = text.substr(0, text.find_first_of(",;:.-(\n\xE2"));
        rated += status_from_rating_words(start).has_value() ||
                 (words(start).size() == 1 && !colour_of_word(words(start).front()).empty());
      }
      const std::string header = quoted(tables.layouts[layout].headers[j]);
      if (filled < 2 || rated * 2 <= filled || named.find(header) != std::string::npos) continue;
      named += (named.empty() ? "" : ", ") + header;
    }
  }
  if (!named.empty())
    note(reading, "rating.no-column", Severity::ask, reading.actions.front().place,
         "No column of this plan was taken for how its actions stand; the cells of " + named + " begin as ratings do.",
         "Say which column is the rating.", {}, "rating");
}

}  // namespace

void rate_actions(Reading& reading, const Tables& tables, const Keys& keys, const Choices& choices,
                  const PlanRows& plan_rows, const std::vector<RowFacts>& facts) {
  std::vector<RatingReader> readers;
  for (const Key& key : keys.all) readers.emplace_back(key, choices.statuses);
  std::vector<ReadRating> read(reading.actions.size());
  struct Marks {  // of the rows of one key, by mark as written
    std::unordered_map<std::string, std::vector<std::size_t>> rows;
    std::vector<std::string> order;
    void add(const std::string& written, std::size_t action) {
      const auto [at, is_new] = rows.try_emplace(written);
      if (is_new) order.push_back(written);
      at->second.push_back(action);
    }
  };
  std::vector<Marks> unknown(keys.all.size()), variants(keys.all.size());
  const bool fills_vary = do_fills_vary(facts);
  bool joined = false;  // a row is read by several keys as one
  bool any_rating_column = false;
  for (const auto& meanings : plan_rows.meanings)
    any_rating_column =
        any_rating_column || std::find(meanings.begin(), meanings.end(), Column::rating) != meanings.end();
  std::size_t bold_ratings = 0, rated = 0;
  std::vector<std::size_t> against_fill;  // whose word says one thing and its fill another
  std::vector<Status> said;
  std::vector<std::size_t> parts;  // a share of the work and no status
  for (std::size_t a = 0; a < reading.actions.size(); ++a) {
    Action& action = reading.actions[a];
    const RatingReader& reader = readers[facts[a].key];
    joined = joined || facts[a].key >= keys.written;
    read[a] = reader.read(action.rating.as_written);
    if (read[a].reading != RatingReading::chosen && read[a].reading != RatingReading::by_key && !facts[a].told.empty())
      if (const auto status = plan::status_from_text(facts[a].told)) {
        read[a].status = *status;
        if (*status != Status::unclear) read[a].reading = RatingReading::by_itself;
      }
    if (facts[a].several && read[a].reading != RatingReading::chosen)
      read[a] = {Status::unclear, RatingReading::several};
    if (facts[a].percent && read[a].status == Status::unclear) {
      parts.push_back(a);
      read[a].reading = RatingReading::by_itself;
    }
    if (fills_vary && speaks_against(reader, facts[a].fill, read[a])) {
      against_fill.push_back(a);
      said.push_back(read[a].status);
      read[a] = {Status::unclear, RatingReading::by_itself};
    }
    action.rating.status = read[a].status;
    if (!action.rating.as_written.empty()) ++rated, bold_ratings += facts[a].rating_bold;
    if (read[a].reading == RatingReading::outside_key || read[a].reading == RatingReading::no_key)
      unknown[facts[a].key].add(action.rating.as_written, a);
    if (read[a].reading == RatingReading::variant) variants[facts[a].key].add(action.rating.as_written, a);
  }

  ask_which_column(reading, readers, tables, plan_rows, facts);
  if (!any_rating_column && !reading.actions.empty() && rated == 0)
    tell_of_columns_that_may_rate(reading, tables, plan_rows);
  for (std::size_t k = 0; k < keys.all.size(); ++k)
    for (const std::string& mark : unknown[k].order) ask_about(reading, keys.all[k], mark, unknown[k].rows[mark]);
  for (Marks& marks : variants)
    for (const std::string& variant : marks.order) {
      const std::vector<std::size_t>& rows = marks.rows[variant];
      const Action& first = reading.actions[rows.front()];
      // Case and an added "d" need no word; another wording does.
      note(reading, "rating.variant", Severity::note, first.place,
           quoted(variant) + " (" + counted(rows.size(), "row", "rows") +
               ") is not quite a word of the key; it is read as " + quoted(in_words(first.rating.status)) + ".",
           std::string(plan::to_text(first.rating.status)), rows.front(), "rating");
    }
  std::vector<std::size_t> closed;
  for (std::size_t a = 0; a < reading.actions.size(); ++a) {
    const Action& action = reading.actions[a];
    const std::string& written = action.rating.as_written;
    switch (read[a].reading) {
      case RatingReading::sentence:
        note(reading, "rating.variant", Severity::check, action.place,
             "The rating is a sentence, " + quoted(written) + "; it is read as " + quoted(in_words(read[a].status)) +
                 " from its first words.",
             std::string(plan::to_text(read[a].status)), a, "rating");
        break;
      case RatingReading::pointer:
        note(reading, "rating.reference", Severity::ask, action.place,
             "The rating says " + quoted(written) + " and no status; look up what it points to.", {}, a, "rating");
        break;
      case RatingReading::several:
        note(reading, "rating.several-ticked", Severity::ask, action.place,
             "More than one box is ticked, or it is not to be seen which: " + quoted(written) +
                 "; a row has one status.",
             {}, a, "rating");
        break;
      case RatingReading::prose: {
        const bool stands_apart = disclaims(written);
        note(reading, "rating.prose", Severity::ask, action.place,
             stands_apart ? "The rating is no status but a sentence, " + quoted(written) +
                                ", that says the agency takes no part."
                          : "The rating is no status but a sentence: " + quoted(written) + ".",
             stands_apart ? "not_applicable" : "", a, "rating");
        break;
      }
      case RatingReading::by_itself:
        if (matching_key(written) == "closed") closed.push_back(a);
        break;
      case RatingReading::by_fill:
        break;
      default:
        break;
    }
    if (facts[a].rating_bold && bold_ratings * 10 < rated)
      note(reading, "rating.markup", Severity::note, action.place,
           "The rating " + quoted(written) + " stands out in bold; the formatting was taken off.", {}, a, "rating");
  }
  if (!parts.empty())
    note(reading, "rating.percent", Severity::ask, reading.actions[parts.front()].place,
         counted(parts.size(), "row gives", "rows give") + " a share of the work done, as " +
             quoted(reading.actions[parts.front()].rating.as_written) +
             ", and no status: the share does not say whether the work is on time.",
         "Give the status of each.", parts.front(), "rating");
  if (!closed.empty())
    note(reading, "rating.closed", Severity::check, reading.actions[closed.front()].place,
         quoted(reading.actions[closed.front()].rating.as_written) + " (" + counted(closed.size(), "row", "rows") +
             ") does not say whether the work was done; it is read as complete.",
         "complete", closed.front(), "rating");
  for (std::size_t i = 0; i < against_fill.size(); ++i) {
    const std::size_t a = against_fill[i];
    note(reading, "rating.fill-contradicts", Severity::ask, reading.actions[a].place,
         "The rating says " + quoted(reading.actions[a].rating.as_written) + ", which is " + quoted(in_words(said[i])) +
             ", and its cell is filled " + std::string(colour_of_fill(facts[a].fill)) +
             ", which means another thing by this plan's key.",
         std::string(plan::to_text(said[i])), a, "rating");
  }
  if (keys.written > 1)
    note(reading, "key.several", Severity::note, keys.all[1].entries.front().place,
         "This document has " + std::to_string(keys.written) +
             " keys that give the same mark different meanings; each table is read by the key that belongs to it.");
  if (joined)
    for (const ScaleEntry& entry : keys.in_conflict)
      note(reading, "key.conflict", Severity::ask, entry.place,
           quoted(entry.as_written) + " means " + quoted(entry.meaning) +
               " here and something else in another key of this document, and some rows do not show whose they are.",
           {}, {}, "rating");
  if (keys.all.front().entries.empty() && any_rating_column && rated > 0)
    note(reading, "key.absent", Severity::check, reading.actions.front().place,
         "No key says what this plan's ratings mean; only ratings whose words speak for themselves were read.",
         "Give the meaning of each rating.");
  for (const ScaleEntry& entry : reading.scale)
    if (entry.status == Status::unclear)
      note(reading, "key.unclear", Severity::ask, entry.place,
           "The key's " + quoted(entry.as_written) + " means " + quoted(entry.meaning) +
               ", which says no common status.",
           {}, {}, "rating");
}
}  // namespace candour::intake::action_plan
