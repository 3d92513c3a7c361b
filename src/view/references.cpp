#include "view/inside/references.h"

#include <utility>

#include "base/text.h"

namespace candour::view {
namespace {

// "12a" is of the shape of "3b", "3.17" of "1.2".
std::string shape_of(std::string_view key) {
  std::string shape;
  for (const char c : key) {
    const char kind = c >= '0' && c <= '9' ? '9' : c == ' ' ? '.' : 'a';
    if (shape.empty() || shape.back() != kind || kind != '9') shape += kind;
  }
  return shape;
}

}  // namespace

void add_references(PlanPicture& picture) {
  References& references = picture.references;
  const auto add = [&](std::string_view ref, Referenced to) {
    std::string key = matching_key(ref);
    if (key.empty()) return;
    if (!to.finding) references.shapes.insert(shape_of(key));
    references.by_ref.emplace(std::move(key), to);
  };
  for (const plan::Recommendation& each : picture.plan->recommendations) add(each.ref, {&each, nullptr, nullptr});
  for (const plan::Action& each : picture.plan->actions) add(each.reference, {nullptr, &each, nullptr});
  for (const plan::Finding& each : picture.plan->findings) add(each.ref, {nullptr, nullptr, &each});
  for (Row& row : picture.rows) row.references = &references;
}

std::optional<Referenced> find_reference(const References& references, std::string_view ref) {
  const auto found = references.by_ref.find(matching_key(ref));
  return found == references.by_ref.end() ? std::nullopt : std::optional(found->second);
}

bool is_of_its_style(const References& references, std::string_view ref) {
  return references.shapes.contains(shape_of(matching_key(ref)));
}

}  // namespace candour::view
