#include "scanner/clamd.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

#include "base/text.h"

namespace candour::scanner {
namespace {

using Clock = std::chrono::steady_clock;

// A piece behind its length; clamd takes any size below its StreamMaxLength.
constexpr std::size_t piece = 64u << 10;
constexpr std::size_t longest_answer = 4096;

struct Address {
  std::string path;        // of a socket in the file system
  std::string host, port;  // or these
};

tl::unexpected<Error> unasked(std::string detail) {
  return fail(ErrorCode::unavailable, "The virus scanner could not be asked.", std::move(detail));
}
tl::unexpected<Error> unasked(std::string_view what, int error) {
  return unasked("clamd: " + std::string(what) + ": " + std::strerror(error));
}

class Connection {
 public:
  Connection(int socket, Clock::time_point deadline) : socket_(socket), deadline_(deadline) {}
  Connection(Connection&& other) noexcept : socket_(std::exchange(other.socket_, -1)), deadline_(other.deadline_) {}
  Connection& operator=(Connection&&) = delete;
  ~Connection() {
    if (socket_ >= 0) ::close(socket_);
  }

  Result<void> connect(const sockaddr* to, socklen_t size) {
    if (::connect(socket_, to, size) == 0) return {};
    if (errno != EINPROGRESS) return unasked("connect", errno);
    CANDOUR_CHECK(wait(POLLOUT));
    int error = 0;
    socklen_t length = sizeof error;
    if (getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &length) != 0) error = errno;
    if (error != 0) return unasked("connect", error);
    return {};
  }

  Result<void> send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent > 0) {
        bytes.remove_prefix(static_cast<std::size_t>(sent));
      } else if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
        CANDOUR_CHECK(wait(POLLOUT));
      } else if (!(sent < 0 && errno == EINTR)) {
        return unasked("send", errno);
      }
    }
    return {};
  }

  // Up to the zero byte that ends it, or to the end.
  Result<std::string> receive() {
    std::string answer;
    char buffer[1024];
    for (;;) {
      const ssize_t got = ::recv(socket_, buffer, sizeof buffer, 0);
      if (got == 0) return answer;
      if (got < 0 && errno == EINTR) continue;
      if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
        CANDOUR_CHECK(wait(POLLIN));
        continue;
      }
      if (got < 0) return unasked("receive", errno);
      answer.append(buffer, static_cast<std::size_t>(got));
      if (const std::size_t end = answer.find('\0'); end != std::string::npos) return answer.substr(0, end);
      if (answer.size() > longest_answer) return unasked("clamd: the answer has no end");
    }
  }

 private:
  Result<void> wait(short event) const {
    for (;;) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
      if (left <= 0) return unasked("clamd: out of time");
      pollfd waited{socket_, event, 0};
      const int ready = poll(&waited, 1, static_cast<int>(left));
      if (ready > 0) return {};
      if (ready < 0 && errno != EINTR) return unasked("poll", errno);
    }
  }

  int socket_;
  Clock::time_point deadline_;
};

Result<Connection> connected(const Address& address, Clock::time_point deadline) {
  if (!address.path.empty()) {
    sockaddr_un to{};
    to.sun_family = AF_UNIX;
    std::copy(address.path.begin(), address.path.end(), to.sun_path);
    Connection connection(socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), deadline);
    // On a Unix socket a full queue is told at once (EAGAIN); the caller asks again later.
    CANDOUR_CHECK(connection.connect(reinterpret_cast<const sockaddr*>(&to), sizeof to));
    return connection;
  }
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int failed = getaddrinfo(address.host.c_str(), address.port.c_str(), &wanted, &found); failed != 0)
    return unasked(std::string("clamd: ") + gai_strerror(failed));
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> held(found, freeaddrinfo);
  Error last;
  for (const addrinfo* each = found; each; each = each->ai_next) {
    Connection connection(socket(each->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), deadline);
    auto made = connection.connect(each->ai_addr, each->ai_addrlen);
    if (made) return connection;
    last = std::move(made.error());
  }
  return fail(std::move(last));
}

class Clamd final : public app::Scanner {
 public:
  Clamd(Address address, std::chrono::milliseconds most) : address_(std::move(address)), most_(most) {}

  Result<std::string> scan(std::string_view bytes) const override {
    CANDOUR_TRY(connection, connected(address_, Clock::now() + most_));
    // Where it refuses in the middle (a file over its limit) it answers and closes: its words say more than the error.
    auto sent = send(connection, bytes);
    auto answer = connection.receive();
    if (answer && !answer->empty()) return found_in(trimmed(*answer));
    if (!sent) return fail(std::move(sent.error()));
    if (!answer) return fail(std::move(answer.error()));
    return unasked("clamd: no answer");
  }

 private:
  static Result<void> send(Connection& connection, std::string_view bytes) {
    CANDOUR_CHECK(connection.send(std::string_view("zINSTREAM\0", 10)));
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
      const std::size_t size = std::min(piece, bytes.size());
      CANDOUR_CHECK(connection.send(length(size)));
      CANDOUR_CHECK(connection.send(bytes.substr(0, size)));
    }
    return connection.send(length(0));
  }
  static std::string length(std::size_t size) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>((size >> shift) & 0xFF);
    return bytes;
  }

  // "stream: OK", "stream: Win.Test.EICAR_HDB-1 FOUND", or why not: "INSTREAM size limit exceeded. ERROR".
  static Result<std::string> found_in(std::string_view answer) {
    constexpr std::string_view of_stream = "stream: ", found = " FOUND";
    if (answer == "stream: OK") return std::string();
    if (answer.starts_with(of_stream) && answer.ends_with(found) && answer.size() > of_stream.size() + found.size())
      return std::string(answer.substr(of_stream.size(), answer.size() - of_stream.size() - found.size()));
    return unasked("clamd: " + std::string(shortened(repaired_utf8(answer), 200)));
  }

  Address address_;
  std::chrono::milliseconds most_;
};

}  // namespace

Result<std::unique_ptr<app::Scanner>> clamd(std::string_view text, std::chrono::milliseconds most) {
  const auto refuse = [&] {
    return fail(ErrorCode::bad_input, "“" + std::string(text) +
                                          "” is no address of a virus scanner. Write the path of its socket "
                                          "(/run/clamav/clamd.ctl) or HOST:PORT (127.0.0.1:3310).");
  };
  Address address;
  if (text.starts_with('/')) {
    if (text.size() >= sizeof(sockaddr_un::sun_path)) return refuse();
    address.path = std::string(text);
  } else {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return refuse();
    std::string_view host = text.substr(0, colon), port = text.substr(colon + 1);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    const bool number = !port.empty() && port.size() <= 5 &&
                        std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (host.empty() || !number) return refuse();
    address.host = std::string(host);
    address.port = std::string(port);
  }
  return std::make_unique<Clamd>(std::move(address), most);
}

}  // namespace candour::scanner
