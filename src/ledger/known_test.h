#pragma once
// The known answers of others (vectors/README.md), and how texts of the tests become hashes.

#include <fstream>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "base/encoding.h"
#include "base/text.h"
#include "ledger/tree.h"

namespace candour::ledger {

inline std::vector<std::vector<std::string>> known_answers(const std::string& name) {
  std::ifstream file(CANDOUR_SOURCE_DIR "/src/ledger/vectors/" + name);
  std::vector<std::vector<std::string>> answers;
  for (std::string line; std::getline(file, line);) {
    answers.emplace_back();
    for (std::string_view field : split(line, '\t')) answers.back().emplace_back(field == "-" ? "" : field);
  }
  return answers;
}

inline std::string raw(std::string_view hex_text) {
  return *from_hex(hex_text);
}
inline std::string hex_of(const Hash& hash) {
  return hex(bytes_of(hash));
}
// A different entry for each number.
inline std::string entry_number(std::uint64_t number) {
  return "entry " + std::to_string(number);
}
inline Tree tree_of(std::uint64_t size) {
  Tree tree;
  for (std::uint64_t i = 0; i < size; ++i) tree.append(leaf_hash(entry_number(i)));
  return tree;
}
inline std::string flipped(std::string bytes, std::size_t bit) {
  bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
  return bytes;
}

}  // namespace candour::ledger
