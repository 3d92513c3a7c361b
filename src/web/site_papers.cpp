// Papers: prepared by people who sign in, read by everybody.

#include <utility>

#include "app/checkpoints.h"
#include "base/text.h"
#include "report/paper.h"
#include "web/done.h"
#include "web/form_reading.h"
#include "web/pages_papers.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Request;
using http::Response;
using http::Status;

struct Office {
  app::Candour& candour;
  std::shared_ptr<app::Accounts> accounts;
  Writers writers;

  Response problem(const Request& request, const Error& error) const {
    return http::answer_problem(request, http::problem_of(error), error_page(candour));
  }

  // What the form says, and what of it is none.
  struct Said {
    paper::Cover cover;
    SentPaper sent;
  };
  Said said_in(const Request& request) const {
    Said said;
    said.sent.fields = &request.form();
    paper::Cover& cover = said.cover;
    cover.title = std::string(trimmed(request.form("title")));
    cover.body = std::string(trimmed(request.form("body")));
    const auto meeting = day_in(request.form(), "meeting"), as_at = day_in(request.form(), "as-at");
    cover.meeting = meeting.value_or(std::nullopt);
    const Date today = candour.clock().now().date();
    cover.scope.as_at = as_at.value_or(std::nullopt).value_or(today);
    // One that they do not see is as if it were not named.
    const auto picture = candour.picture(actor_of(request));
    for (std::string_view id : request.form().all("plan"))
      if (picture && view::find_plan(**picture, plan::PlanId(std::string(id)))) cover.scope.plans.emplace_back(id);
    for (std::string_view id : request.form().all("agency"))
      if (is_id_text(id)) cover.scope.agencies.emplace_back(id);
    for (std::string_view each : request.form().all("section"))
      if (const auto section = paper::section_from_text(each)) cover.scope.sections.push_back(*section);
    const auto wrong = [&](const char* field, const char* sentence) {
      if (!said.sent.sentence.empty()) return;
      said.sent.field = field;
      said.sent.sentence = sentence;
    };
    if (cover.title.empty()) wrong("title", "Give the paper a title.");
    if (cover.body.empty()) wrong("body", "Say whose meeting the paper is for.");
    if (!meeting) wrong("meeting", "The day of the meeting must be a real date, such as 27 3 2026.");
    if (!as_at || !*as_at) wrong("as-at", "Say as at which day, such as 27 3 2026.");
    if (as_at && *as_at && **as_at > today)
      wrong("as-at", "Nobody knows yet how things will stand on that day. Choose today or an earlier one.");
    if (cover.scope.plans.empty()) wrong("plan", "Choose at least one plan.");
    return said;
  }

  // The paper of the address, as the actor sees it.
  struct Seen {
    std::shared_ptr<const view::Picture> picture;
    const paper::Paper* paper = nullptr;
  };
  Result<Seen> seen(const Request& request) const {
    CANDOUR_TRY(picture, candour.picture(actor_of(request)));
    Seen found{picture, view::find_paper(*picture, paper::PaperId(std::string(request.parameter("paper"))))};
    if (!found.paper) return fail(ErrorCode::not_found, "There is no such paper.");
    return found;
  }
  // What cannot be taken back asks for a code first; afterwards they are at the page with the button again.
  std::optional<Response> confirm(const Request& request) const {
    if (!confirm_first(request, *accounts)) return std::nullopt;
    return http::redirect("/account/confirm?to=" + http::percent_encoded(address_of(request) + "/preview"));
  }
  static std::string address_of(const Request& request) { return "/papers/" + std::string(request.parameter("paper")); }

