#pragma once
// A small plan of a fictional partnership, as a reader would return it, and a reader that returns it.

#include <functional>
#include <string>
#include <utility>

#include "app/candour.h"
#include "app/import.h"
#include "app/reader.h"
#include "base/clock.h"
#include "base/sha256.h"
#include "memory/memory_store.h"

namespace candour::app::sample {

inline Date day(const char* iso) {
  return *Date::parse(iso);
}
inline Moment morning(const char* iso) {
  return *Moment::parse(std::string(iso) + "T09:00:00Z");
}

inline intake::Action row(std::uint32_t line, std::string recommendation, std::string agency, std::string action,
                          std::string rating, plan::Status status) {
  intake::Action made;
  made.place.line = line;
  made.finding = recommendation.substr(0, 1);
  made.recommendation = recommendation;
  made.recommendations = {std::move(recommendation)};
  made.agency = agency;
  made.agency_as_written = agency;
  made.agencies = {std::move(agency)};
  made.action = std::move(action);
  made.rating = {std::move(rating), status};
  made.lead = "Head of Service";
  made.evidence = "Minutes of the board";
  made.cells = {made.agency_as_written, made.action, made.rating.as_written, made.evidence, made.lead};
  return made;
}

inline intake::Anomaly anomaly(std::string code, intake::Severity severity, std::uint32_t line, std::size_t action,
                               std::string field, std::string suggestion) {
  intake::Anomaly made;
  made.message = "“" + code + "” on line " + std::to_string(line) + ".";
  made.code = std::move(code);
  made.severity = severity;
  made.place.line = line;
  made.suggestion = std::move(suggestion);
  made.action = action;
  made.field = std::move(field);
  return made;
}

// Six rows, three agencies, two questions; “P” is outside the key on two rows.
inline intake::Reading reading() {
  using plan::Status;
  intake::Reading made;
  made.source = {"harrow-vale.txt", "text", std::string(64, '0'), 100};
  made.kind = intake::Kind::action_plan;
  made.title = "Serious Case Review ‘Rowan’ action plan";
  made.as_at = day("2016-01-07");
  made.scale = {{"G", "On track", Status::on_track, {}}, {"A", "Slipping", Status::at_risk, {}}};
  made.findings = {{"1", "Agencies held back what they knew", "", {}}, {"2", "Nobody saw the child alone", "", {}}};
  made.recommendations = {{"1a", "1", "How will information be shared?", {"Police", "Harrow Vale ICB"}, {}, {}},
                          {"2a", "2", "How will the child be seen?", {}, {}, {}}};
  made.actions = {row(10, "1a", "Police", "Share intelligence weekly with the hub", "G", Status::on_track),
                  row(11, "1a", "Harrow Vale ICB", "Train every practice in sharing information", "P", Status::unclear),
                  row(12, "1a", "Housing", "Publish the protocol for urgent moves", "A", Status::at_risk),
                  row(13, "2a", "Police", "Officers speak to each child alone and record it", "P", Status::unclear),
                  row(14, "2a", "Harrow Vale ICB", "Nurses record the voice of the child", "G", Status::on_track),
                  row(15, "2a", "Housing", "", "", Status::not_stated)};
  made.actions[5].response = "Housing does not see children";
  made.actions[2].target = "31/03/2016";
  made.actions[2].dates = plan::find_dates("31/03/2016");
  made.anomalies = {anomaly("rating.outside-key", intake::Severity::ask, 11, 1, "rating", "complete"),
                    anomaly("rating.outside-key", intake::Severity::ask, 13, 3, "rating", "complete"),
                    anomaly("lead.initials", intake::Severity::check, 12, 2, "lead", "")};
  intake::Anomaly whole;
  whole.code = "scale.unused";
  whole.message = "No row is rated Red.";
  made.anomalies.push_back(whole);
  return made;
}

class FakeReader final : public Reader {
 public:
  using Reading = std::function<Result<intake::Reading>(std::string_view bytes, const intake::Choices& choices)>;
  explicit FakeReader(Reading reading) : reading_(std::move(reading)) {}
  Result<intake::Reading> read(std::string_view bytes, std::string name,
                               const intake::Choices& choices) const override {
    auto made = reading_(bytes, choices);
    if (made) {
      made->source = {std::move(name), "text", sha256_hex(bytes), bytes.size()};
      if (choices.as_at) made->as_at = choices.as_at;
    }
    return made;
  }
  Result<document::FilledWorkbook> read_filled(std::string_view bytes, std::string name) const override {
    return document::read_filled(bytes, name);
  }
  Result<document::Attachment> judge(std::string_view bytes, std::string name) const override {
    return document::attachment_of(bytes, name);
  }

 private:
  Reading reading_;
};

// A world of its own for each test: an empty store, a clock that stands, a reader of the sample.
struct World {
  std::unique_ptr<Store> store = memory::make_store();
  FixedClock clock{morning("2026-03-02")};
  intake::Reading next = reading();  // what the reader returns
  FakeReader reader{[this](std::string_view, const intake::Choices& choices) -> Result<intake::Reading> {
    intake::Reading made = next;
    for (intake::Action& action : made.actions)
      if (const auto at = choices.statuses.find(action.rating.as_written); at != choices.statuses.end())
        action.rating.status = at->second;
    std::erase_if(made.anomalies, [&](const intake::Anomaly& each) {
      return each.code == "rating.outside-key" &&
             choices.statuses.contains(made.actions[*each.action].rating.as_written);
    });
    return made;
  }};
  Candour candour{*store, &reader, clock};
  Actor actor{"jo.park"};

  ImportDraft start(const std::string& bytes = "the document") {
    auto draft = start_import(candour, actor, bytes, "harrow-vale.txt");
    return draft ? *draft : ImportDraft();
  }
  plan::PlanId import(const std::string& bytes = "the document") {
    const ImportDraft draft = start(bytes);
    const auto plan = confirm_import(candour, actor, draft.id, draft.version);
    return plan ? plan->plan() : plan::PlanId();
  }
  plan::Plan plan(const plan::PlanId& id) {
    const auto picture = candour.picture({});
    const view::PlanPicture* found = picture ? view::find_plan(**picture, id) : nullptr;
    return found ? *found->plan : plan::Plan();
  }
};

}  // namespace candour::app::sample
