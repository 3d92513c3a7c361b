// The bare HTTP library, written as its own example of an asynchronous server is: what our pages are measured against.
//   bare_http PORT THREADS FILE        (then: wrk -t1 -c8 -d5s --latency http://127.0.0.1:PORT/)
#include <boost/asio/signal_set.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <thread>
#include <vector>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using tcp = asio::ip::tcp;

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, const std::string& page) : stream_(std::move(socket)), page_(page) {}

  void read() {
    request_ = {};
    stream_.expires_after(std::chrono::seconds(30));
    beast::http::async_read(stream_, buffer_, request_,
                            [self = shared_from_this()](beast::error_code error, std::size_t) {
                              if (!error) self->answer();
                            });
  }

 private:
  void answer() {
    response_ = {beast::http::status::ok, request_.version()};
    response_.set(beast::http::field::content_type, "text/html; charset=utf-8");
    response_.keep_alive(request_.keep_alive());
    response_.body() = page_;
    response_.prepare_payload();
    beast::http::async_write(stream_, response_, [self = shared_from_this()](beast::error_code error, std::size_t) {
      if (!error && self->response_.keep_alive()) self->read();
    });
  }

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  beast::http::request<beast::http::string_body> request_;
  beast::http::response<beast::http::string_body> response_;
  const std::string& page_;
};

void accept(asio::io_context& loop, tcp::acceptor& acceptor, const std::string& page) {
  acceptor.async_accept(asio::make_strand(loop), [&](beast::error_code error, tcp::socket socket) {
    if (!error) {
      socket.set_option(tcp::no_delay(true), error);
      std::make_shared<Session>(std::move(socket), page)->read();
    }
    accept(loop, acceptor, page);
  });
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::cerr << "bare_http PORT THREADS FILE\n";
    return 64;
  }
  std::ifstream file(words[3], std::ios::binary);
  const std::string page((std::istreambuf_iterator<char>(file)), {});
  const int threads = std::atoi(words[2]);
  asio::io_context loop(threads);
  tcp::acceptor acceptor(loop, {asio::ip::make_address("127.0.0.1"), static_cast<unsigned short>(std::atoi(words[1]))});
  accept(loop, acceptor, page);
  asio::signal_set signals(loop, SIGTERM, SIGINT);
  signals.async_wait([&](beast::error_code, int) { loop.stop(); });
  std::vector<std::thread> others;
  for (int i = 1; i < threads; ++i) others.emplace_back([&] { loop.run(); });
  loop.run();
  for (auto& other : others) other.join();
}
