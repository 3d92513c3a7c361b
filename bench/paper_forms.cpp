// What a paper costs in each of its forms: every section of one plan's paper, as it is written when it is proposed.
//
//   paper_forms DATA PLAN [FOLDER]   (a line of three fields each: form, milliseconds, bytes; the median of its runs,
//                                     the PDF's each printed anew; with FOLDER the files are left there)

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "app/candour.h"
#include "base/clock.h"
#include "printer/printer.h"
#include "report/paper.h"
#include "report/sheet.h"
#include "report/word.h"
#include "sqlite/sqlite_store.h"
#include "view/paper.h"
#include "web/pages_papers.h"

namespace {

using namespace candour;

double milliseconds(std::chrono::steady_clock::duration time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

int stop(const Error& error) {
  std::fprintf(stderr, "%s %s\n", error.sentence.c_str(), error.detail.c_str());
  return 70;
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) {
    std::fprintf(stderr, "paper_forms DATA PLAN [FOLDER]\n");
    return 64;
  }
  const auto store = sqlite::open_store(std::filesystem::path(words[1]) / "candour.db");
  if (!store) return stop(store.error());
  const SystemClock clock;
  const app::Candour candour(**store, nullptr, clock);
  const auto picture = candour.picture({});
  if (!picture) return stop(picture.error());
  paper::Cover cover;
  cover.title = "Progress";
  cover.body = "Scrutiny Committee";
  cover.scope.plans = {words[2]};
  cover.scope.as_at = clock.now().date();
  cover.scope.sections.assign(std::begin(paper::every_section), std::end(paper::every_section));
  const view::PaperContent content = view::paper_content(**picture, cover, nullptr, {});
  if (content.total == 0) {
    std::fprintf(stderr, "There is no plan %s with actions.\n", words[2]);
    return 65;
  }
  app::Imprint imprint;
  imprint.document = std::string(32, '0');
  const web::Writers writers;
  const app::Writing writing = web::paper_writing(writers);
  const std::string browser = printer::find_browser();
  std::string page;

  const auto measure = [&](const char* form, int times, const std::function<Result<std::string>()>& write) {
    std::vector<double> took;
    std::string bytes;
    for (int i = 0; i < times; ++i) {
      const auto start = std::chrono::steady_clock::now();
      auto made = write();
      took.push_back(milliseconds(std::chrono::steady_clock::now() - start));
      if (!made) return stop(made.error());
      bytes = std::move(*made);
    }
    std::nth_element(took.begin(), took.begin() + static_cast<std::ptrdiff_t>(took.size() / 2), took.end());
    std::printf("%s\t%.1f\t%zu\n", form, took[took.size() / 2], bytes.size());
    if (count > 3) std::ofstream(std::filesystem::path(words[3]) / (std::string("paper.") + form)) << bytes;
    if (std::string(form) == "html") page = std::move(bytes);
    return 0;
  };
  int failed = measure("html", 21, [&]() -> Result<std::string> {
    CANDOUR_TRY(made, writing.paper(content, imprint));
    return std::move(made.bytes);
  });
  const auto sheets = [&] { return report::paper_sheets(content); };
  failed |= measure("csv", 21, [&]() -> Result<std::string> { return report::csv(sheets().back()); });
  failed |= measure("json", 21, [&]() -> Result<std::string> { return report::json(sheets()); });
  failed |= measure("xlsx", 21, [&] { return report::xlsx(sheets(), {cover.title, "", cover.scope.as_at}); });
  failed |= measure("docx", 21, [&] { return report::paper_docx(content, {}, writers.word); });
  if (!browser.empty())
    failed |= measure("pdf", 5, [&] { return printer::make_printer(browser)->print(page, cover.scope.as_at); });
  return failed;
}
