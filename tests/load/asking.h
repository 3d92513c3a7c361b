#pragma once
// A person's browser, as far as a load needs one: one connection that is kept, one question at a time.

#include <optional>
#include <string>
#include <string_view>

namespace candour::load {

struct Answer {
  int status = 0;
  std::string location;
  std::string body;
};

class Connection {
 public:
  explicit Connection(int port) : port_(port) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  // Nothing where the connection broke before the whole answer was there; `sent` then says whether the question may
  // have reached the server.
  std::optional<Answer> ask(std::string_view method, std::string_view path, std::string_view cookie,
                            std::string_view form, bool& sent);

 private:
  bool open();
  void close();
  int port_;
  int socket_ = -1;
};

// A form, field by field.
std::string field(std::string_view name, std::string_view value);

// The value of the first <input> with this name; nothing where there is none.
std::optional<std::string> value_of(std::string_view page, std::string_view name);

}  // namespace candour::load
