#include "corpus/told.h"

#include <algorithm>
#include <tuple>

namespace candour::corpus {
namespace {

std::string collapsed(std::string_view text) {
  std::string one;
  bool blank = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char letter = text[at];
    if (text.substr(at).starts_with("\u00A0")) {  // a blank that does not break
      blank = !one.empty();
      ++at;
      continue;
    }
    if (letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r') {
      blank = !one.empty();
      continue;
    }
    one += blank ? " " : "";
    one += letter;
    blank = false;
  }
  return one;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) {
    all += (all.empty() ? "" : "; ") + collapsed(text);
  }
  return all;
}

std::string told(const plan::WrittenDate& date) {
  const std::string reading(plan::to_text(date.kind));
  if (!date.days) {
    return reading + " “" + collapsed(date.as_written) + "”";
  }
  const std::string from = date.days->from.iso();
  const std::string to = date.days->to.iso();
  if (reading == "day" && from == to) return from;
  if (reading == "month-year") return from.substr(0, 7);
  if (reading == "year") return from.substr(0, 4);
  return from + ".." + to + " " + reading;
}

// The path of each line, from its label and what it stands under.
class Paths {
 public:
  std::string of(std::string_view text) {
    std::size_t depth = 0;
    while (text.starts_with("  ")) {
      text.remove_prefix(2);
      ++depth;
    }
    const std::size_t colon = std::min(text.find(": "), text.ends_with(':') ? text.size() - 1 : text.size());
    const std::string label(text.substr(0, std::min(colon, text.size())));
    // What tells one of several from another; those of a conversation only by their order.
    static const std::map<std::string, std::string_view> names = {
        {"key", " = "},  {"attention", " -> "}, {"present", ", "}, {"apologies", ", "}, {"count", ": "},
        {"theme", "\n"}, {"remark", "\n"},      {"question", ""},  {"answer", ""}};
    std::string path = depth == 0 ? label : parent_ + " / " + label;
    if (const auto name = names.find(label); name != names.end()) {
      const std::string_view value = text.substr(std::min(colon + 2, text.size()));
      path += " " + (name->second.empty() ? std::to_string(++counts_[path])
                                          : std::string(value.substr(0, value.find(name->second))));
    }
    const std::size_t same = ++counts_["path " + path];
    if (same > 1) {
      path += " (" + std::to_string(same) + ")";
    }
    if (depth == 0) {
      parent_ = path;
    }
    return path;
  }

 private:
  std::string parent_;
  std::map<std::string, std::size_t> counts_;
};

class Telling {
 public:
  void head(const std::string& label, std::string_view value) { put(0, label, value); }
  void field(const std::string& label, std::string_view value) {
    if (!value.empty()) {
      put(1, label, value);
    }
  }
  // Under a field.
  void below(const std::string& label, std::string_view value) { put(2, label, value); }
  Lines lines;

 private:
  void put(std::size_t depth, const std::string& label, std::string_view value) {
    const std::string text = collapsed(value);
    std::string line = std::string(depth * 2, ' ') + label + ":" + (text.empty() ? "" : " " + text);
    std::string path = paths_.of(line);
    lines.push_back({std::move(path), std::move(line)});
  }

  Paths paths_;
};

// Where a remark stands, by what stands there in the reading.
std::string where(const intake::Reading& reading, const intake::Anomaly& anomaly) {
  const auto numbered = [](const char* what, std::size_t index) {
    return std::string(what) + " " + std::to_string(index + 1);
  };
  if (anomaly.action) {
    return numbered("action", *anomaly.action);
  }
  for (std::size_t at = 0; at < reading.actions.size(); ++at) {
    if (reading.actions[at].place == anomaly.place) return numbered("action", at);
  }
  for (const auto& one : reading.risks) {
    if (one.place == anomaly.place) return "risk " + one.ref;
  }
  for (const auto& one : reading.recommendations) {
    if (one.place == anomaly.place) return "recommendation " + one.ref;
  }
  for (const auto& one : reading.paragraphs) {
    if (one.place == anomaly.place) return "paragraph " + one.ref;
  }
  return "document";
}

