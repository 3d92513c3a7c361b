#include "signing/signer.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

#include "app/candour.h"
#include "app/checkpoints.h"
#include "base/clock.h"
#include "base/file.h"
#include "ledger/audit.h"
#include "ledger/tree.h"
#include "memory/memory_store.h"

namespace candour::signing {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const std::string origin = "plans.harrowvale.example/log/1";

// A folder, a key in it, and a signer on a thread that ends with this.
class World {
 public:
  World() {
    std::string pattern = (fs::temp_directory_path() / "candour-signing-XXXXXX").string();
    folder = ::mkdtemp(pattern.data());
    files = {folder / "apart/key", folder / "apart/state"};
  }
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  ~World() { fs::remove_all(folder); }

  fs::path folder;
  Files files;
};

// As the child of `serve` does it, on a thread.
class Running final : public app::Signer {
 public:
  explicit Running(Files files) {
    int ends[2];
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    ours_ = ends[0];
    thread_ = std::thread([this, theirs = ends[1], files = std::move(files)] {
      ended_ = serve(files, theirs);
      ::close(theirs);
    });
  }
  ~Running() override { (void)end(); }
  Result<void> end() {
    if (ours_ >= 0) ::close(std::exchange(ours_, -1));
    if (thread_.joinable()) thread_.join();
    return ended_;
  }

  Result<Standing> standing() const override {
    CANDOUR_TRY(answer, ask("tell\n"));
    const auto end = answer.find('\n');
    return Standing{*ledger::read_verifier_key(answer.substr(0, end)),
                    *ledger::read_signer_memory(answer.substr(end + 1))};
  }
  Result<std::string> sign(const ledger::Checkpoint& next, const ledger::Advance& advance) const override {
    return ask("sign\nold " + std::to_string(advance.old_size) + "\n" + hashes(advance) + "\n" +
               ledger::write_checkpoint(next));
  }
  Result<std::string> ask(const std::string& request) const {
    const auto size = static_cast<std::uint32_t>(request.size());
    const std::string head{static_cast<char>(size >> 24), static_cast<char>(size >> 16), static_cast<char>(size >> 8),
                           static_cast<char>(size)};
    (void)!::write(ours_, (head + request).data(), head.size() + request.size());
    std::string answer;
    unsigned char length[4];
    if (::recv(ours_, length, 4, MSG_WAITALL) != 4) return fail(ErrorCode::unavailable, "no answer");
    answer.resize(std::size_t{length[0]} << 24 | length[1] << 16 | length[2] << 8 | length[3]);
    (void)::recv(ours_, answer.data(), answer.size(), MSG_WAITALL);
    const auto end = answer.find('\n');
    const std::string outcome = answer.substr(0, end);
    if (outcome == "ok") return answer.substr(end + 1);
    return fail(outcome == "conflict"  ? ErrorCode::conflict
                : outcome == "refused" ? ErrorCode::refused
                                       : ErrorCode::unavailable,
                answer.substr(end + 1));
  }

 private:
  static std::string hashes(const ledger::Advance& advance) {
    const std::string whole = ledger::write_consistency(advance);
    return whole.substr(whole.find('\n') + 1);
  }
  int ours_ = -1;
  std::thread thread_;
  Result<void> ended_;
};

app::NewEvent event(const std::string& text) {
  const Moment moment = *Moment::parse("2026-02-01T09:30:00.000001Z");
  return {R"({"type":"of.no.kind","v":1,"n":")" + text + "\"}", "{}", moment, moment.date()};
}
void append(app::Store& store, int count) {
  for (int i = 0; i < count; ++i) {
    const std::string stream = "other/" + std::to_string(*store.last_position());
    ASSERT_TRUE(store.append({{stream, 0, {event(std::to_string(i))}}}));
  }
}

const FixedClock noon{*Moment::parse("2026-03-02T12:00:00Z")};

TEST(Key, is_made_once_with_an_empty_memory_and_for_its_owner_alone) {
  World world;
  const auto made = make_key(world.files, origin);
  ASSERT_TRUE(made) << made.error().sentence;
  EXPECT_EQ(made->name, origin);
  EXPECT_EQ(*public_key(world.files.key), *made);
  EXPECT_EQ(*read_whole(world.files.state), "candour.signer/v1\n");
  for (const auto& path : {world.files.key, world.files.state})
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(fs::status(world.files.key.parent_path()).permissions(), fs::perms::owner_all);
  const auto again = make_key(world.files, origin);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::conflict);
  EXPECT_FALSE(make_key({world.folder / "k", world.folder / "s"}, "a name with blanks"));
}

