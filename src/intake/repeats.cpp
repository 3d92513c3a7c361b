#include "intake/repeats.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "intake/references.h"

namespace candour::intake {
namespace {

using plan::Status;

struct Told {  // one text, made comparable
  std::string key;
  std::size_t words = 0;
};

Told told(std::string_view text) {
  Told out{matching_key(text), 0};
  if (!out.key.empty()) out.words = 1 + static_cast<std::size_t>(std::count(out.key.begin(), out.key.end(), ' '));
  return out;
}

struct Field {
  const char* name;
  std::string Action::*text;
};
constexpr std::array<Field, 3> own_words{
    {{"response", &Action::response}, {"action", &Action::action}, {"evidence", &Action::evidence}}};

// Long enough that two people would not write it alike by chance.
constexpr std::size_t telling_words = 6;
constexpr std::size_t telling_bytes = 36;

bool is_telling(const Told& text) {
  return text.words >= telling_words && text.key.size() >= telling_bytes;
}

// One spelling for texts that differ by a slip of the pen or by being cut short, so that they count as the same.
// A different figure is a different text.
class Spellings {
 public:
  std::string settle(const std::string& key) {
    // Texts that are nearly the same begin the same or end the same; only so many are compared.
    static constexpr std::size_t edge = 14, most = 24;
    if (key.size() < telling_bytes) return key;
    auto& starts = by_edge_["s" + key.substr(0, edge)];
    auto& ends = by_edge_["e" + key.substr(key.size() - edge)];
    for (const auto* known : {&starts, &ends})
      for (const std::string& other : *known)
        if (other == key || is_slip(other, key) || is_cut(other, key) || is_cut(key, other)) return other;
    for (auto* known : {&starts, &ends})
      if (known->size() < most) known->push_back(key);
    return key;
  }

 private:
  static bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
  static bool is_figure(char c) { return c >= '0' && c <= '9'; }
  static bool is_slip(std::string_view left, std::string_view right) {
    if (left.size() > right.size()) std::swap(left, right);
    if (right.size() < 50 || right.size() - left.size() > 2) return false;
    std::size_t front = 0, back = 0;
    while (front < left.size() && left[front] == right[front]) ++front;
    while (back < left.size() - front && left[left.size() - 1 - back] == right[right.size() - 1 - back]) ++back;
    const std::string_view one = left.substr(front, left.size() - front - back),
                           two = right.substr(front, right.size() - front - back);
    if (two.size() > 2) return false;
    for (std::string_view part : {one, two})
      if (!std::all_of(part.begin(), part.end(), is_letter)) return false;
    // Inside or at the end of a word of some length; "level a" and "level b" differ in more than spelling.
    return front >= 4 && std::all_of(right.begin() + static_cast<std::ptrdiff_t>(front) - 4,
                                     right.begin() + static_cast<std::ptrdiff_t>(front), is_letter);
  }
  static bool is_cut(std::string_view shorter, std::string_view longer) {
    return shorter.size() >= 60 && shorter.size() < longer.size() && shorter.size() * 10 >= longer.size() * 6 &&
           longer.compare(0, shorter.size(), shorter) == 0 &&
           // "number 1" is no beginning of "number 10".
           !(is_figure(shorter.back()) && is_figure(longer[shorter.size()]));
  }
  std::unordered_map<std::string, std::vector<std::string>> by_edge_;
};

struct Row {
  std::array<Told, own_words.size()> texts;
  bool copied_through = false;  // one sentence through most of its cells: a disclaimer, not an action
  const Told& response() const { return texts[0]; }
  const Told& action() const { return texts[1]; }
  const Told& evidence() const { return texts[2]; }
};

class Repeats {
 public:
  explicit Repeats(const Reading& reading) : reading_(reading) {
    rows_.reserve(reading.actions.size());
    for (const Action& action : reading.actions) {
      Row row;
      for (std::size_t f = 0; f < own_words.size(); ++f) {
        row.texts[f] = told(action.*own_words[f].text);
        row.texts[f].key = spellings_.settle(row.texts[f].key);
      }
      row.copied_through = is_copied_through(action, row);
      rows_.push_back(std::move(row));
    }
  }

