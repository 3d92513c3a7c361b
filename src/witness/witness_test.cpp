#include "witness/witness.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include "base/sha256.h"
#include "http/request.h"
#include "ledger/tree.h"

namespace candour::witness {
namespace {

namespace fs = std::filesystem;

const FixedClock noon{*Moment::parse("2026-03-02T12:00:00Z")};
const std::string origin = "plans.harrowvale.example/log/1";

struct World {
  World() {
    std::string pattern = (fs::temp_directory_path() / "candour-witness-XXXXXX").string();
    folder = ::mkdtemp(pattern.data());
    key = *make_key(folder / "w", "witness.brackenford.example");
    EXPECT_TRUE(keep_durably(folder / "w/logs", ledger::write_verifier_key(log.verifier()) + "\n"));
    for (int i = 0; i < 300; ++i) tree.append(ledger::leaf_hash(std::to_string(i)));
    open();
  }
  ~World() {
    witness.reset();
    fs::remove_all(folder);
  }
  void open() {
    witness.reset();
    auto opened = Witness::open(folder / "w", noon);
    ASSERT_TRUE(opened) << opened.error().sentence;
    witness = std::move(*opened);
  }
  std::string checkpoint(std::uint64_t size) const {
    return ledger::sign_checkpoint({origin, size, *ledger::root_of(size, tree.nodes())}, log);
  }
  std::string ask(std::uint64_t from, std::uint64_t to) const {
    return ledger::write_add_checkpoint({{from, *ledger::consistency_proof(from, to, tree.nodes())}, checkpoint(to)});
  }

