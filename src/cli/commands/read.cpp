// candour read FILE: what is understood of one document, as JSON. Stores nothing.

#include <memory>
#include <string>
#include <utility>

#include "app/remarks.h"
#include "cli/commands/command.h"
#include "document/document.h"
#include "intake/reading.h"

namespace candour::cli {
namespace {

struct Options {
  std::string file;
  std::string kind = "auto";
  std::string format = "json";
};

Result<std::string> read_document(const Options& options, const Wiring& wiring) {
  CANDOUR_TRY(bytes, read_input(options.file, document::Limits{}.file_bytes));
  intake::Choices choices;
  if (options.kind != "auto") choices.kind = intake::kind_from_text(options.kind);
  CANDOUR_TRY(reading, wiring.reader.read(bytes, name_of(options.file), choices));
  reading = app::with_remarks(std::move(reading));
  // The row as written is for the side-by-side view; the contract's object has it in its fields and in `kept`.
  for (intake::Action& action : reading.actions) action.cells.clear();
  return intake::to_json(reading);
}

}  // namespace

void add_read(CLI::App& program, const Wiring& wiring, Outcome& outcome) {
  CLI::App& command =
      *program.add_subcommand("read", "Read one document and print what it says, as JSON; store nothing");
  const auto options = std::make_shared<Options>();
  command
      .add_option(
          "FILE", options->file,
          "Word, Excel, OpenDocument (.odt, .ods), PDF, HTML, CSV, Markdown or plain text; - for standard input")
      ->required();
  command.add_option("--kind", options->kind, "What the document is")
      ->check(CLI::IsMember({"auto", "action-plan", "inspection", "minutes", "risk-register"}))
      ->capture_default_str();
  command.add_option("--format", options->format, "How the answer is written")
      ->check(CLI::IsMember({"json"}))
      ->capture_default_str();
  command.callback([options, &wiring, &outcome] {
    auto output = read_document(*options, wiring);
    if (output)
      outcome.output = std::move(*output);
    else
      outcome.result = fail(std::move(output.error()));
  });
}

}  // namespace candour::cli
