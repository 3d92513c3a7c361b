// candour import FILE… --data DIR: documents into the record, one step or nothing for each.

#include "app/import.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "base/file.h"
#include "base/sha256.h"
#include "base/text.h"
#include "cli/commands/command.h"
#include "cli/commands/decisions_file.h"
#include "cli/commands/record.h"
#include "document/document.h"

namespace candour::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_decisions_bytes = 4u << 20;

struct Options {
  std::vector<std::string> files;
  std::string data;
  bool strict = false;
  std::string decisions;
  std::string title;
  std::string review_kind;
  std::string revises;
  std::string kind;
  std::string body;
  std::string received;
  std::string format = "text";
  std::string person = "operator";
};

// One file on its way through, and what became of it.
struct Document {
  std::string name;
  std::optional<app::ImportDraft> draft;  // until it is confirmed or dropped
  app::Tally sums;
  std::vector<intake::Anomaly> awaiting;  // undecided anomalies that ask
  std::vector<std::string> agencies;      // new ones
  std::vector<std::string> vanished;      // actions of the plan that the newer version does not have, and that stand
  std::string title;
  std::optional<app::Imported> into;  // that it was, or had been, imported as
  bool revised = false;
  bool unchanged = false;  // nothing in it was new
  std::optional<Error> error;
};

std::string_view in_words(app::Imported::What what) {
  switch (what) {
    case app::Imported::What::plan:
      return "plan";
    case app::Imported::What::meeting:
      return "meeting";
    case app::Imported::What::risk_register:
      return "register";
  }
  return {};
}

std::string title_of(const view::Picture& picture, const app::Imported& into) {
  if (const auto* plan = view::find_plan(picture, plan::PlanId(into.id))) return plan->plan->title;
  if (const auto* meeting = view::find_meeting(picture, meeting::MeetingId(into.id))) return meeting->item;
  if (const auto* reg = view::find_register(picture, risk::RegisterId(into.id))) return reg->title;
  return {};
}

std::vector<intake::Anomaly> awaiting_in(const app::ImportDraft& draft) {
  std::vector<intake::Anomaly> awaiting;
  for (std::size_t i = 0; i < draft.reading().anomalies.size(); ++i) {
    const intake::Anomaly& anomaly = draft.reading().anomalies[i];
    if (anomaly.severity == intake::Severity::ask && !draft.decisions.contains(i) &&
        !(anomaly.action && draft.skipped.contains(*anomaly.action)))
      awaiting.push_back(anomaly);
  }
  return awaiting;
}

class Importing {
 public:
  Importing(const Options& options, const Wiring& wiring, DecisionsFile decisions, app::Candour& candour)
      : options_(options),
        wiring_(wiring),
        decisions_(std::move(decisions)),
        candour_(candour),
        actor_{options.person} {}

  std::vector<Document> run() {
    std::vector<Document> documents;
    for (std::size_t i = 0; i < options_.files.size(); ++i) {
      Document& document = documents.emplace_back();
      document.name = name_of(options_.files[i]);
      progress("Reading", i, document);
      if (auto ready = make_ready(options_.files[i], document); !ready) document.error = std::move(ready.error());
    }
    check_decisions_were_used(documents);
    if (options_.strict) refuse_where_undecided(documents);
    for (std::size_t i = 0; i < documents.size(); ++i) {
      Document& document = documents[i];
      if (!document.draft) continue;
      if (!document.error) {
        progress("Importing", i, document);
        if (auto confirmed = confirm(document); !confirmed) document.error = std::move(confirmed.error());
      }
      // What is not confirmed leaves nothing behind: the command line has no wizard to come back to.
      if (document.error) (void)app::drop_import(candour_, document.draft->id).has_value();
    }
    show_progress({});
    return documents;
  }

 private:
  void progress(std::string_view what, std::size_t index, const Document& document) const {
    const std::string of = options_.files.size() == 1 ? std::string()
                                                      : " (" + std::to_string(index + 1) + " of " +
                                                            std::to_string(options_.files.size()) + ")";
    show_progress(std::string(what) + " " + document.name + of + " …");
  }

