// Against a real clamd; and against what stands where one should be.

#include "scanner/clamd.h"

#include "scanner/daemon_test.h"

namespace candour::scanner {
namespace {

std::string scanned(const app::Scanner& scanner, std::string_view bytes) {
  const auto found = scanner.scan(bytes);
  return found ? "found: " + *found : "unknown: " + found.error().detail;
}

TEST(Clamd, finds_what_it_knows_and_nothing_else) {
  Daemon daemon;
  ASSERT_NO_FATAL_FAILURE(daemon.start());
  const auto scanner = clamd(daemon.address());
  ASSERT_TRUE(scanner);
  const std::string harm(Daemon::harmful);
  const struct {
    const char* name;
    std::string bytes, says;
  } cases[] = {
      {"nothing", "", "found: "},
      {"a register", "Name,Date\nA,1 May\n", "found: "},
      {"harm", harm, "found: " + std::string(Daemon::found)},
      {"harm behind more than one piece", std::string(150'000, ' ') + harm, "found: " + std::string(Daemon::found)},
      {"harm across two pieces", std::string((64u << 10) - 5, ' ') + harm, "found: " + std::string(Daemon::found)},
      {"all but harm", harm.substr(1), "found: "},
      {"larger than it takes", std::string(9u << 20, ' '), "unknown: clamd: INSTREAM size limit exceeded. ERROR"},
  };
  for (const auto& each : cases) EXPECT_EQ(scanned(**scanner, each.bytes), each.says) << each.name;
}

TEST(Clamd, that_is_down_says_nothing_and_is_asked_again_when_it_is_back) {
  Daemon daemon;
  const auto scanner = clamd(daemon.address());
  ASSERT_TRUE(scanner);
  const auto down = (*scanner)->scan("text");
  ASSERT_FALSE(down);
  EXPECT_EQ(down.error().code, ErrorCode::unavailable);
  ASSERT_NO_FATAL_FAILURE(daemon.start());
  EXPECT_EQ(scanned(**scanner, "text"), "found: ");
  daemon.stop();
  EXPECT_FALSE((*scanner)->scan("text"));
}

// Stands where clamd should and answers what it is told, or nothing.
class Impostor {
 public:
  explicit Impostor(std::string answer) : answer_(std::move(answer)) {
    listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    char folder[] = "/tmp/candour-clamd-XXXXXX";
    folder_ = mkdtemp(folder);
    sockaddr_un to{};
    to.sun_family = AF_UNIX;
    address().copy(to.sun_path, sizeof to.sun_path - 1);
    EXPECT_EQ(::bind(listener_, reinterpret_cast<const sockaddr*>(&to), sizeof to), 0);
    EXPECT_EQ(::listen(listener_, 1), 0);
    thread_ = std::thread([this] {
      const int one = ::accept(listener_, nullptr, nullptr);
      if (one < 0) return;
      if (!answer_.empty()) (void)!::write(one, answer_.data(), answer_.size());
      char buffer[4096];
      while (::read(one, buffer, sizeof buffer) > 0) {
      }
      ::close(one);
    });
  }
  ~Impostor() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
    std::filesystem::remove_all(folder_);
  }
  std::string address() const { return (folder_ / "clamd.ctl").string(); }

 private:
  std::string answer_;
  std::filesystem::path folder_;
  int listener_ = -1;
  std::thread thread_;
};

TEST(Clamd, is_believed_only_where_it_makes_sense) {
  using namespace std::string_literals;
  const struct {
    std::string answer, says;
  } cases[] = {
      {"stream: OK\0"s, "found: "},
      {"stream: Some.Thing FOUND\0"s, "found: Some.Thing"},
      {"stream:  FOUND\0"s, "unknown: clamd: stream:  FOUND"},
      {"UNKNOWN COMMAND\0"s, "unknown: clamd: UNKNOWN COMMAND"},
      {"stream: OK, perhaps\0"s, "unknown: clamd: stream: OK, perhaps"},
      {std::string(5000, 'x'), "unknown: clamd: the answer has no end"},
      {"", "unknown: clamd: out of time"},
  };
  for (const auto& each : cases) {
    const Impostor impostor(each.answer);
    const auto scanner =
        each.answer.empty() ? clamd(impostor.address(), std::chrono::milliseconds(500)) : clamd(impostor.address());
    ASSERT_TRUE(scanner);
    EXPECT_EQ(scanned(**scanner, "text"), each.says);
  }
}

TEST(Clamd, has_an_address) {
  for (const char* text : {"/run/clamav/clamd.ctl", "127.0.0.1:3310", "[::1]:3310", "scanner.example:3310"})
    EXPECT_TRUE(clamd(text)) << text;
  for (const char* text :
       {"", "clamd.ctl", ":3310", "127.0.0.1", "127.0.0.1:", "127.0.0.1:port", "127.0.0.1:123456", "[]:3310"})
    EXPECT_FALSE(clamd(text)) << text;
  EXPECT_FALSE(clamd("/" + std::string(200, 'x')));
}

}  // namespace
}  // namespace candour::scanner
