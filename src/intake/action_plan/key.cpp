#include "intake/action_plan/key.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "intake/action_plan/meaning.h"
#include "intake/action_plan/sentences.h"

namespace candour::intake::action_plan {
namespace {

using plan::Status;

struct Line {
  std::string_view token;
  std::string_view meaning;
  bool sure = false;  // a mark, a cell's edge or a colour's name stands between the two
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Skips "=", ":", "–", "-", "means" and blanks; says whether a mark was among them.
bool skip_mark(std::string_view text, std::size_t& at) {
  bool mark = false;
  for (std::string_view verb : {" means that ", " means ", " indicates that ", " indicates ", " denotes ",
                                " signifies ", " represents ", " shows that ", " is for ", " that "})
    if (text.substr(at, verb.size()) == verb) {
      at += verb.size();
      return true;
    }
  while (at < text.size()) {
    if (text[at] == ' ' || text[at] == '\n' || text[at] == '\t') {
      ++at;
    } else if (text[at] == '=' || text[at] == ':' || text[at] == '-' || text[at] == ')' || text[at] == '.') {
      mark = true;
      ++at;
    } else if (text.substr(at, 3) == "\xE2\x80\x93" || text.substr(at, 3) == "\xE2\x80\x94") {
      mark = true;
      at += 3;
    } else {
      break;
    }
  }
  return mark;
}

// Without the mark of a list's item.
std::string_view without_bullet(std::string_view text) {
  text = trimmed(text);
  for (std::string_view bullet :
       {"\xE2\x80\xA2", "\xE2\x97\x8F", "\xE2\x96\xAA", "\xEF\x82\xB7", "\xC2\xB7", "* ", "- "})
    if (text.substr(0, bullet.size()) == bullet) return trimmed(text.substr(bullet.size()));
  return text;
}

bool is_title_of_key(std::string_view text);

// The bytes of a mark drawn instead of a word, a tick or a triangle, at the start of the text; 0 where there is none.
std::size_t symbol_at(std::string_view text) {
  std::size_t length = 0;
  if (text.size() >= 3 && text[0] == '\xE2' && static_cast<unsigned char>(text[1]) >= 0x96 &&
      static_cast<unsigned char>(text[1]) <= 0x9E)
    length = 3;
  else if (text.size() >= 4 && text.substr(0, 2) == "\xF0\x9F")
    length = 4;
  if (length > 0 && text.substr(length, 3) == "\xEF\xB8\x8F") length += 3;
  return length;
}

// "Red Progress not on track", "R – overdue", "Red (R): overdue", "4 Not achieved", "Complete: signed off".
std::optional<Line> line_of(std::string_view text) {
  text = without_bullet(text);
  if (text.empty() || text.size() > 400) return std::nullopt;
  if (const std::size_t symbol = symbol_at(text); symbol > 0) {
    Line line;
    line.token = text.substr(0, symbol);
    std::size_t at = symbol;
    line.sure = skip_mark(text, at);
    line.meaning = trimmed(text.substr(at));
    if (!line.sure || line.meaning.empty()) return std::nullopt;
    return line;
  }
  std::size_t end = 0;
  while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]))) ++end;
  if (end == 0) return std::nullopt;
  const std::string word = folded(text.substr(0, end));
  const bool colour = !colour_of_word(word).empty();
  Line line;
  std::size_t token_end = end;
  std::size_t at = end;
  if (colour) {
    // "Red (R)", "Blue/Purple"
    std::size_t next = end;
    while (next < text.size() && text[next] == ' ') ++next;
    if (next < text.size() && text[next] == '(') {
      const std::size_t close = text.find(')', next);
      if (close != std::string_view::npos && close - next <= 12) {
        const std::string inside = matching_key(text.substr(next, close - next));
        if (inside.size() <= 2 || !colour_of_word(inside).empty()) token_end = at = close + 1;
      }
    }
    line.token = text.substr(0, token_end);
    const std::size_t before = at;
    const bool mark = skip_mark(text, at);
    line.sure = mark || at > before;
    line.meaning = trimmed(text.substr(at));
    if (at == before && at < text.size()) return std::nullopt;  // "Reds", "Green's"
    return line;
  }
  if (end <= 2 && (is_letter(text[0]) || is_digit(text[0]))) {
    line.token = text.substr(0, end);
    const bool mark = skip_mark(text, at);
    line.meaning = trimmed(text.substr(at));
    line.sure = mark;
    if (line.meaning.empty() || at == end) return std::nullopt;
    // "R = Red – overdue": the colour's name belongs to the meaning; the token stays the letter.
    if (!mark && !(is_digit(text[0]) && status_from_meaning(line.meaning))) return std::nullopt;
    return line;
  }
  // Words up to a mark: "Not started – no work has begun", "Complete: all done".
  for (std::size_t i = end; i < text.size() && i < 40; ++i) {
    const bool dash = (text[i] == '-' && text[i - 1] == ' ') || text.substr(i, 3) == "\xE2\x80\x93" ||
                      text.substr(i, 3) == "\xE2\x80\x94";
    if (text[i] == ':' || text[i] == '=' || dash) {
      line.token = trimmed(text.substr(0, i));
      at = i;
      line.sure = skip_mark(text, at);
      line.meaning = trimmed(text.substr(at));
      if (line.meaning.empty()) return std::nullopt;
      // "RAG: R – off track": the key's title before its first line.
      if (text[i] == ':' && is_title_of_key(line.token)) return line_of(line.meaning);
      if (!status_from_rating_words(line.token)) return std::nullopt;
      return line;
    }
  }
  return std::nullopt;
}

bool is_colour_token(std::string_view token) {
  const std::vector<std::string> all = words(token);
  return !all.empty() && !colour_of_word(all.front()).empty();
}

