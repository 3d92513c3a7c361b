// People and what they may do, contacts of agencies, partnerships, and who may see a plan.

#include <algorithm>
#include <optional>
#include <utility>

#include "app/handing_over.h"
#include "base/id.h"
#include "base/text.h"
#include "report/sheet.h"
#include "web/done.h"
#include "web/form_reading.h"
#include "web/offered.h"
#include "web/pages_people.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Request;
using http::Response;
using http::Status;

// "3, 17, 20-24"; nothing where it is no list of rows.
std::optional<std::vector<plan::Number>> rows_in(std::string_view text) {
  constexpr std::size_t most = 2'000;
  std::vector<plan::Number> rows;
  for (std::string_view part : split(replaced(folded(text), ";", ","), ',')) {
    part = trimmed(part);
    if (part.empty()) continue;
    const std::size_t dash = part.find('-');
    const auto first = number<std::uint32_t>(part.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : number<std::uint32_t>(part.substr(dash + 1));
    if (!first || !last || *last < *first || *last - *first >= most || rows.size() >= most) return std::nullopt;
    for (plan::Number row = *first; row <= *last; ++row) rows.push_back(row);
  }
  return rows;
}

Typed typed_in(const Request& request) {
  Typed typed;
  for (const auto& [name, value] : request.form().all()) typed.emplace(name, value);
  return typed;
}

// The role that a form asks for, or why it is none.
struct AskedRole {
  people::Grant grant;
  NotTaken refused;
};
AskedRole role_in(const Request& request, const std::vector<people::PartnershipId>& places) {
  AskedRole asked;
  const auto role = people::role_from_text(request.form("role"));
  if (!role) return {{}, {"role", "Choose the role."}};
  asked.grant.role = *role;
  // Where there is one, it is not asked.
  asked.grant.partnership = !request.form("partnership").empty()
                                ? people::PartnershipId(std::string(request.form("partnership")))
                            : places.empty() ? people::first_partnership
                                             : places.front();
  asked.grant.agency = plan::AgencyId(std::string(request.form("agency")));
  asked.grant.plan = plan::PlanId(std::string(request.form("plan")));
  const auto rows = rows_in(request.form("rows"));
  if (!rows) return {{}, {"rows", "Write the rows as numbers, such as 3, 17, 20–24."}};
  asked.grant.actions = *rows;
  const auto until = day_in(request.form(), "until");
  if (!until) return {{}, {"until", "The last day must be a real date, such as 27 3 2027."}};
  asked.grant.until = *until;
  return asked;
}

std::string handed_in_words(const app::HandedOver& done) {
  std::string words = "Rows handed over: " + std::to_string(done.rows);
  if (done.roles > 0) words += ", roles: " + std::to_string(done.roles);
  if (done.contacts > 0) words += ", contacts: " + std::to_string(done.contacts);
  return words + ".";
}

// Which field a sentence of the people's rules is about.
std::string field_of(std::string_view sentence) {
  const std::pair<std::string_view, std::string_view> words[] = {{"partnership whose", "partnership"},
                                                                 {"e-mail address", "email"},
                                                                 {"the address of", "email"},
                                                                 {"name", "name"},
                                                                 {"rows", "rows"},
                                                                 {"last day", "until"},
                                                                 {"which day", "until"},
                                                                 {"agency", "agency"},
                                                                 {"plan", "plan"}};
  for (const auto& [word, field] : words)
    if (sentence.find(word) != std::string_view::npos) return std::string(field);
  return {};
}

// In which partnership a contact is named: the one that was chosen, else the only one of theirs in which the agency
// sits; empty where that is for them to say.
people::PartnershipId place_of_contact(const people::People& people, const plan::AgencyId& agency,
                                       const std::vector<people::PartnershipId>& places, std::string_view chosen) {
  if (!chosen.empty()) return people::PartnershipId(std::string(chosen));
  people::PartnershipId only;
  for (const people::PartnershipId& place : places) {
    if (!people::sits_in(people, agency, place)) continue;
    if (!only.empty()) return {};
    only = place;
  }
  return only;
}

struct Office {
  app::Candour& candour;
  std::shared_ptr<app::Accounts> accounts;

  Response problem(const Request& request, const Error& error) const {
    return http::answer_problem(request, http::problem_of(error), error_page(candour));
  }
  Response missing(const Request& request) const { return problem(request, {ErrorCode::not_found, {}, {}}); }

  // The picture, with agencies and partnerships to choose from. The operator's where there are no accounts yet.
  Result<std::shared_ptr<const view::Picture>> picture(const Request& request) const {
    return candour.picture(actor_of(request));
  }

  const people::Person* asker(const Request& request, const view::Picture& picture) const {
    const app::Actor actor = actor_of(request);
    return actor.person ? people::find_person(*picture.people, *actor.person) : nullptr;
  }
  // Those that who asks may know of, each with the roles that they may know of.
  std::vector<people::Person> shown_to(const Request& request, const view::Picture& picture) const {
    if (!actor_of(request).person) return picture.people->people;
    const people::Person* asks = asker(request, picture);
    const Date today = candour.clock().now().date();
    std::vector<people::Person> shown;
    for (const people::Person& person : picture.people->people) {
      if (!asks || !people::knows_of(*picture.people, *asks, person, today)) continue;
      people::Person& known = shown.emplace_back(person);
      std::erase_if(known.grants, [&](const people::Grant& grant) {
        return !people::sees_role(*picture.people, *asks, grant, today);
      });
    }
    return shown;
  }
  // The partnerships in which who asks runs plans.
  std::vector<people::PartnershipId> homes(const Request& request, const view::Picture& picture) const {
    const app::Actor actor = actor_of(request);
    const people::Person* asks = actor.person ? people::find_person(*picture.people, *actor.person) : nullptr;
    const Date today = candour.clock().now().date();
    std::vector<people::PartnershipId> homes;
    for (const people::Partnership& each : picture.people->partnerships)
      if (!actor.person ||
          (asks && people::may(*picture.people, *asks, people::Act::run_plan, {each.id, {}, 0, {}}, today)))
        homes.push_back(each.id);
    return homes;
  }
  std::optional<people::Person> person_in(const Request& request, const view::Picture& picture,
                                          std::string_view id = {}) const {
    for (people::Person& each : shown_to(request, picture))
      if (each.id.text() == (id.empty() ? request.parameter("person") : id)) return std::move(each);
    return std::nullopt;
  }

  // The partnerships whose contacts they keep.
  std::vector<people::PartnershipId> keeps_contacts(const Request& request, const view::Picture& picture) const {
    const people::Person* asks = asker(request, picture);
    if (asks)
      return people::places_to(*picture.people, *asks, people::Act::keep_agencies, candour.clock().now().date());
    std::vector<people::PartnershipId> all;
    if (actor_of(request).person) return all;
    for (const people::Partnership& each : picture.people->partnerships) all.push_back(each.id);
    return all;
  }
  people::PartnershipId place_of(const Request& request, const plan::AgencyId& agency) const {
    const auto shown = picture(request);
    if (!shown) return {};
    return place_of_contact(*(*shown)->people, agency, keeps_contacts(request, **shown), request.form("partnership"));
  }

  ToGive to_give(const Request& request, const view::Picture& picture) const {
    const people::Person* asks = asker(request, picture);
    const Date today = candour.clock().now().date();
    if (asks) return {people::roles_to_give(*asks, today), people::places_to_give(*picture.people, *asks, today)};
    ToGive all;
    if (actor_of(request).person) return all;
    all.roles.assign(std::begin(people::every_role), std::end(people::every_role));
    for (const people::Partnership& each : picture.people->partnerships) all.places.push_back(each.id);
    return all;
  }
  AskedRole role_asked(const Request& request) const {
    const auto shown = picture(request);
    return role_in(request, shown ? to_give(request, **shown).places : std::vector<people::PartnershipId>());
  }

  Response person(const Request& request, const std::string& form, const NotTaken& refused, Status status,
                  const app::Accounts::Invited& invited = {}, std::string_view id = {}) const {
    auto shown = picture(request);
    if (!shown) return problem(request, shown.error());
    const auto found = person_in(request, **shown, id);
    if (!found) return missing(request);
    std::vector<people::Person> successors = shown_to(request, **shown);
    const people::Person& whole = *people::find_person(*(*shown)->people, found->id);
    std::erase_if(successors, [&](const people::Person& each) {
      return !people::may_follow(whole, *people::find_person(*(*shown)->people, each.id));
    });
    const std::string path = "/people/" + found->id.text();
    Around around = around_of(request, path);
    // Whoever was added by this very request is not yet in what was offered when it came.
    std::shared_ptr<const Offers> offers;
    if (const app::Actor actor = actor_of(request); !id.empty() && actor.person) {
      const auto people = candour.people();
      if (!people) return problem(request, people.error());
      offers = offers_to(candour, *people, *actor.person);
      around.offers = offers.get();
    }
    return http::html(
        person_page(around, **shown,
                    {*found, std::move(successors), accounts->has_password(found->id), accounts->has_codes(found->id),
                     form, to_give(request, **shown), invited.link,
                     invited.link.empty() ? std::string() : invited.sentence, candour.post().mailer != nullptr},
                    typed_in(request), refused),
        status);
  }
  // Whoever has an address already is named to those who know of them.
  Error told(const Request& request, Error error) const {
    const std::string_view email = trimmed(request.form("email"));
    const auto shown = picture(request);
    const people::Person* has = shown ? people::find_person_by_email(*(*shown)->people, email) : nullptr;
    if (error.code == ErrorCode::conflict && has && !person_in(request, **shown, has->id.text()))
      error.sentence = std::string(email) +
                       " is the address of somebody else on this site. Ask whoever administers Candour here to give "
                       "them a role in your partnership.";
    return error;
  }
  Response to_person(const Request& request, std::string_view done) const {
    return tell_done(request, "/people/" + std::string(request.parameter("person")), done);
  }
  // Does it on a person that who asks may know of.
  Response act(const Request& request, const people::PeopleCommand& command, const std::string& form,
               std::string_view done) const {
    auto shown = picture(request);
    if (!shown) return problem(request, shown.error());
    if (!person_in(request, **shown)) return missing(request);
    const auto acted = candour.act(actor_of(request), command);
    if (acted) return to_person(request, done);
    if (acted.error().code == ErrorCode::not_found) return problem(request, acted.error());
    const Error why = told(request, acted.error());
    return person(request, form, {field_of(why.sentence), why.sentence}, http::problem_of(why).status);
  }
};

// A file of contacts: the first line names the columns, in any order. Quoted as RFC 4180 has it.
Result<std::vector<std::vector<std::string>>> read_csv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"')
        rows.back().back() += c;
      else if (i + 1 < text.size() && text[i + 1] == '"')
        rows.back().back() += text[++i];
      else
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      rows.back().emplace_back();
    } else if (c == '\n' || c == '\r') {
      if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
      rows.emplace_back(1);
    } else {
      rows.back().back() += c;
    }
    if (rows.size() > 5'000) return fail(ErrorCode::bad_input, "The file has more than 5,000 rows.");
  }
  if (quoted) return fail(ErrorCode::bad_input, "A quotation mark in the file is opened and not closed.");
  std::erase_if(rows, [](const auto& row) { return row.size() == 1 && trimmed(row.front()).empty(); });
  return rows;
}

