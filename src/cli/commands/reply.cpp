// candour reply: the reply that an inspector, or whoever made recommendations, asked for, in the form asked for.

#include "view/reply.h"

#include <memory>
#include <string>

#include "app/candour.h"
#include "cli/commands/command.h"
#include "cli/commands/record.h"
#include "report/word.h"

namespace candour::cli {
namespace {

struct Options : AsAtOptions {
  std::string plan;
  std::string format = "html";
};

Result<std::string> write_reply(const Options& options, const Wiring& wiring) {
  CANDOUR_TRY(record, open_record(wiring, options.data, Opening::to_read));
  const app::Candour& candour = *record.candour;
  CANDOUR_TRY(picture, picture_as_at(candour, options.as_at, options.known));
  const auto reply = view::reply(*picture, plan::PlanId(options.plan));
  if (!reply)
    return fail(ErrorCode::bad_input, "There is no plan “" + options.plan +
                                          "” as at that day. “candour report --format json” shows those there are.");
  if (options.format == "html") return wiring.reply_document(*picture, *reply);
  if (options.format == "pdf") {
    CANDOUR_TRY(printer, printer_of(wiring));
    return printer->print(wiring.reply_document(*picture, *reply), picture->as_at);
  }
  CANDOUR_TRY(word, read_word_template(options.word_template));
  return report::reply_docx(picture->name, *reply, picture->as_at, word);
}

}  // namespace

void add_reply(CLI::App& program, const Wiring& wiring, Outcome& outcome) {
  CLI::App& command = *program.add_subcommand(
      "reply", "Print the reply to an inspection: each recommendation, the responses, actions, dates and leads");
  const auto options = std::make_shared<Options>();
  add_as_at_options(command, *options);
  command.add_option("--plan", options->plan, "The plan's id, as in its address")->required();
  command.add_option("--format", options->format, "How the reply is written")
      ->check(CLI::IsMember({"html", "docx", "pdf"}))
      ->capture_default_str();
  command.callback([options, &wiring, &outcome] {
    auto output = write_reply(*options, wiring);
    if (output)
      outcome.output = std::move(*output);
    else
      outcome.result = fail(std::move(output.error()));
  });
}

}  // namespace candour::cli
