#pragma once
// What a person decided, applied to what was read. Pure; any thread.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/import.h"

namespace candour::app {

// Every decision on the row as one text, a sentence each, for the record; empty where nothing was decided.
std::vector<std::string> reasons_by_row(const ImportDraft& draft);
// Sentences for the record about the document as a whole: rows left out, each with its reason, and decisions on
// anomalies that are about no row.
std::vector<std::string> decisions_on_document(const ImportDraft& draft);

// Refuses (bad_input) a decision that the anomaly's field cannot take.
Result<void> check_decision(const intake::Reading& reading, std::size_t anomaly, const Decision& decision);
// The anomaly itself, and with it every one of the same code whose field holds the same as written.
std::vector<std::size_t> like(const intake::Reading& reading, std::size_t anomaly);

// After reading anew: decisions on anomalies, and reasons for skipping rows, that are still there.
std::map<std::size_t, Decision> carried_decisions(const intake::Reading& before, const intake::Reading& after,
                                                  const std::map<std::size_t, Decision>& decisions);
std::map<std::size_t, std::string> carried_skips(const intake::Reading& before, const intake::Reading& after,
                                                 const std::map<std::size_t, std::string>& skipped);

// Every row with the decisions applied.
std::vector<intake::Action> all_as_decided(const ImportDraft& draft);

}  // namespace candour::app
