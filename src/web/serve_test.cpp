#include "web/serve.h"

#include <gtest/gtest.h>

namespace candour::web {
namespace {

TEST(Listen, OnlyThisMachineIsServedAndTheRefusalSaysWhy) {
  struct Case {
    const char* text;
    const char* address;
    int port;
  };
  for (const Case& each :
       {Case{"127.0.0.1:8080", "127.0.0.1", 8080}, Case{"[::1]:80", "::1", 80}, Case{"localhost:0", "127.0.0.1", 0},
        Case{":9000", "127.0.0.1", 9000}, Case{"9000", "127.0.0.1", 9000}, Case{"127.8.9.10:1", "127.8.9.10", 1}}) {
    const auto listen = parse_listen(each.text);
    ASSERT_TRUE(listen.has_value()) << each.text;
    EXPECT_EQ(listen->address, each.address) << each.text;
    EXPECT_EQ(listen->port, each.port) << each.text;
  }
  for (const char* text : {"0.0.0.0:8080", "[::]:8080", "192.168.1.4:8080", "127.0.0.1.example.org:80",
                           "127.0.0.256:80", "example.org:80"}) {
    const auto listen = parse_listen(text);
    ASSERT_FALSE(listen.has_value()) << text;
    EXPECT_EQ(listen.error().code, ErrorCode::not_allowed) << text;
    EXPECT_NE(listen.error().sentence.find("no accounts yet"), std::string::npos) << text;
  }
  for (const char* text : {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:70000", "127.0.0.1:80x", "[::1]"}) {
    const auto listen = parse_listen(text);
    ASSERT_FALSE(listen.has_value()) << text;
    EXPECT_EQ(listen.error().code, ErrorCode::bad_input) << text;
  }
}

TEST(Site, IsTheAddressOfAHostAloneAndElseTheOneListenedOn) {
  EXPECT_EQ(*parse_site("", {"127.0.0.1", 8080}), "http://127.0.0.1:8080");
  EXPECT_EQ(*parse_site("", {"::1", 80}), "http://[::1]:80");
  EXPECT_EQ(*parse_site("https://plans.harrowvale.example/", {}), "https://plans.harrowvale.example");
  for (const char* text :
       {"plans.harrowvale.example", "https://", "ftp://harrow.example", "https://harrow.example/path",
        "https://name@harrow.example", "https://harrow.example?x", "https://har row.example"}) {
    const auto site = parse_site(text, {});
    ASSERT_FALSE(site.has_value()) << text;
    EXPECT_EQ(site.error().code, ErrorCode::bad_input) << text;
  }
}

}  // namespace
}  // namespace candour::web