  fs::path folder;
  ledger::VerifierKey key;
  ledger::SigningKey log = *ledger::SigningKey::make(origin, ledger::Algorithm::signature, {1});
  ledger::Tree tree;
  std::unique_ptr<Witness> witness;
};

TEST(Witness, cosigns_what_grows_and_answers_as_the_specification_says) {
  World world;
  ledger::SigningKey stranger = *ledger::SigningKey::make(origin, ledger::Algorithm::signature, {2});
  const auto status = [&](const std::string& body) { return world.witness->add_checkpoint(body).status; };
  EXPECT_EQ(world.witness->cosigned(sha256_hex(origin)).error().code, ErrorCode::not_found);
  EXPECT_EQ(status("nonsense"), 400);
  EXPECT_EQ(status("old 0\n\nnonsense"), 400);
  const ledger::Checkpoint elsewhere{"another.example/log/1", 1, *ledger::root_of(1, world.tree.nodes())};
  EXPECT_EQ(status("old 0\n\n" +
                   ledger::sign_checkpoint(
                       elsewhere, *ledger::SigningKey::make(elsewhere.origin, ledger::Algorithm::signature, {3}))),
            404);
  EXPECT_EQ(status("old 0\n\n" + ledger::sign_checkpoint({origin, 1, elsewhere.root}, stranger)), 403);

  const auto first = world.witness->add_checkpoint(world.ask(0, 10));
  ASSERT_EQ(first.status, 200) << first.body;
  const auto cosigned = ledger::add_cosignatures(world.checkpoint(10), first.body, world.log.verifier(), {world.key});
  ASSERT_TRUE(cosigned) << cosigned.error().sentence;
  EXPECT_EQ(*world.witness->cosigned(sha256_hex(origin)), *cosigned);
  EXPECT_EQ(ledger::open_checkpoint(*cosigned, world.log.verifier(), {world.key})->cosigned.at(0).time,
            static_cast<std::uint64_t>(noon.now().microseconds() / 1'000'000));

  EXPECT_EQ(status(world.ask(10, 10)), 200) << "the same once more";
  const auto stale = world.witness->add_checkpoint(world.ask(5, 20));
  EXPECT_EQ(stale.status, 409);
  EXPECT_EQ(stale.body, "10\n");
  EXPECT_TRUE(stale.is_size);
  EXPECT_EQ(status("old 21\n\n" + world.checkpoint(20)), 400) << "goes back within itself";
  EXPECT_EQ(status("old 10\n\n" + world.checkpoint(20)), 422) << "without its proof";
  EXPECT_EQ(status("old 10\n\n" + ledger::sign_checkpoint({origin, 10, {}}, world.log)), 422) << "another root";
  EXPECT_EQ(status(world.ask(10, 300)), 200);
}

TEST(Witness, remembers_when_it_is_opened_again_and_is_one_process) {
  World world;
  ASSERT_EQ(world.witness->add_checkpoint(world.ask(0, 100)).status, 200);
  const auto second = Witness::open(world.folder / "w", noon);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::conflict);
  world.open();
  EXPECT_EQ(world.witness->add_checkpoint(world.ask(0, 50)).body, "100\n") << "it does not go back";
  EXPECT_EQ(world.witness->add_checkpoint(world.ask(100, 200)).status, 200);
  // Somebody puts an older memory of another hand in its place.
  world.witness.reset();
  ASSERT_TRUE(keep_durably(world.folder / "w" / sha256_hex(origin), world.checkpoint(10)));
  EXPECT_FALSE(Witness::open(world.folder / "w", noon));
}

TEST(Witness, answers_nothing_that_it_could_not_keep_and_stops) {
  World world;
  ASSERT_EQ(world.witness->add_checkpoint(world.ask(0, 10)).status, 200);
  fs::create_directory(world.folder / "w" / (sha256_hex(origin) + ".new"));
  EXPECT_EQ(world.witness->add_checkpoint(world.ask(10, 20)).status, 503);
  EXPECT_FALSE(world.witness->stopped().empty());
  EXPECT_EQ(world.witness->add_checkpoint(world.ask(10, 10)).status, 503);
  fs::remove(world.folder / "w" / (sha256_hex(origin) + ".new"));
  world.open();
  EXPECT_EQ(world.witness->add_checkpoint(world.ask(10, 20)).status, 200);
}

TEST(Witness, never_cosigns_two_that_differ_whoever_asks_at_once) {
  World world;
  ledger::Tree other;
  for (int i = 0; i < 300; ++i) other.append(ledger::leaf_hash(i < 10 ? std::to_string(i) : "forged"));
  ASSERT_EQ(world.witness->add_checkpoint(world.ask(0, 10)).status, 200);
  for (std::uint64_t size = 11; size < 60; ++size) {
    int cosigned = 0;
    std::mutex counting;
    const std::uint64_t from = size - 1;
    const auto honest = world.ask(from, size);
    const auto forged = ledger::write_add_checkpoint(
        {{from, *ledger::consistency_proof(from, size, other.nodes())},
         ledger::sign_checkpoint({origin, size, *ledger::root_of(size, other.nodes())}, world.log)});
    std::vector<std::thread> threads;
    for (const std::string* body : {&honest, &forged})
      threads.emplace_back([&, body] {
        const int status = world.witness->add_checkpoint(*body).status;
        const std::lock_guard lock(counting);
        cosigned += status == 200;
      });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(cosigned, 1) << size;
    if (world.witness->cosigned(sha256_hex(origin))
            ->find(ledger::write_checkpoint({origin, size, *ledger::root_of(size, world.tree.nodes())})) != 0)
      break;  // the forged one was first: from now on this witness follows it alone
  }
}

TEST(Routes, speak_http) {
  World world;
  const auto routes = witness::routes(*world.witness);
  const auto ask = [&](const std::string& body) {
    return routes.answer(
        http::Request::make(http::Method::post, "/add-checkpoint", {{"content-type", "text/plain"}}, body));
  };
  const auto good = ask(world.ask(0, 7));
  EXPECT_EQ(good.status(), http::Status::ok);
  EXPECT_EQ(good.text().substr(0, 4), "— ");
  const auto stale = ask(world.ask(0, 8));
  EXPECT_EQ(stale.status(), http::Status::conflict);
  EXPECT_EQ(stale.text(), "7\n");
  EXPECT_EQ(stale.headers().get("Content-Type"), "text/x.tlog.size");
  const auto shown = routes.answer(http::Request::make(http::Method::get, "/" + ledger::monitor_path(origin)));
  EXPECT_EQ(shown.status(), http::Status::ok);
  EXPECT_EQ(shown.text().find(origin), 0u);
  EXPECT_EQ(routes.answer(http::Request::make(http::Method::get, "/00/checkpoint")).status(), http::Status::not_found);
}

}  // namespace
}  // namespace candour::witness