  Result<void> make_ready(const std::string& path, Document& document) {
    CANDOUR_TRY(bytes, read_input(path, document::Limits{}.file_bytes));
    CANDOUR_TRY(picture, candour_.picture({}));
    if (const auto into = app::same_document(*picture, sha256_hex(bytes)); into && options_.revises.empty()) {
      document.into = into;
      document.title = title_of(*picture, *into);
      document.unchanged = true;
      return {};
    }
    intake::Choices choices = decisions_.choices;
    if (!options_.kind.empty()) choices.kind = intake::kind_from_text(options_.kind);
    CANDOUR_TRY(started, app::start_import(candour_, actor_, bytes, document.name, choices));
    document.draft = std::move(started);
    CANDOUR_CHECK(apply_decisions(*document.draft));
    document.sums = app::tally(*document.draft);
    document.awaiting = awaiting_in(*document.draft);
    document.title = document.draft->title;
    if (document.draft->reading().kind == intake::Kind::unknown)
      return fail(ErrorCode::unreadable,
                  "It is not known what kind of document this is, so nothing of it was imported. Say so with --kind, "
                  "or look at it with “candour read”.");
    if (document.draft->reading().kind == intake::Kind::action_plan && document.sums.rows == 0)
      return fail(ErrorCode::unreadable,
                  "No table of actions was found in it. “candour read” shows what was understood.");
    return {};
  }

  Result<void> apply_decisions(app::ImportDraft& draft) {
    if (!options_.revises.empty()) {
      CANDOUR_TRY(revised, app::revise(candour_, draft.id, draft.version, plan::PlanId(options_.revises)));
      draft = std::move(revised);
    }
    plan::Review review = draft.review;
    if (!options_.review_kind.empty()) review.kind = *plan::review_kind_from_text(options_.review_kind);
    const std::string& title = !options_.title.empty() ? options_.title : decisions_.title;
    if (!title.empty() || !options_.review_kind.empty()) {
      CANDOUR_TRY(named,
                  app::name_plan(candour_, draft.id, draft.version, title.empty() ? draft.title : title, review));
      draft = std::move(named);
    }
    if (!options_.body.empty()) {
      CANDOUR_TRY(named, app::name_body(candour_, draft.id, draft.version, options_.body));
      draft = std::move(named);
    }
    if (!options_.received.empty()) {
      CANDOUR_TRY(set, app::set_received(candour_, draft.id, draft.version, Date::parse(options_.received)));
      draft = std::move(set);
    }
    const app::Decided decided = decided_by(decisions_, draft.reading(), used_);
    if (!decided.anomalies.empty() || !decided.skipped.empty()) {
      CANDOUR_TRY(done, app::decide_all(candour_, draft.id, draft.version, decided));
      draft = std::move(done);
    }
    std::vector<std::size_t> accepted;
    for (std::size_t i = 0; i < draft.changes.size(); ++i)
      if (draft.changes[i].change != app::Change::vanished || decisions_.vanished == Vanished::withdrawn)
        accepted.push_back(i);
    if (!accepted.empty()) {
      CANDOUR_TRY(done, app::accept_changes(candour_, draft.id, draft.version, accepted, true));
      draft = std::move(done);
    }
    return {};
  }

  // A decision that meets nothing is most likely misspelt, and what it was meant for would be imported undecided.
  void check_decisions_were_used(std::vector<Document>& documents) const {
    const bool read_any = std::any_of(documents.begin(), documents.end(),
                                      [](const Document& document) { return document.draft.has_value(); });
    if (!read_any) return;
    for (std::size_t i = 0; i < used_.size(); ++i) {
      if (used_[i] > 0) continue;
      const auto& where = i < decisions_.decide.size() ? decisions_.decide[i].where
                                                       : decisions_.skip[i - decisions_.decide.size()].where;
      refuse_all(documents,
                 {ErrorCode::unreadable,
                  "Nothing was imported: no document has what the decisions file decides on (" + where.in_words + ").",
                  {}});
      return;
    }
  }

  void refuse_where_undecided(std::vector<Document>& documents) const {
    std::size_t undecided = 0;
    for (const Document& document : documents)
      if (document.draft) undecided += document.awaiting.size();
    if (undecided > 0)
      refuse_all(documents, {ErrorCode::unreadable,
                             "Nothing was imported: " + (undecided == 1 ? std::string("1 question awaits a decision.")
                                                                        : grouped(static_cast<long long>(undecided)) +
                                                                              " questions await a decision."),
                             {}});
  }
  static void refuse_all(std::vector<Document>& documents, const Error& error) {
    for (Document& document : documents)
      if (document.draft && !document.error) document.error = error;
  }

