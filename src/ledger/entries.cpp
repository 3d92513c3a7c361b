#include "ledger/entries.h"

#include <algorithm>
#include <utility>

#include "base/encoding.h"
#include "ledger/inside/lines.h"

namespace candour::ledger {
namespace {

constexpr std::string_view genesis_heading = "candour.genesis/v1";
constexpr std::string_view event_heading = "candour.event/v1";
constexpr std::string_view paper_heading = "candour.paper/v1";
constexpr std::string_view withdrawal_heading = "candour.withdrawal/v1";

class Writer {
 public:
  explicit Writer(std::string_view heading) : text_(std::string(heading) + "\n") {}
  Writer& line(std::string_view name, std::string_view value) {
    const bool is_printable =
        std::all_of(value.begin(), value.end(), [](unsigned char c) { return c >= 0x20 && c < 0x7f; });
    if (wrong_.empty() && (value.empty() || !is_printable || value.front() == ' ' || value.back() == ' '))
      wrong_ = name;
    text_ += std::string(name) + " " + std::string(value) + "\n";
    return *this;
  }
  Writer& line(std::string_view name, std::uint64_t value) { return line(name, std::to_string(value)); }
  Result<std::string> done() {
    if (!wrong_.empty())
      return fail(ErrorCode::bad_input, "The " + wrong_ +
                                            " of what is written in the ledger must be plain letters, digits and signs "
                                            "(ASCII), without blanks at its ends, and not empty.");
    if (text_.size() > longest_plain_entry)
      return fail(ErrorCode::bad_input,
                  "What is written in the ledger of one paper has at most 4,096 bytes; shorten its title or reason.");
    return std::move(text_);
  }

 private:
  std::string text_;
  std::string wrong_;
};

// Lines in their order; the first that is not there makes all that follow empty and `fine` false.
class Reader {
 public:
  Reader(std::string_view entry, std::string_view heading) : rest_(entry) {
    fine_ = inside::take_line(rest_) == heading;
  }
  std::string text(std::string_view name) {
    const auto line = inside::take_line(rest_);
    const auto value = line ? inside::value_of(*line, name) : std::nullopt;
    if (!value) fine_ = false;
    return std::string(value.value_or(""));
  }
  std::uint64_t number(std::string_view name) { return number_in(text(name)); }
  std::uint64_t number_in(std::string_view digits) {
    const auto number = inside::read_decimal(digits);
    if (!number) fine_ = false;
    return number.value_or(0);
  }
  Hash base64_hash_in(std::string_view value) { return must(inside::read_hash(value)); }
  Hash hex_hash(std::string_view name) {
    const auto bytes = from_hex(text(name));
    const auto hash = bytes ? hash_of(*bytes) : Result<Hash>(Hash{});
    if (!bytes || !hash) fine_ = false;
    return hash ? *hash : Hash{};
  }
  Moment moment(std::string_view name) { return must(Moment::parse(text(name))); }
  template <class T>
  T must(const std::optional<T>& value) {
    if (!value) fine_ = false;
    return value.value_or(T{});
  }
  bool fine() const { return fine_; }

