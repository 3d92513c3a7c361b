#include "http/server.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <limits>
#include <mutex>
#include <optional>
#include <sys/socket.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <unordered_set>

#include "base/id.h"
#include "base/text.h"
#include "http/inside/deflate.h"
#include "http/inside/dispatch.h"
#include "http/inside/tls.h"
#include "http/origin.h"

namespace candour::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::asio::ip::tcp;
// Not tcp::socket, whose executor is found anew, through a pointer, at each operation.
using Socket = asio::basic_stream_socket<tcp, asio::io_context::executor_type>;
using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t resting_buffer = 4 << 10;  // what an idle connection holds
constexpr std::size_t body_buffer = 64 << 10;
constexpr std::size_t smallest_compressed = 1400;  // below that a page fits one packet as it is
constexpr std::size_t one_record = 16 << 10;       // as much as TLS encrypts at once
constexpr milliseconds linger_time{2000};

std::int64_t ticks(SteadyClock::time_point at) {
  return at.time_since_epoch().count();
}
constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

// Where a body goes as it arrives.
class BodySink {
 public:
  void reset() {
    limits_ = nullptr;
    text_.clear();
    multipart_.reset();
    received_ = 0;
    fault_.reset();
  }

  Result<void> open(const BodyLimits& limits, const Request& request, std::optional<std::uint64_t> length,
                    const std::filesystem::path& spool) {
    limits_ = &limits;
    const std::string type = request.content_type();
    const bool multipart = type == "multipart/form-data";
    if (length && *length > most(multipart)) return over(most(multipart));
    if (multipart) {
      CANDOUR_TRY(reader, MultipartReader::begin(request.header("content-type"), limits, spool));
      multipart_.emplace(std::move(reader));
    }
    return {};
  }

  Result<void> take(std::string_view bytes) {
    received_ += bytes.size();
    if (received_ > most(multipart_.has_value())) return over(most(multipart_.has_value()));
    if (multipart_) return multipart_->feed(bytes);
    text_ += bytes;
    return {};
  }

  Result<void> finish(Request& request) {
    if (multipart_) {
      CANDOUR_CHECK(multipart_->finish());
      request.set_form(std::move(multipart_->fields()), std::move(multipart_->files()));
    } else if (request.content_type() == "application/x-www-form-urlencoded") {
      Fields form;
      CANDOUR_CHECK(read_urlencoded(text_, limits_->fields, form));
      request.set_form(std::move(form), {});
    } else {
      request.set_body(std::move(text_));
    }
    text_ = {};
    multipart_.reset();
    return {};
  }

  std::uint64_t received() const { return received_; }
  std::optional<Error>& fault() { return fault_; }

 private:
  // What is no multipart stays in memory, so it has the limit of text as well.
  std::uint64_t most(bool multipart) const {
    return multipart ? limits_->total : std::min(limits_->total, limits_->text);
  }
  tl::unexpected<Error> over(std::uint64_t most) const {
    const auto told = limits_->file > 0 && most > limits_->file ? limits_->file : most;
    return fail(ErrorCode::too_large,
                "This is larger than this page takes: " + size_in_words(told) + " is the most. Nothing was changed.");
  }

  const BodyLimits* limits_ = nullptr;
  std::string text_;
  std::optional<MultipartReader> multipart_;
  std::uint64_t received_ = 0;
  std::optional<Error> fault_;
};

// What a request says of itself before its fields; reused from request to request.
struct Head {
  std::string method;
  std::string target;
  int version = 0;
  bool whole = false;
  bool has_length = false;
  bool has_coding = false;
  bool unknown_coding = false;
  const char* breach = nullptr;

  void reset() {
    method.clear();
    target.clear();
    version = 0;
    whole = has_length = has_coding = unknown_coding = false;
    breach = nullptr;
  }
};

// Beast's parser, writing straight into our Request. What Beast tolerates and RFC 9112 lets a server refuse is noted
// in `breach`: two readings of one message are how requests are smuggled.
class Parser final : public beast::http::basic_parser<true> {
 public:
  Parser(Head& head, Request& request, BodySink& sink) : head_(head), request_(request), sink_(sink) {
    eager(false);
    body_limit(boost::none);  // each route has its own, see BodySink
  }

  // The bytes that put() is about to see.
  void reads(const char* from, const char* to) {
    from_ = from;
    to_ = to;
  }

 private:
  using error_code = beast::error_code;
  using string_view = beast::string_view;

  void on_request_impl(beast::http::verb, string_view name, string_view target, int version, error_code&) override {
    head_.method.assign(name.data(), name.size());
    head_.target.assign(target.data(), target.size());
    head_.version = version;
  }
  void on_response_impl(int, string_view, int, error_code&) override {}
  void on_field_impl(beast::http::field field, string_view name, string_view value, error_code&) override {
    if (head_.whole) return;  // Trailers: nobody here has a use for them (RFC 9110, 6.5.1).
    const std::less<> before;
    if (!value.empty() && (before(value.data(), from_) || !before(value.data(), to_))) head_.breach = "a folded header";
    if (field == beast::http::field::content_length) {
      if (head_.has_length || value.find(',') != string_view::npos) head_.breach = "more than one Content-Length";
      head_.has_length = true;
    } else if (field == beast::http::field::transfer_encoding) {
      if (head_.has_coding) head_.breach = "more than one Transfer-Encoding";
      if (head_.version < 11) head_.breach = "Transfer-Encoding in HTTP/1.0";
      head_.has_coding = true;
      head_.unknown_coding = !beast::iequals(value, "chunked");
    }
    if (head_.has_length && head_.has_coding) head_.breach = "both Content-Length and Transfer-Encoding";
    request_.add_header({name.data(), name.size()}, {value.data(), value.size()});
  }
  void on_header_impl(error_code&) override { head_.whole = true; }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(string_view body, error_code& error) override {
    if (auto taken = sink_.take({body.data(), body.size()}); !taken) {
      sink_.fault() = std::move(taken.error());
      error = beast::http::error::body_limit;
    }
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view body, error_code& error) override {
    return on_body_impl(body, error);
  }
  void on_finish_impl(error_code&) override {}

