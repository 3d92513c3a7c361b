// The addresses of a plan made and changed by hand, its beginning, and what is looked at beside it.

#include "app/by_hand.h"
#include "base/text.h"
#include "plan/usual_keys.h"
#include "report/word.h"
#include "view/reply.h"
#include "web/by_hand/desk.h"
#include "web/done.h"
#include "web/pages/by_hand.h"
#include "web/pages/parts.h"
#include "web/pages/reply.h"
#include "web/pages_people.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Fields;
using http::Request;
using http::Response;
using http::Status;
using Changes = HandField::Changes;

// Nothing where there is but one to choose.
void ask_home(HandForm& form, const view::Picture& picture, const std::vector<people::PartnershipId>& homes) {
  if (homes.empty()) return;
  HandField field{.kind = HandKind::choice,
                  .name = "partnership",
                  .label = "Which partnership it belongs to",
                  .value = homes.front().text()};
  for (const people::PartnershipId& each : homes)
    field.choices.push_back({each.text(), partnership_name(picture, each), {}});
  form.fields.push_back(std::move(field));
}

HandForm start_form(const view::Picture& picture, const std::vector<people::PartnershipId>& homes) {
  HandForm form;
  form.title = "Start a plan";
  form.caption = "Without a document";
  form.breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Plans", .href = "/plans"}, {.text = "Start a plan"}};
  form.action = "/plans/new";
  plan::Plan blank;
  blank.review.kind = plan::ReviewKind::practice_review;
  form.fields = review_fields(blank, Changes::nothing);
  HandField key{.kind = HandKind::radios,
                .name = "key",
                .label = "Its key: what ratings mean",
                .value = std::string(plan::usual_keys().front().name),
                .hint = "You can change every word of it afterwards"};
  for (const plan::UsualKey& each : plan::usual_keys())
    key.choices.push_back({std::string(each.name), std::string(each.words), std::string(each.about)});
  key.choices.push_back({"none", "None of these", "Write your own afterwards"});
  form.fields.push_back(std::move(key));
  std::vector<std::string> known;
  for (const plan::Agency* agency : picture.agencies) known.push_back(agency->name);
  form.fields.push_back({.kind = HandKind::passage,
                         .name = "agencies",
                         .label = "Agencies that are not yet known here",
                         .hint = known.empty() ? std::string("One a line")
                                               : "One a line, or none. Known already: " + join(known, ", ") + "."});
  ask_home(form, picture, homes);
  form.button = "Start the plan";
  return form;
}

Response take_start(const ByHand& by_hand, const Request& request) {
  auto shown = by_hand.picture(request);
  if (!shown) return by_hand.problem(request, shown.error());
  const Fields& sent = request.form();
  app::BlankPlan blank;
  blank.title = text_of(sent, "title");
  blank.review = review_in(sent);
  if (const plan::UsualKey* key = plan::find_usual_key(sent.get("key"))) blank.key = key->entries;
  for (const std::string_view name : lines(sent.get("agencies")))
    if (!trimmed(name).empty()) blank.agencies.push_back(collapsed(name));
  const auto started = app::start_plan(by_hand.candour, actor_at(request), blank);
  if (started)
    return tell_done(request, "/plans/" + started->text(),
                     "The plan was started. Add what was found, or what is recommended.");
  return http::html(hand_form_page(around_of(request), **shown, start_form(**shown, by_hand.homes(request, **shown)),
                                   &sent, blank.title.empty() ? "title" : "", started.error().sentence),
                    http::problem_of(started.error()).status);
}

HandForm agency_form() {
  HandForm form;
  form.title = "Add an agency";
  form.caption = "Agencies";
  form.breadcrumbs = {
      {.text = "Home", .href = "/"}, {.text = "Agencies", .href = "/agencies"}, {.text = "Add an agency"}};
  form.action = "/agencies/new";
  form.fields = {{.name = "name", .label = "Name"},
                 {.kind = HandKind::passage,
                  .name = "aliases",
                  .label = "Other names it goes by",
                  .hint = "One a line: abbreviations, former names. Documents are read by them."}};
  form.button = "Add the agency";
  return form;
}

Response take_agency(const ByHand& by_hand, const Request& request) {
  auto shown = by_hand.picture(request);
  if (!shown) return by_hand.problem(request, shown.error());
  plan::AddAgency command{text_of(request.form(), "name"), {}};
  for (const std::string_view alias : lines(request.form("aliases")))
    if (!trimmed(alias).empty()) command.aliases.push_back(collapsed(alias));
  const auto added = by_hand.candour.act(actor_of(request), command);
  if (added) return tell_done(request, "/agencies", collapsed(command.name) + " was added.");
  return http::html(
      hand_form_page(around_of(request), **shown, agency_form(), &request.form(), "name", added.error().sentence),
      http::problem_of(added.error()).status);
}

}  // namespace

