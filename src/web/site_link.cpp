// The addresses behind a letter's link. Whoever has the link alone sees who asks, for how many updates and by when, and
// changes nothing whatever they send; the code opens a session limited to one person's rows (app/links.h), which every
// other address here asks for, with the token of its forms.

#include <memory>
#include <utility>

#include "app/evidence.h"
#include "app/links.h"
#include "app/requests.h"
#include "app/workbook.h"
#include "base/id.h"
#include "base/text.h"
#include "http/form.h"
#include "report/workbook.h"
#include "web/components_form.h"
#include "web/done.h"
#include "web/form_reading.h"
#include "web/pages/evidence.h"
#include "web/pages_link.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Request;
using http::Response;
using http::Status;

using Typed = std::map<std::string, std::string>;

constexpr std::size_t longest_field = 60'000;  // what is longer is refused, with what was typed in sight

// What a form of ours says, from 1; 0 for anything else.
std::uint64_t whole_number(std::string_view text) {
  return number<std::uint64_t>(text).value_or(0);
}

// The person behind a link whose code was typed, and what they may see.
struct Visit {
  std::shared_ptr<const view::Picture> picture;
  const request::Request* request = nullptr;
  const request::Person* person = nullptr;
  std::vector<const request::Row*> rows;
  LinkAround around;
  Date today;
};

class LinkDesk {
 public:
  explicit LinkDesk(app::Candour& candour)
      : candour_(candour), links_(candour), secure_(candour.post().site.starts_with("https://")) {}

  // Nothing of these pages may be kept, told to another site, or found.
  static Response closed(Response response) {
    return std::move(response)
        .set("Referrer-Policy", "no-referrer")
        .set("Cache-Control", "no-store")
        .set("X-Robots-Tag", "noindex, nofollow");
  }
  Response problem(const Request& request, const Error& error) const {
    // Not the site's own error page: that has the site's navigation, which is not this person's.
    const http::Problem found = http::problem_of(error);
    return closed(http::answer_problem(request, found, [](const Request&, const http::Problem& told) {
      const Around around{.path = "/u", .query = {}, .done = {}, .notice = {}, .known = {}};
      return http::html(
          problem_page(around, {}, told.title.empty() ? std::string(http::reason(told.status)) : told.title,
                       told.sentence, told.reference),
          told.status);
    }));
  }

  // Without the code: who asks, for how many, by when. The same for GET, HEAD and any other POST.
  Response gate(const Request& request, std::string_view fault = {}, Status status = Status::ok) const {
    auto holder = app::find_link(candour_, request.parameter("token"));
    if (!holder) return problem(request, holder.error());
    auto picture = candour_.picture(app::Actor{});
    if (!picture) return problem(request, picture.error());
    const request::Request* asked = view::find_request(**picture, holder->request);
    if (!asked || !request::find_person(*asked, holder->person))
      return problem(request, {ErrorCode::not_found, {}, {}});
    const LinkAround around{base_of(request), view::name_of(**picture, *asked), {}, {}, candour_.held()};
    if (asked->state != request::State::open)
      return closed(http::html(link_ended_page(around, *asked, fault, request.query("told") == "yes"), status));
    return closed(http::html(
        link_gate_page(around, *asked, request::rows_of(*asked, holder->person).size(), fault, carried_by(request)),
        status));
  }

  Response type_code(const Request& request) {
    const std::string_view code = request.form("code");
    if (trimmed(code).empty()) return gate(request, "Type the code from your e-mail.", Status::unprocessable);
    auto opened = links_.open(request.parameter("token"), code);
    if (!opened) return opened.error().code == ErrorCode::conflict ? gate(request) : problem(request, opened.error());
    if (opened->secret.empty()) {
      const std::string seconds = std::to_string(opened->wait) + (opened->wait == 1 ? " second" : " seconds");
      const Moment next = Moment::from_microseconds(candour_.clock().now().microseconds() + opened->wait * 1'000'000LL);
      return gate(request,
                  opened->too_soon
                      ? "After a wrong code the next one waits: this one was not tried. Type it again in " + seconds +
                            ", from " + next.iso().substr(11, 8) + " UTC on."
                      : "That is not the code. Look at your e-mail, and try again in " + seconds + ".",
                  Status::unprocessable)
          .set("Retry-After", std::to_string(opened->wait));
    }
    const std::string kept = cookie(request, opened->secret, {});
    if (const Typed carried = carried_by(request); !carried.empty())
      if (const auto found = visit_of(request, links_.session(opened->secret)))
        return take_in(request, *found, carried).set("Set-Cookie", kept);
    return closed(http::redirect(base_of(request))).set("Set-Cookie", kept);
  }

