// Every document of tests/corpus, in every form, is read as its expected.txt says; and what must hold of any reading
// holds of each. tests/corpus/README.md says how to add one.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iomanip>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "app/remarks.h"
#include "corpus/told.h"
#include "document/document.h"
#include "intake/reading.h"
#include "support/drawing.h"

namespace candour::corpus {
namespace {

namespace fs = std::filesystem;

const fs::path& folder() {
  static const fs::path path = CANDOUR_CORPUS;
  return path;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

void write(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

// One document in one form.
struct File {
  std::string form;  // "docx", "csv-semicolon"
  std::string name;  // "plan-percent.docx"
  std::string bytes;
};

// The document in each of its forms: as it lies in its folder, and as made from its drawing.
std::vector<File> files_of(const std::string& name) {
  std::vector<File> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder() / name)) {
    const std::string file = entry.path().filename().string();
    if (file == "source.drawing") {
      const support::Drawing drawing = support::read_drawing(bytes_of(entry.path()));
      for (const std::string& form : drawing.forms) {
        support::Made made = support::make(drawing.document, form);
        files.push_back({form, name + "." + made.extension, std::move(made.bytes)});
      }
    } else if (file.starts_with("source.")) {
      files.push_back({file.substr(7), name + file.substr(6), bytes_of(entry.path())});
    }
  }
  std::sort(files.begin(), files.end(), [](const File& one, const File& other) { return one.form < other.form; });
  return files;
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder())) {
    if (entry.is_directory()) {
      all.push_back(entry.path().filename().string());
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

intake::Reading reading_of(const std::string& bytes, const std::string& name) {
  const Result<document::Document> document = document::read(bytes, name);
  if (!document) {
    ADD_FAILURE() << name << " was refused: " << document.error().sentence;
    return {};
  }
  return app::with_remarks(intake::draft(*document));
}

// "pdf: action 3 / lead" or "every form: title" in known-wrong.txt: what is read wrongly today, by form.
std::map<std::string, std::set<std::string>> known_wrong(const std::string& name, const std::vector<File>& files) {
  std::map<std::string, std::set<std::string>> by_form;
  std::istringstream text(bytes_of(folder() / name / "known-wrong.txt"));
  for (std::string line; std::getline(text, line);) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string::npos || line.starts_with("#")) {
      continue;
    }
    for (const File& file : files) {
      if (line.substr(0, colon) == "every form" || line.substr(0, colon) == file.form) {
        by_form[file.form].insert(line.substr(colon + 2));
      }
    }
  }
  return by_form;
}

// How many lines of the expectations were read right, by what they are of; printed at the end.
struct Tally {
  std::size_t right = 0;
  std::size_t total = 0;
};
std::map<std::string, Tally>& tally(const std::string& by) {
  static std::map<std::string, std::map<std::string, Tally>> all;
  return all[by];
}
void count(const std::string& kind, const std::string& form, const Lines& expected, const Lines& read) {
  const std::set<std::string> wrong = differing(expected, read);
  for (const Line& line : expected) {
    const std::size_t slash = line.path.rfind(" / ");
    std::string head = line.path.substr(0, line.path.find_first_of(" /"));
    std::string field = slash == std::string::npos ? "" : line.path.substr(slash + 3);
    for (const char* named : {"other", "present", "apologies", "theme", "count", "question", "answer", "resolution"}) {
      if (field.starts_with(named)) {
        field = named;
      }
    }
    head += field.empty() ? "" : " " + field;
    for (Tally* one : {&tally("field")[head], &tally("kind")[kind], &tally("form")[form]}) {
      one->right += wrong.contains(line.path) ? 0 : 1;
      ++one->total;
    }
  }
}
class Table : public testing::Environment {
 public:
  void TearDown() override {
    for (const char* by : {"kind", "form", "field"}) {
      std::cout << "\nread as expected, by " << by << "\n";
      for (const auto& [what, one] : tally(by)) {
        std::cout << "  " << std::left << std::setw(28) << what << std::right << std::setw(6) << one.right << " of "
                  << std::setw(6) << one.total << "\n";
      }
    }
  }
};
const testing::Environment* const table_at_the_end = testing::AddGlobalTestEnvironment(new Table);

class Corpus : public testing::TestWithParam<std::string> {};

TEST_P(Corpus, is_read_as_a_careful_reader_does) {
  const std::vector<File> files = files_of(GetParam());
  ASSERT_FALSE(files.empty()) << GetParam() << " has no source";
  std::set<std::string> forms;
  for (const File& file : files) {
    forms.insert(file.form);
  }
  const fs::path path = folder() / GetParam() / "expected.txt";
  const std::map<std::string, Lines> expected = read_expected(bytes_of(path), forms);
  const auto wrong = known_wrong(GetParam(), files);
  std::map<std::string, Lines> updated;
  for (const File& file : files) {
    const Lines read = tell(reading_of(file.bytes, file.name));
    // What was made and what was read, for whoever wants to look.
    std::string told;
    for (const Line& line : read) {
      told += line.text + "\n";
    }
    write(fs::path(CANDOUR_CORPUS_MADE) / GetParam() / (file.form + ".told.txt"), told);
    write(fs::path(CANDOUR_CORPUS_MADE) / GetParam() / (file.form + fs::path(file.name).extension().string()),
          file.bytes);

    const Lines& wanted = expected.at(file.form);
    std::set<std::string> known = wrong.contains(file.form) ? wrong.at(file.form) : std::set<std::string>();
    std::erase_if(known, [](const std::string& line) { return line.starts_with("change: "); });
    updated[file.form] = with_expected(read, wanted, known);
    if (std::getenv("UPDATE_EXPECTED") != nullptr) {
      continue;
    }
    count(wanted.empty() ? "" : wanted.front().text.substr(std::min<std::size_t>(6, wanted.front().text.size())),
          file.form, wanted, read);
    const std::set<std::string> differs = differing(wanted, read);
    std::set<std::string> mended;
    std::set_difference(known.begin(), known.end(), differs.begin(), differs.end(),
                        std::inserter(mended, mended.end()));
    EXPECT_THAT(mended, testing::IsEmpty())
        << file.name << " is now read rightly there: take it out of known-wrong.txt";
    if (differs != known && mended.empty()) {
      ADD_FAILURE() << GetParam() << " as " << file.form << " is read otherwise (- expected, + read):\n"
                    << difference(wanted, updated[file.form])
                    << "Right? UPDATE_EXPECTED=1 writes it down; see tests/corpus/README.md.";
    }
  }
  if (std::getenv("UPDATE_EXPECTED") != nullptr) {
    write(path, write_expected(updated));
  }
}

TEST_P(Corpus, loses_no_character_and_reads_the_same_twice_and_as_JSON) {
  for (const File& file : files_of(GetParam())) {
    SCOPED_TRACE(GetParam() + " as " + file.form);
    const intake::Reading reading = reading_of(file.bytes, file.name);
    const intake::Coverage& coverage = reading.coverage;
    EXPECT_GT(coverage.characters, 0U);
    EXPECT_EQ(coverage.lost, 0U);
    EXPECT_EQ(coverage.characters, coverage.placed + coverage.kept_aside + coverage.lost);
    if (reading.kind == intake::Kind::unknown) {
      EXPECT_TRUE(reading.actions.empty() && reading.risks.empty() && reading.paragraphs.empty() && !reading.meeting);
    }
    const std::string json = intake::to_json(reading);
    EXPECT_EQ(json, intake::to_json(reading_of(file.bytes, file.name)));
    const Result<intake::Reading> back = intake::from_json(json);
    ASSERT_TRUE(back) << back.error().sentence;
    EXPECT_EQ(intake::to_json(*back), json);
  }
}

// ---- What must not matter to a table ----

enum class Change { empty_column_first, empty_column_last, last_column_first, headers_in_capitals };

bool has_merges(const support::Table& table) {
  for (const support::Row& row : table.rows) {
    for (const support::Cell& cell : row.cells) {
      if (cell.columns > 1 || cell.rows > 1) {
        return true;
      }
    }
  }
  return false;
}

// A table of columns; a key or a form is read by its first column.
bool is_wide(const support::Table& table) {
  return table.rows.size() > 1 && table.rows.front().header && table.rows.front().cells.size() > 3;
}

const char* in_words(Change how) {
  switch (how) {
    case Change::empty_column_first:
      return "an empty column first";
    case Change::empty_column_last:
      return "an empty column last";
    case Change::last_column_first:
      return "the last column first";
    case Change::headers_in_capitals:
      return "headers in capitals";
  }
  return "";
}

void change(support::Table& table, Change how) {
  for (support::Row& row : table.rows) {
    switch (how) {
      case Change::empty_column_first:
        row.cells.insert(row.cells.begin(), support::Cell());
        break;
      case Change::empty_column_last:
        row.cells.emplace_back();
        break;
      case Change::last_column_first:
        std::rotate(row.cells.begin(), row.cells.end() - 1, row.cells.end());
        break;
      case Change::headers_in_capitals:
        for (support::Cell& cell : row.cells) {
          if (row.header) {
            for (char& letter : cell.text) {
              letter = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
            }
          }
        }
        break;
    }
  }
}

// In small letters: a header may be what a column without a word for it is called, or what a tick says.
Lines in_small_letters(Lines lines) {
  for (Line& line : lines) {
    for (std::string* text : {&line.path, &line.text}) {
      for (char& letter : *text) {
        letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
      }
    }
  }
  return lines;
}

TEST_P(Corpus, an_empty_column_another_order_or_headers_in_capitals_change_nothing) {
  const fs::path path = folder() / GetParam() / "source.drawing";
  if (!fs::exists(path)) {
    return;
  }
  const support::Drawing drawing = support::read_drawing(bytes_of(path));
  const auto told = [&](const support::Document& document, const std::string& form) {
    const support::Made made = support::make(document, form);
    return in_small_letters(tell(reading_of(made.bytes, GetParam() + "." + made.extension)));
  };
  const auto wrong = known_wrong(GetParam(), files_of(GetParam()));
  for (const std::string& form : {std::string("csv"), std::string("xlsx"), std::string("docx")}) {
    if (std::find(drawing.forms.begin(), drawing.forms.end(), form) == drawing.forms.end()) {
      continue;
    }
    const Lines before = told(drawing.document, form);
    for (const Change how : {Change::empty_column_first, Change::empty_column_last, Change::last_column_first,
                             Change::headers_in_capitals}) {
      support::Document document = drawing.document;
      bool changed = false;
      for (support::Sheet& sheet : document.sheets) {
        for (support::Block& block : sheet.blocks) {
          auto* one = std::get_if<support::Table>(&block);
          if (one != nullptr && is_wide(*one) && (how == Change::headers_in_capitals || !has_merges(*one))) {
            change(*one, how);
            changed = true;
          }
        }
      }
      if (changed) {
        const Lines after = told(document, form);
        const auto known = wrong.find(form);
        if (known != wrong.end() && known->second.contains(std::string("change: ") + in_words(how))) {
          EXPECT_NE(before, after) << GetParam() << " as " << form << " with " << in_words(how)
                                   << " is now read rightly: take it out of known-wrong.txt";
        } else if (before != after) {
          ADD_FAILURE() << GetParam() << " as " << form << " is read otherwise with " << in_words(how)
                        << " (- before, + after):\n"
                        << difference(before, after);
        }
      }
    }
  }
}

// "| layout | `document`, `document` | docx, pdf |" of the README: the formats are those of the documents, two or more.
TEST(CorpusTable, names_the_formats_of_every_layout_and_two_at_least) {
  std::istringstream readme(bytes_of(folder() / "README.md"));
  std::size_t layouts = 0;
  for (std::string line; std::getline(readme, line);) {
    const std::size_t first = line.find("| `"), last = line.rfind("` | ");
    if (!line.starts_with("| ") || first == std::string::npos || last == std::string::npos || last < first) continue;
    const std::string documents = line.substr(first + 2, last + 1 - first - 2);
    if (documents.find("`source.") != std::string::npos || documents.find(".txt`") != std::string::npos) continue;
    ++layouts;
    std::set<std::string> formats;
    for (std::size_t at = documents.find('`'); at != std::string::npos;) {
      const std::size_t end = documents.find('`', at + 1);
      ASSERT_NE(end, std::string::npos) << line;
      const std::string name = documents.substr(at + 1, end - at - 1);
      ASSERT_TRUE(fs::is_directory(folder() / name)) << line << ": there is no " << name;
      for (const File& file : files_of(name)) formats.insert(file.form.substr(0, file.form.find('-')));
      at = documents.find('`', end + 1);
    }
    std::string told;
    for (const std::string& format : formats) told += (told.empty() ? "" : ", ") + format;
    EXPECT_EQ(line.substr(last + 4, line.size() - last - 4 - 2), told) << line;
    EXPECT_GE(formats.size(), 2U) << line;
  }
  EXPECT_GE(layouts, 30U);
}

INSTANTIATE_TEST_SUITE_P(Documents, Corpus, testing::ValuesIn(names()), [](const auto& name) {
  std::string text = name.param;
  std::replace(text.begin(), text.end(), '-', '_');
  return text;
});

}  // namespace
}  // namespace candour::corpus