  std::vector<Anomaly> run() {
    find_blocks();
    find_texts();
    find_copied_responses();
    find_two_ratings();
    std::stable_sort(anomalies_.begin(), anomalies_.end(),
                     [](const Anomaly& left, const Anomaly& right) { return *left.action < *right.action; });
    return std::move(anomalies_);
  }

 private:
  // One text in four cells of the row or more; most rows are settled by the lengths of their cells.
  static bool is_copied_through(const Action& action, const Row& row) {
    std::vector<std::string> others;
    for (const std::string* text : {&action.constraints, &action.lead, &action.outcome}) {
      const bool alike = std::any_of(own_words.begin(), own_words.end(), [&](const Field& field) {
        const std::size_t one = (action.*field.text).size(), two = text->size();
        return two > 0 && one <= two + 8 && two <= one + 8;
      });
      if (alike) others.push_back(matching_key(*text));
    }
    for (const Told& text : row.texts) {
      if (text.key.empty()) continue;
      const auto same =
          std::count_if(row.texts.begin(), row.texts.end(), [&](const Told& other) { return other.key == text.key; }) +
          std::count(others.begin(), others.end(), text.key);
      if (same >= 4) return true;
    }
    return false;
  }
  const Action& action(std::size_t row) const { return reading_.actions[row]; }

  const Place& place_of(std::size_t row, std::string_view field) const {
    const auto it = action(row).places.find(std::string(field));
    return it == action(row).places.end() ? action(row).place : it->second;
  }
  std::string where(std::size_t row) const { return document::in_words(action(row).place); }

  void add(std::string code, Severity severity, std::size_t row, std::string field, std::string message,
           std::string suggestion = {}) {
    Anomaly anomaly;
    anomaly.code = std::move(code);
    anomaly.severity = severity;
    anomaly.place = field.empty() ? action(row).place : place_of(row, field);
    anomaly.message = std::move(message);
    anomaly.suggestion = std::move(suggestion);
    anomaly.action = row;
    anomaly.field = std::move(field);
    anomalies_.push_back(std::move(anomaly));
  }

  // "line 30, line 41 and 3 more"
  std::string listed(const std::vector<std::size_t>& rows, std::size_t most = 6) const {
    std::vector<std::string> places;
    for (std::size_t i = 0; i < rows.size() && i < most; ++i) places.push_back(where(rows[i]));
    std::string out;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (i > 0) out += i + 1 == places.size() && rows.size() <= most ? " and " : ", ";
      out += places[i];
    }
    if (rows.size() > most) out += " and " + std::to_string(rows.size() - most) + " more";
    return out;
  }

  // ---- Blocks ----

  struct Group {  // rows that follow one another for one agency under one question
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  void find_blocks() {
    std::vector<Group> groups;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const bool follows =
          i > 0 && action(i).agency == action(i - 1).agency && action(i).recommendation == action(i - 1).recommendation;
      if (!follows) groups.push_back({i, i});
      groups.back().end = i + 1;
    }
    struct Seen {
      std::size_t group;
      std::size_t row;
    };
    std::unordered_map<std::string, std::vector<Seen>> seen;  // by the wording of the action
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const Group& group = groups[g];
      std::map<std::size_t, std::vector<std::pair<std::size_t, std::size_t>>> matches;  // group → (its row, our row)
      for (std::size_t row = group.begin; row < group.end; ++row) {
        if (rows_[row].action().words < 3 || rows_[row].copied_through) continue;
        const auto it = seen.find(rows_[row].action().key);
        if (it == seen.end()) continue;
        for (const Seen& other : it->second) {
          auto& pairs = matches[other.group];
          // Row for row: in the same order.
          if (pairs.empty() || (pairs.back().first < other.row && pairs.back().second < row))
            pairs.emplace_back(other.row, row);
        }
      }
      const std::vector<std::pair<std::size_t, std::size_t>>* best = nullptr;
      for (const auto& [other, pairs] : matches)
        if (pairs.size() >= 3 && (best == nullptr || pairs.size() > best->size())) best = &pairs;
      if (best != nullptr) tell_block(*best);
      for (std::size_t row = group.begin; row < group.end; ++row) {
        auto& others = seen[rows_[row].action().key];
        if (others.size() < 16) others.push_back({g, row});
      }
    }
  }

