#pragma once
// Papers: how they are prepared, and what the public sees of them. Pages are pure functions of a model; those of the
// public know nobody who asks.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/papers.h"
#include "http/form.h"
#include "report/paper.h"
#include "web/pages.h"
#include "web/writers.h"

namespace candour::web {

// ---- What is published ----

// How a paper is written: its other forms, and the document itself, a page that needs no server. The PDF is that page,
// printed before it names the PDF's own hash. `writers` must outlive it.
app::Writing paper_writing(const Writers& writers);
// The part of a published document that is read: what stands between its opening and closing marks. Nothing where the
// bytes are none of ours.
std::optional<std::string_view> main_part(std::string_view document);

struct PublicPaper {
  const paper::Paper* paper = nullptr;
  const paper::Version* version = nullptr;
  std::string partnership;
  std::string held;                     // why the record is only read just now; empty where it is not
  std::string site;                     // "https://plans.harrowvale.example"; empty where it is not known
  std::optional<std::string> main;      // as published; nothing where the bytes are not those that were published
  std::optional<app::InLedger> ledger;  // nothing where the ledger does not hold it
  std::vector<std::string> otherwise;   // files that the paper does not name as they are kept: not offered
  std::string corrected_by, approved_by, withdrawn_by;  // roles
  Date today;                                           // on which it is looked at
};
std::string public_papers_page(std::string_view partnership, std::string_view held,
                               const std::vector<std::shared_ptr<const paper::Paper>>& papers, Date today);
std::string public_paper_page(const PublicPaper& shown);
// In place of a version that was withdrawn.
std::string withdrawn_paper_page(const PublicPaper& shown);
// What a version rates and tells otherwise than the one before it. `otherwise`: nullptr where it cannot be told. Of a
// version that was withdrawn, nothing is shown.
std::string paper_changes_page(const PublicPaper& shown, const paper::Version& before,
                               const std::vector<report::Otherwise>* otherwise);
std::string papers_feed(std::string_view partnership, std::string_view site,
                        const std::vector<std::shared_ptr<const paper::Paper>>& papers);  // RFC 4287
std::string verify_words(const PublicPaper& shown);                                       // VERIFY.txt of a bundle
std::string problem_page_for_public(std::string_view partnership, std::string_view title, std::string_view sentence,
                                    Date today);

// ---- How it is prepared ----

// What was typed, where a form comes back, and why.
struct SentPaper {
  const http::Fields* fields = nullptr;
  std::string field;     // that the sentence is about; empty: the whole form
  std::string sentence;  // empty: nothing was refused
};
std::string papers_page(const Around& around, const view::Picture& picture);
// Its meeting, scope and sections; nullptr for a new one. `cover` is what the fields show.
std::string paper_form_page(const Around& around, const view::Picture& picture, const paper::Paper* paper,
                            const paper::Cover& cover, const SentPaper& sent);
std::string paper_page(const Around& around, const view::Picture& picture, const paper::Paper& paper,
                       const SentPaper& sent);
std::string paper_check_page(const Around& around, const view::Picture& picture, const paper::Paper& paper,
                             const app::Composed& composed, const SentPaper& sent);
// The document as the public will read it, and what is done next: proposed, or approved and published.
std::string paper_preview_page(const Around& around, const view::Picture& picture, const paper::Paper& paper,
                               std::string_view main, const std::vector<paper::Eased>& eased, const SentPaper& sent);

}  // namespace candour::web
