#pragma once
// The pages of the import wizard, as pure functions of the draft: upload, columns, key, review, changes (for a newer
// version), check; and the page of a plan's imports. Each step can be left and gone back to.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/import.h"
#include "view/view.h"
#include "web/pages.h"

namespace candour::web {

// A field that was refused, in a sentence; what was typed stands in the page again.
struct Refused {
  std::string field;
  std::string sentence;
  bool empty() const { return sentence.empty(); }
};

std::string import_page(const Around& around, const view::Picture& picture,
                        const std::vector<UnfinishedImport>& unfinished, const Refused& refused);
std::string import_columns_page(const Around& around, const view::Picture& picture, const app::ImportDraft& draft,
                                const std::vector<plan::PlanId>& likely, const Refused& refused);
std::string import_key_page(const Around& around, const view::Picture& picture, const app::ImportDraft& draft,
                            const Refused& refused);

// Which anomalies the review lists: those of a severity, of one code, or about one row.
struct ReviewChoice {
  std::string severity;  // "ask" (the default), "check", "note", "all"
  std::string code;
  std::size_t page = 1;
};
std::string import_review_page(const Around& around, const view::Picture& picture, const app::ImportDraft& draft,
                               const ReviewChoice& choice, const Refused& refused);
// Every row as read, 25 to a page, each to be kept or skipped.
std::string import_rows_page(const Around& around, const view::Picture& picture, const app::ImportDraft& draft,
                             std::size_t page, const Refused& refused);
// Recommendations of the document beside those of an inspection that is here, each to be tied, not tied, or tied to
// another.
std::string import_ties_page(const Around& around, const view::Picture& picture, const app::ImportDraft& draft,
                             const Refused& refused);
std::string import_changes_page(const Around& around, const view::Picture& picture, const app::ImportDraft& draft,
                                std::size_t page, const Refused& refused);
// `homes`: the partnerships to choose from for what is new; none where there is but one.
std::string import_check_page(const Around& around, const view::Picture& picture, const app::ImportDraft& draft,
                              const std::vector<people::PartnershipId>& homes, const Refused& refused);

// Somebody changed the draft meanwhile: nothing was saved, what was typed is shown beside what stands.
std::string import_conflict_page(const Around& around, const view::Picture& picture, const app::ImportDraft& draft,
                                 std::string_view back, const std::vector<std::pair<std::string, std::string>>& typed);

std::string plan_imports_page(const Around& around, const view::Picture& picture, const plan::Plan& plan,
                              const Refused& refused);

}  // namespace candour::web