// "Scores: 0 not met, 1 partly met, 2 fully met": where each of three or more single numbers that follow in turn
// begins.
std::vector<std::size_t> numbers_in_turn(std::string_view text) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at + 2 < text.size(); ++at) {
    if (!is_digit(text[at]) || text[at + 1] != ' ' || !is_letter(text[at + 2])) continue;
    std::size_t before = at;
    while (before > 0 && text[before - 1] == ' ') --before;
    if (before > 0 && text[before - 1] != ',' && text[before - 1] != ';' && text[before - 1] != ':') continue;
    if (!starts.empty() && text[at] != text[starts.back()] + 1 && text[at] != text[starts.back()] - 1) return {};
    starts.push_back(at);
  }
  return starts.size() >= 3 ? starts : std::vector<std::size_t>();
}

// "Key: R = overdue; A = slipping; G = on track", all in one line.
std::vector<Line> lines_within(std::string_view text) {
  std::vector<Line> found;
  if (text.size() > 1200) return found;
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (const std::size_t symbol = symbol_at(text.substr(at)); symbol > 0) {
      std::size_t behind = at + symbol;
      if (skip_mark(text, behind)) starts.push_back(at);
      at += symbol - 1;
      continue;
    }
    if (at > 0 && (is_letter(text[at - 1]) || is_digit(text[at - 1]))) continue;
    if (!is_letter(text[at]) && !is_digit(text[at])) continue;
    std::size_t end = at;
    while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]))) ++end;
    const std::string word = folded(text.substr(at, end - at));
    const bool colour = !colour_of_word(word).empty();
    if (!colour && end - at > 1) {
      // "… on track. Complete: done and signed off": a rating in words, where a sentence or part begins and the key
      // has begun.
      std::size_t before = at;
      while (before > 0 && text[before - 1] == ' ') --before;
      const bool begins = before > 0 && (text[before - 1] == '.' || text[before - 1] == ';' ||
                                         text[before - 1] == '\n' || text[before - 1] == ':');
      if (!begins || (text[before - 1] != ':' && starts.empty())) continue;
      std::size_t stop = at;
      while (stop < text.size() && stop - at <= 30 && text[stop] != ':' && text[stop] != '=' && text[stop] != '.' &&
             text[stop] != ';' && text[stop] != ',' && !(text[stop] == '-' && text[stop - 1] == ' ') &&
             static_cast<unsigned char>(text[stop]) != 0xE2)
        ++stop;
      std::size_t behind = stop;
      if (stop < text.size() && stop - at <= 30 && text[stop] != '.' && text[stop] != ';' && text[stop] != ',' &&
          skip_mark(text, behind) && behind < text.size() &&
          status_from_rating_words(trimmed(text.substr(at, stop - at))))
        starts.push_back(at);
      continue;
    }
    // The start of a part: after the beginning, a separator or an opening.
    std::size_t before = at;
    while (before > 0 && text[before - 1] == ' ') --before;
    const bool opens = before == 0 || text[before - 1] == ';' || text[before - 1] == ',' || text[before - 1] == ':' ||
                       text[before - 1] == '.' || text[before - 1] == '(' || text[before - 1] == '|' ||
                       text[before - 1] == '\n' || (at - before >= 2) ||
                       (before >= 3 && text.substr(before - 3, 3) == "\xE2\x80\xA2");
    std::size_t after = end;
    const bool mark = skip_mark(text, after);
    // "Red not started; Amber started": a colour that begins a part needs no mark.
    const bool begins_part =
        colour && after > end &&
        (before == 0 || text[before - 1] == ';' || text[before - 1] == ':' || text[before - 1] == '.');
    if ((mark && after > end && (opens || colour)) || begins_part) starts.push_back(at);
  }
  const bool counted = starts.empty();
  if (counted) starts = numbers_in_turn(text);
  if (starts.size() < 2) return found;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : text.size();
    std::string_view part = trimmed(text.substr(starts[i], end - starts[i]));
    for (std::string_view joint : {", and", "; and", " and", ", while", ", where"})
      if (i + 1 < starts.size() && part.size() > joint.size() && part.substr(part.size() - joint.size()) == joint)
        part = trimmed(part.substr(0, part.size() - joint.size()));
    while (!part.empty() && (part.back() == ';' || part.back() == ',' || part.back() == '|' ||
                             (part.back() == ')' && part.find('(') == std::string_view::npos)))
      part = trimmed(part.substr(0, part.size() - 1));
    if (part.size() >= 3 && part.substr(part.size() - 3) == "\xE2\x80\xA2")
      part = trimmed(part.substr(0, part.size() - 3));
    // "R – stopped; Complete": the last may be a word that speaks for itself.
    std::string_view last;
    if (const std::size_t semicolon = part.rfind(';'); i + 1 == starts.size() && semicolon != std::string_view::npos) {
      last = part.substr(semicolon + 1);
      while (!last.empty() && (last.back() == '.' || last.back() == ' ')) last.remove_suffix(1);
      last = trimmed(last);
      if (status_from_rating_words(last))
        part = trimmed(part.substr(0, semicolon));
      else
        last = {};
    }
    const std::optional<Line> line = line_of(part);
    if (!line || line->meaning.empty()) return {};
    found.push_back(*line);
    found.back().sure = found.back().sure || counted;  // their order is as good as a mark
    if (!last.empty()) found.push_back({last, {}, true});
  }
  return found;
}

bool is_title_of_key(std::string_view text) {
  if (text.size() > 60) return false;
  const std::string key = " " + matching_key(text) + " ";
  return key.find(" key ") != std::string::npos || key.find(" legend ") != std::string::npos ||
         key.find(" rag rating") != std::string::npos || key.find(" rag status") != std::string::npos ||
         key.find(" brag ") != std::string::npos || key == " rag " ||
         key.find(" status definition") != std::string::npos || key.find(" rating definition") != std::string::npos ||
         key.find(" rag definition") != std::string::npos || key.find(" rag ratings ") != std::string::npos ||
         key.find(" what the colours mean ") != std::string::npos ||
         key.find(" what do the colours mean ") != std::string::npos ||
         key.find(" what the ratings mean ") != std::string::npos || key.find(" ratings used ") != std::string::npos ||
         key.find(" colours used ") != std::string::npos;
}