  // What was typed before the session had ended, once the code is typed anew.
  Response take_in(const Request& request, const Visit& found, const Typed& carried) {
    const std::size_t place = place_of(found, whole_number(value_in(carried, "carried-row")));
    if (place == found.rows.size() || request::is_settled(*found.rows[place]))
      return closed(http::redirect(found.around.base));
    const request::Row& asked = *found.rows[place];
    const Typed typed = typed_in(request);
    const auto saved = candour_.store().save_draft(draft_name(found, asked), whole_number(value_in(carried, "version")),
                                                   encoded(typed), candour_.clock().now());
    if (saved) return closed(tell_done(request, row_address(found, asked), "What you had typed is saved."));
    if (saved.error().code != ErrorCode::conflict) return problem(request, saved.error());
    return clash(found, place, typed);
  }

  Response ask_for_new_link(const Request& request) {
    auto holder = app::find_link(candour_, request.parameter("token"));
    if (!holder) return problem(request, holder.error());
    const auto asked =
        candour_.act({request::link_actor(holder->request, holder->person)}, holder->request,
                     request::AskForNewLink{holder->person, std::string(request.form("email"))}, std::nullopt);
    if (asked) return closed(http::redirect(base_of(request) + "?told=yes"));
    if (asked.error().code == ErrorCode::bad_input) return gate(request, asked.error().sentence, Status::unprocessable);
    return gate(request);
  }

  // Nothing where there is no session for this link: the code is asked for first.
  std::optional<Visit> visit(const Request& request) {
    return visit_of(request, links_.session(request.cookie(link_cookie(candour_, request.parameter("token")))));
  }
  std::optional<Visit> visit_of(const Request& request, const std::optional<app::LinkSession>& session) const {
    if (!session) return std::nullopt;
    const auto holder = app::find_link(candour_, request.parameter("token"));
    if (!holder || *holder != session->holder) return std::nullopt;
    auto picture = candour_.picture(app::Actor{});
    if (!picture) return std::nullopt;
    Visit found;
    found.picture = *picture;
    found.request = view::find_request(**picture, holder->request);
    found.person = found.request ? request::find_person(*found.request, holder->person) : nullptr;
    if (!found.person || found.request->state != request::State::open) return std::nullopt;
    found.rows = request::rows_of(*found.request, holder->person);
    found.around = {base_of(request), view::name_of(*found.picture, *found.request), session->form_token,
                    done_in(request), candour_.held()};
    found.today = candour_.clock().now().date();
    return found;
  }
  // The same for what changes something: also the token of the session's forms must be there.
  std::optional<Visit> acting(const Request& request) {
    auto found = visit(request);
    if (found && request.form(form_token_field) != found->around.form_token) return std::nullopt;
    return found;
  }

  Response tasks(const Request& request) {
    const auto found = visit(request);
    if (!found) return gate(request);
    return closed(http::html(link_tasks_page(found->around, *found->request, *found->person, all_of(*found))));
  }

  Response row(const Request& request) {
    const auto found = visit(request);
    if (!found) return gate(request);
    const std::size_t place = place_of(*found, request);
    if (place == found->rows.size()) return problem(request, {ErrorCode::not_found, {}, {}});
    return show_row(*found, place, draft_row(*found, *found->rows[place]), {}, Status::ok);
  }

