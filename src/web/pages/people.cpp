// People and what they may do, contacts of agencies, partnerships, and who may see a plan.

#include <algorithm>

#include "app/letters.h"
#include "web/form_reading.h"
#include "web/pages/parts.h"
#include "web/pages_people.h"

namespace candour::web {
namespace {

std::string_view typed_or(const Typed& typed, const std::string& name, std::string_view otherwise) {
  const auto found = typed.find(name);
  return found == typed.end() ? otherwise : std::string_view(found->second);
}
Chosen chosen_if(bool chosen) {
  return chosen ? Chosen::yes : Chosen::no;
}
Text error_of(const NotTaken& refused, std::string_view field) {
  return refused.field == field ? Text(std::string_view(refused.sentence)) : Text();
}
void write_summary(Html& html, const NotTaken& refused) {
  if (!refused.empty())
    html << ErrorSummary{
        .errors = {{.text = std::string_view(refused.sentence), .field = std::string_view(refused.field)}}};
}

const plan::Agency* agency_in(const view::Picture& picture, const plan::AgencyId& id) {
  return plan::find_agency(*picture.partnership, id);
}

// What a role needs beside itself is asked with it: partnership, agency, plan, rows, last day.
void write_role_fields(Html& html, const view::Picture& picture, const ToGive& to_give, const Typed& typed,
                       const NotTaken& refused) {
  Radios roles{.legend = "Role", .name = "role", .error = error_of(refused, "role")};
  const std::string_view chosen = typed_or(typed, "role", "");
  for (const people::Role role : to_give.roles) {
    static constexpr std::string_view hints[] = {
        "Everything in the partnership but approving what they asked for themselves",
        "The rows of their own agency; names its contributors",
        "The rows they are handed",
        "Sees all, challenges, tests evidence, signs off",
        "Approves what is published",
        "Reads what is for the committee, asks questions",
        "Reads everything of one plan until a day",
        "People and settings; sees no plan"};
    roles.choices.push_back({.text = people::in_words(role),
                             .value = people::to_text(role),
                             .chosen = chosen_if(chosen == people::to_text(role)),
                             .hint = hints[static_cast<std::size_t>(role)]});
  }
  html << roles;
  if (to_give.places.size() > 1) {
    Select partnership{.label = "Partnership", .name = "partnership"};
    for (const people::PartnershipId& each : to_give.places)
      partnership.choices.push_back({.text = partnership_name(picture, each),
                                     .value = std::string_view(each.text()),
                                     .chosen = chosen_if(typed_or(typed, "partnership", "first") == each.text())});
    html << partnership;
  }
  Select agency{.label = "Agency",
                .name = "agency",
                .choices = {{.text = "None", .value = ""}},
                .hint = "For an agency lead and a contributor"};
  for (const plan::Agency* each : picture.agencies)
    agency.choices.push_back({.text = std::string_view(each->name),
                              .value = std::string_view(each->id.text()),
                              .chosen = chosen_if(typed_or(typed, "agency", "") == each->id.text())});
  html << agency;
  Select plan{.label = "Plan",
              .name = "plan",
              .choices = {{.text = "None", .value = ""}},
              .hint = "For a contributor and an inspector"};
  for (const auto& each : picture.plans)
    plan.choices.push_back({.text = plan_name(*each->plan),
                            .value = std::string_view(each->plan->id.text()),
                            .chosen = chosen_if(typed_or(typed, "plan", "") == each->plan->id.text())});
  html << plan
       << TextField{.label = "Rows",
                    .name = "rows",
                    .value = typed_or(typed, "rows", ""),
                    .hint = "For a contributor: the numbers of the rows, such as 3, 17, 20–24",
                    .error = error_of(refused, "rows"),
                    .width = FieldWidth::characters_20}
       << DateField{.legend = "Last day",
                    .name = "until",
                    .day = typed_or(typed, "until-day", ""),
                    .month = typed_or(typed, "until-month", ""),
                    .year = typed_or(typed, "until-year", ""),
                    .hint = "An inspector always has one. For others it may be left empty.",
                    .error = error_of(refused, "until")};
}

}  // namespace

std::string partnership_name(const view::Picture& picture, const people::PartnershipId& id) {
  std::string name = view::name_of(picture, id);
  return name.empty() ? "The partnership" : std::move(name);
}

std::string weekly_letter_in_words(const people::WeeklyLetter& letter) {
  if (letter.number == 0) return letter.wanted ? "None was sent yet" : "Switched off";
  const std::string last =
      "The last was " + std::string(people::in_words(letter.state)) + ", on " +
      app::day_in_words(letter.attempted.date()) +
      (letter.words.empty() || letter.state == people::LetterState::sent ? "" : ": " + letter.words);
  return letter.wanted ? last : "Switched off. " + last;
}

std::string grant_in_words(const view::Picture& picture, const people::Grant& grant) {
  std::string words(people::in_words(grant.role));
  if (!grant.agency.empty()) {
    const plan::Agency* agency = agency_in(picture, grant.agency);
    words += " of " + (agency ? agency->name : grant.agency.text());
  }
  if (!grant.plan.empty()) {
    const view::PlanPicture* plan = view::find_plan(picture, grant.plan);
    words += ", " + (plan ? plan_name(*plan->plan) : std::string("a plan"));
  }
  if (!grant.actions.empty()) words += ", " + count_of(grant.actions.size(), "row", "rows");
  if (!grant.partnership.empty() && picture.people->partnerships.size() > 1)
    words += ", " + partnership_name(picture, grant.partnership);
  if (grant.until) words += ", until " + grant.until->words();
  return words;
}

std::string people_page(const Around& around, const view::Picture& picture, const std::vector<people::Person>& shown) {
  return show(
      around, picture,
      {.title = "People",
       .section = "/people",
       .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "People"}},
       .main = [&](Html& html) {
         html << Heading{.text = "People"}
              << Paragraph{.content = Link{.text = "Partnerships, and who sits in them", .href = "/partnerships"}};
         if (shown.empty()) {
           html << EmptyState{.what = "There is nobody here yet.",
                              .why = "People are added by their name and e-mail address, and get an invitation.",
                              .next = Button{.text = "Add a person", .href = "/people/new"}};
           return;
         }
         html << Button{.text = "Add a person", .kind = ButtonKind::secondary, .href = "/people/new"};
         Table table(html, {.caption = "People and what they may do",
                            .columns = {{.title = "Name"}, {.title = "What they may do"}, {.title = "E-mail address"}},
                            .caption_kind = CaptionKind::hidden,
                            .density = Density::comfortable});
         for (const people::Person& person : shown) {
           table.row();
           table.heading() << Link{.text = std::string_view(person.name), .href = "/people/" + person.id.text()};
           Html& may = table.cell();
           if (person.left)
             may << "Left on "_html << Day{*person.left};
           else if (person.grants.empty())
             may << "Nothing yet"_html;
           else
             for (const people::Grant& grant : person.grants)
               may << "<div>"_html << grant_in_words(picture, grant) << "</div>"_html;
           table.cell() << person.email;
         }
         table.end();
       }});
}