// A column “partnership” names it where somebody keeps the contacts of several.
Result<std::vector<people::NameContact>> contacts_in(std::string_view text, const view::Picture& picture,
                                                     const std::vector<people::PartnershipId>& places) {
  CANDOUR_TRY(rows, read_csv(repaired_utf8(text)));
  if (rows.size() < 2) return fail(ErrorCode::bad_input, "The file holds no contact. Its first row names the columns.");
  const auto column = [&](std::string_view name) {
    for (std::size_t i = 0; i < rows[0].size(); ++i)
      if (matching_key(rows[0][i]) == name) return i;
    return rows[0].size();
  };
  const std::size_t agency = column("agency"), kind = column("kind"), name = column("name"),
                    email = std::min(column("email"), column("e mail")), partnership = column("partnership");
  if (std::max({agency, kind, name, email}) >= rows[0].size())
    return fail(ErrorCode::bad_input, "The first row must name the columns agency, kind, name and email.");
  std::vector<people::NameContact> contacts;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto cell = [&](std::size_t at) {
      return at < rows[i].size() ? std::string(trimmed(rows[i][at])) : std::string();
    };
    const std::string row = "Row " + std::to_string(i + 1) + ": ";
    const plan::Agency* found = plan::find_agency(*picture.partnership, cell(agency));
    if (!found || std::find(picture.agencies.begin(), picture.agencies.end(), found) == picture.agencies.end())
      return fail(ErrorCode::bad_input, row + "no agency here goes by the name “" + shortened(cell(agency), 60) + "”.");
    const auto wanted = people::contact_kind_from_text(replaced(matching_key(cell(kind)), " ", "_"));
    if (!wanted)
      return fail(ErrorCode::bad_input,
                  row + "“" + shortened(cell(kind), 60) + "” is none of lead, backup and board member.");
    people::PartnershipId place = place_of_contact(*picture.people, found->id, places, {});
    if (const std::string said = cell(partnership); !said.empty()) {
      const auto at = std::find_if(places.begin(), places.end(), [&](const people::PartnershipId& each) {
        return matching_key(partnership_name(picture, each)) == matching_key(said);
      });
      if (at == places.end())
        return fail(ErrorCode::bad_input, row + "you keep no partnership “" + shortened(said, 60) + "”.");
      place = *at;
    }
    if (place.empty())
      return fail(ErrorCode::bad_input, row + "say in a column “partnership” whose contact it is: " + found->name +
                                            " sits in several of yours.");
    contacts.push_back({found->id, {*wanted, cell(name), cell(email)}, place});
  }
  return contacts;
}

}  // namespace

