#include "intake/risk_register/bands.h"

#include <string>

#include "base/text.h"

namespace candour::intake::risk_register {

bool read_band(std::string_view range, std::string_view meaning, const Place& place, Account& account,
               Reading& reading) {
  const auto placed = [&](std::string_view text) { return account.place(text); };
  if (range.empty() || range.size() > 90) return false;
  std::size_t at = 0, dashes = 0;
  const auto digits = [&] {
    std::size_t begin = at;
    while (at < range.size() && range[at] >= '0' && range[at] <= '9') ++at;
    return at - begin;
  };
  std::size_t begin = 0;
  std::string_view before;
  if (meaning.empty()) {  // "Low (1-3)", "Low: 1 to 3"
    const std::size_t first = range.find_first_of("0123456789");
    if (first == std::string_view::npos) return false;
    before = trimmed(range.substr(0, first));
    begin = at = first;
  }
  if (digits() == 0 || at - begin > 2) return false;
  while (at < range.size() && range[at] == ' ') ++at;
  for (std::string_view dash : {"-", "\xE2\x80\x93", "\xE2\x80\x94", "to "})
    if (range.substr(at).starts_with(dash)) {
      at += dash.size();
      ++dashes;
      break;
    }
  if (dashes == 0) return false;
  while (at < range.size() && range[at] == ' ') ++at;
  const std::size_t second = at;
  if (digits() == 0 || at - second > 2) return false;
  const std::string_view written = range.substr(begin, at - begin);
  std::string_view words_of_band = meaning;
  if (meaning.empty()) {
    words_of_band = trimmed(range.substr(at));
    while (!words_of_band.empty() && (words_of_band.front() == ')' || words_of_band.front() == ':' ||
                                      words_of_band.front() == '=' || words_of_band.front() == '-'))
      words_of_band = trimmed(words_of_band.substr(1));
    for (std::string_view dash : {"\xE2\x80\x93", "\xE2\x80\x94"})
      if (words_of_band.starts_with(dash)) words_of_band = trimmed(words_of_band.substr(dash.size()));
    if (words_of_band.empty()) {
      words_of_band = before;
      while (!words_of_band.empty() &&
             (words_of_band.back() == '(' || words_of_band.back() == ':' || words_of_band.back() == '='))
        words_of_band = trimmed(words_of_band.substr(0, words_of_band.size() - 1));
    }
  } else if (at != range.size()) {
    return false;
  }
  const std::vector<std::string> all = words(words_of_band);
  if (all.empty() || all.size() > 8) return false;
  if (!is_word_of_a_scale(all.front()) && !(all.size() > 1 && is_word_of_a_scale(all[0] + " " + all[1]))) return false;
  if (reading.scale.size() >= 50) return false;
  for (const ScaleEntry& entry : reading.scale)
    if (entry.as_written == written) return true;
  ScaleEntry entry;
  entry.as_written = placed(written);
  entry.meaning = placed(words_of_band);
  entry.place = place;
  reading.scale.push_back(std::move(entry));
  return true;
}

void read_bands(const std::vector<FlowLine>& flow, const Table& table, Account& account, Reading& reading) {
  for (std::size_t r = table.begin; r < table.end; ++r) {
    const FlowLine& row = flow[r];
    std::vector<std::string_view> texts;
    for (const FlowCell& cell : row.cells)
      if (!cell.text.empty()) texts.push_back(cell.text);
    if (texts.size() == 1) read_band(texts[0], {}, row.place, account, reading);
    if (texts.size() >= 2 && texts.size() <= 4) {
      for (std::size_t i = 0; i + 1 < texts.size(); ++i)
        if (read_band(texts[i], texts[i + 1], row.place, account, reading)) break;
      if (texts.size() >= 2) read_band(texts[1], texts[0], row.place, account, reading);
    }
  }
}

}  // namespace candour::intake::risk_register
