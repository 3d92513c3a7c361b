#include <algorithm>

#include "base/text.h"
#include "people/events.h"
#include "web/pages/parts.h"
#include "web/pages_erasure.h"

namespace candour::web {
namespace {

// What of the record it is, for a person: the event's type has it in one word or two.
std::string kind_of(const std::string& type) {
  if (type == "paper.hit_decided") return "Finding of the privacy check decided";
  std::string words = replaced(type.substr(std::min(type.size(), type.find('.') + 1)), "_", " ");
  if (words.empty()) return "Entry";
  if (words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 32);
  return words;
}

// And where: what its stream ("plan/k7m2qx9dab") is called. Empty where it no longer stands.
std::string place_of(const view::Picture& picture, const std::string& stream) {
  const std::size_t slash = std::min(stream.find('/'), stream.size());
  const std::string kind = stream.substr(0, slash), id = stream.substr(std::min(stream.size(), slash + 1));
  if (kind == "people") return "people and roles";
  if (kind == "partnership") return "agencies";
  if (kind == "plan")
    if (const view::PlanPicture* plan = view::find_plan(picture, plan::PlanId(id))) return plan->plan->title;
  if (kind == "meeting")
    if (const meeting::Meeting* meeting = view::find_meeting(picture, meeting::MeetingId(id)))
      return meeting->body + (meeting->date ? ", " + meeting->date->words() : std::string());
  if (kind == "register")
    if (const risk::Register* found = view::find_register(picture, risk::RegisterId(id))) return found->title;
  if (kind == "paper")
    if (const paper::Paper* paper = view::find_paper(picture, paper::PaperId(id))) return paper->cover.title;
  return kind == "request" ? "a request" : std::string();
}

std::vector<Choice> choices_of(const ErasureAsked& asked, const view::Picture& picture) {
  std::vector<Choice> choices;
  const auto add = [&](std::string value, std::string text, std::string hint) {
    const Chosen chosen = asked.chosen.contains(value) ? Chosen::yes : Chosen::no;
    choices.push_back({.text = std::move(text), .value = std::move(value), .chosen = chosen, .hint = std::move(hint)});
  };
  for (const auto& each : asked.traces->events) {
    const std::string place = place_of(picture, each.stream);
    add("event " + std::to_string(each.position),
        kind_of(each.type) + (place.empty() ? "" : " (" + place + ")") + ", " + each.recorded.date().words(),
        "… " + each.excerpt + " …");
  }
  for (const auto& each : asked.traces->files)
    add("file " + each.sha256, "File: " + (each.name.empty() ? std::string("without a name") : each.name),
        each.certain ? "The words stand in it."
                     : "It belongs to what was found and cannot be searched here. Open it and look before you choose.");
  for (const auto& each : asked.traces->drafts)
    add("draft " + each.name, "Unfinished work of " + each.changed.date().words(), "The words stand in it.");
  return choices;
}

void write_found(Html& html, const ErasureAsked& asked, const view::Picture& picture) {
  const auto error = [&](std::string_view field) {
    return asked.fault_field == field ? Text(std::string_view(asked.fault)) : Text();
  };
  html << Heading{.text = "What is to go", .level = HeadingLevel::section};
  const auto of = [](std::size_t number, const char* one, const char* many) {
    return grouped(static_cast<long long>(number)) + (number == 1 ? one : many);
  };
  std::string beside;
  if (asked.traces->elsewhere > 0)
    beside += of(asked.traces->elsewhere, " text that holds the words is", " texts that hold the words are") +
              " not yours to erase: in a plan that is restricted without your name, say. Ask who runs it. ";
  if (asked.traces->passing > 0)
    beside += of(asked.traces->passing, " text", " texts") +
              " that somebody had typed when their session ended will go within a day by itself. ";
  if (asked.traces->unsearched > 0)
    beside += of(asked.traces->unsearched, " Word, Excel or PDF file", " Word, Excel or PDF files") +
              " cannot be searched here: look in those that may name somebody.";
  if (!beside.empty()) html << Inset{.content = beside};
  if (asked.traces->empty()) {
    html << EmptyState{.what = "These words stand nowhere in the record that you may erase.",
                       .why = "Look for another spelling, or for a part of the name."};
    return;
  }
  std::vector<Choice> bases;
  for (const people::ErasureBasis each : people::every_erasure_basis)
    bases.push_back({.text = people::in_words(each),
                     .value = people::to_text(each),
                     .chosen = asked.basis == people::to_text(each) ? Chosen::yes : Chosen::no});
  html << Form{.action = "/erase",
               .hidden = {{.name = "words", .value = std::string_view(asked.words)}},
               .content = [&](Html& form) {
                 form << Checkboxes{.legend = "Where the words stand",
                                    .name = "erase",
                                    .choices = choices_of(asked, picture),
                                    .hint =
                                        "All texts and names of what you choose go, not these words alone. Its "
                                        "dates, statuses and who acted stay, and so does every proof.",
                                    .error = error("erase")}
                      << Radios{.legend = "By which right",
                                .name = "basis",
                                .choices = bases,
                                .hint = "UK GDPR, Article 17(1)",
                                .error = error("basis")}
                      << TextArea{.label = "Why",
                                  .name = "reason",
                                  .value = std::string_view(asked.reason),
                                  .hint = "This is recorded. Name nobody.",
                                  .error = error("reason"),
                                  .rows = 3}
                      << Warning{.content =
                                     "This cannot be undone. Backups made before now hold the words until they are "
                                     "deleted."}
                      << Button{.text = "Erase for ever", .kind = ButtonKind::warning, .name = "act", .value = "erase"};
               }};
}

}  // namespace

std::string erasure_page(const Around& around, const view::Picture& picture, const ErasureAsked& asked) {
  const bool is_wrong = !asked.fault.empty();
  return show(
      around, picture,
      {.title = "Erase personal text",
       .section = {},
       .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Erase personal text"}},
       .width = PageWidth::reading,
       .main = [&](Html& html) {
         if (is_wrong)
           html << ErrorSummary{
               .errors = {{.text = std::string_view(asked.fault), .field = std::string_view(asked.fault_field)}}};
         html << Heading{.text = "Erase personal text"}
              << Paragraph{.content =
                               "When somebody’s words or name must go from the record, find where they "
                               "stand, choose, and say by which right. The history of ratings stays, "
                               "and that something was erased stays with it."}
              << Form{.action = "/erase", .content = [&](Html& form) {
                        form << TextField{.label = "Words to look for",
                                          .name = "words",
                                          .value = std::string_view(asked.words),
                                          .hint = "A name, or part of a sentence",
                                          .error = asked.fault_field == "words" ? Text(std::string_view(asked.fault))
                                                                                : Text(),
                                          .autocomplete = "off"}
                             << Button{.text = "Find",
                                       .kind = asked.traces ? ButtonKind::secondary : ButtonKind::primary,
                                       .name = "act",
                                       .value = "find"};
                      }};
         if (asked.traces) write_found(html, asked, picture);
       }});
}

}  // namespace candour::web
