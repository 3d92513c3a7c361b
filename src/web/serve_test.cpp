#include "web/serve.h"

#include <gtest/gtest.h>

namespace candour::web {
namespace {

TEST(Listen, IsAnAddressAndAPort) {
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
  EXPECT_EQ(parse_listen("0.0.0.0:443")->address, "0.0.0.0");
  for (const char* text : {"", "127.0.0.1", "example.org:80", "127.0.0.1.example.org:80",
                           "127.0.0.1:", "127.0.0.1:70000", "127.0.0.1:80x", "[::1]"}) {
    const auto listen = parse_listen(text);
    ASSERT_FALSE(listen.has_value()) << text;
    EXPECT_EQ(listen.error().code, ErrorCode::bad_input) << text;
  }
}

TEST(Listen, OthersAreServedOnlyWithAccountsAndBehindTls) {
  const Reach none{"http://127.0.0.1:8080", "", {}}, proxied{"https://plans.harrowvale.example", "127.0.0.1", {}},
      plain{"http://plans.harrowvale.example", "127.0.0.1", {}},
      nonsense{"https://plans.harrowvale.example", "proxy", {}};
  Reach certified{"https://plans.harrowvale.example", "", {}, "site.pem", "site.key"};
  Reach keyless = certified, both = certified, unnamed = certified, by_http = certified;
  keyless.tls_key.clear();
  both.proxy = "127.0.0.1";
  unnamed.site = "https://0.0.0.0:8080";
  by_http.site = "http://plans.harrowvale.example";
  const Listen here{"127.0.0.1", 8080}, everywhere{"0.0.0.0", 8080};
  struct Case {
    const Listen& listen;
    const Reach& reach;
    bool has_accounts;
    const char* refused;  // "" where it is served
  };
  for (const Case& each :
       {Case{here, none, false, ""}, Case{here, none, true, ""}, Case{everywhere, none, false, "no accounts yet"},
        Case{everywhere, none, true, "unencrypted"}, Case{everywhere, proxied, false, "no accounts yet"},
        Case{here, proxied, false, "no accounts yet"}, Case{here, proxied, true, ""},
        Case{everywhere, proxied, true, ""}, Case{here, plain, true, "must be https"},
        Case{here, nonsense, true, "no address of a proxy"}, Case{everywhere, certified, true, ""},
        Case{here, certified, false, ""}, Case{everywhere, certified, false, "no accounts yet"},
        Case{here, keyless, true, "two files"}, Case{everywhere, both, true, "Leave one out"},
        Case{everywhere, unnamed, true, "by which address"}, Case{here, by_http, false, "reached by https"}}) {
    const auto checked = check_reach(each.listen, each.reach, each.has_accounts);
    if (*each.refused == 0) {
      EXPECT_TRUE(checked) << checked.error().sentence;
    } else {
      ASSERT_FALSE(checked) << each.refused;
      EXPECT_NE(checked.error().sentence.find(each.refused), std::string::npos) << checked.error().sentence;
    }
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
