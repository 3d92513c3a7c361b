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

#include "mail/mailer.h"

namespace candour::mail {
namespace {

namespace fs = std::filesystem;
using app::Sending;
using nlohmann::json;
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

}  // namespace
}  // namespace candour::mail
