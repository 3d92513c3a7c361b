#include "http/server.h"

#include <arpa/inet.h>
#include <atomic>
#include <condition_variable>
#include <fstream>
#include <gtest/gtest.h>
#include <mutex>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <zlib.h>

#include "base/sha256.h"
#include "http/inside/deflate.h"

namespace candour::http {
namespace {

using namespace std::chrono_literals;

// A client that says exactly what it is told to, byte for byte.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  Client(const Client&) = delete;
  Client(Client&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)), connected_(other.connected_), read_(std::move(other.read_)) {}
  ~Client() {
    if (socket_ >= 0) ::close(socket_);
  }
  bool connected() const { return connected_; }

  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }
  void say_no_more() { ::shutdown(socket_, SHUT_WR); }

  struct Answer {
    int status = 0;  // 0: the connection ended without one
    std::string head;
    std::string body;
    bool whole = false;  // all of Content-Length came

    std::string header(std::string_view name) const {
      const std::string key = "\r\n" + std::string(name) + ": ";
      const auto at = head.find(key);
      if (at == std::string::npos) return "";
      return head.substr(at + key.size(), head.find("\r\n", at + 2) - at - key.size());
    }
  };

  // The next answer; `without_body` after a HEAD.
  Answer answer(bool without_body = false) {
    Answer answer;
    std::size_t end;
    while ((end = read_.find("\r\n\r\n")) == std::string::npos)
      if (!more()) return answer;
    answer.head = read_.substr(0, end + 2);
    answer.status = std::stoi(answer.head.substr(9, 3));
    read_.erase(0, end + 4);
    const auto length = answer.header("Content-Length");
    const std::size_t wanted = length.empty() || without_body ? 0 : std::stoul(length);
    while (read_.size() < wanted)
      if (!more()) break;
    answer.body = read_.substr(0, wanted);
    answer.whole = answer.body.size() == wanted;
    read_.erase(0, answer.body.size());
    return answer;
  }
  // True when the server closes without saying more.
  bool is_closed_by_server() { return read_.empty() && !more(); }

 private:
  bool more() {
    pollfd ready{socket_, POLLIN, 0};
    if (::poll(&ready, 1, 180'000) != 1) return false;
    char bytes[65'536];
    const auto count = ::recv(socket_, bytes, sizeof bytes, 0);
    if (count <= 0) return false;
    read_.append(bytes, static_cast<std::size_t>(count));
    return true;
  }

  int socket_;
  bool connected_ = false;
  std::string read_;
};

std::string long_page() {
  std::string page = "<!doctype html>";
  for (int i = 0; i < 400; ++i) page += "<tr><td>Harrow Vale</td><td>action " + std::to_string(i) + "</td></tr>\n";
  return page;
}

// Holds handlers until a test lets them go.
class Gate {
 public:
  void pass() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return open_; });
  }
  void await_one() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_ > 0; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool open_ = false;
};

// A path that no other run of these tests has.
std::filesystem::path own(const std::string& name) {
  return std::filesystem::path(CANDOUR_BINARY_DIR) / (name + "-" + std::to_string(getpid()));
}

// A server on a free port of loopback, with a small site.
class ServerTest : public testing::Test {
 protected:
  void TearDown() override { stop(); }

