#include "app/quota.h"

#include <charconv>
#include <string>

#include "app/vault.h"
#include "base/text.h"

namespace candour::app {
namespace {

constexpr std::string_view kind = "sent";
constexpr int attempts = 8;

struct Counted {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
};
// As it is kept: "12 34567890".
Counted read(std::string_view text) {
  Counted sent;
  const auto files = std::from_chars(text.data(), text.data() + text.size(), sent.files);
  const char* rest = files.ptr == text.data() + text.size() ? files.ptr : files.ptr + 1;
  std::from_chars(rest, text.data() + text.size(), sent.bytes);
  return sent;
}

}  // namespace

Result<void> count_sent(Candour& candour, const Actor& actor, std::uint64_t bytes) {
  if (!actor.person && actor.name == Actor().name) return {};
  const Date today = candour.clock().now().date();
  const std::string key = today.iso() + "/" + actor.recorded_as();
  Vault& vault = candour.store().vault();
  for (int attempt = 0;; ++attempt) {
    const auto kept = vault.find(kind, key);
    if (!kept && kept.error().code != ErrorCode::not_found) return fail(kept.error());
    Counted sent;
    if (kept) sent = read(kept->content);
    if (sent.files + 1 > files_a_day)
      return fail(ErrorCode::too_large, "You have sent " + std::to_string(files_a_day) +
                                            " files today, the most that is taken from one person in a day. Send this "
                                            "one tomorrow, or put several into one file.");
    if (sent.bytes + bytes > bytes_a_day)
      return fail(ErrorCode::too_large,
                  "With this file you would have sent more than " + std::to_string(bytes_a_day >> 20) +
                      " MB today, the most that is taken from one person in a day. Send it tomorrow, or as a link.");
    const std::string now = std::to_string(sent.files + 1) + " " + std::to_string(sent.bytes + bytes);
    const auto counted = vault.keep(kind, key, kept ? kept->version : 0, now, Moment::at_start_of(today.plus_days(2)));
    if (counted) return {};
    if (counted.error().code != ErrorCode::conflict || attempt + 1 == attempts) return fail(counted.error());
  }
}

}  // namespace candour::app
