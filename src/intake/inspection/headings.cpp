#include "intake/inspection/headings.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "intake/parts/ascii.h"

namespace candour::intake::inspection {
namespace {

template <std::size_t Size>
bool is_in(std::string_view key, const std::array<std::string_view, Size>& table) {
  return std::find(table.begin(), table.end(), key) != table.end();
}
template <std::size_t Size>
bool begins(std::string_view key, const std::array<std::string_view, Size>& table) {
  return std::any_of(table.begin(), table.end(), [&](std::string_view word) {
    return key.starts_with(word) && (key.size() == word.size() || key[word.size()] == ' ');
  });
}
template <std::size_t Size>
bool holds(std::string_view key, const std::array<std::string_view, Size>& table) {
  const std::string padded = " " + std::string(key) + " ";
  return std::any_of(table.begin(), table.end(), [&](std::string_view word) {
    return padded.find(" " + std::string(word) + " ") != std::string::npos;
  });
}

constexpr std::array<std::string_view, 13> recommendation_headings{"recommendations",
                                                                   "recommendation",
                                                                   "key recommendations",
                                                                   "summary of recommendations",
                                                                   "list of recommendations",
                                                                   "our recommendations",
                                                                   "the recommendations",
                                                                   "recommendations for improvement",
                                                                   "learning and recommendations",
                                                                   "conclusions and recommendations",
                                                                   "recommendations and next steps",
                                                                   "full list of recommendations",
                                                                   "recommendations and actions"};
constexpr std::array<std::string_view, 4> recommendation_openings{"recommendations for", "recommendation for",
                                                                  "recommendations to", "recommendation to"};
constexpr std::array<std::string_view, 10> area_openings{
    "areas for improvement",       "area for improvement",     "areas for development", "areas for further development",
    "areas for priority action",   "area for priority action", "what needs to improve", "areas to improve",
    "areas requiring improvement", "what must improve"};
constexpr std::array<std::string_view, 7> question_openings{"questions for",
                                                            "questions to",
                                                            "considerations for",
                                                            "issues for the board",
                                                            "questions for consideration",
                                                            "issues for consideration",
                                                            "challenge questions"};
// Of another report, or of what became of them.
constexpr std::array<std::string_view, 13> of_others{"previous",   "earlier",   "last",    "progress", "implementation",
                                                     "response",   "responses", "status",  "past",     "against",
                                                     "previously", "accepted",  "tracking"};
constexpr std::array<std::string_view, 52> closing{"next steps",
                                                   "conclusion",
                                                   "conclusions",
                                                   "concluding",
                                                   "appendix",
                                                   "appendices",
                                                   "annex",
                                                   "glossary",
                                                   "references",
                                                   "bibliography",
                                                   "acknowledgements",
                                                   "strengths",
                                                   "main findings",
                                                   "headline findings",
                                                   "what happens next",
                                                   "response",
                                                   "your response",
                                                   "statement of",
                                                   "statement from",
                                                   "background",
                                                   "context",
                                                   "introduction",
                                                   "methodology",
                                                   "how we",
                                                   "about",
                                                   "contact",
                                                   "areas of strength",
                                                   "key strengths",
                                                   "inspection findings",
                                                   "implementation",
                                                   "monitoring",
                                                   "publication",
                                                   "copies",
                                                   "yours sincerely",
                                                   "yours faithfully",
                                                   "information about",
                                                   "further information",
                                                   "scope",
                                                   "terms of reference",
                                                   "abbreviations",
                                                   "action should be taken",
                                                   "what is working well",
                                                   "what works well",
                                                   "endnotes",
                                                   "distribution",
                                                   "final comments",
                                                   "closing remarks",
                                                   "postscript",
                                                   "version control",
                                                   "what happens after",
                                                   "local area partnership details",
                                                   "inspection details"};

}  // namespace

std::optional<Opens> opens(const Line& line) {
  if (line.row) return std::nullopt;
  const std::string_view text = bare(line.text);
  if (text.empty() || text.size() > 160) return std::nullopt;
  const Beginning beginning = beginning_of(text);
  const std::string key = matching_key(beginning.rest);
  if (key.find("matters of concern are") != std::string::npos || key == "matters of concern") return Opens::concerns;
  if (beginning.item || !(beginning.word.empty() || beginning.word == "chapter")) return std::nullopt;
  if (!is_heading(line) && !text.ends_with(':')) return std::nullopt;
  if (line.heading == 0 && ends_in_page_number(text)) return std::nullopt;
  if (begins(key, area_openings)) return Opens::areas;
  // "Action the trust must take to improve"
  if ((key.starts_with("action the ") || key.starts_with("actions the ")) &&
      (key.find(" must take") != std::string::npos || key.find(" should take") != std::string::npos))
    return Opens::areas;
  if (begins(key, question_openings)) return Opens::questions;
  if (holds(key, of_others)) return std::nullopt;
  if (is_in(key, recommendation_headings) || begins(key, recommendation_openings)) return Opens::recommendations;
  if (key.ends_with(" recommendations") && std::count(key.begin(), key.end(), ' ') <= 6 &&
      key.find(" the ") == std::string::npos &&
      (key.find(" and ") == std::string::npos || key.ends_with("concerns and recommendations") ||
       key.ends_with("findings and recommendations") || key.ends_with("learning and recommendations") ||
       key.ends_with("lessons and recommendations") || key.ends_with("conclusions and recommendations")))
    return Opens::recommendations;
  return std::nullopt;
}

bool heads_recommendations(std::string_view header) {
  const std::string key = matching_key(header.substr(0, 80));
  static constexpr std::array<std::string_view, 12> words{
      "recommendation",        "recommendations",        "the recommendation", "area for improvement",
      "recommendation text",   "key recommendation",     "requirement",        "requirements",
      "statutory requirement", "statutory requirements", "requirement notice", "what must be done"};
  return is_in(key, words) || begins(key, area_openings) || key == "key recommendations";
}
bool heads_addressees(std::string_view header) {
  const std::string key = matching_key(header.substr(0, 80));
  static constexpr std::array<std::string_view, 15> words{"addressed to",
                                                          "responsible body",
                                                          "responsible bodies",
                                                          "responsible",
                                                          "agency",
                                                          "agencies",
                                                          "organisation",
                                                          "organisations",
                                                          "for",
                                                          "who",
                                                          "lead agency",
                                                          "responsible agency",
                                                          "responsible organisation",
                                                          "addressee",
                                                          "to"};
  return is_in(key, words);
}
bool heads_dates(std::string_view header) {
  const std::string key = matching_key(header.substr(0, 40));
  static constexpr std::array<std::string_view, 14> words{
      "due date",  "due",   "by when",    "target date",         "deadline",           "date",
      "timescale", "when",  "timescales", "date for completion", "to be completed by", "completion date",
      "timeframe", "due by"};
  return is_in(key, words);
}
bool heads_refs(std::string_view header) {
  const std::string key = matching_key(header.substr(0, 40));
  static constexpr std::array<std::string_view, 11> words{
      "no",         "ref", "number", "reference", "rec no", "rec", "nr", "recommendation no", "recommendation number",
      "rec number", "r no"};
  return is_in(key, words) || trimmed(header) == "#";
}

std::optional<CaseTitle> case_title(const Line& line) {
  if (line.row) return std::nullopt;
  std::string_view text = bare(line.text);
  const Beginning beginning = beginning_of(text);
  text = beginning.rest;
  if (beginning.numbering != Numbering::none) return std::nullopt;
  const std::string low = folded(text.substr(0, 60));
  // "Example: A girl of 14 …", "Illustration 2 – …": these words are a title only before a mark and a story.
  for (std::string_view title : {"illustrative example", "illustration", "example", "scenario"})
    if (low.starts_with(title)) {
      std::string_view rest = trimmed(text.substr(title.size()));
      std::size_t skip = 0;
      while (skip < rest.size() && skip < 3 && (is_digit(rest[skip]) || is_upper(rest[skip]))) ++skip;
      rest = trimmed(rest.substr(skip));
      for (std::string_view sign : {":", "\xE2\x80\x93", "\xE2\x80\x94", "- "})
        if (rest.starts_with(sign)) {
          const std::string_view story = trimmed(rest.substr(sign.size()));
          if (story.empty() && !is_heading(line)) return std::nullopt;
          return CaseTitle{story.size() > 90 || ends_a_sentence(story)};
        }
      if (rest.empty() && skip > 0 && is_heading(line)) return CaseTitle{false};
    }
  static constexpr std::array<std::string_view, 24> titles{"good practice case example",
                                                           "good practice case study",
                                                           "good practice example",
                                                           "best practice example",
                                                           "effective practice example",
                                                           "positive practice example",
                                                           "example of good practice",
                                                           "example of effective practice",
                                                           "example of best practice",
                                                           "examples of good practice",
                                                           "practice example",
                                                           "practice study",
                                                           "case example",
                                                           "case study",
                                                           "case studies",
                                                           "case vignette",
                                                           "case illustration",
                                                           "practice illustration",
                                                           "practice vignette",
                                                           "vignette",
                                                           "good practice",
                                                           "innovative practice",
                                                           "best practice",
                                                           "practice case study"};
  for (std::string_view title : titles) {
    if (!low.starts_with(title)) continue;
    std::size_t at = title.size();
    if (at < text.size() && text[at] == 's') ++at;
    std::string_view behind = text.substr(at);
    // "1", " A", before the colon.
    std::string_view rest = trimmed(behind);
    const bool alone = title == "good practice" || title == "best practice" || title == "innovative practice";
    if (rest.empty()) return alone && line.heading > 0 ? std::nullopt : std::optional<CaseTitle>(CaseTitle{false});
    std::size_t skip = 0;
    while (skip < rest.size() && skip < 3 &&
           ((rest[skip] >= '0' && rest[skip] <= '9') || (rest[skip] >= 'A' && rest[skip] <= 'Z')))
      ++skip;
    if (skip == rest.size()) return CaseTitle{false};
    const std::string_view mark = trimmed(rest.substr(skip));
    for (std::string_view sign : {":", "–", "—", "- "})
      if (mark.starts_with(sign)) {
        const std::string_view story = trimmed(mark.substr(sign.size()));
        return CaseTitle{story.size() > 90 || ends_a_sentence(story)};
      }
    // A title without a mark, in a line of its own.
    if (!alone && is_heading(line) && text.size() <= 80 && !(behind.front() >= 'a' && behind.front() <= 'z'))
      return CaseTitle{false};
  }
  return std::nullopt;
}

bool closes_recommendations(std::string_view heading) {
  return begins(matching_key(beginning_of(heading).rest), closing);
}

bool is_next_steps(std::string_view heading) {
  const std::string key = matching_key(beginning_of(heading).rest);
  static constexpr std::array<std::string_view, 8> words{"next steps",     "what happens next",       "your response",
                                                         "response",       "responding to",           "action required",
                                                         "implementation", "publication and response"};
  return begins(key, words);
}

bool names_a_report(std::string_view title) {
  const std::string key = matching_key(title.substr(0, 240));
  static constexpr std::array<std::string_view, 26> words{"inspection",
                                                          "inspections",
                                                          "quality report",
                                                          "assessment report",
                                                          "review",
                                                          "reviews",
                                                          "overview report",
                                                          "report to prevent future deaths",
                                                          "prevention of future deaths",
                                                          "prevent future deaths",
                                                          "peer challenge",
                                                          "audit",
                                                          "investigation",
                                                          "inquiry",
                                                          "enquiry",
                                                          "ilacs",
                                                          "jtai",
                                                          "lcspr",
                                                          "scr",
                                                          "focused visit",
                                                          "monitoring visit",
                                                          "feedback report",
                                                          "inspection report",
                                                          "findings",
                                                          "evaluation",
                                                          "peer review"};
  return holds(key, words);
}

bool names_another_kind(std::string_view title) {
  const std::string key = matching_key(title.substr(0, 240));
  static constexpr std::array<std::string_view, 24> words{"action plan",
                                                          "improvement plan",
                                                          "delivery plan",
                                                          "action plans",
                                                          "minutes",
                                                          "agenda",
                                                          "policy",
                                                          "procedure",
                                                          "procedures",
                                                          "protocol",
                                                          "strategy",
                                                          "risk register",
                                                          "newsletter",
                                                          "briefing",
                                                          "press release",
                                                          "response to the inspection",
                                                          "response to the review",
                                                          "response to the recommendations",
                                                          "response to inspection",
                                                          "response to recommendations",
                                                          "terms of reference",
                                                          "job description",
                                                          "toolkit",
                                                          "guidance"};
  return holds(key, words);
}

}  // namespace candour::intake::inspection