void add_by_hand_routes(http::Routes& routes, app::Candour& candour, const Writers& writers) {
  const ByHand by_hand{candour};
  const auto offer = [&](const std::string& path, Offering offering) {
    routes.get(path, [by_hand, offering](const Request& request) { return by_hand.give(request, offering); });
    routes.post(path, [by_hand, offering](const Request& request) { return by_hand.take(request, offering); });
  };

  // ---- Beginning ----
  routes.get("/plans/new", [by_hand](const Request& request) {
    auto picture = by_hand.picture(request);
    if (!picture) return by_hand.problem(request, picture.error());
    return http::html(hand_form_page(around_of(request), **picture,
                                     start_form(**picture, by_hand.homes(request, **picture)), nullptr, {}, {}));
  });
  routes.post("/plans/new", [by_hand](const Request& request) { return take_start(by_hand, request); });
  routes.get("/agencies/new", [by_hand](const Request& request) {
    auto picture = by_hand.picture(request);
    if (!picture) return by_hand.problem(request, picture.error());
    return http::html(hand_form_page(around_of(request), **picture, agency_form(), nullptr, {}, {}));
  });
  routes.post("/agencies/new", [by_hand](const Request& request) { return take_agency(by_hand, request); });

  // ---- What is there ----
  for (const HandOffers& offers :
       {offers_on_plans(), offers_on_the_key(), offers_on_findings(), offers_on_recommendations(), offers_on_actions()})
    for (const auto& [path, offering] : offers) offer(path, offering);

  // ---- Looking ----
  const auto look = [&](const std::string& path, auto draw, http::Pace pace = http::Pace::brief) {
    const auto answer = [by_hand, draw](const Request& request) -> Response {
      auto picture = by_hand.picture(request);
      if (!picture) return by_hand.problem(request, picture.error());
      const view::PlanPicture* of = view::find_plan(**picture, plan::PlanId(std::string(request.parameter("plan"))));
      auto shown = of ? draw(request, around_of(request), **picture, *of) : std::optional<Response>();
      return shown ? std::move(*shown) : by_hand.problem(request, {ErrorCode::not_found, {}, {}});
    };
    routes.get(path, answer, {.pace = pace});
  };
  look("/plans/{plan}/findings/{finding}",
       [](const Request& request, const Around& around, const view::Picture& picture,
          const view::PlanPicture& of) -> std::optional<Response> {
         const plan::Finding* finding = plan::find_finding(*of.plan, request.parameter("finding"));
         if (!finding) finding = plan::find_withdrawn_finding(*of.plan, request.parameter("finding"));
         if (!finding) return std::nullopt;
         return http::html(finding_page(around, picture, of, *finding));
       });
  look("/plans/{plan}/recommendations/{recommendation}",
       [](const Request& request, const Around& around, const view::Picture& picture,
          const view::PlanPicture& of) -> std::optional<Response> {
         const std::string_view ref = request.parameter("recommendation");
         const plan::Recommendation* recommendation = plan::find_recommendation(*of.plan, ref);
         if (!recommendation) recommendation = plan::find_withdrawn_recommendation(*of.plan, ref);
         if (!recommendation) return std::nullopt;
         return http::html(recommendation_page(around, picture, of, *recommendation));
       });
  look("/plans/{plan}/history",
       [](const Request& request, const Around& around, const view::Picture& picture,
          const view::PlanPicture& of) -> std::optional<Response> {
         return http::html(plan_history_page(around, picture, of, number_in(request.query("page"))));
       });
  look("/plans/{plan}/reply",
       [pdf = writers.printer ? Pdf::offered : Pdf::absent](const Request&, const Around& around,
                                                            const view::Picture& picture,
                                                            const view::PlanPicture& of) -> std::optional<Response> {
         return http::html(reply_page(around, picture, *view::reply(picture, of.plan->id), pdf));
       });
  for (const char* ending : {".html", ".docx", ".pdf"})
    look(
        std::string("/plans/{plan}/reply") + ending,
        [by_hand, writers, ending = std::string_view(ending)](const Request& request, const Around&,
                                                              const view::Picture& picture,
                                                              const view::PlanPicture& of) -> std::optional<Response> {
          const view::Reply reply = *view::reply(picture, of.plan->id);
          const std::string name = "reply-" + picture.as_at.iso() + std::string(ending);
          if (ending == ".html")
            return http::attachment(reply_document(picture, reply), "text/html; charset=utf-8", name);
          if (ending == ".pdf" && !writers.printer) return std::nullopt;
          auto bytes = ending == ".pdf" ? writers.printer->print(reply_document(picture, reply), picture.as_at)
                                        : report::reply_docx(picture.name, reply, picture.as_at, writers.word);
          if (!bytes) return by_hand.problem(request, bytes.error());
          return http::attachment(std::move(*bytes), ending == ".pdf" ? "application/pdf" : word_media, name);
        },
        ending == std::string_view(".pdf") ? http::Pace::slow : http::Pace::brief);
}

}  // namespace candour::web
