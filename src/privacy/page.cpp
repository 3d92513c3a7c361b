// A finished page as passages: what somebody reads in it, block by block.

#include "privacy/page.h"

#include <algorithm>

#include "base/refusal.h"
#include "base/text.h"

namespace candour::privacy {
namespace {

// What stands within a line; any other tag begins another passage.
bool is_within_a_line(std::string_view name) {
  for (std::string_view each : {"a", "abbr", "b", "code", "em", "i", "mark", "small", "strong", "sub", "sup"})
    if (name == each) return true;
  return false;
}
std::string unescaped(std::string text) {
  for (const auto& [written, meant] : {std::pair{"&lt;", "<"},
                                       {"&gt;", ">"},
                                       {"&quot;", "\""},
                                       {"&#34;", "\""},
                                       {"&#39;", "'"},
                                       {"&nbsp;", " "},
                                       {"&amp;", "&"}})
    text = replaced(std::move(text), written, meant);
  return text;
}

}  // namespace

std::vector<Passage> passages_of_page(std::string_view html) {
  std::vector<Passage> passages;
  std::string text;
  const auto end = [&] {
    if (!is_missing(text)) passages.push_back({"The finished page", unescaped(std::move(text)), Form::prose});
    text.clear();
  };
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t open = std::min(html.find('<', at), html.size());
    text += html.substr(at, open - at);
    if (open == html.size()) break;
    const std::size_t close = std::min(html.find('>', open), html.size() - 1);
    std::string_view tag = html.substr(open + 1, close - open - 1);
    at = close + 1;
    const bool closes = tag.starts_with("/");
    const std::string name = folded(tag.substr(closes ? 1 : 0, tag.find_first_of(" \n/", 1) - (closes ? 1 : 0)));
    if (!is_within_a_line(name)) end();
    for (std::string_view unread : {"style", "script"})
      if (!closes && name == unread) at = std::min(html.find("</" + std::string(unread), at), html.size());
  }
  end();
  return passages;
}

}  // namespace candour::privacy