// "Key to progress: Not begun / Moving / Done / Proven (seen in practice)": each a word, with its meaning or without.
std::vector<Line> steps_within(std::string_view text) {
  std::vector<Line> found;
  std::size_t told = 0;
  while (!text.empty()) {
    const std::size_t slash = text.find(" / ");
    std::string_view part = trimmed(text.substr(0, slash));
    text = slash == std::string_view::npos ? std::string_view() : text.substr(slash + 3);
    while (part.ends_with('.')) part.remove_suffix(1);
    Line line{part, {}, true};
    if (const std::size_t open = part.find(" ("); open != std::string_view::npos && part.ends_with(')')) {
      line.token = trimmed(part.substr(0, open));
      line.meaning = part.substr(open + 2, part.size() - open - 3);
    }
    if (line.token.empty() || line.token.size() > 30) return {};
    told += status_from_meaning(line.meaning) || status_from_rating_words(line.token);
    found.push_back(line);
  }
  if (found.size() < 3 || told * 2 < found.size()) return {};
  return found;
}

// "Status key: Awaiting review – sent to the board; Being progressed – work under way; Closed – complete".
std::vector<Line> words_within(std::string_view text) {
  std::vector<Line> found;
  const std::size_t colon = text.find(':');
  if (text.size() > 1200 || colon == std::string_view::npos || !is_title_of_key(text.substr(0, colon))) return found;
  const std::string_view rest = text.substr(colon + 1);
  if (rest.find(" / ") != std::string_view::npos && rest.find(';') == std::string_view::npos)
    return steps_within(trimmed(rest));
  const char separator = rest.find(';') != std::string_view::npos    ? ';'
                         : rest.find('\n') != std::string_view::npos ? '\n'
                                                                     : ',';
  std::size_t told = 0;
  for (std::string_view part : split(rest, separator)) {
    part = without_bullet(part);
    while (!part.empty() && part.back() == '.') part = trimmed(part.substr(0, part.size() - 1));
    if (part.empty()) continue;
    std::size_t end = 0;
    while (end < part.size() && part[end] != ':' && part[end] != '=' &&
           !(part[end] == '-' && end > 0 && part[end - 1] == ' ') && static_cast<unsigned char>(part[end]) != 0xE2)
      ++end;
    std::size_t at = end;
    // "Key: Implemented; In progress; Not accepted": words that speak for themselves.
    if (end == part.size() && end <= 30 && status_from_rating_words(part)) {
      found.push_back({part, {}, true});
      ++told;
      continue;
    }
    if (end == 0 || end > 40 || end == part.size() || !skip_mark(part, at) || at >= part.size()) return {};
    Line line;
    line.token = trimmed(part.substr(0, end));
    line.meaning = trimmed(part.substr(at));
    line.sure = true;
    told += status_from_meaning(line.meaning) || status_from_rating_words(line.token);
    found.push_back(line);
  }
  if (found.size() < 2 || told * 2 < found.size()) return {};
  return found;
}

bool is_header_of_key(const FlowLine& line) {
  std::size_t hits = 0, filled = 0;
  for (const FlowCell& cell : line.cells) {
    if (cell.text.empty()) continue;
    ++filled;
    if (cell.text.size() > 40) return false;
    const std::string key = matching_key(cell.text);
    for (std::string_view word :
         {"key", "rag", "brag", "colour", "color", "rating", "status", "meaning", "description", "definition",
          "explanation", "legend", "means", "shade", "symbol", "says", "interpretation"})
      if ((" " + key + " ").find(" " + std::string(word) + " ") != std::string::npos) {
        ++hits;
        break;
      }
  }
  return filled >= 1 && filled <= 4 && hits == filled;
}

struct Candidate {
  std::size_t line = 0;
  std::string_view token;
  std::string_view meaning;
  std::string fill;
  document::Place place;
  bool sure = false;
};

// What one line of the flow offers to a key.
std::vector<Candidate> candidates_of(const FlowLine& line, std::size_t index) {
  std::vector<Candidate> found;
  const auto add = [&](const Line& part, const document::Place& place, std::string fill) {
    found.push_back({index, part.token, part.meaning, std::move(fill), place, part.sure});
  };
  if (!line.is_row) {
    std::vector<Line> within = lines_within(line.text);
    if (within.empty()) within = words_within(line.text);
    if (!within.empty()) {
      for (const Line& part : within) add(part, line.place, {});
    } else if (const auto part = line_of(line.text)) {
      add(*part, line.place, {});
    }
    return found;
  }
  std::vector<const FlowCell*> filled;
  for (const FlowCell& cell : line.cells)
    if (!cell.text.empty()) filled.push_back(&cell);
  if (filled.empty() || filled.size() > 8) return found;
  if (filled.size() == 1) {
    const FlowCell& cell = *filled.front();
    // A patch of colour without a word, and its meaning beside it.
    for (const FlowCell& patch : line.cells)
      if (patch.text.empty() && !patch.fill.empty() && &patch < &cell && status_from_meaning(cell.text)) {
        found.push_back({index, {}, cell.text, patch.fill, cell.place, true});
        return found;
      }
    std::vector<Line> within = lines_within(cell.text);
    if (within.empty()) within = words_within(cell.text);
    if (!within.empty()) {
      for (const Line& part : within) add(part, cell.place, {});
    } else if (const auto part = line_of(cell.text)) {
      add(*part, cell.place, cell.fill);
    } else if (!cell.fill.empty() && cell.text.size() <= 160 && status_from_meaning(cell.text)) {
      found.push_back({index, cell.text, {}, cell.fill, cell.place, true});
    }
    return found;
  }
  // Each cell its own line ("Red – overdue" | "Amber – slipping").
  std::vector<Candidate> each;
  for (const FlowCell* cell : filled) {
    const auto part = line_of(cell->text);
    if (!part || part->meaning.empty()) {
      each.clear();
      break;
    }
    each.push_back({index, part->token, part->meaning, cell->fill, cell->place, part->sure});
  }
  if (!each.empty()) return each;
  // Token and meaning in two cells, perhaps with a number or an example beside them.
  const std::string first = matching_key(filled[0]->text);
  const bool token = filled[0]->text.size() <= 30 && (is_colour_token(filled[0]->text) || first.size() <= 2 ||
                                                      status_from_rating_words(filled[0]->text));
  if (token && filled.size() <= 3) {
    std::string_view meaning = filled[1]->text;
    if (filled.size() == 3) {
      // "R | Red | overdue": the longest cell tells the meaning.
      if (filled[2]->text.size() > meaning.size()) meaning = filled[2]->text;
    }
    const std::string fill = !filled[0]->fill.empty() ? filled[0]->fill : filled[1]->fill;
    found.push_back({index, filled[0]->text, meaning, fill, filled[0]->place, true});
  }
  return found;
}

}  // namespace

