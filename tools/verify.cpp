// candour-verify: the auditor's program. It reads the public files of a ledger, a paper and keys; it needs no database
// and no network, and shares with Candour only the pure room `ledger`. What it says can also be had with openssl and
// coreutils: docs/reference/formats/ledger.md.

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "base/encoding.h"
#include "base/sha256.h"
#include "base/text.h"
#include "ledger/audit.h"
#include "ledger/commitment.h"
#include "ledger/escaped.h"
#include "ledger/forms.h"
#include "ledger/policy.h"

namespace {

using namespace candour;
namespace fs = std::filesystem;

// sysexits.h, and 1 as cmp and openssl say it.
enum class Exit : int { holds = 0, does_not_hold = 1, usage = 64, bad_data = 65, no_input = 66, output = 74 };

Exit exit_for(const Error& error) {
  return error.code == ErrorCode::not_found ? Exit::no_input
         : error.code == ErrorCode::refused ? Exit::does_not_hold
                                            : Exit::bad_data;
}

Result<std::string> read_file(const fs::path& path) {
  std::error_code trouble;
  std::ifstream file(path, std::ios::binary);
  if (!fs::is_regular_file(path, trouble) || !file)
    return fail(ErrorCode::not_found, path.string() + ": There is no such file.");
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return fail(ErrorCode::unreadable, path.string() + ": It could not be read.");
  return bytes;
}

// A key is given as its text or as a file that holds it on its first line.
Result<ledger::VerifierKey> read_key(const std::string& given) {
  std::string text = given;
  if (given.find('+') == std::string::npos || fs::exists(given)) {
    CANDOUR_TRY(bytes, read_file(given));
    text = bytes.substr(0, bytes.find('\n'));
  }
  return ledger::read_verifier_key(trimmed(text));
}

struct Trust {
  ledger::VerifierKey log;
  std::vector<ledger::VerifierKey> witnesses;
  std::optional<ledger::Policy> policy;
};
struct Given {
  std::string key;
  std::vector<std::string> witnesses;  // files with one key a line, or keys
  std::string policy;
  std::string folder, file, entry, proof, old_checkpoint, checkpoint;
  std::vector<std::string> seen;
  std::string committed, salt, words, words_salt;
};

Result<Trust> read_trust(const Given& given) {
  Trust trust;
  CANDOUR_TRY(log, read_key(given.key));
  trust.log = std::move(log);
  if (!given.policy.empty()) {
    CANDOUR_TRY(bytes, read_file(given.policy));
    CANDOUR_TRY(policy, ledger::read_policy(bytes));
    if (!policy.logs.empty() && std::find(policy.logs.begin(), policy.logs.end(), trust.log) == policy.logs.end())
      return fail(ErrorCode::refused, "The policy does not name the log " + trust.log.name + " with this key.");
    trust.witnesses = ledger::witness_keys(policy);
    trust.policy = std::move(policy);
    return trust;
  }
  for (const std::string& witness : given.witnesses) {
    std::string text = witness;
    if (fs::exists(witness)) {
      CANDOUR_TRY(bytes, read_file(witness));
      text = bytes;
    }
    for (std::string_view line : lines(text)) {
      if (trimmed(line).empty()) continue;
      CANDOUR_TRY(key, ledger::read_verifier_key(trimmed(line)));
      trust.witnesses.push_back(std::move(key));
    }
  }
  return trust;
}

Exit stop(const Error& error) {
  std::cerr << error.sentence << "\n";
  return exit_for(error);
}

void print(const std::vector<ledger::Finding>& findings) {
  for (const ledger::Finding& finding : findings)
    std::cout << (finding.holds ? "holds   " : "FAILS   ") << finding.sentence << "\n";
}

// Of the witnesses' word: whether it is enough, and what nobody's word means.
bool tell_witnesses(const Trust& trust, const ledger::SignedCheckpoint& checkpoint) {
  if (trust.policy) {
    const bool enough = ledger::is_enough(*trust.policy, checkpoint.cosigned);
    std::cout << (enough ? "holds   " : "FAILS   ")
              << (trust.policy->quorum == "none" ? "The policy asks for no witness."
                  : enough                       ? "The witnesses that saw it are enough for the policy."
                                                 : "Too few witnesses saw it for the policy.")
              << "\n";
    return enough;
  }
  if (checkpoint.cosigned.empty())
    std::cout << "note    No witness known to you saw this checkpoint: the ledger's operator alone vouches that "
                 "everybody is shown the "
                 "same.\n";
  return true;
}

Exit conclude(bool holds, const char* shows) {
  if (!holds) {
    std::cout << "\nDOES NOT HOLD. What is marked FAILS was altered, is incomplete, or belongs to something else.\n";
    return Exit::does_not_hold;
  }
  std::cout << "\nHOLDS. This shows that " << shows << "\n"
            << "It does not show that what was entered is true, or that everything was entered. It rests on the keys "
               "that you gave: "
               "have them from\nsomewhere else than these files. Time-stamps are checked with: openssl ts -verify (see "
               "docs/reference/formats/ledger.md).\n";
  return Exit::holds;
}

// ---- The commands ----

Exit paper(const Given& given) {
  const auto trust = read_trust(given);
  if (!trust) return stop(trust.error());
  // paper.ID.pdf stands beside paper.ID.leaf and paper.ID.tlog-proof.
  const auto beside = [&](const std::string& named, const char* extension) {
    return named.empty() ? fs::path(given.file).replace_extension(extension) : fs::path(named);
  };
  const auto file = read_file(given.file);
  if (!file) return stop(file.error());
  const auto entry = read_file(beside(given.entry, ".leaf"));
  if (!entry) return stop(entry.error());
  const auto proof = read_file(beside(given.proof, ".tlog-proof"));
  if (!proof) return stop(proof.error());
  // The entry tells of the paper itself; another form is vouched for by the paper beside it, which names its hash.
  fs::path html = fs::path(given.file).replace_extension(".html");
  const bool is_form = fs::path(given.file).extension() != ".html" && fs::exists(html);
  const auto paper_itself = is_form ? read_file(html) : file;
  if (!paper_itself) return stop(paper_itself.error());
  auto audit = ledger::audit_paper(*paper_itself, *entry, *proof, trust->log, trust->witnesses);
  if (is_form) {
    const std::string ending = fs::path(given.file).extension().string();
    const auto named = ledger::form_named_in(*paper_itself, ending);
    const std::string its = sha256_hex(*file);
    audit.findings.insert(
        audit.findings.begin() + 1,
        {named == its,
         named == its ? "This file is the " + ending.substr(1) + " that the paper " + html.filename().string() +
                            " names at its end (SHA-256 " + its + ")."
         : named ? "This file is not the one that the paper " + html.filename().string() +
                       " names at its end: its SHA-256 is " + its + ", and the paper says " + *named + "."
                 : "The paper " + html.filename().string() + " names no " + ending.substr(1) + " at its end."});
  } else if (!audit.holds() && fs::path(given.file).extension() != ".html") {
    std::cout
        << "note    The entry tells of the paper itself, the HTML, which names the hashes of its other forms: put "
        << html.filename().string() << " beside this file.\n";
  }
  print(audit.findings);
  const bool enough = !audit.checkpoint || tell_witnesses(*trust, *audit.checkpoint);
  if (audit.paper) {
    const auto& told = *audit.paper;
    std::cout << "\n"
              << ledger::unescaped(told.title) << "\n"
              << "  for " << ledger::unescaped(told.body) << ", " << told.meeting << "\n"
              << "  version " << told.version << ", published " << ledger::in_words(told.published) << "\n";
    if (told.supersedes)
      std::cout << "  corrects entry " << *told.supersedes << ": " << ledger::unescaped(told.reason) << "\n";
  }
  return conclude(audit.holds() && enough,
                  "this very file was entered in the ledger, as told above, before its checkpoint was signed.\n"
                  "Whether it was corrected or withdrawn later stands in later entries: candour-verify ledger.");
}

Exit whole_ledger(const Given& given) {
  const auto trust = read_trust(given);
  if (!trust) return stop(trust.error());
  const fs::path folder = given.folder;
  if (!fs::is_directory(folder)) return stop({ErrorCode::not_found, given.folder + ": There is no such folder.", {}});
  std::vector<std::string> seen;
  for (const std::string& path : given.seen) {
    auto bytes = read_file(path);
    if (!bytes) return stop(bytes.error());
    seen.push_back(std::move(*bytes));
  }
  const auto files = [&](const std::string& path) -> Result<std::string> {
    auto bytes = read_file(folder / path);
    if (!bytes && bytes.error().code == ErrorCode::not_found)
      return fail(ErrorCode::not_found, "There is no such file.");
    return bytes;
  };
  const auto audit = ledger::audit_log(files, trust->log, trust->witnesses, seen);
  print(audit.findings);
  bool holds = audit.holds() && (!audit.checkpoint || tell_witnesses(*trust, *audit.checkpoint));

  for (const auto& published : audit.papers) {
    std::cout << "paper   " << published.index << ": " << ledger::unescaped(published.paper.title) << ", version "
              << published.paper.version << ", published " << ledger::in_words(published.paper.published);
    if (published.superseded_by) std::cout << "; corrected by entry " << *published.superseded_by;
    if (published.withdrawn_by) std::cout << "; withdrawn by entry " << *published.withdrawn_by;
    std::cout << "\n";
  }
  // The papers that lie in the folder, each by its own proof.
  std::vector<fs::path> entries;
  for (const auto& in_folder : fs::directory_iterator(folder))
    if (in_folder.path().extension() == ".leaf") entries.push_back(in_folder.path());
  std::sort(entries.begin(), entries.end());
  for (const fs::path& entry : entries) {
    const std::string stem = entry.stem().string();
    std::optional<fs::path> file;
    for (const auto& in_folder : fs::directory_iterator(folder)) {
      const auto& path = in_folder.path();
      if (path.stem() == entry.stem() && path.extension() != ".leaf" && path.extension() != ".tlog-proof") file = path;
    }
    const auto entry_bytes = read_file(entry);
    const auto proof_bytes = read_file(fs::path(entry).replace_extension(".tlog-proof"));
    const auto file_bytes =
        file ? read_file(*file) : Result<std::string>(fail(ErrorCode::not_found, "Its file is not in the folder."));
    if (!entry_bytes || !proof_bytes || !file_bytes) {
      const auto& error = !entry_bytes ? entry_bytes.error() : !proof_bytes ? proof_bytes.error() : file_bytes.error();
      std::cout << "FAILS   " << stem << ": " << error.sentence << "\n";
      holds = false;
      continue;
    }
    const auto told = ledger::audit_paper(*file_bytes, *entry_bytes, *proof_bytes, trust->log, trust->witnesses);
    for (const auto& finding : told.findings)
      if (!finding.holds) std::cout << "FAILS   " << stem << ": " << finding.sentence << "\n";
    if (told.holds())
      std::cout << "holds   " << stem << ": the file is the one that entry " << told.index << " tells of.\n";
    holds = holds && told.holds();
  }
  return conclude(
      holds,
      seen.empty()
          ? "the files are one ledger, whole, as its operator signed it. That it was never rewritten shows beside "
            "a\ncheckpoint that you hold from before (--seen), or by its witnesses."
          : "the ledger is whole, and has only been added to since the checkpoints that you hold.");
}

Exit later(const Given& given) {
  const auto trust = read_trust(given);
  if (!trust) return stop(trust.error());
  const auto open = [&](const std::string& path) -> Result<ledger::SignedCheckpoint> {
    CANDOUR_TRY(bytes, read_file(path));
    return ledger::open_checkpoint(bytes, trust->log, trust->witnesses);
  };
  const auto old = open(given.old_checkpoint);
  if (!old) return stop(old.error());
  const auto now = open(given.checkpoint);
  if (!now) return stop(now.error());
  const auto bytes = read_file(given.proof);
  if (!bytes) return stop(bytes.error());
  const auto proof = ledger::read_consistency(*bytes);
  if (!proof) return stop(proof.error());
  const auto& from = old->checkpoint;
  const auto& to = now->checkpoint;
  const auto checked =
      proof->old_size != from.size
          ? Result<void>(fail(ErrorCode::refused, "The proof begins at another size than the earlier checkpoint."))
          : ledger::check_consistency(from.size, from.root, to.size, to.root, proof->proof);
  print({{checked.has_value(), checked ? "Both checkpoints are signed by " + to.origin + ", and the proof leads from " +
                                             grouped(static_cast<long long>(from.size)) + " to " +
                                             grouped(static_cast<long long>(to.size)) + " entries."
                                       : checked.error().sentence}});
  const bool enough = tell_witnesses(*trust, *now);
  return conclude(checked.has_value() && enough, "the later ledger is the earlier one with entries added at its end.");
}

Result<ledger::Salt> read_salt(const std::string& path) {
  CANDOUR_TRY(text, read_file(path));
  const auto bytes = from_hex(trimmed(text));
  ledger::Salt salt;
  if (!bytes || bytes->size() != salt.size())
    return fail(ErrorCode::unreadable, path + ": A salt is 64 hexadecimal digits.");
  std::copy(bytes->begin(), bytes->end(), salt.begin());
  return salt;
}

Exit event(const Given& given) {
  const auto trust = read_trust(given);
  if (!trust) return stop(trust.error());
  const auto committed = read_file(given.committed);
  if (!committed) return stop(committed.error());
  const auto salt = read_salt(given.salt);
  if (!salt) return stop(salt.error());
  const auto proof_bytes = read_file(given.proof);
  if (!proof_bytes) return stop(proof_bytes.error());
  const auto proof = ledger::read_entry_proof(*proof_bytes);
  if (!proof) return stop(proof.error());
  const auto core = ledger::read_committed_core(*committed);
  if (!core) return stop(core.error());

  std::vector<ledger::Finding> findings;
  const auto checked = ledger::check_entry(*proof, ledger::write_event_entry(ledger::commit(*salt, *committed)),
                                           trust->log, trust->witnesses);
  findings.push_back({checked.has_value(), checked ? "Under this salt, these bytes are entry " +
                                                         std::to_string(proof->index) + " of " + trust->log.name + "."
                                                   : checked.error().sentence});
  if (!given.words.empty()) {
    const auto words = read_file(given.words);
    if (!words) return stop(words.error());
    const auto words_salt = read_salt(given.words_salt);
    if (!words_salt) return stop(words_salt.error());
    const bool same = ledger::commit(*words_salt, *words) == core->words;
    findings.push_back({same, same ? "Under their salt, these words are those of the event."
                                   : "These words are not those of the event, or this is not their salt."});
  }
  print(findings);
  const bool enough = !checked || tell_witnesses(*trust, *checked);
  if (checked) std::cout << "\nnumber " << core->sequence << " of " << core->stream << ":\n" << core->core << "\n";
  return conclude(
      std::all_of(findings.begin(), findings.end(), [](const auto& finding) { return finding.holds; }) && enough,
      "this was recorded, as it stands here and at this place of its stream, before the checkpoint was signed.");
}

}  // namespace

