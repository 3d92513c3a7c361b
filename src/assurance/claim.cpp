#include "assurance/claim.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "assurance/words.h"
#include "base/text.h"
#include "plan/dates.h"

namespace candour::assurance {
namespace {

using plan::DateReadingKind;
using plan::WrittenDate;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::optional<Date> latest(const std::vector<WrittenDate>& dates) {
  std::optional<Date> last;
  for (const WrittenDate& date : dates)
    if (date.days && (!last || date.days->to > *last)) last = date.days->to;
  return last;
}

// The text between the marks that end a sentence, around `at`.
std::string_view sentence_around(std::string_view text, std::size_t at, std::size_t end) {
  std::size_t begin = at;
  while (begin > 0 && text[begin - 1] != '\n' && !(text[begin - 1] == ' ' && begin >= 2 && text[begin - 2] == '.'))
    --begin;
  while (end < text.size() && text[end] != '\n' &&
         !(text[end] == '.' && (end + 1 == text.size() || text[end + 1] == ' ')))
    ++end;
  return text.substr(begin, end - begin);
}

// Nothing beside the dates but marks, joining words and the names of attached files.
bool only_dates(std::string_view text, const std::vector<WrittenDate>& dates) {
  static constexpr std::array<std::string_view, 21> joining{
      "and",    "or", "revised", "original", "originally", "now", "moved",    "to",         "extended", "from", "date",
      "target", "by", "new",     "then",     "changed",    "due", "deadline", "completion", "end",      "of"};
  std::size_t at = 0, next = 0;
  while (at < text.size()) {
    if (next < dates.size() && at == dates[next].begin) {
      at += dates[next++].as_written.size();
      continue;
    }
    if (is_letter(text[at])) {
      std::size_t end = at;
      while (end < text.size() && is_letter(text[end])) ++end;
      const std::string word = folded(text.substr(at, end - at));
      if (std::find(joining.begin(), joining.end(), word) == joining.end()) return is_file_names(text.substr(at));
      at = end;
      continue;
    }
    if (text[at] >= '0' && text[at] <= '9') return is_file_names(text.substr(at));
    ++at;
  }
  return true;
}

// Whether the sentence speaks of what is still to come by this date.
bool is_promised(std::string_view text, const WrittenDate& date) {
  const std::string_view sentence = sentence_around(text, date.begin, date.begin + date.as_written.size());
  const std::size_t offset = static_cast<std::size_t>(sentence.data() - text.data());
  const std::string before = " " + matching_key(sentence.substr(0, date.begin - std::min(date.begin, offset))) + " ";
  const std::string after =
      " " + matching_key(sentence.substr(std::min(sentence.size(), date.begin - offset + date.as_written.size()))) +
      " ";
  const auto ends_with = [&](std::string_view words) {
    return before.size() >= words.size() && before.compare(before.size() - words.size(), words.size(), words) == 0;
  };
  const auto has = [&](std::string_view words) { return before.find(words) != std::string::npos; };
  if (ends_with(" from ") || ends_with(" since ") || after.compare(0, 9, " onwards ") == 0)
    return false;                                         // when it begins
  if (after.compare(0, 8, " target ") == 0) return true;  // "March '15 target date"
  if (ends_with(" target ") || ends_with(" target date ") || ends_with(" deadline ") || ends_with(" due ") ||
      ends_with(" for completion "))
    return true;
  const bool past =
      has(" was ") || has(" were ") || has(" had been ") || has(" been ") || has(" completed ") || has(" held ");
  if (ends_with(" by ") || ends_with(" by the ") || ends_with(" before "))
    return !past || has(" to be ") || has(" will ");
  // "To be progressed at the forum of December 2015": the promise comes before its date.
  return has(" to be ") || has(" will be ") || before.find(" will ") == 0;
}

}  // namespace

Setting setting_of(const std::vector<Claim>& claims, std::optional<Date> as_at, Column evidence) {
  const auto filled = [&](std::string Claim::*field) {
    return std::any_of(claims.begin(), claims.end(),
                       [&](const Claim& claim) { return !trimmed(claim.*field).empty(); });
  };
  const auto most = [&](std::string Claim::*field) {
    std::size_t actions = 0, with = 0;
    for (const Claim& claim : claims) {
      if (is_blank_answer(claim.action) || is_no_action(claim.action)) continue;
      ++actions;
      with += !is_blank_answer(claim.*field);
    }
    return actions >= 4 && with * 4 >= actions * 3;
  };
  Setting setting;
  setting.as_at = as_at;
  setting.action = filled(&Claim::action) ? Column::present : Column::absent;
  setting.evidence = filled(&Claim::evidence) ? evidence : Column::absent;
  setting.target = filled(&Claim::target) ? Column::present : Column::absent;
  setting.lead = filled(&Claim::lead) ? Column::present : Column::absent;
  setting.rating = filled(&Claim::rating) ? Column::present : Column::absent;
  setting.most_have_target = most(&Claim::target);
  setting.most_have_outcome = most(&Claim::outcome);
  std::size_t met = 0, met_without_action = 0;
  for (const Claim& claim : claims) {
    if (claim.status != plan::Status::complete && claim.status != plan::Status::embedded) continue;
    ++met;
    met_without_action += is_blank_answer(claim.action) || is_no_action(claim.action);
  }
  setting.standards = met >= 3 && met_without_action * 2 >= met;
  bool ticks = false, empty_boxes = false, ticked_boxes = false;
  for (const Claim& claim : claims)
    for (const std::string* text : {&claim.response, &claim.constraints, &claim.evidence, &claim.outcome, &claim.rating,
                                    &claim.lead, &claim.target}) {
      const Sign sign = sign_of(*text);
      const bool box = trimmed(*text).starts_with("☑") || trimmed(*text).starts_with("🗹");
      ticked_boxes = ticked_boxes || (sign == Sign::ticked && box);
      ticks = ticks || sign == Sign::ticked;
      empty_boxes = empty_boxes || sign == Sign::empty_box;
    }
  // A ticked box leaves the crossed one no other sense; a bare tick does where no empty box says that boxes are
  // crossed.
  setting.crossed_box_is_no = ticked_boxes || (ticks && !empty_boxes);
  for (const Claim& claim : claims) {
    for (const std::string& word : words(claim.agency)) setting.common_words.insert(word);
    for (const std::string* text : {&claim.response, &claim.action, &claim.constraints, &claim.evidence, &claim.lead,
                                    &claim.outcome, &claim.target})
      for (std::size_t i = 0; i < text->size(); ++i) {
        if (!is_letter((*text)[i])) continue;
        std::size_t end = i;
        while (end < text->size() && is_letter((*text)[end])) ++end;
        const std::string_view word = std::string_view(*text).substr(i, end - i);
        // Most words have been seen: they are looked up as they stand before anything is made of them.
        if ((*text)[i] >= 'a' && end - i > 2 && (i == 0 || static_cast<unsigned char>((*text)[i - 1]) < 0x80) &&
            !setting.common_words.contains(word))
          setting.common_words.insert(folded(word));
        i = end;
      }
  }
  return setting;
}

Claim claim_of(const plan::Action& action, std::string agency) {
  Claim claim;
  claim.where = "action " + (action.reference.empty() ? std::to_string(action.number) : action.reference);
  claim.finding = action.finding;
  claim.question = action.recommendations.empty() ? std::string() : action.recommendations.front();
  claim.agency = std::move(agency);
  claim.response = action.response;
  claim.action = action.wording;
  claim.rating = action.rating.as_written;
  claim.status = action.rating.status;
  claim.constraints = action.constraints;
  claim.evidence = action.claim_text.empty() ? action.evidence : action.claim_text;
  for (const plan::Evidence& item : action.evidence_items) claim.evidence += "\n" + item.description;
  if (!action.updates.empty()) claim.evidence += "\n" + action.updates.back().narrative;
  claim.evidence = std::string(trimmed(claim.evidence));
  // A target that is the evidence cell is told there.
  if (trimmed(action.target) != trimmed(action.evidence)) claim.target = action.target;
  if (action.due) claim.target = action.due->words();
  claim.lead = action.lead;
  claim.outcome = action.outcome;
  claim.confirmed = action.confirmed;
  if (action.rating.status != plan::Status::not_stated) claim.rated = action.rating.as_at;
  for (const plan::Rating& rating : action.earlier_ratings) claim.earlier.push_back({rating.as_at, rating.status});
  return claim;
}

std::vector<Claim> claims_of(const plan::Plan& plan, const plan::Partnership& partnership) {
  std::vector<Claim> claims;
  claims.reserve(plan.actions.size());
  for (const plan::Action& action : plan.actions) {
    const plan::Agency* agency = plan::find_agency(partnership, action.agency);
    claims.push_back(claim_of(action, agency ? agency->name : std::string()));
  }
  return claims;
}

Setting setting_of(const plan::Plan& plan, const std::vector<Claim>& claims, Date as_at) {
  Setting setting = setting_of(claims, as_at);
  setting.cycle_months = plan.cycle_months;
  return setting;
}

std::optional<Date> due(const Claim& claim, const Setting& setting) {
  plan::DateSetting how;
  how.about = setting.as_at;
  how.stands = plan::Stands::in_date_column;
  if (!trimmed(claim.target).empty()) return latest(plan::find_dates(claim.target, how));
  if (setting.evidence != Column::with_target_dates || claim.evidence.empty()) return std::nullopt;
  how.stands = plan::Stands::in_prose;
  const auto dates = plan::find_dates(claim.evidence, how);
  if (dates.empty()) return std::nullopt;
  if (only_dates(claim.evidence, dates)) return latest(dates);
  std::vector<WrittenDate> promised;
  for (const WrittenDate& date : dates)
    if (is_promised(claim.evidence, date)) promised.push_back(date);
  return latest(promised);
}

}  // namespace candour::assurance