std::size_t lines_of_a_key_in(const FlowLine& line) {
  return candidates_of(line, 0).size();
}
bool is_title_of_a_key(std::string_view text) {
  return is_title_of_key(text);
}
bool is_header_of_a_key(const FlowLine& line) {
  return line.is_row && line.filled() >= 2 && is_header_of_key(line);
}

namespace {

// A red that reads no worse than the amber above it is the worse of the two all the same; and red that is late is off
// track, whatever it hopes for.
void settle_red(Key& key) {
  const auto colour_of = [&](std::size_t i) -> std::string_view {
    const std::vector<std::string> token = words(key.entries[i].as_written), meaning = words(key.entries[i].meaning);
    if (!key.fills[i].empty()) return colour_of_fill(key.fills[i]);
    if (token.empty()) return {};
    if (const std::string_view named = colour_of_word(token.front()); !named.empty()) return named;
    if (!meaning.empty() && !colour_of_word(meaning.front()).empty()) return colour_of_word(meaning.front());
    return token.front() == "r" ? std::string_view("red") : std::string_view();
  };
  std::size_t at_risk = 0, off_track = 0;
  for (const ScaleEntry& entry : key.entries)
    at_risk += entry.status == Status::at_risk, off_track += entry.status == Status::off_track;
  if (off_track > 0) return;
  for (std::size_t i = 0; i < key.entries.size(); ++i) {
    ScaleEntry& entry = key.entries[i];
    if (entry.status != Status::at_risk || colour_of(i) != "red") continue;
    const std::string meaning = " " + matching_key(entry.meaning) + " ";
    if (at_risk > 1 || meaning.find(" risk ") == std::string::npos) entry.status = Status::off_track;
  }
}

// A word between what is not begun and what is done, in a key that lists them as steps: under way.
void settle_steps(Key& key) {
  const auto found = [&](std::size_t begin, std::size_t end, Status status) {
    return std::any_of(key.entries.begin() + static_cast<std::ptrdiff_t>(begin),
                       key.entries.begin() + static_cast<std::ptrdiff_t>(end),
                       [&](const ScaleEntry& entry) { return entry.status == status; });
  };
  for (std::size_t i = 1; i + 1 < key.entries.size(); ++i) {
    ScaleEntry& entry = key.entries[i];
    if (entry.status != Status::unclear || !entry.meaning.empty() || is_colour_token(entry.as_written)) continue;
    if ((found(0, i, Status::not_started) && found(i + 1, key.entries.size(), Status::complete)) ||
        (found(0, i, Status::complete) && found(i + 1, key.entries.size(), Status::not_started)))
      entry.status = Status::on_track;
  }
}

Status status_of_entry(std::string_view token, std::string_view meaning) {
  if (!meaning.empty()) {
    if (const auto status = status_from_meaning(meaning)) return *status;
  }
  if (const auto status = status_from_rating_words(token)) return *status;
  return Status::unclear;
}

}  // namespace

