#include "app/held.h"

#include <utility>

namespace candour::app {

void HeldStore::hold(std::string sentence) {
  const std::lock_guard lock(mutex_);
  if (sentence_.empty()) sentence_ = std::move(sentence);
}
std::string HeldStore::held() const {
  const std::lock_guard lock(mutex_);
  return sentence_;
}

Result<void> HeldStore::check() const {
  if (std::string sentence = held(); !sentence.empty()) return fail(ErrorCode::unavailable, std::move(sentence));
  return {};
}

Result<std::uint64_t> HeldStore::append(const std::vector<Append>& appends) {
  CANDOUR_CHECK(check());
  return store_.append(appends);
}
Result<std::uint64_t> HeldStore::erase(const Erasure& erasure, const std::vector<Append>& appends) {
  CANDOUR_CHECK(check());
  return store_.erase(erasure, appends);
}
Result<void> HeldStore::fill(const NextEntry& next) {
  CANDOUR_CHECK(check());
  return store_.fill(next);
}
Result<std::string> HeldStore::keep_original(std::string_view bytes) {
  CANDOUR_CHECK(check());
  return store_.keep_original(bytes);
}
Result<std::uint64_t> HeldStore::save_draft(std::string_view name, std::uint64_t expected, std::string_view content,
                                            Moment now) {
  CANDOUR_CHECK(check());
  return store_.save_draft(name, expected, content, now);
}
Result<void> HeldStore::forget_draft(std::string_view name) {
  CANDOUR_CHECK(check());
  return store_.forget_draft(name);
}

}  // namespace candour::app
