// The import wizard's addresses.

#include <utility>

#include "app/import.h"
#include "base/text.h"
#include "web/done.h"
#include "web/form_reading.h"
#include "web/pages/asked.h"
#include "web/pages_import.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Request;
using http::Response;
using http::Status;

// Only an address of this very import may be gone back to.
std::string back_of(const Request& request, const std::string& otherwise) {
  const std::string_view back = request.form("back");
  return back.starts_with("/import/" + std::string(request.parameter("import")) + "/") ? std::string(back) : otherwise;
}

std::string step(const Request& request, std::string_view name) {
  return "/import/" + std::string(request.parameter("import")) + "/" + std::string(name);
}

std::string address_of(const app::Imported& into) {
  switch (into.what) {
    case app::Imported::What::meeting:
      return "/meetings/" + into.id;
    case app::Imported::What::risk_register:
      return "/registers/" + into.id;
    case app::Imported::What::plan:
      break;
  }
  return "/plans/" + into.id;
}

struct Wizard {
  app::Candour& candour;

  Response problem(const Request& request, const Error& error) const {
    return http::answer_problem(request, http::problem_of(error), error_page(candour));
  }

  // Draws a step of the draft as it stands; a refusal keeps the page and says why.
  template <class Draw>
  Response draw(const Request& request, Draw page) const {
    const plan::ImportId id{std::string(request.parameter("import"))};
    auto picture = candour.picture(actor_of(request));
    if (!picture) return problem(request, picture.error());
    auto draft = app::open_import(candour, id);
    if (!draft) return problem(request, draft.error());
    return page(**picture, *draft);
  }

  // After a change: on to the next page; a clash or a refusal is told, and what was typed is not lost.
  template <class Draw>
  Response settle(const Request& request, const Result<app::ImportDraft>& changed, const std::string& next,
                  Draw redraw) const {
    if (changed) return http::redirect(next);
    if (changed.error().code == ErrorCode::conflict)
      return draw(request, [&](const view::Picture& picture, const app::ImportDraft& draft) {
        std::vector<std::pair<std::string, std::string>> typed;
        for (const auto& [name, value] : request.form().all())
          if (name != "version" && name != "back") typed.emplace_back(name, value);
        return http::html(
            import_conflict_page(around_of(request), picture, draft, back_of(request, step(request, "columns")), typed),
            Status::conflict);
      });
    if (changed.error().code != ErrorCode::bad_input) return problem(request, changed.error());
    return draw(request, [&](const view::Picture& picture, const app::ImportDraft& draft) {
      return redraw(picture, draft, Refused{"", changed.error().sentence});
    });
  }
};

std::uint64_t version_in(const Request& request) {
  return number<std::size_t>(request.form("version")).value_or(0);
}

}  // namespace

std::vector<UnfinishedImport> unfinished_imports(app::Candour& candour, const app::Actor& actor) {
  std::vector<UnfinishedImport> unfinished;
  if (auto drafts = app::open_imports(candour))
    for (const app::ImportDraft& draft : *drafts)
      if (app::may_open_import(candour, actor, draft.id))
        unfinished.push_back({draft.id.text(), draft.document_name, draft.started.date().words()});
  return unfinished;
}