namespace {

struct Run {
  Key key;
  std::size_t score = 0;
  std::size_t first = 0;  // its first line
};

// A mark in a line of its own and what it means in the next, as a converter leaves a key's cells.
std::vector<Candidate> marks_and_meanings(const std::vector<FlowLine>& flow, const std::vector<bool>& free,
                                          std::size_t first) {
  std::vector<Candidate> found;
  const auto is_mark = [](const FlowLine& line) {
    if (line.is_row || line.text.size() > 24) return false;
    const std::vector<std::string> all = words(line.text);
    if (all.empty() || all.size() > 2) return false;
    return std::all_of(all.begin(), all.end(), [](const std::string& word) {
      return !colour_of_word(word).empty() || one_of(word, {"r", "a", "g", "b", "p", "y"});
    });
  };
  for (std::size_t at = first; at + 1 < flow.size() && free[at] && free[at + 1] && found.size() < 12; at += 2) {
    const FlowLine& mark = flow[at];
    const FlowLine& meaning = flow[at + 1];
    if (!is_mark(mark) || meaning.is_row || is_mark(meaning) || meaning.text.size() > 240 ||
        !status_from_meaning(meaning.text))
      break;
    found.push_back({at, mark.text, meaning.text, {}, mark.place, true});
  }
  if (found.size() < 2) found.clear();
  return found;
}

// Every run of lines that is a key, in document order.
std::vector<Run> runs_of_keys(const std::vector<FlowLine>& flow, const std::vector<bool>& free) {
  std::vector<Run> found;
  std::size_t index = 0;
  while (index < flow.size()) {
    if (!free[index]) {
      ++index;
      continue;
    }
    // A run of lines that may be a key: each offers something, or is the key's own title or header, or is a
    // status without a colour between or behind such lines.
    std::vector<Candidate> run;
    std::vector<std::size_t> lines;
    std::size_t at = index;
    bool titled = false;
    const FlowLine* transposed = nullptr;
    run = marks_and_meanings(flow, free, index);
    for (const Candidate& candidate : run) {
      lines.push_back(candidate.line);
      lines.push_back(candidate.line + 1);
      at = candidate.line + 2;
    }
    for (const bool by_pairs = !run.empty(); !by_pairs && at < flow.size() && free[at]; ++at) {
      const FlowLine& line = flow[at];
      const FlowCell* sole = line.is_row ? line.only_cell() : nullptr;
      if (line.is_row ? is_header_of_key(line) || (sole && is_title_of_key(sole->text)) : is_title_of_key(line.text)) {
        if (!run.empty()) break;
        if ((line.is_row && !sole) || candidates_of(line, at).empty()) {
          titled = true;
          transposed = nullptr;
          lines.push_back(at);
          continue;
        }
      }
      // Colours across, meanings below.
      if (line.is_row && transposed && at > 0 && flow[at].block == flow[at - 1].block) {
        std::size_t pairs = 0;
        for (std::size_t c = 0; c < line.cells.size() && c < transposed->cells.size(); ++c)
          pairs += !line.cells[c].text.empty() && !transposed->cells[c].text.empty();
        if (pairs >= 2) {
          for (std::size_t c = 0; c < line.cells.size() && c < transposed->cells.size(); ++c)
            if (!line.cells[c].text.empty() && !transposed->cells[c].text.empty())
              run.push_back({at, transposed->cells[c].text, line.cells[c].text, transposed->cells[c].fill,
                             transposed->cells[c].place, true});
          lines.push_back(at - 1);
          lines.push_back(at);
          transposed = nullptr;
          ++at;
          break;
        }
      }
      transposed = nullptr;
      std::vector<Candidate> offered = candidates_of(line, at);
      const FlowCell* alone = line.is_row ? line.only_cell() : nullptr;
      if (!words_within(alone ? alone->text : line.text).empty()) titled = true;
      if (offered.empty()) {
        const FlowCell* only = line.is_row ? line.only_cell() : nullptr;
        const std::string_view text = line.is_row ? (only ? only->text : std::string_view()) : line.text;
        if (!run.empty() && !text.empty() && text.size() <= 60 && status_from_rating_words(text)) {
          run.push_back({at, text, {}, only ? only->fill : std::string(), only ? only->place : line.place, true});
          lines.push_back(at);
          continue;
        }
        std::size_t colours = 0, filled = 0;
        for (const FlowCell& cell : line.cells)
          if (!cell.text.empty()) ++filled, colours += cell.text.size() <= 20 && is_colour_token(cell.text);
        if (line.is_row && run.empty() && filled >= 2 && colours == filled) {
          transposed = &line;
          continue;
        }
        if (line.is_row && filled == 0) continue;
        break;
      }
      // A line that is a key by itself and explains a mark of the run anew is another key.
      const auto is_told = [&](const Candidate& candidate) {
        return std::any_of(run.begin(), run.end(), [&](const Candidate& each) {
          return !candidate.token.empty() && matching_key(each.token) == matching_key(candidate.token);
        });
      };
      if (!run.empty() && offered.size() >= 2 && std::any_of(offered.begin(), offered.end(), is_told)) break;
      for (Candidate& candidate : offered) run.push_back(std::move(candidate));
      lines.push_back(at);
      if (run.size() > 24) break;
    }
    // Is it one? Different tokens, meanings that say how things stand, and colours or a title or edges of cells.
    std::size_t meaningful = 0, colours = 0, sure = 0;
    std::vector<std::string> seen;
    bool repeats = false;
    for (const Candidate& candidate : run) {
      std::string token = candidate.token.empty() ? candidate.fill : matching_key(candidate.token);
      if (token.empty()) token = std::string(candidate.token);
      if (std::find(seen.begin(), seen.end(), token) != seen.end()) repeats = true;
      seen.push_back(token);
      meaningful += status_of_entry(candidate.token, candidate.meaning) != Status::unclear;
      colours += is_colour_token(candidate.token) || symbol_at(candidate.token) > 0 || !candidate.fill.empty() ||
                 candidate.token.size() == 1;
      sure += candidate.sure;
    }
    const bool is_key = run.size() >= 2 && run.size() <= 12 && !repeats && meaningful * 2 >= run.size() &&
                        (colours >= 2 || (titled && meaningful >= 2)) && sure * 2 >= run.size();
    const std::size_t score = run.size() + meaningful + (titled ? 3 : 0);
    if (is_key) {
      found.push_back({{}, score, index});
      Key& best = found.back().key;
      best.lines.assign(flow.size(), false);
      for (const Candidate& candidate : run) {
        ScaleEntry entry;
        entry.as_written = candidate.token.empty() ? "fill:#" + candidate.fill : std::string(candidate.token);
        entry.meaning = std::string(candidate.meaning);
        entry.status = status_of_entry(candidate.token, candidate.meaning);
        entry.place = candidate.place;
        best.entries.push_back(std::move(entry));
        best.fills.push_back(candidate.fill);
        if (!candidate.token.empty()) best.placed.push_back(candidate.token);
        if (!candidate.meaning.empty()) best.placed.push_back(candidate.meaning);
      }
      for (std::size_t line : lines) best.lines[line] = true;
    }
    index = std::max(at, index + 1);
  }
  for (Run& run : found) {
    settle_red(run.key);
    settle_steps(run.key);
  }
  return found;
}

// What two keys can be compared by: the colour, the letter, the word or the fill.
std::string mark_of(const Key& key, std::size_t entry) {
  const std::string& written = key.entries[entry].as_written;
  const std::vector<std::string> all = words(written);
  if (all.empty()) return key.fills[entry].empty() ? std::string(trimmed(written)) : key.fills[entry];
  if (const std::string_view colour = colour_of_word(all.front()); !colour.empty()) return std::string(colour);
  return rating_stem(written);
}

bool is_same_mark(const std::string& one, const std::string& other) {
  if (one == other) return !one.empty();
  if (one.size() == 1 && !colour_of_word(other).empty()) return one[0] == other[0];
  return other.size() == 1 && !colour_of_word(one).empty() && one[0] == other[0];
}

bool means_another(const Key& key, std::size_t entry, const Key& other) {
  const Status status = key.entries[entry].status;
  if (status == Status::unclear) return false;
  for (std::size_t i = 0; i < other.entries.size(); ++i)
    if (is_same_mark(mark_of(key, entry), mark_of(other, i)) && other.entries[i].status != Status::unclear &&
        other.entries[i].status != status)
      return true;
  return false;
}

bool contradict(const Key& one, const Key& other) {
  for (std::size_t i = 0; i < one.entries.size(); ++i)
    if (means_another(one, i, other)) return true;
  return false;
}

// All of them as one; a mark of two meanings has none.
Key joined(const std::vector<Run>& runs, const std::vector<std::size_t>& which, std::vector<ScaleEntry>& in_conflict) {
  Key key;
  for (const std::size_t k : which)
    for (std::size_t i = 0; i < runs[k].key.entries.size(); ++i) {
      ScaleEntry entry = runs[k].key.entries[i];
      if (std::any_of(which.begin(), which.end(), [&](std::size_t other) {
            return other != k && means_another(runs[k].key, i, runs[other].key);
          })) {
        in_conflict.push_back(entry);
        entry.status = Status::unclear;
      }
      key.entries.push_back(std::move(entry));
      key.fills.push_back(runs[k].key.fills[i]);
    }
  return key;
}

// The key may stand in the header itself: "RAG (R = not started, A = in progress, G = complete)".
Key key_in_headers(const std::vector<std::string_view>& headers) {
  Key key;
  for (std::size_t i = 0; i < headers.size() && key.entries.empty(); ++i) {
    std::size_t begin = headers[i].find_first_of("(:\n[");
    if (begin == std::string_view::npos) continue;
    std::string_view inside = trimmed(headers[i].substr(begin + 1));
    if (!inside.empty() && inside.front() == '(') inside = trimmed(inside.substr(1));
    while (!inside.empty() && (inside.back() == ')' || inside.back() == ']'))
      inside = trimmed(inside.substr(0, inside.size() - 1));
    const std::vector<Line> within = lines_within(inside);
    std::size_t told = 0;
    for (const Line& line : within) told += status_of_entry(line.token, line.meaning) != Status::unclear;
    if (within.size() < 2 || told * 2 < within.size()) continue;
    for (const Line& line : within) {
      key.entries.push_back(
          {std::string(line.token), std::string(line.meaning), status_of_entry(line.token, line.meaning), {}});
      key.fills.emplace_back();
      key.placed.push_back(line.token);
      key.placed.push_back(line.meaning);
    }
  }
  settle_red(key);
  settle_steps(key);
  return key;
}

// Every key of the document: those of its text; else those of what stands beside it, in text boxes, in the margins of
// its pages, in notes.
std::vector<Run> keys_in(const std::vector<FlowLine>& flow, const std::vector<bool>& free,
                         const std::vector<std::string_view>& headers) {
  std::vector<Run> runs = runs_of_keys(flow, free);
  if (!runs.empty() || !key_in_headers(headers).entries.empty()) return runs;
  std::vector<bool> beside(flow.size());
  for (std::size_t i = 0; i < flow.size(); ++i) beside[i] = flow[i].is_furniture;
  return runs_of_keys(flow, beside);
}

}  // namespace

