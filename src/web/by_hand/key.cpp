// The form on a plan’s key: what its ratings mean.

#include <algorithm>

#include "base/text.h"
#include "plan/usual_keys.h"
#include "web/by_hand/offer.h"
#include "web/pages/parts.h"
#include "web/pages/resolve.h"

namespace candour::web {
namespace {

using http::Fields;
using http::Request;
using Changes = HandField::Changes;

// A key is typed as it is read: one rating a line, "Green = Complete, not embedded = complete".
std::string key_text(const std::vector<plan::KeyEntry>& entries) {
  std::vector<std::string> typed;
  for (const plan::KeyEntry& entry : entries)
    typed.push_back(entry.as_written + " = " + std::string(plan::in_words(entry.status)) +
                    (entry.meaning.empty() ? "" : " = " + entry.meaning));
  return join(typed, "\n");
}
struct KeyRead {
  std::vector<plan::KeyEntry> entries;
  std::string sentence;  // what could not be read
};
KeyRead key_in(std::string_view text) {
  KeyRead read;
  for (const std::string_view line : lines(text)) {
    if (trimmed(line).empty()) continue;
    const std::size_t first = line.find('=');
    const std::size_t second = first == std::string_view::npos ? first : line.find('=', first + 1);
    plan::KeyEntry entry;
    entry.as_written = collapsed(line.substr(0, first));
    const std::string status =
        first == std::string_view::npos ? std::string() : collapsed(line.substr(first + 1, second - first - 1));
    if (second != std::string_view::npos) entry.meaning = collapsed(line.substr(second + 1));
    const auto known = std::find_if(plan::every_status.begin(), plan::every_status.end(), [&](plan::Status each) {
      return equal_ignoring_case(plan::in_words(each), status);
    });
    if (known == plan::every_status.end()) {
      read.sentence = "“" + shortened(trimmed(line), 60) +
                      "” does not say a status after its first “=”. Write it like " + "“Green = On track”.";
      return read;
    }
    entry.status = *known;
    read.entries.push_back(std::move(entry));
  }
  return read;
}
std::string statuses_in_words() {
  std::vector<std::string> words;
  for (const plan::Status each : plan::every_status)
    if (each != plan::Status::not_stated && each != plan::Status::unclear) words.emplace_back(plan::in_words(each));
  return join(words, "; ");  // one of them has a comma
}

// What the new key would do to what is rated now, before anything is done.
void write_effects(Html& html, const plan::Plan& plan, const std::vector<plan::KeyEntry>& entries) {
  const std::vector<plan::KeyEffect> effects = plan::effects_of(plan, entries);
  if (effects.empty()) {
    html << Paragraph{.content = "No action is rated yet, so nothing changes but the key."};
    return;
  }
  Table table(html, {.caption = "What it does to the ratings that stand",
                     .columns = {{.title = "Rating"},
                                 {.title = "Actions", .align = Align::number},
                                 {.title = "Means now"},
                                 {.title = "By the new key"}}});
  for (const plan::KeyEffect& effect : effects) {
    table.row();
    table.heading() << effect.as_written;
    table.cell() << effect.actions;
    table.cell() << plan::in_words(effect.means);
    Html& cell = table.cell();
    if (!effect.would_mean)
      cell << "Not in it: it keeps its meaning, and is said to be outside the key"_html;
    else if (*effect.would_mean == effect.means)
      cell << "The same"_html;
    else
      cell << plan::in_words(*effect.would_mean);
  }
  table.end();
}

std::optional<Offer> plan_key(const view::Picture& picture, const Request& request) {
  const view::PlanPicture* of = plan_in(picture, request);
  if (!of) return std::nullopt;
  const plan::Plan& plan = *of->plan;
  Offer offer = offer_on(picture, plan, "The key", plan_name(plan), plan_address(plan) + "/key");
  offer.happened = last_changed(picture, plan, plan::Subject::key, {});
  const bool checking = request.form("step") == "check" || request.form("step") == "save";
  const KeyRead read = key_in(resolved(request.form()).get("key"));
  HandField key{.kind = HandKind::passage,
                .name = "key",
                .label = "Ratings, one a line",
                .value = key_text(plan.key.entries),
                .hint = "As “Green = On track = as the plan explains it”. The second part is one of: " +
                        statuses_in_words() + ".",
                .changes = Changes::what_stands};
  if (!checking || !read.sentence.empty() || read.entries.empty()) {
    const plan::UsualKey* usual = plan::find_usual_key(request.query("begin"));
    if (plan.key.entries.empty() && usual) key.value = key_text(usual->entries);
    offer.form.above = [&plan](Html& html) {
      html << Paragraph{.content = "A key says what this plan’s ratings mean. Changing it makes version " +
                                   std::to_string(plan.key.version + 1) +
                                   "; you will see what that does to the ratings that stand before it is saved."};
      if (!plan.key.entries.empty()) return;
      html << Details{.summary = "Begin from a usual key", .content = [&](Html& inside) {
                        for (const plan::UsualKey& each : plan::usual_keys())
                          inside << Paragraph{.content = [&](Html& line) {
                            line << Link{.text = each.words,
                                         .href = plan_address(plan) + "/key?begin=" + std::string(each.name)}
                                 << ". "_html << each.about;
                          }};
                      }};
    };
    offer.form.fields = {std::move(key)};
    offer.form.hidden = {{.name = "step", .value = "check"}};
    offer.form.button = "Continue";
    offer.read = [read](const Fields&) -> Read {
      if (!read.sentence.empty()) return wrong("key", read.sentence);
      return wrong("key", "A key needs at least one rating.");
    };
    return offer;
  }
  offer.form.title = "Check the key";
  offer.form.above = [&plan, entries = read.entries](Html& html) {
    RatingKey shown;
    for (const plan::KeyEntry& entry : entries)
      shown.entries.push_back({.status = entry.status, .as_written = entry.as_written, .meaning = entry.meaning});
    html << shown;
    write_effects(html, plan, entries);
  };
  const auto effects = plan::effects_of(plan, read.entries);
  const bool turns = std::any_of(effects.begin(), effects.end(), [](const plan::KeyEffect& effect) {
    return effect.would_mean && *effect.would_mean != effect.means;
  });
  key.label = "Ratings, one a line";
  if (turns)
    offer.form.fields.push_back(
        {.kind = HandKind::radios,
         .name = "earlier",
         .label = "Ratings that stand",
         .value = "keep",
         .choices = {
             {"keep", "Keep the meaning they were given under", "The plan uses the words differently from now on"},
             {"again", "Are read again by the new key", "The former key was wrong, or was misread"}}});
  offer.form.fields.push_back(
      reason_field("Why the key changes", turns ? "Needed where ratings are read again" : "Optional"));
  offer.form.fields.push_back(std::move(key));
  offer.form.hidden = {{.name = "step", .value = "save"}};
  offer.form.button = "Save the key";
  offer.read = [&plan, read, first = request.form("step") == "check"](const Fields& sent) -> Read {
    if (first) return {{{}, {}, {}, {}}, {}, {}};  // shown, to be checked
    plan::SetKey command;
    command.entries = read.entries;
    command.reason = text_of(sent, "reason");
    if (sent.get("earlier") == "again") command.earlier = plan::EarlierRatings::are_read_again;
    return {{{std::move(command)}, {}, "The key was saved.", plan_address(plan)}, {}, {}};
  };
  return offer;
}

}  // namespace

HandOffers offers_on_the_key() {
  return {{"/plans/{plan}/key", plan_key}};
}

}  // namespace candour::web
