// What a page says was done is said by this program, to who did it, on the page it was meant for.

#include "web/done.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "web/site_test.h"

namespace candour::web {
namespace {

using namespace trial;
using testing::HasSubstr;
using testing::Not;

TEST(WhatWasDone, IsSaidOnceToWhoDidItAndIsNobodyElsesWords) {
  Site site;
  site.sign_in("coordinator");
  site.sign_in("scrutineer");
  const Response added = site.ask("coordinator", Method::post, "/agencies/new", {{"name", "Probation"}});
  ASSERT_EQ(added.status(), Status::see_other) << added.text();
  const std::string next(added.headers().get("Location"));
  const auto page = [&](const std::string& who, const std::string& address) {
    return std::string(site.ask(who, Method::get, address).text());
  };
  const std::string said = "Probation was added.";
  EXPECT_THAT(page("coordinator", next), HasSubstr(said));
  EXPECT_THAT(page("scrutineer", next), Not(HasSubstr(said))) << "it was told to somebody else";
  EXPECT_THAT(page("coordinator", "/plans" + next.substr(next.find('?'))), Not(HasSubstr(said)))
      << "it was told on another page";
  std::string altered = next;
  altered.replace(altered.find("Probation"), 9, "Everybody");
  EXPECT_THAT(page("coordinator", altered), Not(HasSubstr("Everybody was added.")));
  for (const char* words : {"Call+0900+1234", "00000000000000000000000000000000-Call+0900+1234", "-", ""})
    for (const char* path : {"/agencies", "/plans", "/sign-in", "/account", "/contacts", "/requests/chasing"})
      EXPECT_THAT(page("coordinator", std::string(path) + "?done=" + words), Not(HasSubstr("0900"))) << path;
}

TEST(WhatWasDone, IsSaidOnOnesOwnPageAndAfterSigningOut) {
  Site site;
  site.sign_in("coordinator");
  const Response off = site.ask("coordinator", Method::post, "/account/weekly-letter", {{"wanted", "no"}});
  EXPECT_THAT(std::string(site.ask("coordinator", Method::get, std::string(off.headers().get("Location"))).text()),
              HasSubstr("The weekly letter is switched off."));
  const Response out = site.ask("coordinator", Method::post, "/sign-out");
  EXPECT_THAT(std::string(site.ask("", Method::get, std::string(out.headers().get("Location"))).text()),
              HasSubstr("You are signed out."));
}

TEST(WhatWasDone, StandsBeforeTheFragmentAndAfterWhatIsAskedAlready) {
  const std::string plain = address_telling({}, "/plans/x", "Saved.");
  EXPECT_THAT(plain, testing::MatchesRegex("/plans/x\\?done=[0-9a-f]+-Saved\\."));
  EXPECT_THAT(address_telling({}, "/plans/x?by=agency#ties", "Saved."),
              testing::MatchesRegex("/plans/x\\?by=agency&done=[0-9a-f]+-Saved\\.#ties"));
  EXPECT_EQ(address_telling({}, "/plans/x", "Saved."), plain);
  EXPECT_NE(address_telling(nobody(), "/plans/x", "Saved."), plain);
}

}  // namespace
}  // namespace candour::web