Key find_key(const std::vector<FlowLine>& flow, const std::vector<bool>& free,
             const std::vector<std::string_view>& headers) {
  std::vector<Run> runs = keys_in(flow, free, headers);
  const auto highest = std::max_element(runs.begin(), runs.end(),
                                        [](const Run& one, const Run& other) { return one.score < other.score; });
  Key best = highest == runs.end() ? key_in_headers(headers) : std::move(highest->key);
  best.lines.resize(flow.size(), false);
  return best;
}

Keys find_keys(const std::vector<FlowLine>& flow, const std::vector<bool>& free, const std::vector<bool>& rows,
               const std::vector<std::string_view>& headers) {
  Keys keys;
  keys.of_line.assign(flow.size(), 0);
  const std::vector<Run> runs = keys_in(flow, free, headers);
  bool differ = false;
  for (const Run& one : runs)
    for (const Run& other : runs) differ = differ || contradict(one.key, other.key);
  if (!differ) {
    keys.all.push_back(find_key(flow, free, headers));
    keys.lines = keys.all.front().lines;
    keys.written = 1;
    return keys;
  }
  keys.lines.assign(flow.size(), false);
  for (const Run& run : runs) {
    keys.all.push_back(run.key);
    for (std::size_t i = 0; i < flow.size(); ++i) keys.lines[i] = keys.lines[i] || run.key.lines[i];
  }
  keys.written = keys.all.size();
  std::vector<std::pair<std::vector<std::size_t>, std::size_t>> joints;  // the runs, and where they are joined
  const auto key_of = [&](const std::vector<std::size_t>& which) -> std::size_t {
    if (which.size() == 1) return which.front();
    for (const auto& [joint, at] : joints)
      if (joint == which) return at;
    keys.all.push_back(joined(runs, which, keys.in_conflict));
    joints.emplace_back(which, keys.all.size() - 1);
    return keys.all.size() - 1;
  };
  std::vector<std::size_t> every, without_rows;  // keys, and those on sheets that hold no plan
  const auto sheet_has_rows = [&](const std::string& sheet) {
    for (std::size_t i = 0; i < flow.size(); ++i)
      if (rows[i] && flow[i].place.sheet == sheet) return true;
    return false;
  };
  for (std::size_t k = 0; k < runs.size(); ++k) {
    every.push_back(k);
    if (!sheet_has_rows(flow[runs[k].first].place.sheet)) without_rows.push_back(k);
  }
  std::vector<std::string> sheets;
  for (std::size_t i = 0; i < flow.size(); ++i)
    if (rows[i] && std::find(sheets.begin(), sheets.end(), flow[i].place.sheet) == sheets.end())
      sheets.push_back(flow[i].place.sheet);
  for (const std::string& sheet : sheets) {
    // Tables and keys of the sheet in turn; several of a kind without the other between are one.
    struct Turn {
      std::vector<std::size_t> keys, rows;
    };
    std::vector<Turn> turns;
    std::size_t next = 0, own = 0;
    for (std::size_t i = 0; i < flow.size(); ++i) {
      if (flow[i].place.sheet != sheet) continue;
      while (next < runs.size() && runs[next].first < i && flow[runs[next].first].place.sheet != sheet) ++next;
      if (next < runs.size() && runs[next].first == i) {
        if (turns.empty() || turns.back().keys.empty()) turns.emplace_back();
        turns.back().keys.push_back(next++);
        ++own;
      } else if (rows[i]) {
        if (turns.empty() || turns.back().rows.empty()) turns.emplace_back();
        turns.back().rows.push_back(i);
      }
    }
    const bool keys_lead = !turns.empty() && !turns.front().keys.empty();
    const bool keys_end = !turns.empty() && !turns.back().keys.empty();
    for (std::size_t t = 0; t < turns.size(); ++t) {
      std::vector<std::size_t> which;
      if (own == 0) {
        which = without_rows.empty() ? every : without_rows;
      } else if (own == 1 || (keys_lead != keys_end && turns.size() > 1)) {
        for (const Turn& turn : turns)
          if (own == 1 && !turn.keys.empty()) which = turn.keys;
        if (own > 1) which = turns[keys_lead ? (t == 0 ? 0 : t - 1) : std::min(t + 1, turns.size() - 1)].keys;
      } else {
        for (const Turn& turn : turns) which.insert(which.end(), turn.keys.begin(), turn.keys.end());
      }
      if (which.empty()) continue;  // it is a turn of keys
      const std::size_t key = turns[t].rows.empty() ? 0 : key_of(which);
      for (const std::size_t row : turns[t].rows) keys.of_line[row] = key;
    }
  }
  return keys;
}

