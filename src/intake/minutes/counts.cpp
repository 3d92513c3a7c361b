#include "intake/minutes/counts.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "intake/action_plan/meaning.h"

namespace candour::intake::minutes {
namespace {

std::optional<std::uint32_t> number_of(std::string_view key) {
  if (key.empty()) return std::nullopt;
  if (key.find_first_not_of("0123456789") == std::string_view::npos) {
    if (key.size() > 5) return std::nullopt;
    std::uint32_t value = 0;
    for (char c : key) value = value * 10 + static_cast<std::uint32_t>(c - '0');
    return value;
  }
  static constexpr std::array<std::string_view, 21> ones{
      "none",     "one",     "two",     "three",     "four",     "five",     "six",
      "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
      "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
  for (std::size_t i = 0; i < ones.size(); ++i)
    if (ones[i] == key) return static_cast<std::uint32_t>(i);
  static constexpr std::array<std::string_view, 8> tens{"twenty", "thirty",  "forty",  "fifty",
                                                        "sixty",  "seventy", "eighty", "ninety"};
  for (std::size_t i = 0; i < tens.size(); ++i) {
    if (!key.starts_with(tens[i])) continue;
    const auto value = static_cast<std::uint32_t>(20 + 10 * i);
    const std::string_view rest = key.substr(tens[i].size());
    if (rest.empty()) return value;
    if (rest.size() > 1 && rest.front() == ' ')
      if (const auto unit = number_of(rest.substr(1)); unit && *unit > 0 && *unit < 10) return value + *unit;
  }
  return std::nullopt;
}

constexpr std::size_t longest_sentence = 1200;  // in bytes

bool is_of_actions(std::string_view key) {
  for (std::string_view word :
       {"actions", "action", "recommendations", "recommendation", "objectives", "milestones", "tasks", "items",
        "points", "measures", "outcomes", "deliverables", "workstreams", "targets"})
    if (key == word) return true;
  return false;
}

constexpr std::array<std::string_view, 9> colours{"blue",   "green",  "amber", "red",  "purple",
                                                  "orange", "yellow", "grey",  "black"};
// Longer ones before those they begin or end with.
constexpr std::array<std::string_view, 35> states{"complete and confirmed",
                                                  "complete and embedded",
                                                  "completed and embedded",
                                                  "complete and evidenced",
                                                  "complete and verified",
                                                  "complete and closed",
                                                  "complete and signed off",
                                                  "complete and tested",
                                                  "not yet started",
                                                  "not started",
                                                  "not complete",
                                                  "on track",
                                                  "on target",
                                                  "off track",
                                                  "at risk",
                                                  "behind schedule",
                                                  "in progress",
                                                  "under way",
                                                  "completed",
                                                  "complete",
                                                  "embedded",
                                                  "overdue",
                                                  "outstanding",
                                                  "delayed",
                                                  "closed",
                                                  "open",
                                                  "ongoing",
                                                  "underway",
                                                  "started",
                                                  "superseded",
                                                  "achieved",
                                                  "slipping",
                                                  "implemented",
                                                  "paused",
                                                  "delivered"};

bool is_colour(std::string_view key) {
  return std::find(colours.begin(), colours.end(), key) != colours.end();
}

// The colour or state that begins at word `at`, and how many words it has.
std::pair<std::string_view, std::size_t> state_at(const std::vector<std::string>& all, std::size_t at) {
  if (is_colour(all[at])) return {all[at], 1};
  for (std::string_view state : states) {
    std::size_t i = at;
    bool same = true;
    for (std::string_view word : split(state, ' ')) {
      if (i >= all.size() || all[i] != word) {
        same = false;
        break;
      }
      ++i;
    }
    if (same) return {state, i - at};
  }
  return {};
}

// Words that may stand between a number and its state: "23 of which were now blue".
bool may_stand_between(std::string_view word) {
  for (std::string_view each : {"of",        "which",   "were",   "was",     "are",      "is",
                                "now",       "have",    "has",    "had",     "been",     "being",
                                "the",       "these",   "them",   "those",   "rated",    "at",
                                "as",        "actions", "action", "marked",  "remain",   "remained",
                                "currently", "still",   "that",   "classed", "reported", "recommendations",
                                "recorded",  "status",  "shown",  "turned",  "showing",  "red",
                                "items",     "be",      "fully",  "stood"})
    if (word == each) return true;
  return false;
}

struct Found {
  std::optional<std::uint32_t> total;
  std::vector<std::pair<std::string, std::uint32_t>> by;
  std::size_t total_word = 0;
};

Found find_counts(const std::vector<std::string>& all) {
  Found found;
  for (std::size_t i = 0; i < all.size();) {
    // "twenty six" in two words
    std::size_t width = 1;
    std::optional<std::uint32_t> number = number_of(all[i]);
    if (number && i + 1 < all.size() && *number >= 20 && *number < 100 && *number % 10 == 0 && all[i].front() > '9')
      if (const auto unit = number_of(all[i + 1]); unit && *unit > 0 && *unit < 10 && all[i + 1].front() > '9')
        number = *number + *unit, width = 2;
    if (!number) {
      // "Blue: 11", "amber 3": the state first. A number that counts something of its own behind it is not meant.
      if (const auto [state, length] = state_at(all, i); length > 0 && i + length < all.size()) {
        const auto after = number_of(all[i + length]);
        const bool own = i + length + 1 < all.size() && state_at(all, i + length + 1).second > 0 &&
                         i + length + 2 < all.size() && !number_of(all[i + length + 2]);
        if (after && all[i + length].front() <= '9' && !own) {
          found.by.emplace_back(std::string(state), *after);
          i += length + 1;
          continue;
        }
      }
      ++i;
      continue;
    }
    std::size_t next = i + width;
    // "26 (65%) complete"
    if (next + 1 < all.size() && number_of(all[next]) && (all[next + 1] == "per" || state_at(all, next + 1).second > 0))
      ++next;
    std::size_t looked = 0;
    bool counted = false;
    for (std::size_t k = next; k < all.size() && looked < 6; ++k, ++looked) {
      if (const auto [state, length] = state_at(all, k); length > 0) {
        found.by.emplace_back(std::string(state), *number);
        i = k + length;
        counted = true;
        break;
      }
      if (number_of(all[k]) && all[k] != "one") break;
      if (is_of_actions(all[k])) {
        // "14 actions identified (11 blue …": a number before "actions" is the total, unless its state follows at once.
        bool state_follows = false;
        for (std::size_t m = k + 1; m < all.size() && m < k + 4; ++m) {
          if (state_at(all, m).second > 0) state_follows = true;
          if (number_of(all[m]) || !may_stand_between(all[m])) break;
        }
        if (!state_follows || !found.total) {
          if (state_follows) {
            // "All 26 actions are complete" has one state; "26 actions were blue, 3 amber" has two parts.
            continue;
          }
          if (!found.total) found.total = *number, found.total_word = i;
          i = k + 1;
          counted = true;
          break;
        }
        continue;
      }
      if (!may_stand_between(all[k]) && !(k == next && all[k].size() > 3)) break;
    }
    if (!counted) i += width;
  }
  return found;
}

std::string_view review_within(std::string_view sentence) {
  // "the peer review had identified 26 actions", "the Rowan action plan has …", "For Rowan, there were …".
  const std::string low = folded(sentence);
  if (low.size() != sentence.size()) return {};
  // The first of the nouns that has a name before it: of "the action plan for the Rowan review" the review.
  std::vector<std::pair<std::size_t, std::size_t>> nouns;
  for (std::string_view noun : {" action plan", " review", " audit", " inspection", " plan", " scr", " lcspr", " case"})
    for (std::size_t at = low.find(noun); at != std::string::npos; at = low.find(noun, at + 1))
      if (const std::size_t stop = at + noun.size(); stop >= low.size() || low[stop] < 'a' || low[stop] > 'z')
        nouns.emplace_back(at, stop);
  std::sort(nouns.begin(), nouns.end());
  for (const auto& [at, stop] : nouns) {
    std::size_t begin = 0;
    for (std::string_view before : {"that the ", "the ", "for ", "in ", "of ", "from ", "that ", "a "})
      if (const std::size_t found = low.rfind(before, at);
          found != std::string::npos && (found == 0 || low[found - 1] == ' '))
        begin = std::max(begin, found + before.size());
    if (begin >= at || at - begin > 60 || low.substr(begin, at - begin).find_first_of(".;:,") != std::string::npos)
      continue;
    const std::vector<std::string> name = words(sentence.substr(begin, at - begin));
    const bool says_which = std::any_of(name.begin(), name.end(), [](const std::string& word) {
      return !is_of_actions(word) && word != "multi" && word != "agency" && word != "improvement" && word != "this";
    });
    if (says_which && (begin > 0 || (sentence.front() >= 'A' && sentence.front() <= 'Z')))
      return trimmed(sentence.substr(begin, stop - begin));
  }
  for (std::string_view lead : {"for ", "in relation to ", "regarding "})
    if (low.starts_with(lead)) {
      const std::size_t comma = sentence.find(',');
      if (comma != std::string_view::npos && comma < 80)
        return trimmed(sentence.substr(lead.size(), comma - lead.size()));
    }
  return {};
}

// "Heron" of the title "3. Rapid review 'Heron'": the name in quotes behind the noun.
std::string_view review_in_title(std::string_view title) {
  if (title.size() > 120) return {};
  const std::string low = folded(title);
  if (low.size() != title.size()) return {};
  std::size_t noun = std::string::npos;
  for (std::string_view each : {"review", "audit", "inspection", "action plan", "scr", "lcspr", "case"})
    noun = std::min(noun, low.find(each));
  if (noun == std::string::npos) return {};
  for (const auto& [open, close] :
       {std::pair<std::string_view, std::string_view>{" '", "'"}, {"‘", "’"}, {"“", "”"}, {" \"", "\""}}) {
    const std::size_t begin = title.find(open, noun);
    if (begin == std::string_view::npos) continue;
    const std::size_t from = begin + open.size(), end = title.find(close, from);
    if (end != std::string_view::npos && end > from && end - from <= 40) return title.substr(from, end - from);
  }
  return {};
}

// The title that a passage stands under: an earlier cell of its row, or the last heading before it.
std::string_view title_over(const std::vector<Passage>& passages, std::size_t at) {
  for (std::size_t p = at; p-- > 0 && at - p < 200;) {
    const Passage& before = passages[p];
    if (passages[at].in_row ? before.in_row && before.line == passages[at].line : before.marked) return before.text;
    if (passages[at].in_row && before.line != passages[at].line) break;
  }
  return {};
}

// "Willow – 14 actions …", "Rowan: 14 actions": the name before the mark.
std::string_view name_before_mark(std::string_view text) {
  std::size_t best = std::string_view::npos;
  for (std::string_view mark : {" \xE2\x80\x93 ", " - ", ": ", " \xE2\x80\x94 ", " ("})
    best = std::min(best, text.find(mark));
  if (best == std::string_view::npos || best == 0 || best > 80) return {};
  const std::string_view name = trimmed(text.substr(0, best));
  const std::vector<std::string> all = words(name);
  for (const std::string& word : all)
    if (is_of_actions(word) || number_of(word)) return {};
  return name.front() >= 'A' && name.front() <= 'Z' && all.size() <= 8 ? name : std::string_view();
}

// "Beech had 14 actions": the name before the verb.
std::string_view name_before_verb(std::string_view text) {
  std::size_t end = std::string_view::npos;
  for (std::string_view verb : {" had ", " has ", " contains ", " contained ", " includes ", " comprises "})
    end = std::min(end, text.find(verb));
  if (end == std::string_view::npos || end > 60) return {};
  const std::string_view name = text.substr(0, end);
  std::size_t count = 0;
  for (std::string_view word : split(name, ' ')) {
    if (word.empty() || word.front() < 'A' || word.front() > 'Z' || ++count > 4) return {};
    const std::string key = matching_key(word);
    for (std::string_view other : {"the", "this", "it", "there", "they", "he", "she", "we", "overall", "all", "members",
                                   "councillor", "cllr", "officers", "each", "both", "none", "one"})
      if (key == other) return {};
    if (is_of_actions(key) || number_of(key)) return {};
  }
  return name;
}

void read_tables(const std::vector<FlowLine>& flow, Account& account, std::vector<Count>& counts) {
  for (std::size_t i = 0; i < flow.size(); ++i) {
    if (!flow[i].is_row || (i > 0 && flow[i - 1].is_row && flow[i - 1].block == flow[i].block)) continue;
    std::vector<std::string> states_of(flow[i].cells.size());
    std::size_t total = states_of.size(), found = 0;
    for (std::size_t c = 0; c < states_of.size(); ++c) {
      const std::vector<std::string> all = words(flow[i].cells[c].text);
      if (all.empty() || all.size() > 5) continue;
      if (all.front() == "total" || (c > 0 && all.size() <= 3 && is_of_actions(all.back()))) {
        total = c;
        continue;
      }
      if (const auto [state, length] = state_at(all, 0); length > 0) states_of[c] = state, ++found;
    }
    if (found < 2) continue;
    for (std::size_t r = i + 1; r < flow.size() && flow[r].is_row && flow[r].block == flow[i].block; ++r) {
      Count count;
      count.place = flow[r].place;
      bool only_numbers = true;
      for (std::size_t c = 0; c < flow[r].cells.size() && c < states_of.size(); ++c) {
        const std::string key = matching_key(flow[r].cells[c].text);
        if (key.empty()) continue;
        const auto number = number_of(key);
        if (c == total)
          count.total = number;
        else if (!states_of[c].empty()) {
          if (number)
            count.by[states_of[c]] += *number;
          else if (key != "n a")
            only_numbers = false;
        }
      }
      if (count.by.empty() || !only_numbers) continue;
      const std::string_view name = flow[r].cells.front().text;
      if (states_of[0].empty() && total != 0 && !number_of(matching_key(name)))
        count.review = collapsed(account.place(name));
      counts.push_back(std::move(count));
    }
  }
}

// What is listed behind "themes of", "themes were:", "themes identified in the review were": the rest of the sentence.
std::string_view list_of_themes(std::string_view sentence) {
  const std::size_t themes = sentence.find("themes");
  if (themes == std::string_view::npos) return {};
  const std::string_view rest = sentence.substr(themes + 6);
  if (const std::size_t colon = rest.find(':'); colon < 60 && rest.substr(0, colon).find('.') == std::string_view::npos)
    return trimmed(rest.substr(colon + 1));
  std::size_t at = 0, end = 0;
  for (std::size_t count = 0; count < 8 && at < rest.size(); ++count) {
    while (at < rest.size() && static_cast<unsigned char>(rest[at]) <= ' ') ++at;
    const std::size_t begin = at;
    while (at < rest.size() && static_cast<unsigned char>(rest[at]) > ' ') ++at;
    const std::string word = matching_key(rest.substr(begin, at - begin));
    bool leads = word.empty() && end == 0;  // a dash
    for (std::string_view each : {"of", "were", "are", "included", "include", "including", "being", "namely", "as"})
      leads = leads || word == each;
    bool between = false;
    for (std::string_view each : {"identified", "emerging", "emerged", "had", "been", "such", "from", "in", "the",
                                  "review", "reviews", "audit", "audits", "across", "these", "that", "which", "have"})
      between = between || word == each;
    if (!leads && !between) break;
    if (leads) end = at;
    // "themes were identified across …" lists nothing.
    if (between && end > 0 && word != "the" && word != "that") return {};
  }
  return end == 0 ? std::string_view() : trimmed(rest.substr(end));
}

}  // namespace

void read_counts(const std::vector<Passage>& passages, const std::vector<FlowLine>& flow, Account& account,
                 std::vector<Count>& counts) {
  struct Listed {
    std::size_t passage;
    std::string_view name;
    bool counted;
  };
  std::vector<Listed> listed;
  const auto close_list = [&] {
    std::size_t counted = 0;
    for (const Listed& each : listed) counted += each.counted;
    if (counted >= 2) {
      for (const Listed& each : listed) {
        if (each.counted || each.name.empty()) continue;
        Count count;
        count.place = passages[each.passage].place;
        count.review = collapsed(account.place(each.name));
        counts.push_back(std::move(count));
      }
    }
    listed.clear();
  };
  for (std::size_t p = 0; p < passages.size(); ++p) {
    const Passage& passage = passages[p];
    if (passage.furniture || (passage.in_row && passage.text.size() < 60 && !ends_a_sentence(passage.text)))
      continue;  // a table of counts is read as one
    const ItemLabel label = item_label(passage.text);
    if (label.length == 0) close_list();
    bool counted = false;
    std::string_view carried;
    for (std::string_view sentence : sentences_of(passage.text.substr(label.length))) {
      // What is longer is no sentence that a person wrote; the time stays linear.
      sentence = sentence.substr(0, longest_sentence);
      const std::vector<std::string> all = words(sentence);
      const std::string_view spoken = review_within(sentence);
      Found found = find_counts(all);
      if (!spoken.empty()) carried = spoken;
      if (found.by.size() + found.total.has_value() < 2 || found.by.empty()) continue;
      // A total and one state: "14 actions, 11 of which are complete". Two states must be of one kind of count.
      Count count;
      count.place = passage.place;
      count.total = found.total;
      for (const auto& [state, number] : found.by) count.by[state] += number;
      std::string_view name = name_before_mark(sentence);
      if (name.empty() && spoken.empty()) name = name_before_verb(sentence);
      if (name.empty()) name = spoken.empty() ? carried : spoken;
      if (name.empty()) name = review_in_title(title_over(passages, p));
      if (!name.empty()) count.review = collapsed(account.place(name));
      counts.push_back(std::move(count));
      counted = true;
    }
    if (label.length > 0) listed.push_back({p, name_before_mark(passage.text.substr(label.length)), counted});
  }
  close_list();
  read_tables(flow, account, counts);
}

void read_meanings(const std::vector<Passage>& passages, Account& account, std::vector<ScaleEntry>& scale) {
  for (const Passage& passage : passages) {
    if (passage.furniture) continue;
    for (std::string_view sentence : sentences_of(passage.text)) {
      // Clauses "<colour> [actions] meant <meaning>".
      struct Clause {
        std::size_t begin;  // of the colour
        std::string_view colour;
        std::string_view meaning;
      };
      std::vector<Clause> clauses;
      const std::string low = folded(sentence);
      if (low.size() < 12 || low.size() > 2000) continue;
      std::vector<std::pair<std::size_t, std::size_t>> tokens;  // begin, end of words in `sentence`
      for (std::size_t at = 0; at < sentence.size();) {
        while (at < sentence.size() && static_cast<unsigned char>(sentence[at]) <= ' ') ++at;
        std::size_t end = at;
        while (end < sentence.size() && static_cast<unsigned char>(sentence[end]) > ' ') ++end;
        if (end > at) tokens.emplace_back(at, end);
        at = end;
      }
      const auto key_at = [&](std::size_t t) {
        return matching_key(sentence.substr(tokens[t].first, tokens[t].second - tokens[t].first));
      };
      for (std::size_t t = 0; t + 2 < tokens.size(); ++t) {
        if (!is_colour(key_at(t))) continue;
        for (std::size_t v = t + 1; v < tokens.size() && v <= t + 4; ++v) {
          const std::string verb = key_at(v);
          const bool means = verb == "meant" || verb == "means" || verb == "signifies" || verb == "signified" ||
                             verb == "indicates" || verb == "indicated" || verb == "denotes" || verb == "denoted" ||
                             verb == "meaning" || verb == "represents" || verb == "represented" ||
                             sentence.substr(tokens[v].first, tokens[v].second - tokens[v].first) == "=";
          if (means) {
            std::size_t from = v + 1;
            if (from < tokens.size() && key_at(from) == "that") ++from;
            if (from >= tokens.size()) break;
            std::size_t begin = tokens[t].first, end = tokens[t].second;
            // Quotation marks and brackets around the colour are no part of it.
            while (begin < end && !((sentence[begin] | 32) >= 'a' && (sentence[begin] | 32) <= 'z')) ++begin;
            while (end > begin && !((sentence[end - 1] | 32) >= 'a' && (sentence[end - 1] | 32) <= 'z')) --end;
            clauses.push_back(
                {tokens[t].first, sentence.substr(begin, end - begin), sentence.substr(tokens[from].first)});
            break;
          }
          if (verb != "actions" && verb != "action" && verb != "rating" && verb != "status" && verb != "rated" &&
              verb != "items" && verb != "ratings" && verb != "which")
            break;
        }
      }
      for (std::size_t c = 0; c < clauses.size(); ++c) {
        std::string_view meaning = clauses[c].meaning;
        if (c + 1 < clauses.size()) {
          const char* next = sentence.data() + clauses[c + 1].begin;
          if (meaning.data() >= next) continue;
          meaning = {meaning.data(), static_cast<std::size_t>(next - meaning.data())};
        } else {
          meaning = meaning.substr(0, std::min(meaning.find(';'), meaning.size()));
        }
        meaning = trimmed(meaning);
        for (bool again = true; again;) {
          again = false;
          for (std::string_view tail : {" and", " whilst", " while", ",", ";", ".", ")", " the", "(", " that"})
            if (meaning.size() > tail.size() && meaning.ends_with(tail))
              meaning = trimmed(meaning.substr(0, meaning.size() - tail.size())), again = true;
        }
        if (meaning.empty()) continue;
        ScaleEntry entry;
        entry.as_written = account.place(clauses[c].colour);
        entry.meaning = collapsed(account.place(meaning));
        entry.status = action_plan::status_from_meaning(entry.meaning).value_or(plan::Status::unclear);
        entry.place = passage.place;
        const bool told = std::any_of(scale.begin(), scale.end(), [&](const ScaleEntry& other) {
          return equal_ignoring_case(other.as_written, entry.as_written);
        });
        if (!told) scale.push_back(std::move(entry));
      }
    }
  }
}

void read_themes(const std::vector<Passage>& passages, Account& account, std::vector<std::string>& themes) {
  const auto add = [&](std::string_view theme) {
    theme = without_label(trimmed(theme));
    for (bool again = true; again;) {
      again = false;
      for (std::string_view mark : {"and ", "and\n", ": ", ", "})
        if (theme.starts_with(mark)) theme = trimmed(theme.substr(mark.size())), again = true;
      for (std::string_view mark : {".", ";", ",", " and", ":"})
        if (theme.ends_with(mark)) theme = trimmed(theme.substr(0, theme.size() - mark.size())), again = true;
    }
    if (theme.empty() || theme.size() > 160) return;
    themes.push_back(collapsed(account.place(theme)));
  };
  for (std::size_t p = 0; p < passages.size(); ++p) {
    if (passages[p].furniture) continue;
    for (std::string_view sentence : sentences_of(passages[p].text)) {
      const std::string_view list = list_of_themes(sentence);
      const std::string key = matching_key(sentence.substr(0, 400));
      const bool to_come = sentence.ends_with(':') && has_words(key, "themes") && list.empty();
      if (to_come) {
        while (p + 1 < passages.size() && item_label(passages[p + 1].text).length > 0 &&
               passages[p + 1].text.size() <= 160)
          add(passages[++p].text);
        break;
      }
      if (list.empty() || begins_with(matching_key(list.substr(0, 40)), "discussed") ||
          begins_with(matching_key(list.substr(0, 40)), "identified"))
        continue;
      if (list.find(';') != std::string_view::npos) {
        for (std::string_view part : split(list, ';')) add(part);
        continue;
      }
      std::vector<std::string_view> parts = split(list, ',');
      if (const std::size_t last = parts.back().rfind(" and "); last != std::string_view::npos) {
        const std::string_view tail = parts.back();
        // "a, b and c": the last comma's part holds two; "a, b, and c" one.
        if (!trimmed(tail.substr(0, last)).empty()) {
          parts.back() = tail.substr(0, last);
          parts.push_back(tail.substr(last + 5));
        }
      }
      if (parts.size() < 2) continue;
      for (std::string_view part : parts) add(part);
    }
  }
}

}  // namespace candour::intake::minutes
