#pragma once
// What in a text must not become public unasked: people, and what leads to one. Text in, hits out; it decides nothing.
// Every kind of hit has its source beside its name. Pure; any thread.
//
// It finds what has a form. It does not find a surname alone, a street that is told in words, or a story that only one
// family can be in: a person still reads the paper.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace candour::privacy {

enum class Kind {
  known_person,  // somebody of this record, by full name, by initial and surname, or by a surname that is no word
  name,          // by a title, a given name, initials, or two words with capitals that are nothing else (names.h)
  child,         // one name alone that has a mother, a school or needs: of a child or of their family
  initials,      // two or three letters in a cell of leads, that are no body and no post
  birth_date,  // a day, month or year after “born”, “dob”, “date of birth” (UK GDPR, article 4(1); ICO, “What is
               // personal data?”)
  age_and_place,       // one person's age and a place in one sentence (ICO, “Anonymisation”: what can be linked)
  nhs_number,          // ten digits with their check digit (NHS Data Dictionary, NHS NUMBER, modulus 11)
  national_insurance,  // HMRC, NIM39110: two letters, six digits, A to D; some letters and pairs are never given
  postcode,            // a whole one: about 15 homes (Royal Mail, Programmers' Guide to PAF; BS 7666)
  address,             // a number and a street, or a flat
  email,
  telephone,     // Ofcom, National Telephone Numbering Plan: 0 or +44 and nine or ten digits
  small_count,   // one to four children or patients (Anonymisation Standard for Publishing Health and Social Care Data,
                 // ISB 1523; ONS, disclosure control: counts under five)
  second_count,  // the next smallest part of a sum, from which a hidden one could be worked out
};
inline constexpr std::size_t kinds = static_cast<std::size_t>(Kind::second_count) + 1;
std::string_view to_text(Kind kind);   // "nhs-number"
std::string_view in_words(Kind kind);  // "NHS number"

enum class Form { prose, leads };  // leads: a cell that says who is to do something
struct Passage {
  std::string where;  // "Action 17, evidence"
  std::string text;   // UTF-8
  Form form = Form::prose;
};

struct Known {
  std::vector<std::string> people;  // names of those in the record
  std::vector<std::string> bodies;  // agencies and their other names: their words are nobody's name
};

struct Hit {
  Kind kind = Kind::name;
  std::size_t passage = 0;  // which of those given
  std::size_t begin = 0;    // in bytes of its text
  std::size_t length = 0;
  std::string words;  // as written, on one line
  std::string why;    // a sentence for the person who decides
};

// Of all passages of one paper together, in order: a word that is written small anywhere in it is no name, and a child
// who is named once is found wherever the name stands. Hits do not overlap; where two kinds fit the same words, the
// longer one stands, else the first of Kind.
std::vector<Hit> check(const std::vector<Passage>& passages, const Known& known);

// Which parts of a sum may not be shown: those from one to four, and where that is a single one, the next smallest, or
// it could be worked out from the total. Nought is shown.
std::vector<bool> hidden_parts(const std::vector<std::uint32_t>& parts);

}  // namespace candour::privacy
