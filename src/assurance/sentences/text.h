#pragma once
// A text taken apart into sentences and words, and what each word does where it stands. For the files of this folder
// and ../sentences.cpp alone.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assurance/sentences.h"

namespace candour::assurance::grammar {

enum class Stop { none, comma, dash, sentence };  // what stands before a word
struct Token {
  std::string key;  // lower case; "#date" for a date
  std::size_t begin = 0, end = 0;
  Stop before = Stop::none;
  bool quoted = false;
  bool capital = false;  // begins with a capital
  bool shouted = false;  // all capitals, at least two: "DN", "SMT"
  bool is_date() const { return key == "#date"; }
};

struct Sentence {
  std::size_t begin = 0, end = 0;  // tokens
  std::size_t head = 0;            // where a date stands that heads it, or begin
  bool dated = false;              // a date heads it
};

// Positions are of words in `t`; `end` and `begin` are those of the sentence.
struct Text {
  std::string_view text;
  std::vector<Token> t;
  std::vector<Sentence> s;
  // Up to each word, how many govern an infinitive, and how many make something possible ("to allow … and … to be
  // recorded"), so that a long sentence is not walked again for each of its "and"s.
  std::vector<std::uint32_t> governing, opening;

  std::string_view key(std::size_t i, std::size_t end) const;
  std::string_view prev(std::size_t i, std::size_t begin) const;
  bool attributive_name(std::size_t i, std::size_t end) const;  // "Named Nurse", "Designated Doctor"
  // A deed that is done: "delivered", "was held", "has been sent"; not "to be held", "is being held", "will be sent".
  bool deed(std::size_t i, const Sentence& in_sentence) const;
  bool governs(std::size_t i, const Sentence& s_) const;  // any verb but an infinitive
  bool deed_before(std::size_t i) const;
  bool routine_after(std::size_t i, const Sentence& one) const;
  std::size_t skip_adverbs(std::size_t i, std::size_t end) const;
  // From `from` on a main verb, outside clauses with "that", "which", "how".
  bool main_verb_after(std::size_t from, const Sentence& one) const;
  // Where the clause of word `i` begins: a dash, a semicolon, a comma, or an "and" that joins two statements.
  std::size_t clause_begin(std::size_t i, const Sentence& one) const;
  bool says_rules_before(std::size_t i, const Sentence& one) const;
  bool condition_before(std::size_t i, const Sentence& one) const;
  // "Next year's session …" behind what was done this year: it comes round again.
  bool of_next_year(const Sentence& one) const;
  bool future(std::size_t i, const Sentence& one) const;
  bool agent_phrase(std::size_t from, std::size_t to) const;  // "Named GP", "Head of Service", "DN"
  bool infinitive(std::size_t i, const Sentence& one, Open& kind) const;
  bool deed_later_in(std::size_t i, const Sentence& one) const;
  // "planned", "scheduled", "booked", "arranged" said of something still to come.
  bool arranged(std::size_t i, const Sentence& one) const;
  bool says(std::size_t i, std::size_t end, std::initializer_list<std::string_view> words) const;
  bool unfinished(std::size_t i, const Sentence& one) const;
  bool promised(std::size_t i, const Sentence& one, Open& kind) const;
  // Something after the sentence says that it was done after all.
  bool settled_after(std::size_t which, std::size_t where, Open kind) const;
};

Text read(std::string_view text);

}  // namespace candour::assurance::grammar