TEST(Signer, signs_what_grows_and_remembers_it_before_it_answers) {
  World world;
  const auto key = *make_key(world.files, origin);
  const auto store = memory::make_store();
  const Running signer(world.files);
  app::Candour candour(*store, nullptr, noon, {}, nullptr, &signer);
  std::string before;
  for (int more : {0, 1, 255, 300}) {
    append(*store, more);
    const auto made = app::sign_now(candour);
    ASSERT_TRUE(made) << made.error().sentence;
    const auto opened = ledger::open_checkpoint(made->bytes, key);
    ASSERT_TRUE(opened) << opened.error().sentence;
    EXPECT_EQ(opened->checkpoint.size, *store->ledger().size());
    EXPECT_EQ(opened->checkpoint.root, *ledger::root_of(opened->checkpoint.size, app::nodes_of(*store)));
    EXPECT_EQ(*read_whole(world.files.state), "candour.signer/v1\n" + ledger::write_checkpoint(opened->checkpoint));
    EXPECT_EQ(app::sign_now(candour)->bytes, made->bytes) << "nothing has come";
    EXPECT_EQ((*app::latest_checkpoint(candour))->bytes, made->bytes);
    EXPECT_EQ(*app::ledger_file(candour, "checkpoint"), made->bytes);
    EXPECT_NE(made->bytes, before);
    before = made->bytes;
  }
  EXPECT_TRUE(candour.held().empty());
}

TEST(Signer, holds_a_record_that_was_rolled_back) {
  World world;
  ASSERT_TRUE(make_key(world.files, origin));
  const auto old = memory::make_store();
  {
    const auto store = memory::make_store();
    append(*store, 5);
    const Running signer(world.files);
    app::Candour candour(*store, nullptr, noon, {}, nullptr, &signer);
    ASSERT_TRUE(app::sign_now(candour));
  }
  append(*old, 2);
  const Running signer(world.files);
  app::Candour candour(*old, nullptr, noon, {}, nullptr, &signer);
  ASSERT_TRUE(app::check_what_was_signed(candour));
  EXPECT_THAT(candour.held(), HasSubstr("has 3 entries, but 6 entries were signed"));
  for (const auto& refused : {Result<std::uint64_t>(candour.store().append({{"other/x", 0, {event("x")}}})),
                              candour.store().save_draft("d", 0, "x", noon.now())}) {
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_EQ(refused.error().sentence, candour.held());
  }
  EXPECT_FALSE(candour.store().keep_original("x"));
  EXPECT_TRUE(candour.store().vault().keep("session", "x", 0, "x")) << "people sign in to read";
  EXPECT_EQ(*candour.store().last_position(), 2u);
  EXPECT_FALSE(app::sign_now(candour));
}

TEST(Signer, holds_a_record_that_was_rewritten_whether_found_at_the_start_or_when_it_is_to_be_signed) {
  World world;
  ASSERT_TRUE(make_key(world.files, origin));
  {
    const auto store = memory::make_store();
    append(*store, 5);
    const Running signer(world.files);
    app::Candour candour(*store, nullptr, noon, {}, nullptr, &signer);
    ASSERT_TRUE(app::sign_now(candour));
  }
  // The same length and longer; other salts, so other entries.
  for (const int length : {5, 9}) {
    const auto other = memory::make_store();
    append(*other, length);
    const Running signer(world.files);
    app::Candour at_start(*other, nullptr, noon, {}, nullptr, &signer);
    ASSERT_TRUE(app::check_what_was_signed(at_start));
    EXPECT_THAT(at_start.held(), HasSubstr("first 6 entries are not the ones that were signed"));
    app::Candour later(*other, nullptr, noon, {}, nullptr, &signer);
    const auto refused = app::sign_now(later);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::refused);
    EXPECT_FALSE(later.held().empty());
    EXPECT_EQ(signer.standing()->memory.last->size, 6u);
  }
}

TEST(Signer, does_not_sign_without_its_memory_and_has_it_back_from_a_checkpoint) {
  World world;
  ASSERT_TRUE(make_key(world.files, origin));
  const auto store = memory::make_store();
  append(*store, 3);
  std::string checkpoint;
  {
    const Running signer(world.files);
    app::Candour candour(*store, nullptr, noon, {}, nullptr, &signer);
    checkpoint = app::sign_now(candour)->bytes;
  }
  fs::remove(world.files.state);
  {
    Running signer(world.files);
    const auto ended = signer.end();
    ASSERT_FALSE(ended);
    EXPECT_THAT(ended.error().sentence, HasSubstr("--remember"));
  }
  std::string altered = checkpoint;
  altered[altered.find("\n4\n") + 1] = '3';
  EXPECT_FALSE(remember(world.files, altered));
  ASSERT_TRUE(remember(world.files, checkpoint));
  EXPECT_FALSE(remember(world.files, checkpoint)) << "a memory that is there stands";
  const Running signer(world.files);
  EXPECT_EQ(signer.standing()->memory.last->size, 4u);
}

