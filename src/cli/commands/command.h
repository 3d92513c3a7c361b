#pragma once
// What every command has in common. A command is one file with one function add_x(program, wiring, outcome), listed in
// cli.cpp: it declares its options, and what it does once they are parsed.

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/cli.h"
#include "cli/exit.h"

namespace candour::cli {

// What a command leaves behind: its output, or the error. A command that does several things may have output and also
// complaints, each a sentence for standard error, with the exit status that they ask for.
struct Outcome {
  std::string output;  // for standard output, whole
  Result<void> result;
  std::vector<std::string> complaints;
  Exit exit = Exit::done;
};

void add_read(CLI::App& program, const Wiring& wiring, Outcome& outcome);
void add_import(CLI::App& program, const Wiring& wiring, Outcome& outcome);
void add_report(CLI::App& program, const Wiring& wiring, Outcome& outcome);
void add_reply(CLI::App& program, const Wiring& wiring, Outcome& outcome);
void add_workbook(CLI::App& program, const Wiring& wiring, Outcome& outcome);
void add_word_template(CLI::App& program, const Wiring& wiring, Outcome& outcome);
void add_verify(CLI::App& program, const Wiring& wiring, Outcome& outcome);
void add_user(CLI::App& program, const Wiring& wiring, Outcome& outcome);
void add_backup(CLI::App& program, const Wiring& wiring, Outcome& outcome);
void add_restore(CLI::App& program, const Wiring& wiring, Outcome& outcome);
void add_export(CLI::App& program, const Wiring& wiring, Outcome& outcome);
void add_erase(CLI::App& program, const Wiring& wiring, Outcome& outcome);
void add_signer(CLI::App& program, const Wiring& wiring, Outcome& outcome);
void add_witness(CLI::App& program, const Wiring& wiring, Outcome& outcome);
void add_serve(CLI::App& program, const Wiring& wiring, Outcome& outcome);

// One line about long work, replaced by the next one and wiped by an empty one; only where standard error is a
// terminal.
void show_progress(std::string_view line);

// The record as at a day ("2016-01-07"; empty: today), "then" or "now" saying with what knowledge. bad_input for
// another day.
Result<std::shared_ptr<const view::Picture>> picture_as_at(const app::Candour& candour, const std::string& as_at,
                                                           const std::string& known);
// The options of what is printed of a record as at a day: where it is, the day, with what knowledge, and the Word
// template. Each writes into the string that it is given, which outlives the command.
struct AsAtOptions {
  std::string data;
  std::string as_at;
  std::string known = "then";
  std::string word_template;
};
void add_as_at_options(CLI::App& command, AsAtOptions& options);
// Chromium, which prints PDF; unavailable where there is none.
Result<const app::Printer*> printer_of(const Wiring& wiring);

// The bytes of a file that a person named; "-" is standard input. not_found where there is none or it may not be read,
// too_large beyond `most` bytes: then no more than that is taken in.
Result<std::string> read_input(const std::string& path, std::size_t most);
// The Word template in this file; ours where none is named. Fails as read_input() and WordTemplate::read().
Result<report::WordTemplate> read_word_template(const std::string& path);
// The last part of a path: what the file is called.
std::string name_of(const std::string& path);

}  // namespace candour::cli
