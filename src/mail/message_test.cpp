#include "mail/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "mail/mailer.h"

namespace candour::mail {
namespace {

using testing::HasSubstr;
using testing::Not;

const Moment morning = *Moment::parse("2026-03-02T09:05:07Z");
const Mailbox partnership{"plans@harrowvale.example", "Harrow Vale Partnership"};

app::Letter letter() {
  return {.to = "jo.park@police.brackenford.example",
          .to_name = "Jo Park",
          .reply_to = "",
          .subject = "Updates asked for by 30 March 2026",
          .text = "Three updates are asked for.\n",
          .html = "",
          .message_id = "k7m2qx9dab.1@harrowvale.example"};
}

TEST(Message, is_a_plain_letter) {
  const auto message = write_message(letter(), partnership, morning);
  ASSERT_TRUE(message);
  EXPECT_EQ(*message,
            "Date: Mon, 2 Mar 2026 09:05:07 +0000\r\n"
            "From: \"Harrow Vale Partnership\"\r\n <plans@harrowvale.example>\r\n"
            "To: \"Jo Park\"\r\n <jo.park@police.brackenford.example>\r\n"
            "Subject: Updates asked for by 30 March 2026\r\n"
            "Message-ID: <k7m2qx9dab.1@harrowvale.example>\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n"
            "\r\n"
            "Three updates are asked for.\r\n");
}

TEST(Message, keeps_every_line_within_78_bytes_of_ascii_whatever_is_said) {
  app::Letter long_one = letter();
  for (int i = 0; i < 40; ++i) {
    long_one.to_name += "Zoë Ångström ";
    long_one.subject += " – naïve façade";
    long_one.text += "Ωmega = straße\t \nhttps://candour.example/u/" + std::string(90, 'x') + " ";
  }
  long_one.html = "<!doctype html><p>" + std::string(2'000, '=') + "</p>";
  const auto message = write_message(long_one, partnership, morning);
  ASSERT_TRUE(message);
  for (const std::string_view line : split(*message, '\n')) {
    EXPECT_LE(line.size(), 79u) << line;  // with its CR
    EXPECT_TRUE(line.empty() || line.ends_with('\r')) << line;
    for (const char c : line) EXPECT_LT(static_cast<unsigned char>(c), 0x7F) << line;
  }
  EXPECT_THAT(*message, HasSubstr("multipart/alternative"));
}

TEST(Message, lets_nothing_typed_begin_a_header) {
  const auto refused = [](auto change) {
    app::Letter bad = letter();
    change(bad);
    const auto message = write_message(bad, partnership, morning);
    return !message && message.error().code == ErrorCode::bad_input;
  };
  EXPECT_TRUE(refused([](app::Letter& bad) { bad.to_name = "Jo\r\nBcc: all@brackenford.example"; }));
  EXPECT_TRUE(refused([](app::Letter& bad) { bad.subject = "Hello\nX-Header: yes"; }));
  EXPECT_TRUE(refused([](app::Letter& bad) { bad.subject = std::string("Hello\0there", 11); }));
  EXPECT_TRUE(refused([](app::Letter& bad) { bad.to = "jo@brackenford.example>\r\nRCPT TO:<al@brackenford.example"; }));
  EXPECT_TRUE(refused([](app::Letter& bad) { bad.reply_to = "nobody"; }));
  EXPECT_TRUE(refused([](app::Letter& bad) { bad.text = " \n"; }));
  EXPECT_TRUE(refused([](app::Letter& bad) { bad.subject = "\xFF"; }));
}

TEST(Message, quotes_what_would_read_as_something_else) {
  app::Letter odd = letter();
  odd.to_name = "Park, Jo \"JP\" <duty>";
  odd.subject = "=?UTF-8?Q?trick?=";
  const auto message = write_message(odd, partnership, morning);
  ASSERT_TRUE(message);
  EXPECT_THAT(*message, HasSubstr("To: \"Park, Jo \\\"JP\\\" <duty>\"\r\n <jo.park@police.brackenford.example>\r\n"));
  EXPECT_THAT(*message, HasSubstr("Subject: =?UTF-8?B?PT9VVEYtOD9RP3RyaWNrPz0=?=\r\n"));
}

TEST(Sender, is_an_address_with_or_without_a_name) {
  const auto named = mailbox_of("Harrow Vale Partnership <plans@harrowvale.example>");
  ASSERT_TRUE(named);
  EXPECT_EQ(named->name, "Harrow Vale Partnership");
  EXPECT_EQ(named->address, "plans@harrowvale.example");
  EXPECT_EQ(mailbox_of("\"Plans, Harrow\" <plans@harrowvale.example>")->name, "Plans, Harrow");
  EXPECT_EQ(mailbox_of("plans@harrowvale.example")->name, "");
  for (const char* bad : {"", "Harrow Vale", "Harrow <plans>", "<plans@harrowvale.example", "a\nb <p@h.example>"})
    EXPECT_FALSE(mailbox_of(bad)) << bad;
}

TEST(Server, is_said_in_one_address) {
  struct Case {
    const char* url;
    const char* host;
    const char* port;
    Protection protection;
    const char* user;
  };
  for (const Case& each : {Case{"smtp://127.0.0.1", "127.0.0.1", "25", Protection::plain, ""},
                           Case{"smtp://localhost:2525", "localhost", "2525", Protection::plain, ""},
                           Case{"smtp://[::1]:2525", "[::1]", "2525", Protection::plain, ""},
                           Case{"smtp://mail.harrow.example", "mail.harrow.example", "587", Protection::starttls, ""},
                           Case{"smtp://127.harrow.example", "127.harrow.example", "587", Protection::starttls, ""},
                           Case{"smtps://plans%40harrow.example@mail.harrow.example/", "mail.harrow.example", "465",
                                Protection::tls, "plans@harrow.example"}}) {
    const auto settings = settings_of(each.url);
    ASSERT_TRUE(settings) << each.url;
    EXPECT_EQ(settings->host, each.host);
    EXPECT_EQ(settings->port, each.port);
    EXPECT_EQ(settings->protection, each.protection) << each.url;
    EXPECT_EQ(settings->user, each.user);
  }
  for (const char* bad : {"", "mail.harrow.example", "http://mail.harrow.example", "smtp://", "smtp://mail/inbox",
                          "smtp://mail.harrow.example:99999", "smtps://name:word@mail.harrow.example"})
    EXPECT_FALSE(settings_of(bad)) << bad;
  EXPECT_THAT(settings_of("smtps://name:hush@mail.harrow.example").error().sentence, Not(HasSubstr("hush")));
}

}  // namespace
}  // namespace candour::mail
