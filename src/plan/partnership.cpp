#include "plan/partnership.h"

#include <algorithm>

#include "base/text.h"

namespace candour::plan {
namespace {

// "Children's" and "Childrens" are one spelling, so an apostrophe goes before the rest is compared.
std::string spelling(std::string_view name) {
  return matching_key(replaced(folded(name), "'", ""));
}

bool goes_by(const Agency& agency, const std::string& wanted) {
  if (spelling(agency.name) == wanted) return true;
  return std::any_of(agency.aliases.begin(), agency.aliases.end(),
                     [&](const std::string& alias) { return spelling(alias) == wanted; });
}

}  // namespace

const Agency* find_agency(const Partnership& partnership, std::string_view name) {
  const std::string wanted = spelling(name);
  if (wanted.empty()) return nullptr;
  for (const Agency& agency : partnership.agencies)
    if (goes_by(agency, wanted)) return &agency;
  return nullptr;
}

const Agency* find_agency(const Partnership& partnership, const AgencyId& id) {
  for (const Agency& agency : partnership.agencies)
    if (agency.id == id) return &agency;
  return nullptr;
}

AgencyId agency_id_for(const Partnership& partnership, std::string_view name) {
  std::string readable;
  for (char c : spelling(name)) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (letter)
      readable += c;
    else if (!readable.empty() && readable.back() != '-')
      readable += '-';
  }
  // Room for "-" and a number within the 40 characters of an id.
  if (readable.size() > 34) readable.resize(34);
  while (!readable.empty() && readable.back() == '-') readable.pop_back();
  if (readable.empty()) readable = "agency";
  std::string id = readable;
  for (std::size_t number = 2; find_agency(partnership, AgencyId(id)) != nullptr; ++number)
    id = readable + "-" + std::to_string(number);
  return AgencyId(std::move(id));
}

}  // namespace candour::plan