  Result<void> confirm(Document& document) {
    app::ImportDraft& draft = *document.draft;
    document.revised = draft.revises.has_value();
    if (document.revised) {
      CANDOUR_TRY(picture, candour_.picture({}));
      const view::PlanPicture* plan = view::find_plan(*picture, *draft.revises);
      bool any = false;
      for (const app::RowChange& change : draft.changes) {
        any = any || change.accepted;
        if (change.change == app::Change::vanished && !change.accepted && plan)
          document.vanished.push_back(plan::action_id(*draft.revises, *change.number));
      }
      if (!any) {
        document.into = app::Imported{app::Imported::What::plan, draft.revises->text()};
        document.unchanged = true;
        CANDOUR_CHECK(app::drop_import(candour_, draft.id));
        return {};
      }
    }
    std::set<std::string> known;
    {
      CANDOUR_TRY(picture, candour_.picture({}));
      for (const plan::Agency& agency : picture->partnership->agencies) known.insert(agency.id.text());
    }
    CANDOUR_TRY(into, app::confirm_import(candour_, actor_, draft.id, draft.version));
    document.into = into;
    CANDOUR_TRY(picture, candour_.picture({}));
    for (const plan::Agency& agency : picture->partnership->agencies)
      if (!known.contains(agency.id.text())) document.agencies.push_back(agency.name);
    return {};
  }

  const Options& options_;
  const Wiring& wiring_;
  DecisionsFile decisions_;
  app::Candour& candour_;
  app::Actor actor_;
  std::vector<std::size_t> used_;
};

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return grouped(static_cast<long long>(count)) + " " + std::string(count == 1 ? one : many);
}

void list_awaiting(std::string& out, const Document& document) {
  if (document.awaiting.empty()) return;
  out += "  " + counted(document.awaiting.size(), "question awaits", "questions await") + " a decision:\n";
  for (const intake::Anomaly& anomaly : document.awaiting) {
    const std::string place = document::in_words(anomaly.place);
    out += "    " + (place.empty() ? std::string() : place + ": ") + collapsed(anomaly.message);
    if (!anomaly.suggestion.empty()) out += " Suggested: " + shortened(collapsed(anomaly.suggestion), 120);
    out += '\n';
  }
}

std::string in_text(const std::vector<Document>& documents) {
  std::string out;
  for (const Document& document : documents) {
    if (document.error) {
      // Where nothing was imported for want of decisions, these are what is to be decided.
      if (!document.awaiting.empty() && !document.into) {
        out += document.name + ": not imported.\n";
        list_awaiting(out, document);
      }
      continue;
    }
    const std::string plan =
        std::string(in_words(document.into->what)) + " " + document.into->id + ", “" + document.title + "”";
    if (document.unchanged) {
      out += document.name + ": every row is the same as in " + plan + ", so nothing was imported.\n";
      continue;
    }
    out +=
        document.name + ": " + (document.revised ? "imported as a newer version of " : "imported as ") + plan + ".\n";
    const app::Tally& sums = document.sums;
    out += "  " + counted(sums.rows, "row in", "rows in") + " = " + grouped(static_cast<long long>(sums.kept)) +
           " kept + " + grouped(static_cast<long long>(sums.skipped)) + " skipped\n";
    if (document.revised)
      out += "  " + grouped(static_cast<long long>(sums.same)) + " the same, " +
             grouped(static_cast<long long>(sums.changed)) + " changed, " +
             grouped(static_cast<long long>(sums.added)) + " added, " + grouped(static_cast<long long>(sums.vanished)) +
             " not in the newer version\n";
    if (!document.vanished.empty())
      out += "  these stand until somebody withdraws them: " + join(document.vanished, ", ") + "\n";
    if (!document.agencies.empty())
      out += "  " + counted(document.agencies.size(), "agency is new: ", "agencies are new: ") +
             join(document.agencies, "; ") + "\n";
    list_awaiting(out, document);
  }
  return out;
}

Json place_in_json(const document::Place& place) {
  Json json = Json::object();
  if (!place.sheet.empty()) json["sheet"] = place.sheet;
  const auto put = [&](const char* name, std::uint32_t value) {
    if (value > 0) json[name] = value;
  };
  put("line", place.line);
  put("table", place.table);
  put("row", place.row);
  put("column", place.column);
  put("paragraph", place.paragraph);
  put("page", place.page);
  return json;
}

