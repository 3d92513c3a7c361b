// Pointers of the library are std::shared_ptr from here on (qpdf/PointerHolder.hh).
#define POINTERHOLDER_TRANSITION 4

#include "printer/printer.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <netinet/in.h>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFOutlineDocumentHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <set>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace candour::printer {
namespace {

const Date day = *Date::parse("2026-03-04");

// A page with one table that fills several sheets.
std::string page(const std::string& more = {}) {
  std::string html =
      "<!DOCTYPE html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>Progress of Rowan – “&amp;”</title>"
      "<style>@media print{@page{size:A4 landscape;margin:14mm}thead{display:table-header-group}}</style></head><body>"
      "<h1>Progress of Rowan</h1><h2>Every action</h2><table><caption>Every action</caption><thead><tr>"
      "<th scope=\"col\">Action</th><th scope=\"col\">Rating</th></tr></thead><tbody>";
  for (int row = 1; row <= 120; ++row)
    html += "<tr><th scope=\"row\">" + std::to_string(row) + "</th><td>Amber " + std::to_string(row * 7) + "</td></tr>";
  return html + "</tbody></table>" + more + "</body></html>";
}

// Somebody who waits as long as a busy machine takes.
Confines patient() {
  Confines confines;
  confines.time = confines.turn = std::chrono::minutes(10);
  return confines;
}

app::Printer& printer() {
  static const auto made = [] {
    const std::string browser = find_browser();
    EXPECT_NE(browser, "") << "Chromium is not here; bin/setup check brings it";
    return make_printer(browser, patient());
  }();
  return *made;
}

// Every element of the structure, by its kind; and the attributes of heads.
struct Structure {
  std::map<std::string, int> kinds;
  std::map<std::string, int> scopes;
  int heads_without_scope = 0;
};
void walk(QPDFObjectHandle element, Structure& found, std::set<QPDFObjGen>& seen) {
  if (element.isArray()) {
    for (QPDFObjectHandle each : element.getArrayAsVector()) walk(each, found, seen);
    return;
  }
  if (!element.isDictionary() || (element.isIndirect() && !seen.insert(element.getObjGen()).second)) return;
  if (element.hasKey("/S") && element.getKey("/S").isName()) {
    const std::string kind = element.getKey("/S").getName();
    ++found.kinds[kind];
    if (kind == "/TH") {
      std::string scope;
      QPDFObjectHandle attributes = element.getKey("/A");
      std::vector<QPDFObjectHandle> all{attributes};
      if (attributes.isArray()) all = attributes.getArrayAsVector();
      for (QPDFObjectHandle each : all)
        if (each.isDictionary() && each.hasKey("/Scope")) scope = each.getKey("/Scope").getName();
      if (scope.empty())
        ++found.heads_without_scope;
      else
        ++found.scopes[scope];
    }
  }
  if (element.hasKey("/K")) walk(element.getKey("/K"), found, seen);
}

TEST(Printer, GivesTheStructureThatThePageHas) {
  const auto bytes = printer().print(page(), day);
  ASSERT_TRUE(bytes) << bytes.error().sentence << " " << bytes.error().detail;
  QPDF pdf;
  pdf.processMemoryFile("printed", bytes->data(), bytes->size());
  QPDFObjectHandle root = pdf.getRoot();
  EXPECT_EQ(root.getKey("/Lang").getUTF8Value(), "en-GB");
  EXPECT_TRUE(root.getKey("/MarkInfo").getKey("/Marked").getBoolValue());
  EXPECT_TRUE(root.getKey("/ViewerPreferences").getKey("/DisplayDocTitle").getBoolValue());
  EXPECT_EQ(pdf.getTrailer().getKey("/Info").getKey("/Title").getUTF8Value(), "Progress of Rowan – “&”");
  EXPECT_EQ(pdf.getTrailer().getKey("/Info").getKey("/CreationDate").getUTF8Value(), "D:20260304000000Z");
  const auto sheets = QPDFPageDocumentHelper(pdf).getAllPages();
  EXPECT_GT(sheets.size(), 2u) << "the table must run over the end of a sheet, or nothing is tried";
  for (QPDFPageObjectHelper sheet : sheets) EXPECT_EQ(sheet.getObjectHandle().getKey("/Tabs").getName(), "/S");
  Structure found;
  std::set<QPDFObjGen> seen;
  walk(root.getKey("/StructTreeRoot").getKey("/K"), found, seen);
  EXPECT_EQ(found.kinds["/Table"], 1);
  EXPECT_EQ(found.kinds["/H1"], 1);
  EXPECT_EQ(found.kinds["/H2"], 1);
  EXPECT_EQ(found.kinds["/Caption"], 1);
  EXPECT_EQ(found.kinds["/TD"], 120);
  EXPECT_EQ(found.scopes, (std::map<std::string, int>{{"/Column", 2}, {"/Row", 120}}));
  EXPECT_EQ(found.heads_without_scope, 0);
  const auto outlines = QPDFOutlineDocumentHelper(pdf).getTopLevelOutlines();
  ASSERT_EQ(outlines.size(), 1u);
  EXPECT_EQ(QPDFOutlineObjectHelper(outlines[0]).getTitle(), "Progress of Rowan");
  ASSERT_EQ(QPDFOutlineObjectHelper(outlines[0]).getKids().size(), 1u);
  const std::string said = [&] {
    const auto data = root.getKey("/Metadata").getStreamData();
    return std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
  }();
  EXPECT_NE(said.find("Progress of Rowan – “&amp;”"), std::string::npos);
  EXPECT_EQ(said.find("pdfuaid"), std::string::npos) << "nobody certified that";
}

TEST(Printer, FetchesNothingAndRunsNothing) {
  // A server on loopback that nobody may ask, and a file that nobody may read.
  const int server = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(bind(server, reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(listen(server, 8), 0);
  ASSERT_EQ(getsockname(server, reinterpret_cast<sockaddr*>(&address), &size), 0);
  const std::string there = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/";
  const auto plain = printer().print(page("<p>end</p>"), day);
  const auto hostile = printer().print(
      page("<p>end</p><iframe src=\"file:///etc/passwd\"></iframe><link rel=\"stylesheet\" href=\"" + there +
           "a.css\"><object data=\"" + there + "\"></object><script>document.body.textContent='taken over'</script>"),
      day);
  ASSERT_TRUE(plain);
  ASSERT_TRUE(hostile) << hostile.error().detail;
  EXPECT_LT(accept(server, nullptr, nullptr), 0) << "somebody asked";
  close(server);
  const auto sheets_of = [](const std::string& bytes) {
    QPDF pdf;
    pdf.processMemoryFile("printed", bytes.data(), bytes.size());
    return QPDFPageDocumentHelper(pdf).getAllPages().size();
  };
  EXPECT_GE(sheets_of(*hostile), sheets_of(*plain)) << "the script ran and took the table away";
}

// What stands in for the browser says what it can reach.
TEST(Printer, TheBrowserSeesNeitherTheRecordNorTheNetwork) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("candour-r" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::filesystem::permissions(folder, std::filesystem::perms::all);
  const std::string prying = (folder / "browser").string(), record = (folder / "candour.db").string();
  std::ofstream(record) << "the record";
  // Each thing that it should not be able to do is a bit of its exit status.
  std::ofstream(prying) << "#!/bin/sh\nn=0\n"
                        << "cat " << record << " && n=$((n+1))\n"
                        << "cat /etc/passwd && n=$((n+2))\n"
                        << "echo x >>" << record << " && n=$((n+4))\n"
                        << "[ \"$(grep -c : /proc/net/dev)\" != 1 ] && n=$((n+8))\n"
                        << "[ -n \"$CANDOUR_SECRET\" ] && n=$((n+16))\n"
                        << "echo x >\"$HOME/mine\" || n=$((n+32))\n"
                        << "exit $n\n";
  chmod(prying.c_str(), 0755);
  setenv("CANDOUR_SECRET", "x", 1);
  const auto printed = make_printer(prying, patient())->print(page("<p>prying</p>"), day);
  unsetenv("CANDOUR_SECRET");
  ASSERT_FALSE(printed);
  EXPECT_NE(printed.error().detail.find("ended with status 0 and"), std::string::npos) << printed.error().detail;
  std::ifstream file(record);
  EXPECT_EQ(std::string((std::istreambuf_iterator<char>(file)), {}), "the record") << "it wrote to the record";
  std::filesystem::remove_all(folder);
}

TEST(Printer, PrintsTheSamePageOnce) {
  // A browser that has one PDF and is then gone.
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("candour-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::filesystem::permissions(folder, std::filesystem::perms::all);
  const std::string once = (folder / "browser").string();
  const auto real = printer().print(page(), day);
  ASSERT_TRUE(real);
  std::ofstream(once, std::ios::binary) << "#!/bin/sh\nfor word; do case $word in --print-to-pdf=*) tail -c "
                                        << real->size() << " \"$0\" >\"${word#*=}\";; esac; done\nexit\n"
                                        << *real;
  chmod(once.c_str(), 0755);
  const auto printing = make_printer(once, patient());
  const auto first = printing->print(page(), day);
  ASSERT_TRUE(first) << first.error().detail;
  std::filesystem::remove_all(folder);
  const auto second = printing->print(page(), day);
  ASSERT_TRUE(second) << second.error().detail;
  EXPECT_EQ(*first, *second);
  EXPECT_FALSE(printing->print(page("<p>other</p>"), day));
  EXPECT_FALSE(printing->print(page(), day.plus_days(1)));
}

TEST(Printer, BeginsAnewWhereTheBrowserHangs) {
  // A browser that hangs when it is begun for the first time, of which it leaves a mark in the one place it may write
  // to that outlasts it; and has one PDF from then on.
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("candour-h" + std::to_string(getpid()));
  const std::filesystem::path mark = "/dev/shm/candour-h" + std::to_string(getpid());
  if (!std::filesystem::exists(mark.parent_path())) GTEST_SKIP() << "this machine has no /dev/shm";
  std::filesystem::create_directories(folder);
  std::ofstream{mark};
  for (const auto& each : {folder, mark}) std::filesystem::permissions(each, std::filesystem::perms::all);
  const std::string hanging = (folder / "browser").string();
  const auto real = printer().print(page(), day);
  ASSERT_TRUE(real);
  std::ofstream(hanging, std::ios::binary)
      << "#!/bin/sh\n[ -s " << mark.string() << " ] || { echo begun >" << mark.string()
      << "; exec sleep 600; }\nfor word; do case $word in --print-to-pdf=*) tail -c " << real->size()
      << " \"$0\" >\"${word#*=}\";; esac; done\nexit\n"
      << *real;
  chmod(hanging.c_str(), 0755);
  const auto printed = make_printer(hanging)->print(page(), day);
  const bool was_begun = std::filesystem::file_size(mark) > 0;
  std::filesystem::remove_all(folder);
  std::filesystem::remove(mark);
  ASSERT_TRUE(printed) << printed.error().detail;
  EXPECT_TRUE(was_begun);
  EXPECT_NE(printed->find("%PDF"), std::string::npos);
}

// The folder is the browser's to write in as it likes: what it links there is not what it printed.
TEST(Printer, TakesWhatWasPrintedAndNoLinkToAnotherFile) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("candour-s" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::filesystem::permissions(folder, std::filesystem::perms::all);
  const auto real = printer().print(page(), day);
  ASSERT_TRUE(real);
  const std::string other = (folder / "other.pdf").string();
  std::ofstream(other, std::ios::binary) << *real;
  for (const auto& [name, makes] :
       {std::pair<std::string, std::string>{"link", "ln -s " + other}, {"pipe", "mkfifo"}}) {
    const std::string browser = (folder / name).string();
    std::ofstream(browser) << "#!/bin/sh\nfor word; do case $word in --print-to-pdf=*) " << makes
                           << " \"${word#*=}\";; esac; done\n";
    chmod(browser.c_str(), 0755);
    const auto printed = make_printer(browser)->print(page(), day);
    ASSERT_FALSE(printed) << name;
    EXPECT_NE(printed.error().detail.find("ended with status 0 and printed nothing"), std::string::npos)
        << printed.error().detail;
  }
  std::filesystem::remove_all(folder);
}

TEST(Printer, WhatGoesWrongIsASentence) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("candour-w" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::filesystem::permissions(folder, std::filesystem::perms::all);
  const std::string slow = (folder / "slow").string();
  std::ofstream(slow) << "#!/bin/sh\nexec sleep 600\n";
  chmod(slow.c_str(), 0755);
  Confines confines;
  confines.time = std::chrono::milliseconds(100);
  for (const auto& [browser, told] : {std::pair<std::string, const char*>{slow, "not done after 100 ms"},
                                      {"/bin/true", "printed nothing"},
                                      {"/nowhere/chromium", "not"}}) {
    const auto printed = make_printer(browser, browser == slow ? confines : patient())->print(page(), day);
    ASSERT_FALSE(printed) << browser;
    EXPECT_EQ(printed.error().code, ErrorCode::unavailable);
    EXPECT_NE(printed.error().sentence.find("Try again"), std::string::npos);
    EXPECT_NE(printed.error().detail.find(told), std::string::npos) << printed.error().detail;
  }
  std::filesystem::remove_all(folder);
  EXPECT_FALSE(finished("no pdf", day));
}

TEST(Printer, LeavesNothingBehind) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("candour-l" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::filesystem::permissions(folder, std::filesystem::perms::all);
  const char* before = std::getenv("TMPDIR");
  const std::string was = before ? before : "";
  setenv("TMPDIR", folder.c_str(), 1);
  const auto printed = printer().print(page("<p>left</p>"), day);
  if (before)
    setenv("TMPDIR", was.c_str(), 1);
  else
    unsetenv("TMPDIR");
  ASSERT_TRUE(printed) << printed.error().detail;
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace candour::printer
