#include <functional>
#include <gtest/gtest.h>

#include "people/events.h"

namespace candour::people {
namespace {

Date day(const char* iso) {
  return *Date::parse(iso);
}
const Stamp stamp{*Moment::parse("2026-03-02T09:00:00Z"), day("2026-03-02"), "operator"};
const PersonId jo{"jo"}, sam{"sam"};
const PartnershipId bracken{"s7m2qx9dab"};
const plan::AgencyId police{"police"}, housing{"housing"};
const plan::PlanId rowan{"k7m2qx9dab"};

Grant role(Role role) {
  Grant grant;
  grant.role = role;
  if (role != Role::administrator) grant.partnership = first_partnership;
  if (role == Role::agency_lead || role == Role::contributor) grant.agency = police;
  if (role == Role::contributor || role == Role::inspector) grant.plan = rowan;
  if (role == Role::contributor) grant.actions = {17, 3, 17};
  if (role == Role::inspector) grant.until = day("2026-03-31");
  return grant;
}

void go_on(People& people, const PeopleCommand& command) {
  const auto events = decide(people, command, stamp);
  ASSERT_TRUE(events) << events.error().sentence;
  for (const PeopleEvent& event : *events) apply(people, event);
}
// What stands after commands that must succeed.
People after(std::initializer_list<PeopleCommand> commands) {
  People people;
  for (const PeopleCommand& command : commands) go_on(people, command);
  return people;
}
std::string refusal(const People& people, const PeopleCommand& command) {
  const auto events = decide(people, command, stamp);
  if (!events) return events.error().sentence;
  return events->empty() ? "nothing changes" : "allowed";
}

const AddPerson add_jo{jo, "  Jo   Park ", " jo.park@harrowvale.example ", {role(Role::administrator)}};
const AddPerson add_sam{sam, "Sam Reed", "sam.reed@harrowvale.example", {role(Role::coordinator)}};

TEST(People, ArePutDownAsTheyAreKnownWithWhatTheyMayDo) {
  const People people = after({add_jo, GiveRole{jo, role(Role::contributor)}});
  const Person& person = *find_person(people, jo);
  EXPECT_EQ(person.name, "Jo Park");
  EXPECT_EQ(person.email, "jo.park@harrowvale.example");
  ASSERT_EQ(person.grants.size(), 2u);
  EXPECT_EQ(person.grants[1].number, 2u);
  EXPECT_EQ(person.grants[1].actions, (std::vector<plan::Number>{3, 17}));
  EXPECT_EQ(find_person_by_email(people, "JO.PARK@harrowvale.example"), &person);
  EXPECT_EQ(name_of(people, "jo"), "Jo Park");
  EXPECT_EQ(name_of(people, "operator"), "operator");
}

TEST(People, RefusalsSayWhatToDo) {
  const People people = after({add_jo, add_sam, StartPartnership{bracken, "Brackenford"}});
  const auto changed = [](Role which, const std::function<void(Grant&)>& change) {
    Grant grant = role(which);
    change(grant);
    return grant;
  };
  const std::pair<PeopleCommand, const char*> cases[] = {
      {AddPerson{PersonId("Not an id"), "A", "a@b.example", {}}, "The person has no valid id."},
      {AddPerson{jo, "A", "a@b.example", {}}, "The person has no valid id."},
      {AddPerson{PersonId("new"), " ", "a@b.example", {}}, "Enter the name, as others know it."},
      {AddPerson{PersonId("new"), "A", "", {}}, "Enter the e-mail address."},
      {AddPerson{PersonId("new"), "A", "here", {}},
       "“here” is no e-mail address. Write it like jo.park@harrowvale.example."},
      {AddPerson{PersonId("new"), "A", "Jo.Park@HarrowVale.example", {}},
       "Jo.Park@HarrowVale.example is the address of Jo Park. Each person has an address of their own."},
      {ChangePerson{sam, "Sam", "jo.park@harrowvale.example"},
       "jo.park@harrowvale.example is the address of Jo Park. Each person has an address of their own."},
      {ChangePerson{sam, "Sam Reed", "sam.reed@harrowvale.example"}, "nothing changes"},
      {ChangePerson{PersonId("nobody"), "A", "a@b.example"}, "There is no such person here."},
      {GiveRole{jo, changed(Role::member, [](Grant& grant) { grant.partnership = {}; })}, "Choose the partnership."},
      {GiveRole{jo, changed(Role::member, [](Grant& grant) { grant.partnership = PartnershipId("none"); })},
       "There is no such partnership here."},
      {GiveRole{jo, changed(Role::agency_lead, [](Grant& grant) { grant.agency = {}; })}, "Choose the agency."},
      {GiveRole{jo, changed(Role::agency_lead, [](Grant& grant) { grant.partnership = bracken; })},
       "This agency does not sit in that partnership."},
      {GiveRole{jo, changed(Role::contributor, [](Grant& grant) { grant.plan = {}; })}, "Choose the plan."},
      {GiveRole{jo, changed(Role::contributor, [](Grant& grant) { grant.actions.clear(); })}, "Choose the rows."},
      {GiveRole{jo, changed(Role::inspector, [](Grant& grant) { grant.partnership = bracken; })},
       "This plan belongs to another partnership."},
      {GiveRole{jo, changed(Role::inspector, [](Grant& grant) { grant.until = {}; })},
       "Say until which day the inspector may read."},
      {GiveRole{jo, changed(Role::member, [](Grant& grant) { grant.until = day("2026-03-01"); })},
       "The last day has gone by. Choose a later one."},
      {GiveRole{sam, role(Role::coordinator)}, "Sam Reed has this role already."},
      {GiveRole{sam, role(Role::member)}, "allowed"},
      {EndRole{sam, 7, ""}, "Sam Reed has no such role, or no longer."},
      {EndRole{jo, 1, ""}, "This would leave nobody who administers. Give that role to somebody else first."},
      {Leave{jo, day("2026-03-02"), ""},
       "This would leave nobody who administers. Give that role to somebody else first."},
      {Leave{sam, day("2026-03-03"), ""},
       "Their last day has not come yet. Come back on that day, or end their roles now."},
      {Leave{sam, day("2026-03-02"), ""}, "allowed"},
      {Return{sam}, "Sam Reed has not left."},
      {NameContact{{}, {ContactKind::lead, "A", "a@b.example"}}, "Choose the agency."},
      {NameContact{police, {ContactKind::lead, "A", "a"}},
       "“a” is no e-mail address. Write it like jo.park@harrowvale.example."},
      {RemoveContact{police, ContactKind::lead}, "This agency has no such contact, or no longer."},
      {StartPartnership{PartnershipId("new"), "brackenford"}, "There is a partnership of that name already."},
      {RenamePartnership{first_partnership, "X"}, "The first partnership is renamed as the record."},
      {SeatAgency{first_partnership, police}, "nothing changes"},
      {UnseatAgency{first_partnership, police}, "An agency sits in one partnership at least."},
      {PlaceThing{"plan/k7m2qx9dab", first_partnership}, "nothing changes"},
      {PlaceThing{"plan/k7m2qx9dab", PartnershipId("none")}, "There is no such partnership here."},
      {RestrictPlan{rowan, {{}, "x"}}, "Name who may still see it."},
      {RestrictPlan{rowan, {{sam}, " "}}, "Say why the plan is restricted."},
      {RestrictPlan{rowan, {{PersonId("nobody")}, "x"}}, "There is no such person here."},
      {OpenPlan{rowan, "x"}, "This plan is open to the partnership already."},
  };
  for (const auto& [command, sentence] : cases) EXPECT_EQ(refusal(people, command), sentence);
}

TEST(People, WhoLeftIsKnownStillAndComesBackWithoutRoles) {
  People people = after({add_jo, add_sam, Leave{sam, day("2026-03-01"), "Retired"}});
  EXPECT_EQ(find_person(people, sam)->left, day("2026-03-01"));
  EXPECT_EQ(refusal(people, GiveRole{sam, role(Role::member)}), "Sam Reed has left. Say that they are back first.");
  people = after(
      {add_jo, add_sam, Leave{sam, day("2026-03-01"), "Retired"}, Return{sam}, GiveRole{sam, role(Role::member)}});
  ASSERT_EQ(find_person(people, sam)->grants.size(), 1u);
  EXPECT_EQ(find_person(people, sam)->grants[0].number, 2u) << "a number is never given twice";
}

TEST(People, AnAgencyMayLeaveOnePartnershipAndSitInAnother) {
  People people = after({StartPartnership{bracken, "Brackenford"}, SeatAgency{bracken, police}});
  EXPECT_TRUE(sits_in(people, police, first_partnership)) << "it keeps the seat it had";
  EXPECT_TRUE(sits_in(people, police, bracken));
  EXPECT_TRUE(sits_in(people, housing, first_partnership));
  EXPECT_FALSE(sits_in(people, housing, bracken));
  EXPECT_FALSE(sits_in(people, police, PartnershipId("none")));
  go_on(people, UnseatAgency{first_partnership, police});
  EXPECT_FALSE(sits_in(people, police, first_partnership));
  EXPECT_TRUE(sits_in(people, police, bracken));
}

TEST(People, EachPartnershipHasItsOwnContactsOfAnAgency) {
  const Contact lead{ContactKind::lead, "A Person", "a@harrowvale.example"};
  const Contact other{ContactKind::lead, "B Person", "b@harrowvale.example"};
  People people = after({StartPartnership{bracken, "Brackenford"}, SeatAgency{first_partnership, police},
                         SeatAgency{bracken, police}, NameContact{police, lead, first_partnership},
                         NameContact{police, other, bracken}});
  EXPECT_EQ(find_contact(people, police, first_partnership, ContactKind::lead)->name, "A Person");
  EXPECT_EQ(find_contact(people, police, bracken, ContactKind::lead)->name, "B Person");
  EXPECT_EQ(refusal(people, NameContact{police, lead}),
            "Choose the partnership whose contact it is: the agency sits in several.");
  EXPECT_EQ(refusal(people, NameContact{police, lead, PartnershipId("nowhere")}), "There is no such partnership.");
  // As events were before each had its own: of all in which the agency sat.
  apply(people, {{}, ContactRemoved{police, ContactKind::lead}});
  EXPECT_TRUE(people.contacts.empty());
  apply(people, {{}, ContactNamed{police, lead}});
  EXPECT_EQ(people.contacts.size(), 2u);
}

TEST(People, ContactsStandByKindAndManyAreTakenAtOnceOrNone) {
  const Contact lead{ContactKind::lead, "A Person", "a@harrowvale.example"};
  const Contact backup{ContactKind::backup, "B Person", "b@harrowvale.example"};
  const Contact board{ContactKind::board_member, "C Person", "c@harrowvale.example"};
  const People people = after({NameContacts{{{police, board}, {police, lead}, {police, backup}}},
                               NameContact{police, {ContactKind::backup, "D Person", "d@harrowvale.example"}}});
  EXPECT_EQ(people.contacts.at({police, first_partnership}),
            (std::vector<Contact>{lead, {ContactKind::backup, "D Person", "d@harrowvale.example"}, board}));
  EXPECT_EQ(refusal(people, NameContacts{{{housing, lead}, {housing, {ContactKind::backup, "", ""}}}}),
            "Enter the name, as others know it.");
  EXPECT_EQ(refusal(people, NameContact{police, lead}), "nothing changes");
}

TEST(People, AThingBelongsToTheFirstPartnershipUntilItIsPlacedAndAPlanIsOpenUntilItIsRestricted) {
  People people = after({add_jo, StartPartnership{bracken, "Brackenford"}, PlaceThing{"plan/k7m2qx9dab", bracken},
                         RestrictPlan{rowan, {{jo, jo}, "x"}}});
  EXPECT_EQ(partnership_of(people, thing_of(rowan)), bracken);
  EXPECT_EQ(partnership_of(people, "meeting/any"), first_partnership);
  ASSERT_TRUE(find_restriction(people, rowan));
  EXPECT_EQ(find_restriction(people, rowan)->people.size(), 1u);
  go_on(people, OpenPlan{rowan, "over"});
  EXPECT_FALSE(find_restriction(people, rowan));
}

TEST(People, APartnershipChoosesHowItsRequestsAreChasedWithinLimits) {
  People people = after({StartPartnership{bracken, "Brackenford"}});
  const Reminders other{2, 5, 5, 60, 0};
  go_on(people, ChooseReminders{bracken, other});
  EXPECT_EQ(find_partnership(people, bracken)->reminders, other);
  EXPECT_EQ(find_partnership(people, first_partnership)->reminders, Reminders());
  EXPECT_EQ(refusal(people, ChooseReminders{bracken, other}), "nothing changes");
  EXPECT_EQ(refusal(people, ChooseReminders{bracken, {3, 7, 6, 7, 14}}), "At most 5 reminders can be sent.");
  for (const Reminders& long_one :
       {Reminders{61, 7, 3, 7, 14}, Reminders{3, 61, 3, 7, 14}, Reminders{3, 7, 3, 61, 14}, Reminders{3, 7, 3, 7, 61}})
    EXPECT_EQ(refusal(people, ChooseReminders{bracken, long_one}), "Choose 60 days at most: no link lives longer.");
  EXPECT_EQ(refusal(people, ChooseReminders{PartnershipId("none"), other}), "There is no such partnership here.");
}

TEST(People, TheWeeklyLetterIsDueOnMondayFromSixAndOnTuesdayOncePerWeek) {
  struct Case {
    const char* now;
    const char* attempted;  // the last; empty: never
    LetterState state;
    std::uint32_t tries;
    bool due;
  };
  constexpr LetterState sent = LetterState::sent, put_off = LetterState::put_off;
  for (const Case& each :
       {Case{"2026-03-02T05:59:59Z", "", sent, 0, false}, Case{"2026-03-02T06:00:00Z", "", sent, 0, true},
        Case{"2026-03-03T23:59:59Z", "", sent, 0, true}, Case{"2026-03-04T09:00:00Z", "", sent, 0, false},
        Case{"2026-03-08T09:00:00Z", "", sent, 0, false},
        Case{"2026-03-02T09:00:00Z", "2026-02-24T09:00:00Z", sent, 1, true},
        Case{"2026-03-03T09:00:00Z", "2026-03-02T06:00:00Z", sent, 1, false},
        Case{"2026-03-03T09:00:00Z", "2026-03-02T06:00:00Z", LetterState::refused, 1, false},
        Case{"2026-03-03T09:00:00Z", "2026-03-02T06:00:00Z", LetterState::attempted, 1, false},
        Case{"2026-03-03T09:00:00Z", "2026-03-02T06:00:00Z", LetterState::may_have_been_sent, 1, false},
        Case{"2026-03-02T06:04:59Z", "2026-03-02T06:00:00Z", put_off, 1, false},
        Case{"2026-03-02T06:05:00Z", "2026-03-02T06:00:00Z", put_off, 1, true},
        Case{"2026-03-02T06:09:59Z", "2026-03-02T06:00:00Z", put_off, 2, false},
        Case{"2026-03-02T10:00:00Z", "2026-03-02T06:00:00Z", put_off, 11, true},
        Case{"2026-03-03T10:00:00Z", "2026-03-02T06:00:00Z", put_off, 12, false},
        Case{"2026-03-09T06:00:00Z", "2026-03-03T06:00:00Z", put_off, 12, true}}) {
    People people = after({add_jo});
    Person& person = people.people.front();
    if (*each.attempted != '\0') person.weekly = {true, 1, each.state, *Moment::parse(each.attempted), each.tries, ""};
    const Moment now = *Moment::parse(each.now);
    EXPECT_EQ(weekly_letter_due(person, now), each.due) << each.now << " after " << each.attempted;
    EXPECT_EQ(decide(people, AttemptWeeklyLetter{jo}, {now, now.date(), "by-rule"}).has_value(), each.due) << each.now;
    for (auto change : {+[](Person& other) { other.weekly.wanted = false; },
                        +[](Person& other) { other.left = Date::parse("2026-01-01"); },
                        +[](Person& other) { other.grants.clear(); }}) {
      Person other = person;
      change(other);
      EXPECT_FALSE(weekly_letter_due(other, now)) << each.now;
    }
  }
}

TEST(People, AnEventThatNamesWhatIsNotThereChangesNothing) {
  People people = after({add_jo});
  const People before = people;
  for (const PeopleBody& body :
       {PeopleBody(PersonChanged{sam, "x", "x"}), PeopleBody(RoleGiven{sam, {}}), PeopleBody(RoleEnded{sam, 1, ""}),
        PeopleBody(PersonLeft{sam, {}, ""}), PeopleBody(PersonReturned{sam}), PeopleBody(PersonAdded{jo, "again", ""}),
        PeopleBody(ContactRemoved{police, ContactKind::lead}), PeopleBody(PartnershipRenamed{bracken, "x"}),
        PeopleBody(AgencySeated{bracken, police}), PeopleBody(AgencyUnseated{bracken, police}),
        PeopleBody(PlanOpened{rowan, ""}), PeopleBody(WeeklyLetterChosen{sam, true}),
        PeopleBody(WeeklyLetterAttempted{sam, 1}), PeopleBody(WeeklyLetterSettled{sam, LetterState::sent, ""}),
        PeopleBody(RemindersChosen{bracken, {}})})
    apply(people, {stamp, body});
  people.version = before.version;
  EXPECT_EQ(people, before);
}

}  // namespace
}  // namespace candour::people
