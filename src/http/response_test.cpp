#include "http/response.h"

#include <gtest/gtest.h>

#include "http/inside/deflate.h"

namespace candour::http {
namespace {

TEST(ResponseHeaders, NoValueCanBeginAnotherHeader) {
  Headers headers;
  headers.set("X-Name", "a\r\nSet-Cookie: evil=1\n\nbody\0x");
  EXPECT_EQ(headers.get("x-name"), "a  Set-Cookie: evil=1  body");
  headers.set("Bad Name", "x");
  headers.set("Bad\r\nName", "x");
  headers.set("", "x");
  headers.set("X-Name", "second");
  headers.add("X-Name", "third");
  ASSERT_EQ(headers.all().size(), 2u);
  EXPECT_EQ(headers.get("X-NAME"), "second");
}

TEST(Redirects, LeadNowhereElse) {
  for (const char* good : {"/", "/plans/p1?by=agency#row-3"}) EXPECT_EQ(redirect(good).headers().get("Location"), good);
  for (const char* bad : {"", "plans", "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example",
                          "/a\r\nSet-Cookie: x=1", "javascript:alert(1)"})
    EXPECT_EQ(redirect(bad).headers().get("Location"), "/") << bad;
  EXPECT_EQ(redirect("/").status(), Status::see_other);
}

TEST(Attachments, CarryAnyNameAndNoLiveContent) {
  const auto response = attachment(std::string("x"), "text/html", "‘Maple’ \"plan\".html");
  EXPECT_EQ(response.headers().get("Content-Disposition"),
            "attachment; filename=\"_Maple_ _plan_.html\"; filename*=UTF-8''%E2%80%98Maple%E2%80%99%20%22plan%22.html");
  EXPECT_EQ(response.headers().get("Content-Security-Policy"), sandboxed_policy);
  EXPECT_EQ(attachment(std::string("x"), "text/csv", "plan.csv").headers().get("Content-Disposition"),
            "attachment; filename=\"plan.csv\"");
}

TEST(Problems, AreJsonForProgramsAndAPageForPeople) {
  const Problem problem{Status::conflict, "", "Kim \"changed\" <it>\nfirst.", "abc"};
  const auto program = answer_problem(Request::make(Method::get, "/", {{"Accept", "application/json"}}), problem, {});
  EXPECT_EQ(program.status(), Status::conflict);
  EXPECT_EQ(program.headers().get("Content-Type"), "application/problem+json");
  EXPECT_EQ(program.text(),
            "{\"type\":\"about:blank\",\"title\":\"Conflict\",\"status\":409,\"detail\":\"Kim \\\"changed\\\" "
            "<it>\\u000afirst.\","
            "\"reference\":\"abc\"}\n");
  const auto browser = Request::make(Method::get, "/", {{"Accept", "text/html"}});
  const auto person = answer_problem(browser, problem, {});
  EXPECT_EQ(person.status(), Status::conflict);
  EXPECT_NE(person.text().find("&lt;it&gt;"), std::string_view::npos);
  const auto drawn = answer_problem(browser, problem,
                                    [](const Request&, const Problem& told) { return html("own " + told.reference); });
  EXPECT_EQ(drawn.status(), Status::conflict) << "the page need not set it";
  EXPECT_EQ(drawn.text(), "own abc");
}

TEST(Problems, EveryErrorHasItsStatus) {
  const std::vector<std::pair<ErrorCode, int>> cases = {
      {ErrorCode::bad_input, 422}, {ErrorCode::unreadable, 422},  {ErrorCode::refused, 422},
      {ErrorCode::not_found, 404}, {ErrorCode::not_allowed, 403}, {ErrorCode::conflict, 409},
      {ErrorCode::too_large, 413}, {ErrorCode::unavailable, 503}, {ErrorCode::internal, 500}};
  for (const auto& [code, status] : cases) EXPECT_EQ(static_cast<int>(status_of(code)), status);
}

TEST(Compression, IsTakenOnlyWhereTheClientSaysSo) {
  const std::vector<std::pair<std::string, bool>> cases = {
      {"", false},
      {"gzip, deflate, br, zstd", true},
      {"br", false},
      {"gzip;q=0", false},
      {"gzip; q=0.0", false},
      {"gzip;q=0.5", true},
      {"*", true},
      {"*;q=0", false},
      {"*, gzip;q=0", false},
      {"GZIP", true},
      {"identity", false},
  };
  for (const auto& [accept, expected] : cases) EXPECT_EQ(takes_gzip(accept), expected) << accept;
  for (const char* type : {"text/html; charset=utf-8", "application/json", "image/svg+xml", "Text/CSS"})
    EXPECT_TRUE(is_compressible(type)) << type;
  for (const char* type : {"image/png", "application/pdf", "application/zip", ""})
    EXPECT_FALSE(is_compressible(type)) << type;
}

TEST(Assets, AreCompressedOnceAndOnlyWhenThatHelps) {
  const auto css = make_asset(std::string(10'000, 'a'), "text/css; charset=utf-8");
  EXPECT_LT(css->gzipped.size(), 200u);
  EXPECT_TRUE(make_asset("a", "text/css")->gzipped.empty());
  EXPECT_TRUE(make_asset(std::string(10'000, 'a'), "image/png")->gzipped.empty());
  EXPECT_NE(css->tag, make_asset("other", "text/css")->tag);
}

}  // namespace
}  // namespace candour::http