void tell_meeting(const intake::Meeting& meeting, Telling& telling) {
  telling.head("meeting", meeting.body);
  telling.field("date", meeting.date ? meeting.date->iso() : "");
  telling.field("item", meeting.item);
  for (const intake::Attendance& one : meeting.attendance) {
    telling.field(one.present ? "present" : "apologies",
                  one.name + (one.role.empty() ? "" : ", " + one.role) + (one.agency.empty() ? "" : ", " + one.agency));
  }
  for (const intake::Question& one : meeting.questions) {
    telling.field("question", one.asked_by + ": " + one.text);
    if (!one.answer.empty() || !one.answered_by.empty()) {
      telling.below("answer", one.answered_by + ": " + one.answer);
    }
  }
  for (const intake::Resolution& one : meeting.resolutions) {
    telling.field("resolution " + one.ref, one.text);
  }
  for (const std::string& theme : meeting.themes) {
    telling.field("theme", theme);
  }
  for (const intake::Count& count : meeting.counts) {
    std::string text = collapsed(count.review) + ":" + (count.total ? " total " + std::to_string(*count.total) : "");
    for (const auto& [colour, number] : count.by) {
      text += (text.ends_with(':') ? " " : ", ") + colour + " " + std::to_string(number);
    }
    telling.field("count", text);
  }
}

void tell_action(const intake::Action& action, std::size_t number, Telling& telling) {
  telling.head("action " + std::to_string(number), action.action.empty() ? "(none)" : action.action);
  telling.field("ref", action.reference);
  telling.field("finding", action.finding);
  telling.field("for", joined(action.recommendations));
  telling.field("agency", joined(action.agencies));
  if (action.agency_as_written != action.agency && action.agencies.size() <= 1) {
    telling.field("as written", action.agency_as_written);
  }
  telling.field("response", action.response);
  telling.field("rating", (action.rating.as_written.empty() ? "(blank)" : action.rating.as_written) + " -> " +
                              std::string(plan::to_text(action.rating.status)));
  telling.field("constraints", action.constraints);
  telling.field("target", action.target);
  std::vector<std::string> dates;
  for (const plan::WrittenDate& date : action.dates) {
    dates.push_back(told(date));
  }
  telling.field("dates", joined(dates));
  telling.field("evidence", action.evidence);
  telling.field("lead", action.lead);
  telling.field("outcome", action.outcome);
  for (const auto& [header, value] : action.other) {
    telling.field("other " + collapsed(header), value);
  }
}

void tell_risk(const intake::Risk& risk, Telling& telling) {
  const auto text = [](const std::optional<std::uint32_t>& number) {
    return number ? std::to_string(*number) : std::string("?");
  };
  telling.head("risk " + risk.ref + " " + std::string(intake::to_text(risk.level)), risk.title);
  std::string score = risk.likelihood || risk.impact ? text(risk.likelihood) + " x " + text(risk.impact) : "";
  if (risk.score) {
    score += (score.empty() ? "= " : " = ") + text(risk.score);
  }
  if (!risk.score_as_written.empty()) {
    score += (score.empty() ? "(" : " (") + risk.score_as_written + ")";
  }
  telling.field("score", score);
  telling.field("owner", risk.owner);
  telling.field("controls", risk.controls);
  telling.field("review", risk.review_date);
  telling.field("appetite", risk.appetite);
  for (const auto& [header, value] : risk.other) {
    telling.field("other " + collapsed(header), value);
  }
}