std::string new_person_page(const Around& around, const view::Picture& picture, const ToGive& to_give,
                            const Typed& typed, const NotTaken& refused) {
  return show(
      around, picture,
      {.title = "Add a person",
       .section = "/people",
       .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "People", .href = "/people"}, {.text = "Add a person"}},
       .width = PageWidth::reading,
       .main = [&](Html& html) {
         write_summary(html, refused);
         html << Heading{.text = "Add a person"}
              << Form{.action = "/people", .content = [&](Html& form) {
                        form << TextField{.label = "Name",
                                          .name = "name",
                                          .value = typed_or(typed, "name", ""),
                                          .error = error_of(refused, "name"),
                                          .autocomplete = "off"}
                             << TextField{.label = "E-mail address",
                                          .name = "email",
                                          .value = typed_or(typed, "email", ""),
                                          .hint = "They sign in with it. The invitation goes there.",
                                          .error = error_of(refused, "email"),
                                          .kind = InputKind::email,
                                          .autocomplete = "off"};
                        write_role_fields(form, picture, to_give, typed, refused);
                        form << Button{.text = "Add and invite"};
                      }};
       }});
}

std::string person_page(const Around& around, const view::Picture& picture, const PersonShown& shown,
                        const Typed& typed, const NotTaken& refused) {
  const people::Person& person = shown.person;
  const std::string address = "/people/" + person.id.text();
  const auto state_of = [&](std::string_view form) {
    return shown.form == form ? DetailsState::open : DetailsState::closed;
  };
  return show(
      around, picture,
      {.title = std::string_view(person.name),
       .section = "/people",
       .breadcrumbs = {{.text = "Home", .href = "/"},
                       {.text = "People", .href = "/people"},
                       {.text = std::string_view(person.name)}},
       .width = PageWidth::reading,
       .main = [&](Html& html) {
         write_summary(html, refused);
         html << Heading{.text = std::string_view(person.name), .caption = "Person"};
         if (!shown.link.empty())
           html << Inset{.content = [&](Html& inside) {
             inside << Paragraph{.content = std::string_view(shown.link_sentence)}
                    << "<p class=\"govuk-body\"><strong class=\"c-typed\">"_html << shown.link << "</strong></p>"_html;
           }};
         SummaryList list;
         list.rows.push_back({.key = "E-mail address", .value = std::string_view(person.email)});
         list.rows.push_back({.key = "Sign-in",
                              .value = shown.can_sign_in ? "Has chosen a password" : "Has not chosen a password yet"});
         list.rows.push_back({.key = "One-time codes", .value = shown.has_codes ? "Set up" : "Not set up"});
         list.rows.push_back({.key = "Weekly letter", .value = weekly_letter_in_words(person.weekly)});
         if (person.left) list.rows.push_back({.key = "Left", .value = Day{*person.left}});
         html << list;
         const auto successor = [&](const Typed& mine) {
           Select choices{.label = "Who takes over their rows",
                          .name = "successor",
                          .choices = {{.text = "Nobody yet", .value = ""}},
                          .hint =
                              "Open rows that name them as lead, rows they were handed, their lead of an agency and "
                              "their place as its contact go to this person in one step. What was done stays under "
                              "their name.",
                          .error = error_of(refused, "successor")};
           for (const people::Person& each : shown.successors)
             choices.choices.push_back({.text = std::string_view(each.name),
                                        .value = std::string_view(each.id.text()),
                                        .chosen = chosen_if(typed_or(mine, "successor", "") == each.id.text())});
           return choices;
         };
         const auto write_hand_over = [&](std::string_view summary) {
           html << Details{.summary = summary,
                           .content = Form{.action = address + "/hand-over",
                                           .content =
                                               [&](Html& form) {
                                                 const Typed& mine = shown.form == "hand-over" ? typed : Typed();
                                                 form << successor(mine)
                                                      << TextField{.label = "Why",
                                                                   .name = "reason",
                                                                   .value = typed_or(mine, "reason", ""),
                                                                   .hint = "Becomes part of the record."}
                                                      << Button{.text = "Hand over their rows",
                                                                .kind = ButtonKind::secondary};
                                               }},
                           .state = state_of("hand-over")};
         };
         if (person.left) {
           html << Form{.action = address + "/return",
                        .content = Button{.text = "They are back", .kind = ButtonKind::secondary}};
           write_hand_over("Hand over rows that still name them");
           return;
         }
         html << Heading{.text = "What they may do", .level = HeadingLevel::section, .id = "roles"};
         if (person.grants.empty()) html << Paragraph{.content = "Nothing yet.", .kind = ParagraphKind::quiet};
         for (const people::Grant& grant : person.grants)
           html << Paragraph{.content = grant_in_words(picture, grant)}
                << Form{.action = address + "/roles/" + std::to_string(grant.number) + "/end",
                        .content = Button{.text = "End this role",
                                          .kind = ButtonKind::secondary,
                                          .hidden = ": " + grant_in_words(picture, grant)}};
         html << Details{.summary = "Give another role",
                         .content = Form{.action = address + "/roles",
                                         .content =
                                             [&](Html& form) {
                                               write_role_fields(form, picture, shown.to_give,
                                                                 shown.form == "role" ? typed : Typed(), refused);
                                               form << Button{.text = "Give this role"};
                                             }},
                         .state = state_of("role")};
         if (html.offers_form(address + "/invite"))
           html << Heading{.text = "Sign-in", .level = HeadingLevel::section, .id = "sign-in"};
         html << Form{.action = address + "/invite",
                      .content = Button{.text = !shown.by_letter    ? "Make a link to choose a password"
                                                : shown.can_sign_in ? "Send a link to choose another password"
                                                                    : "Send the invitation again",
                                        .kind = ButtonKind::secondary}};
         if (!shown.by_letter && html.offers_form(address + "/invite"))
           html << Paragraph{.content =
                                 "No mail is set up here: the link is shown on this page, once, for you to hand "
                                 "over yourself.",
                             .kind = ParagraphKind::small};
         if (shown.has_codes)
           html << Details{
               .summary = "They have lost their phone",
               .content = Form{.action = address + "/codes/reset", .content = [](Html& form) {
                                 form << Paragraph{.content =
                                                       "Make sure that it is really them. Their codes end, they are "
                                                       "signed out everywhere, and set up new codes when they sign in."}
                                      << Button{.text = "Reset their codes", .kind = ButtonKind::warning};
                               }}};
         write_hand_over("They have changed job, and somebody else takes their rows");
         html << Details{.summary = "Correct the name or the address",
                         .content = Form{.action = address,
                                         .content =
                                             [&](Html& form) {
                                               const Typed& mine = shown.form == "change" ? typed : Typed();
                                               form << TextField{.label = "Name",
                                                                 .name = "name",
                                                                 .value = typed_or(mine, "name", person.name),
                                                                 .error = error_of(refused, "name")}
                                                    << TextField{.label = "E-mail address",
                                                                 .name = "email",
                                                                 .value = typed_or(mine, "email", person.email),
                                                                 .error = error_of(refused, "email"),
                                                                 .kind = InputKind::email}
                                                    << Button{.text = "Save", .kind = ButtonKind::secondary};
                                             }},
                         .state = state_of("change")}
              << Details{.summary = "They have left",
                         .content = Form{.action = address + "/leave",
                                         .content =
                                             [&](Html& form) {
                                               const Typed& mine = shown.form == "leave" ? typed : Typed();
                                               form << DateField{
                                                   .legend = "Last day",
                                                   .name = "last-day",
                                                   .day = typed_or(mine, "last-day-day", ""),
                                                   .month = typed_or(mine, "last-day-month", ""),
                                                   .year = typed_or(mine, "last-day-year", ""),
                                                   .hint = "Today or an earlier day. They are signed out at once.",
                                                   .error = error_of(refused, "last-day")};
                                               // Rows are handed over by who may run a plan, as importing one is.
                                               if (form.offers_form("/import")) form << successor(mine);
                                               form << TextField{.label = "Why",
                                                                 .name = "reason",
                                                                 .value = typed_or(mine, "reason", ""),
                                                                 .hint = "Becomes part of the record.",
                                                                 .error = error_of(refused, "reason")}
                                                    << Button{.text = "Say that they have left",
                                                              .kind = ButtonKind::warning};
                                             }},
                         .state = state_of("leave")};
       }});
}

