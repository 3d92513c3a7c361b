#pragma once
// Signing in, and a person's own account: pure functions of what is shown. What was typed into a field of a secret is
// never written back.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/pages.h"

namespace candour::web {

// Why what was sent was not taken: the field it is about (empty: the whole form), and the sentence.
struct NotTaken {
  std::string field;
  std::string sentence;
  bool empty() const { return sentence.empty(); }
};
// Where to go once signed in: an address of this site, and what was typed before.
struct Onward {
  std::string_view to;
  std::string_view typed;
};

std::string sign_in_page(const Around& around, std::string_view partnership, std::string_view email,
                         const Onward& onward, const NotTaken& refused);
std::string sign_in_code_page(const Around& around, std::string_view partnership, const Onward& onward,
                              const NotTaken& refused);
// The square's path and the modules of its side (credentials/one_time_code.h).
struct KeyShown {
  std::string_view words;
  std::string_view square;
  int side = 0;
};
std::string set_up_codes_page(const Around& around, std::string_view partnership, const KeyShown& key,
                              const Onward& onward, const NotTaken& refused);
std::string recovery_codes_page(const Around& around, std::string_view partnership,
                                const std::vector<std::string>& codes, const Onward& onward);
// What somebody sees of their own account.
struct AccountShown {
  std::string_view name;
  std::string_view email;
  std::vector<std::string> roles;  // in words
  bool has_codes = false;
  bool needs_codes = false;
  std::size_t recovery_codes_left = 0;
  bool weekly_letter = true;  // wanted
  std::string last_weekly_letter;
  bool has_feed = false;
};
std::string account_page(const Around& around, std::string_view partnership, const AccountShown& account,
                         const NotTaken& refused);
// The private addresses, shown once.
std::string feed_addresses_page(const Around& around, std::string_view partnership, std::string_view calendar,
                                std::string_view changes);
// By a code, or where there are none by the password.
std::string confirm_page(const Around& around, std::string_view partnership, bool by_code, std::string_view to,
                         const NotTaken& refused);
std::string invite_page(const Around& around, std::string_view partnership, std::string_view name,
                        std::string_view token, const NotTaken& refused);
std::string typed_page(const Around& around, std::string_view partnership, std::string_view address,
                       const std::vector<std::pair<std::string, std::string>>& fields, bool had_files);

}  // namespace candour::web