// The longest common subsequence of two texts of lines, as pairs of places.
template <typename Same>
std::vector<std::pair<std::size_t, std::size_t>> common(std::size_t rows, std::size_t columns, Same same) {
  std::vector<std::vector<std::uint32_t>> longest(rows + 1, std::vector<std::uint32_t>(columns + 1));
  for (std::size_t row = rows; row-- > 0;) {
    for (std::size_t column = columns; column-- > 0;) {
      longest[row][column] = same(row, column) ? longest[row + 1][column + 1] + 1
                                               : std::max(longest[row + 1][column], longest[row][column + 1]);
    }
  }
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t row = 0, column = 0; row < rows && column < columns;) {
    if (same(row, column)) {
      pairs.emplace_back(row++, column++);
    } else if (longest[row + 1][column] >= longest[row][column + 1]) {
      ++row;
    } else {
      ++column;
    }
  }
  return pairs;
}

}  // namespace

Lines tell(const intake::Reading& reading) {
  Telling telling;
  telling.head("kind", intake::to_text(reading.kind));
  telling.head("title", reading.title);
  if (reading.as_at) {
    telling.head("as at", reading.as_at->iso());
  }
  for (const intake::ScaleEntry& entry : reading.scale) {
    telling.head("key", entry.as_written + " = " + entry.meaning + " -> " + std::string(plan::to_text(entry.status)));
  }
  for (const intake::Finding& finding : reading.findings) {
    telling.head("finding " + finding.ref, finding.title);
    telling.field("text", finding.text);
  }
  for (const intake::Recommendation& one : reading.recommendations) {
    telling.head("recommendation " + one.ref, one.text);
    telling.field("finding", one.finding);
    telling.field("addressed to", joined(one.addressed_to));
    telling.field("cited by", joined(one.cited_by));
  }
  std::size_t number = 0;
  for (const intake::Action& action : reading.actions) {
    tell_action(action, ++number, telling);
  }
  for (const intake::Paragraph& paragraph : reading.paragraphs) {
    const bool example = paragraph.kind == intake::ParagraphKind::case_example;
    telling.head((example ? "case example after " : "paragraph ") + paragraph.ref, paragraph.text);
    telling.field("cites", joined(paragraph.cites));
  }
  for (const intake::Attention& one : reading.attention) {
    telling.head("attention", joined(one.paragraphs) + " -> " + one.body + " (" + one.role + ")");
  }
  if (reading.clock) {
    telling.head("clock", std::to_string(reading.clock->days) + " " +
                              std::string(intake::to_text(reading.clock->unit)) + " from " + reading.clock->from);
  }
  if (reading.meeting) {
    tell_meeting(*reading.meeting, telling);
  }
  for (const intake::Risk& risk : reading.risks) {
    tell_risk(risk, telling);
  }
  std::set<std::tuple<std::size_t, std::string>> remarks;  // by row, then by code
  for (const intake::Anomaly& anomaly : reading.anomalies) {
    remarks.emplace(anomaly.action.value_or(0) + (anomaly.action ? 1 : 0),
                    anomaly.code + " (" + std::string(intake::to_text(anomaly.severity)) +
                        "): " + where(reading, anomaly) + (anomaly.field.empty() ? "" : ", " + anomaly.field));
  }
  for (const auto& [row, text] : remarks) {
    telling.head("remark", text);
  }
  return telling.lines;
}

std::map<std::string, Lines> read_expected(std::string_view text, const std::set<std::string>& forms) {
  std::map<std::string, Lines> by_form;
  std::map<std::string, Paths> paths;
  for (const std::string& form : forms) {
    by_form[form];
  }
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) {
      continue;
    }
    std::set<std::string> only = forms;
    if (line.starts_with("in ")) {
      only.clear();
      const std::size_t colon = line.find(':');
      std::string_view names = line.substr(3, colon - 3);
      while (!names.empty()) {
        const std::size_t comma = std::min(names.find(", "), names.size());
        only.emplace(names.substr(0, comma));
        names.remove_prefix(std::min(comma + 2, names.size()));
      }
      line.remove_prefix(std::min(colon + 2, line.size()));
    }
    for (const std::string& form : only) {
      if (forms.contains(form)) {
        by_form[form].push_back({paths[form].of(line), std::string(line)});
      }
    }
  }
  return by_form;
}

