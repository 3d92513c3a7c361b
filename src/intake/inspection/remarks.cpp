#include "intake/inspection/remarks.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "intake/inspection/bodies.h"
#include "intake/inspection/citations.h"
#include "intake/inspection/contradictions.h"
#include "intake/inspection/passages.h"
#include "intake/parts/anomaly.h"
#include "intake/parts/ascii.h"
#include "intake/parts/sentences.h"

namespace candour::intake::inspection {
namespace {

std::string plural(std::string_view one, std::size_t count) {
  return std::string(one) + (count == 1 ? "" : "s");
}

// "HVFT" and "HVF": initials of four letters or more, and others that leave one of them out.
std::vector<std::pair<std::string, std::string>> near_initials(const Reading& reading) {
  std::map<std::string, std::size_t> counts;
  const auto count = [&](std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at;
      while (end < text.size() && is_letter(text[end])) ++end;
      const std::string_view word = text.substr(at, end - at);
      if (word.size() >= 4 && word.size() <= 10 && std::all_of(word.begin(), word.end(), is_upper) &&
          counts.size() < 300)
        ++counts[std::string(word)];
      at = end + 1;
    }
  };
  for (const Paragraph& paragraph : reading.paragraphs) count(paragraph.text);
  for (const Recommendation& one : reading.recommendations) count(one.text);
  std::vector<std::pair<std::string, std::string>> found;
  for (const auto& [word, often] : counts)
    for (std::size_t i = 1; i < word.size() && word.size() >= 5; ++i) {
      const std::string shorter = word.substr(0, i) + word.substr(i + 1);
      const auto other = counts.find(shorter);
      if (other == counts.end() || found.size() >= 10) continue;
      // Which is the slip: the one that is written seldom.
      if (other->second * 3 <= often)
        found.emplace_back(word, shorter);
      else if (often * 3 <= other->second)
        found.emplace_back(shorter, word);
      break;
    }
  return found;
}

// "While leaders know of it." and nothing that answers.
bool breaks_off(std::string_view sentence) {
  bool begins = false;
  for (std::string_view word : {"While ", "Whilst ", "Whereas "}) begins = begins || sentence.starts_with(word);
  return begins && sentence.ends_with('.') && sentence.size() > 30 &&
         sentence.find_first_of(",;:") == std::string_view::npos &&
         sentence.find("\xE2\x80\x93") == std::string_view::npos && sentence.find(" - ") == std::string_view::npos;
}

// "Work with Harrow Vale Council to …": bodies asked at the beginning of the text.
std::vector<std::string> bodies_asked(std::string_view text, const Bodies& bodies) {
  std::string low = matching_key(text.substr(0, 60));
  for (std::string_view opening : {"Work with ", "To work with ", "Work jointly with ", "Work together with ",
                                   "Working with ", "In partnership with ", "Together with ", "Jointly with "}) {
    if (!text.starts_with(opening)) continue;
    const std::string_view rest = text.substr(opening.size());
    std::size_t end = rest.find(" to ");
    end = std::min(end, rest.find(", "));
    if (end == std::string_view::npos || end > 160) return {};
    std::vector<std::string> found;
    for (std::string_view name : bodies.listed(rest.substr(0, end))) found.push_back(collapsed(name));
    return found;
  }
  return {};
}

bool is_same_body(std::string_view left, std::string_view right) {
  const std::string a = " " + matching_key(left) + " ", b = " " + matching_key(right) + " ";
  return a.find(b) != std::string::npos || b.find(a) != std::string::npos;
}

// A finding that asks for something: what it says is missing or must be better.
bool tells_a_shortfall(std::string_view text) {
  const std::string key = " " + replaced(matching_key(text), "did not attend", "") + " ";
  static constexpr std::string_view plain[] = {" further development ",
                                               " area for development ",
                                               " areas for development ",
                                               " more to do ",
                                               " could be strengthened ",
                                               " further strengthen ",
                                               " be strengthened further ",
                                               " known gap ",
                                               " missed opportunity ",
                                               " missed opportunities ",
                                               " underdeveloped ",
                                               " scope to better ",
                                               " not routinely ",
                                               " not consistently ",
                                               " not currently ",
                                               " no evidence ",
                                               " not smart ",
                                               " long waiting times ",
                                               " waits are too long ",
                                               " too long ",
                                               " inconsistently ",
                                               " have not received ",
                                               " lack of clear "};
  for (std::string_view sign : plain)
    if (key.find(sign) != std::string::npos) return true;
  static constexpr std::string_view faint[] = {
      " is not ", " are not ", " does not ", " do not ",   " inconsistent ", " gap ",    " gaps ",     " lack of ",
      " lacks ",  " limited ", " however ",  " although ", " delay ",        " delays ", " variable ", " cannot be "};
  std::size_t found = 0;
  for (std::string_view sign : faint) found += key.find(sign) != std::string::npos;
  return found >= 2;
}

}  // namespace