std::string in_json(const std::vector<Document>& documents) {
  Json list = Json::array();
  for (const Document& document : documents) {
    Json awaiting = Json::array();
    for (const intake::Anomaly& anomaly : document.awaiting)
      awaiting.push_back({{"code", anomaly.code},
                          {"place", place_in_json(anomaly.place)},
                          {"message", anomaly.message},
                          {"suggestion", anomaly.suggestion}});
    const bool imported = document.into && !document.unchanged && !document.error;
    const auto id_of = [&](app::Imported::What what) {
      return document.into && document.into->what == what ? Json(document.into->id) : Json(nullptr);
    };
    Json json{{"name", document.name},
              {"outcome", document.error ? "failed"
                          : imported     ? (document.revised ? "revised" : "imported")
                                         : "unchanged"},
              {"plan", id_of(app::Imported::What::plan)},
              {"title", document.title}};
    if (document.into && document.into->what != app::Imported::What::plan)
      json[std::string(in_words(document.into->what))] = document.into->id;
    json["rows"] = {{"in", document.sums.rows},
                    {"kept", imported ? document.sums.kept : 0},
                    {"skipped", imported ? document.sums.skipped : document.sums.rows}};
    if (document.revised)
      json["changes"] = {{"same", document.sums.same},
                         {"changed", document.sums.changed},
                         {"added", document.sums.added},
                         {"vanished", document.sums.vanished}};
    json["agencies_new"] = document.agencies;
    json["awaiting"] = awaiting;
    if (document.error) json["error"] = document.error->sentence;
    list.push_back(json);
  }
  return Json{{"candour_import", 1}, {"documents", list}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<void> import_documents(const Options& options, const Wiring& wiring, Outcome& outcome) {
  if (options.files.size() > 1 && (!options.title.empty() || !options.revises.empty()))
    return fail(ErrorCode::bad_input,
                "A title or a plan to revise belongs to one document: import the others by themselves.");
  if (trimmed(options.person).empty() || !is_utf8(options.person))
    return fail(ErrorCode::bad_input, "Say who acts, as in --as jo.park.");
  if (!options.revises.empty() && !is_id_text(options.revises))
    return fail(ErrorCode::bad_input,
                "“" + repaired_utf8(options.revises) + "” is no plan's id; a plan's page and its import show it.");
  DecisionsFile decisions;
  if (!options.decisions.empty()) {
    CANDOUR_TRY(text, read_input(options.decisions, most_decisions_bytes));
    CANDOUR_TRY(read, read_decisions(text));
    decisions = std::move(read);
  }
  CANDOUR_CHECK(make_folder(options.data));
  CANDOUR_TRY(record, open_record(wiring, options.data, Opening::to_write));
  const std::vector<Document> documents = Importing(options, wiring, std::move(decisions), *record.candour).run();
  outcome.output = options.format == "json" ? in_json(documents) : in_text(documents);
  for (const Document& document : documents) {
    if (!document.error) continue;
    // One sentence about all of them is said once.
    const bool about_all = document.error->sentence.starts_with("Nothing was imported");
    const std::string sentence = about_all ? document.error->sentence : document.name + ": " + document.error->sentence;
    if (std::find(outcome.complaints.begin(), outcome.complaints.end(), sentence) == outcome.complaints.end())
      outcome.complaints.push_back(sentence);
    if (outcome.exit == Exit::done) outcome.exit = exit_for(document.error->code);
  }
  return {};
}

}  // namespace

void add_import(CLI::App& program, const Wiring& wiring, Outcome& outcome) {
  CLI::App& command = *program.add_subcommand("import", "Read documents into the record, one step or nothing for each");
  const auto options = std::make_shared<Options>();
  command
      .add_option(
          "FILE", options->files,
          "Word, Excel, OpenDocument (.odt, .ods), PDF, HTML, CSV, Markdown or plain text; several may be given")
      ->required();
  command.add_option("--data", options->data, "The folder that holds the record; made where there is none")
      ->required()
      ->envname("CANDOUR_DATA");
  command.add_flag("--strict", options->strict, "Import nothing while a question awaits a decision, and end with 65");
  command.add_option("--decisions", options->decisions, "A file of decisions, as JSON");
  command.add_option("--title", options->title, "The title of the plan, where the document's own will not do");
  command.add_option("--review-kind", options->review_kind, "What kind of review the plan comes from")
      ->check(CLI::IsMember({"serious_case_review", "practice_review", "domestic_abuse_related_death_review",
                             "safeguarding_adults_review", "inspection", "peer_review", "audit", "self_assessment",
                             "other"}));
  command.add_option("--kind", options->kind, "What kind of document it is, where that is not known from itself")
      ->check(CLI::IsMember({"action-plan", "inspection", "minutes", "risk-register"}));
  command.add_option("--body", options->body, "Of minutes: the body that met, where they do not name it");
  command.add_option("--received", options->received, "Of an inspection: the day its report came, as 2026-01-31")
      ->check(CLI::Validator(
          [](const std::string& text) { return Date::parse(text) ? "" : "is no day such as 2026-01-31"; }, "DAY"));
  command.add_option("--revises", options->revises, "The id of the plan that this is a newer version of");
  command.add_option("--format", options->format, "How the answer is written")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command.add_option("--as", options->person, "Who acts; the record says so")->capture_default_str();
  command.callback([options, &wiring, &outcome] { outcome.result = import_documents(*options, wiring, outcome); });
}

}  // namespace candour::cli