void add_import_routes(http::Routes& routes, app::Candour& candour) {
  const Wizard wizard{candour};
  const auto start_page = [wizard](const Request& request, const Refused& refused, Status status) {
    auto picture = wizard.candour.picture(actor_of(request));
    if (!picture) return wizard.problem(request, picture.error());
    return http::html(
        import_page(around_of(request), **picture, unfinished_imports(wizard.candour, actor_of(request)), refused),
        status);
  };

  routes.get("/import", [start_page](const Request& request) { return start_page(request, {}, Status::ok); });
  routes.post(
      "/import",
      [wizard, start_page](const Request& request) {
        const http::Upload* document = request.file("document");
        if (!document || document->size() == 0)
          return start_page(request, {"document", "Choose the document to import. It must not be empty."},
                            Status::unprocessable);
        auto draft = app::start_import(wizard.candour, actor_of(request), document->bytes(),
                                       document->file_name().empty() ? "document" : document->file_name());
        if (!draft)
          return start_page(request, {"document", draft.error().sentence}, http::problem_of(draft.error()).status);
        return http::redirect("/import/" + draft->id.text() + "/columns");
      },
      {.body = http::files_up_to(50u << 20), .pace = http::Pace::slow});

  routes.get("/import/{import}", [](const Request& request) { return http::redirect(step(request, "columns")); });

  const auto columns = [wizard](const Request& request, const view::Picture& picture, const app::ImportDraft& draft,
                                const Refused& refused) {
    return http::html(
        import_columns_page(around_of(request), picture, draft, app::likely_plans(picture, draft.reading()), refused),
        refused.empty() ? Status::ok : Status::unprocessable);
  };
  routes.get("/import/{import}/columns", [wizard, columns](const Request& request) {
    return wizard.draw(request, [&](const view::Picture& picture, const app::ImportDraft& draft) {
      return columns(request, picture, draft, {});
    });
  });
  routes.post("/import/{import}/columns",
              [wizard, columns](const Request& request) {
                const plan::ImportId id{std::string(request.parameter("import"))};
                auto draft = app::open_import(wizard.candour, id);
                if (!draft) return wizard.problem(request, draft.error());
                const auto redraw = [&](const view::Picture& picture, const app::ImportDraft& stands,
                                        const Refused& refused) {
                  app::ImportDraft typed = stands;  // what was typed stands in the page again
                  typed.title = std::string(request.form("title"));
                  typed.review.name = std::string(request.form("review-name"));
                  typed.body = std::string(request.form("body"));
                  return columns(request, picture, typed, refused);
                };
                const auto refuse = [&](std::string field, std::string sentence) {
                  return wizard.draw(request, [&](const view::Picture& picture, const app::ImportDraft& stands) {
                    return redraw(picture, stands, {std::move(field), std::move(sentence)});
                  });
                };
                const std::string title(trimmed(request.form("title")));
                if (title.empty()) return refuse("title", "Give the plan a title, so that it can be told from others.");
                intake::Choices choices = draft->choices;
                const auto as_at = day_in(request.form(), "as-at"), received = day_in(request.form(), "received");
                if (!as_at)
                  return refuse("as-at", "The day the document reports as at must be a real date, such as 7 1 2026.");
                if (!received)
                  return refuse("received", "The day the report was received must be a real date, such as 7 1 2026.");
                if (*as_at && *as_at != app::day_of(*draft)) choices.as_at = *as_at;
                if (draft->reading().kind == intake::Kind::minutes && trimmed(request.form("body")).empty())
                  return refuse("body", "Say which body met, so that the meeting can be found again.");
                for (std::size_t i = 0; i < draft->reading().columns.size(); ++i) {
                  const intake::UnderstoodColumn& understood = draft->reading().columns[i];
                  const auto chosen = intake::column_from_text(request.form("column-" + std::to_string(i)));
                  if (chosen && *chosen != understood.column) choices.columns[understood.header] = *chosen;
                }
                plan::Review review = draft->review;
                if (request.form().has("review-name")) review.name = std::string(trimmed(request.form("review-name")));
                if (const auto kind = plan::review_kind_from_text(request.form("review-kind"))) review.kind = *kind;

                auto changed = app::name_plan(wizard.candour, id, version_in(request), title, review);
                if (changed && draft->reading().kind == intake::Kind::minutes && changed->body != request.form("body"))
                  changed = app::name_body(wizard.candour, id, changed->version, std::string(request.form("body")));
                if (changed && draft->reading().kind == intake::Kind::inspection && *received != changed->received)
                  changed = app::set_received(wizard.candour, id, changed->version, *received);
                if (changed && (choices.columns != changed->choices.columns || choices.as_at != changed->choices.as_at))
                  changed = app::choose(wizard.candour, id, changed->version, choices);
                if (changed && request.form().has("revises")) {
                  const std::string_view wanted = request.form("revises");
                  const std::optional<plan::PlanId> plan =
                      is_id_text(wanted) ? std::optional(plan::PlanId(std::string(wanted))) : std::nullopt;
                  if (plan != changed->revises) changed = app::revise(wizard.candour, id, changed->version, plan);
                }
                const bool plan = !changed || changed->reading().kind == intake::Kind::action_plan;
                return wizard.settle(request, changed, step(request, plan ? "key" : "review"), redraw);
              },
              {.pace = http::Pace::slow});
  routes.post("/import/{import}/kind",
              [wizard, columns](const Request& request) {
                const plan::ImportId id{std::string(request.parameter("import"))};
                const auto redraw = [&](const view::Picture& picture, const app::ImportDraft& stands,
                                        const Refused& refused) { return columns(request, picture, stands, refused); };
                auto draft = app::open_import(wizard.candour, id);
                if (!draft) return wizard.problem(request, draft.error());
                const auto kind = intake::kind_from_text(request.form("kind"));
                if (!kind)
                  return redraw(**wizard.candour.picture(actor_of(request)), *draft,
                                {"kind", "Choose what kind of document it is."});
                intake::Choices choices = draft->choices;
                choices.kind = kind;
                return wizard.settle(request, app::choose(wizard.candour, id, version_in(request), choices),
                                     step(request, "columns"), redraw);
              },
              {.pace = http::Pace::slow});

  const auto ties = [](const Request& request, const view::Picture& picture, const app::ImportDraft& draft,
                       const Refused& refused) {
    if (draft.proposals.empty()) return http::redirect(step(request, draft.revises ? "changes" : "check"));
    return http::html(import_ties_page(around_of(request), picture, draft, refused),
                      refused.empty() ? Status::ok : Status::unprocessable);
  };
  routes.get("/import/{import}/ties", [wizard, ties](const Request& request) {
    return wizard.draw(request, [&](const view::Picture& picture, const app::ImportDraft& draft) {
      return ties(request, picture, draft, {});
    });
  });
  routes.post("/import/{import}/ties", [wizard, ties](const Request& request) {
    const plan::ImportId id{std::string(request.parameter("import"))};
    const auto redraw = [&](const view::Picture& picture, const app::ImportDraft& draft, const Refused& refused) {
      return ties(request, picture, draft, refused);
    };
    const auto chosen_of = [](std::string_view value) -> std::optional<app::TieChoice> {
      const std::size_t slash = value.find('/');
      if (slash == std::string_view::npos || !is_id_text(value.substr(0, slash))) return std::nullopt;
      return app::TieChoice{plan::PlanId(std::string(value.substr(0, slash))), std::string(value.substr(slash + 1))};
    };
    auto draft = app::open_import(wizard.candour, id);
    if (!draft) return wizard.problem(request, draft.error());
    std::map<std::string, std::optional<app::TieChoice>> decided;
    for (std::size_t i = 0; request.form().has("ref-" + std::to_string(i)); ++i) {
      const std::string number = std::to_string(i), ref(request.form("ref-" + number));
      const std::string_view answer = request.form("tie-" + number);
      std::optional<app::TieChoice> choice;
      if (answer == "yes") choice = chosen_of(request.form("proposed-" + number));
      if (answer == "no") choice = app::TieChoice{};
      if (answer == "other") choice = chosen_of(request.form("other-" + number));
      if (!choice)
        return wizard.draw(request, [&](const view::Picture& picture, const app::ImportDraft& stands) {
          return redraw(picture, stands, {"other-" + number, "Choose which recommendation " + ref + " answers."});
        });
      // What is left as it was proposed stays a proposal; the record then names its reason, and nobody's decision.
      for (const app::TieProposal& proposal : draft->proposals)
        if (proposal.recommendation == ref && !draft->ties.contains(ref)) {
          const auto taken = app::tie_taken(*draft, proposal);
          if ((taken && *taken == *choice) || (!taken && choice->plan.empty() && !proposal.sure)) choice.reset();
          break;
        }
      decided.emplace(ref, std::move(choice));
    }
    return wizard.settle(request, app::decide_ties(wizard.candour, id, version_in(request), decided),
                         step(request, draft->revises ? "changes" : "check"), redraw);
  });

  const auto key = [](const Request& request, const view::Picture& picture, const app::ImportDraft& draft,
                      const Refused& refused) {
    return http::html(import_key_page(around_of(request), picture, draft, refused),
                      refused.empty() ? Status::ok : Status::unprocessable);
  };
  routes.get("/import/{import}/key", [wizard, key](const Request& request) {
    return wizard.draw(request, [&](const view::Picture& picture, const app::ImportDraft& draft) {
      return key(request, picture, draft, {});
    });
  });
  routes.post("/import/{import}/key",
              [wizard, key](const Request& request) {
                const plan::ImportId id{std::string(request.parameter("import"))};
                auto draft = app::open_import(wizard.candour, id);
                if (!draft) return wizard.problem(request, draft.error());
                intake::Choices choices = draft->choices;
                std::map<std::string, plan::Status> stands;
                for (const intake::ScaleEntry& entry : draft->reading().scale)
                  stands.emplace(entry.as_written, entry.status);
                for (const intake::Action& action : draft->reading().actions)
                  stands.emplace(action.rating.as_written, action.rating.status);
                for (std::size_t i = 0; request.form().has("written-" + std::to_string(i)); ++i) {
                  const std::string written(request.form("written-" + std::to_string(i)));
                  const auto status = plan::status_from_text(request.form("status-" + std::to_string(i)));
                  const auto now = stands.find(written);
                  if (status && now != stands.end() && now->second != *status) choices.statuses[written] = *status;
                }
                const std::string next = step(request, "review");
                if (choices.statuses == draft->choices.statuses) return http::redirect(next);
                return wizard.settle(request, app::choose(wizard.candour, id, version_in(request), choices), next,
                                     [&](const view::Picture& picture, const app::ImportDraft& standing,
                                         const Refused& refused) { return key(request, picture, standing, refused); });
              },
              {.pace = http::Pace::slow});

  const auto review = [](const Request& request, const view::Picture& picture, const app::ImportDraft& draft,
                         const Refused& refused) {
    const ReviewChoice choice{std::string(request.query("severity")), std::string(request.query("code")),
                              number<std::size_t>(request.query("page")).value_or(1)};
    Around around = around_of(request);
    around.path = step(request, "review");  // also where a decision was refused
    return http::html(import_review_page(around, picture, draft, choice, refused),
                      refused.empty() ? Status::ok : Status::unprocessable);
  };
  routes.get("/import/{import}/review", [wizard, review](const Request& request) {
    return wizard.draw(request, [&](const view::Picture& picture, const app::ImportDraft& draft) {
      return review(request, picture, draft, {});
    });
  });
  routes.post("/import/{import}/decide", [wizard, review](const Request& request) {
    const plan::ImportId id{std::string(request.parameter("import"))};
    const auto anomaly = number<std::size_t>(request.form("anomaly"));
    const std::string_view kind = request.form("kind");
    const auto redraw = [&](const view::Picture& picture, const app::ImportDraft& draft, const Refused& refused) {
      return review(request, picture, draft, refused);
    };
    if (!anomaly || (kind != "accept" && kind != "fix" && kind != "keep"))
      return wizard.draw(request, [&](const view::Picture& picture, const app::ImportDraft& draft) {
        return redraw(picture, draft,
                      {anomaly ? "anomaly-" + std::to_string(*anomaly + 1) + "-kind" : "",
                       "Choose what should be imported, then save the decision."});
      });
    const app::Decision decision{kind == "accept" ? app::DecisionKind::accept
                                 : kind == "fix"  ? app::DecisionKind::fix
                                                  : app::DecisionKind::keep,
                                 kind == "fix" ? std::string(trimmed(request.form("value"))) : std::string(),
                                 kind == "keep" ? collapsed(request.form("reason")) : std::string()};
    return wizard.settle(
        request,
        app::decide_anomaly(wizard.candour, id, version_in(request), *anomaly, decision, request.form("all") == "yes"),
        back_of(request, step(request, "review")),
        [&](const view::Picture& picture, const app::ImportDraft& draft, Refused refused) {
          const bool why = kind == "keep" && *anomaly < draft.reading().anomalies.size() && decision.reason.empty() &&
                           app::is_remark(draft.reading().anomalies[*anomaly]);
          if (why) refused.field = "anomaly-" + std::to_string(*anomaly + 1) + "-reason";
          return redraw(picture, draft, refused);
        });
  });
  routes.post("/import/{import}/undecide", [wizard, review](const Request& request) {
    const plan::ImportId id{std::string(request.parameter("import"))};
    return wizard.settle(
        request,
        app::undecide_anomaly(wizard.candour, id, version_in(request),
                              number<std::size_t>(request.form("anomaly")).value_or(static_cast<std::size_t>(-1))),
        back_of(request, step(request, "review")),
        [&](const view::Picture& picture, const app::ImportDraft& draft, const Refused& refused) {
          return review(request, picture, draft, refused);
        });
  });

  const auto rows = [](const Request& request, const view::Picture& picture, const app::ImportDraft& draft,
                       const Refused& refused) {
    return http::html(import_rows_page(around_of(request), picture, draft,
                                       number<std::size_t>(request.query("page")).value_or(1), refused),
                      refused.empty() ? Status::ok : Status::unprocessable);
  };
  routes.get("/import/{import}/rows", [wizard, rows](const Request& request) {
    return wizard.draw(request, [&](const view::Picture& picture, const app::ImportDraft& draft) {
      return rows(request, picture, draft, {});
    });
  });
  for (const bool skip : {true, false})
    routes.post(skip ? "/import/{import}/skip" : "/import/{import}/keep", [wizard, rows, skip](const Request& request) {
      const plan::ImportId id{std::string(request.parameter("import"))};
      const std::size_t row = number<std::size_t>(request.form("row")).value_or(static_cast<std::size_t>(-1));
      auto changed = skip ? app::skip_row(wizard.candour, id, version_in(request), row,
                                          std::string(trimmed(request.form("reason"))))
                          : app::keep_row(wizard.candour, id, version_in(request), row);
      return wizard.settle(request, changed, back_of(request, step(request, "rows")),
                           [&](const view::Picture& picture, const app::ImportDraft& draft, const Refused& refused) {
                             Refused at = refused;
                             at.field = "reason-" + std::to_string(row + 1);
                             return rows(request, picture, draft, at);
                           });
    });

  const auto changes = [](const Request& request, const view::Picture& picture, const app::ImportDraft& draft,
                          const Refused& refused) {
    if (!draft.revises) return http::redirect(step(request, "check"));
    return http::html(import_changes_page(around_of(request), picture, draft,
                                          number<std::size_t>(request.query("page")).value_or(1), refused),
                      refused.empty() ? Status::ok : Status::unprocessable);
  };
  routes.get("/import/{import}/changes", [wizard, changes](const Request& request) {
    return wizard.draw(request, [&](const view::Picture& picture, const app::ImportDraft& draft) {
      return changes(request, picture, draft, {});
    });
  });
  routes.post("/import/{import}/changes", [wizard, changes](const Request& request) {
    const plan::ImportId id{std::string(request.parameter("import"))};
    auto draft = app::open_import(wizard.candour, id);
    if (!draft) return wizard.problem(request, draft.error());
    std::vector<std::size_t> accepted, refused_changes;
    const std::string_view every = request.form("every");
    if (!every.empty()) {
      for (std::size_t i = 0; i < draft->changes.size(); ++i)
        if (draft->changes[i].change != app::Change::same)
          (every == "accept" ? accepted : refused_changes).push_back(i);
    } else {
      const auto chosen = request.form().all("accept");
      for (std::string_view each : request.form().all("listed"))
        if (const auto index = number<std::size_t>(each))
          (std::find(chosen.begin(), chosen.end(), each) != chosen.end() ? accepted : refused_changes)
              .push_back(*index);
    }
    auto changed = app::accept_changes(wizard.candour, id, version_in(request), accepted, true);
    if (changed && !refused_changes.empty())
      changed = app::accept_changes(wizard.candour, id, changed->version, refused_changes, false);
    return wizard.settle(
        request, changed,
        request.form("go") == "on" ? step(request, "check") : back_of(request, step(request, "changes")),
        [&](const view::Picture& picture, const app::ImportDraft& standing, const Refused& refused) {
          return changes(request, picture, standing, refused);
        });
  });

  const auto check = [wizard](const Request& request, const view::Picture& picture, const app::ImportDraft& draft,
                              const Refused& refused) {
    const auto homes = homes_of(request, *picture.people, people::Act::run_plan, wizard.candour.clock().now().date());
    return http::html(import_check_page(around_of(request), picture, draft, homes, refused),
                      refused.empty() ? Status::ok : Status::unprocessable);
  };
  routes.get("/import/{import}/check", [wizard, check](const Request& request) {
    return wizard.draw(request, [&](const view::Picture& picture, const app::ImportDraft& draft) {
      return check(request, picture, draft, {});
    });
  });
  routes.post("/import/{import}/confirm",
              [wizard, check](const Request& request) {
                const plan::ImportId id{std::string(request.parameter("import"))};
                auto into = app::confirm_import(wizard.candour, actor_at(request), id, version_in(request));
                if (into) return tell_done(request, address_of(*into), "The document was imported.");
                return wizard.settle(request, Result<app::ImportDraft>(fail(into.error())), {},
                                     [&](const view::Picture& picture, const app::ImportDraft& draft,
                                         const Refused& refused) { return check(request, picture, draft, refused); });
              },
              {.pace = http::Pace::slow});
  routes.post("/import/{import}/drop", [wizard](const Request& request) {
    auto dropped = app::drop_import(wizard.candour, plan::ImportId{std::string(request.parameter("import"))});
    return dropped ? http::redirect("/import") : wizard.problem(request, dropped.error());
  });

  const auto imports = [wizard](const Request& request, const Refused& refused, Status status) {
    auto picture = wizard.candour.picture(actor_of(request));
    if (!picture) return wizard.problem(request, picture.error());
    const view::PlanPicture* plan = view::find_plan(**picture, plan::PlanId{std::string(request.parameter("plan"))});
    if (!plan) return wizard.problem(request, {ErrorCode::not_found, {}, {}});
    return http::html(plan_imports_page(around_of(request), **picture, *plan->plan, refused), status);
  };
  routes.get("/plans/{plan}/imports", [imports](const Request& request) { return imports(request, {}, Status::ok); });
  routes.get("/plans/{plan}/imports/{import}/original", [wizard](const Request& request) {
    auto picture = wizard.candour.picture(actor_of(request));
    if (!picture) return wizard.problem(request, picture.error());
    const view::PlanPicture* plan = view::find_plan(**picture, plan::PlanId{std::string(request.parameter("plan"))});
    if (!plan) return wizard.problem(request, {ErrorCode::not_found, {}, {}});
    for (const plan::Import& import : plan->plan->imports)
      if (import.id.text() == request.parameter("import")) {
        auto bytes = wizard.candour.store().original(import.document_sha256);
        if (!bytes) return wizard.problem(request, bytes.error());
        return http::attachment(std::move(*bytes), "application/octet-stream", import.document_name);
      }
    return wizard.problem(request, {ErrorCode::not_found, {}, {}});
  });
  routes.post("/plans/{plan}/imports/{import}/withdraw", [wizard, imports](const Request& request) {
    const std::string import(request.parameter("import"));
    const std::string reason(trimmed(request.form("reason")));
    if (reason.empty())
      return imports(request, {"reason-" + import, "Say why the import is withdrawn; the reason stays in the record."},
                     Status::unprocessable);
    auto withdrawn =
        app::withdraw_import(wizard.candour, actor_of(request), plan::PlanId{std::string(request.parameter("plan"))},
                             plan::ImportId{import}, reason);
    if (withdrawn)
      return tell_done(request, "/plans", "The import was withdrawn. It stays in the record, with your reason.");
    return imports(request, {"reason-" + import, withdrawn.error().sentence},
                   http::problem_of(withdrawn.error()).status);
  });
}

}  // namespace candour::web