  // Saves what was typed, whole or not. With `quietly` a program asks: the answer is JSON.
  Response save(const Request& request, bool quietly) {
    const auto found = acting(request);
    if (!found)
      return quietly ? closed(http::json("{\"saved\":\"\"}", Status::forbidden)) : gate(request, {}, Status::forbidden);
    const std::size_t place = place_of(*found, request);
    if (place == found->rows.size() || request::is_settled(*found->rows[place]))
      return problem(request, {ErrorCode::not_found, {}, {}});
    const request::Row& asked = *found->rows[place];
    const Typed typed = typed_in(request);
    const std::string name = draft_name(*found, asked);
    auto saved = candour_.store().save_draft(name, whole_number(request.form("version")), encoded(typed),
                                             candour_.clock().now());
    if (quietly) {
      if (!saved) return closed(http::json("{\"saved\":\"\"}", http::problem_of(saved.error()).status));
      return closed(http::json("{\"saved\":\"" + time_of(candour_.clock().now()) +
                               "\",\"version\":" + std::to_string(*saved) + "}"));
    }
    if (!saved) {
      if (saved.error().code != ErrorCode::conflict) return problem(request, saved.error());
      return clash(*found, place, typed);
    }
    const LinkRow shown = draft_row(*found, asked);
    const std::string_view then = request.form("then");
    if (then == "stay") return closed(http::redirect(row_address(*found, asked)));
    if (then == "evidence") return closed(http::redirect(row_address(*found, asked) + "/evidence"));
    if (then.starts_with("remove-")) {
      const auto number = static_cast<std::uint32_t>(whole_number(then.substr(7)));
      if (const auto removed = change_evidence(*found, asked,
                                               [&](DraftEvidence& kept) {
                                                 return std::erase_if(kept.items, [&](const NumberedEvidence& each) {
                                                          return each.number == number;
                                                        }) > 0;
                                               });
          !removed)
        return problem(request, removed.error());
      return closed(http::redirect(row_address(*found, asked) + "#files-and-links"));
    }
    if (!shown.faults.empty()) return show_row(*found, place, shown, {}, Status::unprocessable);
    // On to the next that still waits, else to the check.
    for (std::size_t next = place + 1; next < found->rows.size(); ++next)
      if (waits(*found, *found->rows[next])) return closed(http::redirect(row_address(*found, *found->rows[next])));
    return closed(http::redirect(found->around.base + "/check"));
  }

