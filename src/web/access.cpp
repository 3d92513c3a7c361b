#include "web/access.h"

#include <unordered_map>

namespace candour::web {
namespace {

using people::Act;
constexpr auto GET = http::Method::get;
constexpr auto POST = http::Method::post;

std::string name_of(http::Method method, std::string_view pattern) {
  return std::string(http::name(method)) + " " + std::string(pattern);
}

}  // namespace

const std::vector<Access>& every_access() {
  static const std::vector<Access> all{
      // Looking: everybody sees what is theirs.
      {GET, "/"},
      {GET, "/plans"},
      {GET, "/plans/{plan}"},
      {GET, "/actions"},
      {GET, "/actions/{action}"},
      {GET, "/agencies"},
      {GET, "/agencies/{agency}"},
      {GET, "/meetings", Who::signed_in, {Act::see_meeting}},
      {GET, "/meetings/{meeting}", Who::signed_in, {Act::see_meeting}},
      {GET, "/meetings/{meeting}/original", Who::signed_in, {Act::see_meeting}},
      {GET, "/registers", Who::signed_in, {Act::see_register}},
      {GET, "/registers/{register}", Who::signed_in, {Act::see_register}},
      {GET, "/registers/{register}/original", Who::signed_in, {Act::see_register}},
      {GET, "/plans/{plan}/imports", Who::signed_in, {Act::see_plan}},
      {GET, "/plans/{plan}/imports/{import}/original", Who::signed_in, {Act::see_plan}},
      {GET, "/search"},
      {GET, "/report"},
      {GET, "/compare"},
      {GET, "/plans.xlsx"},
      {GET, "/plans.csv"},
      {GET, "/plans.json"},
      {GET, "/actions.xlsx"},
      {GET, "/actions.csv"},
      {GET, "/actions.json"},
      {GET, "/agencies.xlsx"},
      {GET, "/agencies.csv"},
      {GET, "/agencies.json"},
      {GET, "/meetings.xlsx", Who::signed_in, {Act::see_meeting}},
      {GET, "/meetings.csv", Who::signed_in, {Act::see_meeting}},
      {GET, "/meetings.json", Who::signed_in, {Act::see_meeting}},
      {GET, "/registers.xlsx", Who::signed_in, {Act::see_register}},
      {GET, "/registers.csv", Who::signed_in, {Act::see_register}},
      {GET, "/registers.json", Who::signed_in, {Act::see_register}},
      {GET, "/report.xlsx"},
      {GET, "/report.csv"},
      {GET, "/report.json"},
      {GET, "/compare.xlsx"},
      {GET, "/compare.csv"},
      {GET, "/compare.json"},

      // The plan and its actions: each act is judged where it is done.
      {POST, "/plans/{plan}/responses"},
      {POST, "/plans/{plan}/imports/{import}/withdraw", Who::signed_in, {Act::run_plan}},
      {POST, "/actions/{action}/tie"},
      {POST, "/actions/{action}/untie"},
      {POST, "/actions/{action}/remarks/answer"},
      {POST, "/actions/{action}/remarks/reopen"},

      // Meetings and registers
      {POST, "/meetings/{meeting}/questions/{number}/answer"},
      {POST, "/meetings/{meeting}/resolutions/{number}/report-back"},
      {POST, "/meetings/{meeting}/resolutions/{number}/met"},
      {POST, "/meetings/{meeting}/resolutions/{number}/set-aside"},
      {POST, "/meetings/{meeting}/resolutions/{number}/reopen"},
      {POST, "/meetings/{meeting}/withdraw"},
      {POST, "/registers/{register}/withdraw"},

      // Importing, and workbooks that come back
      {GET, "/import", Who::signed_in, {Act::run_plan}},
      {POST, "/import", Who::signed_in, {Act::run_plan}},
      {GET, "/import/{import}", Who::signed_in, {Act::run_plan}},
      {GET, "/import/{import}/columns", Who::signed_in, {Act::run_plan}},
      {POST, "/import/{import}/columns", Who::signed_in, {Act::run_plan}},
      {POST, "/import/{import}/kind", Who::signed_in, {Act::run_plan}},
      {GET, "/import/{import}/ties", Who::signed_in, {Act::run_plan}},
      {POST, "/import/{import}/ties", Who::signed_in, {Act::run_plan}},
      {GET, "/import/{import}/key", Who::signed_in, {Act::run_plan}},
      {POST, "/import/{import}/key", Who::signed_in, {Act::run_plan}},
      {GET, "/import/{import}/review", Who::signed_in, {Act::run_plan}},
      {POST, "/import/{import}/decide", Who::signed_in, {Act::run_plan}},
      {POST, "/import/{import}/undecide", Who::signed_in, {Act::run_plan}},
      {GET, "/import/{import}/rows", Who::signed_in, {Act::run_plan}},
      {POST, "/import/{import}/skip", Who::signed_in, {Act::run_plan}},
      {POST, "/import/{import}/keep", Who::signed_in, {Act::run_plan}},
      {GET, "/import/{import}/changes", Who::signed_in, {Act::run_plan}},
      {POST, "/import/{import}/changes", Who::signed_in, {Act::run_plan}},
      {GET, "/import/{import}/check", Who::signed_in, {Act::run_plan}},
      {POST, "/import/{import}/confirm", Who::signed_in, {Act::run_plan}},
      {POST, "/import/{import}/drop", Who::signed_in, {Act::run_plan}},
      {GET, "/plans/{plan}/excel", Who::signed_in, {Act::run_plan, Act::give_update}},
      {GET, "/plans/{plan}/fill-in.xlsx", Who::signed_in, {Act::run_plan, Act::give_update}},
      {POST, "/plans/{plan}/excel", Who::signed_in, {Act::run_plan, Act::give_update}},
      {GET, "/agencies/{agency}/excel", Who::signed_in, {Act::run_plan, Act::give_update}},
      {GET, "/agencies/{agency}/fill-in.xlsx", Who::signed_in, {Act::run_plan, Act::give_update}},
      {POST, "/agencies/{agency}/excel", Who::signed_in, {Act::run_plan, Act::give_update}},
      {GET, "/workbooks/{workbook}", Who::signed_in, {Act::run_plan, Act::give_update}},
      {POST, "/workbooks/{workbook}", Who::signed_in, {Act::run_plan, Act::give_update}},
      {GET, "/workbooks/{workbook}/as-sent.xlsx", Who::signed_in, {Act::run_plan, Act::give_update}},
      {POST, "/workbooks/{workbook}/drop", Who::signed_in, {Act::run_plan, Act::give_update}},

      // Signing in, and one's own account
      {GET, "/sign-in", Who::anybody},
      {POST, "/sign-in", Who::anybody},
      {GET, "/sign-in/code", Who::half},
      {POST, "/sign-in/code", Who::half},
      {POST, "/sign-out", Who::half},
      {POST, "/sign-out/everywhere"},
      {GET, "/invite/{token}", Who::anybody},
      {POST, "/invite/{token}", Who::anybody},
      {GET, "/account"},
      {POST, "/account/password"},
      {GET, "/account/codes", Who::half},
      {POST, "/account/codes", Who::half},
      {POST, "/account/recovery-codes"},
      {GET, "/account/confirm"},
      {POST, "/account/confirm"},
      {GET, "/account/typed/{token}"},

      // People
      {GET, "/people", Who::signed_in, {Act::see_people}},
      {GET, "/people/new", Who::signed_in, {Act::see_people}},
      {POST, "/people", Who::signed_in, {Act::see_people}},
      {GET, "/people/{person}", Who::signed_in, {Act::see_people}},
      {POST, "/people/{person}", Who::signed_in, {Act::see_people}},
      {POST, "/people/{person}/roles", Who::signed_in, {Act::see_people}},
      {POST, "/people/{person}/roles/{number}/end", Who::signed_in, {Act::see_people}},
      {POST, "/people/{person}/invite", Who::signed_in, {Act::see_people}},
      {POST, "/people/{person}/codes/reset", Who::signed_in, {Act::see_people}},
      {POST, "/people/{person}/leave", Who::signed_in, {Act::see_people}},
      {POST, "/people/{person}/return", Who::signed_in, {Act::see_people}},
      {GET, "/contacts", Who::signed_in, {Act::keep_agencies}},
      {POST, "/contacts", Who::signed_in, {Act::keep_agencies}},
      {POST, "/contacts/remove", Who::signed_in, {Act::keep_agencies}},
      {POST, "/contacts/file", Who::signed_in, {Act::keep_agencies}},
      {GET, "/contacts.csv", Who::signed_in, {Act::keep_agencies}},
      {GET, "/partnerships", Who::signed_in, {Act::keep_partnerships}},
      {POST, "/partnerships", Who::signed_in, {Act::keep_partnerships}},
      {POST, "/partnerships/{partnership}/seats", Who::signed_in, {Act::keep_partnerships}},
      {GET, "/plans/{plan}/people", Who::signed_in, {Act::restrict_plan}},
      {POST, "/plans/{plan}/people", Who::signed_in, {Act::restrict_plan}},

      // Words, files of the pages, health
      {GET, "/help", Who::anybody},
      {GET, "/accessibility", Who::anybody},
      {GET, "/privacy", Who::anybody},
      {GET, "/source", Who::anybody},
      {GET, "/assets/{name}", Who::anybody},
      {GET, "/healthz", Who::anybody},
      {GET, "/readyz", Who::anybody},
  };
  return all;
}

const Access* access_of(const http::Route& route) {
  static const std::unordered_map<std::string, const Access*> by_name = [] {
    std::unordered_map<std::string, const Access*> made;
    for (const Access& each : every_access()) made.emplace(name_of(each.method, each.pattern), &each);
    return made;
  }();
  const auto found = by_name.find(name_of(route.method, route.pattern));
  return found == by_name.end() ? nullptr : found->second;
}

}  // namespace candour::web
