#include "intake/risk_register/remarks.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "intake/parts/anomaly.h"
#include "intake/risk_register/register_columns.h"
#include "plan/dates.h"

namespace candour::intake::risk_register {
namespace {

void add(Reading& reading, std::string code, Severity severity, const Place& place, std::string message,
         std::string suggestion, std::string field) {
  reading.anomalies.push_back(
      of_document(place, std::move(code), severity, std::move(message), std::move(suggestion), std::move(field)));
}

std::string name_of(const Risk& risk) {
  if (!risk.ref.empty()) return "Risk " + shortened(collapsed(risk.ref), 30);
  return "“" + shortened(collapsed(risk.title), 60) + "”";
}

// A register that is headed with one date and tells of things done after it.
void remark_on_date(const std::vector<RiskRow>& rows, const StatedDate& stated, Reading& reading) {
  for (const RiskRow& row : rows) {
    const Risk& risk = reading.risks[row.first];
    std::vector<std::string_view> texts{risk.title, risk.controls};
    for (const auto& [header, text] : risk.other) texts.push_back(text);
    for (std::string_view text : texts) {
      for (const plan::WrittenDate& date : plan::find_dates(text.substr(0, 4000))) {
        if (!date.days || date.days->from <= stated.last ||
            (date.kind != plan::DateReadingKind::day && date.kind != plan::DateReadingKind::month_year))
          continue;
        const std::size_t begin = date.begin > 80 ? date.begin - 80 : 0;
        std::string_view around = text.substr(begin, date.begin - begin + date.as_written.size() + 60);
        const std::string key = " " + matching_key(around) + " ";
        bool past = false, future = false;
        for (std::string_view word : {" reviewed ", " increased ", " reduced ", " completed ", " approved ", " agreed ",
                                      " held ", " received ", " was ", " were ", " has been ", " have been ", " took "})
          past = past || key.find(word) != std::string::npos;
        for (std::string_view word :
             {" will ", " by ", " due ", " planned ", " next ", " to be ", " until ", " target ", " expected "})
          future = future || key.find(word) != std::string::npos;
        if (!past || future) continue;
        add(reading, "risk.after-its-date", Severity::note, risk.place,
            "The register is dated " + stated.as_written + ", but " + name_of(risk) + " tells of " + date.as_written +
                ".",
            "Check which date the register is of.", "");
        return;
      }
    }
  }
}

// "10-16": from and to; nothing where it is none.
std::optional<std::pair<std::uint32_t, std::uint32_t>> range_of(std::string_view written) {
  std::vector<std::uint32_t> ends;
  for (const std::string& word : words(written)) {
    if (word.size() > 3 || word.find_first_not_of("0123456789") != std::string::npos) continue;
    ends.push_back(static_cast<std::uint32_t>(std::stoul(word)));
  }
  if (ends.size() != 2 || ends[0] > ends[1]) return std::nullopt;
  return std::pair{ends[0], ends[1]};
}

// A word for the score that is not the word of its band in the register's own key.
void remark_on_bands(const std::vector<RiskRow>& rows, const std::vector<std::optional<std::uint32_t>>& stored,
                     Reading& reading) {
  const auto entry_called = [&](std::string_view word) -> const ScaleEntry* {
    const std::string key = matching_key(word.substr(0, 60));
    for (const ScaleEntry& entry : reading.scale)
      if (!key.empty() && matching_key(entry.meaning) == key) return &entry;
    return nullptr;
  };
  const auto holds = [](const ScaleEntry& entry, std::uint32_t score) {
    const auto range = range_of(entry.as_written);
    return range && score >= range->first && score <= range->second;
  };
  const auto compare = [&](const Risk& risk, std::uint32_t score, std::string_view word) {
    const ScaleEntry* said = entry_called(word);
    if (!said || !range_of(said->as_written)) return;
    const auto meant = std::find_if(reading.scale.begin(), reading.scale.end(),
                                    [&](const ScaleEntry& entry) { return holds(entry, score); });
    // One word may name several bands.
    if (meant == reading.scale.end() || matching_key(meant->meaning) == matching_key(said->meaning)) return;
    add(reading, "risk.band-differs", Severity::ask, risk.place,
        name_of(risk) + " (" + std::string(to_text(risk.level)) + ") is called " + collapsed(word) + ", but " +
            std::to_string(score) + " is " + meant->meaning + " in this register's key.",
        "Ask which is right: the score or the word.", "score");
  };
  if (reading.scale.size() < 2) return;
  for (const RiskRow& row : rows) {
    for (std::size_t i = row.first; i < row.end; ++i) {
      const Risk risk = reading.risks[i];
      const std::optional<std::uint32_t> score = stored[i] ? stored[i] : risk.score;
      if (!score) continue;
      std::string word;
      for (const std::string& each : words(risk.score_as_written))
        if (each.find_first_of("0123456789") == std::string::npos && each != "x")
          word += (word.empty() ? "" : " ") + each;
      if (!word.empty()) compare(risk, *score, word);
      for (const auto& [header, text] : risk.other) {
        const Meaning meaning = meaning_of(header);
        const std::string key = " " + matching_key(header.substr(0, 80)) + " ";
        if (meaning.field != Field::band && meaning.field != Field::score && meaning.field != Field::level &&
            key.find(" band ") == std::string::npos && key.find(" grade ") == std::string::npos)
          continue;
        const RiskLevel level =
            meaning.level ? *meaning.level
                          : level_of(header).value_or(row.end - row.first == 1 ? risk.level : RiskLevel::current);
        if (level == risk.level) compare(risk, *score, text);
      }
    }
  }
}

}  // namespace

void remark_on_register(const std::vector<RiskRow>& rows, const std::vector<std::optional<std::uint32_t>>& stored,
                        const std::optional<StatedDate>& stated_date, Reading& reading) {
  const std::vector<Risk>& risks = reading.risks;
  std::uint32_t top = 0, scored = 0, above_five = 0;
  std::set<RiskLevel> used;
  bool owners = false, controls = false;
  for (const Risk& risk : risks) {
    for (const auto& value : {risk.likelihood, risk.impact})
      if (value) top = std::max(top, *value), ++scored, above_five += *value > 5;
    if (risk.score || !risk.score_as_written.empty() || risk.likelihood) used.insert(risk.level);
    owners = owners || !risk.owner.empty();
    controls = controls || !risk.controls.empty();
  }
  // Likelihood times impact, or the register's own way (added, weighted), of which one remark is enough.
  std::size_t both = 0, differ = 0, sums = 0;
  for (std::size_t i = 0; i < risks.size(); ++i) {
    if (!risks[i].likelihood || !risks[i].impact || !stored[i]) continue;
    ++both;
    differ += *stored[i] != *risks[i].likelihood * *risks[i].impact;
    sums += *stored[i] == *risks[i].likelihood + *risks[i].impact;
  }
  const bool another_way = differ >= 3 && differ * 2 > both;
  const bool added_up = another_way && sums * 2 > both;
  if (another_way)
    add(reading, "risk.scored-another-way", Severity::note, risks.front().place,
        added_up ? "Scores here are likelihood plus impact, not likelihood times impact."
                 : std::to_string(differ) + " of " + std::to_string(both) +
                       " scores here are not likelihood times impact: the register scores in its own way.",
        "", "score");
  for (std::size_t i = 0; i < risks.size(); ++i) {
    const Risk& risk = risks[i];
    if (risk.likelihood && risk.impact && stored[i] && (added_up || !another_way)) {
      const std::uint32_t made = added_up ? *risk.likelihood + *risk.impact : *risk.likelihood * *risk.impact;
      if (*stored[i] != made)
        add(reading, "risk.score-differs", Severity::ask, risk.place,
            name_of(risk) + " (" + std::string(to_text(risk.level)) + ") is scored " + std::to_string(*stored[i]) +
                ", but " + std::to_string(*risk.likelihood) + (added_up ? " + " : " × ") +
                std::to_string(*risk.impact) + " is " + std::to_string(made) + ".",
            "Ask which is right: the score, the likelihood or the impact.", "score");
    }
    // Of a register scored 1 to 5 nearly throughout, a 7 is a slip.
    if (scored >= 6 && above_five > 0 && above_five * 10 <= scored)
      for (const auto& value : {risk.likelihood, risk.impact})
        if (value && *value > 5)
          add(reading, "risk.outside-scale", Severity::check, risk.place,
              name_of(risk) + " has a " + std::to_string(*value) + " where the register scores 1 to 5.", "",
              "likelihood");
    for (const auto& value : {risk.likelihood, risk.impact})
      if (value && *value == 0)
        add(reading, "risk.outside-scale", Severity::check, risk.place,
            name_of(risk) + " has a likelihood or impact of 0.", "", "likelihood");
  }
  std::map<std::string, const Risk*> titles;
  for (const RiskRow& row : rows) {
    const Risk& risk = risks[row.first];
    std::map<RiskLevel, std::uint32_t> scores;
    std::set<RiskLevel> stated;
    for (std::size_t i = row.first; i < row.end; ++i) {
      if (row.scored) stated.insert(risks[i].level);
      if (risks[i].score) scores[risks[i].level] = *risks[i].score;
    }
    for (RiskLevel level : used)
      if (!stated.count(level))
        add(reading, "risk.level-missing", Severity::check, risk.place,
            name_of(risk) + " has no " + std::string(to_text(level)) + " score.", "", "score");
    if (used.empty() && !row.scored)
      add(reading, "risk.level-missing", Severity::check, risk.place, name_of(risk) + " has no score.", "", "score");
    if (scores.count(RiskLevel::inherent) && scores.count(RiskLevel::current) &&
        scores[RiskLevel::current] > scores[RiskLevel::inherent])
      add(reading, "risk.current-above-inherent", Severity::check, risk.place,
          name_of(risk) + " is scored higher with its controls (" + std::to_string(scores[RiskLevel::current]) +
              ") than without (" + std::to_string(scores[RiskLevel::inherent]) + ").",
          "", "score");
    const RiskLevel below = scores.count(RiskLevel::current) ? RiskLevel::current : RiskLevel::inherent;
    if (scores.count(below) && scores.count(RiskLevel::target) && scores[RiskLevel::target] > scores[below])
      add(reading, "risk.target-above-current", Severity::check, risk.place,
          name_of(risk) + " has a target (" + std::to_string(scores[RiskLevel::target]) + ") above its score today (" +
              std::to_string(scores[below]) + ").",
          "", "score");
    if (owners && risk.owner.empty())
      add(reading, "risk.no-owner", Severity::check, risk.place, name_of(risk) + " has no owner.", "", "owner");
    if (controls && risk.controls.empty())
      add(reading, "risk.no-controls", Severity::check, risk.place, name_of(risk) + " has no controls.", "",
          "controls");
    if (reading.as_at && !risk.review_date.empty()) {
      const std::vector<plan::WrittenDate> dates =
          plan::find_dates(risk.review_date, {plan::Stands::in_date_column, reading.as_at});
      std::optional<Date> latest;
      for (const plan::WrittenDate& date : dates)
        if (date.days && (!latest || date.days->to > *latest)) latest = date.days->to;
      if (latest && *latest < *reading.as_at)
        add(reading, "risk.review-past", Severity::check, risk.place,
            name_of(risk) + " was to be reviewed by " + latest->words() + ", before the date of this register.", "",
            "review_date");
    }
    const std::string key = matching_key(risk.title);
    // A short title alone is no proof: the owner says that it is the same.
    const std::string owner = matching_key(risk.owner);
    if (key.size() > 12 || (key.size() >= 4 && !owner.empty())) {
      const auto [found, fresh] = titles.emplace(key.size() > 12 ? key : key + "\n" + owner, &risk);
      if (!fresh)
        add(reading, "risk.twice", Severity::check, risk.place,
            name_of(risk) + " says the same as " + name_of(*found->second) + " in " +
                document::in_words(found->second->place) + ".",
            "", "title");
    }
  }
  remark_on_bands(rows, stored, reading);
  if (stated_date) remark_on_date(rows, *stated_date, reading);
}

}  // namespace candour::intake::risk_register
