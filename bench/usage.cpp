// What a command and every process it starts take: seconds, seconds of CPU and peak memory.
//
//   usage COMMAND…     (a line of three fields: seconds, seconds of CPU, MB at the peak; the command's output is
//   dropped)
//
// Memory is what the command's processes hold together, looked at every few milliseconds (pages that two of them share
// are counted twice), or the most that one of them ever held, whichever is more.

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

// Bytes that a process and all below it hold.
std::size_t memory_of(pid_t root) {
  struct Process {
    pid_t parent = 0;
    std::size_t bytes = 0;
  };
  std::map<pid_t, Process> processes;
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  std::error_code gone;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", gone)) {
    const std::string name = entry.path().filename();
    if (!std::isdigit(static_cast<unsigned char>(name[0]))) continue;
    std::ifstream stat(entry.path() / "stat");
    std::string line;
    std::getline(stat, line);                   // nothing where the process has just ended
    const std::size_t named = line.rfind(')');  // the command's name may hold anything
    if (named == std::string::npos) continue;
    std::istringstream rest(line.substr(named + 1));
    char state = 0;
    Process process;
    rest >> state >> process.parent;
    std::ifstream statm(entry.path() / "statm");
    std::size_t size = 0, resident = 0;
    statm >> size >> resident;
    process.bytes = resident * page;
    processes[std::atoi(name.c_str())] = process;
  }
  std::size_t sum = 0;
  for (const auto& [id, process] : processes)
    for (pid_t above = id; processes.contains(above); above = processes[above].parent)
      if (above == root) {
        sum += process.bytes;
        break;
      }
  return sum;
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::fprintf(stderr, "usage COMMAND…\n");
    return 64;
  }
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child < 0) return 71;
  if (child == 0) {
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    execvp(words[1], words + 1);
    _exit(127);
  }
  std::size_t peak = 0;
  int status = 0;
  rusage used{};
  while (wait4(child, &status, WNOHANG, &used) == 0) {
    peak = std::max(peak, memory_of(child));
    usleep(5000);
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const auto of = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  peak = std::max(peak, static_cast<std::size_t>(used.ru_maxrss) * 1024);
  std::printf("%.3f\t%.4f\t%.0f\n", seconds, of(used.ru_utime) + of(used.ru_stime), static_cast<double>(peak) / 1e6);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 70;
}