  Head& head_;
  Request& request_;
  BodySink& sink_;
  const char* from_ = nullptr;
  const char* to_ = nullptr;
};

// The open file of a FileBody.
class OpenFile {
 public:
  OpenFile() = default;
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() { close(); }

  bool open(const std::filesystem::path& path) {
    close();
    descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat facts {};
    if (descriptor_ < 0 || ::fstat(descriptor_, &facts) != 0 || !S_ISREG(facts.st_mode)) {
      close();
      return false;
    }
    left_ = static_cast<std::uint64_t>(facts.st_size);
    return true;
  }
  void close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
    left_ = 0;
  }
  std::uint64_t left() const { return left_; }
  // Nothing when the file has shrunk or cannot be read: then the promised length cannot be kept.
  bool next(std::string& piece) {
    piece.resize(static_cast<std::size_t>(std::min<std::uint64_t>(left_, body_buffer)));
    ssize_t count = 0;
    do count = ::read(descriptor_, piece.data(), piece.size());
    while (count < 0 && errno == EINTR);
    if (count <= 0) return false;
    piece.resize(static_cast<std::size_t>(count));
    left_ -= static_cast<std::uint64_t>(count);
    return true;
  }

 private:
  int descriptor_ = -1;
  std::uint64_t left_ = 0;
};

