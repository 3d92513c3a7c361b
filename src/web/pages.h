#pragma once
// Every page that shows the record, as a pure function of a view's model: no request, no store, no clock. What is
// written here is the whole page. The pages of the import wizard are in pages_import.h.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "view/reply.h"
#include "view/today.h"
#include "view/view.h"
#include "web/html.h"

namespace candour::web {

// What a page needs to know beyond its model: where it stands and what was asked.
struct Around {
  std::string_view path;             // "/plans"
  std::string_view query;            // "by=agency&page=2", as sent
  std::string_view done;             // a sentence of success, shown once at the top
  std::string_view notice;           // something ignored in the address, in a sentence
  std::string_view known;            // "then" or "now" where an earlier day was asked for
  std::string_view person = {};      // the name of who is signed in; empty where nobody is
  std::string_view form_token = {};  // of their session
  const Offers* offers = nullptr;    // what they may use; nullptr: everything
  std::string_view held = {};        // why nothing can be changed just now (app::Candour::held)
};

// Another address made from this one: the query with some fields replaced (an empty value takes the field away).
std::string address_with(std::string_view path, std::string_view query,
                         const std::vector<std::pair<std::string_view, std::string_view>>& fields);

struct UnfinishedImport {
  std::string id;
  std::string document_name;
  std::string started;  // in words
};

std::string home_page(const Around& around, const view::Picture& picture, const view::Today& today,
                      const std::vector<UnfinishedImport>& unfinished);
std::string plans_page(const Around& around, const view::Picture& picture);
// Why a response to a recommendation was not recorded; what was typed stands in its form again.
struct RefusedResponse {
  std::string sentence;
  std::string recommendation;
  std::string agency;
  std::string kind;
  std::string text;
};
std::string plan_page(const Around& around, const view::Picture& picture, const view::PlanPage& page,
                      view::Grouping grouping, const view::Filter& filter, const RefusedResponse& refused = {});
std::string actions_page(const Around& around, const view::Picture& picture, const view::List& list,
                         const view::Filter& filter, view::Order order);
// Why a tie to an inspector's recommendation was not made or taken back; what was typed stands in its form again.
struct RefusedTie {
  enum class Act { tie, untie } act = Act::tie;
  std::string sentence;
  std::string recommendation;  // "<plan>/<ref>"
  std::string reason;
};
// Why an answer to a remark was not recorded or taken back; what was typed stands in its form again.
struct RefusedAnswer {
  std::string sentence;
  std::string code;
  std::string facts;
  std::string reason;
};
std::string action_page(const Around& around, const view::Picture& picture, const view::Row& row,
                        const RefusedTie& refused = {}, const RefusedAnswer& refused_answer = {});
std::string agencies_page(const Around& around, const view::Picture& picture);
std::string agency_page(const Around& around, const view::Picture& picture, const view::AgencyPage& page);
std::string search_page(const Around& around, const view::Picture& picture, const view::SearchPage& page,
                        std::string_view words);
enum class Pdf { offered, absent };
std::string report_page(const Around& around, const view::Picture& picture, const view::Report& report, Pdf pdf);
// The report as a file that needs no server: for `candour report --format html`. The style sheet is inside.
std::string report_document(const view::Picture& picture, const view::Report& report);
// The reply to recommendations, likewise: for `candour reply --format html`.
std::string reply_document(const view::Picture& picture, const view::Reply& reply);

// A page for what went wrong: title, one sentence, what to do, a reference where the log has more.
std::string problem_page(const Around& around, std::string_view partnership, std::string_view title,
                         std::string_view sentence, std::string_view reference);
// Help, accessibility, privacy, source: pages of words. Nothing for another name.
std::optional<std::string> words_page(const Around& around, std::string_view partnership, std::string_view name);

}  // namespace candour::web