std::string contacts_page(const Around& around, const view::Picture& picture,
                          const std::vector<people::PartnershipId>& places, const Typed& typed,
                          const NotTaken& refused) {
  const bool several = places.size() > 1;
  return show(
      around, picture,
      {.title = "Contacts of agencies",
       .section = "/agencies",
       .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Agencies", .href = "/agencies"}, {.text = "Contacts"}},
       .main = [&](Html& html) {
         write_summary(html, refused);
         html
             << Heading{.text = "Contacts of agencies"}
             << Paragraph{
                    .content =
                        "Whom requests go to: the lead, a backup, and the agency’s board member. They need no account.",
                    .kind = ParagraphKind::lead};
         std::vector<Column> columns{
             {.title = "Agency"}, {.title = "As"}, {.title = "Name"}, {.title = "E-mail address"}, {.title = "Remove"}};
         if (several) columns.insert(columns.begin() + 1, {.title = "Partnership"});
         Table table(html, {.caption = "Contacts", .columns = std::move(columns), .caption_kind = CaptionKind::hidden});
         const auto write = [&](const plan::Agency* agency, const people::PartnershipId& place) {
           for (const people::ContactKind kind : people::every_contact_kind) {
             const people::Contact* contact = people::find_contact(*picture.people, agency->id, place, kind);
             if (!contact) {
               if (kind != people::ContactKind::lead || picture.people->contacts.contains({agency->id, place}))
                 continue;
               table.row();
               table.heading() << agency->name;
               if (several) table.cell() << partnership_name(picture, place);
               table.cell() << "None yet"_html;
               table.cell();
               table.cell();
               table.cell();
               continue;
             }
             table.row();
             table.heading() << agency->name;
             if (several) table.cell() << partnership_name(picture, place);
             table.cell() << people::in_words(kind);
             table.cell() << contact->name;
             table.cell() << contact->email;
             table.cell() << Form{
                 .action = "/contacts/remove",
                 .hidden = {{.name = "agency", .value = std::string_view(agency->id.text())},
                            {.name = "kind", .value = people::to_text(kind)},
                            {.name = "partnership", .value = std::string_view(place.text())}},
                 .content = Button{.text = "Remove", .kind = ButtonKind::secondary, .hidden = " " + contact->name}};
           }
         };
         for (const plan::Agency* agency : picture.agencies)
           for (const people::PartnershipId& place : places)
             if (people::sits_in(*picture.people, agency->id, place)) write(agency, place);
         table.end();
         html << Heading{.text = "Name a contact", .level = HeadingLevel::section, .id = "one"}
              << Form{.action = "/contacts", .content = [&](Html& form) {
                        Select agency{.label = "Agency", .name = "agency", .error = error_of(refused, "agency")};
                        for (const plan::Agency* each : picture.agencies)
                          agency.choices.push_back(
                              {.text = std::string_view(each->name),
                               .value = std::string_view(each->id.text()),
                               .chosen = chosen_if(typed_or(typed, "agency", "") == each->id.text())});
                        Radios kinds{.legend = "As", .name = "kind", .kind = ChoicesKind::inline_};
                        for (const people::ContactKind kind : people::every_contact_kind)
                          kinds.choices.push_back(
                              {.text = people::in_words(kind),
                               .value = people::to_text(kind),
                               .chosen = chosen_if(typed_or(typed, "kind", "lead") == people::to_text(kind))});
                        if (several) {
                          Select where{.label = "Partnership",
                                       .name = "partnership",
                                       .hint = "Where an agency sits in several, each has its own contacts.",
                                       .error = error_of(refused, "partnership")};
                          for (const people::PartnershipId& place : places)
                            where.choices.push_back(
                                {.text = partnership_name(picture, place),
                                 .value = std::string_view(place.text()),
                                 .chosen = chosen_if(typed_or(typed, "partnership", "") == place.text())});
                          form << where;
                        }
                        form << agency << kinds
                             << TextField{.label = "Name",
                                          .name = "name",
                                          .value = typed_or(typed, "name", ""),
                                          .error = error_of(refused, "name"),
                                          .width = FieldWidth::half}
                             << TextField{.label = "E-mail address",
                                          .name = "email",
                                          .value = typed_or(typed, "email", ""),
                                          .error = error_of(refused, "email"),
                                          .width = FieldWidth::half,
                                          .kind = InputKind::email}
                             << Button{.text = "Save contact"};
                      }};
         html << Heading{.text = "Many at once", .level = HeadingLevel::section, .id = "many"}
              << Paragraph{.content =
                               "A CSV file with the columns agency, kind (lead, backup, board member), name and email. "
                               "All rows are taken or none."}
              << Paragraph{.content =
                               Link{.text = "The contacts as they stand, as a CSV file", .href = "/contacts.csv"}}
              << Form{.action = "/contacts/file", .encoding = Encoding::with_files, .content = [&](Html& form) {
                        form << FileField{.label = "CSV file",
                                          .name = "file",
                                          .hint = "At most 1 MB.",
                                          .error = error_of(refused, "file"),
                                          .accept = ".csv"}
                             << Button{.text = "Take in this file", .kind = ButtonKind::secondary};
                      }};
       }});
}