  // The page of one step, with what was refused; in `back` where the form stood.
  enum class Step { whole, scope, check, preview };
  Response step(const Request& request, Step which, const SentPaper& sent, Status status = Status::ok,
                const paper::Cover* cover = nullptr) const {
    auto found = seen(request);
    if (!found) return problem(request, found.error());
    const paper::Paper& paper = *found->paper;
    static const char* const endings[] = {"", "/scope", "/check", "/preview"};
    const std::string path = address_of(request) + endings[static_cast<std::size_t>(which)];
    Around around = status == Status::ok ? around_of(request) : around_of(request, path);
    switch (which) {
      case Step::whole:
        return http::html(paper_page(around, *found->picture, paper, sent), status);
      case Step::scope:
        return http::html(paper_form_page(around, *found->picture, &paper, cover ? *cover : paper.cover, sent), status);
      case Step::check:
      case Step::preview:
        break;
    }
    if (which == Step::preview && paper.proposal) {
      auto bytes = app::published_file(candour, paper.proposal->files.front());
      if (!bytes) return problem(request, bytes.error());
      return http::html(
          paper_preview_page(around, *found->picture, paper, main_part(*bytes).value_or(std::string_view()),
                             app::eased(*found->picture, paper, paper.proposal->shown), sent),
          status);
    }
    if (paper.stage != paper::Stage::draft) return http::redirect(address_of(request));
    auto composed = app::compose(candour, actor_of(request), paper);
    if (!composed && composed.error().code == ErrorCode::bad_input)
      return http::html(
          paper_form_page(around, *found->picture, &paper, paper.cover, {nullptr, "plan", composed.error().sentence}),
          Status::unprocessable);
    if (!composed) return problem(request, composed.error());
    if (which == Step::check)
      return http::html(paper_check_page(around, *found->picture, paper, *composed, sent), status);
    auto made = app::preview(candour, paper, *composed, paper_writing(writers));
    if (!made) return problem(request, made.error());
    return http::html(
        paper_preview_page(around, *found->picture, paper, main_part(made->bytes).value_or(std::string_view()),
                           app::eased(*found->picture, paper, view::shown(composed->content)), sent),
        status);
  }

  // Does it; a refusal or a clash is told on the page where the form stood, with what was typed.
  Response after(const Request& request, const Result<void>& done, Step back, std::string_view field,
                 const std::string& next, std::string_view told, const paper::Cover* cover = nullptr) const {
    if (done) return tell_done(request, next, told);
    if (done.error().code == ErrorCode::not_found || done.error().code == ErrorCode::internal ||
        done.error().code == ErrorCode::unavailable)
      return problem(request, done.error());
    std::string sentence = done.error().sentence;
    if (const std::size_t at = sentence.find(" Nothing of yours was saved"); at != std::string::npos)
      sentence = sentence.substr(0, at) + " Nothing of yours was saved yet: what you typed is still below.";
    const bool about_field = done.error().code == ErrorCode::bad_input;
    return step(request, back, {&request.form(), about_field ? std::string(field) : std::string(), sentence},
                http::problem_of(done.error()).status, cover);
  }
  Result<void> act(const Request& request, const paper::PaperCommand& command) const {
    return candour.act(actor_of(request), paper::PaperId(std::string(request.parameter("paper"))), command,
                       version(request));
  }
  static std::uint64_t version(const Request& request) {
    return number<std::uint64_t>(request.form("version")).value_or(0);
  }
};