int main(int count, char** arguments) {
  CLI::App app{
      "Checks a ledger, a published paper or a disclosed event of Candour, without Candour and without a network.\n"
      "Give the ledger's key as you had it from somewhere else than the files: a card, a letter, the minutes.",
      "candour-verify"};
  app.set_version_flag("--version", std::string("candour-verify ") + CANDOUR_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Exit status: 0 it holds; 1 it does not; 64 the command line is wrong; 65 a file is not what it should be;\n"
      "66 a file is missing; 74 the answer could not be written.");
  Given given;
  const auto trusting = [&](CLI::App* command) {
    command->add_option("--key", given.key, "The ledger's key (name+id+base64), or a file that holds it: log.vkey")
        ->required();
    auto* witnesses =
        command->add_option("--witness", given.witnesses, "A witness's key, or a file with one a line; may be repeated")
            ->allow_extra_args(false);
    command->add_option("--policy", given.policy, "Whose word is enough (c2sp.org/tlog-policy)")->excludes(witnesses);
  };
  auto* paper_command = app.add_subcommand("paper", "That a file is the one that was published, and when");
  paper_command->add_option("file", given.file, "The paper: paper.ID.pdf, beside paper.ID.leaf and paper.ID.tlog-proof")
      ->required();
  paper_command->add_option("--leaf", given.entry, "Its entry, where it lies elsewhere");
  paper_command->add_option("--proof", given.proof, "Its proof, where it lies elsewhere");
  trusting(paper_command);
  auto* ledger_command =
      app.add_subcommand("ledger", "That a whole ledger is as it was signed, with every paper in its folder");
  ledger_command->add_option("folder", given.folder, "The folder that holds “checkpoint” and “tile”")->required();
  ledger_command->add_option("--seen", given.seen, "A checkpoint that you hold from before; may be repeated")
      ->allow_extra_args(false);
  trusting(ledger_command);
  auto* later_command = app.add_subcommand("later", "That one checkpoint follows another, without anything rewritten");
  later_command->add_option("old", given.old_checkpoint, "The earlier checkpoint")->required();
  later_command->add_option("new", given.checkpoint, "The later checkpoint")->required();
  later_command->add_option("--proof", given.proof, "The proof between them: consistency")->required();
  trusting(later_command);
  auto* event_command = app.add_subcommand("event", "That an event disclosed to you stands in the ledger as it is");
  event_command->add_option("committed", given.committed, "Its committed bytes")->required();
  event_command->add_option("--salt", given.salt, "A file with its salt: 64 hexadecimal digits")->required();
  event_command->add_option("--proof", given.proof, "Its proof (.tlog-proof)")->required();
  auto* words = event_command->add_option("--words", given.words, "Its words, where they were disclosed, too");
  auto* words_salt = event_command->add_option("--words-salt", given.words_salt, "A file with the salt of its words");
  words->needs(words_salt);
  words_salt->needs(words);
  trusting(event_command);
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(Exit::usage);
  }
  Exit done = Exit::usage;
  if (paper_command->parsed()) done = paper(given);
  if (ledger_command->parsed()) done = whole_ledger(given);
  if (later_command->parsed()) done = later(given);
  if (event_command->parsed()) done = event(given);
  std::cout.flush();
  return static_cast<int>(std::cout ? done : Exit::output);
}