std::string partnerships_page(const Around& around, const view::Picture& picture, const Typed& typed,
                              const NotTaken& refused) {
  return show(
      around, picture,
      {.title = "Partnerships",
       .section = "/people",
       .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Partnerships"}},
       .width = PageWidth::reading,
       .main = [&](Html& html) {
         write_summary(html, refused);
         html << Heading{.text = "Partnerships"}
              << Paragraph{.content =
                               "Plans, meetings and registers belong to one partnership. An agency can sit in several.",
                           .kind = ParagraphKind::lead};
         for (const people::Partnership& each : picture.people->partnerships) {
           html << Heading{.text = partnership_name(picture, each.id),
                           .level = HeadingLevel::section,
                           .id = "partnership-" + each.id.text()};
           const bool renaming = refused.field == "name-" + each.id.text();
           html << Details{
               .summary = "Rename " + partnership_name(picture, each.id),
               .content = Form{.action = "/partnerships/" + each.id.text() + "/name",
                               .content =
                                   [&](Html& form) {
                                     form << TextField{.label = "Name",
                                                       .name = "name",
                                                       .value = renaming ? typed_or(typed, "name", "")
                                                                         : partnership_name(picture, each.id),
                                                       .error =
                                                           renaming ? Text(std::string_view(refused.sentence)) : Text(),
                                                       .id = "name-" + each.id.text()}
                                          << Button{.text = "Save the name",
                                                    .kind = ButtonKind::secondary,
                                                    .hidden = " of " + partnership_name(picture, each.id)};
                                   }},
               .state = renaming ? DetailsState::open : DetailsState::closed};
           html << Form{.action = "/partnerships/" + each.id.text() + "/seats", .content = [&](Html& form) {
                          Checkboxes seats{.legend = "Agencies that sit in " + partnership_name(picture, each.id),
                                           .name = "agency",
                                           .id = "seats-" + each.id.text(),
                                           .kind = ChoicesKind::inline_};
                          for (const plan::Agency* agency : picture.agencies)
                            seats.choices.push_back(
                                {.text = std::string_view(agency->name),
                                 .value = std::string_view(agency->id.text()),
                                 .chosen = chosen_if(people::sits_in(*picture.people, agency->id, each.id))});
                          form << seats
                               << Button{.text = "Save who sits here",
                                         .kind = ButtonKind::secondary,
                                         .hidden = " in " + partnership_name(picture, each.id)};
                        }};
         }
         html << Heading{.text = "Start another partnership", .level = HeadingLevel::section, .id = "start"}
              << Form{.action = "/partnerships", .content = [&](Html& form) {
                        form << TextField{.label = "Name",
                                          .name = "name",
                                          .value = typed_or(typed, "name", ""),
                                          .error = error_of(refused, "name")}
                             << Button{.text = "Start this partnership"};
                      }};
       }});
}