void add_preparing(http::Routes& routes, const Office& office) {
  using Step = Office::Step;
  routes.get("/papers", [office](const Request& request) {
    auto picture = office.candour.picture(actor_of(request));
    if (!picture) return office.problem(request, picture.error());
    return http::html(papers_page(around_of(request), **picture));
  });
  routes.get("/papers/new", [office](const Request& request) {
    auto picture = office.candour.picture(actor_of(request));
    if (!picture) return office.problem(request, picture.error());
    paper::Cover cover;
    cover.scope.as_at = (*picture)->as_at;
    cover.scope.sections = {paper::Section::facts, paper::Section::silent, paper::Section::changes,
                            paper::Section::rows};
    if (is_id_text(request.query("plan"))) cover.scope.plans = {std::string(request.query("plan"))};
    return http::html(paper_form_page(around_of(request), **picture, nullptr, cover, {}));
  });
  routes.post("/papers/new", [office](const Request& request) {
    auto said = office.said_in(request);
    const paper::PaperId id{fresh_id()};
    const Result<void> done = said.sent.sentence.empty()
                                  ? office.candour.act(actor_of(request), id, paper::StartPaper{id, said.cover}, 0)
                                  : Result<void>(fail(ErrorCode::bad_input, said.sent.sentence));
    if (done) return http::redirect("/papers/" + id.text() + "/check");
    auto picture = office.candour.picture(actor_of(request));
    if (!picture || done.error().code != ErrorCode::bad_input)
      return office.problem(request, picture ? done.error() : picture.error());
    said.sent.sentence = done.error().sentence;
    return http::html(paper_form_page(around_of(request, "/papers/new"), **picture, nullptr, said.cover, said.sent),
                      Status::unprocessable);
  });
  for (const auto& [ending, which] :
       {std::pair{"", Step::whole}, {"/scope", Step::scope}, {"/check", Step::check}, {"/preview", Step::preview}})
    routes.get(std::string("/papers/{paper}") + ending,
               [office, which = which](const Request& request) { return office.step(request, which, {}); },
               {.pace = which == Step::preview ? http::Pace::slow : http::Pace::brief});
  routes.post("/papers/{paper}/scope", [office](const Request& request) {
    auto said = office.said_in(request);
    if (!said.sent.sentence.empty())
      return office.step(request, Step::scope, said.sent, Status::unprocessable, &said.cover);
    return office.after(request, office.act(request, paper::ReviseDraft{said.cover}), Step::scope, "title",
                        Office::address_of(request) + "/check", "The draft was saved.", &said.cover);
  });
  routes.post("/papers/{paper}/check", [office](const Request& request) {
    const auto answer = paper::answer_from_text(request.form("answer"));
    const paper::DecideHit decide{std::string(request.form("kind")), std::string(request.form("words")),
                                  answer.value_or(paper::Answer::redact), std::string(request.form("text"))};
    return office.after(request,
                        answer ? office.act(request, decide)
                               : Result<void>(fail(ErrorCode::bad_input, "Say what is done with these words.")),
                        Step::check, answer ? "text" : "answer", Office::address_of(request) + "/check",
                        "It was decided.");
  });
  routes.post(
      "/papers/{paper}/propose",
      [office](const Request& request) {
        return office.after(
            request,
            app::propose(office.candour, actor_of(request), paper::PaperId(std::string(request.parameter("paper"))),
                         Office::version(request), request.form("why-eased"), paper_writing(office.writers)),
            Step::preview, "why-eased", Office::address_of(request),
            "The paper is proposed. A second person reads and approves it.");
      },
      {.pace = http::Pace::slow});  // its PDF is printed
  routes.post("/papers/{paper}/approve", [office](const Request& request) {
    if (const auto first = office.confirm(request)) return *first;
    return office.after(
        request,
        app::approve(office.candour, actor_of(request), paper::PaperId(std::string(request.parameter("paper"))),
                     std::string(request.form("document")), Office::version(request)),
        Step::preview, "", Office::address_of(request), "The paper is approved. It can be published now.");
  });
  routes.post("/papers/{paper}/publish", [office](const Request& request) {
    if (const auto first = office.confirm(request)) return *first;
    return office.after(request,
                        app::publish(office.candour, actor_of(request),
                                     paper::PaperId(std::string(request.parameter("paper"))), Office::version(request)),
                        Step::preview, "", Office::address_of(request), "The paper is published.");
  });
  routes.post("/papers/{paper}/return", [office](const Request& request) {
    return office.after(request, office.act(request, paper::ReturnProposal{std::string(request.form("return-reason"))}),
                        Step::preview, "return-reason", Office::address_of(request), "The paper is a draft again.");
  });
  routes.post("/papers/{paper}/discard", [office](const Request& request) {
    return office.after(request, office.act(request, paper::DiscardDraft{std::string(request.form("discard-reason"))}),
                        Step::whole, "discard-reason", Office::address_of(request), "The draft was given up.");
  });
  routes.post("/papers/{paper}/correct", [office](const Request& request) {
    const bool said_what = !trimmed(request.form("what")).empty();
    return office.after(
        request,
        office.act(request, paper::CorrectPaper{std::string(request.form("what")), std::string(request.form("why"))}),
        Step::whole, said_what ? "why" : "what", Office::address_of(request) + "/scope",
        "The correction has begun. Nothing is published before a second person approves it.");
  });
  routes.post("/papers/{paper}/withdraw", [office](const Request& request) {
    if (const auto first = office.confirm(request)) return *first;
    const auto which = number<std::uint32_t>(request.form("number")).value_or(0);
    const std::string field = "withdraw-" + std::to_string(which);
    return office.after(
        request,
        app::withdraw(office.candour, actor_of(request), paper::PaperId(std::string(request.parameter("paper"))), which,
                      request.form(field), Office::version(request)),
        Step::whole, field, Office::address_of(request),
        "The version is withdrawn. A dated notice stands in its place.");
  });
}