std::string write_expected(const std::map<std::string, Lines>& by_form) {
  struct Merged {
    std::string text;
    std::set<std::string> forms;
  };
  std::vector<Merged> merged;
  for (const auto& [form, lines] : by_form) {
    const auto pairs = common(merged.size(), lines.size(), [&merged, &lines](std::size_t row, std::size_t column) {
      return merged[row].text == lines[column].text;
    });
    std::vector<Merged> next;
    std::size_t row = 0;
    std::size_t column = 0;
    const auto until = [&](std::size_t last_row, std::size_t last_column) {
      for (; row < last_row; ++row) {
        next.push_back(std::move(merged[row]));
      }
      for (; column < last_column; ++column) {
        next.push_back({lines[column].text, {form}});
      }
    };
    for (const auto& [at_row, at_column] : pairs) {
      until(at_row, at_column);
      next.push_back(std::move(merged[row++]));
      next.back().forms.insert(form);
      ++column;
    }
    until(merged.size(), lines.size());
    merged = std::move(next);
  }
  std::string text;
  for (const Merged& line : merged) {
    if (line.forms.size() < by_form.size()) {
      std::string names;
      for (const std::string& form : line.forms) {
        names += (names.empty() ? "" : ", ") + form;
      }
      text += "in " + names + ": ";
    }
    text += line.text + "\n";
  }
  return text;
}

std::string difference(const Lines& expected, const Lines& read) {
  const auto pairs = common(expected.size(), read.size(), [&](std::size_t row, std::size_t column) {
    return expected[row].text == read[column].text;
  });
  std::vector<std::string> all;
  std::size_t row = 0;
  std::size_t column = 0;
  const auto until = [&](std::size_t last_row, std::size_t last_column) {
    for (; row < last_row; ++row) {
      all.push_back("- " + expected[row].text);
    }
    for (; column < last_column; ++column) {
      all.push_back("+ " + read[column].text);
    }
  };
  for (const auto& [at_row, at_column] : pairs) {
    until(at_row, at_column);
    all.push_back("  " + expected[row].text);
    ++row;
    ++column;
  }
  until(expected.size(), read.size());
  std::string text;
  for (std::size_t at = 0; at < all.size(); ++at) {
    for (std::size_t near = at < 2 ? 0 : at - 2; near < std::min(at + 3, all.size()); ++near) {
      if (all[near].front() != ' ') {
        text += all[at] + "\n";
        break;
      }
    }
  }
  return text;
}

std::set<std::string> differing(const Lines& expected, const Lines& read) {
  std::map<std::string, std::string> by_path;
  std::set<std::string> paths;
  for (const Line& line : expected) {
    by_path[line.path] = line.text;
  }
  for (const Line& line : read) {
    const auto found = by_path.find(line.path);
    if (found == by_path.end() || found->second != line.text) {
      paths.insert(line.path);
    }
    by_path.erase(line.path);
  }
  for (const auto& [path, text] : by_path) {
    paths.insert(path);
  }
  return paths;
}

Lines with_expected(const Lines& read, const Lines& expected, const std::set<std::string>& paths) {
  Lines lines;
  for (const Line& line : read) {
    if (!paths.contains(line.path)) {
      lines.push_back(line);
    }
  }
  for (std::size_t at = 0; at < expected.size(); ++at) {
    if (paths.contains(expected[at].path)) {
      const auto before = std::find_if(lines.begin(), lines.end(),
                                       [&](const Line& line) { return at > 0 && line.path == expected[at - 1].path; });
      lines.insert(before == lines.end() ? (at == 0 ? lines.begin() : lines.end()) : before + 1, expected[at]);
    }
  }
  return lines;
}

}  // namespace candour::corpus