std::string plan_people_page(const Around& around, const view::Picture& picture, const view::PlanPicture& plan,
                             const std::vector<const people::Person*>& choices,
                             const std::vector<people::PartnershipId>& elsewhere, const Typed& typed,
                             const NotTaken& refused) {
  const std::string name = plan_name(*plan.plan);
  const people::Restriction* restriction = people::find_restriction(*picture.people, plan.plan->id);
  return show(
      around, picture,
      {.title = "Who may see this plan",
       .section = "/plans",
       .breadcrumbs = {{.text = "Home", .href = "/"},
                       {.text = "Plans", .href = "/plans"},
                       {.text = name, .href = plan_address(*plan.plan)},
                       {.text = "Who may see it"}},
       .width = PageWidth::reading,
       .main = [&](Html& html) {
         write_summary(html, refused);
         html << Heading{.text = "Who may see this plan", .caption = name};
         if (restriction)
           html << Warning{.content =
                               "Restricted: only the people chosen here see it, in lists, counts, search and files."};
         else
           html << Paragraph{.content = "Open to the partnership: everybody sees of it what their role lets them see.",
                             .kind = ParagraphKind::lead};
         html << Form{.action = plan_address(*plan.plan) + "/people", .content = [&](Html& form) {
                        Checkboxes people{.legend = "People who may see it",
                                          .name = "person",
                                          .hint = "Choose yourself too, if you are to go on with it.",
                                          .error = error_of(refused, "person")};
                        for (const people::Person* each : choices)
                          people.choices.push_back(
                              {.text = std::string_view(each->name),
                               .value = std::string_view(each->id.text()),
                               .chosen = chosen_if(restriction &&
                                                   std::find(restriction->people.begin(), restriction->people.end(),
                                                             each->id) != restriction->people.end())});
                        form << people
                             << TextField{.label = "Why",
                                          .name = "reason",
                                          .value = typed_or(typed, "reason", ""),
                                          .hint = "Becomes part of the record.",
                                          .error = error_of(refused, "reason")}
                             << ButtonGroup{.content = [&](Html& buttons) {
                                  buttons << Button{.text = "Restrict to these people",
                                                    .kind = ButtonKind::warning,
                                                    .name = "act",
                                                    .value = "restrict"};
                                  if (restriction)
                                    buttons << Button{.text = "Open to the partnership",
                                                      .kind = ButtonKind::secondary,
                                                      .name = "act",
                                                      .value = "open"};
                                }};
                      }};
         if (elsewhere.empty()) return;
         const people::PartnershipId here = people::partnership_of(*picture.people, people::thing_of(plan.plan->id));
         html << Heading{.text = "Which partnership it belongs to", .level = HeadingLevel::section, .id = "partnership"}
              << Paragraph{.content = "It belongs to " + partnership_name(picture, here) +
                                      ". In another, the people of that one see it in place of these, and each agency "
                                      "that it names has a seat there."}
              << Form{.action = plan_address(*plan.plan) + "/partnership", .content = [&](Html& form) {
                        Select to{
                            .label = "Move it to", .name = "partnership", .error = error_of(refused, "partnership")};
                        for (const people::PartnershipId& each : elsewhere)
                          to.choices.push_back(
                              {.text = partnership_name(picture, each), .value = std::string_view(each.text())});
                        form << to << Button{.text = "Move this plan", .kind = ButtonKind::warning};
                      }};
       }});
}

