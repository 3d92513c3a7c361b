#include "intake/action_plan/tick_boxes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/text.h"
#include "intake/action_plan/meaning.h"

namespace candour::intake::action_plan {
namespace {

enum class Mark { none, ticked, boxed_cross, cross, empty, full_shape, hollow_shape };

struct Token {
  enum class Kind { text, mark, edge } kind = Kind::text;
  Mark mark = Mark::none;
  std::string_view text;
};

struct Found {
  Mark mark = Mark::none;
  std::size_t length = 0;
};

Found drawn_at(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, Mark>, 23> drawn{{
      {"\xE2\x98\x91", Mark::ticked},                                          // ☑
      {"\xE2\x9C\x93", Mark::ticked},                                          // ✓
      {"\xE2\x9C\x94", Mark::ticked},                                          // ✔
      {"\xE2\x9C\x85", Mark::ticked},                                          // ✅
      {"\xE2\x88\x9A", Mark::ticked},                                          // √
      {"\xF0\x9F\x97\xB9", Mark::ticked},                                      // 🗹
      {"\xF0\x9F\x97\xB8", Mark::ticked},                                      // 🗸
      {"\xE2\x98\x92", Mark::boxed_cross},                                     // ☒
      {"\xE2\x8A\xA0", Mark::boxed_cross},                                     // ⊠
      {"\xF0\x9F\x97\xB7", Mark::boxed_cross}, {"\xE2\x9C\x97", Mark::cross},  // ✗
      {"\xE2\x9C\x98", Mark::cross},                                           // ✘
      {"\xE2\x9C\x96", Mark::cross},                                           // ✖
      {"\xE2\x9D\x8C", Mark::cross},                                           // ❌
      {"\xE2\x98\x90", Mark::empty},                                           // ☐
      {"\xE2\x96\xA2", Mark::empty},                                           // ▢
      {"\xE2\x96\xA1", Mark::empty},                                           // □
      {"\xE2\x97\xBB", Mark::empty},                                           // ◻
      {"\xE2\x97\x8B", Mark::hollow_shape},                                    // ○
      {"\xE2\x96\xA0", Mark::full_shape},                                      // ■
      {"\xE2\x97\xBC", Mark::full_shape},                                      // ◼
      {"\xE2\x97\x8F", Mark::full_shape},                                      // ●
      {"\xE2\x97\x89", Mark::full_shape},                                      // ◉
  }};
  for (const auto& [bytes, mark] : drawn)
    if (text.starts_with(bytes)) {
      std::size_t length = bytes.size();
      if (text.substr(length).starts_with("\xEF\xB8\x8F")) length += 3;  // drawn in colour
      return {mark, length};
    }
  return {};
}

// "[x]", "[ ]", "(X)", "( )", "[✓]".
Found typed_at(std::string_view text) {
  if (text.empty() || (text[0] != '[' && text[0] != '(')) return {};
  const std::size_t close = text.find(text[0] == '[' ? ']' : ')');
  if (close == std::string_view::npos || close > 12) return {};
  std::string_view inside = text.substr(1, close - 1);
  const auto is_blank = [](char c) { return c == ' ' || c == '_' || c == '.'; };
  while (!inside.empty() && is_blank(inside.front())) inside.remove_prefix(1);
  while (!inside.empty() && is_blank(inside.back())) inside.remove_suffix(1);
  while (inside.starts_with("\xC2\xA0")) inside.remove_prefix(2);
  if (inside.empty()) return {Mark::empty, close + 1};
  if (inside == "x" || inside == "X" || inside == "*" || (text[0] == '[' && (inside == "y" || inside == "Y")))
    return {Mark::ticked, close + 1};
  const Found drawn = drawn_at(inside);
  if (drawn.length != inside.size()) return {};
  return {drawn.mark == Mark::boxed_cross ? Mark::ticked : drawn.mark, close + 1};
}

// What parts two options where no box does: a new line, a tab, a bar, a semicolon, " / ", two blanks.
std::size_t edge_at(std::string_view text) {
  if (text.starts_with(" / ")) return 3;
  if (text.starts_with("  ")) return 2;
  return text[0] == '\n' || text[0] == '\r' || text[0] == '\t' || text[0] == '|' || text[0] == ';' ? 1 : 0;
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  std::size_t begin = 0;
  const auto end_text = [&](std::size_t end) {
    const std::string_view part = trimmed(text.substr(begin, end - begin));
    if (!part.empty() && part != "/") tokens.push_back({Token::Kind::text, Mark::none, part});
  };
  for (std::size_t at = 0; at < text.size();) {
    Found found = drawn_at(text.substr(at));
    if (found.length == 0) found = typed_at(text.substr(at));
    const std::size_t edge = found.length == 0 ? edge_at(text.substr(at)) : 0;
    if (found.length == 0 && edge == 0) {
      ++at;
      continue;
    }
    end_text(at);
    const std::size_t length = found.length + edge;
    if (edge == 0)
      tokens.push_back({Token::Kind::mark, found.mark, text.substr(at, length)});
    else if (!tokens.empty() && tokens.back().kind != Token::Kind::edge)
      tokens.push_back({Token::Kind::edge, Mark::none, text.substr(at, length)});
    at += length;
    begin = at;
  }
  end_text(text.size());
  return tokens;
}

// Whether the boxes stand before their options: the first is before all words, or a line or a colon ends before it.
bool boxes_lead(const std::vector<Token>& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (tokens[i].kind == Token::Kind::mark) {
      if (i == 0 || tokens[i - 1].text.ends_with(':')) return true;
      const bool begins = tokens[i - 1].kind == Token::Kind::edge;
      return begins && i + 1 < tokens.size() && tokens[i + 1].kind == Token::Kind::text &&
             tokens.back().kind != Token::Kind::mark;
    }
  return true;
}

}  // namespace

Options options_in(std::string_view text) {
  Options options;
  if (text.size() > 600 || text.find_first_of("[(\xE2\xF0") == std::string_view::npos) return options;
  const std::vector<Token> tokens = tokens_of(text);
  const auto count = [&](Mark mark) {
    return static_cast<std::size_t>(
        std::count_if(tokens.begin(), tokens.end(), [&](const Token& token) { return token.mark == mark; }));
  };
  // Full and hollow shapes are boxes only beside each other: alone they are the bullets of a list.
  const std::size_t full = count(Mark::full_shape), hollow = count(Mark::hollow_shape);
  if (full > 0 && hollow + count(Mark::empty) == 0) return options;
  if (hollow > 0 && full + count(Mark::ticked) + count(Mark::boxed_cross) == 0) return options;
  const bool lead = boxes_lead(tokens);
  struct Option {
    Mark mark = Mark::none;
    std::string_view label;
  };
  std::vector<Option> all;
  Mark before = Mark::none;
  for (const Token& token : tokens) {
    if (token.kind == Token::Kind::mark) {
      if (lead)
        before = token.mark;
      else if (!all.empty() && all.back().mark == Mark::none)
        all.back().mark = token.mark;
    } else if (token.kind == Token::Kind::text) {
      if (lead && before == Mark::none && token.text.ends_with(':')) continue;  // "Status: ☐ …"
      all.push_back({before, token.text});
      before = Mark::none;
    }
  }
  std::size_t marked = 0, words_of_a_rating = 0;
  for (const Option& option : all) {
    marked += option.mark != Mark::none;
    words_of_a_rating += option.mark == Mark::none && (status_from_rating_words(option.label) ||
                                                       !colour_of_word(matching_key(option.label)).empty());
  }
  if (marked == 0) return options;
  const bool empty_alone = marked == 1 && all.size() == 1 && all.front().mark == Mark::empty;
  if (marked == 1 && words_of_a_rating == 0 && !empty_alone) return options;
  options.found = true;
  const bool has_ticks = count(Mark::ticked) > 0;
  for (const Option& option : all) {
    if (option.mark == Mark::none && marked > 1) continue;  // a remark beside them
    options.labels.push_back(option.label);
    // A crossed box is ticked, unless ticks beside it show that a cross is a no; a bare cross among boxes may be
    // either.
    if (option.mark == Mark::ticked || option.mark == Mark::full_shape ||
        (option.mark == Mark::boxed_cross && !has_ticks))
      options.ticked.push_back(option.label);
    options.unsure =
        options.unsure || (option.mark == Mark::cross && !has_ticks) || (option.mark == Mark::boxed_cross && has_ticks);
  }
  // "☐ Complete" beside "In progress" without a box: neither is said.
  options.unsure = options.unsure || (options.ticked.empty() && marked == 1 && words_of_a_rating > 0);
  return options;
}

}  // namespace candour::intake::action_plan
