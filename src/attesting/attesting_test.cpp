#include "attesting/attesting.h"

#include <cstdlib>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "app/attesting.h"
#include "app/candour.h"
#include "app/signer_test.h"
#include "base/clock.h"
#include "base/file.h"
#include "http/response.h"
#include "http/server.h"
#include "ledger/entries.h"
#include "ledger/witness.h"
#include "memory/memory_store.h"
#include "witness/witness.h"

namespace candour::attesting {
namespace {

namespace fs = std::filesystem;
using app::trial::AnySigner;
using testing::ElementsAre;
using testing::HasSubstr;

const FixedClock noon{*Moment::parse("2026-03-02T12:00:00Z")};
const std::string origin = "plans.harrowvale.example/log/1";

// An authority made with openssl, which signs with it.
class Authority {
 public:
  Authority() {
    std::string pattern = (fs::temp_directory_path() / "candour-stamp-XXXXXX").string();
    folder = ::mkdtemp(pattern.data());
    EXPECT_TRUE(keep_durably(folder / "conf", R"([req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical, CA:true
[tsa]
extendedKeyUsage = critical, timeStamping
[stamping]
default_tsa = authority
[authority]
serial = )" + (folder / "serial").string() + R"(
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
)"));
    EXPECT_TRUE(keep_durably(folder / "serial", "01\n"));
    run("req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=Root -days 3650 -config conf "
        "-extensions ca");
    run("req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj /CN=Time -config conf");
    run("x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out tsa.pem -days 3650 -extfile conf "
        "-extensions tsa");
  }
  ~Authority() { fs::remove_all(folder); }
  void run(const std::string& arguments) const {
    const std::string command = "cd '" + folder.string() + "' && openssl " + arguments + " >>said 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0) << command << "\n" << *read_whole(folder / "said");
  }
  std::string answer(std::string_view request) const {
    EXPECT_TRUE(keep_durably(folder / "query", request));
    run("ts -reply -config conf -section authority -queryfile query -signer tsa.pem -inkey tsa.key -chain ca.pem "
        "-out reply");
    return *read_whole(folder / "reply");
  }

  fs::path folder;
};

// A server of these routes on a thread.
class Served {
 public:
  explicit Served(http::Routes routes) {
    http::ServerSettings settings;
    settings.port = 0;
    server_ = *http::Server::listen(std::move(settings), std::move(routes));
    thread_ = std::thread([this] { server_->run(); });
  }
  ~Served() {
    server_->stop();
    thread_.join();
  }
  std::string address() const { return server_->address(); }

