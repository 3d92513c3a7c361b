// What reading one document costs in one process: its bytes to blocks and cells, those to a draft with remarks, that to
// JSON; without the child process in which the program does it.
//
//   reading FILE [TIMES]     (a line of two fields: rows, and the median milliseconds of CPU of one reading)

#include "intake/reading.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/resource.h>
#include <vector>

#include "app/remarks.h"
#include "document/document.h"

namespace {

double cpu_milliseconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto of = [](const timeval& time) {
    return 1000.0 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1000.0;
  };
  return of(used.ru_utime) + of(used.ru_stime);
}

}  // namespace

int main(int count, char** words) {
  using namespace candour;
  const int times = count > 2 ? std::atoi(words[2]) : 50;
  if (count < 2 || times < 1) {
    std::fprintf(stderr, "reading FILE [TIMES]\n");
    return 64;
  }
  std::ifstream file(words[1], std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  std::size_t rows = 0;
  std::vector<double> took;
  for (int i = 0; i < times; ++i) {
    const double start = cpu_milliseconds();
    const auto document = document::read(bytes, words[1]);
    if (!document) {
      std::fprintf(stderr, "%s\n", document.error().sentence.c_str());
      return 65;
    }
    intake::Reading reading = app::with_remarks(intake::draft(*document));
    for (intake::Action& action : reading.actions) action.cells.clear();  // as the command does
    const std::string json = intake::to_json(reading);
    took.push_back(cpu_milliseconds() - start);
    rows = reading.actions.size();
    if (json.empty()) return 70;
  }
  std::nth_element(took.begin(), took.begin() + static_cast<std::ptrdiff_t>(took.size() / 2), took.end());
  std::printf("%zu\t%.1f\n", rows, took[took.size() / 2]);
}