// ---- What everybody sees ----

struct Reading {
  app::Candour& candour;

  std::string partnership() const {
    const auto picture = candour.picture(app::Actor{});
    return picture ? view::name_of_site(**picture) : std::string();
  }
  Response problem(const Request& request, const Error& error) const {
    return http::answer_problem(request, http::problem_of(error), [this](const Request&, const http::Problem& each) {
      return http::html(problem_page_for_public(
                            partnership(), each.title.empty() ? std::string(http::reason(each.status)) : each.title,
                            each.sentence.empty() ? "There is no such paper here." : each.sentence, today()),
                        each.status);
    });
  }

  Date today() const { return candour.clock().now().date(); }

  struct Found {
    std::shared_ptr<const paper::Paper> paper;  // held for what points into it
    PublicPaper shown;
  };
  // The version named, or the latest.
  Result<Found> found(const Request& request) const {
    CANDOUR_TRY(paper, app::published_paper(candour, request.parameter("paper")));
    Found made{paper, {}};
    const std::string_view named = request.parameter("version");
    made.shown.paper = paper.get();
    made.shown.version =
        named.empty() ? paper::latest(*paper) : paper::find_version(*paper, number<std::uint32_t>(named).value_or(0));
    if (!made.shown.version) return fail(ErrorCode::not_found, "This paper has no such version.");
    const paper::Version& version = *made.shown.version;
    made.shown.partnership = partnership();
    made.shown.held = candour.held();
    made.shown.site = candour.post().site;
    made.shown.today = today();
    made.shown.corrected_by = app::role_of(candour, version.proposed_by);
    made.shown.approved_by = app::role_of(candour, version.approved_by);
    if (version.withdrawn) made.shown.withdrawn_by = app::role_of(candour, version.withdrawn->by);
    return made;
  }
  Result<void> add_ledger(Found& made) const {
    auto ledger = app::in_ledger(candour, made.paper->id, *made.shown.version);
    if (ledger)
      made.shown.ledger = std::move(*ledger);
    else if (ledger.error().code != ErrorCode::refused)
      return fail(std::move(ledger.error()));
    return {};
  }

  Response show(const Request& request) const {
    auto made = found(request);
    if (!made) return problem(request, made.error());
    if (made->shown.version->withdrawn) return http::html(withdrawn_paper_page(made->shown), Status::gone);
    auto bytes = app::published_file(candour, made->shown.version->files.front());
    if (bytes) {
      if (const auto main = main_part(*bytes)) made->shown.main = std::string(*main);
      made->shown.otherwise = app::forms_otherwise(*made->shown.version, *bytes);
    } else if (bytes.error().code != ErrorCode::refused) {
      return problem(request, bytes.error());
    }
    if (const auto added = add_ledger(*made); !added) return problem(request, added.error());
    if (!made->shown.ledger)
      made->shown.main.reset();  // whatever its bytes are, nobody can say that they were published
    return http::html(public_paper_page(made->shown));
  }

  // By the tables that both were published with; what is kept of them otherwise is not compared.
  std::string changes(const PublicPaper& shown, const paper::Version& before) const {
    const auto tables_of = [this](const paper::Version& version) -> Result<std::string> {
      for (const paper::File& each : version.files)
        if (each.name == "paper.json") return app::published_file(candour, each);
      return fail(ErrorCode::not_found, "This version has no tables.");
    };
    if (before.withdrawn) return paper_changes_page(shown, before, nullptr);
    const auto was = tables_of(before), is = tables_of(*shown.version);
    if (!was || !is) return paper_changes_page(shown, before, nullptr);
    const auto otherwise = report::told_otherwise(*was, *is);
    return paper_changes_page(shown, before, otherwise && *otherwise ? &**otherwise : nullptr);
  }