TEST(Signer, ends_without_a_signature_where_its_memory_cannot_be_kept) {
  World world;
  ASSERT_TRUE(make_key(world.files, origin));
  const auto store = memory::make_store();
  Running signer(world.files);
  ASSERT_TRUE(signer.standing());
  fs::create_directory(world.files.state.string() + ".new");  // in the way of the file that is written first
  app::Candour candour(*store, nullptr, noon, {}, nullptr, &signer);
  const auto refused = app::sign_now(candour);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
  EXPECT_FALSE(signer.end()) << "it must not go on";
  EXPECT_EQ(*read_whole(world.files.state), "candour.signer/v1\n");
  EXPECT_FALSE(*app::latest_checkpoint(candour));
}

TEST(Signer, takes_no_nonsense) {
  World world;
  ASSERT_TRUE(make_key(world.files, origin));
  const Running signer(world.files);
  for (const char* nonsense : {"", "sign\n", "sign\nold 0\n\n", "sign\nold 0\n\nx\n0\nAAAA\n", "give me the key\n"})
    EXPECT_FALSE(signer.ask(nonsense)) << nonsense;
  EXPECT_TRUE(signer.standing()) << "and goes on";
  // One memory is one signer's.
  Running second(world.files);
  const auto refused = second.end();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
}

TEST(Signer, is_asked_by_nobody_where_there_is_none) {
  World world;
  const auto nobody = at(world.folder / "socket");
  const auto answer = nobody->standing();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
  EXPECT_FALSE(in_child({"/no/such/program"}));
}

// A child that answers its first question and then ends, as it is told to.
std::vector<std::string> child_that_ends(const ledger::VerifierKey& key, const std::string& how) {
  return {"/usr/bin/python3", "-c",
          "import os, struct, sys\n"
          "take = lambda: os.read(0, struct.unpack('>I', os.read(0, 4))[0])\n"
          "take()\n"
          "said = ('ok\\n' + sys.argv[1] + '\\ncandour.signer/v1\\n').encode()\n"
          "os.write(0, struct.pack('>I', len(said)) + said)\n"
          "take()\n" +
              how + "\n",
          ledger::write_verifier_key(key)};
}

TEST(Signer, in_a_child_that_was_killed_is_begun_anew_and_one_that_ended_by_itself_is_not) {
  World world;
  const auto key = *make_key(world.files, origin);
  const auto killed = in_child(child_that_ends(key, "os.kill(os.getpid(), 9)"));
  ASSERT_TRUE(killed) << killed.error().sentence << killed.error().detail;
  EXPECT_FALSE((*killed)->standing());
  const auto anew = (*killed)->standing();
  EXPECT_TRUE(anew) << anew.error().sentence;
  const auto ended = in_child(child_that_ends(key, "os._exit(1)"));
  ASSERT_TRUE(ended);
  for (int questions = 0; questions < 3; ++questions) EXPECT_FALSE((*ended)->standing());
}

TEST(Tiles, lead_to_the_checkpoint_and_not_beyond_it) {
  World world;
  const auto key = *make_key(world.files, origin);
  const auto store = memory::make_store();
  append(*store, 299);
  const Running signer(world.files);
  app::Candour candour(*store, nullptr, noon, {}, nullptr, &signer);
  EXPECT_FALSE(app::ledger_file(candour, "tile/0/000.p/1")) << "nothing was signed yet";
  EXPECT_FALSE(app::ledger_file(candour, "checkpoint"));
  ASSERT_TRUE(app::sign_now(candour));
  append(*store, 300);
  const auto audit =
      ledger::audit_log([&](const std::string& path) { return app::ledger_file(candour, path); }, key, {});
  for (const auto& finding : audit.findings) EXPECT_TRUE(finding.holds) << finding.sentence;
  EXPECT_EQ(audit.checkpoint->checkpoint.size, 300u);
  EXPECT_TRUE(app::ledger_file(candour, "tile/0/001.p/44"));
  EXPECT_TRUE(app::ledger_file(candour, "tile/0/001.p/3")) << "once was there";
  EXPECT_EQ(app::ledger_file(candour, "tile/1/000.p/1")->size(), 32u);
  for (const char* beyond : {"tile/0/001", "tile/0/001.p/45", "tile/0/002.p/1", "tile/entries/001.p/45", "tile/0/1",
                             "tile/0/000/", "tile/1/000.p/2", "secret"})
    EXPECT_EQ(app::ledger_file(candour, beyond).error().code, ErrorCode::not_found) << beyond;
  EXPECT_EQ(*app::ledger_file(candour, "log.vkey"), ledger::write_verifier_key(key) + "\n");
  EXPECT_EQ(*app::ledger_file(candour, "log.pem"), ledger::write_pem(key));
}

}  // namespace
}  // namespace candour::signing
