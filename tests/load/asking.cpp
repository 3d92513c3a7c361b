#include "asking.h"

#include <arpa/inet.h>
#include <charconv>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

namespace candour::load {

Connection::~Connection() {
  close();
}

void Connection::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

bool Connection::open() {
  if (socket_ >= 0) return true;
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port_));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int yes = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return true;
  close();
  return false;
}

std::optional<Answer> Connection::ask(std::string_view method, std::string_view path, std::string_view cookie,
                                      std::string_view form, bool& sent) {
  sent = false;
  if (!open()) return std::nullopt;
  const std::string host = "127.0.0.1:" + std::to_string(port_);
  std::string question = std::string(method) + " " + std::string(path) + " HTTP/1.1\r\nHost: " + host +
                         "\r\nAccept: text/html\r\nCookie: " + std::string(cookie) + "\r\n";
  if (method == "POST")
    question += "Origin: http://" + host + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                std::to_string(form.size()) + "\r\n";
  question += "\r\n";
  question += form;
  sent = true;
  for (std::size_t at = 0; at < question.size();) {
    const ssize_t wrote = send(socket_, question.data() + at, question.size() - at, MSG_NOSIGNAL);
    if (wrote <= 0) return close(), std::nullopt;
    at += static_cast<std::size_t>(wrote);
  }
  std::string came;
  std::size_t head = std::string::npos, length = 0;
  Answer answer;
  bool ends = false;
  for (;;) {
    if (head == std::string::npos && (head = came.find("\r\n\r\n")) != std::string::npos) {
      std::from_chars(came.data() + 9, came.data() + 12, answer.status);
      for (std::size_t line = came.find("\r\n"); line < head; line = came.find("\r\n", line + 2)) {
        const std::size_t from = line + 2, colon = came.find(':', from), end = came.find("\r\n", from);
        const std::string name = came.substr(from, colon - from), value = came.substr(colon + 2, end - colon - 2);
        if (strcasecmp(name.c_str(), "content-length") == 0)
          std::from_chars(value.data(), value.data() + value.size(), length);
        if (strcasecmp(name.c_str(), "location") == 0) answer.location = value;
        if (strcasecmp(name.c_str(), "connection") == 0 && value == "close") ends = true;
      }
    }
    if (head != std::string::npos && came.size() >= head + 4 + length) break;
    char piece[65536];
    const ssize_t read = recv(socket_, piece, sizeof piece, 0);
    if (read <= 0) return close(), std::nullopt;
    came.append(piece, static_cast<std::size_t>(read));
  }
  answer.body = came.substr(head + 4, length);
  if (ends) close();
  return answer;
}

std::string field(std::string_view name, std::string_view value) {
  std::string text;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.') {
      text += c;
    } else {
      constexpr char digits[] = "0123456789ABCDEF";
      text += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return std::string(name) + "=" + text + "&";
}

std::optional<std::string> value_of(std::string_view page, std::string_view name) {
  const std::size_t at = page.find(" name=\"" + std::string(name) + "\"");
  if (at == std::string_view::npos) return std::nullopt;
  const std::size_t from = page.rfind('<', at);
  const std::string_view tag = page.substr(from, page.find('>', at) - from);
  const std::size_t value = tag.find(" value=\"");
  if (value == std::string_view::npos) return std::string();
  return std::string(tag.substr(value + 8, tag.find('"', value + 8) - value - 8));
}

}  // namespace candour::load
