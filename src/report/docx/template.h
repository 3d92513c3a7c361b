#pragma once
// What a template is inside: the parts of its package, made ready, and where its pages and its body are. docx/parts.cpp
// holds ours.

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "report/paper.h"
#include "report/word.h"

namespace candour::report {

struct WordTemplate::Parts {
  std::vector<PackedFile> files;  // [Content_Types].xml first; docProps/core.xml is written anew for each document
  std::size_t document = 0;       // which of them is word/document.xml
  // Of the last section: its properties as they stand, and between its margins, in twentieths of a point.
  std::string section;
  int upright = 0, sideways = 0;
  const std::string& xml() const { return files[document].bytes; }
};

namespace docx {

inline constexpr std::string_view body_tag = "candour-body";
inline constexpr std::array<std::string_view, 7> field_tags{"candour-partnership", "candour-title",   "candour-for",
                                                            "candour-as-at",       "candour-version", "candour-address",
                                                            "candour-imprint"};

enum class Paper { upright, sideways };
// The properties of a section on such a page; of the first section of a document, or of a later one.
std::string section_of(const WordTemplate::Parts& parts, Paper paper, bool first);

// The parts of ours, as files; and those styles that a document needs, by id, for a template that lacks them.
std::vector<PackedFile> standard_files();
struct StyleOfOurs {
  std::string_view id, xml;
};
const std::vector<StyleOfOurs>& our_styles();

// A control replaced by what it is to say, wherever in the part it stands.
std::string filled(std::string xml, const std::map<std::string_view, std::string>& fields);
// Where the control of this tag stands; begin == end: nowhere.
struct Control {
  std::size_t begin = 0, end = 0;
};
Control find_control(std::string_view xml, std::string_view tag);

// docProps/core.xml.
std::string core_properties(std::string_view title, Date as_at);

}  // namespace docx
}  // namespace candour::report