std::string rating_stem(std::string_view text) {
  std::string stem;
  for (std::string word : words(text)) {
    if (word == "action" || word == "actions" || word == "the" || word == "is" || word == "are" || word == "fully" ||
        word == "rag")
      continue;
    if (word == "completed" || word == "completion" || word == "completes" || word == "compleated" || word == "compete")
      word = "complete";
    if (word == "embed" || word == "embedding") word = "embedded";
    if (word == "ontrack") word = "on track";
    if (!stem.empty()) stem += ' ';
    stem += word;
  }
  return stem;
}

RatingReader::RatingReader(const Key& key, const std::map<std::string, Status>& choices) {
  for (std::size_t i = 0; i < key.entries.size(); ++i) {
    const ScaleEntry& entry = key.entries[i];
    Entry own;
    own.written = std::string(trimmed(entry.as_written));
    own.key = matching_key(entry.as_written);
    if (own.key.empty()) own.symbol = std::string(trimmed(entry.as_written));
    own.stem = rating_stem(entry.as_written);
    const std::vector<std::string> all = words(entry.as_written);
    if (!all.empty()) own.colour = std::string(colour_of_word(all.front()));
    own.fill = key.fills[i];
    if (own.colour.empty()) {
      // "R = Red: overdue" names its colour in the meaning.
      const std::vector<std::string> meaning = words(entry.meaning);
      if (!meaning.empty()) own.colour = std::string(colour_of_word(meaning.front()));
    }
    if (own.colour.empty() && !own.fill.empty()) own.colour = std::string(colour_of_fill(own.fill));
    own.meaning = matching_key(entry.meaning);
    own.status = entry.status;
    entries_.push_back(std::move(own));
  }
  for (const auto& [written, status] : choices)
    choices_[written.rfind("fill:", 0) == 0 ? folded(written) : matching_key(written)] = status;
}

// The entry whose fill a reader would take for this one: near it, and clearly nearer than any other's.
const RatingReader::Entry* RatingReader::nearest(std::string_view fill) const {
  const auto channel = [](std::string_view rrggbb, std::size_t at) {
    int value = 0;
    for (const char c : rrggbb.substr(2 * at, 2))
      value = value * 16 + (c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c - '0');
    return value;
  };
  if (fill.size() != 6) return nullptr;
  const Entry* best = nullptr;
  long least = 0, second = 0;
  for (const Entry& entry : entries_) {
    if (entry.fill.size() != 6) continue;
    long distance = 0;  // weighed as the eye weighs: green most, blue least
    for (std::size_t at = 0; at < 3; ++at) {
      const long apart = channel(fill, at) - channel(entry.fill, at);
      distance += (at == 1 ? 4 : at == 0 ? 3 : 2) * apart * apart;
    }
    if (!best || distance < least) {
      second = best ? least : 1L << 40;
      least = distance;
      best = &entry;
    } else {
      second = std::min(second, distance);
    }
  }
  constexpr long near = 9L * 70 * 70;
  return best && least <= near && least * 4 <= second ? best : nullptr;
}

// A mark of the key with words about it: they may turn its sense or speak against what the key says of it.
ReadRating RatingReader::settled(Status status, RatingReading reading, std::string_view meaning,
                                 std::string_view before, std::string_view behind) {
  const std::string rest = matching_key(behind);
  const bool says_its_meaning = !rest.empty() && trimmed(before).empty() &&
                                (" " + std::string(meaning) + " ").find(" " + rest + " ") != std::string::npos;
  const std::string about = std::string(before) + " " + std::string(behind);
  if (!says_its_meaning &&
      (unsettles(before, behind.empty() ? std::string_view("~") : behind, status) || contradicts(about, status)))
    return {Status::unclear, RatingReading::outside_key};
  return {status, reading};
}