  Guard guard;
  void serve(ServerSettings settings = {}) {
    Routes routes;
    routes.set_guard(std::move(guard));
    routes.get("/", [](const Request&) { return plain("home"); });
    routes.get("/hello/{path}",
               [](const Request& request) { return plain("hello " + std::string(request.parameter("path"))); });
    routes.get("/long", [](const Request&) { return html(long_page()).set("ETag", "\"v1\""); });
    routes.get("/css", [css = make_asset(std::string(5'000, 'c'), "text/css")](const Request&) { return asset(css); });
    routes.get("/own", [](const Request&) {
      return html("x").set("Cache-Control", "max-age=60").set("X-Own", "a\r\nSet-Cookie: evil=1");
    });
    routes.get("/big", [](const Request&) { return bytes(std::string(20u << 20, 'b'), "application/octet-stream"); });
    routes.get("/file", [](const Request&) {
      return attachment(FileBody{own("server_test.bin")}, "application/octet-stream", "x");
    });
    routes.get("/gate", [this](const Request&) {
      gate_.pass();
      return plain("through the gate");
    });
    routes.get("/slow",
               [this](const Request&) {
                 gate_.pass();
                 return plain("slowly");
               },
               {.pace = Pace::slow});
    routes.get("/dear",
               [this](const Request&) {
                 dear_gate_.pass();
                 return plain("dearly");
               },
               {.pace = Pace::dear});
    routes.get("/throw", [](const Request&) -> Response { throw std::runtime_error("the detail"); });
    routes.get("/u/{token}", [](const Request&) { return plain("secret"); }, {.logged = LoggedPath::pattern});
    routes.post("/u/{token}", [](const Request&) { return plain("sent"); }, {.logged = LoggedPath::pattern});
    const auto echo = [](const Request& request) {
      return plain("body=" + request.body() + ";form=" + request.form().encoded());
    };
    routes.post("/echo", echo, {.body = {.text = 100'000, .total = 100'000}});
    routes.add(Method::put, "/echo", echo);
    routes.post("/upload",
                [](const Request& request) {
                  const auto* file = request.file("file");
                  return plain(file == nullptr ? "none"
                                               : file->file_name() + " " + std::to_string(file->size()) + " " +
                                                     sha256_hex(file->bytes()));
                },
                {.body = files_up_to(300u << 20)});
    settings.port = 0;
    if (settings.threads == 0) settings.threads = 3;
    auto listening = Server::listen(std::move(settings), std::move(routes));
    ASSERT_TRUE(listening) << listening.error().sentence;
    server_ = std::move(*listening);
    host_ = "Host: 127.0.0.1:" + std::to_string(server_->port()) + "\r\n";
    thread_ = std::thread([this] { server_->run(); });
  }
  void stop() {
    gate_.open();
    dear_gate_.open();
    if (server_) server_->stop();
    if (thread_.joinable()) thread_.join();
  }
  Client client() { return Client(server_->port()); }
  std::string get(const std::string& target, const std::string& more = "") const {
    return "GET " + target + " HTTP/1.1\r\n" + host_ + more + "\r\n";
  }
  std::string post(const std::string& target, const std::string& body, const std::string& more = "") const {
    return "POST " + target + " HTTP/1.1\r\n" + host_ + "Content-Length: " + std::to_string(body.size()) + "\r\n" +
           more + "\r\n" + body;
  }
  Client::Answer ask(const std::string& request) {
    auto one = client();
    one.send(request);
    return one.answer();
  }

  std::unique_ptr<Server> server_;
  std::thread thread_;
  std::string host_;
  Gate gate_, dear_gate_;
};

TEST_F(ServerTest, AnswersWithAllDefaultHeaders) {
  serve();
  const auto answer = ask(get("/hello/caf%C3%A9"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "hello café");
  EXPECT_EQ(answer.header("Content-Security-Policy"), page_policy);
  EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(answer.header("Referrer-Policy"), "same-origin");
  EXPECT_EQ(answer.header("Cross-Origin-Opener-Policy"), "same-origin");
  EXPECT_EQ(answer.header("Cross-Origin-Resource-Policy"), "same-origin");
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  EXPECT_EQ(answer.header("Strict-Transport-Security"), "");
  EXPECT_EQ(answer.header("Server"), "");
  EXPECT_EQ(answer.header("Date").size(), 29u);
  for (const std::string target : {"/nothing", "/throw", "/gate/"}) {
    const auto error = ask(get(target));
    EXPECT_EQ(error.header("Content-Security-Policy"), page_policy) << target;
  }
}

TEST_F(ServerTest, AHandlersOwnHeadersReplaceTheDefaultsAndCannotBeSplit) {
  serve();
  const auto answer = ask(get("/own"));
  EXPECT_EQ(answer.header("Cache-Control"), "max-age=60");
  EXPECT_EQ(answer.head.find("no-store"), std::string::npos);
  EXPECT_EQ(answer.header("X-Own"), "a  Set-Cookie: evil=1");
  EXPECT_EQ(answer.header("Set-Cookie"), "");
  EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
}

TEST_F(ServerTest, OneConnectionTakesManyRequests) {
  serve();
  auto one = client();
  for (int i = 0; i < 50; ++i) {
    ASSERT_TRUE(one.send(get("/hello/" + std::to_string(i))));
    EXPECT_EQ(one.answer().body, "hello " + std::to_string(i));
    ASSERT_TRUE(
        one.send(post("/echo", "name=" + std::to_string(i), "Content-Type: application/x-www-form-urlencoded\r\n")));
    EXPECT_EQ(one.answer().body, "body=;form=name=" + std::to_string(i));
  }
}

TEST_F(ServerTest, PipelinedRequestsAreAnsweredInOrder) {
  serve();
  auto one = client();
  std::string all;
  for (int i = 0; i < 300; ++i) {
    all += get("/hello/" + std::to_string(i));
    if (i % 7 == 0) all += post("/echo", "b" + std::to_string(i));
  }
  std::thread sender([&] { one.send(all); });
  for (int i = 0; i < 300; ++i) {
    EXPECT_EQ(one.answer().body, "hello " + std::to_string(i));
    if (i % 7 == 0) {
      EXPECT_EQ(one.answer().body, "body=b" + std::to_string(i) + ";form=");
    }
  }
  sender.join();
}

TEST_F(ServerTest, ARequestMayArriveByteByByte) {
  serve();
  auto one = client();
  for (char c : "\r\n" + post("/echo", "name=Harrow+Vale", "Content-Type: application/x-www-form-urlencoded\r\n") +
                    "POST /echo HTTP/1.1\r\n" + host_ +
                    "Transfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: t\r\n\r\n")
    one.send(std::string_view(&c, 1));
  EXPECT_EQ(one.answer().body, "body=;form=name=Harrow+Vale");
  EXPECT_EQ(one.answer().body, "body=abcde;form=");
}

TEST_F(ServerTest, HeadAnswersAsGetWithoutTheBody) {
  serve();
  auto one = client();
  one.send("HEAD /long HTTP/1.1\r\n" + host_ + "\r\n" + get("/"));
  const auto head = one.answer(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("Content-Length"), std::to_string(long_page().size()));
  EXPECT_EQ(one.answer().body, "home");
}

TEST_F(ServerTest, OldClientsAreServedAndClosed) {
  serve();
  auto one = client();
  one.send("GET / HTTP/1.0\r\n" + host_ + "\r\n");
  EXPECT_EQ(one.answer().header("Connection"), "close");
  EXPECT_TRUE(one.is_closed_by_server());
  auto two = client();
  two.send("GET / HTTP/1.0\r\n" + host_ + "Connection: keep-alive\r\n\r\n");
  EXPECT_EQ(two.answer().header("Connection"), "keep-alive");
  two.send("GET / HTTP/1.1\r\n" + host_ + "Connection: close\r\n\r\n");
  EXPECT_EQ(two.answer().header("Connection"), "close");
  EXPECT_TRUE(two.is_closed_by_server());
}

// Every way to make two parties read one message differently is refused, and the connection ends there.
TEST_F(ServerTest, AmbiguousMessagesAreRefusedAndTheConnectionEnds) {
  serve();
  const std::string body = "\r\n5\r\nhello\r\n0\r\n\r\n";
  const std::vector<std::tuple<std::string, std::string, int>> cases = {
      {"length and coding",
       "POST /echo HTTP/1.1\r\n" + host_ + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n" + body, 400},
      {"coding and length",
       "POST /echo HTTP/1.1\r\n" + host_ + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n" + body, 400},
      {"two lengths", "POST /echo HTTP/1.1\r\n" + host_ + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", 400},
      {"two equal lengths", "POST /echo HTTP/1.1\r\n" + host_ + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
       400},
      {"a list of lengths", "POST /echo HTTP/1.1\r\n" + host_ + "Content-Length: 5, 5\r\n\r\nhello", 400},
      {"a signed length", "POST /echo HTTP/1.1\r\n" + host_ + "Content-Length: +5\r\n\r\nhello", 400},
      {"a negative length", "POST /echo HTTP/1.1\r\n" + host_ + "Content-Length: -5\r\n\r\nhello", 400},
      {"a huge length", "POST /echo HTTP/1.1\r\n" + host_ + "Content-Length: 99999999999999999999\r\n\r\nhello", 400},
      {"a hexadecimal length", "POST /echo HTTP/1.1\r\n" + host_ + "Content-Length: 0x5\r\n\r\nhello", 400},
      {"two codings",
       "POST /echo HTTP/1.1\r\n" + host_ + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n" + body, 400},
      {"an unknown coding", "POST /echo HTTP/1.1\r\n" + host_ + "Transfer-Encoding: identity\r\n" + body, 501},
      {"chunked not last", "POST /echo HTTP/1.1\r\n" + host_ + "Transfer-Encoding: chunked, gzip\r\n" + body, 501},
      {"chunked misspelt", "POST /echo HTTP/1.1\r\n" + host_ + "Transfer-Encoding: xchunked\r\n" + body, 501},
      {"coding in HTTP/1.0", "POST /echo HTTP/1.0\r\n" + host_ + "Transfer-Encoding: chunked\r\n" + body, 400},
      {"space before the colon", "POST /echo HTTP/1.1\r\n" + host_ + "Content-Length : 5\r\n\r\nhello", 400},
      {"a folded header", "GET / HTTP/1.1\r\n" + host_ + "X-A: b\r\n c\r\n\r\n", 400},
      {"bare line feeds", "GET / HTTP/1.1\nHost: 127.0.0.1\n\n", 400},
      {"a bare line feed in the headers", "GET / HTTP/1.1\r\n" + host_ + "X-A: b\nX-C: d\r\n\r\n", 400},
      {"a bare carriage return", "GET / HTTP/1.1\r\n" + host_ + "X-A: b\rX-C: d\r\n\r\n", 400},
      {"NUL in a header", "GET / HTTP/1.1\r\n" + host_ + std::string("X-A: b\0c\r\n\r\n", 12), 400},
      {"NUL in the target", std::string("GET /\0 HTTP/1.1\r\n", 17) + host_ + "\r\n", 400},
      {"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"no Host in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", 400},
      {"two Hosts", "GET / HTTP/1.1\r\n" + host_ + host_ + "\r\n", 400},
      {"an empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
      {"a Host with a user", "GET / HTTP/1.1\r\nHost: me@127.0.0.1\r\n\r\n", 400},
      {"a Host with a path", "GET / HTTP/1.1\r\nHost: 127.0.0.1/x\r\n\r\n", 400},
      {"another Host in the target", "GET http://evil.example/ HTTP/1.1\r\n" + host_ + "\r\n", 400},
      {"no HTTP at all", "\x16\x03\x01\x02\x00 not TLS here\r\n\r\n", 400},
      {"HTTP/2's preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
      {"HTTP/0.9", "GET /\r\n\r\n", 400},
      {"a bad chunk size",
       "POST /echo HTTP/1.1\r\n" + host_ + "Transfer-Encoding: chunked\r\n\r\nxyz\r\nhello\r\n0\r\n\r\n", 400},
      {"a chunk longer than it says",
       "POST /echo HTTP/1.1\r\n" + host_ + "Transfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n", 400},
      {"a chunk size over 64 bits",
       "POST /echo HTTP/1.1\r\n" + host_ + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nhello\r\n0\r\n\r\n",
       400},
      {"a bare line feed behind a chunk size",
       "POST /echo HTTP/1.1\r\n" + host_ + "Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n", 400},
      {"dot segments", "GET /../etc/passwd HTTP/1.1\r\n" + host_ + "\r\n", 400},
      {"hidden dot segments", "GET /%2e%2e/etc/passwd HTTP/1.1\r\n" + host_ + "\r\n", 400},
      {"an unknown method", "BREW / HTTP/1.1\r\n" + host_ + "\r\n", 501},
      {"a tunnel", "CONNECT 127.0.0.1:22 HTTP/1.1\r\n" + host_ + "\r\n", 400},
  };
  for (const auto& [what, request, status] : cases) {
    auto one = client();
    one.send(request + get("/hello/smuggled"));
    const auto answer = one.answer();
    EXPECT_EQ(answer.status, status) << what << "\n" << answer.body;
    EXPECT_EQ(answer.header("Connection"), "close") << what;
    EXPECT_TRUE(one.is_closed_by_server()) << what << ": something more was answered";
  }
  EXPECT_EQ(ask(get("/")).status, 200) << "and the server goes on";
}

TEST_F(ServerTest, ProperFormsThatLookOddAreTaken) {
  serve();
  const std::string host = host_.substr(6, host_.size() - 8);
  EXPECT_EQ(ask("GET http://" + host + "/hello/x HTTP/1.1\r\n" + host_ + "\r\n").body, "hello x");
  EXPECT_EQ(ask("GET http://" + host + " HTTP/1.1\r\n" + host_ + "\r\n").body, "home");
  EXPECT_EQ(ask("GET / HTTP/1.1\r\nhOsT:   LOCALHOST:" + std::to_string(server_->port()) + "  \r\n\r\n").status, 200);
  EXPECT_EQ(
      ask("POST /echo HTTP/1.1\r\n" + host_ + "Transfer-Encoding: Chunked\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n").body,
      "body=0123456789;form=");
}

TEST_F(ServerTest, OtherNamesForThisMachineAreNotAnswered) {
  serve();
  const std::string port = std::to_string(server_->port());
  for (const std::string& host :
       {"evil.example:" + port, std::string("127.0.0.1"), "127.0.0.1.:" + port, std::string("localhost:1")}) {
    const auto answer = ask("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    EXPECT_EQ(answer.status, 421) << host;
    EXPECT_EQ(answer.body.find("home"), std::string::npos);
  }
  EXPECT_EQ(ask("GET / HTTP/1.1\r\nHost: [::1]:" + port + "\r\n\r\n").status, 200);
}

TEST_F(ServerTest, ChangesAskedForByOtherSitesAreRefused) {
  serve();
  const std::string own = "http://" + host_.substr(6, host_.size() - 8);
  EXPECT_EQ(ask(post("/echo", "x", "Origin: " + own + "\r\n")).status, 200);
  EXPECT_EQ(ask(post("/echo", "x", "Origin: null\r\nSec-Fetch-Site: same-origin\r\n")).status, 200);
  EXPECT_EQ(ask(post("/echo", "x", "Origin: http://evil.example\r\n")).status, 403);
  EXPECT_EQ(ask(post("/echo", "x", "Origin: null\r\n")).status, 403);
  // Whoever sends to an address that is a secret knows it; its pages send no referrer, which makes their Origin null.
  EXPECT_EQ(ask(post("/u/secret", "x", "Origin: null\r\n")).status, 200);
  EXPECT_EQ(ask(post("/u/secret", "x", "Origin: http://evil.example\r\n")).status, 403);
  EXPECT_EQ(ask(post("/u/secret", "x", "Origin: null\r\nSec-Fetch-Site: cross-site\r\n")).status, 403);
  EXPECT_EQ(ask(post("/echo", "x", "Sec-Fetch-Site: cross-site\r\n")).status, 403);
  EXPECT_EQ(ask(post("/echo", "", "Sec-Fetch-Site: cross-site\r\n")).status, 403) << "also without a body";
  EXPECT_EQ(ask("PUT /echo HTTP/1.1\r\n" + host_ + "Origin: http://evil.example\r\nContent-Length: 1\r\n\r\nx").status,
            403);
  EXPECT_EQ(ask(get("/", "Sec-Fetch-Site: cross-site\r\n")).status, 200) << "a link from elsewhere";
}

TEST_F(ServerTest, AGuardStandsBeforeEveryHandlerAndBeforeAnyBody) {
  struct Named final : Asker {
    std::string name;
  };
  std::atomic<int> handled = 0;
  guard.admit = [](const Route* route, Request& request) -> std::optional<Response> {
    auto asker = std::make_shared<Named>();
    asker->name = std::string(request.cookie("who"));
    const bool known = !asker->name.empty();
    request.set_asker(std::move(asker));
    if (!route || known) return std::nullopt;
    return redirect("/sign-in");
  };
  guard.take = [&](const Route&, const Request& request) -> std::optional<Response> {
    ++handled;
    if (dynamic_cast<const Named&>(*request.asker()).name == "broken") throw std::runtime_error("no");
    if (request.form("token") == "right") return std::nullopt;
    return plain("The page is too old. Open it again.", Status::forbidden);
  };
  serve({});
  const std::string type = "Content-Type: application/x-www-form-urlencoded\r\n";
  const std::string jo = "Cookie: who=jo\r\n";
  EXPECT_EQ(ask(get("/")).header("Location"), "/sign-in");
  EXPECT_EQ(ask(get("/nowhere")).status, 404);
  EXPECT_EQ(ask(post("/echo", "token=right", type)).status, 303);
  EXPECT_EQ(handled, 0) << "who is not admitted is answered before the form is looked at";
  EXPECT_EQ(ask(get("/", jo)).status, 200);
  EXPECT_EQ(ask(post("/echo", "token=right", type + jo)).status, 200);
  EXPECT_EQ(ask(post("/echo", "token=wrong", type + jo)).status, 403);
  EXPECT_EQ(ask(post("/echo", "", type + jo)).status, 403);
  EXPECT_EQ(ask(post("/echo", "token=right", type + "Cookie: who=broken\r\n")).status, 500);
}

TEST_F(ServerTest, TheAddressThatAProxyForwardsIsBelievedOfThatProxyAlone) {
  std::string told;
  guard.admit = [&](const Route*, Request& request) -> std::optional<Response> { return plain(request.remote()); };
  ServerSettings settings;
  settings.proxy = "127.0.0.1";
  serve(std::move(settings));
  EXPECT_EQ(ask(get("/", "X-Forwarded-For: 203.0.113.9, 198.51.100.7\r\n")).body, "198.51.100.7");
  EXPECT_EQ(ask(get("/")).body, "127.0.0.1");
  stop();
  guard.admit = [&](const Route*, Request& request) -> std::optional<Response> { return plain(request.remote()); };
  serve({});
  EXPECT_EQ(ask(get("/", "X-Forwarded-For: 198.51.100.7\r\n")).body, "127.0.0.1");
}

TEST_F(ServerTest, LimitsAreStated) {
  ServerSettings settings;
  settings.header_bytes = 4096;
  settings.target_bytes = 1000;
  serve(std::move(settings));
  struct Case {
    std::string what, request;
    int status;
    std::string words;
  };
  const std::string x(5000, 'x');
  const std::vector<Case> cases = {
      {"a long target", get("/" + x.substr(0, 2000)), 414, "1000 bytes is the most"},
      {"an endless target", "GET /" + x + x, 414, ""},
      {"one large header", get("/", "X-Large: " + x + "\r\n"), 431, "4 KB is the most"},
      {"many small headers",
       get("/",
           [&] {
             std::string all;
             for (int i = 0; i < 400; ++i) all += "X-A: 12345\r\n";
             return all;
           }()),
       431, "4 KB"},
      {"an endless header", "GET / HTTP/1.1\r\nX: " + x + x, 431, ""},
      {"a large body", post("/echo", std::string(100'001, 'x')), 413, "97.6 KB is the most"},
      {"a large chunked body",
       "POST /echo HTTP/1.1\r\n" + host_ + "Transfer-Encoding: chunked\r\n\r\n30D40\r\n" + std::string(200'000, 'x') +
           "\r\n0\r\n\r\n",
       413, "97.6 KB is the most"},
      {"a large upload",
       "POST /upload HTTP/1.1\r\n" + host_ +
           "Content-Type: multipart/form-data; boundary=B\r\nContent-Length: 999999999999\r\n\r\n",
       413, "300 MB is the most"},
      {"a chunk header without end", "POST /echo HTTP/1.1\r\n" + host_ + "Transfer-Encoding: chunked\r\n\r\n5;" + x + x,
       400, ""},
      {"a compressed body", post("/echo", "x", "Content-Encoding: gzip\r\n"), 415, ""},
      {"an unknown expectation", post("/echo", "x", "Expect: miracles\r\n"), 417, ""},
      {"a body for nothing", post("/nothing", "x"), 404, ""},
      {"a body where none is taken", post("/hello/x", "x"), 405, ""},
  };
  for (const auto& one : cases) {
    auto sender = client();
    sender.send(one.request);
    const auto answer = sender.answer();
    EXPECT_EQ(answer.status, one.status) << one.what;
    EXPECT_NE(answer.body.find(one.words), std::string::npos) << one.what << ": " << answer.body;
    EXPECT_EQ(answer.header("Connection"), "close") << one.what;
  }
  EXPECT_EQ(ask(get("/", "X-Large: " + x.substr(0, 3500) + "\r\n")).status, 200);
}

TEST_F(ServerTest, ARefusedUploadStillHearsWhy) {
  serve();
  auto one = client();
  const std::string head = "POST /echo HTTP/1.1\r\n" + host_ + "Content-Length: 50000000\r\n\r\n";
  one.send(head);
  std::thread sender([&] { one.send(std::string(50'000'000, 'x')); });
  const auto answer = one.answer();
  sender.join();
  EXPECT_EQ(answer.status, 413);
  EXPECT_TRUE(answer.whole);
}

TEST_F(ServerTest, AClientThatExpectsToBeAskedIsAsked) {
  serve();
  auto one = client();
  one.send("POST /echo HTTP/1.1\r\n" + host_ + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(one.answer().status, 100);
  one.send("hello");
  EXPECT_EQ(one.answer().body, "body=hello;form=");
  one.send("POST /echo HTTP/1.1\r\n" + host_ + "Content-Length: 5000000\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(one.answer().status, 413) << "and is refused before it sends";
}

TEST_F(ServerTest, AVersionTheClientHoldsIsNotSentAgain) {
  serve();
  const auto first = ask(get("/long"));
  EXPECT_EQ(first.header("ETag"), "\"v1\"");
  const auto again = ask(get("/long", "If-None-Match: \"v1\"\r\n"));
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
  EXPECT_EQ(again.header("ETag"), "\"v1\"");
  EXPECT_EQ(again.header("Content-Length"), "");
  EXPECT_EQ(ask(get("/long", "If-None-Match: \"v0\"\r\n")).status, 200);
  const auto css = ask(get("/css", "Accept-Encoding: gzip\r\n"));
  EXPECT_EQ(css.header("ETag").substr(0, 3), "W/\"");
  EXPECT_EQ(ask(get("/css", "If-None-Match: " + css.header("ETag") + "\r\n")).status, 304);
}

std::string inflated(const std::string& bytes) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return ended == Z_STREAM_END ? out : "not gzip";
}

TEST_F(ServerTest, PagesAndAssetsAreCompressedForThoseWhoTakeIt) {
  serve();
  auto one = client();
  one.send(get("/long", "Accept-Encoding: gzip, br\r\n") + get("/long") + get("/css", "Accept-Encoding: gzip\r\n") +
           get("/", "Accept-Encoding: gzip\r\n") + get("/long", "Accept-Encoding: gzip\r\n"));
  for (int i = 0; i < 5; ++i) {
    const auto answer = one.answer();
    const bool packed = i == 0 || i == 2 || i == 4;
    EXPECT_EQ(answer.header("Content-Encoding"), packed ? "gzip" : "") << i;
    EXPECT_EQ(answer.header("Vary"), "Accept-Encoding") << i;
    const auto body = packed ? inflated(answer.body) : answer.body;
    EXPECT_TRUE(body == (i == 2 ? std::string(5'000, 'c') : i == 3 ? "home" : long_page())) << i;
  }
}

TEST_F(ServerTest, FilesAndLargeAnswersArriveWholeAtASlowReader) {
  const auto path = own("server_test.bin");
  std::string content;
  for (int i = 0; content.size() < 5'000'000; ++i) content += std::to_string(i) + ",";
  std::ofstream(path, std::ios::binary) << content;
  serve();
  auto one = client();
  one.send(get("/big") + get("/file") + get("/hello/after"));
  const auto big = one.answer();
  EXPECT_EQ(big.body.size(), 20u << 20);
  EXPECT_TRUE(big.whole);
  const auto file = one.answer();
  EXPECT_TRUE(file.body == content);
  EXPECT_EQ(file.header("Content-Security-Policy"), sandboxed_policy);
  EXPECT_EQ(one.answer().body, "hello after");
  std::ofstream(path, std::ios::binary | std::ios::trunc);
  EXPECT_EQ(ask(get("/file")).status, 200) << "an empty file";
  std::filesystem::remove(path);
  EXPECT_EQ(ask(get("/file")).status, 404);
}

TEST_F(ServerTest, AThrowingHandlerIsAFaultWithAReferenceThatTheLogKnows) {
  std::mutex mutex;
  std::string logged;
  ServerSettings settings;
  settings.log_fault = [&](std::string_view reference, std::string_view detail) {
    const std::lock_guard lock(mutex);
    logged = std::string(reference) + ":" + std::string(detail);
  };
  serve(std::move(settings));
  auto one = client();
  one.send(get("/throw"));
  const auto answer = one.answer();
  EXPECT_EQ(answer.status, 500);
  const std::lock_guard lock(mutex);
  ASSERT_NE(logged.find(":the detail"), std::string::npos);
  EXPECT_NE(answer.body.find(logged.substr(0, logged.find(':'))), std::string::npos);
  EXPECT_EQ(answer.body.find("the detail"), std::string::npos);
  one.send(get("/"));
  EXPECT_EQ(one.answer().body, "home") << "the connection goes on";
}

TEST_F(ServerTest, TheLogHoldsNeitherQueriesNorSecretPaths) {
  std::mutex mutex;
  std::vector<std::string> lines;
  ServerSettings settings;
  settings.log_exchange = [&](const Exchange& exchange) {
    const std::lock_guard lock(mutex);
    lines.push_back(std::string(exchange.remote) + " " + std::string(exchange.method) + " " +
                    std::string(exchange.path) + " " + std::string(exchange.pattern) + " " +
                    std::to_string(static_cast<int>(exchange.status)) + " " + std::to_string(exchange.body_bytes));
  };
  serve(std::move(settings));
  // On one connection, so that the lines come in order.
  auto one = client();
  for (const std::string& request :
       {get("/hello/x?code=secret"), get("/u/secret"), get("/u/secret/"), std::string("nonsense\r\n\r\n")}) {
    one.send(request);
    one.answer();
  }
  stop();
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines[0], "127.0.0.1 GET /hello/x /hello/{path} 200 7");
  EXPECT_EQ(lines[1], "127.0.0.1 GET /u/{token} /u/{token} 200 6");
  EXPECT_EQ(lines[2], "127.0.0.1 GET /u/…  308 0");
  EXPECT_EQ(lines[3].substr(0, 15), "127.0.0.1    40");
}

// Each test is hasty with what it is about alone: what else it says may come as late as a busy machine brings it.
ServerSettings hasty(std::chrono::milliseconds ServerSettings::*time, std::chrono::milliseconds with = 200ms) {
  ServerSettings settings;
  settings.header_time = settings.idle_time = settings.transfer_time = settings.stop_time = 10min;
  settings.*time = with;
  settings.slowest_rate = 1 << 20;
  return settings;
}

TEST_F(ServerTest, ASlowHeadIsToldSo) {
  serve(hasty(&ServerSettings::header_time));
  auto slow = client();
  slow.send("GET / HTTP/1.1\r\nHo");
  const auto answer = slow.answer();
  EXPECT_EQ(answer.status, 408);
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(slow.is_closed_by_server());
}

TEST_F(ServerTest, AnIdleConnectionIsClosedInSilence) {
  serve(hasty(&ServerSettings::idle_time, 2s));
  auto idle = client();
  EXPECT_TRUE(idle.is_closed_by_server());
  // Between requests too; a client that is itself kept waiting for longer tries again.
  int status = 0;
  for (int i = 0; i < 20 && status != 200; ++i) {
    auto kept = client();
    kept.send(get("/"));
    status = kept.answer().status;
    EXPECT_TRUE(kept.is_closed_by_server());
  }
  EXPECT_EQ(status, 200);
}

TEST_F(ServerTest, DrippingBytesDoesNotBuyTime) {
  for (const auto time : {&ServerSettings::header_time, &ServerSettings::transfer_time}) {
    serve(hasty(time));
    const std::string start = time == &ServerSettings::header_time
                                  ? std::string("GET / HTTP/1.1\r\nX: ")
                                  : "POST /echo HTTP/1.1\r\n" + host_ + "Content-Length: 90000\r\n\r\n";
    auto one = client();
    one.send(start);
    std::atomic<bool> done = false;
    std::thread dripper([&] {
      while (!done && one.send("x")) std::this_thread::sleep_for(20ms);
    });
    // Dripped, either would take many minutes.
    EXPECT_EQ(one.answer().status, 408) << start;
    done = true;
    dripper.join();
    stop();
  }
}

TEST_F(ServerTest, AReaderThatStopsReadingIsCutOff) {
  std::atomic<int> ended = 0;
  ServerSettings settings = hasty(&ServerSettings::transfer_time);
  settings.log_exchange = [&](const Exchange&) { ++ended; };
  serve(std::move(settings));
  auto one = client();
  one.send(get("/big"));
  for (int i = 0; i < 18'000 && ended == 0; ++i) std::this_thread::sleep_for(10ms);
  EXPECT_EQ(ended, 1);
  EXPECT_FALSE(one.answer().whole);
}

TEST_F(ServerTest, StoppingAnswersWhatIsInFlightAndTakesNothingNew) {
  serve();
  auto busy = client();
  auto idle = client();
  idle.send(get("/"));
  EXPECT_EQ(idle.answer().status, 200);
  busy.send(get("/gate"));
  gate_.await_one();
  server_->stop();
  EXPECT_TRUE(idle.is_closed_by_server());
  // Nothing listens any more.
  bool refused = false;
  for (int i = 0; i < 18'000 && !refused; ++i) {
    refused = !client().connected();
    if (!refused) std::this_thread::sleep_for(10ms);
  }
  EXPECT_TRUE(refused);
  gate_.open();
  const auto answer = busy.answer();
  EXPECT_EQ(answer.body, "through the gate");
  EXPECT_EQ(answer.header("Connection"), "close");
  thread_.join();
}

TEST_F(ServerTest, SlowHandlersDoNotKeepPagesWaiting) {
  serve();
  std::vector<Client> waiting;
  for (int i = 0; i < 20; ++i) {
    waiting.push_back(client());
    waiting.back().send(get("/slow"));
  }
  gate_.await_one();
  for (int i = 0; i < 20; ++i) EXPECT_EQ(ask(get("/")).body, "home");
  gate_.open();
  for (auto& one : waiting) EXPECT_EQ(one.answer().body, "slowly");
}

TEST_F(ServerTest, WhatIsDearWaitsForNothingSlow) {
  serve();
  std::vector<Client> waiting;
  for (int i = 0; i < 20; ++i) {
    waiting.push_back(client());
    waiting.back().send(get("/slow"));
  }
  gate_.await_one();
  dear_gate_.open();
  EXPECT_EQ(ask(get("/dear")).body, "dearly") << "while every slow thread is taken";
  gate_.open();
  for (auto& one : waiting) EXPECT_EQ(one.answer().body, "slowly");
}

TEST_F(ServerTest, WhereTooManyWaitTheNextIsToldSoAtOnce) {
  ServerSettings settings;
  settings.dear_threads = 1;
  settings.dear_waiting = 1;
  serve(std::move(settings));
  auto first = client();
  first.send(get("/dear"));
  dear_gate_.await_one();
  const auto refused = ask(get("/dear"));
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.header("Retry-After"), "60");
  EXPECT_EQ(ask(get("/")).body, "home");
  dear_gate_.open();
  EXPECT_EQ(first.answer().body, "dearly");
}

TEST_F(ServerTest, StoppingWaitsForASlowHandler) {
  serve();
  auto one = client();
  one.send(get("/slow"));
  gate_.await_one();
  server_->stop();
  gate_.open();
  EXPECT_EQ(one.answer().body, "slowly");
  thread_.join();
}

TEST_F(ServerTest, StoppingWaitsNoLongerThanItsTime) {
  serve(hasty(&ServerSettings::stop_time));
  auto slow = client();
  slow.send("GET / HTTP/1.1\r\n");
  auto other = client();
  other.send(get("/"));
  EXPECT_EQ(other.answer().status, 200);
  // The slow one, which never ends, would be waited for ten minutes.
  server_->stop();
  thread_.join();
}

TEST(ServerStart, AStopBeforeTheRunEndsIt) {
  ServerSettings settings;
  settings.port = 0;
  Routes routes;
  auto server = Server::listen(settings, std::move(routes));
  ASSERT_TRUE(server);
  (*server)->stop();
  (*server)->run();
}

TEST(ServerStart, WhatCannotWorkIsSaid) {
  ServerSettings settings;
  settings.port = 0;
  auto first = Server::listen(settings, Routes());
  ASSERT_TRUE(first);
  settings.port = (*first)->port();
  auto second = Server::listen(settings, Routes());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::unavailable);
  EXPECT_NE(second.error().sentence.find("is in use"), std::string::npos);
  settings.port = 0;
  settings.address = "0.0.0.0";
  EXPECT_EQ(Server::listen(settings, Routes()).error().code, ErrorCode::bad_input);
  settings.address = "not an address";
  EXPECT_EQ(Server::listen(settings, Routes()).error().code, ErrorCode::bad_input);
  settings.address = "127.0.0.1";
  Routes wrong;
  wrong.get("nowhere", [](const Request&) { return no_content(); });
  EXPECT_NE(Server::listen(settings, std::move(wrong)).error().sentence.find("does not begin with a slash"),
            std::string::npos);
}

long peak_memory_kb() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

long memory_kb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::stol(line.substr(6));
  return 0;
}

TEST_F(ServerTest, AnUploadOf200MegabytesCostsNoMemoryOfItsOwn) {
  ServerSettings settings;
  settings.spool = own("spool_server_test");
  std::filesystem::create_directories(settings.spool);
  const auto spool = settings.spool;
  std::atomic<long> during = 0;
  Routes routes;
  routes.post(
      "/upload",
      [&](const Request& request) {
        during = memory_kb();  // before its bytes are mapped and read
        return plain(std::to_string(request.file("file")->size()) + " " + sha256_hex(request.file("file")->bytes()));
      },
      {.body = files_up_to(300u << 20)});
  settings.port = 0;
  auto server = Server::listen(settings, std::move(routes));
  ASSERT_TRUE(server);
  std::thread thread([&] { (*server)->run(); });
  const std::string block(1 << 20, 'u');
  const std::string head = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"big.bin\"\r\n\r\n";
  const std::string tail = "\r\n--B--\r\n";
  const std::size_t size = 200u << 20;
  const long before = memory_kb();
  {
    Client one((*server)->port());
    one.send("POST /upload HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string((*server)->port()) +
             "\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: " +
             std::to_string(head.size() + size + tail.size()) + "\r\n\r\n" + head);
    for (int i = 0; i < 200; ++i) ASSERT_TRUE(one.send(block));
    one.send(tail);
    const auto answer = one.answer();
    EXPECT_EQ(answer.status, 200);
    std::string content;
    content.reserve(size);
    for (int i = 0; i < 200; ++i) content += block;
    EXPECT_EQ(answer.body, std::to_string(size) + " " + sha256_hex(content));
  }
  EXPECT_LT(during - before, 30'000) << "KB; peak so far " << peak_memory_kb();
  (*server)->stop();
  thread.join();
  EXPECT_TRUE(std::filesystem::is_empty(spool));
  std::filesystem::remove_all(spool);
}

TEST_F(ServerTest, TwoThousandIdleConnectionsStarveNobody) {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  if (files.rlim_cur < 4500) {
    files.rlim_cur = std::min<rlim_t>(files.rlim_max, 10'000);
    ::setrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_cur < 4500) GTEST_SKIP() << "this machine allows too few open files";
  }
  serve();
  std::vector<Client> idle;
  for (int i = 0; i < 2000; ++i) {
    idle.push_back(client());
    ASSERT_TRUE(idle.back().connected());
    idle.back().send(get("/hello/" + std::to_string(i)));
  }
  for (int i = 0; i < 2000; ++i) ASSERT_EQ(idle[i].answer().body, "hello " + std::to_string(i));
  auto one = client();
  for (int i = 0; i < 200; ++i) {
    one.send(get("/"));
    ASSERT_EQ(one.answer().body, "home");
  }
  // And each of them still answers.
  for (int i = 0; i < 2000; i += 50) {
    idle[i].send(get("/"));
    ASSERT_EQ(idle[i].answer().body, "home") << i;
  }
}

TEST_F(ServerTest, ConnectionsAboveTheLimitAreClosedAndThoseBelowGoOn) {
  ServerSettings settings;
  settings.connections = 3;
  serve(std::move(settings));
  std::vector<Client> kept;
  for (int i = 0; i < 3; ++i) {
    kept.push_back(client());
    kept.back().send(get("/"));
    EXPECT_EQ(kept.back().answer().status, 200);
  }
  auto over = client();
  EXPECT_TRUE(over.is_closed_by_server());
  kept.front().send(get("/"));
  EXPECT_EQ(kept.front().answer().status, 200);
}

TEST_F(ServerTest, ManyClientsAtOnceAllGetTheirOwnAnswers) {
  ServerSettings settings;
  settings.threads = 4;
  serve(std::move(settings));
  std::atomic<int> right = 0;
  std::vector<std::thread> clients;
  for (int c = 0; c < 16; ++c)
    clients.emplace_back([&, c] {
      for (int round = 0; round < 5; ++round) {
        auto one = client();
        for (int i = 0; i < 40; ++i) {
          const std::string mark = std::to_string(c * 100'000 + round * 1000 + i);
          one.send(i % 3 == 0 ? post("/echo", std::string(static_cast<std::size_t>(i) * 2000, 'y') + mark)
                              : get("/hello/" + mark));
          const auto answer = one.answer();
          if (answer.body == "hello " + mark || answer.body.ends_with(mark + ";form=")) ++right;
        }
      }
    });
  for (auto& thread : clients) thread.join();
  EXPECT_EQ(right, 16 * 5 * 40);
}

}  // namespace
}  // namespace candour::http
