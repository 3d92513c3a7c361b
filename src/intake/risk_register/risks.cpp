#include "intake/risk_register/risks.h"

#include <array>
#include <utility>

#include "base/text.h"

namespace candour::intake::risk_register {
namespace {

constexpr std::array<RiskLevel, 3> levels{RiskLevel::inherent, RiskLevel::current, RiskLevel::target};

}  // namespace

void Risks::append(std::string& field, std::string_view text) {
  if (text.empty()) return;
  if (!field.empty()) field += '\n';
  field += placed(text);
}

void Risks::begin(const Place& place) {
  close();
  open_ = true;
  draft_ = {};
  draft_.risk.place = place;
}

void Risks::take_title(std::string_view text) {
  append(draft_.short_title, text);
}

void Risks::take_section(std::string_view text) {
  draft_.risk.other["Section"] = placed(text);
}

bool Risks::is_called(std::string_view text) const {
  return text == draft_.description || text == draft_.short_title;
}

void Risks::take(const Meaning& meaning, const std::string& header, std::string_view text) {
  switch (meaning.field) {
    case Field::reference:
      append(draft_.risk.ref, text);
      break;
    case Field::risk:
      append(draft_.description, text);
      break;
    case Field::title:
      append(draft_.short_title, text);
      break;
    case Field::cause:
      append(draft_.cause, text);
      draft_.cause_header = header;
      break;
    case Field::event:
      append(draft_.event, text);
      draft_.event_header = header;
      break;
    case Field::effect:
      append(draft_.effect, text);
      draft_.effect_header = header;
      break;
    case Field::likelihood:
    case Field::impact:
    case Field::score: {
      Measures& measures = draft_.measures[meaning.level.value_or(RiskLevel::current)];
      std::string_view& field = meaning.field == Field::likelihood ? measures.likelihood
                                : meaning.field == Field::impact   ? measures.impact
                                                                   : measures.score;
      if (!field.empty()) {
        append(draft_.risk.other[header], text);
        break;
      }
      field = text;
      if (meaning.field == Field::score) impact_first_ = impact_first_ || names_impact_first(header);
      if (meaning.field == Field::likelihood) measures.likelihood_header = header;
      if (meaning.field == Field::impact) measures.impact_header = header;
      break;
    }
    case Field::owner:
      append(draft_.risk.owner, text);
      break;
    case Field::controls:
      append(draft_.risk.controls, text);
      break;
    case Field::review_date:
      append(draft_.risk.review_date, text);
      break;
    case Field::appetite:
      append(draft_.risk.appetite, text);
      break;
    case Field::actions:
      append(draft_.risk.other[header.empty() ? "Actions" : header], text);
      break;
    case Field::band:
    case Field::level:
    case Field::other:
    case Field::none:
      append(draft_.risk.other[header.empty() ? "(no header)" : header], text);
      break;
  }
}

// A cell that says more than its number is kept as it stands.
void Risks::keep_words(std::string_view text, const std::string& header, Risk& risk) {
  if (text.empty()) return;
  if (text.find_first_not_of("0123456789 ") == std::string_view::npos) {
    account_.place(text);
    return;
  }
  append(risk.other[header.empty() ? "Likelihood or impact" : header], text);
}

void Risks::close() {
  if (!open_) return;
  open_ = false;
  Risk& risk = draft_.risk;
  std::vector<std::string> parts;
  const bool told = !draft_.description.empty() || !draft_.short_title.empty();
  if (!draft_.short_title.empty()) parts.push_back(draft_.short_title);
  if (!draft_.description.empty()) parts.push_back(draft_.description);
  const auto add = [&](const std::string& text, const std::string& header) {
    if (text.empty()) return;
    if (told)
      risk.other[header] += (risk.other[header].empty() ? "" : "\n") + text;
    else
      parts.push_back(text);
  };
  add(draft_.cause, draft_.cause_header);
  add(draft_.event, draft_.event_header);
  add(draft_.effect, draft_.effect_header);
  risk.title = join(parts, "\n");
  bool any = false;
  const std::size_t first = reading_.risks.size();
  for (RiskLevel level : levels) {
    const auto found = draft_.measures.find(level);
    if (found == draft_.measures.end() || !found->second.any()) continue;
    any = true;
    const Measures& measures = found->second;
    Risk one = risk;
    one.level = level;
    const auto likelihood = score_in(measures.likelihood), impact = score_in(measures.impact);
    auto score = score_in(measures.score);
    if (likelihood) one.likelihood = likelihood->number ? likelihood->number : likelihood->likelihood;
    if (impact) one.impact = impact->number ? impact->number : impact->impact;
    std::optional<std::uint32_t> stored;
    if (score) {
      stored = score->number;
      if (impact_first_) std::swap(score->likelihood, score->impact);
      if (!one.likelihood) one.likelihood = score->likelihood;
      if (!one.impact) one.impact = score->impact;
    }
    keep_words(measures.likelihood, measures.likelihood_header, one);
    keep_words(measures.impact, measures.impact_header, one);
    one.score_as_written = placed(measures.score);
    if (one.likelihood && one.impact && *one.likelihood <= 1000 && *one.impact <= 1000)
      one.score = *one.likelihood * *one.impact;
    else
      one.score = stored;
    stored_.push_back(stored);
    reading_.risks.push_back(std::move(one));
  }
  if (!any) {
    stored_.push_back(std::nullopt);
    reading_.risks.push_back(risk);
  }
  rows_.push_back({first, reading_.risks.size(), any});
}

}  // namespace candour::intake::risk_register
