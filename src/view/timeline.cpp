#include "view/timeline.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "plan/target.h"

namespace candour::view {
namespace {

using plan::Happening;

constexpr std::size_t longest = 240;

std::string quoted(std::string_view words) {
  return "“" + shortened(collapsed(words), longest) + "”";
}
std::string because(const Happening& line) {
  return trimmed(line.reason).empty() ? std::string() : ": " + shortened(collapsed(line.reason), longest);
}

// What the lines of a history (plan/apply.cpp) are, and how each is said. A `%` is what the line came to, in quotation
// marks, and a `&` the same without; the reason follows where there is one.
struct Way {
  std::string_view what;
  Happened happened;
  std::string_view said;
};
constexpr std::array ways{
    Way{"reworded", Happened::promised, "In other words: %"},
    Way{"split", Happened::promised, "Part of it became &"},
    Way{"merged with another", Happened::promised, "Merged with &"},
    Way{"updated", Happened::told, "Said: %"},
    Way{"evidence changed", Happened::told, "Evidence, in words: %"},
    Way{"evidence added", Happened::told, "Evidence added: %"},
    Way{"evidence withdrawn", Happened::told, "Evidence taken back: %"},
    Way{"answered by link", Happened::told, "Answered; the answer waits to be decided"},
    Way{"answer sent back", Happened::asked, "The answer went back with a question"},
    Way{"answer set aside", Happened::decided, "The answer was set aside"},
    Way{"challenged", Happened::challenged, "%"},
    Way{"challenge answered", Happened::challenged, "Challenge answered: %"},
    Way{"challenge upheld", Happened::decided, "Challenge upheld"},
    Way{"challenge withdrawn", Happened::challenged, "Challenge withdrawn"},
    Way{"evidence tested", Happened::decided, "Evidence tested, and it shows what it should: %"},
    Way{"evidence tested, and found wanting", Happened::decided, "Evidence tested, and found wanting: %"},
    Way{"claim accepted", Happened::decided, "The claim was accepted"},
    Way{"claim returned", Happened::decided, "The claim was returned"},
    Way{"shown to be embedded", Happened::decided, "Shown to be embedded"},
    Way{"re-tested: it still holds", Happened::decided, "Re-tested: it still holds"},
    Way{"re-tested: it no longer holds", Happened::decided, "Re-tested: it no longer holds"},
    Way{"reopened", Happened::decided, "Reopened"},
    Way{"withdrawn", Happened::decided, "Withdrawn"},
    Way{"import withdrawn", Happened::decided, "The document that said so was withdrawn"},
    Way{"rating read again", Happened::decided, "The key was put right: the rating means %"},
};

// Telling by the line alone. Nothing for what keeps the plan in order.
std::optional<std::pair<Happened, std::string>> plainly(const Happening& line) {
  const auto way = std::find_if(ways.begin(), ways.end(), [&](const Way& each) { return each.what == line.what; });
  if (way != ways.end()) {
    std::string said(way->said);
    if (const std::size_t at = said.find_first_of("%&"); at != std::string::npos)
      said.replace(at, 1, said[at] == '%' ? quoted(line.to) : line.to);
    return std::pair(way->happened, said + because(line));
  }
  if (line.what == "confirmed unchanged")
    return std::pair(Happened::told, shortened(collapsed(line.to), longest));  // "No change since …: why"
  if (line.what == "claimed complete") {
    const auto day = Date::parse(line.to);
    return std::pair(Happened::told, "Claimed complete" + (day ? ", done on " + day->words() : std::string()) +
                                         (line.reason.empty() ? "" : because(line)));
  }
  if (line.what == "rated" || line.what == "moderated")
    return std::pair(
        line.what == "rated" ? Happened::told : Happened::decided,
        (trimmed(line.to).empty() ? std::string("Its rating was taken away")
                                  : (line.what == "rated" ? "Rated " : "Moderated: rated ") + quoted(line.to)) +
            (trimmed(line.from).empty() ? "" : ", before " + quoted(line.from)) + because(line));
  if (line.what == "closed")
    return std::pair(Happened::decided, "Closed: " + line.to + (line.reason.empty() ? "" : ", " + line.reason));
  for (const std::string_view prefix : {"undone: ", "done again: "})
    if (line.what.starts_with(prefix)) {
      std::string said = line.what;
      said[0] = static_cast<char>(said[0] - 'a' + 'A');
      return std::pair(Happened::decided, said + because(line));
    }
  return std::nullopt;
}

// A date as it was written, told against the one before it.
std::pair<Happened, std::string> of_a_date(const Happening& line) {
  const auto due_in = [&](const std::string& text) { return plan::read_target(text, {}, line.speaks_of).due; };
  const auto from = due_in(line.from), to = due_in(line.to);
  const auto written = [](const std::string& text, const std::optional<Date>& day) {
    return day ? day->words() : quoted(text);
  };
  if (trimmed(line.to).empty())
    return {Happened::slipped, "The date " + written(line.from, from) + " was taken away" + because(line)};
  if (trimmed(line.from).empty()) return {Happened::promised, "To be done by " + written(line.to, to) + because(line)};
  const std::string moved = "from " + written(line.from, from) + " to " + written(line.to, to) + because(line);
  if (from && to && *to < *from) return {Happened::promised, "Brought forward " + moved};
  return {Happened::slipped, "Put back " + moved};
}

}  // namespace

std::string_view in_words(Happened happened) {
  static constexpr std::array<std::string_view, 6> words{"Promised", "Asked",      "Told",
                                                         "Slipped",  "Challenged", "Decided"};
  return words[static_cast<std::size_t>(happened)];
}

std::vector<Station> line_of(const Picture& picture, const Row& row) {
  const plan::Action& action = *row.action;
  std::vector<Station> line;
  const auto name_of = [&](const std::string& agency) {
    const plan::Agency* found = plan::find_agency(*picture.partnership, plan::AgencyId(agency));
    return found ? found->name : agency;
  };
  for (const Happening& each : action.history) {
    if (each.what == "added") {
      line.push_back({Happened::promised, each.speaks_of,
                      action.original_due ? "Added to the plan, to be done by " + action.original_due->words()
                                          : std::string("Added to the plan, without a date"),
                      each.actor});
    } else if (each.what == "date changed") {
      auto [happened, sentence] = of_a_date(each);
      line.push_back({happened, each.speaks_of, std::move(sentence), each.actor});
    } else if (each.what == "moved") {
      line.push_back({Happened::decided, each.speaks_of, "Given to " + name_of(each.to) + because(each), each.actor});
    } else if (each.what == "asked for an update") {
      line.push_back({Happened::asked, each.speaks_of, "How it stands, " + each.to, each.actor});
    } else if (auto told = plainly(each)) {
      line.push_back({told->first, each.speaks_of, std::move(told->second), each.actor});
    }
  }
  if (row.facts.schedule == plan::Schedule::overdue && row.facts.due)
    line.push_back({Happened::slipped, *row.facts.due, "Its date, " + row.facts.due->words() + ", passed", {}});
  std::stable_sort(line.begin(), line.end(),
                   [](const Station& left, const Station& right) { return left.day < right.day; });
  return line;
}

}  // namespace candour::view
