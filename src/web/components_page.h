#pragma once
// The shell around every page: header, service navigation, breadcrumbs, main, footer.

#include <string>
#include <vector>

#include "web/html.h"

namespace candour::web {

struct NavigationItem {
  Text text{};
  Text href{};
  enum class Where { elsewhere, inside, here } where = Where::elsewhere;  // here: this very page
};
struct Crumb {
  Text text{};
  Text href{};  // empty: the page itself
};
enum class PageWidth { full, reading };          // registers are as wide as the screen; forms and prose two thirds
enum class PageState { ordinary, with_errors };  // with errors the title begins "Error: "

struct Page {
  Text title{};
  Text partnership{};  // "Harrow Vale Safeguarding Children Partnership"; may be empty before it is named
  std::vector<NavigationItem> navigation{};
  std::vector<Crumb> breadcrumbs{};
  PageWidth width = PageWidth::reading;
  PageState state = PageState::ordinary;
  Content before_main{};  // a back link
  Text held{};            // why nothing can be changed just now; empty where it can
  Content main{};         // begins with the h1
  Text address{};         // printed under the page: where it came from
  Text as_at{};           // printed beside it: "As at 7 January 2016, 10:04"
  Text search_href{};     // given: a search field in the header, sent there as q
  Text search_text{};
  Text person{};                   // who is signed in; empty where nobody is
  Text form_token{};               // of their session
  const Offers* offers = nullptr;  // what they may use; nullptr: everything
  std::size_t room = 64 * 1024;    // about how many bytes the page will have
};
// The whole page, from the doctype on.
std::string write(const Page& page);

}  // namespace candour::web
