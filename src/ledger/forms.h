#pragma once
// The other forms of a paper, as the paper itself names them. Pure; any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace candour::ledger {

struct NamedForm {
  std::string name;    // "paper.pdf"
  std::string sha256;  // hexadecimal
};
// What the paper (HTML) tells at its end, under “About this document”, of files that were made with it. The paper's own
// hash stands in its entry, so each of these is vouched for as it is.
std::vector<NamedForm> forms_named_in(std::string_view html);

// The hash of a file by the ending of its name ("paper.ID.pdf": ".pdf").
std::optional<std::string> form_named_in(std::string_view html, std::string_view ending);

}  // namespace candour::ledger
