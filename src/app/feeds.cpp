#include "app/feeds.h"

#include "app/vault.h"
#include "credentials/token.h"

namespace candour::app {
namespace {

// One record for each person, and one by which it is found; of several of the latter the one that the former names
// counts, so that a secret is renewed in one write.
constexpr std::string_view kind_newest = "feed-of", kind = "feed";

tl::unexpected<Error> none() {
  return fail(ErrorCode::not_found, "There is no such feed. Look at the page of your account for a new address.");
}

}  // namespace

Result<std::string> renew_feed(Candour& candour, const people::PersonId& person) {
  Vault& vault = candour.store().vault();
  const auto former = vault.find(kind_newest, person.text());
  std::string secret = credentials::fresh_token();
  const std::string digest = credentials::digest(secret);
  CANDOUR_CHECK(vault.keep(kind, digest, 0, person.text()));
  CANDOUR_CHECK(vault.keep(kind_newest, person.text(), std::nullopt, digest));
  if (former) CANDOUR_CHECK(vault.drop(kind, former->content));
  return secret;
}

Result<void> drop_feed(Candour& candour, const people::PersonId& person) {
  Vault& vault = candour.store().vault();
  const auto newest = vault.find(kind_newest, person.text());
  if (!newest && newest.error().code == ErrorCode::not_found) return {};
  if (!newest) return fail(newest.error());
  CANDOUR_CHECK(vault.drop(kind_newest, person.text()));
  return vault.drop(kind, newest->content);
}

bool has_feed(const Candour& candour, const people::PersonId& person) {
  return candour.store().vault().find(kind_newest, person.text()).has_value();
}

Result<people::PersonId> holder_of_feed(const Candour& candour, std::string_view secret) {
  if (secret.empty() || secret.size() > 100) return none();
  const std::string digest = credentials::digest(secret);
  const Vault& vault = candour.store().vault();
  const auto kept = vault.find(kind, digest);
  if (!kept && kept.error().code != ErrorCode::not_found) return fail(kept.error());
  if (!kept) return none();
  const people::PersonId person(kept->content);
  const auto newest = vault.find(kind_newest, person.text());
  if (!newest || !credentials::same(newest->content, digest)) return none();
  CANDOUR_TRY(people, candour.people());
  const people::Person* found = people::find_person(*people, person);
  if (!found || found->left) return none();
  return person;
}

}  // namespace candour::app