 private:
  std::unique_ptr<http::Server> server_;
  std::thread thread_;
};

void append(app::Store& store, int count) {
  for (int i = 0; i < count; ++i)
    ASSERT_TRUE(store.append({{"other/" + std::to_string(*store.last_position()),
                               0,
                               {{R"({"type":"of.no.kind","v":1})", "{}", noon.now(), noon.now().date()}}}}));
}

// The event of a paper, and the paper's entry.
void publish(app::Store& store) {
  ledger::Paper paper;
  paper.id = std::string(32, 'a');
  paper.media = "text/html";
  paper.title = paper.body = paper.meeting = paper.reason = "-";
  paper.bytes = 1;
  paper.published = noon.now();
  ASSERT_TRUE(store.append(
      {{"other/" + std::to_string(*store.last_position()),
        0,
        {{R"({"type":"of.no.kind","v":1})", "{}", noon.now(), noon.now().date(), *ledger::write_entry(paper)}}}}));
}

TEST(TimeStamp, is_asked_for_checked_and_taken_by_openssl) {
  const Authority authority;
  const std::string body = "plans.harrowvale.example/log/1\n7\nroot\n";
  const std::string request = *stamp_request(body);
  EXPECT_NE(request, *stamp_request(body)) << "another number each time";
  const std::string response = authority.answer(request);
  const fs::path known = authority.folder / "ca.pem";
  const auto checked = check_stamp(response, request, body, known);
  ASSERT_TRUE(checked) << checked.error().sentence;
  EXPECT_TRUE(check_stamp(response, request, body, {}));
  ASSERT_TRUE(keep_durably(authority.folder / "body", body));
  authority.run("ts -verify -data body -in reply -CAfile ca.pem");

  EXPECT_FALSE(check_stamp(response, request, body + "x", known)) << "over other bytes";
  EXPECT_FALSE(check_stamp(response, *stamp_request(body), body, known)) << "an answer to another request";
  EXPECT_FALSE(check_stamp(response, request, body, authority.folder / "absent"));
  const Authority another;
  EXPECT_FALSE(check_stamp(response, request, body, another.folder / "ca.pem")) << "by another authority";
  for (std::size_t at = 0; at < response.size(); at += 7) {
    std::string altered = response;
    altered[at] = static_cast<char>(altered[at] ^ 1);
    // What nobody signed (the wrapper's own encoding) may still hold; nothing may come of it but a verdict.
    (void)check_stamp(altered, request, body, known);
  }
  std::string altered = response;
  altered[altered.size() - 5] = static_cast<char>(altered[altered.size() - 5] ^ 1);
  EXPECT_FALSE(check_stamp(altered, request, body, known)) << "the signature";
  EXPECT_FALSE(check_stamp("", request, body, {}));
  EXPECT_FALSE(check_stamp(response + "x", request, body, {}));
}

TEST(Attestor, asks_only_by_tls_or_on_this_machine) {
  for (const char* good : {"https://witness.example", "http://127.0.0.1:8081", "http://localhost/w", "http://[::1]:1/"})
    EXPECT_TRUE(make_attestor({{}, good, {}, {}})) << good;
  for (const char* bad : {"http://witness.example", "ftp://localhost", "witness.example", "http://localhost.example"})
    EXPECT_FALSE(make_attestor({{}, bad, {}, {}})) << bad;
}

TEST(Attesting, goes_from_waiting_to_witnessed_and_stamped) {
  const Authority authority;
  std::vector<std::unique_ptr<witness::Witness>> witnesses;
  std::vector<std::unique_ptr<Served>> served;
  const AnySigner signer;
  ledger::Policy policy;
  for (const char* name : {"Brackenford", "Lowmoor", "Thornby"}) {
    const fs::path folder = authority.folder / name;
    const auto key = *witness::make_key(folder, std::string("witness.") + name + ".example");
    ASSERT_TRUE(keep_durably(folder / "logs", ledger::write_verifier_key(signer.key.verifier()) + "\n"));
    witnesses.push_back(*witness::Witness::open(folder, noon));
    served.push_back(std::make_unique<Served>(witness::routes(*witnesses.back())));
    policy.witnesses.push_back({name, key, served.back()->address()});
  }
  policy.groups.push_back({"two", 2, {"Brackenford", "Lowmoor", "Thornby"}});
  policy.quorum = "two";
  http::Routes stamping;
  stamping.post("/", [&](const http::Request& request) {
    return http::bytes(authority.answer(request.body()), "application/timestamp-reply");
  });
  const Served clock_tower(std::move(stamping));
  const auto attestor = *make_attestor({policy, clock_tower.address() + "/", authority.folder / "ca.pem", {}});

  const auto store = memory::make_store();
  app::Candour candour(*store, nullptr, noon, {}, nullptr, &signer, attestor.get());
  ASSERT_TRUE(app::keep_policy(candour));
  EXPECT_TRUE(app::collect_attestations(candour)) << "nothing was signed, nothing is asked";
  append(*store, 20);
  ASSERT_TRUE(app::sign_now(candour));
  const auto attested = [&] { return *app::attested(candour, **app::latest_checkpoint(candour)); };
  auto told = attested();
  EXPECT_EQ(told.witnesses, 3u);
  EXPECT_TRUE(told.by.empty());
  EXPECT_FALSE(told.enough);
  EXPECT_FALSE(told.stamp);

  const auto collected = app::collect_attestations(candour);
  ASSERT_TRUE(collected) << collected.error().sentence;
  told = attested();
  EXPECT_THAT(told.by, testing::UnorderedElementsAre("Brackenford", "Lowmoor", "Thornby"));
  EXPECT_TRUE(told.enough);
  EXPECT_TRUE(told.stamp);
  policy.logs = {signer.key.verifier()};
  EXPECT_EQ(*app::ledger_file(candour, "policy"), ledger::write_policy(policy));
  ASSERT_TRUE(keep_durably(authority.folder / "stamped",
                           ledger::write_checkpoint((*app::latest_checkpoint(candour))->checkpoint)));
  ASSERT_TRUE(keep_durably(authority.folder / "tsr", *app::ledger_file(candour, "checkpoint.tsr")));
  authority.run("ts -verify -data stamped -in tsr -CAfile ca.pem");

  // It grows, by a paper among others, and one witness is away; another forgot what it told us.
  append(*store, 200);
  publish(*store);
  append(*store, 99);
  ASSERT_TRUE(app::sign_now(candour));
  EXPECT_TRUE(attested().by.empty());
  EXPECT_EQ(app::ledger_file(candour, "checkpoint.tsr").error().code, ErrorCode::not_found);
  served[2].reset();
  ASSERT_TRUE(store->vault().keep("ledger", "witness/Lowmoor", std::nullopt, "3"));
  const auto partly = app::collect_attestations(candour);
  ASSERT_FALSE(partly);
  EXPECT_EQ(partly.error().code, ErrorCode::unavailable);
  told = attested();
  EXPECT_THAT(told.by, testing::UnorderedElementsAre("Brackenford", "Lowmoor"));
  EXPECT_TRUE(told.enough);
  EXPECT_TRUE(told.stamp);
  EXPECT_TRUE(candour.held().empty());

  // What was said when the paper was published stays, also when others are signed; no second stamp is asked for that
  // day.
  const std::string said = (*app::latest_checkpoint(candour))->bytes, stamped = *told.stamp;
  append(*store, 1);
  ASSERT_TRUE(app::sign_now(candour));
  (void)app::collect_attestations(candour);
  EXPECT_FALSE(attested().stamp);
  const auto best = *app::best_checkpoint(candour, 222);
  ASSERT_TRUE(best);
  EXPECT_EQ(best->checkpoint.bytes, said);
  EXPECT_EQ(best->attested.stamp, stamped);
  EXPECT_THAT(best->attested.by, testing::UnorderedElementsAre("Brackenford", "Lowmoor"));
  EXPECT_FALSE(*app::best_checkpoint(candour, 323)) << "nobody has signed it";

  // An old copy of the record, whose signer was rolled back with it, is told by what the witnesses saw.
  const AnySigner forgetful;
  const auto old = memory::make_store();
  append(*old, 5);
  app::Candour restored(*old, nullptr, noon, {}, nullptr, &forgetful, attestor.get());
  ASSERT_TRUE(app::sign_now(restored));
  ASSERT_TRUE(restored.held().empty());
  (void)app::check_what_witnesses_saw(restored);
  EXPECT_THAT(restored.held(), HasSubstr("323 entries were signed before"));
}

class OneWitness final : public app::Attestor {
 public:
  OneWitness() {
    policy_.witnesses.push_back({"Brackenford", key_.verifier(), "https://witness.example"});
    policy_.quorum = "Brackenford";
  }
  const ledger::Policy& policy() const override { return policy_; }
  Result<Answer> add_checkpoint(const ledger::Policy::Witness&, std::string_view body) const override {
    if (away) return fail(ErrorCode::unavailable, "It is away.");
    const auto answer = ledger::decide(*ledger::read_add_checkpoint(body), AnySigner().key.verifier(), std::nullopt);
    return Answer{static_cast<int>(answer.outcome), ledger::cosign_answer(answer, key_, 1)};
  }
  Result<Answer> shown_by(const ledger::Policy::Witness&, std::string_view) const override { return Answer{404, {}}; }
  bool stamps() const override { return false; }
  Result<std::string> stamp(std::string_view) const override { return fail(ErrorCode::internal, "none"); }
  bool away = true;

