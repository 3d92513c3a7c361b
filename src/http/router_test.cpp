#include "http/router.h"

#include <gtest/gtest.h>

namespace candour::http {
namespace {

// Answers with its pattern and the parameters it was given.
Handler says(std::string what) {
  return [what](const Request& request) {
    std::string text = what;
    for (const char* name : {"plan", "id", "action", "path"})
      if (const auto value = request.parameter(name); !value.empty())
        text += " " + std::string(name) + "=" + std::string(value);
    return plain(text);
  };
}

Routes site() {
  Routes routes;
  routes.get("/", says("home"));
  routes.get("/plans", says("plans"));
  routes.post("/plans", says("add"));
  routes.get("/plans/{plan}", says("plan"));
  routes.get("/plans/new", says("new"));
  routes.get("/plans/{id}/excel", says("excel"));
  routes.post("/plans/new/excel", says("take"));
  routes.get("/plans/{plan}/actions/{action}", says("action"));
  routes.get("/assets/{path...}", says("asset"));
  routes.get("/assets/site.css", says("css"));
  routes.get("/u/{id}", says("update"), {.logged = LoggedPath::pattern});
  return routes;
}

TEST(SiteMap, HasNoFault) {
  EXPECT_EQ(site().fault(), "");
}

TEST(SiteMap, LiteralsGoBeforeParametersAndParametersBeforeTheRest) {
  const auto routes = site();
  const std::vector<std::tuple<Method, std::string, std::string>> cases = {
      {Method::get, "/", "home"},
      {Method::get, "/?x=1", "home"},
      {Method::get, "/plans", "plans"},
      {Method::post, "/plans", "add"},
      {Method::get, "/plans/p1", "plan plan=p1"},
      {Method::get, "/plans/new", "new"},
      {Method::get, "/plans/a%2Fb", "plan plan=a/b"},
      {Method::get, "/plans/new/excel", "excel id=new"},  // the literal branch takes POST only
      {Method::post, "/plans/new/excel", "take"},
      {Method::get, "/plans/p1/actions/a2", "action plan=p1 action=a2"},
      {Method::get, "/assets/site.css", "css"},
      {Method::get, "/assets/fonts/a.woff", "asset path=fonts/a.woff"},
      {Method::head, "/plans/p1", "plan plan=p1"},
  };
  for (const auto& [method, target, expected] : cases) {
    const auto response = routes.answer(Request::make(method, target));
    EXPECT_EQ(response.status(), Status::ok) << target;
    EXPECT_EQ(response.text(), expected) << target;
  }
}

TEST(SiteMap, UnknownPathsAreNotFound) {
  for (const char* target : {"/nothing", "/plans/p1/nothing", "/plans//", "//plans", "/plans//excel", "/assets",
                             "/assets/", "/assets/a//b", "/Plans"}) {
    const auto response = site().answer(Request::make(Method::get, target));
    EXPECT_EQ(response.status(), Status::not_found) << target;
  }
}

TEST(SiteMap, AnotherMethodIsToldWhichOnesThereAre) {
  const auto routes = site();
  const auto response = routes.answer(Request::make(Method::remove, "/plans"));
  EXPECT_EQ(response.status(), Status::method_not_allowed);
  EXPECT_EQ(response.headers().get("Allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(routes.answer(Request::make(Method::post, "/plans/p1")).status(), Status::method_not_allowed);
  const auto options = routes.answer(Request::make(Method::options, "/plans/new/excel"));
  EXPECT_EQ(options.status(), Status::no_content);
  EXPECT_EQ(options.headers().get("Allow"), "GET, HEAD, POST, OPTIONS");
}

TEST(SiteMap, ATrailingSlashLeadsToThePageWithoutIt) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"/plans/", "/plans"},
      {"/plans/p1/?by=agency", "/plans/p1?by=agency"},
      {"/plans/%5Cevil.example/", "/plans/%5Cevil.example"}};
  for (const auto& [target, location] : cases) {
    const auto response = site().answer(Request::make(Method::get, target));
    EXPECT_EQ(response.status(), Status::permanent_redirect) << target;
    EXPECT_EQ(response.headers().get("Location"), location);
  }
}

TEST(SiteMap, ATrailingSlashLeadsToNoOtherSite) {
  Routes routes;
  routes.get("/{plan}", says("any"));
  routes.get("/{plan}/{id}", says("two"));
  for (const char* target : {"//evil.example/", "/\\evil.example/", "/%5Cevil.example/"}) {
    const auto response = routes.answer(Request::make(Method::get, target));
    const auto location = response.headers().get("Location");
    EXPECT_FALSE(location.starts_with("//") || location.starts_with("/\\")) << target << " " << location;
  }
}

TEST(SiteMap, AFaultInItIsNamed) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"plans", "does not begin with a slash"},  {"/plans/", "has an empty segment"},
      {"/{a}/{a}", "names {a} twice"},           {"/{rest...}/x", "has something behind {rest...}"},
      {"/x{a}", "has a brace inside a segment"},
  };
  for (const auto& [pattern, words] : cases) {
    Routes routes;
    routes.get(pattern, says("x"));
    EXPECT_NE(routes.fault().find(words), std::string::npos) << pattern << ": " << routes.fault();
  }
  Routes twice;
  twice.get("/a/{x}", says("1")).get("/a/{y}", says("2"));
  EXPECT_EQ(twice.fault(), "GET /a/{y} is declared twice, the other time as /a/{x}");
  Routes none;
  none.get("/a", nullptr);
  EXPECT_EQ(none.fault(), "GET /a has no handler");
}

TEST(SiteMap, WhatAHandlerThrowsIsAFaultWithAReferenceAndWithoutDetail) {
  Routes routes;
  routes.get("/", [](const Request&) -> Response { throw std::runtime_error("secret detail"); });
  const auto response = routes.answer(Request::make(Method::get, "/", {{"Accept", "text/html"}}));
  EXPECT_EQ(response.status(), Status::internal_error);
  EXPECT_EQ(response.text().find("secret"), std::string_view::npos);
  EXPECT_NE(response.text().find("Reference: "), std::string_view::npos);
}

TEST(SiteMap, SecretPathsStayOutOfTheLog) {
  const auto routes = site();
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"/plans/p1?q=secret", "/plans/p1"},
      {"/u/secret", "/u/{id}"},
      {"/u/secret/", "/u/…"},
      {"/u/secret/typo", "/u/…"},
      {"/%75/secret", "/u/{id}"},
      {"/nothing", "/nothing"},
      {"/U/secret", "/U/…"},
      {"//u/secret", "//u/…"},
      {"/x/u/secret", "/x/u/…"},
      {"/%55/secret/a", "/U/…"},
  };
  for (const auto& [target, logged] : cases) {
    const auto request = Request::make(Method::get, target);
    EXPECT_EQ(routes.logged_path(request, routes.find(request)), logged) << target;
  }
}

}  // namespace
}  // namespace candour::http