  Response file(const Request& request) const {
    auto made = found(request);
    if (!made) return problem(request, made.error());
    const paper::Version& version = *made->shown.version;
    if (version.withdrawn) return http::html(withdrawn_paper_page(made->shown), Status::gone);
    const std::string_view name = request.parameter("file");
    const std::string called = "paper." + version.document;
    for (const paper::File& each : version.files) {
      if (each.name != name) continue;
      auto bytes = app::vouched_file(candour, made->paper->id, version, each);
      if (!bytes) return problem(request, bytes.error());
      return http::attachment(std::move(*bytes), each.media, called + each.name.substr(each.name.rfind('.')));
    }
    if (const auto added = add_ledger(*made); !added) return problem(request, added.error());
    const auto& ledger = made->shown.ledger;
    if (ledger && name == "paper.leaf")
      return http::attachment(ledger->entry, "text/plain; charset=utf-8", called + ".leaf");
    if (ledger && ledger->vouched && name == "paper.tlog-proof")
      return http::attachment(ledger->proof, "text/plain; charset=utf-8", called + ".tlog-proof");
    if (ledger && name == "bundle.zip") {
      std::vector<report::PackedFile> files{{"VERIFY.txt", verify_words(made->shown)}};
      for (const paper::File& each : version.files) {
        auto bytes = app::vouched_file(candour, made->paper->id, version, each);
        if (!bytes) return problem(request, bytes.error());
        files.push_back({called + each.name.substr(each.name.rfind('.')), std::move(*bytes)});
      }
      files.push_back({called + ".leaf", ledger->entry});
      if (ledger->vouched) {
        files.push_back({called + ".tlog-proof", ledger->proof});
        files.push_back({"checkpoint", ledger->vouched->checkpoint.bytes});
        if (ledger->vouched->attested.stamp) files.push_back({"checkpoint.tsr", *ledger->vouched->attested.stamp});
        for (const char* key : {"policy", "log.vkey", "log.pem"}) {
          auto bytes = app::ledger_file(candour, key);
          if (!bytes) return problem(request, bytes.error());
          files.push_back({key, std::move(*bytes)});
        }
      }
      auto packed = report::zip(files);
      if (!packed) return problem(request, packed.error());
      return http::attachment(std::move(*packed), "application/zip", called + ".zip");
    }
    return problem(request, {ErrorCode::not_found, "This paper has no such file.", {}});
  }
};

void add_reading(http::Routes& routes, const Reading& reading) {
  routes.get("/p", [reading](const Request& request) {
    auto papers = app::published_papers(reading.candour);
    return papers
               ? http::html(public_papers_page(reading.partnership(), reading.candour.held(), *papers, reading.today()))
               : reading.problem(request, papers.error());
  });
  routes.get("/p/feed.atom", [reading](const Request& request) {
    auto papers = app::published_papers(reading.candour);
    return papers ? http::bytes(papers_feed(reading.partnership(), reading.candour.post().site, *papers),
                                "application/atom+xml; charset=utf-8")
                  : reading.problem(request, papers.error());
  });
  routes.get("/p/{paper}", [reading](const Request& request) { return reading.show(request); });
  routes.get("/p/{paper}/{version}", [reading](const Request& request) { return reading.show(request); });
  routes.get("/p/{paper}/{version}/changes", [reading](const Request& request) {
    auto made = reading.found(request);
    if (!made) return reading.problem(request, made.error());
    const paper::Version* before = paper::find_version(*made->paper, made->shown.version->number - 1);
    if (!before) return reading.problem(request, {ErrorCode::not_found, "There is no version before the first.", {}});
    if (made->shown.version->withdrawn) return http::html(withdrawn_paper_page(made->shown), Status::gone);
    return http::html(reading.changes(made->shown, *before));
  });
  routes.get("/p/{paper}/{version}/{file}", [reading](const Request& request) { return reading.file(request); });
}

}  // namespace

void add_paper_routes(http::Routes& routes, app::Candour& candour, std::shared_ptr<app::Accounts> accounts,
                      const Writers& writers) {
  add_preparing(routes, {candour, std::move(accounts), writers});
  add_reading(routes, {candour});
}

}  // namespace candour::web
