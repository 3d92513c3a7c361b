#include "intake/action_plan/agencies.h"

#include <algorithm>

#include "base/text.h"
#include "intake/action_plan/cells.h"
#include "intake/action_plan/sentences.h"

namespace candour::intake::action_plan {
namespace {

// "HVP" of "Harrow Vale Police"; words that join are left out.
std::string initials_of(std::string_view key) {
  std::string initials;
  for (std::string_view word : split(key, ' '))
    if (!word.empty() && word != "and" && word != "of" && word != "the" && word != "for") initials += word[0];
  return initials;
}

// What stands in brackets, where it is one short word of capitals: "(CSC)".
std::string bracketed(std::string_view name) {
  const std::size_t open = name.rfind('(');
  if (open == std::string_view::npos) return {};
  const std::size_t close = name.find(')', open);
  if (close == std::string_view::npos || close + 1 != name.size()) return {};
  const std::string_view inside = trimmed(name.substr(open + 1, close - open - 1));
  if (inside.size() < 2 || inside.size() > 10) return {};
  for (char c : inside)
    if (c < 'A' || c > 'Z') return {};
  return folded(inside);
}

// Whether a name ends in the word for a kind of organisation, not of work: "Marsh Police", "ICB", "Marsh NHS Trust".
bool ends_as_organisation(std::string_view name) {
  const std::vector<std::string> all = words(name);
  if (all.empty() || all.size() > 9) return false;
  for (std::string_view kind : {"police", "constabulary", "council", "icb", "ccg", "trust", "cafcass", "nspcc",
                                "probation", "board", "partnership", "cps", "camhs", "hospital", "hospitals"})
    if (all.back() == kind) return true;
  return false;
}

}  // namespace

Agencies::Agencies(const std::vector<std::string>& names) {
  struct Body {
    std::string key;
    std::vector<std::pair<std::string, std::size_t>> spellings;  // in order of first use
    std::size_t count = 0;
    std::size_t into = static_cast<std::size_t>(-1);
  };
  std::vector<Body> bodies;
  std::unordered_map<std::string, std::size_t> by_key;
  std::unordered_map<std::string, std::size_t> by_written;
  for (const std::string& name : names) {
    const auto [at, is_new] = by_written.try_emplace(name, 0);
    if (is_new) {
      const std::string key = agency_key(name);
      const auto [body, new_body] = by_key.try_emplace(key, bodies.size());
      if (new_body) {
        bodies.emplace_back();
        bodies.back().key = key;
      }
      at->second = body->second;
      bodies[body->second].spellings.emplace_back(name, 0);
    }
    Body& body = bodies[at->second];
    ++body.count;
    for (auto& [spelling, count] : body.spellings)
      if (spelling == name) ++count;
  }
  const auto root = [&](std::size_t i) {
    while (bodies[i].into != static_cast<std::size_t>(-1)) i = bodies[i].into;
    return i;
  };
  const auto merge = [&](std::size_t from, std::size_t into) {
    from = root(from), into = root(into);
    if (from == into) return;
    bodies[from].into = into;
  };
  // Initials, where a body says them of itself in brackets or where only one name in the plan has them.
  std::unordered_map<std::string, std::vector<std::size_t>> by_initials;
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    if (bodies[i].key.find(' ') != std::string::npos) by_initials[initials_of(bodies[i].key)].push_back(i);
    for (const auto& [spelling, count] : bodies[i].spellings) {
      const std::string own = bracketed(spelling);
      const auto other = own.empty() ? by_key.end() : by_key.find(own);
      if (other != by_key.end()) merge(other->second, i);
    }
  }
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    const std::string& key = bodies[i].key;
    if (key.size() < 3 || key.size() > 8 || key.find(' ') != std::string::npos) continue;
    const auto found = by_initials.find(key);
    if (found != by_initials.end() && found->second.size() == 1) merge(i, found->second.front());
  }
  // A slip of the finger in a long name. Plans name dozens of bodies, not thousands; beyond that none is sought.
  if (bodies.size() <= 300)
    for (std::size_t i = 0; i < bodies.size(); ++i)
      for (std::size_t j = i + 1; j < bodies.size(); ++j) {
        const std::string& left = bodies[i].key;
        const std::string& right = bodies[j].key;
        if (left.size() < 9 || right.size() < 9 || left[0] != right[0]) continue;
        const bool digits = std::any_of(left.begin(), left.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (digits || edit_distance(left, right, 1) > 1) continue;
        // "Team A" and "Team B", "North East" and "South East" differ in a word, not in a slip.
        const std::vector<std::string_view> a = split(left, ' '), b = split(right, ' ');
        bool slip = a.size() != b.size();
        for (std::size_t w = 0; w < a.size() && w < b.size() && a.size() == b.size(); ++w)
          if (a[w] != b[w]) slip = std::min(a[w].size(), b[w].size()) >= 5;
        if (!slip) continue;
        if (bodies[i].count >= bodies[j].count)
          merge(j, i);
        else
          merge(i, j);
      }
  std::vector<std::size_t> spelling_at(bodies.size(), static_cast<std::size_t>(-1));
  std::vector<std::size_t> most(bodies.size(), 0);
  std::vector<bool> own_name(bodies.size(), false);
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    const std::size_t to = root(i);
    if (spelling_at[to] == static_cast<std::size_t>(-1)) {
      spelling_at[to] = spellings_.size();
      spellings_.emplace_back();
    }
    for (const auto& [spelling, count] : bodies[i].spellings) {
      body_of_[spelling] = spelling_at[to];
      // A full name stands for its initials, however often the initials are used.
      const bool is_own = i == to || bodies[i].key.find(' ') != std::string::npos;
      if (is_own == own_name[to] ? count > most[to] : is_own) {
        most[to] = count;
        own_name[to] = is_own;
        spellings_[spelling_at[to]] = spelling;
      }
    }
  }
}

