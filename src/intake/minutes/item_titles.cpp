#include "intake/minutes/item_titles.h"

#include <string>

#include "base/text.h"
#include "intake/minutes/passages.h"

namespace candour::intake::minutes {

bool is_formal(std::string_view title) {
  const std::string key = matching_key(without_label(title));
  for (std::string_view word : {"apologies",
                                "welcome",
                                "introductions",
                                "introduction",
                                "declarations",
                                "declaration",
                                "minutes",
                                "matters arising",
                                "any other",
                                "aob",
                                "urgent",
                                "items of urgent",
                                "items of business",
                                "date of next",
                                "date and time of next",
                                "next meeting",
                                "dates of",
                                "exclusion of",
                                "attendance",
                                "quorum",
                                "disclosure",
                                "disclosures",
                                "notification of",
                                "opening",
                                "close",
                                "closing",
                                "chair s announcements",
                                "chairman s announcements",
                                "membership",
                                "substitute",
                                "to receive apologies",
                                "present",
                                "action log",
                                "actions from",
                                "review of actions",
                                "confirmation of minutes",
                                "previous minutes",
                                "approval of",
                                "agenda",
                                "register of",
                                "conflicts of",
                                "interests",
                                "confidential",
                                "to approve",
                                "public participation",
                                "minutes of",
                                "to confirm",
                                "forward plan",
                                "meeting closed",
                                "actions arising",
                                "part 1",
                                "part 2",
                                "election of",
                                "appointment of",
                                "review of meeting",
                                "reflections on",
                                "supporting documents",
                                "additional documents",
                                "decision",
                                "decisions",
                                "resolved",
                                "details of",
                                "venue",
                                "date",
                                "contact"})
    if (begins_with(key, word) || key == std::string(word) + "s") return true;
  return key.empty();
}

bool is_label_line(std::string_view text) {
  const std::string key = matching_key(text);
  for (std::string_view word :
       {"minutes", "supporting documents", "agenda item", "additional documents", "discussion", "discussion points",
        "key points", "draft minutes", "media", "background papers", "notes", "discussion and decisions",
        "presentation", "item", "questions", "comments", "summary"})
    if (key == word) return true;
  return false;
}

}  // namespace candour::intake::minutes
