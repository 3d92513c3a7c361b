#pragma once
// What a paper says: plain texts and counts, as at its day, taken out of a picture so that what may not become public
// can be taken out of them before anything is written. Whatever is written of a paper, in any form, is written from
// this alone. Pure.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "paper/paper.h"
#include "privacy/privacy.h"
#include "view/compare.h"
#include "view/view.h"

namespace candour::view {

struct PaperCount {
  std::string name;  // in the plan's own words, or a fact's; empty: not stated
  plan::Status status = plan::Status::not_stated;
  std::size_t count = 0;
};
struct PaperFact {
  std::string name;  // "Delivery"
  std::vector<PaperCount> counts;
};
struct PaperLine {  // of a table of totals: one count for each of the plan's totals, in their order
  std::string name;
  std::vector<std::size_t> counts;
  std::size_t total = 0;
};
struct PaperRow {
  std::string id;      // "k7m2qx9dab-17"
  std::string number;  // its own reference, or its number
  std::string question;
  std::string agency;
  std::string wording;
  std::string rating;  // as written
  plan::Status status = plan::Status::not_stated;
  bool no_answer = false;  // its owner was asked and has said nothing for too long
  std::string asked;       // "asked 3 times since 4 March 2026, no answer"
  std::string moderated;   // plan::Facts::moderated
  std::string delivery, schedule, evidence_state, freshness;
  std::optional<Date> due, original_due, confirmed;
  std::uint32_t slips = 0;
  std::string evidence;  // as stated
  std::string lead;      // only where the paper shows leads
};
struct PaperChange {
  std::string group;  // "Moved forward"
  std::string number, agency, wording;
  struct Field {
    std::string name, before, after;
  };
  std::vector<Field> fields;
};
struct PaperSilent {
  std::string agency;
  std::vector<std::string> questions;  // to which it has no row
};
struct PaperPlan {
  std::string id;
  std::string title;
  std::optional<Date> as_at;  // of its document
  std::vector<plan::KeyEntry> key;
  std::size_t total = 0;
  std::vector<PaperCount> totals;  // add up to total
  std::vector<PaperLine> by_finding, by_agency;
  std::size_t overdue = 0, unconfirmed = 0, no_answer = 0;
  std::vector<PaperFact> facts;
  std::vector<PaperSilent> silent;
  std::vector<PaperRow> rows;  // all of the scope; shown where the paper shows rows
};
struct PaperContent {
  paper::Cover cover;
  std::string partnership;
  std::vector<PaperPlan> plans;  // in the order of the scope
  std::size_t total = 0;
  // Since the last paper to the same body; nothing where there was none.
  struct Since {
    std::string title;
    Date as_at;
    std::string sentence;  // "7 of 46 moved: …"
    std::vector<PaperChange> changes;
  };
  std::optional<Since> since;
  bool shows(paper::Section section) const { return paper::shows(cover.scope, section); }
};

// `earlier`: the record as at the day of the last paper to the same body, with its title. A plan or an agency of the
// scope that the picture has not is left out.
PaperContent paper_content(const Picture& picture, const paper::Cover& cover, const Picture* earlier,
                           const std::string& earlier_title);

// Every text of it that somebody wrote, in the order of the paper: where it stands, and whether it says who is to do
// something. The one door for looking at them and for changing them.
void each_text(PaperContent& content,
               const std::function<void(const std::string& where, privacy::Form form, std::string& text)>& visit);

// Of every row shown: how it is rated, and how much of a concern that is (paper::Shown).
std::vector<paper::Shown> shown(const PaperContent& content);

// ---- As every form of it says them ----
// "Delivery in hand; overdue (31 March 2026, put back 2 times); evidence stated; stale, last confirmed 4 January 2026".
std::string facts_in_words(const PaperRow& row);
// "Amber (At risk)", with what is to be known of it on a line of its own; for a silent owner, "No answer".
std::string rating_in_words(const PaperRow& row);
// "The counts add up: 46 of 46 actions. …"
std::string sum_in_words(const PaperPlan& plan);
// "How things stood on 4 March 2026."
std::string as_at_in_words(const paper::Cover& cover);

}  // namespace candour::view
