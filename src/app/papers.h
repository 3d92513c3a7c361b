#pragma once
// What is done with a paper: composed and checked, proposed as fixed bytes, published with its entry in the ledger,
// withdrawn; and what the public is shown of it. Papers of the record are found in a Picture; those that are published,
// by published_papers() alone. Any thread.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/attesting.h"
#include "app/candour.h"
#include "ledger/entries.h"
#include "ledger/tree.h"
#include "view/paper.h"

namespace candour::app {

// ---- Composing ----

// Words that the check found, with everywhere they stand and what was decided about them.
struct Found {
  std::string kind;  // as privacy names it
  std::string kind_words;
  std::string words;
  std::string why;
  struct Place {
    std::string where;
    std::string before, words, after;  // as they stand, with some words around them
  };
  std::vector<Place> places;  // at most eight
  std::size_t times = 0;
  std::optional<paper::Decision> decision;  // nothing: nobody has decided
};
// What is said beside a paper: of a correction, what changed and why; why ratings that were published look better.
struct Said {
  std::string what, why, why_eased;
};
struct Composed {
  view::PaperContent content;  // what may not be published is out of it, as far as it is decided
  std::vector<Found> found;    // open ones first
  std::size_t open = 0;        // of them, that nobody has decided about
  Said said;
  Result<void> sayable;  // bad_input where what was typed beside it just now (why_eased) holds words that stay open
};
// As the paper's scope says, of what the actor sees, known now, as at the paper's day. bad_input where a plan of the
// scope cannot be published: restricted, gone, or not theirs to see. Every text that becomes public is looked at
// , and so are the words that were put in the place of others.
Result<Composed> compose(const Candour& candour, const Actor& actor, const paper::Paper& paper,
                         std::string_view why_eased = {});
// What a paper with these rows makes look better than it was published: in the version that it corrects, or in another
// paper to the same body, be it of the same day or withdrawn since.
std::vector<paper::Eased> eased(const view::Picture& picture, const paper::Paper& paper,
                                const std::vector<paper::Shown>& shown);
// The same of a draft that somebody else edits: nothing of it is a plan that may not be published.
bool may_be_published(const view::Picture& picture, const plan::PlanId& plan);

// ---- Proposing, publishing, withdrawing ----

// What a file says of itself.
struct Imprint {
  paper::PaperId paper;
  paper::Number number = 1;
  std::string document;  // 32 hexadecimal digits, random
  std::string address;   // where the public finds it; only its path where the site's is not known
  std::uint64_t record_size = 0;
  std::string record_root;  // base64
  std::string what, why, why_eased;
  std::vector<paper::File> others;  // the same in other forms
};
struct Made {
  std::string name;  // "paper.html"
  std::string media;
  std::string bytes;
};
// As a version names it.
paper::File file_of(const Made& made);
// The other forms first; then the paper, told their hashes. Nothing but what is given may go into them.
struct Writing {
  std::function<Result<std::vector<Made>>(const view::PaperContent&, const Imprint&)> others;
  std::function<Result<Made>(const view::PaperContent&, const Imprint&)> paper;
};
// As it would be proposed, keeping nothing.
Result<Made> preview(const Candour& candour, const paper::Paper& paper, const Composed& composed,
                     const Writing& writing);

// Each as Candour::act, which is what they do in the end. What was entered is then signed, where there is a signer
// (checkpoints.h); where that does not answer nothing is published (unavailable), and a withdrawal waits for nobody.
// Proposing looks once more at the finished page, and refuses what nobody decided about there.
Result<void> propose(Candour& candour, const Actor& actor, const paper::PaperId& id, std::uint64_t expected,
                     std::string_view why_eased, const Writing& writing);
// Both refused where a plan of the paper was restricted since it was proposed.
Result<void> approve(Candour& candour, const Actor& actor, const paper::PaperId& id, std::string document,
                     std::uint64_t expected);
// The bytes are read again and must be those that were approved.
Result<void> publish(Candour& candour, const Actor& actor, const paper::PaperId& id, std::uint64_t expected);
// The reason becomes public as it was typed: bad_input, naming them, where it holds words that the privacy check finds
// and nobody decided to keep in this paper.
Result<void> withdraw(Candour& candour, const Actor& actor, const paper::PaperId& id, paper::Number number,
                      std::string_view reason, std::uint64_t expected);

// ---- What the public is shown ----

// With a version that was published, the latest publication first. Whoever asks.
Result<std::vector<std::shared_ptr<const paper::Paper>>> published_papers(const Candour& candour);
// not_found where there is none, or none of it is published.
Result<std::shared_ptr<const paper::Paper>> published_paper(const Candour& candour, std::string_view id);
// The role in which somebody did something ("the coordinator"): names of officers are not published.
std::string role_of(const Candour& candour, std::string_view actor);

// The bytes as kept. ErrorCode::refused where they are no longer those that were published: nothing of them is shown.
Result<std::string> published_file(const Candour& candour, const paper::File& file);

// One of a version's files as the public is given it: the paper itself where the ledger's entry tells of these bytes,
// and another form of it where the paper, so vouched for, names their hash. Else refused, as published_file().
Result<std::string> vouched_file(const Candour& candour, const paper::PaperId& id, const paper::Version& version,
                                 const paper::File& file);
// Files of a version that its paper, given as published, does not name with the hash that the record has.
std::vector<std::string> forms_otherwise(const paper::Version& version, std::string_view html);

// Where a version stands in the ledger.
struct InLedger {
  std::string entry;  // the leaf's bytes
  std::uint64_t index = 0;
  std::uint64_t size = 0;  // of the ledger now
  ledger::Hash root{};
  std::vector<ledger::Hash> path;  // from the leaf to that root
  // With a signed checkpoint that has it: what is said of that, and the proof that anybody can check (.tlog-proof).
  std::optional<Vouched> vouched;
  std::string proof;
};
// refused where the ledger does not hold it, or tells of another file.
Result<InLedger> in_ledger(const Candour& candour, const paper::PaperId& id, const paper::Version& version);

// ASCII for the ledger's entries: quotes and dashes made plain, letters without their accents, "?" for the rest; line
// ends become blanks; at most `most` characters, "-" for nothing.
std::string plain_ascii(std::string_view text, std::size_t most);

}  // namespace candour::app
