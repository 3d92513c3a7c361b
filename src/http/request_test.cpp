#include "http/request.h"

#include <gtest/gtest.h>

#include "http/origin.h"

namespace candour::http {
namespace {

TEST(Target, PathAndQueryAreDecoded) {
  struct Case {
    std::string target;
    std::vector<std::string> segments;
    std::vector<std::pair<std::string, std::string>> query;
  };
  const std::vector<Case> cases = {
      {"/", {}, {}},
      {"/?a=1", {}, {{"a", "1"}}},
      {"/plans/p1", {"plans", "p1"}, {}},
      {"/plans/", {"plans", ""}, {}},
      {"/plans/a%2Fb", {"plans", "a/b"}, {}},
      {"/caf%C3%A9?q=two+words&q=%26", {"café"}, {{"q", "two words"}, {"q", "&"}}},
      {"/a+b", {"a+b"}, {}},
      {"/x?", {"x"}, {}},
      {"/x?a?b=c/d", {"x"}, {{"a?b", "c/d"}}},
      // As browsers send what a person typed.
      {"/search?q=[x]|{y}^`\\", {"search"}, {{"q", "[x]|{y}^`\\"}}},
      {"/search?q=100%", {"search"}, {{"q", "100%"}}},
      {"/caf\xC3\xA9", {"café"}, {}},
  };
  for (const auto& one : cases) {
    Request request;
    const auto taken = request.set_target(one.target);
    ASSERT_TRUE(taken) << one.target << " " << taken.error().detail;
    EXPECT_EQ(request.segments(), one.segments) << one.target;
    EXPECT_EQ(request.query().all(), one.query) << one.target;
  }
}

TEST(Target, WhatNoBrowserAsksForIsRefused) {
  for (std::string target : {"", "plans", "*", "?a=1", "/../x", "/a/./b", "/a/%2e%2E/b", "/a%00b", "/%FF", "/a%zz",
                             "/a b", "/a#b", "/a\x01"}) {
    Request request;
    EXPECT_FALSE(request.set_target(target)) << target;
    EXPECT_EQ(request.path(), "/");
  }
}

TEST(Requests, HeadersAndCookiesAreFoundWithoutRegardToCase) {
  const auto request = Request::make(
      Method::get, "/", {{"Host", "localhost:80"}, {"COOKIE", "a=1; session=\"xyz\";b=3"}, {"cookie", "c=4"}});
  EXPECT_EQ(request.header("HOST"), "localhost:80");
  EXPECT_EQ(request.header("hos"), "");
  EXPECT_EQ(request.cookie("session"), "xyz");
  EXPECT_EQ(request.cookie("b"), "3");
  EXPECT_EQ(request.cookie("c"), "4");
  EXPECT_EQ(request.cookie("A"), "");
  const Request copy = request;
  EXPECT_EQ(copy.header("host"), "localhost:80");
}

TEST(Requests, AVersionTheClientHoldsIsRecognised) {
  const std::vector<std::tuple<std::string, std::string, bool>> cases = {
      {"", "\"v1\"", false},
      {"\"v1\"", "\"v1\"", true},
      {"W/\"v1\"", "\"v1\"", true},
      {"\"v1\"", "W/\"v1\"", true},
      {"\"v2\"", "\"v1\"", false},
      {"\"v2\", W/\"v1\"", "\"v1\"", true},
      {"\"a,b\" , \"c\"", "\"c\"", true},
      {"*", "\"v1\"", true},
      {"v1", "\"v1\"", false},
      {"\"v1", "\"v1\"", false},
  };
  for (const auto& [held, tag, expected] : cases)
    EXPECT_EQ(Request::make(Method::get, "/", {{"If-None-Match", held}}).has_version(tag), expected) << held;
}

TEST(Requests, APersonWithABrowserPrefersHtml) {
  const std::vector<std::pair<std::string, bool>> cases = {
      {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true},
      {"*/*", false},
      {"", false},
      {"application/json", false},
      {"application/json, text/html;q=0.5", false},
      {"text/html;q=0", false},
  };
  for (const auto& [accept, expected] : cases)
    EXPECT_EQ(Request::make(Method::get, "/", {{"Accept", accept}}).prefers_html(), expected) << accept;
}

TEST(Origins, OnlyTheHostsOfLoopbackAreAnswered) {
  const auto hosts = loopback_hosts(8080);
  for (const char* good : {"127.0.0.1:8080", "[::1]:8080", "localhost:8080", "LocalHost:8080"})
    EXPECT_TRUE(is_allowed_host(good, hosts)) << good;
  for (const char* bad : {"127.0.0.1", "localhost", "localhost:8081", "evil.example:8080",
                          "127.0.0.1.evil.example:8080", "localhost:8080.evil.example", ""})
    EXPECT_FALSE(is_allowed_host(bad, hosts)) << bad;
  EXPECT_TRUE(is_allowed_host("localhost", loopback_hosts(80)));
}

TEST(Origins, AHostIsANameOrAnAddressWithAPort) {
  for (const char* good : {"a", "a.b:1", "[::1]", "[::1]:65535", "a_b-c.example"})
    EXPECT_TRUE(is_host_text(good)) << good;
  for (const char* bad :
       {"", ":80", "a:", "a:65536", "a:8x", "a b", "a/b", "user@a", "[::1", "[]", "a,b", "a:1:2", "[x]"})
    EXPECT_FALSE(is_host_text(bad)) << bad;
}

TEST(Origins, AChangeComesFromThisSiteOrFromElsewhereOrFromAProgram) {
  const std::vector<std::tuple<std::string, std::string, Sender>> cases = {
      {"", "", Sender::no_browser},
      {"same-origin", "", Sender::this_site},
      {"none", "", Sender::this_site},
      {"same-site", "", Sender::elsewhere},
      {"cross-site", "http://localhost:8080", Sender::elsewhere},
      {"nonsense", "", Sender::elsewhere},
      {"same-origin", "null", Sender::this_site},
      {"", "http://localhost:8080", Sender::this_site},
      {"", "https://localhost:8080", Sender::elsewhere},
      {"", "http://localhost:8081", Sender::elsewhere},
      {"", "http://evil.example", Sender::elsewhere},
      {"", "http://localhost:8080.evil.example", Sender::elsewhere},
      {"", "null", Sender::elsewhere},
  };
  for (const auto& [site, origin, expected] : cases) {
    auto request = Request::make(Method::post, "/", {{"Host", "localhost:8080"}});
    if (!site.empty()) request.add_header("Sec-Fetch-Site", site);
    if (!origin.empty()) request.add_header("Origin", origin);
    EXPECT_EQ(sender_of(request, "http"), expected) << site << " " << origin;
  }
}

}  // namespace
}  // namespace candour::http
