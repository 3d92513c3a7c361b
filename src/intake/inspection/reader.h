#pragma once
// The reader of one report: what one line is tells how the next is read, so that it is one thing, in three files. The
// lines in their order are in read_inspection.cpp, what is recommended is in reader_recommendations.cpp, and what is
// told beside it in reader_paragraphs.cpp.

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "intake/inspection/bodies.h"
#include "intake/inspection/citations.h"
#include "intake/inspection/front_page.h"
#include "intake/inspection/headings.h"
#include "intake/inspection/lines.h"
#include "intake/inspection/passages.h"
#include "intake/inspection/recommendations.h"
#include "intake/inspection/remarks.h"

namespace candour::intake::inspection {

inline constexpr std::size_t none = static_cast<std::size_t>(-1);

// How high a heading stands; bold lines stand below all headings, and text below those.
inline int level_of(const Line& line) {
  return line.heading > 0 ? line.heading : line.bold ? 7 : 8;
}

class Reader {
 public:
  Reader(const document::Document& document, const std::vector<FlowLine>& flow, const Choices& choices,
         Account& account, Reading& reading)
      : lines_(lines_of(document, flow)),
        bodies_(document.text),
        document_(document),
        choices_(choices),
        account_(account),
        reading_(reading) {}

  void run();

 private:
  // ---- What the document as a whole tells ----

  void survey();

  // ---- Line by line ----

  void read(std::size_t i);

  bool in_contents(const Line& line);

  // A coroner's report names them above all else.
  bool reads_recipients(const Line& line, const Beginning& beginning);

  // ---- Recommendations ----

  struct Section {
    Opens kind = Opens::recommendations;
    int level = 8;
    std::string chapter;                                      // its number, where it is one of numbered chapters
    bool labelled = false, numbered = false, marked = false;  // how its items begin
    bool below_chapter = false;
    std::size_t read = 0;
  };
  struct Group {
    std::vector<std::string> bodies;
    std::string number;
    std::string time;  // "Within three months", said of all its items
    std::size_t items = 0;
  };
  // "Recommendation 4: …" or "Recommendation 4" above its text; but "Recommendation 3 has been met", or a citation on a
  // line of its own below the paragraph it belongs to, is none.
  bool is_label(std::size_t i, const Beginning& beginning) const;

  std::size_t add(std::string ref, std::string_view text, const Line& line, Opens kind, bool given);
  std::string clean(std::string_view text) const;
  // Lines that only a wrapped text has become blanks.
  static std::string line_joined(const std::string& text) { return replaced(text, "\n", " "); }
  void append(std::string_view text, std::string_view whole, bool as_line);

  void open_labelled(const Line& line, const Beginning& beginning);

  // Below a label outside a section of recommendations: its text, its list.
  bool goes_on_labelled(const Line& line, const Beginning& beginning);
  bool is_heading_here(const Line& line) const { return line.heading > 0 || (line.bold && is_heading(line)); }

  // The same sentence on the next line.
  static bool goes_on(std::string_view above, const Line& line, const Beginning& beginning);

  void open_section(std::size_t i, Opens kind);
  // How the items of the section begin.
  void look_ahead(std::size_t from);
  void close_section();

  bool ends_section(std::size_t i, const Beginning& beginning);
  bool is_numbered_among_bullets() const;
  bool next_is_bullet(std::size_t i) const;
  bool next_is_item(std::size_t i) const;
  static bool is_after(const std::string& ref, const std::string& chapter);
  bool is_next_number(const std::string& ref) const;

  void set_group(const std::vector<std::string_view>& names, std::string number);

  // One line below a heading of recommendations; false where it is a paragraph of the report after all.
  bool read_item(std::size_t i, const Beginning& beginning);

  void add_unnumbered(const Line& line, std::string_view text);

  // A row of a table that has a column of recommendations.
  void read_row(const Line& line);

  // ---- Findings and chapters ----

  std::size_t add_finding(std::string ref, std::string_view title, const Line& line);
  void open_finding(const Line& line, const Beginning& beginning);
  bool open_theme(const Line& line, const Beginning& beginning);
  void open_chapter(const Line& line);
  // Recommendations hang below a finding, below a theme among them, or below the chapter they stand in.
  std::string finding_for(Opens kind);

  // ---- Paragraphs and case examples ----

  bool is_paragraph(std::size_t i, const Beginning& beginning) const;
  void open_paragraph(const Line& line, const Beginning& beginning);
  void open_case(const Line& line, const CaseTitle& title);
  bool goes_on_case(const Line& line, const Beginning& beginning) const;
  void read_other(const Line& line, const Beginning& beginning);

  void look_for_clock(std::string_view text);
  document::Place place_of(std::string_view text) const;

  // ---- When all is read ----

  void add_attention(const AttentionPassage& passage, const std::string& own, const document::Place& place);
  void draw_attention();

  void remark(Reading& reading);

  std::vector<Line> lines_;
  Bodies bodies_;
  const document::Document& document_;
  const Choices& choices_;
  Account& account_;
  Reading& reading_;

  std::vector<std::size_t> title_;
  std::set<std::string> cited_;
  bool dotted_ = false, has_headings_ = false;
  bool contents_ = false, in_recipients_ = false;
  document::Place recipients_at_;
  std::vector<std::string> recipients_;

  std::optional<Section> section_;
  Group group_;
  std::vector<Written> written_;
  std::size_t current_ = none, labelled_ = none;  // recommendations
  bool listing_ = false;                          // the current one ended in a colon
  std::string table_header_, due_header_;
  std::size_t table_ = none;

  std::size_t finding_ = none, finding_line_ = 0;
  std::unordered_map<std::string, std::size_t> findings_by_ref_;  // the first with each written number
  std::size_t theme_ = none, theme_finding_ = none;               // a line, a finding
  std::string theme_ref_;
  std::size_t chapter_ = none, chapter_finding_ = none;

  std::size_t paragraph_ = none, case_ = none, case_box_ = 0;
  bool case_inline_ = false, in_list_of_paragraph_ = false;
  std::string last_ref_;
  bool under_next_steps_ = false;
  std::optional<FoundClock> clock_;
  std::vector<BrokenCitation> broken_;
  std::vector<document::Place> citation_lines_;
};

}  // namespace candour::intake::inspection
