// write_ledger SIZE FOLDER: writes the public folder of a ledger of SIZE entries (2 or more), as
// docs/reference/formats/ledger.md describes it, for other programs to check: a genesis, events, a paper and its
// correction, one witness. The keys are known to everybody and are for tests alone.

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "base/encoding.h"
#include "ledger/audit.h"
#include "ledger/commitment.h"
#include "ledger/policy.h"
#include "ledger/tiles.h"

namespace {

using namespace candour;
using namespace candour::ledger;
namespace fs = std::filesystem;

template <class T>
T need(Result<T> result) {
  if (result) return *std::move(result);
  std::cerr << result.error().sentence << "\n";
  std::exit(1);
}

SigningKey key_of(std::string_view name, Algorithm algorithm, std::uint8_t first) {
  SigningKey::Seed seed{};
  seed[0] = first;
  return need(SigningKey::make(name, algorithm, seed));
}

class Folder {
 public:
  explicit Folder(fs::path path) : path_(std::move(path)) { fs::create_directories(path_); }
  void write(const std::string& name, std::string_view bytes) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream file(path_ / name, std::ios::binary);
    file << bytes;
    if (!file.flush()) {
      std::cerr << name << " could not be written.\n";
      std::exit(1);
    }
  }

 private:
  fs::path path_;
};

struct Event {
  Salt salt{};
  Salt words_salt{};
  std::string words;
  std::string committed;
};
Event event_number(std::uint64_t number) {
  Event event;
  event.salt = sha256("salt " + std::to_string(number));
  event.words_salt = sha256("salt of words " + std::to_string(number));
  event.words = R"({"text":"Update )" + std::to_string(number) + R"(."})";
  event.committed = write_committed_core(
      {"plan/k7m2qx9dab", number, number > 1 ? std::optional(sha256(std::to_string(number))) : std::nullopt,
       commit(event.words_salt, event.words), R"({"actor":"operator","status":"on_track","type":"plan.rated","v":1})"});
  return event;
}

struct Published {
  std::uint64_t index = 0;
  Paper paper;
  std::string file;
  std::string entry;
};

}  // namespace

int main(int count, char** arguments) {
  const std::uint64_t size = count == 3 ? std::strtoull(arguments[1], nullptr, 10) : 0;
  if (size < 2) {
    std::cerr << "write_ledger SIZE FOLDER, with 2 entries or more\n";
    return 64;
  }
  const std::string origin = "candour.harrow-vale.example/log/1";
  const SigningKey log = key_of(origin, Algorithm::signature, 1);
  const SigningKey witness = key_of("witness.brackenford.example", Algorithm::cosignature, 2);
  const Folder folder(arguments[2]);

  Tree tree;
  std::string bundle;
  std::vector<Published> papers;
  const auto add = [&](const std::string& entry) {
    tree.append(leaf_hash(entry));
    if (!add_to_bundle(bundle, entry)) std::abort();
    if (tree.size() % tile_width != 0 && tree.size() != size) return;
    const std::uint64_t index = (tree.size() - 1) / tile_width;
    folder.write(bundle_path(index, width_in(tree.size(), 0, index)), bundle);
    bundle.clear();
  };
  for (std::uint64_t i = 0; i < size; ++i) {
    if (i == 0) {
      add(need(write_entry(Genesis{"00112233445566778899aabbccddeeff", *Moment::parse("2026-01-05T09:00:00Z"), {}})));
    } else if (i == 1 || i == size - 1) {
      Published published;
      published.index = i;
      published.file = "The position, told in entry " + std::to_string(i) + ".\n";
      published.paper.id = hex(bytes_of(sha256(published.file)).substr(0, 16));
      published.paper.version = papers.size() + 1;
      published.paper.sha256 = sha256(published.file);
      published.paper.bytes = published.file.size();
      published.paper.media = "text/plain";
      published.paper.title = "Rowan: progress against the action plan";
      published.paper.body = "Harrow Vale Safeguarding Children Partnership";
      published.paper.meeting = "2026-03-12";
      published.paper.published = *Moment::parse("2026-03-05T10:00:00Z");
      if (!papers.empty()) published.paper.supersedes = papers.front().index;
      published.paper.reason = papers.empty() ? "-" : "A rating was shown too low.";
      published.paper.as_at_size = i;
      published.paper.as_at_root = tree.root();
      published.entry = need(write_entry(published.paper));
      add(published.entry);
      papers.push_back(published);
    } else {
      const Event event = event_number(i);
      add(write_event_entry(commit(event.salt, event.committed)));
    }
  }
  const Nodes nodes = tree.nodes();
  for (const Tile& tile : tiles_of(size)) folder.write(tile_path(tile), need(write_tile(tile, nodes)));

  const auto checkpoint_at = [&](std::uint64_t at) {
    const std::string text = write_checkpoint({origin, at, need(root_of(at, nodes))});
    return write_note({text, {sign(log, text), cosign(witness, text, 1'772'705'100)}});
  };
  const std::uint64_t old_size = size - size / 3 - 1;
  folder.write("log.vkey", write_verifier_key(log.verifier()) + "\n");
  folder.write("log.pem", write_pem(log.verifier()));
  folder.write("witness.vkey", write_verifier_key(witness.verifier()) + "\n");
  folder.write("policy",
               write_policy({{log.verifier()}, {{"Brackenford", witness.verifier(), ""}}, {}, "Brackenford"}));
  folder.write("checkpoint", checkpoint_at(size));
  folder.write("checkpoint.old", checkpoint_at(old_size));
  folder.write("consistency", write_consistency({old_size, need(consistency_proof(old_size, size, nodes))}));
  const auto write_proof = [&](const std::string& name, std::uint64_t index) {
    folder.write(name, write_entry_proof({{}, index, need(inclusion_proof(index, size, nodes)), checkpoint_at(size)}));
  };
  for (const Published& published : papers) {
    const std::string stem = "paper." + published.paper.id;
    folder.write(stem + ".txt", published.file);
    folder.write(stem + ".leaf", published.entry);
    write_proof(stem + ".tlog-proof", published.index);
  }
  // An event as it would be disclosed, beside the ledger and no part of it.
  if (size > 3) {
    const Event event = event_number(2);
    folder.write("disclosed/event.committed", event.committed);
    folder.write("disclosed/event.salt", hex(bytes_of(event.salt)) + "\n");
    folder.write("disclosed/event.words", event.words);
    folder.write("disclosed/event.words-salt", hex(bytes_of(event.words_salt)) + "\n");
    write_proof("disclosed/event.tlog-proof", 2);
  }
  return 0;
}
