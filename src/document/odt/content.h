#pragma once
// The text of OpenDocument files, which text documents and spreadsheets write alike: paragraphs, lists, tables, notes,
// comments, shapes.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/odt/styles.h"
#include "document/parts/composer.h"
#include "document/parts/left_aside.h"
#include "document/parts/xml.h"

namespace candour::document {

enum class OdfFlow {
  body,
  text_box,   // its paragraphs are furniture, its tables are tables
  furniture,  // headers, footers, notes, comments: all paragraphs, those in tables too
};

// Where text goes: the document itself, or a composer apart for a nested table, a note or a text box.
struct OdfTarget {
  Composer* out = nullptr;
  OdfFlow flow = OdfFlow::body;
  bool in_cell = false;
  Place place;                                 // of the row, while in a cell
  std::vector<Document>* following = nullptr;  // to be put behind the block or table that is open
  // The colour that all visible text of the cell shares.
  std::string text_fill;
  bool fills_differ = false;
  bool saw_text = false;
};

class OdfContent {
 public:
  OdfContent(Composer& base, const OdfStyles& styles) : base_(base), styles_(styles) {}

  // The element just opened holds blocks: read to its end.
  void read_blocks(XmlReader& xml, OdfTarget& target);
  void read_block(XmlReader& xml, std::string_view name, OdfTarget& target);
  // Puts what waits behind the block that has ended.
  static void put_following(OdfTarget& target);
  // Margins of a page in which fields are left out: a spreadsheet keeps "Page 1" and "???" there.
  void leave_out_fields(bool on) { no_fields_ = on; }
  bool beyond_limits() const { return beyond_; }
  void saw_hidden() { hidden_ = true; }
  void saw_embedded(std::string_view name) { embedded_.add(name); }
  // Notes on what was seen and not read.
  void tell();

 private:
  struct Look {
    bool bold = false;
    bool struck = false;
    std::string fill;
    std::string font;
  };
  struct ListState {
    const OdfList* style = nullptr;
    std::string name;
    OdfCount count;
    std::size_t level = 0;
  };
  struct Reach {
    std::uint32_t rows = 0;
    std::uint32_t columns = 1;
  };
  struct OpenTable {
    std::vector<Reach> reaches;  // by column: cells of rows above that reach down
    std::uint32_t row = 0;
  };

  void read_paragraph(XmlReader& xml, bool heading, OdfTarget& target);
  void read_inlines(XmlReader& xml, OdfTarget& target, const Look& look);
  void read_inline(XmlReader& xml, std::string_view name, OdfTarget& target, const Look& look);
  void write(std::string_view text, OdfTarget& target, const Look& look);
  Look changed(const Look& look, const OdfStyle& style);
  void read_list(XmlReader& xml, OdfTarget& target);
  void read_items(XmlReader& xml, OdfTarget& target, ListState& list);
  void read_note(XmlReader& xml, OdfTarget& target);
  void read_comment(XmlReader& xml, OdfTarget& target);
  void read_drawing(XmlReader& xml, OdfTarget& target);
  void read_shape(XmlReader& xml, OdfTarget& box, LeftAside*& kind, std::string& name);
  void read_forms(XmlReader& xml);
  template <class Read>
  void read_apart(OdfTarget& target, OdfFlow flow, std::string_view before, std::string_view between, Read read);
  void read_table(XmlReader& xml, OdfTarget& target);
  void read_rows(XmlReader& xml, OdfTarget& table, OpenTable& open, bool header);
  void read_row(XmlReader& xml, OdfTarget& table, OpenTable& open, bool header);
  void continue_from_above(OdfTarget& table, OpenTable& open, std::size_t& column);

  Composer& base_;
  const OdfStyles& styles_;
  std::map<std::string, OdfCount, std::less<>> counts_;  // of lists that may be taken up again, by their id
  OdfCount outline_count_;
  OdfCount last_count_;
  ListState* list_ = nullptr;                                 // that is open
  std::optional<std::string> mark_;                           // of an item whose first paragraph has not come yet
  std::string before_, between_;                              // of furniture whose first paragraph has not come yet
  std::map<std::string, std::string, std::less<>> controls_;  // what form controls show
  Place here_;                                                // of the paragraph of the body that was begun last
  std::uint32_t paragraph_ = 0;
  std::uint32_t table_ = 0;
  std::size_t changes_ = 0;
  bool no_fields_ = false;
  bool beyond_ = false;
  bool hidden_ = false;
  bool links_ = false;
  std::string embedded_name_;  // of the file that the shape just read holds
  LeftAside pictures_, embedded_;
};

}  // namespace candour::document
