#include "intake/inspection/recommendations.h"

#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "intake/inspection/citations.h"

namespace candour::intake::inspection {
namespace {

class Citing {
 public:
  explicit Citing(Reading& reading) : reading_(reading) {}

  std::vector<BrokenCitation> run() {
    for (Paragraph& paragraph : reading_.paragraphs)
      for (const Citation& citation : find_citations(paragraph.text))
        for (const std::string& ref : citation.refs) {
          Recommendation* cited = recommendation_of(ref);
          if (!cited) {
            if (!citation.by_letter) broken_.push_back({paragraph.ref, ref, paragraph.place});
            continue;
          }
          join_both(paragraph, *cited);
        }
    // "(paragraphs 3.1 and 3.4)" at the end of a recommendation says the same the other way round.
    std::unordered_map<std::string, std::size_t> paragraphs;
    for (std::size_t k = 0; k < reading_.paragraphs.size(); ++k)
      if (reading_.paragraphs[k].kind == ParagraphKind::paragraph) paragraphs.emplace(reading_.paragraphs[k].ref, k);
    for (Recommendation& one : reading_.recommendations)
      for (const Citation& mention : find_paragraph_mentions(one.text))
        for (const std::string& ref : mention.refs)
          if (const auto found = paragraphs.find(ref); found != paragraphs.end())
            join_both(reading_.paragraphs[found->second], one);
    return std::move(broken_);
  }

 private:
  Recommendation* recommendation_of(const std::string& ref) {
    if (by_ref_.empty())
      for (std::size_t k = 0; k < reading_.recommendations.size(); ++k)
        by_ref_.emplace(reading_.recommendations[k].ref, k);
    for (const std::string& form : {ref, "R" + ref})
      if (const auto found = by_ref_.find(form); found != by_ref_.end())
        return &reading_.recommendations[found->second];
    // "2(b)" of a recommendation that is not read in parts.
    if (!ref.empty() && ref.back() >= 'a' && ref.back() <= 'z')
      if (const auto found = by_ref_.find(ref.substr(0, ref.size() - 1)); found != by_ref_.end())
        return &reading_.recommendations[found->second];
    return nullptr;
  }
  // That this paragraph cites this recommendation, once on either side.
  void join_both(Paragraph& paragraph, Recommendation& cited) {
    const std::string pair = std::to_string(&paragraph - reading_.paragraphs.data()) + ' ' + cited.ref;
    if (joined_.insert(pair).second) paragraph.cites.push_back(cited.ref);
    const std::string back = std::to_string(&cited - reading_.recommendations.data()) + '\n' + paragraph.ref;
    if (!paragraph.ref.empty() && joined_.insert(back).second) cited.cited_by.push_back(paragraph.ref);
  }

  Reading& reading_;
  std::unordered_map<std::string, std::size_t> by_ref_;
  std::unordered_set<std::string> joined_;  // citations told already
  std::vector<BrokenCitation> broken_;
};

}  // namespace

void merge_repeated(Reading& reading, std::vector<Written>& all_written) {
  std::unordered_map<std::string, std::size_t> first;
  std::vector<Recommendation> kept;
  std::vector<Written> written;
  for (std::size_t k = 0; k < reading.recommendations.size(); ++k) {
    Recommendation& one = reading.recommendations[k];
    if (const auto known = first.find(one.ref);
        all_written[k].given && known != first.end() && similarity(kept[known->second].text, one.text) > 0.8) {
      if (written[known->second].group.empty()) written[known->second].group = std::move(all_written[k].group);
      continue;
    }
    if (one.text.empty()) continue;
    if (all_written[k].given) first.emplace(one.ref, kept.size());
    kept.push_back(std::move(one));
    written.push_back(std::move(all_written[k]));
  }
  reading.recommendations = std::move(kept);
  all_written = std::move(written);
}
void number_the_rest(Reading& reading, const std::vector<Written>& all_written) {
  std::set<std::string> taken;
  for (std::size_t k = 0; k < all_written.size(); ++k)
    if (all_written[k].given) taken.insert(reading.recommendations[k].ref);
  std::size_t order = 0;
  std::unordered_map<std::string, char> letters;
  for (std::size_t k = 0; k < all_written.size(); ++k) {
    if (all_written[k].given) continue;
    std::string ref;
    // Questions below finding 2 are 2a, 2b, as the plans that answer them say.
    if (all_written[k].kind == Opens::questions && !all_written[k].finding_number.empty()) {
      char& letter = letters.try_emplace(all_written[k].finding_number, 'a').first->second;
      if (letter <= 'z') ref = all_written[k].finding_number + letter++;
    }
    while (ref.empty() || taken.count(ref)) ref = (taken.empty() ? "" : "A") + std::to_string(++order);
    reading.recommendations[k].ref = ref;
  }
}

void address(Reading& reading, const std::vector<Written>& all_written, const Bodies& bodies) {
  for (std::size_t k = 0; k < reading.recommendations.size(); ++k) {
    Recommendation& one = reading.recommendations[k];
    const Addressed addressed = bodies.addressed_by(one.text);
    std::vector<std::string>& to = one.addressed_to;
    for (std::string_view name : addressed.bodies) {
      std::string written = collapsed(name);
      // "The Board" below "For Harrow Vale Safeguarding Board" is that board.
      const std::string key = matching_key(written);
      if (key.find(' ') == std::string::npos)
        for (const std::string& body : all_written[k].group)
          if (matching_key(body).ends_with(" " + key)) written = body;
      to.push_back(std::move(written));
    }
    if (const std::vector<std::string_view> named = bodies.in_brackets(one.text); !named.empty()) {
      to.clear();
      for (std::string_view name : named) to.push_back(collapsed(name));
    }
    if (to.empty()) to = all_written[k].group;
    std::unordered_set<std::string> named;
    std::erase_if(to, [&](const std::string& name) { return !named.insert(name).second; });
  }
}

std::vector<BrokenCitation> cite(Reading& reading) {
  return Citing(reading).run();
}

}  // namespace candour::intake::inspection