ReadRating RatingReader::read(std::string_view as_written) const {
  const std::string_view text = trimmed(as_written);
  if (text.empty()) return {Status::not_stated, RatingReading::blank};
  if (text.rfind("fill:#", 0) == 0) {
    if (const auto chosen = choices_.find(folded(text)); chosen != choices_.end())
      return {chosen->second, RatingReading::chosen};
    const std::string_view fill = text.substr(6);
    for (const Entry& entry : entries_)
      if (entry.fill == fill) return {entry.status, RatingReading::by_fill};
    if (const Entry* near = nearest(fill)) return {near->status, RatingReading::by_fill};
    const std::string_view colour = colour_of_fill(fill);
    for (const Entry& entry : entries_)
      if (!colour.empty() && entry.colour == colour) return {entry.status, RatingReading::by_fill};
    return {Status::unclear, entries_.empty() ? RatingReading::no_key : RatingReading::outside_key};
  }
  const std::string key = matching_key(text);
  if (const auto chosen = choices_.find(key); chosen != choices_.end()) return {chosen->second, RatingReading::chosen};
  // "Complete?" asks; only where the key has that very mark is it the key's.
  if (text.find('?') != std::string_view::npos && text.size() <= 60 && !key.empty() &&
      std::none_of(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.written == text; }))
    return {Status::unclear, entries_.empty() ? RatingReading::no_key : RatingReading::outside_key};
  for (const Entry& entry : entries_)
    if (key.empty() ? !entry.symbol.empty() && entry.symbol == text : entry.key == key)
      return {entry.status, RatingReading::by_key};
  const std::string stem = rating_stem(text);
  for (const Entry& entry : entries_)
    if (!stem.empty() && entry.stem == stem) return {entry.status, RatingReading::variant};
  if (key.empty()) {
    const bool tick =
        text == "\xE2\x9C\x93" || text == "\xE2\x9C\x94" || text == "\xE2\x98\x91" || text == "\xE2\x9C\x85";
    return {Status::unclear, tick || !entries_.empty() ? RatingReading::outside_key : RatingReading::no_key};
  }
  if (is_pointer(text)) return {Status::unclear, RatingReading::pointer};
  if (says_not_applicable(text)) return {Status::not_applicable, RatingReading::not_applicable};

  const std::vector<std::string> all = words(text);
  // One letter: the sole word of the key that begins with it. Single words come before sentences, so that "A" is
  // Amber although the key also has "Action completed".
  if (key.size() == 1 && !(key[0] >= '0' && key[0] <= '9')) {
    const Entry* found = nullptr;
    std::size_t count = 0;
    for (const bool single : {true, false}) {
      for (const Entry& entry : entries_) {
        const bool is_single = entry.key.find(' ') == std::string::npos;
        const bool begins = (!entry.key.empty() && entry.key[0] == key[0]) ||
                            (entry.key.size() <= 2 && !entry.colour.empty() && entry.colour[0] == key[0]);
        if (is_single == single && begins) found = &entry, ++count;
      }
      if (count > 0) break;
    }
    if (count == 1) return {found->status, RatingReading::by_key};
    return {Status::unclear, entries_.empty() ? RatingReading::no_key : RatingReading::outside_key};
  }
  // A colour in other words than the key's: the key has "R", the cell "Red"; the key "Orange", the cell "Amber".
  const Entry* named = nullptr;
  std::size_t different = 0;
  std::string_view first_colour, first_word;
  bool says_colour = false;
  if (all.size() <= 8)
    for (const std::string& word : all) {
      const std::string_view colour = colour_of_word(word);
      if (colour.empty()) continue;
      says_colour = true;
      if (first_colour.empty()) first_colour = colour, first_word = word;
      if (colour != first_colour) different = 2;  // "Green/Purple", also where the key has but one of them
      for (const Entry& entry : entries_)
        if (named != &entry &&
            (entry.colour.empty() ? entry.key.size() == 1 && entry.key[0] == colour[0] : entry.colour == colour))
          named = &entry, ++different;
    }
  if (different == 1) {
    const std::size_t at = folded(text).find(first_word);
    const std::size_t begin = std::min(at, text.size()), end = std::min(begin + first_word.size(), text.size());
    return settled(named->status, all.size() <= 2 ? RatingReading::by_key : RatingReading::variant, named->meaning,
                   text.substr(0, begin), text.substr(end));
  }
  if (different > 1) return {Status::unclear, RatingReading::outside_key};
  // "R A", "A/G": two letters of the key say two things.
  if (all.size() >= 2 && all.size() <= 4 &&
      std::all_of(all.begin(), all.end(), [](const std::string& word) { return word.size() == 1; })) {
    const ReadRating first = read(all.front());
    if (first.reading == RatingReading::by_key &&
        std::any_of(all.begin(), all.end(), [&](const std::string& word) { return read(word).status != first.status; }))
      return {Status::unclear, RatingReading::outside_key};
  }
  // "G - on track": the letter first, then words.
  if (all.size() >= 2 && all.size() <= 8 && all[0].size() == 1 && all[0] != "a" &&
      !(all[0][0] >= '0' && all[0][0] <= '9')) {
    const ReadRating letter = read(all[0]);
    if (letter.reading == RatingReading::by_key)
      return settled(letter.status, RatingReading::variant, {}, {}, text.substr(1));
  }
  if (all.size() >= 2 && all.size() <= 6 && text.size() > 1 && all[0].size() == 1) {
    const char next = text[1];
    if (next == ' ' && text.size() > 3 &&
        (text[2] == '-' || text[2] == '(' || static_cast<unsigned char>(text[2]) == 0xE2)) {
      const ReadRating letter = read(all[0]);
      if (letter.reading == RatingReading::by_key)
        return settled(letter.status, RatingReading::variant, {}, {}, text.substr(1));
    }
  }
  // Prose that begins with the key's words: "Action complete as these powers are already in place".
  for (const Entry& entry : entries_) {
    if (entry.stem.find(' ') == std::string::npos && entry.stem != "complete" && entry.stem != "embedded") continue;
    if (entry.stem.empty() || stem.rfind(entry.stem + " ", 0) != 0) continue;
    if (all.size() > 30) continue;
    // "Complete by March" is a plan, "not complete" says the contrary.
    const std::optional<Status> by_words = status_from_meaning(text.substr(0, 200));
    const std::string rest = stem.substr(entry.stem.size() + 1);
    if (rest.rfind("by ", 0) == 0 || rest.rfind("when ", 0) == 0 || rest.rfind("once ", 0) == 0) continue;
    if (by_words && *by_words != entry.status && all.size() <= 6) continue;
    if (all.size() <= 8 && unsettles({}, rest, entry.status)) break;
    return {entry.status, RatingReading::sentence};
  }
  // "Complete by March" is a target and no rating.
  if (stem.rfind("complete by ", 0) == 0) return {Status::unclear, RatingReading::prose};
  if (const auto status = status_of_settled_words(text)) {
    for (const Entry& entry : entries_)
      if (entry.status == *status) return {*status, RatingReading::variant};
    return {*status, RatingReading::by_itself};
  }
  if (says_colour || (all.size() <= 4 && text.size() <= 32))
    return {Status::unclear, entries_.empty() ? RatingReading::no_key : RatingReading::outside_key};
  return {Status::unclear, RatingReading::prose};
}

}  // namespace candour::intake::action_plan
