// candour erase: words of the record that must go, found and erased.

#include <memory>
#include <string>
#include <vector>

#include "app/candour.h"
#include "app/erasure.h"
#include "base/text.h"
#include "cli/commands/command.h"
#include "cli/commands/record.h"

namespace candour::cli {
namespace {

struct Options {
  std::string data, find, basis, reason;
  app::Erasure erasure;
};

std::string as_text(const app::Traces& traces) {
  std::string text;
  for (const auto& each : traces.events)
    text += "event " + std::to_string(each.position) + "\t" + each.recorded.date().iso() + "\t" + each.stream + "\t" +
            each.type + "\t" + each.excerpt + "\n";
  for (const auto& each : traces.files)
    text += "file " + each.sha256 + "\t" + (each.certain ? "holds the words" : "may hold them: look") + "\t" +
            each.name + "\n";
  for (const auto& each : traces.drafts) text += "draft " + each.name + "\t" + each.changed.date().iso() + "\n";
  if (text.empty()) text = "The words stand nowhere in the record.\n";
  if (traces.unsearched > 0)
    text += "# " + grouped(static_cast<long long>(traces.unsearched)) +
            " compressed files (Word, Excel, PDF) cannot be searched here: look in them where they may name somebody\n";
  if (traces.passing > 0)
    text += "# " + grouped(static_cast<long long>(traces.passing)) +
            " texts that were typed when a session ended hold the words, and go within a day by themselves\n";
  return text;
}

Result<std::string> run(const Options& options, const Wiring& wiring) {
  CANDOUR_TRY(record, open_record(wiring, options.data, options.find.empty() ? Opening::to_write : Opening::to_read));
  app::Candour& candour = *record.candour;
  if (!options.find.empty()) {
    CANDOUR_TRY(traces, app::find_traces(candour, {}, options.find));
    return as_text(traces);
  }
  const auto basis = people::erasure_basis_from_text(options.basis);
  if (!basis) return fail(ErrorCode::bad_input, "Say by which right it is erased: --basis, and why: --reason.");
  CANDOUR_CHECK(candour.erase({}, options.erasure, *basis, options.reason));
  return std::string("Erased. Backups made before hold it still: delete them when they are 35 days old, or now.\n");
}

}  // namespace

void add_erase(CLI::App& program, const Wiring& wiring, Outcome& outcome) {
  CLI::App& command =
      *program.add_subcommand("erase", "Find words in the record (--find), and erase for ever what you then name");
  const auto options = std::make_shared<Options>();
  command.add_option("--data", options->data, "The folder that holds the record")->required()->envname("CANDOUR_DATA");
  auto& find = *command.add_option("--find", options->find, "Print where these words stand; nothing is changed");
  std::vector<std::string> bases;
  for (const people::ErasureBasis each : people::every_erasure_basis) bases.emplace_back(people::to_text(each));
  for (CLI::Option* option :
       {command.add_option("--event", options->erasure.words_of, "Erase the words of the event of this number"),
        command.add_option("--file", options->erasure.originals, "Erase this file, by its SHA-256"),
        command.add_option("--draft", options->erasure.drafts, "Erase this unfinished work"),
        command.add_option("--basis", options->basis, "UK GDPR, Article 17(1)")->check(CLI::IsMember(bases)),
        command.add_option("--reason", options->reason, "Why, in words that name nobody; they are recorded")})
    option->excludes(&find);
  command.callback([options, &wiring, &outcome] {
    auto output = run(*options, wiring);
    if (output)
      outcome.output = std::move(*output);
    else
      outcome.result = fail(std::move(output.error()));
  });
}

}  // namespace candour::cli