  // The rows that are still to be answered as a workbook, and what it says when it comes back: typed, and not sent.
  static std::vector<const request::Row*> to_answer(const Visit& visit) {
    std::vector<const request::Row*> rows;
    for (const request::Row* row : visit.rows)
      if (!request::is_settled(*row)) rows.push_back(row);
    return rows;
  }
  Response workbook(const Request& request) {
    const auto found = visit(request);
    if (!found) return gate(request);
    const auto form = app::workbook_of_request(*found->picture, *found->request, to_answer(*found));
    if (!form) return problem(request, form.error());
    auto bytes = report::xlsx(*form);
    if (!bytes) return problem(request, bytes.error());
    return closed(http::attachment(std::move(*bytes),
                                   "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                   "updates-" + found->request->deadline.iso() + ".xlsx"));
  }
  Response take_workbook(const Request& request) {
    const auto found = acting(request);
    if (!found) return gate(request, {}, Status::forbidden);
    const auto again = [&](std::string_view fault, Status status) {
      return closed(
          http::html(link_tasks_page(found->around, *found->request, *found->person, all_of(*found), fault), status));
    };
    const http::Upload* file = request.file("workbook");
    if (!file || file->size() == 0)
      return again("Choose the workbook to send back. It must not be empty.", Status::unprocessable);
    const std::string_view bytes = file->bytes();
    if (const auto taken =
            app::let_in(candour_, {request::link_actor(found->request->id, found->person->number)}, bytes);
        !taken)
      return again(taken.error().sentence, http::problem_of(taken.error()).status);
    const auto returned =
        app::read_workbook(candour_, bytes, file->file_name().empty() ? "workbook.xlsx" : file->file_name());
    if (!returned) return again(returned.error().sentence, http::problem_of(returned.error()).status);
    const app::AnswersRead read = app::answers_in(*returned, *found->picture, to_answer(*found));
    for (const auto& [number, fields] : read.fields) {
      const request::Row& asked = *request::find_row(*found->request, number);
      const AnswerDraft draft = draft_row(*found, asked).draft;
      Typed typed = draft.typed;
      // What was typed on the page stays, above what the workbook says beside it.
      for (const auto& [name, value] : fields) {
        std::string& there = typed[name];
        if (name == "saying" && !there.empty() && !fields.contains("completed-day")) continue;
        const bool both = name == "narrative" && !there.empty() && there.find(value) == std::string::npos;
        there = repaired_utf8((both ? there + "\n\n" + value : value).substr(0, longest_field));
      }
      if (const auto saved = candour_.store().save_draft(draft_name(*found, asked), draft.version, encoded(typed),
                                                         candour_.clock().now());
          !saved)
        return again(saved.error().sentence, http::problem_of(saved.error()).status);
    }
    return closed(http::html(link_workbook_page(found->around, read.fields.size(), read.told)));
  }

  // Theirs is kept under its version; what was typed here stands in the form, and saving it again replaces it.
  Response clash(const Visit& found, std::size_t place, const Typed& typed) const {
    LinkRow shown = draft_row(found, *found.rows[place]);
    shown.faults = {{"narrative", "This answer was saved in another window at " + shown.draft.saved +
                                      ". What you typed here is below and not saved yet. There it says: “" +
                                      shortened(value_in(shown.draft.typed, "narrative"), 400) + "”"}};
    shown.draft.typed = typed;
    return show_row(found, place, shown, {}, Status::conflict);
  }

  // A file or a link for an answer: it waits with the draft, and is sent with it.
  Response evidence(const Request& request) {
    const auto found = visit(request);
    if (!found) return gate(request);
    const std::size_t place = place_of(*found, request);
    if (place == found->rows.size() || request::is_settled(*found->rows[place]))
      return problem(request, {ErrorCode::not_found, {}, {}});
    return closed(http::html(link_evidence_page(found->around, draft_row(*found, *found->rows[place]), {}, {})));
  }

  Response add_evidence(const Request& request) {
    const auto found = acting(request);
    if (!found) return gate(request, {}, Status::forbidden);
    const std::size_t place = place_of(*found, request);
    if (place == found->rows.size() || request::is_settled(*found->rows[place]))
      return problem(request, {ErrorCode::not_found, {}, {}});
    const request::Row& asked = *found->rows[place];
    const http::Upload* file = request.file("file");
    FormReading in{request.form()};
    const plan::Evidence given = evidence_in(in, file != nullptr);
    const auto again = [&](std::vector<FieldError> errors, Status status) {
      return closed(
          http::html(link_evidence_page(found->around, draft_row(*found, asked), request.form(), errors), status));
    };
    if (!in.errors.empty()) return again(std::move(in.errors), Status::unprocessable);
    if (const auto full = why_full(evidence_of(*found, asked))) return again({{.text = *full}}, Status::unprocessable);
    const bool with_file = file != nullptr && request.form("where") == "file";
    auto taken =
        app::take_evidence(candour_, *found->request, found->person->number, asked, given,
                           with_file ? std::optional(app::SentFile{file->bytes(), file->file_name()}) : std::nullopt);
    if (taken) {
      const auto kept = change_evidence(*found, asked, [&](DraftEvidence& draft) {
        if (why_full(draft)) return false;
        draft.items.push_back({++draft.taken, *taken});
        return true;
      });
      if (kept) return closed(http::redirect(row_address(*found, asked) + "#files-and-links"));
      taken = fail(kept.error());
    }
    return again({{.text = taken.error().sentence, .field = evidence_field_of(request.form(), taken.error().sentence)}},
                 http::problem_of(taken.error()).status);
  }

  Response hand_on(const Request& request) {
    const auto found = acting(request);
    if (!found) return gate(request, {}, Status::forbidden);
    const std::size_t place = place_of(*found, request);
    if (place == found->rows.size()) return problem(request, {ErrorCode::not_found, {}, {}});
    const request::Row& asked = *found->rows[place];
    HandingOn handing{std::string(request.form("name")),
                      std::string(request.form("email")),
                      std::string(request.form("because")),
                      {}};
    const auto handed = candour_.act(
        {request::link_actor(found->request->id, found->person->number)}, found->request->id,
        request::HandOn{found->person->number, {asked.number}, {handing.name, handing.email}, handing.because},
        std::nullopt);
    if (!handed) {
      handing.fault = handed.error().sentence;
      return show_row(*found, place, draft_row(*found, asked), handing, http::problem_of(handed.error()).status);
    }
    forget(*found, asked);
    return closed(tell_done(request, found->around.base,
                            "Handed on. " + collapsed(handing.name) + " gets an e-mail with a link of their own."));
  }

  Response check(const Request& request, std::string_view fault = {}, Status status = Status::ok) {
    const auto found = visit(request);
    if (!found) return gate(request);
    return closed(http::html(link_check_page(found->around, *found->request, checked(*found), fault), status));
  }

  Response send(const Request& request) {
    const auto found = acting(request);
    if (!found) return gate(request, {}, Status::forbidden);
    request::SendAnswers answers{found->person->number, fresh_id(), {}};
    for (const LinkRow& each : checked(*found))
      if (!each.draft.empty() && each.faults.empty()) answers.answers.push_back({each.row->number, each.answer});
    if (const auto sent = app::send_answers(candour_, found->request->id, answers); !sent)
      return check(request, sent.error().sentence, http::problem_of(sent.error()).status);
    for (const request::RowAnswer& each : answers.answers)
      forget(*found, *request::find_row(*found->request, each.row));
    return closed(http::redirect(found->around.base + "/receipt"));
  }

  Response receipt(const Request& request) {
    const auto found = visit(request);
    if (!found) return gate(request);
    // The last of theirs.
    const request::Row* last = nullptr;
    for (const request::Row* each : found->rows)
      if (each->answered_by == found->person->number && (!last || each->answered > last->answered)) last = each;
    return closed(http::html(
        link_receipt_page(found->around, *found->request, last ? last->reference : std::string("-"), all_of(*found))));
  }

  Response leave(const Request& request) {
    if (!acting(request)) return gate(request, {}, Status::forbidden);
    const std::string name = link_cookie(candour_, request.parameter("token"));
    if (auto closing = links_.close(request.cookie(name)); !closing) return problem(request, closing.error());
    return closed(http::redirect(base_of(request))).set("Set-Cookie", cookie(request, {}, "; Max-Age=0"));
  }

 private:
  static std::string base_of(const Request& request) { return "/u/" + std::string(request.parameter("token")); }
  static std::string row_address(const Visit& visit, const request::Row& row) {
    return visit.around.base + "/rows/" + std::to_string(row.number);
  }
  static std::string time_of(Moment moment) { return moment.iso().substr(11, 5) + " UTC"; }
  static std::string value_in(const Typed& typed, const std::string& name) {
    const auto found = typed.find(name);
    return found == typed.end() ? std::string() : found->second;
  }

  std::string cookie(const Request& request, std::string_view secret, std::string_view more) const {
    return link_cookie(candour_, request.parameter("token")) + "=" + std::string(secret) +
           "; Path=/; HttpOnly; SameSite=Lax" + (secure_ ? "; Secure" : "") + std::string(more);
  }

  static std::string draft_name(const Visit& visit, const request::Row& row) {
    return "answer/" + visit.request->id.text() + "/" + std::to_string(visit.person->number) + "/" +
           std::to_string(row.number);
  }
  // Beside the draft, which is replaced whole as it is typed.
  static std::string evidence_name(const Visit& visit, const request::Row& row) {
    return "evidence/" + draft_name(visit, row);
  }
  void forget(const Visit& visit, const request::Row& row) {
    (void)candour_.store().forget_draft(draft_name(visit, row));
    (void)candour_.store().forget_draft(evidence_name(visit, row));
  }
  struct DraftEvidence {
    std::vector<NumberedEvidence> items;
    std::uint32_t taken = 0;    // ever, also what was removed again: a file that was kept stays kept
    std::uint64_t version = 0;  // 0: nothing was added or removed
  };
  static std::optional<std::string> why_full(const DraftEvidence& draft) {
    const std::string most = std::to_string(request::most_evidence);
    if (draft.items.size() >= request::most_evidence)
      return "An answer takes " + most + " files and links at most. Remove one first, or put several into one file.";
    if (draft.taken >= 3 * request::most_evidence)
      return "Too many files were added and removed again. Send this answer first.";
    return std::nullopt;
  }
  DraftEvidence evidence_of(const Visit& visit, const request::Row& row) const {
    DraftEvidence made;
    const auto draft = candour_.store().draft(evidence_name(visit, row));
    if (!draft) {
      if (row.answer)
        for (const request::Evidence& each : row.answer->evidence_items) made.items.push_back({++made.taken, each});
      return made;
    }
    http::Fields fields;
    (void)http::read_urlencoded(draft->content, 100, fields);
    made.version = draft->version;
    made.taken = static_cast<std::uint32_t>(whole_number(fields.get("taken")));
    for (const std::string_view item : fields.all("item")) {
      http::Fields of_item;
      (void)http::read_urlencoded(item, 100, of_item);
      const auto text = [&](std::string_view name) { return std::string(of_item.get(name)); };
      made.items.push_back(
          {static_cast<std::uint32_t>(whole_number(text("number"))),
           {text("sha256"), text("name"), text("description"), Date::parse(text("date")).value_or(Date()), text("link"),
            of_item.has("of-practice"), text("about"), Date::parse(text("expires")), of_item.has("sensitive")}});
    }
    return made;
  }
  // Adds or removes; whoever was quicker in another window is looked at again. `change` says whether it has done it.
  template <class Change>
  Result<void> change_evidence(const Visit& visit, const request::Row& row, Change change) {
    for (int attempt = 0;; ++attempt) {
      DraftEvidence draft = evidence_of(visit, row);
      if (!change(draft)) return {};
      http::Fields fields{{"taken", std::to_string(draft.taken)}};
      for (const auto& [number, evidence] : draft.items) {
        http::Fields item{{"number", std::to_string(number)},
                          {"sha256", evidence.sha256},
                          {"name", evidence.name},
                          {"description", evidence.description},
                          {"date", evidence.date.iso()},
                          {"link", evidence.link},
                          {"about", evidence.about}};
        if (evidence.of_practice) item.add("of-practice", "yes");
        if (evidence.sensitive) item.add("sensitive", "yes");
        if (evidence.expires) item.add("expires", evidence.expires->iso());
        fields.add("item", item.encoded());
      }
      const auto saved = candour_.store().save_draft(evidence_name(visit, row), draft.version, fields.encoded(),
                                                     candour_.clock().now());
      if (saved) return {};
      if (saved.error().code != ErrorCode::conflict || attempt == 3) return fail(saved.error());
    }
  }
  static Typed typed_in(const Request& request) {
    Typed typed;
    for (const char* name : {"saying", "narrative", "rating", "evidence", "forecast-day", "forecast-month",
                             "forecast-year", "completed-day", "completed-month", "completed-year"})
      if (const std::string_view value = request.form(name); !value.empty())
        typed[name] = std::string(value.substr(0, longest_field));
    for (auto& [name, value] : typed) value = repaired_utf8(value);
    return typed;
  }
  // What a form that is refused for want of a session goes on carrying: the answer, of which action, and the version
  // that it was written over. Nothing where no answer was typed.
  static Typed carried_by(const Request& request) {
    Typed carried = typed_in(request);
    const bool first = request.form("carried-row").empty();
    const std::string row(first ? request.parameter("row") : request.form("carried-row"));
    if (carried.empty() || whole_number(row) == 0) return {};
    carried["carried-row"] = std::to_string(whole_number(row));
    carried["version"] = std::to_string(whole_number(request.form("version")));
    return carried;
  }
  static std::string encoded(const Typed& typed) {
    http::Fields fields;
    for (const auto& [name, value] : typed) fields.add(name, value);
    return fields.encoded();
  }

  std::size_t place_of(const Visit& visit, const Request& request) const {
    return place_of(visit, whole_number(request.parameter("row")));
  }
  static std::size_t place_of(const Visit& visit, std::uint64_t number) {
    std::size_t place = 0;
    while (place < visit.rows.size() && visit.rows[place]->number != number) ++place;
    return place;
  }

  LinkRow draft_row(const Visit& visit, const request::Row& row) const {
    LinkRow made;
    made.row = &row;
    made.action = view::find_row(*visit.picture, plan::action_id(row.asked.plan, row.asked.number));
    if (!row.decided_by.empty()) made.decided_by = view::who(*visit.picture, row.decided_by);
    if (made.action)
      if (const plan::Update* last = plan::told(*made.action->action).update)
        made.last_by = view::who(*visit.picture, last->by);
    if (const auto draft = candour_.store().draft(draft_name(visit, row))) {
      http::Fields fields;
      (void)http::read_urlencoded(draft->content, 100, fields);
      for (const auto& [name, value] : fields.all()) made.draft.typed.emplace(name, value);
      made.draft.version = draft->version;
      made.draft.saved = time_of(draft->changed);
    }
    DraftEvidence evidence = evidence_of(visit, row);
    made.draft.evidence = std::move(evidence.items);
    made.draft.evidence_changed = evidence.version > 0;
    if (!made.draft.empty()) {
      std::vector<request::Evidence> items;
      for (const NumberedEvidence& each : made.draft.evidence) items.push_back(each.evidence);
      made.answer = answer_in(made.draft.typed, std::move(items), visit.today, made.faults);
    }
    return made;
  }
  std::vector<LinkRow> all_of(const Visit& visit) const {
    std::vector<LinkRow> rows;
    for (const request::Row* row : visit.rows) {
      rows.push_back(draft_row(visit, *row));
      rows.back().faults.clear();
    }
    return rows;
  }
  // With what the plan itself would refuse.
  std::vector<LinkRow> checked(const Visit& visit) const {
    std::vector<LinkRow> rows;
    for (const request::Row* row : visit.rows) {
      LinkRow& made = rows.emplace_back(draft_row(visit, *row));
      if (made.draft.empty() || !made.faults.empty()) continue;
      const request::SendAnswers alone{visit.person->number, "check", {{row->number, made.answer}}};
      for (const app::FaultyRow& refused : app::refused_rows(*visit.picture, *visit.request, alone, visit.today))
        made.faults.push_back({{}, refused.sentence});
    }
    return rows;
  }
  bool waits(const Visit& visit, const request::Row& row) const {
    return (row.state == request::RowState::awaited || row.state == request::RowState::returned) &&
           draft_row(visit, row).draft.empty();
  }
  Response show_row(const Visit& visit, std::size_t place, LinkRow row, const HandingOn& handing, Status status) const {
    // Before anything is refused, a page that was only opened complains of nothing.
    if (status == Status::ok) row.faults.clear();
    return closed(http::html(link_row_page(visit.around, row, place + 1, visit.rows.size(), handing), status));
  }

  app::Candour& candour_;
  app::Links links_;
  bool secure_;
};

}  // namespace

// Browsers take the name with the prefix only from an encrypted site, and only as written here (RFC 6265bis, 4.1.3.2).
std::string link_cookie(app::Candour& candour, std::string_view token) {
  const std::string name = candour.post().site.starts_with("https://") ? "__Host-candour-link" : "candour-link";
  const auto holder = app::find_link(candour, token);
  return holder ? name + "-" + holder->request.text() + "-" + std::to_string(holder->person) : name;
}

void add_link_routes(http::Routes& routes, app::Candour& candour) {
  const auto desk = std::make_shared<LinkDesk>(candour);
  const auto get = [&](const char* pattern, auto handler) {
    routes.get(pattern, [desk, handler](const Request& request) { return handler(*desk, request); },
               {.logged = http::LoggedPath::pattern});
  };
  const auto post = [&](const char* pattern, auto handler) {
    routes.post(pattern, [desk, handler](const Request& request) { return handler(*desk, request); },
                {.body = {.text = 256 << 10, .total = 256 << 10}, .logged = http::LoggedPath::pattern});
  };
  get("/u/{token}", [](LinkDesk& at, const Request& request) { return at.tasks(request); });
  post("/u/{token}", [](LinkDesk& at, const Request& request) { return at.type_code(request); });
  post("/u/{token}/new-link", [](LinkDesk& at, const Request& request) { return at.ask_for_new_link(request); });
  get("/u/{token}/rows/{row}", [](LinkDesk& at, const Request& request) { return at.row(request); });
  post("/u/{token}/rows/{row}", [](LinkDesk& at, const Request& request) { return at.save(request, false); });
  post("/u/{token}/rows/{row}/autosave", [](LinkDesk& at, const Request& request) { return at.save(request, true); });
  get("/u/{token}/rows/{row}/evidence", [](LinkDesk& at, const Request& request) { return at.evidence(request); });
  routes.post("/u/{token}/rows/{row}/evidence", [desk](const Request& request) { return desk->add_evidence(request); },
              {.body = http::files_up_to(app::evidence_bytes_most),
               .logged = http::LoggedPath::pattern,
               .pace = http::Pace::slow});
  get("/u/{token}/workbook.xlsx", [](LinkDesk& at, const Request& request) { return at.workbook(request); });
  routes.post("/u/{token}/workbook", [desk](const Request& request) { return desk->take_workbook(request); },
              {.body = http::files_up_to(10u << 20), .logged = http::LoggedPath::pattern, .pace = http::Pace::slow});
  post("/u/{token}/rows/{row}/hand-on", [](LinkDesk& at, const Request& request) { return at.hand_on(request); });
  get("/u/{token}/check", [](LinkDesk& at, const Request& request) { return at.check(request); });
  post("/u/{token}/send", [](LinkDesk& at, const Request& request) { return at.send(request); });
  get("/u/{token}/receipt", [](LinkDesk& at, const Request& request) { return at.receipt(request); });
  post("/u/{token}/leave", [](LinkDesk& at, const Request& request) { return at.leave(request); });
}

}  // namespace candour::web