  void tell_block(const std::vector<std::pair<std::size_t, std::size_t>>& pairs) {
    std::size_t differs = 0;
    for (const auto& [first, second] : pairs) {
      partner_[second] = first;
      differs += matching_key(action(first).evidence) != matching_key(action(second).evidence);
    }
    const std::size_t from = pairs.front().second;
    const auto question = [&](std::size_t row) {
      return action(row).recommendation.empty() ? std::string() : " (" + action(row).recommendation + ")";
    };
    std::string message = std::to_string(pairs.size()) + " rows from " + where(from) + question(from) +
                          " repeat, row for row, those from " + where(pairs.front().first) +
                          question(pairs.front().first) + "; ";
    message +=
        differs == 0 ? "the evidence is the same too." : "the evidence differs in " + std::to_string(differs) + ".";
    message += " If they are the same actions, keep them once and let them serve both questions.";
    add("repeat.block", Severity::check, from, "action", std::move(message));
  }
  bool are_partners(const std::vector<std::size_t>& rows) const {
    if (rows.size() != 2) return false;
    const auto it = partner_.find(rows[1]);
    return it != partner_.end() && it->second == rows[0];
  }

  // ---- Texts ----

  void find_texts() {
    std::map<std::vector<std::size_t>, std::vector<std::string>> groups;  // rows → the fields in which they agree
    for (std::size_t f = 0; f < own_words.size(); ++f) {
      std::map<std::string_view, std::vector<std::size_t>> by_text;
      for (std::size_t row = 0; row < rows_.size(); ++row)
        if (is_telling(rows_[row].texts[f])) by_text[rows_[row].texts[f].key].push_back(row);
      for (auto& [text, rows] : by_text) {
        // A cell merged down is one cell, however many rows it serves.
        std::vector<std::size_t> distinct;
        for (std::size_t row : rows)
          if (distinct.empty() || !same_cell(distinct.back(), row, own_words[f].name)) distinct.push_back(row);
        if (distinct.size() < 2 || are_partners(distinct)) continue;
        groups[distinct].emplace_back(own_words[f].name);
      }
    }
    for (const auto& [rows, names] : groups) {
      const std::size_t row = rows[1];
      std::string_view sample;
      for (const Field& field : own_words)
        if (names.front() == field.name) sample = action(row).*field.text;
      std::string message = "The same " + join(names, " and ") + " stands in " + std::to_string(rows.size()) +
                            " rows (" + listed(rows) + "): “" + shortened(collapsed(sample), 90) +
                            "”. Check that each row says what its own agency did for its own question.";
      add("repeat.text", Severity::note, row, names.front(), std::move(message));
    }
  }
  bool same_cell(std::size_t left, std::size_t right, std::string_view field) const {
    const auto one = action(left).places.find(std::string(field)), two = action(right).places.find(std::string(field));
    const Place& first = one == action(left).places.end() ? action(left).place : one->second;
    const Place& second = two == action(right).places.end() ? action(right).place : two->second;
    return first == second;
  }

  // ---- The response again ----

