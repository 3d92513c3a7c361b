// The mailer against a real SMTP server that another program brings (server.mjs).

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/accounts.h"
#include "app/jobs.h"
#include "mail/mailer.h"
#include "memory/memory_store.h"

namespace candour::mail {
namespace {

namespace fs = std::filesystem;
using app::Sending;
using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// The server, for as long as the tests of this program run.
class SmtpServer {
 public:
  SmtpServer() {
    folder_ = fs::temp_directory_path() / ("candour-smtp-" + std::to_string(getpid()));
    fs::create_directories(folder_);
    std::array<int, 2> input{}, output{};
    if (pipe(input.data()) != 0 || pipe(output.data()) != 0) std::abort();
    child_ = fork();
    if (child_ == 0) {
      dup2(input[0], STDIN_FILENO);
      dup2(output[1], STDOUT_FILENO);
      for (const int end : {input[0], input[1], output[0], output[1]}) close(end);
      execl(CANDOUR_NODE, CANDOUR_NODE, CANDOUR_SMTP_SERVER, folder_.c_str(), nullptr);
      _exit(127);
    }
    close(input[0]);
    close(output[1]);
    input_ = input[1];
    output_ = fdopen(output[0], "r");
    said_ = next();
  }
  ~SmtpServer() {
    close(input_);
    int status = 0;
    waitpid(child_, &status, 0);
    (void)std::fclose(output_);
    fs::remove_all(folder_);
  }
  SmtpServer(const SmtpServer&) = delete;

  json next() {
    char* line = nullptr;
    std::size_t room = 0;
    const ssize_t length = getline(&line, &room, output_);
    const std::string text = length > 0 ? std::string(line, static_cast<std::size_t>(length)) : std::string("null");
    std::free(line);
    return json::parse(text);
  }
  std::string port(const char* kind) const { return std::to_string(said_.value(kind, 0)); }
  std::string certificate() const { return said_.value("certificate", ""); }
  bool runs() const { return said_.is_object(); }

 private:
  fs::path folder_;
  pid_t child_ = 0;
  int input_ = 0;
  std::FILE* output_ = nullptr;
  json said_;
};

class Smtp : public testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = new SmtpServer(); }
  static void TearDownTestSuite() {
    delete server_;
    server_ = nullptr;
  }
  void SetUp() override {
    ASSERT_TRUE(server_->runs()) << "node, smtp-server and mailparser come with bin/setup check";
  }

  static Settings settings(const char* kind) {
    Settings made;
    made.host = "localhost";
    made.port = server_->port(kind);
    made.protection = std::string(kind) == "tls"        ? Protection::tls
                      : std::string(kind) == "starttls" ? Protection::starttls
                                                        : Protection::plain;
    made.authorities = server_->certificate();
    made.from = {"plans@harrowvale.example", "Harrow Vale Partnership"};
    if (made.protection != Protection::plain) {
      made.user = "plans@harrowvale.example";
      made.password = "wörd of Harrow";
    }
    return made;
  }
  static app::Letter letter(const std::string& to = "jo.park@police.brackenford.example") {
    return {.to = to,
            .to_name = "Zoë Ångström-Park",
            .reply_to = "",
            .subject = "Updates asked for by 30 March 2026 – naïve façade, and a subject that goes on and on",
            .text = "Three updates are asked for.\n.\n.leading dots\nFrom the start: straße = road\n",
            .html = "<!doctype html><p>Three updates are asked for: straße = road</p>",
            .message_id = "k7m2qx9dab.1@harrowvale.example"};
  }
  static app::Sent send(const Settings& settings, const app::Letter& letter) {
    const FixedClock clock{*Moment::parse("2026-03-02T09:05:07Z")};
    const auto sent = make_mailer(settings, clock)->send(letter);
    EXPECT_TRUE(sent) << (sent ? "" : sent.error().sentence);
    return sent.value_or(app::Sent());
  }

  static SmtpServer* server_;
};
SmtpServer* Smtp::server_ = nullptr;

TEST_F(Smtp, a_letter_arrives_as_it_was_written) {
  app::Letter written = letter();
  written.reply_to = "coordinator@harrowvale.example";
  const app::Sent sent = send(settings("plain"), written);
  EXPECT_EQ(sent.outcome, Sending::accepted) << sent.words;
  EXPECT_THAT(sent.words, HasSubstr("Taken as 4711"));
  const json got = server_->next();
  EXPECT_EQ(got["encrypted"], false);
  EXPECT_EQ(got["hello"], "harrowvale.example");
  EXPECT_EQ(got["from"], "coordinator@harrowvale.example") << "a letter that comes back goes to the coordinator";
  EXPECT_EQ(got["to"], written.to);
  EXPECT_EQ(got["header_from"]["address"], "plans@harrowvale.example");
  EXPECT_EQ(got["header_from"]["name"], "Harrow Vale Partnership");
  EXPECT_EQ(got["header_to"]["address"], written.to);
  EXPECT_EQ(got["header_to"]["name"], written.to_name);
  EXPECT_EQ(got["reply_to"], "coordinator@harrowvale.example");
  EXPECT_EQ(got["subject"], written.subject);
  EXPECT_EQ(got["text"], written.text);
  EXPECT_THAT(got["html"].get<std::string>(), StartsWith(written.html));
  EXPECT_EQ(got["message_id"], "<k7m2qx9dab.1@harrowvale.example>");
  EXPECT_EQ(got["date"], "2026-03-02T09:05:07.000Z");
  EXPECT_EQ(got["auto"], "auto-generated");
}