const std::string& Agencies::spelling_of(std::string_view name) const {
  static const std::string nobody;
  const auto found = body_of_.find(std::string(name));
  return found == body_of_.end() ? nobody : spellings_[found->second];
}

bool Agencies::knows(std::string_view name) const {
  return body_of_.count(std::string(name)) != 0;
}

std::string_view body_of_lead(std::string_view lead) {
  lead = trimmed(lead);
  if (lead.empty() || lead.size() > 160) return {};
  const auto is_body = [](std::string_view part) { return names_only_bodies(part); };
  if (is_body(lead)) return lead;
  // Its parts, divided by a dash, a mark or a new line.
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < lead.size(); ++at) {
    std::size_t length = 0;
    if (lead[at] == '\n' || lead[at] == '/' || lead[at] == ',' || lead[at] == ':' || lead[at] == '(' ||
        lead[at] == ')' || lead[at] == ';')
      length = 1;
    else if (lead.substr(at, 3) == " - ")
      length = 3;
    else if (lead.substr(at, 3) == "\xE2\x80\x93" || lead.substr(at, 3) == "\xE2\x80\x94")
      length = 3;
    if (length == 0) continue;
    parts.push_back(trimmed(lead.substr(begin, at - begin)));
    begin = at + length;
    at = begin - 1;
  }
  parts.push_back(trimmed(lead.substr(begin)));
  for (std::string_view part : parts)
    if (is_body(part)) return part;
  // Capitals before a post: "RVSCP - Business Manager".
  if (parts.size() >= 2 && parts[0].size() >= 3 && parts[0].size() <= 8 && names_a_post(parts[1]) &&
      std::all_of(parts[0].begin(), parts[0].end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
    return parts[0];
  return {};
}

std::vector<std::string_view> bodies_in(std::string_view cell) {
  cell = trimmed(cell);
  std::vector<std::string_view> found;
  const auto add = [&](std::string_view part) {
    part = trimmed(part);
    if (part.size() >= 3 && part.substr(0, 3) == "\xE2\x80\xA2") part = trimmed(part.substr(3));
    while (!part.empty() && (part.front() == '-' || part.front() == ',' || part.front() == '*'))
      part = trimmed(part.substr(1));
    while (!part.empty() && (part.back() == ',' || part.back() == ';' || part.back() == '/'))
      part = trimmed(part.substr(0, part.size() - 1));
    // "Lead: ICB; Support: Police" tells what each does.
    if (const std::size_t colon = part.find(':');
        colon != std::string_view::npos && colon + 1 < part.size() &&
        one_of(matching_key(part.substr(0, colon)), {"lead", "lead agency", "lead body", "joint lead", "support",
                                                     "supporting", "supported by", "owner", "with", "partner"}))
      part = trimmed(part.substr(colon + 1));
    if (!part.empty()) found.push_back(part);
  };
  if (cell.empty()) return found;
  if (cell.size() > 400) return {cell};
  // One body may run over two lines; several stand one on a line, each a body of its own.
  const auto names_each = [](const std::vector<std::string_view>& parts) {
    for (std::string_view part : parts) {
      const std::string_view text = trimmed(part);
      if (text.empty()) continue;
      const char first = text[0];
      const bool capital = (first >= 'A' && first <= 'Z') || (static_cast<unsigned char>(first) >= 0x80);
      if (!capital || text.size() > 90) return false;
    }
    return true;
  };
  const auto try_marks = [&](std::string_view marks) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t at = 0; at <= cell.size(); ++at) {
      if (at < cell.size() && cell[at] == '(') ++depth;
      if (at < cell.size() && cell[at] == ')') --depth;
      if (at == cell.size() || (depth <= 0 && marks.find(cell[at]) != std::string_view::npos)) {
        parts.push_back(cell.substr(begin, at - begin));
        begin = at + 1;
      }
    }
    return parts;
  };
  if (cell.find('\n') != std::string_view::npos) {
    std::vector<std::string_view> parts = try_marks("\n;");
    bool joined = !names_each(parts);
    // "Harrow Vale\nCouncil": a line that does not name a body goes on in the next.
    for (std::size_t i = 0; i < parts.size() && !joined; ++i) {
      const std::string_view text = trimmed(parts[i]);
      if (text.empty() || (text.size() >= 3 && text.substr(0, 3) == "\xE2\x80\xA2")) continue;
      const std::size_t words_here = words(text).size();
      if (!text.empty() && (text.back() == '&' || text.back() == '-')) joined = true;
      if (!names_a_body(text) && words_here > 1 && !names_a_post(text)) joined = true;
    }
    if (!joined) {
      for (std::string_view part : parts) add(part);
      if (!found.empty()) return found;
    }
    found.clear();
    return {cell};
  }
  for (const std::string_view marks : {std::string_view(";"), std::string_view("/"), std::string_view(",")}) {
    std::vector<std::string_view> parts = try_marks(marks);
    if (parts.size() < 2 || !names_each(parts)) continue;
    // "Barrow, Haven and Redmere Hospitals NHS Trust": places of one organisation, none of them a body by itself.
    if (marks == "," && ends_as_organisation(trimmed(parts.back())) &&
        parts.back().find(" and ") != std::string_view::npos &&
        std::none_of(parts.begin(), parts.end() - 1, [](std::string_view part) { return names_a_body(trimmed(part)); }))
      continue;
    if (marks == ",") {
      // "Police, Health and Education": the last part may hold the last two.
      const std::string_view last = parts.back();
      std::size_t joint = last.rfind(" and ");
      std::size_t length = 5;
      if (joint == std::string_view::npos) joint = last.rfind(" & "), length = 3;
      if (joint != std::string_view::npos && joint > 0 && trimmed(last.substr(joint + length)).size() > 1) {
        const std::string_view left = last.substr(0, joint), right = last.substr(joint + length);
        if (words(left).size() <= 4 && words(right).size() <= 5) {
          parts.back() = left;
          parts.push_back(right);
        }
      } else if (parts.size() == 2 && words(parts[1]).size() <= 2 && !names_a_body(parts[1])) {
        continue;  // "Public Health, Harrow Vale": one body and where it is
      } else if (parts.size() == 2 && names_a_body(parts[0]) && words(parts[1]).size() >= 2 &&
                 matching_key(parts[1]).find("council") != std::string::npos && words(parts[0]).size() <= 3) {
        continue;  // "Public Health, Harrow Vale Council"
      }
    }
    if (marks == "/") {
      // "A/E", "N/A", "24/7" name nothing.
      bool brief = false;
      for (std::string_view part : parts) brief = brief || trimmed(part).size() < 2;
      if (brief) continue;
    }
    for (std::string_view part : parts) add(part);
    return found;
  }
  // "Harrow Vale Council and Marsh Police": two, where each half is an organisation by itself. "Children's Social Care
  // and Education", "Fire and Rescue Service" are one.
  if (const std::size_t joint = cell.find(" and ");
      joint != std::string_view::npos && cell.find(" and ", joint + 5) == std::string_view::npos) {
    const std::string_view left = cell.substr(0, joint), right = cell.substr(joint + 5);
    if (ends_as_organisation(left) && ends_as_organisation(right)) {
      add(left);
      add(right);
      return found;
    }
  }
  return {cell};
}

}  // namespace candour::intake::action_plan