  void find_copied_responses() {
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      const Row& texts = rows_[row];
      if (texts.copied_through || texts.action().words < 4 || texts.response().key.empty()) continue;
      const bool same = texts.response().key == texts.action().key;
      const bool nearly = !same && texts.action().words >= 8 &&
                          lengths_close(texts.response().key, texts.action().key) &&
                          similarity(action(row).response, action(row).action) >= 0.9;
      if (!same && !nearly) continue;
      if (texts.action().words < 8 && !find_pointers(action(row).action).empty()) continue;
      add("repeat.response-as-action", Severity::check, row, "action",
          std::string("The action ") +
              (same ? "repeats the response word for word" : "repeats the response almost word for word") + ". Ask " +
              named(row) + " what will be done, by whom and by when.");
    }
  }
  static bool lengths_close(std::string_view left, std::string_view right) {
    const std::size_t less = std::min(left.size(), right.size()), more = std::max(left.size(), right.size());
    return less * 10 >= more * 8;
  }
  std::string named(std::size_t row) const { return action(row).agency.empty() ? "the agency" : action(row).agency; }

  // ---- Two ratings ----

  static bool is_stated(Status status) {
    return status != Status::not_stated && status != Status::unclear && status != Status::not_applicable;
  }

  void find_two_ratings() {
    std::map<std::string, std::vector<std::size_t>> by_action;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      const Row& texts = rows_[row];
      if (texts.copied_through) continue;
      // Where there is no action, the response is what is rated.
      if (texts.action().words >= 4 && texts.action().key.size() >= 20) {
        by_action["a " + texts.action().key].push_back(row);
      } else if (texts.action().key.empty() && is_telling(texts.response())) {
        by_action["r " + texts.response().key].push_back(row);
      }
    }
    for (const auto& [text, all] : by_action) {
      if (all.size() < 2) continue;
      // What several agencies do alike may stand differently with each; only long wording is one action to two.
      const bool shared = text[0] == 'a' && text.size() >= 52;
      std::map<std::string, std::vector<std::size_t>> by_agency;
      for (std::size_t row : all) by_agency[shared ? std::string() : action(row).agency].push_back(row);
      for (const auto& [agency, rows] : by_agency) tell_two_ratings(rows);
    }
  }

  void tell_two_ratings(const std::vector<std::size_t>& rows) {
    std::map<Status, std::vector<std::size_t>> by_status;
    for (std::size_t row : rows) {
      const Status status = action(row).rating.status;
      if (is_stated(status)) by_status[status].push_back(row);
      // A row left unrated beside a rated one says two things only where one agency wrote both.
      if (status == Status::not_stated && std::all_of(rows.begin(), rows.end(), [&](std::size_t other) {
            return action(other).agency == action(row).agency;
          }))
        by_status[status].push_back(row);
    }
    if (by_status.size() < 2) return;
    const bool one_agency = std::all_of(
        rows.begin(), rows.end(), [&](std::size_t row) { return action(row).agency == action(rows.front()).agency; });
    std::string each;
    std::size_t last = 0;
    for (const auto& [status, places] : by_status) {
      if (!each.empty()) each += "; ";
      const std::string& written = action(places.front()).rating.as_written;
      each += (status == Status::not_stated ? "no rating" : "“" + shortened(collapsed(written), 40) + "”") + " at " +
              listed(places, 4);
      if (!one_agency) each += " (" + named(places.front()) + ")";
      last = std::max(last, places.back());
    }
    const bool same_action = rows_[last].action().key.size() > 0;
    add("repeat.two-ratings", one_agency ? Severity::check : Severity::note, last, "rating",
        std::string("The same ") + (same_action ? "action" : "response, with no action") +
            " is rated differently: " + each + ". Ask which holds.");
  }

  const Reading& reading_;
  Spellings spellings_;
  std::vector<Row> rows_;
  std::map<std::size_t, std::size_t> partner_;
  std::vector<Anomaly> anomalies_;
};

}  // namespace

std::vector<Anomaly> find_repeats(const Reading& reading) {
  return Repeats(reading).run();
}

}  // namespace candour::intake