 private:
  ledger::SigningKey key_ = *ledger::SigningKey::make("witness.example", ledger::Algorithm::cosignature, {2});
  ledger::Policy policy_;
};

TEST(Witnesses, that_are_away_for_a_day_are_told_until_they_are_back) {
  FixedClock clock{noon.now()};
  const auto wait = [&](int minutes) {
    clock.set(Moment::from_microseconds(clock.now().microseconds() + minutes * 60'000'000LL));
  };
  const AnySigner signer;
  OneWitness witness;
  const auto store = memory::make_store();
  app::Candour candour(*store, nullptr, clock, {}, nullptr, &signer, &witness);
  ASSERT_TRUE(app::keep_policy(candour));
  ASSERT_TRUE(app::sign_now(candour));
  EXPECT_FALSE(app::collect_attestations(candour));
  wait(12 * 60);
  append(*store, 1);
  ASSERT_TRUE(app::sign_now(candour));
  EXPECT_FALSE(app::collect_attestations(candour)) << "another checkpoint begins no new day";
  wait(12 * 60 - 1);
  EXPECT_EQ(*app::unwitnessed(candour), "");
  wait(1);
  EXPECT_THAT(*app::unwitnessed(candour), HasSubstr("since 2 March 2026 at 12:00 UTC"));
  witness.away = false;
  EXPECT_TRUE(app::collect_attestations(candour));
  EXPECT_EQ(*app::unwitnessed(candour), "");
  // Without witnesses nothing is waited for, also where it was before.
  witness.away = true;
  append(*store, 1);
  ASSERT_TRUE(app::sign_now(candour));
  EXPECT_FALSE(app::collect_attestations(candour));
  app::Candour alone(*store, nullptr, clock, {}, nullptr, &signer);
  ASSERT_TRUE(app::keep_policy(alone));
  wait(48 * 60);
  EXPECT_EQ(*app::unwitnessed(alone), "");
  ASSERT_TRUE(app::keep_policy(candour));
  EXPECT_NE(*app::unwitnessed(candour), "");
}

}  // namespace
}  // namespace candour::attesting