TEST_F(Smtp, logs_in_over_an_encrypted_connection) {
  for (const char* kind : {"starttls", "tls"}) {
    const app::Sent sent = send(settings(kind), letter());
    ASSERT_EQ(sent.outcome, Sending::accepted) << kind << ": " << sent.words;
    const json got = server_->next();
    EXPECT_EQ(got["kind"], kind);
    EXPECT_EQ(got["encrypted"], true) << kind;
    EXPECT_EQ(got["user"], "plans@harrowvale.example");
  }
}

TEST_F(Smtp, says_what_became_of_a_letter) {
  struct Case {
    const char* to;
    Sending outcome;
    const char* words;
  };
  for (const Case& each : {Case{"gone@brackenford.example", Sending::refused, "550 5.1.1 No such person here"},
                           Case{"busy@brackenford.example", Sending::try_later, "Greylisted"},
                           Case{"spam@brackenford.example", Sending::refused, "554 5.7.1 Looks like an advertisement"},
                           Case{"full@brackenford.example", Sending::try_later, "452 4.2.2 The mailbox is full"},
                           Case{"cut@brackenford.example", Sending::unknown, ""}}) {
    const app::Sent sent = send(settings("plain"), letter(each.to));
    EXPECT_EQ(sent.outcome, each.outcome) << each.to << ": " << sent.words;
    EXPECT_THAT(sent.words, HasSubstr(each.words));
    EXPECT_FALSE(sent.words.empty());
  }
}

TEST_F(Smtp, keeps_a_letter_for_later_when_the_server_is_not_to_be_trusted_or_does_not_let_us_in) {
  Settings wrong_word = settings("tls");
  wrong_word.password = "hush-hush";
  Settings stranger = settings("starttls");
  stranger.authorities.clear();  // the certificate is nobody's the system knows
  Settings unprotected = settings("plain");
  unprotected.protection = Protection::starttls;  // which the server does not offer
  Settings nobody = settings("plain");
  nobody.port = "1";
  for (const Settings& each : {wrong_word, stranger, unprotected, nobody}) {
    const app::Sent sent = send(each, letter());
    EXPECT_EQ(sent.outcome, Sending::try_later) << sent.words;
    EXPECT_FALSE(sent.words.empty());
    EXPECT_THAT(sent.words, Not(HasSubstr("hush-hush")));
  }
}

// The weekly letters of three people, on a Monday: one arrives, one is refused, and of one nobody can know, so that it
// is not sent again by itself.
TEST_F(Smtp, takes_the_weekly_letters_each_once) {
  FixedClock clock{*Moment::parse("2026-03-02T06:00:00Z")};
  const auto store = memory::make_store();
  const auto mailer = make_mailer(settings("plain"), clock);
  app::Candour candour(*store, nullptr, clock, {mailer.get(), "https://plans.harrowvale.example"});
  plan::ImportPlan import;
  import.plan = plan::PlanId("k7m2qx9dab");
  import.title = "Rowan";
  import.document.import = plan::ImportId("first");
  import.document.document_sha256 = std::string(64, 'a');
  plan::Action action;
  action.wording = action.original_wording = "Brief every team leader";
  action.target = "31/01/2026";
  import.actions.push_back(action);
  ASSERT_TRUE(candour.act({}, import.plan, import, 0));
  for (const char* name : {"jo", "gone", "cut"}) {
    people::Grant coordinator;
    coordinator.role = people::Role::coordinator;
    coordinator.partnership = people::first_partnership;
    const people::PersonId id{std::string(name)};
    ASSERT_TRUE(candour.act(
        {},
        people::AddPerson{id, "Zoë " + std::string(name), std::string(name) + "@brackenford.example", {coordinator}}));
    ASSERT_TRUE(app::Accounts(candour).set_password(id, "a quiet winter harbour"));
  }
  const auto round = app::run_jobs(candour);
  ASSERT_TRUE(round) << round.error().sentence;
  EXPECT_EQ(round->sent, 1u);
  EXPECT_EQ(round->not_sent, 2u);
  const json got = server_->next();
  EXPECT_EQ(got["to"], "jo@brackenford.example");
  EXPECT_EQ(got["header_to"]["name"], "Zoë jo");
  EXPECT_EQ(got["auto"], "auto-generated");
  EXPECT_THAT(got["subject"].get<std::string>(), HasSubstr("need"));
  for (const char* part : {"subject", "text", "html"})
    for (const char* word : {"Rowan", "Brief"}) EXPECT_THAT(got[part].get<std::string>(), Not(HasSubstr(word)));
  EXPECT_THAT(got["text"].get<std::string>(),
              AllOf(HasSubstr("- 1 action is overdue"), HasSubstr("https://plans.harrowvale.example/\n")));
  const auto state_of = [&](const char* name) {
    return people::find_person(**candour.people(), people::PersonId(name))->weekly.state;
  };
  for (const char* moment : {"2026-03-02T06:30:00Z", "2026-03-03T09:00:00Z", "2026-03-08T09:00:00Z"}) {
    clock.set(*Moment::parse(moment));
    ASSERT_TRUE(app::settle_interrupted(candour));
    EXPECT_EQ(app::run_jobs(candour)->sent + app::run_jobs(candour)->not_sent, 0u) << moment;
  }
  EXPECT_EQ(state_of("jo"), people::LetterState::sent);
  EXPECT_EQ(state_of("gone"), people::LetterState::refused);
  EXPECT_EQ(state_of("cut"), people::LetterState::may_have_been_sent);
}

}  // namespace
}  // namespace candour::mail