void add_people_routes(http::Routes& routes, app::Candour& candour, std::shared_ptr<app::Accounts> accounts) {
  const Office office{candour, std::move(accounts)};

  routes.get("/people", [office](const Request& request) {
    auto picture = office.picture(request);
    if (!picture) return office.problem(request, picture.error());
    return http::html(people_page(around_of(request), **picture, office.shown_to(request, **picture)));
  });
  const auto new_person = [office](const Request& request, const NotTaken& refused, Status status) {
    auto picture = office.picture(request);
    if (!picture) return office.problem(request, picture.error());
    return http::html(new_person_page(around_of(request, "/people/new"), **picture, office.to_give(request, **picture),
                                      typed_in(request), refused),
                      status);
  };
  routes.get("/people/new", [new_person](const Request& request) { return new_person(request, {}, Status::ok); });
  routes.post("/people",
              [office, new_person](const Request& request) {
                AskedRole asked = office.role_asked(request);
                if (!asked.refused.empty()) return new_person(request, asked.refused, Status::unprocessable);
                const people::PersonId id{fresh_id()};
                const app::Actor actor = actor_of(request);
                const auto added = office.candour.act(
                    actor,
                    people::AddPerson{
                        id, std::string(request.form("name")), std::string(request.form("email")), {asked.grant}});
                if (!added) {
                  const Error why = office.told(request, added.error());
                  return new_person(request, {field_of(why.sentence), why.sentence}, http::problem_of(why).status);
                }
                const auto invited = office.accounts->invite(actor, id);
                // The link is shown in answer to the POST and stands in no address.
                if (invited && !invited->link.empty()) {
                  app::Accounts::Invited told{"They are added. " + invited->sentence, invited->link};
                  return office.person(request, {}, {}, Status::ok, told, id.text());
                }
                return tell_done(request, "/people/" + id.text(),
                                 "They are added. " + (invited ? invited->sentence : invited.error().sentence));
              },
              {.pace = http::Pace::slow});
  routes.get("/people/{person}",
             [office](const Request& request) { return office.person(request, {}, {}, Status::ok); });
  routes.post("/people/{person}", [office](const Request& request) {
    return office.act(request,
                      people::ChangePerson{people::PersonId(std::string(request.parameter("person"))),
                                           std::string(request.form("name")), std::string(request.form("email"))},
                      "change", "The change is saved.");
  });
  routes.post("/people/{person}/roles", [office](const Request& request) {
    AskedRole asked = office.role_asked(request);
    if (!asked.refused.empty()) return office.person(request, "role", asked.refused, Status::unprocessable);
    return office.act(request,
                      people::GiveRole{people::PersonId(std::string(request.parameter("person"))), asked.grant}, "role",
                      "The role is given.");
  });
  routes.post("/people/{person}/roles/{number}/end", [office](const Request& request) {
    return office.act(request,
                      people::EndRole{people::PersonId(std::string(request.parameter("person"))),
                                      number<std::uint32_t>(request.parameter("number")).value_or(0),
                                      {}},
                      {}, "The role has ended.");
  });
  routes.post(
      "/people/{person}/invite",
      [office](const Request& request) {
        auto picture = office.picture(request);
        if (!picture) return office.problem(request, picture.error());
        const auto person = office.person_in(request, **picture);
        if (!person) return office.missing(request);
        const auto invited = office.accounts->invite(actor_of(request), person->id);
        if (!invited)
          return office.person(request, {}, {{}, invited.error().sentence}, http::problem_of(invited.error()).status);
        // The link is shown in answer to the POST and stands in no address.
        if (!invited->link.empty()) return office.person(request, {}, {}, Status::ok, *invited);
        return office.to_person(request, invited->sentence);
      },
      {.pace = http::Pace::slow});
  routes.post("/people/{person}/codes/reset", [office](const Request& request) {
    auto picture = office.picture(request);
    if (!picture) return office.problem(request, picture.error());
    const auto person = office.person_in(request, **picture);
    if (!person) return office.missing(request);
    if (auto first = confirm_first(request, *office.accounts))
      return http::redirect("/account/confirm?to=" + http::percent_encoded("/people/" + person->id.text()));
    const auto reset = office.accounts->reset_codes(actor_of(request), person->id);
    if (!reset) return office.person(request, {}, {{}, reset.error().sentence}, http::problem_of(reset.error()).status);
    return office.to_person(request, "Their codes are reset. They set up new ones when they sign in.");
  });
  routes.post("/people/{person}/leave", [office](const Request& request) {
    auto picture = office.picture(request);
    if (!picture) return office.problem(request, picture.error());
    const auto person = office.person_in(request, **picture);
    if (!person) return office.missing(request);
    const auto day = day_in(request.form(), "last-day");
    if (!day || !*day)
      return office.person(request, "leave", {"last-day", "Enter their last day, such as 27 3 2026."},
                           Status::unprocessable);
    const auto left = app::leave(office.candour, actor_of(request), person->id, **day,
                                 people::PersonId(std::string(request.form("successor"))),
                                 std::string(trimmed(request.form("reason"))));
    if (!left) {
      const bool successor = left.error().sentence.find("take over") != std::string::npos;
      return office.person(request, "leave", {successor ? "successor" : "last-day", left.error().sentence},
                           http::problem_of(left.error()).status);
    }
    (void)office.accounts->sign_out_everywhere(person->id);
    return office.to_person(
        request, "They have left and are signed out." +
                     (left->rows + left->roles + left->contacts == 0 ? std::string() : " " + handed_in_words(*left)));
  });
  routes.post("/people/{person}/hand-over", [office](const Request& request) {
    auto picture = office.picture(request);
    if (!picture) return office.problem(request, picture.error());
    const auto person = office.person_in(request, **picture);
    if (!person) return office.missing(request);
    const auto done = app::hand_over(office.candour, actor_of(request), person->id,
                                     people::PersonId(std::string(request.form("successor"))),
                                     std::string(trimmed(request.form("reason"))));
    if (!done)
      return office.person(request, "hand-over", {"successor", done.error().sentence},
                           http::problem_of(done.error()).status);
    return office.to_person(request, handed_in_words(*done));
  });
  routes.post("/people/{person}/return", [office](const Request& request) {
    return office.act(request, people::Return{people::PersonId(std::string(request.parameter("person")))}, {},
                      "They are back, without roles.");
  });

  // ---- Contacts ----
  const auto contacts = [office](const Request& request, const NotTaken& refused, Status status) {
    auto picture = office.picture(request);
    if (!picture) return office.problem(request, picture.error());
    Around around = around_of(request, "/contacts");
    return http::html(
        contacts_page(around, **picture, office.keeps_contacts(request, **picture), typed_in(request), refused),
        status);
  };
  const auto contacts_done = [](const Request& request, std::string_view done) {
    return tell_done(request, "/contacts", done);
  };
  routes.get("/contacts", [contacts](const Request& request) { return contacts(request, {}, Status::ok); });
  routes.post("/contacts", [office, contacts, contacts_done](const Request& request) {
    const plan::AgencyId agency(std::string(request.form("agency")));
    const auto named = office.candour.act(
        actor_of(request),
        people::NameContact{agency,
                            {people::contact_kind_from_text(request.form("kind")).value_or(people::ContactKind::lead),
                             std::string(request.form("name")), std::string(request.form("email"))},
                            office.place_of(request, agency)});
    if (named) return contacts_done(request, "The contact is saved.");
    return contacts(request, {field_of(named.error().sentence), named.error().sentence},
                    http::problem_of(named.error()).status);
  });
  routes.post("/contacts/remove", [office, contacts, contacts_done](const Request& request) {
    const plan::AgencyId agency(std::string(request.form("agency")));
    const auto removed = office.candour.act(
        actor_of(request),
        people::RemoveContact{agency,
                              people::contact_kind_from_text(request.form("kind")).value_or(people::ContactKind::lead),
                              office.place_of(request, agency)});
    if (removed) return contacts_done(request, "The contact is removed.");
    return contacts(request, {{}, removed.error().sentence}, http::problem_of(removed.error()).status);
  });
  routes.post("/contacts/file",
              [office, contacts, contacts_done](const Request& request) {
                const http::Upload* file = request.file("file");
                if (!file || file->size() == 0)
                  return contacts(request, {"file", "Choose the file. It must not be empty."}, Status::unprocessable);
                auto picture = office.picture(request);
                if (!picture) return office.problem(request, picture.error());
                auto read = contacts_in(file->bytes(), **picture, office.keeps_contacts(request, **picture));
                if (!read) return contacts(request, {"file", read.error().sentence}, Status::unprocessable);
                const std::size_t count = read->size();
                const auto named = office.candour.act(actor_of(request), people::NameContacts{std::move(*read)});
                if (!named)
                  return contacts(request, {"file", named.error().sentence}, http::problem_of(named.error()).status);
                return contacts_done(request, "Contacts taken in: " + std::to_string(count) + ".");
              },
              {.body = http::files_up_to(1u << 20)});
  routes.get("/contacts.csv", [office](const Request& request) {
    auto picture = office.picture(request);
    if (!picture) return office.problem(request, picture.error());
    report::Sheet sheet{"Contacts", "contacts", "Contacts of agencies", {}, {}};
    sheet.headings = {{"Agency", "agency", 30}, {"Kind", "kind", 14}, {"Name", "name", 30}, {"E-mail", "email", 30}};
    const auto places = office.keeps_contacts(request, **picture);
    if (places.size() > 1) sheet.headings.push_back({"Partnership", "partnership", 30});
    for (const plan::Agency* agency : (*picture)->agencies)
      for (const people::PartnershipId& place : places)
        for (const people::ContactKind kind : people::every_contact_kind)
          if (const people::Contact* contact = people::find_contact(*(*picture)->people, agency->id, place, kind)) {
            sheet.rows.push_back({agency->name, std::string(people::to_text(kind)), contact->name, contact->email});
            if (places.size() > 1) sheet.rows.back().push_back(partnership_name(**picture, place));
          }
    return http::attachment(report::csv(sheet), "text/csv; charset=utf-8", "contacts.csv");
  });

  // ---- Partnerships ----
  const auto partnerships = [office](const Request& request, const NotTaken& refused, Status status) {
    auto picture = office.picture(request);
    if (!picture) return office.problem(request, picture.error());
    Around around = around_of(request, "/partnerships");
    return http::html(partnerships_page(around, **picture, typed_in(request), refused), status);
  };
  routes.get("/partnerships", [partnerships](const Request& request) { return partnerships(request, {}, Status::ok); });
  routes.post("/partnerships", [office, partnerships](const Request& request) {
    const auto started = office.candour.act(
        actor_of(request),
        people::StartPartnership{people::PartnershipId(fresh_id()), std::string(request.form("name"))});
    if (started) return tell_done(request, "/partnerships", "The partnership is started.");
    return partnerships(request, {"name", started.error().sentence}, http::problem_of(started.error()).status);
  });
  routes.post("/partnerships/{partnership}/seats", [office, partnerships](const Request& request) {
    auto picture = office.picture(request);
    if (!picture) return office.problem(request, picture.error());
    const people::PartnershipId id{std::string(request.parameter("partnership"))};
    if (!people::find_partnership(*(*picture)->people, id)) return office.missing(request);
    const auto chosen = request.form().all("agency");
    for (const plan::Agency* agency : (*picture)->agencies) {
      const bool wanted = std::find(chosen.begin(), chosen.end(), agency->id.text()) != chosen.end();
      if (wanted == people::sits_in(*(*picture)->people, agency->id, id)) continue;
      const auto changed =
          office.candour.act(actor_of(request), wanted ? people::PeopleCommand(people::SeatAgency{id, agency->id})
                                                       : people::PeopleCommand(people::UnseatAgency{id, agency->id}));
      if (!changed)
        return partnerships(request, {"seats-" + id.text(), agency->name + ": " + changed.error().sentence},
                            http::problem_of(changed.error()).status);
    }
    return tell_done(request, "/partnerships", "Who sits there is saved.");
  });

  routes.post("/partnerships/{partnership}/name", [office, partnerships](const Request& request) {
    const people::PartnershipId id{std::string(request.parameter("partnership"))};
    const std::string name(request.form("name"));
    const auto renamed = id == people::first_partnership
                             ? office.candour.act(actor_of(request), plan::NamePartnership{name})
                             : office.candour.act(actor_of(request), people::RenamePartnership{id, name});
    if (renamed) return tell_done(request, "/partnerships", "The name is saved.");
    if (renamed.error().code == ErrorCode::not_found) return office.problem(request, renamed.error());
    return partnerships(request, {"name-" + id.text(), renamed.error().sentence},
                        http::problem_of(renamed.error()).status);
  });

  // ---- One body in the place of another ----
  const auto succession = [office](const Request& request, const std::optional<app::HandedOver>& checked,
                                   const NotTaken& refused, Status status) {
    auto picture = office.picture(request);
    if (!picture) return office.problem(request, picture.error());
    const plan::AgencyId id{std::string(request.parameter("agency"))};
    const plan::Agency* found = view::find_agency(**picture, id);
    if (!found) return office.missing(request);
    const std::string path = "/agencies/" + id.text() + "/succeed";
    return http::html(succession_page(around_of(request, path), **picture, *found, typed_in(request), checked, refused),
                      status);
  };
  routes.get("/agencies/{agency}/succeed",
             [succession](const Request& request) { return succession(request, {}, {}, Status::ok); });
  routes.post("/agencies/{agency}/succeed", [office, succession](const Request& request) {
    const plan::AgencyId former{std::string(request.parameter("agency"))},
        successor{std::string(request.form("successor"))};
    const std::string reason(trimmed(request.form("reason")));
    const auto from = day_in(request.form(), "from");
    if (!from || !*from)
      return succession(request, {}, {"from", "Enter the day from which it counts, such as 1 4 2026."},
                        Status::unprocessable);
    const bool confirmed = request.form("act") == "confirm";
    const auto done = confirmed
                          ? app::succeed(office.candour, actor_of(request), former, successor, **from, reason)
                          : app::would_succeed(office.candour, actor_of(request), former, successor, **from, reason);
    if (!done) {
      const std::string& said = done.error().sentence;
      const char* field = said.find("day") != std::string::npos ? "from"
                          : said.starts_with("Say why")         ? "reason"
                                                                : "successor";
      return succession(request, {}, {field, said}, http::problem_of(done.error()).status);
    }
    if (!confirmed) return succession(request, *done, {}, Status::ok);
    return tell_done(request, "/agencies/" + successor.text(),
                     "Handed over. Rows: " + std::to_string(done->rows) +
                         ", contacts: " + std::to_string(done->contacts) + ", roles: " + std::to_string(done->roles) +
                         ", requests: " + std::to_string(done->requests) + ".");
  });

  // ---- Who may see a plan ----
  const auto plan_people = [office](const Request& request, const NotTaken& refused, Status status) {
    auto picture = office.picture(request);
    if (!picture) return office.problem(request, picture.error());
    const auto* plan = view::find_plan(**picture, plan::PlanId(std::string(request.parameter("plan"))));
    if (!plan) return office.missing(request);
    const people::PartnershipId partnership =
        people::partnership_of(*(*picture)->people, people::thing_of(plan->plan->id));
    std::vector<const people::Person*> choices;
    for (const people::Person& each : (*picture)->people->people) {
      const bool there = std::any_of(each.grants.begin(), each.grants.end(),
                                     [&](const people::Grant& grant) { return grant.partnership == partnership; });
      if (there && !each.left) choices.push_back(&each);
    }
    const std::string path = "/plans/" + plan->plan->id.text() + "/people";
    Around around = around_of(request, path);
    std::vector<people::PartnershipId> elsewhere =
        homes_of(request, *(*picture)->people, people::Act::run_plan, office.candour.clock().now().date());
    std::erase(elsewhere, partnership);
    return http::html(plan_people_page(around, **picture, *plan, choices, elsewhere, typed_in(request), refused),
                      status);
  };
  routes.get("/plans/{plan}/people",
             [plan_people](const Request& request) { return plan_people(request, {}, Status::ok); });
  routes.post("/plans/{plan}/people", [office, plan_people](const Request& request) {
    const plan::PlanId id{std::string(request.parameter("plan"))};
    auto picture = office.picture(request);
    if (!picture) return office.problem(request, picture.error());
    if (!view::find_plan(**picture, id)) return office.missing(request);
    people::PeopleCommand command = people::OpenPlan{id, std::string(request.form("reason"))};
    if (request.form("act") != "open") {
      people::Restriction restriction{{}, std::string(request.form("reason"))};
      for (std::string_view person : request.form().all("person")) restriction.people.emplace_back(std::string(person));
      command = people::RestrictPlan{id, std::move(restriction)};
    }
    const auto done = office.candour.act(actor_of(request), command);
    if (!done) {
      const bool why = done.error().sentence.starts_with("Say why");
      return plan_people(request, {why ? "reason" : "person", done.error().sentence},
                         http::problem_of(done.error()).status);
    }
    return tell_done(request, "/plans", "Who may see the plan is saved.");
  });
  routes.post("/plans/{plan}/partnership", [office, plan_people](const Request& request) {
    const plan::PlanId id{std::string(request.parameter("plan"))};
    const auto moved = app::move_plan(office.candour, actor_of(request), id,
                                      people::PartnershipId(std::string(request.form("partnership"))));
    if (moved) return tell_done(request, "/plans/" + id.text(), "The plan is moved.");
    if (moved.error().code == ErrorCode::not_found) return office.problem(request, moved.error());
    return plan_people(request, {"partnership", moved.error().sentence}, http::problem_of(moved.error()).status);
  });
}

}  // namespace candour::web