// "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n" (RFC 9110, 5.6.7), made once a second in each thread.
std::string_view date_line() {
  thread_local std::time_t made = 0;
  thread_local char text[48];
  thread_local std::size_t size = 0;
  const std::time_t now = std::time(nullptr);
  if (now != made) {
    made = now;
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    size = std::strftime(text, sizeof text, "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &parts);
  }
  return {text, size};
}

class Connection;

// Threads for what takes its time, and how many may wait for them.
class Lane {
 public:
  Lane(int threads, int most) : most_(most), pool_(static_cast<std::size_t>(std::max(1, threads))) {}
  // Runs it once it has its turn; false, and it is not run, where too many wait.
  template <class Work>
  bool take(Work work) {
    if (waiting_.fetch_add(1) >= most_) {
      waiting_.fetch_sub(1);
      return false;
    }
    asio::post(pool_, [this, work = std::move(work)] {
      const struct Leaving {
        std::atomic<int>& waiting;
        ~Leaving() { waiting.fetch_sub(1); }
      } leaving{waiting_};
      work();
    });
    return true;
  }
  void stop() { pool_.stop(); }
  void join() { pool_.join(); }

 private:
  const int most_;
  std::atomic<int> waiting_ = 0;
  asio::thread_pool pool_;
};

// What all connections share.
struct Engine {
  Engine(ServerSettings given, Routes map) : settings(std::move(given)), routes(std::move(map)) {
    if (settings.spool.empty()) settings.spool = std::filesystem::temp_directory_path();
    defaults = default_headers();
    if (settings.scheme == "https")
      defaults.push_back({"Strict-Transport-Security", "max-age=31536000; includeSubDomains"});
    for (const auto& header : defaults) default_block += header.name + ": " + header.value + "\r\n";
  }

  // All of these are constant once the server listens.
  ServerSettings settings;
  const Routes routes;
  std::vector<std::string> hosts;
  std::unique_ptr<Certificate> certificate;  // null where no TLS is spoken here
  Lane* slow = nullptr;                      // null when no route is slow
  Lane* dear = nullptr;                      // likewise
  std::vector<Header> defaults;
  std::string default_block;

  // Of what is nobody's handler: memory gave out, most likely. The connection at fault goes; the others go on.
  void tell_fault(const std::exception& fault) const {
    if (settings.log_fault) settings.log_fault("", fault.what());
  }

  std::atomic<bool> stopping = false;

  std::mutex mutex;
  std::unordered_set<Connection*> open;  // guarded by mutex
};

// One client. At any time either one operation of its socket is under way or one thread is in drive(), never both and
// never two: so its members need no lock. Only deadline_, doing_ and expired_ are touched from outside, by the sweep.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Engine& engine, Socket socket) : engine_(engine), socket_(std::move(socket)) {
    beast::error_code error;
    const auto remote = socket_.remote_endpoint(error);
    if (!error) remote_ = remote.address().to_string();
    socket_.set_option(tcp::no_delay(true), error);
    socket_.non_blocking(true, error);
    if (engine_.certificate) tls_.emplace(*engine_.certificate, socket_.native_handle());
    const std::lock_guard lock(engine_.mutex);
    engine_.open.insert(this);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() {
    // The socket is closed here and nowhere else, after the sweep can no longer see it: a number closed earlier might
    // already be somebody else's when the sweep shuts it.
    const std::lock_guard lock(engine_.mutex);
    engine_.open.erase(this);
  }

  void start() { drive(); }

  // By the sweep, under the engine's mutex: a socket that is shut ends the operation under way.
  void sweep(std::int64_t now) {
    if (now < deadline_.load(std::memory_order_relaxed)) return;
    deadline_.store(never, std::memory_order_relaxed);
    expired_.store(true);
    ::shutdown(socket_.native_handle(), doing_.load() == Doing::writing ? SHUT_RDWR : SHUT_RD);
  }
  void shut_if_idle() {
    if (doing_.load() == Doing::idle) ::shutdown(socket_.native_handle(), SHUT_RD);
  }

 private:
  enum class Step { head, body, answer, write, linger };
  enum class Doing { idle, reading, handling, writing, lingering };
  enum class Went { on, waiting };

  void drive() {
    for (;;) {
      Went went = Went::on;
      switch (step_) {
        case Step::head:
          went = take_head();
          break;
        case Step::body:
          went = take_body();
          break;
        case Step::answer:
          went = answer_in_turn();
          break;
        case Step::write:
          went = write();
          break;
        case Step::linger:
          went = linger();
          break;
      }
      if (went == Went::waiting) return;
    }
  }

  // ---- Reading ----

  Went read_more() {
    make_room();
    if (tls_) return read_by_tls();
    socket_.async_read_some(
        asio::buffer(buffer_.get() + end_, capacity_ - end_),
        [self = shared_from_this()](beast::error_code error, std::size_t count) { self->on_read(error, count); });
    return Went::waiting;
  }

  // What has come already is taken at once; else when the socket is ready for what TLS wants of it.
  Went read_by_tls() {
    const Tls::Moved moved = tls_->read(buffer_.get() + end_, capacity_ - end_);
    switch (moved.went) {
      case Tls::Went::some:
        end_ += moved.bytes;
        return Went::on;
      case Tls::Went::ended:
        return ended() ? Went::waiting : Went::on;
      case Tls::Went::wants_to_read:
      case Tls::Went::wants_to_write:
        break;
    }
    const auto ready = moved.went == Tls::Went::wants_to_read ? Socket::wait_read : Socket::wait_write;
    socket_.async_wait(ready, [self = shared_from_this()](beast::error_code error) {
      if (error ? !self->ended() : self->read_by_tls() == Went::on) self->drive();
    });
    return Went::waiting;
  }

  // Nothing more comes. Whether that is the end of it; else a request that took too long has its answer.
  bool ended() {
    if (step_ == Step::linger || !begun_ || !expired_.load()) return true;
    refuse(Status::request_timeout, "The request took too long to arrive. Send it again.");
    return false;
  }

  void on_read(beast::error_code error, std::size_t count) {
    end_ += count;
    if ((error || count == 0) && ended()) return;
    drive();
  }

  void make_room() {
    if (begin_ == end_) begin_ = end_ = 0;
    const std::size_t kept = available();
    std::size_t wanted = begun_ ? std::max(capacity_, resting_buffer) : resting_buffer;
    if (step_ == Step::body || step_ == Step::linger) wanted = std::max(wanted, body_buffer);
    if (wanted - kept < resting_buffer / 4) wanted *= 2;
    if (wanted != capacity_) {
      auto fresh = std::make_unique_for_overwrite<char[]>(wanted);
      if (kept > 0) std::memcpy(fresh.get(), buffer_.get() + begin_, kept);
      buffer_ = std::move(fresh);
      capacity_ = wanted;
    } else if (begin_ > 0) {
      std::memmove(buffer_.get(), buffer_.get() + begin_, kept);
    }
    begin_ = 0;
    end_ = kept;
  }

  std::size_t available() const { return end_ - begin_; }

  beast::error_code parse() {
    beast::error_code error;
    const char* from = buffer_.get() + begin_;
    parser_->reads(from, from + available());
    begin_ += parser_->put(asio::const_buffer(from, available()), error);
    return error;
  }

  Went rest() {
    deadline_.store(ticks(SteadyClock::now() + engine_.settings.idle_time), std::memory_order_relaxed);
    doing_.store(Doing::idle);
    // Either the stop sees us idle, or we see the stop.
    if (engine_.stopping.load()) return Went::waiting;
    return read_more();
  }

  Went take_head() {
    if (!begun_) {
      // RFC 9112, 2.2: an empty line before the request is to be ignored.
      while (available() > 0 && (buffer_[begin_] == '\r' || buffer_[begin_] == '\n')) ++begin_;
      if (available() == 0) return resting_ ? read_more() : (resting_ = true, rest());
      begun_ = true;
      resting_ = false;
      head_bytes_ = 0;
      began_ = SteadyClock::now();
      deadline_.store(ticks(began_ + engine_.settings.header_time), std::memory_order_relaxed);
      doing_.store(Doing::reading);
      line_.reset();
      parser_.emplace(line_, request_, sink_);
      parser_->header_limit(static_cast<std::uint32_t>(engine_.settings.header_bytes));
    }
    while (!parser_->is_header_done()) {
      const auto before = begin_;
      const auto error = parse();
      head_bytes_ += begin_ - before;
      const bool over = head_bytes_ + (parser_->is_header_done() ? 0 : available()) > engine_.settings.header_bytes;
      if (over || error == beast::http::error::header_limit)
        return line_.target.empty()
                   ? refuse(Status::target_too_long, "The address is too long.")
                   : refuse(Status::headers_too_large,
                            "The request's headers are too large: " + size_in_words(engine_.settings.header_bytes) +
                                " is the most.");
      if (error == beast::http::error::need_more) return read_more();
      if (error) return refuse_malformed(error.message());
    }
    return judge();
  }

  // The last address that the proxy put there: those before it came from the client, who can write what they like.
  // Pages behind a secret address send no referrer, with which browsers that know no Sec-Fetch-Site say "Origin: null"
  // (Fetch, 3.2). Another site that could send there would have to know the address.
  bool by_secret_address() const {
    return match_.route->options.logged == LoggedPath::pattern && request_.header("origin") == "null" &&
           !request_.has_header("sec-fetch-site");
  }

  std::string client() const {
    if (engine_.settings.proxy.empty() || remote_ != engine_.settings.proxy) return remote_;
    std::string_view forwarded = request_.header("x-forwarded-for");
    if (request_.count_headers("x-forwarded-for") != 1) return remote_;
    forwarded.remove_prefix(std::min(forwarded.rfind(',') + 1, forwarded.size()));
    while (!forwarded.empty() && forwarded.front() == ' ') forwarded.remove_prefix(1);
    return forwarded.empty() || forwarded.size() > 45 ? remote_ : std::string(forwarded);
  }

  Went refuse_malformed(std::string_view what) {
    return refuse(Status::bad_request, "The request is not written as HTTP/1.1 wants it (" + std::string(what) + ").");
  }

  // The head is whole: all that can be refused before the body is.
  Went judge() {
    if (const auto method = method_of(line_.method)) request_.set_method(*method);
    if (line_.breach != nullptr) return refuse_malformed(line_.breach);
    if (line_.unknown_coding)
      return refuse(Status::not_implemented, "This server takes no transfer coding but chunked.");
    if (request_.count_headers("host") != 1 || !is_host_text(request_.host()))
      return refuse_malformed("a request names exactly one Host");
    std::string_view target = line_.target;
    if (target.size() > engine_.settings.target_bytes)
      return refuse(Status::target_too_long,
                    "The address is too long: " + size_in_words(engine_.settings.target_bytes) + " is the most.");
    // The absolute form is for proxies, yet every server must take it (RFC 9112, 3.2.2).
    for (std::string_view scheme : {"http://", "https://"}) {
      if (!target.starts_with(scheme)) continue;
      target.remove_prefix(scheme.size());
      const auto authority = target.substr(0, target.find_first_of("/?"));
      if (!equal_ignoring_case(authority, request_.host())) return refuse_malformed("the address names another Host");
      target.remove_prefix(authority.size());
      break;
    }
    if (auto taken = request_.set_target(target.empty() ? "/" : target); !taken)
      return refuse(Status::bad_request, taken.error().sentence);
    addressed_ = true;
    if (!is_allowed_host(request_.host(), engine_.hosts))
      return refuse(Status::misdirected, "This server does not answer for the site that the address names.");
    if (!method_of(line_.method))
      return refuse(Status::not_implemented, "This server does not know " + line_.method + " requests.");

    request_.set_remote(client());
    match_ = engine_.routes.find(request_);
    request_.set_parameters(std::move(match_.parameters));
    if (match_.route != nullptr && !is_safe(request_.method()) && !by_secret_address() &&
        sender_of(request_, engine_.settings.scheme) == Sender::elsewhere)
      return refuse(Status::forbidden,
                    "This change was asked for by a page of another site, so it was not made. Open this site itself "
                    "and try again.");
    if (auto answered =
            admit(engine_.routes.guard(), match_, request_, engine_.settings.error_page, engine_.settings.log_fault))
      return answer_now(std::move(*answered));
    if (match_.route == nullptr) return answer_now(dispatch(match_, request_, engine_.settings.error_page, {}));
    const bool expects = request_.has_header("expect") && line_.version >= 11;
    if (expects && !equal_ignoring_case(request_.header("expect"), "100-continue"))
      return refuse(Status::expectation_failed, "This server knows no expectation but 100-continue.");

    sink_.reset();
    if (parser_->is_done()) {
      step_ = Step::answer;
      return is_safe(request_.method()) ? Went::on : judge_change();
    }
    if (request_.has_header("content-encoding"))
      return refuse(Status::unsupported_media_type, "This server takes no compressed requests.");
    std::optional<std::uint64_t> length;
    if (const auto known = parser_->content_length()) length = *known;
    if (auto opened = sink_.open(match_.route->options.body, request_, length, engine_.settings.spool); !opened)
      return refuse(std::move(opened.error()));
    transfer_from(SteadyClock::now());
    step_ = Step::body;
    if (expects && available() == 0) {
      static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      return send_interim(go_on);
    }
    return Went::on;
  }

  Went send_interim(std::string_view text) {
    beast::error_code error;
    const auto sent = write_some({asio::const_buffer(text.data(), text.size()), asio::const_buffer()}, error);
    // 25 bytes into an empty send buffer go at once; if not, the client waits no longer than it likes and sends anyway.
    if (error || sent != text.size()) return error == asio::error::would_block ? Went::on : Went::waiting;
    return Went::on;
  }

  Went take_body() {
    while (!parser_->is_done()) {
      if (available() == 0) {
        extend_transfer(sink_.received());
        return read_more();
      }
      const auto error = parse();
      if (error == beast::http::error::need_more) {
        // Chunk extensions and trailers, which are read whole.
        if (available() > engine_.settings.header_bytes) return refuse_malformed("a chunk's header is too long");
        extend_transfer(sink_.received());
        return read_more();
      }
      if (error && sink_.fault()) return refuse(std::move(*sink_.fault()));
      if (error) return refuse_malformed(error.message());
    }
    if (auto finished = sink_.finish(request_); !finished)
      return answer_now(draw(request_, problem(finished.error()), engine_.settings.error_page));
    step_ = Step::answer;
    return is_safe(request_.method()) ? Went::on : judge_change();
  }

  Went judge_change() {
    if (auto answered =
            take(engine_.routes.guard(), match_, request_, engine_.settings.error_page, engine_.settings.log_fault))
      return answer_now(std::move(*answered));
    return Went::on;
  }

  // ---- Time ----

  void transfer_from(SteadyClock::time_point at) {
    transfer_began_ = at;
    deadline_.store(ticks(at + engine_.settings.transfer_time), std::memory_order_relaxed);
  }
  void extend_transfer(std::uint64_t bytes) {
    const auto earned = milliseconds(
        static_cast<std::int64_t>(bytes / std::max<std::uint64_t>(1, engine_.settings.slowest_rate) * 1000));
    deadline_.store(ticks(transfer_began_ + engine_.settings.transfer_time + earned), std::memory_order_relaxed);
  }

  // ---- Answering ----

  static Problem problem(const Error& error) {
    Problem told = problem_of(error);
    // A form that cannot be read is malformed, not merely unacceptable.
    if (error.code == ErrorCode::bad_input) told.status = Status::bad_request;
    if (error.code == ErrorCode::unavailable) told.status = Status::insufficient_storage;
    return told;
  }

  Went refuse(Error error) {
    if (!error.detail.empty() && engine_.settings.log_fault && error.code == ErrorCode::unavailable)
      engine_.settings.log_fault("", error.detail);
    close_ = true;
    return answer_now(draw(request_, problem(error), engine_.settings.error_page));
  }
  // What follows on this connection cannot be trusted to begin where it seems to.
  Went refuse(Status status, std::string sentence) {
    close_ = true;
    return answer_now(draw(request_, {status, "", std::move(sentence), ""}, engine_.settings.error_page));
  }
  Went answer_now(Response response) {
    response_ = std::move(response);
    prepare();
    return Went::on;
  }

  Went answer_in_turn() {
    doing_.store(Doing::handling);
    deadline_.store(never, std::memory_order_relaxed);
    if (match_.route->options.pace == Pace::brief) {
      answer();
      return Went::on;
    }
    Lane& lane = match_.route->options.pace == Pace::dear ? *engine_.dear : *engine_.slow;
    const bool taken = lane.take([self = shared_from_this()] {
      try {
        self->answer();
        self->drive();
      } catch (const std::exception& fault) {
        self->engine_.tell_fault(fault);
      }
    });
    if (taken) return Went::waiting;
    response_ = draw(request_,
                     {Status::unavailable, "", "Too many people are being served just now. Try again in a minute.", ""},
                     engine_.settings.error_page);
    response_.set("Retry-After", "60");
    prepare();
    return Went::on;
  }

  void answer() {
    response_ = dispatch(match_, request_, engine_.settings.error_page, engine_.settings.log_fault);
    prepare();
  }

  bool is_default(const Header& header) const {
    return std::any_of(engine_.defaults.begin(), engine_.defaults.end(),
                       [&](const Header& one) { return equal_ignoring_case(one.name, header.name); });
  }

  void prepare() {
    const bool is_head = request_.method() == Method::head;
    if (!parser_ || !parser_->is_header_done() || !parser_->is_done() || !parser_->keep_alive() ||
        engine_.stopping.load())
      close_ = true;

    std::string_view bytes;
    std::uint64_t length = 0;
    bool gzipped = false;
    const std::string tag(response_.headers().get("ETag"));
    if (response_.status() == Status::ok && !tag.empty() && (is_head || request_.method() == Method::get) &&
        request_.has_version(tag))
      response_.set_status(Status::not_modified);
    bool has_body = response_.status() != Status::not_modified && response_.status() != Status::no_content;
    const bool compressible =
        is_compressible(response_.headers().get("Content-Type")) && !response_.headers().has("Content-Encoding");
    if (has_body) {
      const auto takes = [&] { return compressible && takes_gzip(request_.header("accept-encoding")); };
      if (const auto* text = std::get_if<std::string>(&response_.body())) {
        bytes = *text;
        if (bytes.size() > smallest_compressed && takes()) {
          gzip(bytes, 1, compressed_);
          gzipped = true;
          bytes = compressed_;
        }
      } else if (const auto* asset = std::get_if<std::shared_ptr<const Asset>>(&response_.body())) {
        bytes = (*asset)->bytes;
        if (!(*asset)->gzipped.empty() && takes()) {
          gzipped = true;
          bytes = (*asset)->gzipped;
        }
      } else if (const auto* file = std::get_if<FileBody>(&response_.body())) {
        if (!file_.open(file->path)) {
          if (engine_.settings.log_fault) engine_.settings.log_fault("", "a file to be sent cannot be opened");
          response_ = answer_problem(request_, {Status::not_found, "", "This file is not here any more.", ""}, {});
          return prepare();
        }
      }
      length = file_.left() > 0 ? file_.left() : bytes.size();
    }

    head_.clear();
    head_ += "HTTP/1.1 ";
    head_ += std::to_string(static_cast<int>(response_.status()));
    head_ += ' ';
    head_ += reason(response_.status());
    head_ += "\r\n";
    head_ += date_line();
    bool overrides = false;
    for (const auto& header : response_.headers().all()) {
      if (equal_ignoring_case(header.name, "Content-Length") || equal_ignoring_case(header.name, "Connection") ||
          equal_ignoring_case(header.name, "Transfer-Encoding"))
        continue;  // The framing is ours to say.
      if (gzipped && equal_ignoring_case(header.name, "ETag") && !header.value.starts_with("W/")) {
        // Not byte for byte the tagged version any more (RFC 9110, 8.8.1).
        append_header("ETag", "W/" + header.value);
        continue;
      }
      overrides = overrides || is_default(header);
      append_header(header.name, header.value);
    }
    if (!overrides) {
      head_ += engine_.default_block;
    } else {
      for (const auto& header : engine_.defaults)
        if (!response_.headers().has(header.name)) append_header(header.name, header.value);
    }
    if (compressible) head_ += "Vary: Accept-Encoding\r\n";
    if (gzipped) head_ += "Content-Encoding: gzip\r\n";
    if (has_body) append_header("Content-Length", std::to_string(length));
    if (close_)
      head_ += "Connection: close\r\n";
    else if (line_.version < 11)
      head_ += "Connection: keep-alive\r\n";
    head_ += "\r\n";

    if (!has_body || is_head) {
      bytes = {};
      file_.close();
    }
    body_ = bytes;
    // One record, one packet.
    if (tls_ && !body_.empty() && head_.size() + body_.size() <= one_record) {
      head_ += body_;
      body_ = {};
    }
    sent_ = 0;
    body_bytes_ = bytes.size() + file_.left();
    sent_before_ = 0;
    doing_.store(Doing::writing);
    transfer_from(SteadyClock::now());
    step_ = Step::write;
  }

  void append_header(std::string_view name, std::string_view value) {
    head_ += name;
    head_ += ": ";
    head_ += value;
    head_ += "\r\n";
  }

  // ---- Writing ----

  Went write() {
    for (;;) {
      const std::size_t whole = head_.size() + body_.size();
      while (sent_ < whole) {
        std::array<asio::const_buffer, 2> pieces;
        if (sent_ < head_.size())
          pieces = {asio::const_buffer(head_.data() + sent_, head_.size() - sent_),
                    asio::const_buffer(body_.data(), body_.size())};
        else
          pieces = {asio::const_buffer(body_.data() + (sent_ - head_.size()), whole - sent_), asio::const_buffer()};
        beast::error_code error;
        sent_ += write_some(pieces, error);
        if (error == asio::error::would_block || error == asio::error::try_again) return wait_to_write();
        if (error == asio::error::interrupted) continue;
        if (error) return give_up();
      }
      if (file_.left() == 0) return finish();
      sent_before_ += whole;
      head_.clear();
      sent_ = 0;
      if (!file_.next(compressed_)) return give_up();
      body_ = compressed_;
    }
  }

  // As the socket's own; by TLS the first piece alone.
  std::size_t write_some(const std::array<asio::const_buffer, 2>& pieces, beast::error_code& error) {
    if (!tls_) return socket_.write_some(pieces, error);
    const Tls::Moved moved = tls_->write(static_cast<const char*>(pieces[0].data()), pieces[0].size());
    if (moved.went == Tls::Went::ended) error = asio::error::broken_pipe;
    if (moved.went == Tls::Went::wants_to_read || moved.went == Tls::Went::wants_to_write)
      error = asio::error::would_block;
    writes_by_reading_ = moved.went == Tls::Went::wants_to_read;
    return moved.bytes;
  }

  Went wait_to_write() {
    extend_transfer(sent_before_ + sent_);
    socket_.async_wait(writes_by_reading_ ? Socket::wait_read : Socket::wait_write,
                       [self = shared_from_this()](beast::error_code error) {
                         if (error || self->expired_.load()) {
                           self->give_up();
                           return;
                         }
                         self->drive();
                       });
    return Went::waiting;
  }

  // The client went away, or could not be told the whole; the connection ends with its last owner.
  Went give_up() {
    log();
    return Went::waiting;
  }

  Went finish() {
    log();
    response_ = Response();
    if (compressed_.capacity() > resting_buffer) compressed_ = {};
    compressed_.clear();
    body_ = {};
    file_.close();
    match_ = {};
    request_.clear();
    if (close_) {
      step_ = Step::linger;
      return Went::on;
    }
    parser_.reset();
    begun_ = addressed_ = false;
    step_ = Step::head;
    if (available() == 0) return Went::on;
    // A client that sends many requests at once waits its turn behind the others.
    asio::post(socket_.get_executor(), [self = shared_from_this()] { self->drive(); });
    return Went::waiting;
  }

  void log() {
    if (!engine_.settings.log_exchange) return;
    Exchange exchange;
    exchange.remote = remote_;
    exchange.method = line_.method;
    if (match_.route != nullptr) exchange.pattern = match_.route->pattern;
    const std::string path = addressed_ ? engine_.routes.logged_path(request_, match_) : std::string();
    exchange.path = path;
    exchange.status = response_.status();
    exchange.body_bytes = body_bytes_;
    exchange.took = std::chrono::duration_cast<std::chrono::microseconds>(SteadyClock::now() - began_);
    engine_.settings.log_exchange(exchange);
  }

  // Closing while the client still sends would make the system throw away the answer before the client has read it
  // (RFC 9112, 9.6): say that nothing more comes, then read what does until the client has noticed.
  Went linger() {
    if (!lingers_) {
      lingers_ = true;
      beast::error_code error;
      if (tls_) tls_->close();
      socket_.shutdown(Socket::shutdown_send, error);
      if (error) return Went::waiting;
      doing_.store(Doing::lingering);
      deadline_.store(ticks(SteadyClock::now() + linger_time), std::memory_order_relaxed);
    }
    begin_ = end_ = 0;
    return read_more();
  }

  Engine& engine_;
  Socket socket_;
  std::optional<Tls> tls_;
  bool writes_by_reading_ = false;  // TLS must hear something before it can say more
  std::string remote_;

  std::atomic<std::int64_t> deadline_ = never;
  std::atomic<Doing> doing_ = Doing::idle;
  std::atomic<bool> expired_ = false;

  Step step_ = Step::head;
  bool begun_ = false;      // a request has begun to arrive
  bool addressed_ = false;  // its target could be read
  bool resting_ = false;    // waiting for one, with its deadline set
  bool close_ = false;
  bool lingers_ = false;

  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t head_bytes_ = 0;
  SteadyClock::time_point began_;
  SteadyClock::time_point transfer_began_;

  Head line_;
  Request request_;
  BodySink sink_;
  std::optional<Parser> parser_;
  Match match_;
  Response response_;

  std::string head_;
  std::string compressed_;  // or the piece of a file that is being sent
  std::string_view body_;   // into response_, its asset, or compressed_
  std::size_t sent_ = 0;
  std::uint64_t sent_before_ = 0;
  std::uint64_t body_bytes_ = 0;
  OpenFile file_;
};

