// seeds FOLDER FILE…: writes what each fuzzer begins from, one folder a fuzzer: a small plan in every form that the
// tests write, and the files given, where they are small. A .drawing (support/drawing.h) is made in every form, too.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>
#include <zip.h>

#include "document/document.h"
#include "intake/reading.h"
#include "ledger/audit.h"
#include "ledger/commitment.h"
#include "ledger/policy.h"
#include "ledger/tiles.h"
#include "ledger/witness.h"
#include "support/drawing.h"
#include "support/write_document.h"

namespace {

namespace fs = std::filesystem;
using namespace candour;

constexpr std::size_t largest = 60'000;  // larger inputs teach a fuzzer little and cost it much

class Seeds {
 public:
  explicit Seeds(fs::path folder) : folder_(std::move(folder)) {}
  void add(std::string_view fuzzer, std::string_view bytes) {
    if (bytes.size() > largest) return;
    const fs::path folder = folder_ / fuzzer;
    fs::create_directories(folder);
    std::ofstream(folder / ("seed-" + std::to_string(count_++)), std::ios::binary) << bytes;
  }

 private:
  fs::path folder_;
  std::size_t count_ = 0;
};

std::string part_of(const std::string& container, const char* name) {
  zip_error_t error;
  zip_source_t* source = zip_source_buffer_create(container.data(), container.size(), 0, &error);
  zip_t* zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
  if (!zip) {
    if (source) zip_source_free(source);
    return {};
  }
  std::string bytes;
  zip_stat_t facts;
  if (zip_stat(zip, name, 0, &facts) == 0) {
    if (zip_file_t* file = zip_fopen(zip, name, 0)) {
      bytes.resize(facts.size);
      const zip_int64_t read = zip_fread(file, bytes.data(), bytes.size());
      bytes.resize(read > 0 ? static_cast<std::size_t>(read) : 0);
      zip_fclose(file);
    }
  }
  zip_discard(zip);
  return bytes;
}

std::string parts_of(const std::string& container, const std::vector<const char*>& names) {
  std::string joined;
  for (const char* name : names) {
    if (!joined.empty()) joined += '\x1c';
    joined += part_of(container, name);
  }
  return joined;
}

// What a file gives to the fuzzer of its reader.
void add_form(Seeds& seeds, const std::string& bytes, const std::string& name) {
  const std::string ending = fs::path(name).extension().string();
  if (ending == ".txt" || ending == ".csv" || ending == ".md") {
    seeds.add("text", (ending == ".txt" ? '\0' : ending == ".csv" ? '\1' : '\2') + bytes);
    for (const char kind : {'\0', '\1', '\2', '\3', '\7'}) seeds.add("intake", std::string{kind, '\1'} + bytes);
  } else if (ending == ".html") {
    seeds.add("html", bytes);
  } else if (ending == ".pdf") {
    seeds.add("pdf", bytes.substr(std::min(bytes.size(), bytes.find('\n') + 1)));  // the fuzzer puts its mark in front
  } else {
    seeds.add("container", bytes);
    if (ending == ".docx")
      seeds.add("word", parts_of(bytes, {"word/document.xml", "word/styles.xml", "word/numbering.xml",
                                         "word/comments.xml", "word/footnotes.xml", "word/header1.xml"}));
    if (ending == ".xlsx")
      seeds.add("workbook", parts_of(bytes, {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
                                             "xl/worksheets/sheet2.xml"}));
    if (ending == ".odt") seeds.add("opendocument", parts_of(bytes, {"content.xml", "styles.xml"}));
  }
}

// And what its meaning gives to the fuzzers of what is made of a reading.
void add(Seeds& seeds, const std::string& bytes, const std::string& name) {
  add_form(seeds, bytes, name);
  const auto document = document::read(bytes, name);
  if (!document) return;
  const intake::Reading reading = intake::draft(*document);
  seeds.add("stored_reading", intake::to_json(reading));
  for (const intake::Action& action : reading.actions)
    seeds.add("remarks", action.evidence + '\x1c' + action.action + '\x1c' + action.constraints + '\x1c' + action.lead +
                             '\x1c' + action.response + '\x1c' + action.outcome + '\x1c' + action.target);
}

// One of each text that a ledger reads, behind the byte that chooses it; by another key than the fuzzer's.
void add_ledger(Seeds& seeds) {
  using namespace ledger;
  const SigningKey log =
      *SigningKey::make("candour.harrow-vale.example/log/1", Algorithm::signature, SigningKey::Seed{1});
  const SigningKey witness =
      *SigningKey::make("witness.brackenford.example", Algorithm::cosignature, SigningKey::Seed{2});
  const auto add = [&](char which, const std::string& bytes) { seeds.add("ledger", which + bytes); };
  Tree tree;
  for (char i = 0; i < 7; ++i) tree.append(leaf_hash({&i, 1}));
  const Checkpoint checkpoint{log.verifier().name, 7, tree.root()};
  const std::string text = write_checkpoint(checkpoint);
  const std::string note = write_note({text, {sign(log, text), cosign(witness, text, 1'772'705'100)}});
  const Advance advance{3, *consistency_proof(3, 7, tree.nodes())};
  add(0, note);
  add(1, text);
  add(2, write_entry_proof({"extra", 4, *inclusion_proof(4, 7, tree.nodes()), note}));
  add(3, write_add_checkpoint({advance, note}));
  add(4, write_policy({{log.verifier()}, {{"A", witness.verifier(), "https://a.example"}}, {{"G", 1, {"A"}}}, "G"}));
  add(5, write_verifier_key(witness.verifier()));
  add(5, log.write());
  add(6, *write_entry(Genesis{"0011", {}, Genesis::Earlier{"old.example", 9, tree.root(), "Lost."}}));
  add(6, *write_entry(Paper{"a", 2, tree.root(), 9, "text/plain", "T", "B", "M", {}, 1, "R", 3, tree.root()}));
  add(6, *write_entry(Withdrawal{"a", 2, 5, {}, "R"}));
  add(6, write_event_entry(tree.root()));
  add(7, write_committed_core({"plan/a", 2, tree.root(), tree.root(), "{}"}));
  add(8, tile_path({1, 1'234'067, 112}));
  add(8, bundle_path(1'234'067, 256));
  std::string bundle;
  (void)add_to_bundle(bundle, "an entry");
  add(9, bundle);
  add(10, write_signer_memory({checkpoint}));
  add(10, write_consistency(advance));
  std::string checks(15, '\0');
  checks += '\7';
  for (const Hash& hash : advance.proof) checks += bytes_of(hash);
  add(11, checks);
}

support::Document small_plan() {
  using namespace support;
  Document document;
  document.title = "A small plan";
  Sheet sheet;
  sheet.blocks.push_back(Paragraph{"Harrow Vale: action plan as at 14 March 2025", 1});
  sheet.blocks.push_back(Paragraph{"Green: on track. Amber: slipping. Blue: embedded.", 0});
  sheet.blocks.push_back(Paragraph{"Finding 1: Histories were not shared", 2});
  sheet.blocks.push_back(Paragraph{"• a point\n• another", 0, false, true});
  Table table;
  Row head;
  head.header = true;
  for (const char* title : {"Question", "Agency", "Action", "RAG", "Target date", "Evidence", "Lead"})
    head.cells.push_back(Cell{title, true});
  table.rows.push_back(head);
  Row first;
  first.cells = {Cell{"1a Who checks?", false, "", 1, 2},
                 Cell{"Police"},
                 Cell{"Agree a form\n• for histories"},
                 Cell{"A", true, "FFC000"},
                 Cell{"30/06/2025", false, "", 1, 1, Content::date},
                 Cell{"Will be tested in June. See 1b"},
                 Cell{"DI / NL"}};
  table.rows.push_back(first);
  Row second;
  second.cells = {Cell{"Housing"}, Cell{"As above"}, Cell{"", false, "00B050"}, Cell{"March 15 and ongoing"},
                  Cell{"N/A", false, "", 2}};
  table.rows.push_back(second);
  sheet.blocks.push_back(table);
  document.sheets.push_back(sheet);
  return document;
}

constexpr const char* forms[] = {"csv", "md", "html", "docx", "xlsx", "odt", "pdf"};

// No writer of ours makes an OpenDocument workbook.
constexpr std::string_view small_workbook =
    R"(<office:document-content><office:automatic-styles>
<style:style style:name="c1" style:family="table-cell"><style:table-cell-properties fo:background-color="#ffc000"/></style:style>
<number:percentage-style style:name="N11"><number:number number:decimal-places="0"/><number:text>%</number:text></number:percentage-style>
</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Plan">
<table:table-column table:number-columns-repeated="4"/>
<table:table-row><table:table-cell office:value-type="string"><text:p>Ref</text:p></table:table-cell>
<table:table-cell><text:p>Action</text:p></table:table-cell><table:table-cell><text:p>RAG</text:p></table:table-cell>
<table:table-cell><text:p>Due</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-rows-spanned="2" office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>
<table:table-cell><text:p>Teach it<text:line-break/>and <text:s text:c="2"/>test it</text:p></table:table-cell>
<table:table-cell table:style-name="c1" office:value-type="percentage" office:value="0.5"/>
<table:table-cell office:value-type="date" office:date-value="2025-06-30"><office:annotation><text:p>late</text:p></office:annotation><text:p>30/06/25</text:p></table:table-cell></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell table:number-columns-repeated="3"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>)";

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::fputs("seeds FOLDER FILE…\n", stderr);
    return 64;
  }
  Seeds seeds(words[1]);
  const support::Document plan = small_plan();
  add(seeds, support::to_bytes(plan, "txt"), "plan.txt");
  for (const char* form : forms) add_form(seeds, support::to_bytes(plan, form), std::string("plan.") + form);
  seeds.add("opendocument", small_workbook);
  add_ledger(seeds);
  for (int i = 2; i < count; ++i) {
    std::ifstream file(words[i], std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    if (fs::path(words[i]).extension() != ".drawing") {
      add(seeds, bytes, words[i]);
      continue;
    }
    const support::Document drawn = support::read_drawing(bytes).document;
    add(seeds, support::to_bytes(drawn, "docx"), "drawn.docx");
    for (const char* form : forms) add_form(seeds, support::to_bytes(drawn, form), std::string("drawn.") + form);
  }
  return 0;
}
