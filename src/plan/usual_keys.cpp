#include "plan/usual_keys.h"

#include <algorithm>

#include "base/text.h"

namespace candour::plan {

const std::vector<UsualKey>& usual_keys() {
  static const std::vector<UsualKey> keys{
      {"blue-embedded",
       "Blue, green, amber and red: blue is embedded",
       "For a plan that is to show that practice has changed, and not only that things were done.",
       {{"Blue", "Embedded: practice shows it", Status::embedded},
        {"Green", "Complete, not yet embedded", Status::complete},
        {"Amber", "Started, on track", Status::on_track},
        {"Red", "Behind, or at risk", Status::at_risk},
        {"Not started", "", Status::not_started}}},
      {"blue-complete",
       "Blue, red, amber and green: blue is complete",
       "The usual BRAG of councils and health boards.",
       {{"Blue", "Complete", Status::complete},
        {"Green", "On track", Status::on_track},
        {"Amber", "At risk of missing its date", Status::at_risk},
        {"Red", "Off track, or past its date", Status::off_track}}},
      {"red-amber-green",
       "Red, amber and green, and complete in words",
       "Where the colours say only how an open action goes.",
       {{"Green", "On track", Status::on_track},
        {"Amber", "At risk", Status::at_risk},
        {"Red", "Off track", Status::off_track},
        {"Complete", "Done", Status::complete}}},
      {"in-words",
       "In words, without colours",
       "Nobody can read a word as another colour.",
       {{"Not started", "", Status::not_started},
        {"In progress", "", Status::on_track},
        {"Delayed", "", Status::at_risk},
        {"Complete", "", Status::complete},
        {"Embedded", "Practice shows it", Status::embedded}}}};
  return keys;
}

const UsualKey* find_usual_key(std::string_view name) {
  for (const UsualKey& key : usual_keys())
    if (key.name == name) return &key;
  return nullptr;
}

std::vector<KeyEffect> effects_of(const Plan& plan, const std::vector<KeyEntry>& entries) {
  const auto same = [](std::string_view left, std::string_view right) {
    return folded(collapsed(left)) == folded(collapsed(right));
  };
  std::vector<KeyEffect> effects;
  const auto add = [&](std::string_view word, Status means, std::size_t actions) {
    for (KeyEffect& effect : effects)
      if (same(effect.as_written, word) && effect.means == means) {
        effect.actions += actions;
        return;
      }
    const auto entry =
        std::find_if(entries.begin(), entries.end(), [&](const KeyEntry& each) { return same(each.as_written, word); });
    effects.push_back(
        {collapsed(word), actions, means, entry == entries.end() ? std::nullopt : std::optional(entry->status)});
  };
  for (const KeyEntry& entry : plan.key.entries) add(entry.as_written, entry.status, 0);
  for (const Action& action : plan.actions)
    if (!trimmed(action.rating.as_written).empty()) add(action.rating.as_written, action.rating.status, 1);
  std::erase_if(effects, [](const KeyEffect& effect) { return effect.actions == 0; });
  return effects;
}

}  // namespace candour::plan