class LoopServer final : public Server {
 public:
  LoopServer(ServerSettings settings, Routes routes, int threads) : engine_(std::move(settings), std::move(routes)) {
    for (int i = 1; i < threads; ++i) other_loops_.push_back(std::make_unique<OtherLoop>());
    const auto& all = engine_.routes.all();
    const auto any = [&](Pace pace) {
      return std::any_of(all.begin(), all.end(), [&](const auto& route) { return route->options.pace == pace; });
    };
    if (any(Pace::slow)) engine_.slow = &slow_.emplace(engine_.settings.slow_threads, engine_.settings.slow_waiting);
    if (any(Pace::dear)) engine_.dear = &dear_.emplace(engine_.settings.dear_threads, engine_.settings.dear_waiting);
  }

  Result<void> open() {
    const auto& settings = engine_.settings;
    if (settings.tls_certificate.empty() != settings.tls_key.empty())
      return fail(ErrorCode::bad_input, "TLS needs both the certificate and its key.");
    if (!settings.tls_certificate.empty()) {
      if (settings.scheme != "https") return fail(ErrorCode::bad_input, "A site by TLS is reached by https.");
      CANDOUR_TRY(certificate, Certificate::read(settings.tls_certificate, settings.tls_key));
      engine_.certificate = std::move(certificate);
    }
    beast::error_code error;
    const auto ip = asio::ip::make_address(settings.address, error);
    if (error)
      return fail(ErrorCode::bad_input, "“" + settings.address + "” is not an IP address to listen on.",
                  error.message());
    if (settings.hosts.empty() && !ip.is_loopback())
      return fail(ErrorCode::bad_input,
                  "Listening on " + settings.address + " needs the names under which people reach this site.");
    const tcp::endpoint endpoint(ip, settings.port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(4096, error);
    if (error)
      return fail(
          ErrorCode::unavailable,
          error == asio::error::address_in_use
              ? "Port " + std::to_string(settings.port) + " on " + settings.address +
                    " is in use. Stop what uses it, or choose another port."
              : "Listening on " + settings.address + " port " + std::to_string(settings.port) + " is not possible.",
          error.message());
    const auto bound = acceptor_.local_endpoint(error);
    port_ = bound.port();
    address_ = settings.scheme + "://" + (ip.is_v6() ? "[" + settings.address + "]" : settings.address) + ":" +
               std::to_string(port_);
    engine_.hosts = settings.hosts.empty() ? loopback_hosts(port_) : settings.hosts;
    accept();
    sweep();
    return {};
  }

  std::uint16_t port() const override { return port_; }
  std::string address() const override { return address_; }

  void run() override {
    std::vector<std::thread> threads;
    for (auto& other : other_loops_) threads.emplace_back([this, &other] { work(other->loop); });
    work(loop_);
    for (auto& thread : threads) thread.join();
    if (slow_) slow_->join();
    if (dear_) dear_->join();
  }

  void run_until_signal() override {
    beast::error_code error;
    signals_.add(SIGTERM, error);
    signals_.add(SIGINT, error);
    if (engine_.certificate) signals_.add(SIGHUP, error);
    await_signal();
    run();
  }

  Result<void> renew_certificate() override {
    return engine_.certificate ? engine_.certificate->read_again() : Result<void>();
  }

  void stop() override {
    asio::post(turn_, [this] { begin_stop(); });
  }

 private:
  // A loop of its own for each thread, with the connections that fell to it: none waits for another's lock, and no
  // thread is woken for what a second one could do.
  struct OtherLoop {
    asio::io_context loop{1};
    // It goes on while it has no connection yet.
    std::optional<asio::executor_work_guard<asio::io_context::executor_type>> open{loop.get_executor()};
  };

  void work(asio::io_context& loop) {
    for (;;) {
      try {
        loop.run();
        return;
      } catch (const std::exception& fault) {
        engine_.tell_fault(fault);
      }
    }
  }

  void await_signal() {
    signals_.async_wait([this](beast::error_code error, int signal) {
      if (error) return;
      if (signal == SIGHUP) {
        if (auto renewed = renew_certificate(); !renewed && engine_.settings.log_fault)
          engine_.settings.log_fault(
              "", renewed.error().sentence + " The former certificate goes on. " + renewed.error().detail);
        await_signal();
        return;
      }
      if (engine_.stopping.load()) {
        end_at_once();
        return;
      }
      begin_stop();
      await_signal();
    });
  }

  // What has begun in a handler still ends; what waits for one does not begin.
  void end_at_once() {
    loop_.stop();
    for (auto& other : other_loops_) other->loop.stop();
    if (slow_) slow_->stop();
    if (dear_) dear_->stop();
  }

  void begin_stop() {
    if (engine_.stopping.exchange(true)) return;
    stop_by_.store(ticks(SteadyClock::now() + engine_.settings.stop_time));
    beast::error_code error;
    acceptor_.close(error);
    pause_.cancel();
    {
      const std::lock_guard lock(engine_.mutex);
      for (auto* connection : engine_.open) connection->shut_if_idle();
    }
    sweep();  // in place of the one that was waiting, and at a quicker pace
  }

  // Loops take turns.
  asio::io_context& next_loop() {
    next_ = (next_ + 1) % (other_loops_.size() + 1);
    return next_ == 0 ? loop_ : other_loops_[next_ - 1]->loop;
  }

  void accept() {
    acceptor_.async_accept(next_loop().get_executor(), [this](beast::error_code error, Socket socket) {
      if (!acceptor_.is_open()) return;
      if (error) {
        // No descriptor left, most likely: trying again at once would only burn the processor.
        pause_.expires_after(milliseconds(100));
        pause_.async_wait([this](beast::error_code cancelled) {
          if (!cancelled && acceptor_.is_open()) accept();
        });
        return;
      }
      if (count_open() < engine_.settings.connections)
        std::make_shared<Connection>(engine_, std::move(socket))->start();
      accept();
    });
  }

  std::size_t count_open() {
    const std::lock_guard lock(engine_.mutex);
    return engine_.open.size();
  }

  milliseconds sweep_pace() const {
    const auto& settings = engine_.settings;
    const auto shortest =
        std::min({settings.header_time, settings.idle_time, settings.transfer_time, settings.stop_time});
    return std::clamp(shortest / 8, milliseconds(10), milliseconds(500));
  }

  void sweep() {
    sweep_.expires_after(engine_.stopping.load() ? milliseconds(10) : sweep_pace());
    sweep_.async_wait([this](beast::error_code error) {
      if (error) return;
      const auto now = ticks(SteadyClock::now());
      bool done = engine_.stopping.load();
      {
        const std::lock_guard lock(engine_.mutex);
        for (auto* connection : engine_.open) connection->sweep(now);
        done = done && engine_.open.empty();
      }
      if (done) {
        signals_.cancel();
        for (auto& other : other_loops_) other->open.reset();
        return;
      }
      if (engine_.stopping.load() && now >= stop_by_.load()) {
        end_at_once();
        return;
      }
      sweep();
    });
  }

  // Before loop_, whose leftover handlers own connections that leave the engine's list as they go.
  Engine engine_;
  asio::io_context loop_{1};
  std::vector<std::unique_ptr<OtherLoop>> other_loops_;
  std::size_t next_ = 0;
  std::optional<Lane> slow_, dear_;
  // Accepting, sweeping and stopping take turns; connections do not take part.
  asio::strand<asio::io_context::executor_type> turn_ = asio::make_strand(loop_);
  tcp::acceptor acceptor_{turn_};
  asio::steady_timer pause_{turn_};
  asio::steady_timer sweep_{turn_};
  asio::signal_set signals_{turn_};
  std::atomic<std::int64_t> stop_by_ = never;
  std::uint16_t port_ = 0;
  std::string address_;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::listen(ServerSettings settings, Routes routes) {
  if (!routes.fault().empty()) return fail(ErrorCode::bad_input, "The site map is wrong: " + routes.fault() + ".");
  // More than the processors, since handlers wait for the store now and then.
  int threads = settings.threads;
  if (threads <= 0) threads = std::max(4, 2 * static_cast<int>(std::thread::hardware_concurrency()));
  try {
    auto server = std::make_unique<LoopServer>(std::move(settings), std::move(routes), threads);
    CANDOUR_CHECK(server->open());
    return Result<std::unique_ptr<Server>>(std::move(server));
  } catch (const std::exception& fault) {
    return fail(ErrorCode::unavailable, "The server could not be started.", fault.what());
  }
}

}  // namespace candour::http