 private:
  std::string_view rest_;
  bool fine_ = true;
};

// One text, one meaning: what was read must be written as these very bytes.
template <class Entry>
Result<Entry> same_again(Entry entry, bool fine, std::string_view bytes, std::string_view what) {
  if (fine)
    if (const auto again = write_entry(entry); again && *again == bytes) return entry;
  return fail(ErrorCode::unreadable, "This entry of the ledger is not " + std::string(what) + ", or has been altered.");
}

std::pair<std::string_view, std::string_view> parted(std::string_view text, char at) {
  const std::size_t found = std::min(text.rfind(at), text.size());
  return {text.substr(0, found), text.substr(std::min(found + 1, text.size()))};
}

}  // namespace

Result<std::string> write_entry(const Genesis& genesis) {
  Writer writer(genesis_heading);
  writer.line("id", genesis.id).line("begun", genesis.begun.iso());
  if (const auto& earlier = genesis.continues)
    writer
        .line("continues",
              std::to_string(earlier->size) + " " + base64(bytes_of(earlier->root)) + " " + earlier->origin)
        .line("reason", earlier->why);
  else
    writer.line("continues", "-").line("reason", "-");
  return writer.done();
}

Result<std::string> write_entry(const Paper& paper) {
  return Writer(paper_heading)
      .line("id", paper.id)
      .line("version", paper.version)
      .line("sha256", hex(bytes_of(paper.sha256)))
      .line("bytes", paper.bytes)
      .line("media", paper.media)
      .line("title", paper.title)
      .line("body", paper.body)
      .line("meeting", paper.meeting)
      .line("published", paper.published.iso())
      .line("supersedes", paper.supersedes ? std::to_string(*paper.supersedes) : "-")
      .line("reason", paper.reason)
      .line("as-at", std::to_string(paper.as_at_size) + " " + base64(bytes_of(paper.as_at_root)))
      .done();
}

Result<std::string> write_entry(const Withdrawal& withdrawal) {
  return Writer(withdrawal_heading)
      .line("id", withdrawal.id)
      .line("version", withdrawal.version)
      .line("entry", withdrawal.entry)
      .line("withdrawn", withdrawal.withdrawn.iso())
      .line("reason", withdrawal.reason)
      .done();
}

Result<Genesis> read_genesis(std::string_view entry) {
  Reader reader(entry, genesis_heading);
  Genesis genesis;
  genesis.id = reader.text("id");
  genesis.begun = reader.moment("begun");
  const std::string continues = reader.text("continues");
  const std::string why = reader.text("reason");
  if (continues != "-") {
    const std::size_t first = std::min(continues.find(' '), continues.size());
    const std::size_t second = std::min(continues.find(' ', first + 1), continues.size());
    Genesis::Earlier earlier;
    earlier.size = reader.number_in(std::string_view(continues).substr(0, first));
    if (second < continues.size()) {
      earlier.root = reader.base64_hash_in(std::string_view(continues).substr(first + 1, second - first - 1));
      earlier.origin = continues.substr(second + 1);
    }
    earlier.why = why;
    genesis.continues = std::move(earlier);
  }
  return same_again(std::move(genesis), reader.fine(), entry, "the beginning of a log");
}

Result<Paper> read_paper(std::string_view entry) {
  Reader reader(entry, paper_heading);
  Paper paper;
  paper.id = reader.text("id");
  paper.version = reader.number("version");
  paper.sha256 = reader.hex_hash("sha256");
  paper.bytes = reader.number("bytes");
  paper.media = reader.text("media");
  paper.title = reader.text("title");
  paper.body = reader.text("body");
  paper.meeting = reader.text("meeting");
  paper.published = reader.moment("published");
  if (const std::string earlier = reader.text("supersedes"); earlier != "-")
    paper.supersedes = reader.number_in(earlier);
  paper.reason = reader.text("reason");
  const std::string as_at = reader.text("as-at");
  const auto [size, root] = parted(as_at, ' ');
  paper.as_at_size = reader.number_in(size);
  paper.as_at_root = reader.base64_hash_in(root);
  return same_again(std::move(paper), reader.fine(), entry, "that of a paper");
}

Result<Withdrawal> read_withdrawal(std::string_view entry) {
  Reader reader(entry, withdrawal_heading);
  Withdrawal withdrawal;
  withdrawal.id = reader.text("id");
  withdrawal.version = reader.number("version");
  withdrawal.entry = reader.number("entry");
  withdrawal.withdrawn = reader.moment("withdrawn");
  withdrawal.reason = reader.text("reason");
  return same_again(std::move(withdrawal), reader.fine(), entry, "that of a withdrawn paper");
}

EntryKind kind_of_entry(std::string_view entry) {
  const auto heading = inside::take_line(entry);
  if (heading == genesis_heading) return EntryKind::genesis;
  if (heading == event_heading) return EntryKind::event;
  if (heading == paper_heading) return EntryKind::paper;
  if (heading == withdrawal_heading) return EntryKind::withdrawal;
  return EntryKind::unknown;
}

}  // namespace candour::ledger