std::vector<Anomaly> find_inspection_anomalies(const Reading& reading, const Oddities& oddities) {
  std::vector<Anomaly> found;
  const std::vector<Recommendation>& all = reading.recommendations;
  const document::Place first = all.empty() ? document::Place{} : all.front().place;
  std::string text_of_bodies;
  for (const Recommendation& one : all)
    for (const std::string& body : one.addressed_to) text_of_bodies += body + "\n";
  const Bodies bodies(text_of_bodies);

  for (const BrokenCitation& broken : oddities.broken)
    found.push_back(of_document(broken.place, "citation.nowhere", Severity::check,
                                (broken.paragraph.empty() ? "A passage" : "Paragraph " + broken.paragraph) +
                                    " cites recommendation " + broken.ref + ", and there is none with that number.",
                                "Ask the author which recommendation is meant."));
  if (!oddities.citation_lines.empty())
    found.push_back(of_document(oddities.citation_lines.front(), "citation.own-line", Severity::note,
                                std::to_string(oddities.citation_lines.size()) + " " +
                                    plural("citation", oddities.citation_lines.size()) +
                                    " on a line alone; read as of the paragraph above."));

  std::map<std::string, std::vector<std::size_t>> by_ref;
  for (std::size_t k = 0; k < all.size(); ++k) by_ref[all[k].ref].push_back(k);
  for (const auto& [ref, same] : by_ref)
    for (std::size_t k = 1; k < same.size(); ++k)
      found.push_back(of_document(all[same[k]].place, "recommendation.number-twice", Severity::check,
                                  "Two recommendations have the number " + ref + ".",
                                  "Say which one a citation means."));

  std::set<std::string> numbers;
  for (const Paragraph& paragraph : reading.paragraphs)
    if (paragraph.kind == ParagraphKind::paragraph) numbers.insert(paragraph.ref);
  std::vector<std::string> clash, uncited;
  const Recommendation* first_uncited = nullptr;
  bool any_cited = false;
  for (const Recommendation& one : all) {
    if (numbers.count(one.ref) && oddities.written_refs.count(one.ref)) clash.push_back(one.ref);
    any_cited = any_cited || !one.cited_by.empty();
    if (one.cited_by.empty()) {
      uncited.push_back(one.ref);
      if (!first_uncited) first_uncited = &one;
    }
  }
  if (!clash.empty())
    found.push_back(of_document(first, "number.clash", Severity::note,
                                std::to_string(clash.size()) + " " + plural("number", clash.size()) +
                                    (clash.size() == 1 ? " stands" : " stand") +
                                    " for both a paragraph and a recommendation: " + in_a_sentence(clash, 24) +
                                    ". Say “recommendation” or “paragraph” before each."));
  if (any_cited && !uncited.empty())
    found.push_back(of_document(first_uncited->place, "recommendation.uncited", Severity::note,
                                "No paragraph cites " + plural("recommendation", uncited.size()) + " " +
                                    in_a_sentence(uncited, 24) + "; the evidence for " +
                                    (uncited.size() == 1 ? "it" : "them") + " must be looked for."));

  // Repeats, side by side; bounded, since a report has tens of recommendations and a hostile file may have more.
  for (std::size_t k = 1; k < all.size() && k < 400; ++k)
    for (std::size_t j = 0; j < k; ++j) {
      if (all[k].text.size() < 40 || all[k].text.size() > 4000 || all[j].text.size() * 2 < all[k].text.size() ||
          all[k].text.size() * 2 < all[j].text.size())
        continue;
      const bool same = matching_key(all[k].text) == matching_key(all[j].text);
      if (!same && similarity(all[k].text, all[j].text) < 0.72) continue;
      found.push_back(of_document(all[k].place, "recommendation.repeated", Severity::check,
                                  "Recommendation " + all[k].ref + (same ? " says what " : " says almost what ") +
                                      all[j].ref + " says: “" + shortened(collapsed(all[j].text), 90) + "”" +
                                      (same ? "." : " and “" + shortened(collapsed(all[k].text), 90) + "”."),
                                  "Answer them together, or say how the answers differ."));
      break;
    }

  for (const Recommendation& one : all)
    for (const std::string& body : bodies_asked(one.text, bodies)) {
      if (std::any_of(one.addressed_to.begin(), one.addressed_to.end(),
                      [&](const std::string& other) { return is_same_body(other, body); }))
        continue;
      found.push_back(
          of_document(one.place, "recommendation.body-in-text", Severity::check,
                      "Recommendation " + one.ref + " needs " + body + ", which is not among those it is addressed to.",
                      "Tell " + body + " of it."));
    }

  std::vector<std::string> loose, several;
  const Paragraph *first_loose = nullptr, *first_several = nullptr;
  std::set<std::string> drawn;
  for (const Attention& attention : reading.attention)
    drawn.insert(attention.paragraphs.begin(), attention.paragraphs.end());
  std::vector<std::string> both;
  const Paragraph* first_both = nullptr;
  for (const Paragraph& paragraph : reading.paragraphs) {
    for (const Citation& citation : find_citations(paragraph.text))
      if (citation.singular && citation.refs.size() > 1) {
        if (!first_several) first_several = &paragraph;
        several.push_back(
            "“" + shortened(collapsed(paragraph.text.substr(citation.begin, citation.end - citation.begin)), 60) + "”");
      }
    if (paragraph.kind != ParagraphKind::paragraph || paragraph.ref.empty()) continue;
    if (paragraph.cites.empty() && !drawn.count(paragraph.ref) && tells_a_shortfall(paragraph.text)) {
      loose.push_back(paragraph.ref);
      if (!first_loose) first_loose = &paragraph;
    }
    if (!paragraph.cites.empty() && drawn.count(paragraph.ref)) {
      both.push_back(paragraph.ref);
      if (!first_both) first_both = &paragraph;
    }
  }
  if (any_cited && !loose.empty())
    found.push_back(of_document(
        first_loose->place, "paragraph.uncited", Severity::note,
        plural("Paragraph", loose.size()) + " " + in_a_sentence(loose, 24) + (loose.size() == 1 ? " tells" : " tell") +
            " of something to improve, with no recommendation and nobody's attention drawn to it."));
  if (!both.empty())
    found.push_back(of_document(first_both->place, "attention.and-recommendation", Severity::note,
                                plural("Paragraph", both.size()) + " " + in_a_sentence(both, 24) +
                                    (both.size() == 1 ? " has" : " have") +
                                    " both a recommendation and an attention passage: two bodies owe an answer."));
  if (first_several)
    found.push_back(of_document(
        first_several->place, "citation.singular", Severity::note,
        "One recommendation is announced and several are named: " + in_a_sentence(several, 24) + ". All are taken."));

  for (const Paragraph& paragraph : reading.paragraphs)
    for (const AttentionPassage& promise : find_promised_attention(paragraph.text))
      found.push_back(of_document(paragraph.place, "attention.promised", Severity::check,
                                  "This is to be drawn to the attention of " + collapsed(promise.body) +
                                      "; the report does not say that it was, and it is not counted.",
                                  "Ask whether it was, and what they answer."));

  for (std::size_t k = 0; k < reading.attention.size() && k < 500; ++k)
    for (std::size_t j = 0; j < k; ++j) {
      const Attention &later = reading.attention[k], &earlier = reading.attention[j];
      if (!is_same_body(later.body, earlier.body) || later.role == earlier.role || later.role.empty() ||
          earlier.role.empty())
        continue;
      std::vector<std::string> both_of;
      for (const std::string& ref : later.paragraphs)
        if (std::find(earlier.paragraphs.begin(), earlier.paragraphs.end(), ref) != earlier.paragraphs.end())
          both_of.push_back(ref);
      if (both_of.empty()) continue;
      found.push_back(of_document(later.place, "attention.twice", Severity::check,
                                  plural("Paragraph", both_of.size()) + " " + in_a_sentence(both_of, 24) +
                                      (both_of.size() == 1 ? " is" : " are") + " drawn to the attention of " +
                                      later.body + " twice: as “" + earlier.role + "” and as “" + later.role + "”.",
                                  "Ask for one answer that covers both."));
    }
  for (const auto& [usual, seldom] : near_initials(reading))
    found.push_back(of_document(
        reading.paragraphs.empty() ? document::Place() : reading.paragraphs.front().place, "name.near-initials",
        Severity::note, "“" + seldom + "” may be a slip for “" + usual + "”, which is written far more often."));
  std::vector<std::string> broken;
  const Paragraph* first_broken = nullptr;
  for (const Paragraph& paragraph : reading.paragraphs)
    for (std::string_view sentence : sentences_of(paragraph.text))
      if (breaks_off(sentence)) {
        if (!first_broken) first_broken = &paragraph;
        broken.push_back(paragraph.ref);
        break;
      }
  if (first_broken)
    found.push_back(of_document(first_broken->place, "sentence.incomplete", Severity::note,
                                "A sentence seems to break off in " +
                                    std::string(broken.size() == 1 ? "" : "each of ") + "paragraph" +
                                    (broken.size() == 1 ? " " : "s ") + in_a_sentence(broken, 24) +
                                    ": it begins with “While” and has no second half."));

  const auto quoted = [](std::string_view text) { return "“" + shortened(collapsed(text), 120) + "”"; };
  for (const Paragraph& paragraph : reading.paragraphs) {
    if (const auto grade = same_grade_needed_and_too_little(paragraph.text))
      found.push_back(of_document(paragraph.place, "paragraph.contradicts", Severity::check,
                                  "Paragraph " + paragraph.ref + " asks for " + grade->about +
                                      " and calls the same too little: " + quoted(grade->one) + " and " +
                                      quoted(grade->two) + ". One of them may be a slip.",
                                  "Ask the inspector which is meant."));
    if (const auto way = denied_and_affirmed(paragraph.text))
      found.push_back(of_document(paragraph.place, "paragraph.contradicts", Severity::check,
                                  "Paragraph " + paragraph.ref + " both denies and affirms " + quoted(way->about) +
                                      ": " + quoted(way->one) + " and " + quoted(way->two) + ".",
                                  "Ask which of the two the answer should go by."));
  }
  std::string vague;
  const Attention* first_vague = nullptr;
  for (const Attention& attention : reading.attention) {
    const std::string role = " " + matching_key(attention.role) + " ";
    if (!(role.ends_with(" the service ") || role.ends_with(" the services ") || role.ends_with(" these services ") ||
          role.ends_with(" this service ")))
      continue;
    if (!first_vague) first_vague = &attention;
    vague += (vague.empty() ? "" : ", ") + join(attention.paragraphs, ", ");
  }
  if (first_vague)
    found.push_back(
        of_document(first_vague->place, "attention.role-vague", Severity::note,
                    "Attention is drawn to the commissioner of “the service”, which is not named (" + vague + ").",
                    "Say which service each of them is about."));

  std::vector<std::string> names;
  for (const Attention& attention : reading.attention)
    if (names.size() < 50 && std::find(names.begin(), names.end(), attention.body) == names.end())
      names.push_back(attention.body);
  for (std::size_t k = 0; k < names.size(); ++k) {
    std::vector<std::string> same{"“" + names[k] + "”"};
    for (std::size_t j = 0; j < names.size(); ++j)
      if (j != k && names[j].size() < names[k].size() &&
          // "Harrow Vale Council" is more than its public health team.
          (matching_key(names[k]) + " ").starts_with(matching_key(names[j]) + " "))
        same.push_back("“" + names[j] + "”");
    if (same.size() > 1) {
      found.push_back(of_document(reading.attention.front().place, "attention.two-names", Severity::note,
                                  "One body seems to be named in several ways: " + in_a_sentence(same, 24) + "."));
      break;
    }
  }

  if (reading.clock && reading.clock->from == "receipt")
    found.push_back(
        of_document(reading.clock->place, "clock.no-start", Severity::note,
                    "The time for the answer runs from receipt of the report, and the report cannot tell that day.",
                    "Write down the day it was received."));
  return found;
}

}  // namespace candour::intake::inspection
