#include "app/weekly_letters.h"

#include <algorithm>

#include "app/accounts.h"
#include "app/import.h"
#include "app/letters.h"
#include "app/vault.h"
#include "app/workbook.h"
#include "view/today.h"

namespace candour::app {
namespace {

const Actor by_rule{"by-rule"};
// Whose week was looked at and had nothing for them; worth no event.
constexpr std::string_view kind = "weekly-letter";

std::string week_of(Date day) {
  return day.plus_days(1 - day.weekday()).iso();
}

Result<std::optional<view::Digest>> digest_of(Candour& candour, const people::Person& person) {
  const Actor actor{.name = {}, .person = person.id};
  CANDOUR_TRY(picture, candour.picture(actor));
  const view::Viewer viewer = view::viewer_of(*picture->people, person.id, picture->as_at);
  view::Waiting waiting;
  if (std::find(viewer.roles.begin(), viewer.roles.end(), people::Role::coordinator) != viewer.roles.end()) {
    CANDOUR_TRY(imports, open_imports(candour));
    waiting.imports = static_cast<std::size_t>(std::count_if(
        imports.begin(), imports.end(), [&](const auto& each) { return may_open_import(candour, actor, each.id); }));
    waiting.workbooks = waiting_workbooks(candour, actor).size();
  }
  return view::digest(view::today(*picture, viewer, waiting), picture->name);
}

people::LetterState state_after(Sending outcome) {
  switch (outcome) {
    case Sending::accepted:
      return people::LetterState::sent;
    case Sending::refused:
      return people::LetterState::refused;
    case Sending::try_later:
      return people::LetterState::put_off;
    case Sending::unknown:
      break;
  }
  return people::LetterState::may_have_been_sent;
}

// Whether it was sent. One that somebody else has taken meanwhile is passed over.
Result<bool> send_one(Candour& candour, const people::PersonId& id, const view::Digest& digest) {
  if (auto attempted = candour.act(by_rule, people::AttemptWeeklyLetter{id}); !attempted) {
    if (attempted.error().code == ErrorCode::conflict) return false;
    return fail(std::move(attempted.error()));
  }
  CANDOUR_TRY(picture, candour.picture(Actor{.name = {}, .person = id}));
  const people::Person* person = people::find_person(*picture->people, id);
  if (!person) return false;
  const std::string& site = candour.post().site;
  const auto sent =
      candour.post().mailer->send(write_weekly_letter(digest, *person, picture->name, site, domain_of(site)));
  const people::SettleWeeklyLetter settle{id, sent ? state_after(sent->outcome) : people::LetterState::refused,
                                          sent ? sent->words : sent.error().sentence};
  CANDOUR_CHECK(candour.act(by_rule, settle));
  return settle.state == people::LetterState::sent;
}

}  // namespace

Result<WeeklyRound> send_weekly_letters(Candour& candour, const std::function<bool()>& stop) {
  WeeklyRound round;
  if (candour.post().mailer == nullptr) return round;
  const Moment now = candour.clock().now();
  const std::string week = week_of(now.date());
  CANDOUR_TRY(people, candour.people());
  const Accounts accounts(candour);
  Vault& vault = candour.store().vault();
  for (const people::Person& person : people->people) {
    if (!people::weekly_letter_due(person, now)) continue;
    if (stop && stop()) return round;
    const auto looked_at = vault.find(kind, person.id.text());
    if ((looked_at && looked_at->content == week) || !accounts.has_password(person.id)) continue;
    CANDOUR_TRY(digest, digest_of(candour, person));
    if (!digest) {
      CANDOUR_CHECK(
          vault.keep(kind, person.id.text(), std::nullopt, week, Moment::at_start_of(now.date().plus_days(8))));
      continue;
    }
    CANDOUR_TRY(sent, send_one(candour, person.id, *digest));
    ++(sent ? round.sent : round.not_sent);
  }
  return round;
}

Result<std::size_t> settle_interrupted_weekly_letters(Candour& candour) {
  CANDOUR_TRY(people, candour.people());
  std::size_t settled = 0;
  for (const people::Person& person : people->people)
    if (person.weekly.number > 0 && person.weekly.state == people::LetterState::attempted) {
      CANDOUR_CHECK(candour.act(by_rule, people::SettleWeeklyLetter{person.id, people::LetterState::may_have_been_sent,
                                                                    "The program ended while it was being sent."}));
      ++settled;
    }
  return settled;
}

}  // namespace candour::app
