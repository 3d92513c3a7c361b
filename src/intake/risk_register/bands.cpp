#include "intake/risk_register/bands.h"

#include <string>
#include <vector>

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

void read_bands_in(std::string_view line, const Place& place, Account& account, Reading& reading) {
  // "Bands: 1-4 Low, 5-9 Medium; 10-16 High": several on one line, behind a word that says so.
  if (const std::size_t colon = line.find(':');
      colon != std::string_view::npos && colon < 40 &&
      line.substr(0, colon).find_first_of("0123456789") == std::string_view::npos &&
      line.find_first_of(",;|", colon) != std::string_view::npos)
    line = trimmed(line.substr(colon + 1));
  std::size_t begin = 0, ranges = 0;
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= line.size(); ++at)
    if (at == line.size() || line[at] == ',' || line[at] == ';' || line[at] == '|' ||
        (line[at] == '.' && at + 1 < line.size() && line[at + 1] == ' ')) {
      const std::string_view part = trimmed(line.substr(begin, at - begin));
      if (!part.empty()) parts.push_back(part);
      ranges += part.find_first_of("0123456789") != std::string_view::npos;
      begin = at + 1;
    }
  if (parts.size() < 2 || ranges != parts.size() || parts.size() > 12) return;
  for (std::string_view part : parts) {
    if (part.ends_with('.')) part.remove_suffix(1);
    read_band(part, {}, place, account, reading);
  }
}

void read_bands(const std::vector<FlowLine>& flow, const Table& table, Account& account, Reading& reading) {
  for (std::size_t r = table.begin; r < table.end; ++r) {
    const FlowLine& row = flow[r];
    std::vector<std::string_view> texts;
    for (const FlowCell& cell : row.cells)
      if (!cell.text.empty()) texts.push_back(cell.text);
    if (texts.size() == 1 && !read_band(texts[0], {}, row.place, account, reading))
      read_bands_in(texts[0], row.place, account, reading);
    if (texts.size() >= 2 && texts.size() <= 4) {
      for (std::size_t i = 0; i + 1 < texts.size(); ++i)
        if (read_band(texts[i], texts[i + 1], row.place, account, reading)) break;
      if (texts.size() >= 2) read_band(texts[1], texts[0], row.place, account, reading);
    }
  }
}

}  // namespace candour::intake::risk_register
