// A paper in every form it is published in: each is read back, by readers that know nothing of how it was written, and
// says the same numbers and the same actions.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "base/sha256.h"
#include "base/text.h"
#include "credentials/one_time_code.h"
#include "document/document.h"
#include "document/workbook.h"
#include "printer/printer.h"
#include "web/pages_papers.h"

namespace candour::web {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::vector<std::pair<std::string, plan::Status>> ratings{{"Red", plan::Status::off_track},
                                                                {"Amber", plan::Status::at_risk},
                                                                {"Green", plan::Status::on_track},
                                                                {"Blue", plan::Status::complete}};
const std::vector<std::string> agencies{"Police", "Housing", "Health Trust"};

// So many actions that they fill several sheets.
view::PaperContent content() {
  view::PaperContent made;
  made.partnership = "Harrow Vale Partnership";
  made.cover.title = "Progress of Rowan";
  made.cover.body = "Scrutiny Committee";
  made.cover.meeting = Date::parse("2026-03-12");
  made.cover.scope.as_at = *Date::parse("2026-03-02");
  made.cover.scope.sections = {paper::Section::facts, paper::Section::silent, paper::Section::rows};
  view::PaperPlan plan;
  plan.title = "Rowan action plan";
  plan.total = 46;
  for (const auto& [name, status] : ratings) {
    plan.key.push_back({name, "What " + name + " means", status});
    plan.totals.push_back({name, status, 0});
  }
  for (const std::string& agency : agencies) plan.by_agency.push_back({agency, std::vector<std::size_t>(4), 0});
  for (std::size_t i = 0; i < plan.total; ++i) {
    const std::size_t rating = i * i % 7 % 4, agency = i % 3;
    ++plan.totals[rating].count;
    ++plan.by_agency[agency].counts[rating];
    ++plan.by_agency[agency].total;
    view::PaperRow row;
    row.id = "k7m2qx9dab-" + std::to_string(i + 1);
    row.number = std::to_string(i + 1);
    row.question = "1a";
    row.agency = agencies[agency];
    row.wording = "Officers speak to child number " + std::to_string(i + 101) + " alone";
    row.rating = ratings[rating].first;
    row.status = ratings[rating].second;
    row.delivery = "In hand";
    row.schedule = "Due";
    row.due = Date::parse("2026-05-" + std::to_string(10 + i % 20));
    row.evidence_state = "Stated";
    row.freshness = "Current";
    row.evidence = "Minutes of the board";
    plan.rows.push_back(row);
  }
  std::vector<std::size_t> whole;
  for (const view::PaperCount& each : plan.totals) whole.push_back(each.count);
  plan.by_finding = {{"1. Records were not shared", whole, plan.total}};
  plan.facts = {{"Delivery", {{"In hand", {}, plan.total}}}};
  made.total = plan.total;
  made.plans = {plan};
  return made;
}

app::Imprint imprint() {
  app::Imprint made;
  made.document = std::string(32, 'a');
  made.address = "https://plans.harrowvale.example/p/k7m2qx9dab";
  return made;
}

// What a form tells: how many actions of each rating, and of each action its agency and its rating.
struct Told {
  std::map<std::string, std::string> totals;
  std::map<std::string, std::string> actions;
  bool operator==(const Told&) const = default;
};
Told wanted() {
  Told told;
  const view::PaperPlan plan = content().plans.front();
  for (const view::PaperCount& each : plan.totals) told.totals[each.name] = std::to_string(each.count);
  told.totals["Total"] = "46";
  for (const view::PaperRow& row : plan.rows) told.actions[row.number] = row.agency + ", " + row.rating;
  return told;
}
// Before the word may stand the letter of its mark, behind it what it counts as.
std::string rating_at(const std::string& cell) {
  for (const auto& [name, status] : ratings)
    if (cell.find(name) != std::string::npos) return name;
  return cell;
}

using Rows = std::vector<std::vector<std::string>>;
// Of a document for people: the last line of the totals by agency, and the table of every action.
Told told_in(const Rows& rows) {
  Told told;
  std::vector<std::string> head;
  for (const std::vector<std::string>& cells : rows) {
    if (cells.size() < 5) continue;
    if (cells[0] == "Agency" || cells[0] == "Action") {
      head = cells;
    } else if (!head.empty() && head[0] == "Agency" && cells[0] == "Total") {
      for (std::size_t i = 1; i < cells.size() && i < head.size(); ++i) told.totals[head[i]] = cells[i];
    } else if (!head.empty() && head[0] == "Action") {
      told.actions[cells[0]] = cells[2] + ", " + rating_at(cells[4]);
    }
  }
  return told;
}
Rows rows_of(const document::Document& read) {
  Rows rows;
  for (const document::Block& block : read.blocks)
    for (const document::Row& row : block.rows) {
      rows.emplace_back();
      for (const document::Cell& cell : row.cells) rows.back().push_back(collapsed(read.at(cell.span)));
    }
  return rows;
}
// The cells of a PDF's tables as its structure has them, which is what is read out; by poppler's pdfinfo.
Rows rows_of_pdf(const std::string& bytes) {
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("candour-forms-" + std::to_string(getpid()) + ".pdf");
  std::ofstream(path, std::ios::binary) << bytes;
  std::FILE* pipe = popen(("pdfinfo -struct-text " + path.string() + " 2>/dev/null").c_str(), "r");
  std::string told;
  for (char part[4096]; pipe && std::fgets(part, sizeof part, pipe);) told += part;
  if (pipe) pclose(pipe);
  std::filesystem::remove(path);
  Rows rows;
  bool in_cell = false;
  std::string last;
  std::size_t row_at = 0;
  for (const std::string_view line : lines(told)) {
    const std::string_view words = trimmed(line);
    const std::size_t at = line.find_first_not_of(' ');
    if (words == "TR") {
      rows.emplace_back();
      row_at = at;
      in_cell = false;
    } else if (at <= row_at) {
      in_cell = false;
    } else if ((words.starts_with("TH") || words.starts_with("TD")) && words.ends_with(":") && !rows.empty()) {
      rows.back().emplace_back();
      last.clear();
      in_cell = true;
    } else if (in_cell && words.size() > 2 && words.front() == '"') {
      // The head of a table is drawn anew on every sheet, and Chromium gives it to the one cell each time.
      const std::string text(words.substr(1, words.size() - 2));
      std::string& cell = rows.back().back();
      if (text != last) cell = collapsed(cell + " " + text);
      last = text;
    }
  }
  return rows;
}
Told told_in(const nlohmann::json& json) {
  Told told;
  for (const auto& row : json["totals"]["rows"])
    told.totals[row["rating"].get<std::string>()] = std::to_string(row["actions"].get<int>());
  for (const auto& row : json["actions"]["rows"])
    told.actions[row["number"].get<std::string>()] =
        row["agency"].get<std::string>() + ", " + row["rating"].get<std::string>();
  return told;
}
Told told_in(const document::FilledWorkbook& workbook) {
  Told told;
  for (const document::FilledSheet& sheet : workbook.sheets) {
    std::map<std::uint32_t, std::map<std::string, std::string>> rows;
    std::map<std::uint32_t, std::string> head;
    for (const document::FilledCell& cell : sheet.cells) {
      if (cell.row == 1)
        head[cell.column] = cell.text;
      else
        rows[cell.row][head[cell.column]] = cell.text;
      if (cell.row > 1 && head[cell.column] == "Due") {
        EXPECT_EQ(cell.kind, document::ContentKind::date);
      }
      if (cell.row > 1 && (head[cell.column] == "Actions" || head[cell.column] == "Put back")) {
        EXPECT_EQ(cell.kind, document::ContentKind::number);
      }
    }
    for (auto& [line, cells] : rows) {
      if (sheet.name == "Totals") told.totals[cells["Rating (plan's own words)"]] = cells["Actions"];
      if (sheet.name == "Actions")
        told.actions[cells["Number"]] = cells["Agency"] + ", " + cells["Rating (plan's own words)"];
    }
  }
  return told;
}

TEST(PaperForms, AllSayTheSame) {
  const std::string browser = printer::find_browser();
  ASSERT_NE(browser, "") << "Chromium is not here; bin/setup check brings it";
  printer::Confines patient;  // as long as a busy machine takes
  patient.time = patient.turn = std::chrono::minutes(10);
  const auto printer = printer::make_printer(browser, patient);
  const Writers writers{.printer = printer.get()};
  const app::Writing writing = paper_writing(writers);
  const auto others = writing.others(content(), imprint());
  ASSERT_TRUE(others) << others.error().sentence << " " << others.error().detail;
  app::Imprint whole = imprint();
  std::map<std::string, std::string> files;
  for (const app::Made& each : *others) {
    files[each.name] = each.bytes;
    whole.others.push_back(app::file_of(each));
  }
  const auto page = writing.paper(content(), whole);
  ASSERT_TRUE(page);
  ASSERT_EQ(files.size(), 5u);
  for (const auto& [name, bytes] : files) EXPECT_THAT(page->bytes, HasSubstr(sha256_hex(bytes))) << name;

  const auto read = [](const std::string& bytes, const char* name) {
    auto document = document::read(bytes, name);
    EXPECT_TRUE(document) << name << ": " << (document ? "" : document.error().sentence);
    return document ? *document : document::Document();
  };
  const auto expect = [&](const Told& told, const char* name) {
    EXPECT_EQ(told.totals, wanted().totals) << name;
    EXPECT_EQ(told.actions, wanted().actions) << name;
  };
  expect(told_in(rows_of(read(page->bytes, "paper.html"))), "html");
  expect(told_in(rows_of(read(files["paper.docx"], "paper.docx"))), "docx");
  expect(told_in(nlohmann::json::parse(files["paper.json"])), "json");
  const auto workbook = document::read_filled(files["paper.xlsx"], "paper.xlsx");
  ASSERT_TRUE(workbook);
  expect(told_in(*workbook), "xlsx");

  // A CSV holds one table, that of the actions.
  Told told;
  for (const std::vector<std::string>& cells : rows_of(read(files["paper.csv"], "paper.csv")))
    if (cells.size() > 6 && cells[1] != "Id") told.actions[cells[2]] = cells[4] + ", " + cells[6];
  EXPECT_EQ(told.actions, wanted().actions) << "csv";

  const document::Document pdf = read(files["paper.pdf"], "paper.pdf");
  EXPECT_EQ(pdf.title, "Progress of Rowan");
  const std::string flat = collapsed(pdf.text);
  expect(told_in(rows_of_pdf(files["paper.pdf"])), "pdf");
  // Each says by itself which paper it is: the tables as columns and as a sheet, what is printed on every page.
  EXPECT_THAT(files["paper.csv"], HasSubstr("Paper: Version,Paper: Correction,Paper: Document,Paper: Where\r\n"));
  EXPECT_THAT(files["paper.csv"], HasSubstr(imprint().document + "," + imprint().address + "\r\n"));
  const auto about = nlohmann::json::parse(files["paper.json"]).at("about").at("rows");
  EXPECT_EQ(about.at(2).at("what"), "Document");
  EXPECT_EQ(about.at(2).at("told"), imprint().document);
  EXPECT_TRUE(std::any_of(workbook->sheets.begin(), workbook->sheets.end(),
                          [](const document::FilledSheet& sheet) { return sheet.name == "About"; }));
  std::size_t feet = 0;
  const std::string printed = without_blanks(pdf.text), foot = without_blanks("Version 1 · " + imprint().document);
  for (std::size_t at = printed.find(foot); at != std::string::npos; at = printed.find(foot, at + 1)) ++feet;
  EXPECT_GT(feet, 2u) << "on the foot of each of its pages";
  // Printed before it could name itself, and with all the others.
  EXPECT_THAT(without_blanks(flat), HasSubstr(sha256_hex(files["paper.docx"])));
  EXPECT_THAT(flat, Not(HasSubstr("paper.pdf")));
}

TEST(PaperForms, WithoutChromiumNoPdfIsMade) {
  const Writers writers;
  const auto others = paper_writing(writers).others(content(), imprint());
  ASSERT_TRUE(others);
  std::vector<std::string> names;
  for (const app::Made& each : *others) names.push_back(each.name);
  EXPECT_EQ(names, (std::vector<std::string>{"paper.csv", "paper.json", "paper.xlsx", "paper.docx"}));
  // Nothing of chance or of the clock goes into them.
  const auto again = paper_writing(writers).others(content(), imprint());
  for (std::size_t i = 0; i < others->size(); ++i) EXPECT_EQ((*others)[i].bytes, (*again)[i].bytes) << names[i];
}

TEST(PaperForms, BearTheLedgerThatTheyStandOnAsASquare) {
  app::Imprint made = imprint();
  const Writers writers;
  EXPECT_THAT(paper_writing(writers).paper(content(), made)->bytes, Not(HasSubstr("<svg class=\"c-square\"")));
  made.record_size = 1234;
  made.record_root = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=";
  const std::string page = paper_writing(writers).paper(content(), made)->bytes;
  EXPECT_THAT(page, HasSubstr("role=\"img\" aria-label=\"This paper’s address"));
  EXPECT_THAT(page, HasSubstr(credentials::square_of("https://plans.harrowvale.example/p/k7m2qx9dab\n1234\n" +
                                                     made.record_root + "\n")
                                  .path));
}

// What may not be published was taken out of the content; no form has another way to it.
TEST(PaperForms, HoldOnlyWhatThePaperShows) {
  view::PaperContent made = content();
  made.cover.scope.sections.clear();
  made.plans[0].rows[0].lead = "Dana Whitlock";
  made.plans[0].rows[0].evidence = "Letter of the second of May";
  const Writers writers;
  const auto others = paper_writing(writers).others(made, imprint());
  ASSERT_TRUE(others);
  for (const app::Made& each : *others) {
    std::string text = each.bytes;
    if (each.name == "paper.docx") text = document::read(each.bytes, each.name)->text;
    if (each.name == "paper.xlsx") text = document::read(each.bytes, each.name)->text;
    for (const char* hidden : {"Dana Whitlock", "Letter of the second", "Officers speak"})
      EXPECT_THAT(text, Not(HasSubstr(hidden))) << each.name;
  }
}

}  // namespace
}  // namespace candour::web