std::string succession_page(const Around& around, const view::Picture& picture, const plan::Agency& former,
                            const Typed& typed, const std::optional<app::HandedOver>& checked,
                            const NotTaken& refused) {
  const std::string address = agency_address(former) + "/succeed";
  return show(
      around, picture,
      {.title = (refused.empty() ? "" : "Error: ") + std::string("Another body takes the place of ") + former.name,
       .section = "/agencies",
       .breadcrumbs = {{.text = "Home", .href = "/"},
                       {.text = "Agencies", .href = "/agencies"},
                       {.text = std::string_view(former.name), .href = agency_address(former)},
                       {.text = "Its place is taken"}},
       .width = PageWidth::reading,
       .main = [&](Html& html) {
         write_summary(html, refused);
         html << Heading{.text = "Another body takes its place", .caption = std::string_view(former.name)};
         if (checked) {
           const plan::Agency* successor =
               view::find_agency(picture, plan::AgencyId(std::string(typed_or(typed, "successor", ""))));
           const std::string name = successor ? successor->name : std::string();
           SummaryList list;
           list.rows.push_back({.key = "Goes to", .value = std::string_view(name)});
           const auto part = [&](const char* of) { return number<int>(typed_or(typed, of, "")).value_or(0); };
           if (const auto from = Date::from_calendar(part("from-year"), part("from-month"), part("from-day")))
             list.rows.push_back({.key = "From", .value = Day{*from}});
           list.rows.push_back(
               {.key = "Open rows",
                .value = count_of(checked->rows, "row", "rows") + " on " + count_of(checked->plans, "plan", "plans")});
           list.rows.push_back({.key = "Contacts", .value = count_of(checked->contacts, "contact", "contacts")});
           list.rows.push_back({.key = "Roles of people", .value = count_of(checked->roles, "role", "roles")});
           list.rows.push_back({.key = "Open requests", .value = count_of(checked->requests, "request", "requests")});
           list.rows.push_back({.key = "Why", .value = typed_or(typed, "reason", "")});
           html << list
                << Paragraph{.content = "As at an earlier day everything is still " + former.name +
                                        "’s. What was done stays under the names of those who did it."};
           std::vector<Hidden> hidden;
           for (const char* field : {"successor", "from-day", "from-month", "from-year", "reason"})
             hidden.push_back({.name = field, .value = typed_or(typed, field, "")});
           html << Form{.action = address,
                        .hidden = std::move(hidden),
                        .content =
                            [&](Html& form) {
                              form << Button{.text = "Hand all of it over", .name = "act", .value = "confirm"};
                            }}
                << Paragraph{.content = Link{.text = "Change something first", .href = address}};
           return;
         }
         html << Paragraph{.content =
                               "After a merger or a change of provider: what is open goes to another agency from "
                               "a day on, and the history stays as it is. You see what it comes to before "
                               "anything is changed.",
                           .kind = ParagraphKind::lead}
              << Form{.action = address, .content = [&](Html& form) {
                        Select successor{.label = "Which agency takes its place",
                                         .name = "successor",
                                         .choices = {{.text = "Choose an agency", .value = ""}},
                                         .error = error_of(refused, "successor")};
                        for (const plan::Agency* each : picture.agencies)
                          if (each->id != former.id)
                            successor.choices.push_back(
                                {.text = std::string_view(each->name),
                                 .value = std::string_view(each->id.text()),
                                 .chosen = chosen_if(typed_or(typed, "successor", "") == each->id.text())});
                        form << successor
                             << DateField{.legend = "From which day",
                                          .name = "from",
                                          .day = typed_or(typed, "from-day", ""),
                                          .month = typed_or(typed, "from-month", ""),
                                          .year = typed_or(typed, "from-year", ""),
                                          .hint = "Today or an earlier day, for example 1 4 2026",
                                          .error = error_of(refused, "from")}
                             << TextField{.label = "Why",
                                          .name = "reason",
                                          .value = typed_or(typed, "reason", ""),
                                          .hint = "Becomes part of the record.",
                                          .error = error_of(refused, "reason")}
                             << Button{.text = "See what it comes to", .name = "act", .value = "check"};
                      }};
       }});
}

}  // namespace candour::web
