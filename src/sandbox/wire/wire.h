#pragma once
// How a request and a reading cross between parent and child: field after field, numbers in seven-bit groups, texts
// behind their length. The parent believes nothing the child says: every length and every choice is looked at.
//
// Each structure is taken apart into all of its fields by name of place, so that one with a new field does not
// compile until the field crosses, too.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "base/text.h"
#include "document/attachment.h"
#include "document/workbook.h"
#include "intake/reading.h"

namespace candour::sandbox {

// What the child is to bring: a reading of the document, or the cells of a workbook that was filled in.
enum class Task { reading, cells, judging };

class WireWriter {
 public:
  static constexpr bool writes = true;
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
    out_ += static_cast<char>(value);
  }
  void text(std::string_view value) {
    number(value.size());
    out_ += value;
  }
  std::string& out() { return out_; }

 private:
  std::string out_;
};

class WireReader {
 public:
  static constexpr bool writes = false;
  explicit WireReader(std::string_view in) : in_(in) {}
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at_ >= in_.size()) break;
      const auto byte = static_cast<unsigned char>(in_[at_++]);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    bad_ = true;
    return 0;
  }
  std::string_view text() {
    const std::uint64_t size = number();
    if (size > in_.size() - at_) {
      bad_ = true;
      return {};
    }
    at_ += size;
    return in_.substr(at_ - size, size);
  }
  // How many of a list to make room for: each takes a byte at least.
  std::size_t count() {
    const std::uint64_t claimed = number();
    if (claimed > in_.size() - at_) bad_ = true;
    return bad_ ? 0 : claimed;
  }
  void spoil() { bad_ = true; }
  bool bad() const { return bad_; }
  bool at_end() const { return !bad_ && at_ == in_.size(); }

 private:
  std::string_view in_;
  std::size_t at_ = 0;
  bool bad_ = false;
};

template <class T, class Bare>
concept is = std::same_as<std::remove_const_t<T>, Bare>;

template <class Wire, class... Fields>
void carry_all(Wire& wire, Fields&... fields);

template <class Wire, class T>
requires std::unsigned_integral<std::remove_const_t<T>>
void carry(Wire& wire, T& value) {
  if constexpr (Wire::writes)
    wire.number(value);
  else
    value = static_cast<T>(wire.number());
}

template <class Wire, class T>
requires is<T, int>
void carry(Wire& wire, T& value) {
  if constexpr (Wire::writes)
    wire.number(static_cast<std::uint32_t>(value));
  else
    value = static_cast<int>(static_cast<std::uint32_t>(wire.number()));
}

// The last value of each enumeration; a child that names one beyond it lies.
constexpr auto last_of(intake::Kind) {
  return intake::Kind::unknown;
}
constexpr auto last_of(intake::Column) {
  return intake::Column::other;
}
constexpr auto last_of(intake::Severity) {
  return intake::Severity::note;
}
constexpr auto last_of(intake::ParagraphKind) {
  return intake::ParagraphKind::case_example;
}
constexpr auto last_of(intake::ClockUnit) {
  return intake::ClockUnit::months;
}
constexpr auto last_of(intake::RiskLevel) {
  return intake::RiskLevel::target;
}
constexpr auto last_of(plan::Status) {
  return plan::Status::unclear;
}
constexpr auto last_of(plan::DateReadingKind) {
  return plan::DateReadingKind::words;
}
constexpr auto last_of(document::ContentKind) {
  return document::ContentKind::error;
}
constexpr auto last_of(Task) {
  return Task::judging;
}
constexpr auto last_of(document::Attachment) {
  return document::Attachment::jpeg;
}
constexpr auto last_of(ErrorCode) {
  return ErrorCode::internal;
}

template <class Wire, class T>
requires std::is_enum_v<T>
void carry(Wire& wire, T& value) {
  if constexpr (Wire::writes) {
    wire.number(static_cast<std::uint64_t>(value));
  } else {
    const std::uint64_t number = wire.number();
    if (number > static_cast<std::uint64_t>(last_of(T{}))) return wire.spoil();
    value = static_cast<T>(number);
  }
}

template <class Wire, class T>
requires is<T, std::string>
void carry(Wire& wire, T& value) {
  if constexpr (Wire::writes) {
    wire.text(value);
  } else {
    const std::string_view text = wire.text();
    // Everything behind this door may take text to be UTF-8.
    if (is_utf8(text))
      value = text;
    else
      wire.spoil();
  }
}

template <class Wire, class T>
requires is<T, Date>
void carry(Wire& wire, T& value) {
  // Days from 0001-01-01 to 9999-12-31, counted from the first.
  constexpr std::int32_t first = -719'162, last = 2'932'896;
  if constexpr (Wire::writes) {
    wire.number(static_cast<std::uint64_t>(value.days_since_1970() - first));
  } else {
    const std::uint64_t days = wire.number();
    if (days > static_cast<std::uint64_t>(last - first)) return wire.spoil();
    value = Date::from_days(static_cast<std::int32_t>(days) + first);
  }
}

template <class Wire, class T>
void carry(Wire& wire, std::vector<T>& list);
template <class Wire, class T>
void carry(Wire& wire, const std::vector<T>& list);
template <class Wire, class T>
void carry(Wire& wire, std::optional<T>& value);
template <class Wire, class T>
void carry(Wire& wire, const std::optional<T>& value);
template <class Wire, class K, class V>
void carry(Wire& wire, std::map<K, V>& map);
template <class Wire, class K, class V>
void carry(Wire& wire, const std::map<K, V>& map);

template <class Wire>
void carry(Wire& wire, is<DateRange> auto& value) {
  auto& [from, to] = value;
  carry_all(wire, from, to);
}
template <class Wire>
void carry(Wire& wire, is<plan::WrittenDate> auto& value) {
  auto& [as_written, kind, days, day_or_year, order, year_missing, begin] = value;
  carry_all(wire, as_written, kind, days, day_or_year, order, year_missing, begin);
}
template <class Wire>
void carry(Wire& wire, is<document::Place> auto& value) {
  auto& [line, table, row, column, paragraph, page, sheet] = value;
  carry_all(wire, line, table, row, column, paragraph, page, sheet);
}
template <class Wire>
void carry(Wire& wire, is<intake::Source> auto& value) {
  auto& [name, format, sha256, bytes] = value;
  carry_all(wire, name, format, sha256, bytes);
}
template <class Wire>
void carry(Wire& wire, is<intake::ScaleEntry> auto& value) {
  auto& [as_written, meaning, status, place] = value;
  carry_all(wire, as_written, meaning, status, place);
}
template <class Wire>
void carry(Wire& wire, is<intake::Finding> auto& value) {
  auto& [ref, title, text, place] = value;
  carry_all(wire, ref, title, text, place);
}
template <class Wire>
void carry(Wire& wire, is<intake::Recommendation> auto& value) {
  auto& [ref, finding, text, addressed_to, cited_by, place] = value;
  carry_all(wire, ref, finding, text, addressed_to, cited_by, place);
}
template <class Wire>
void carry(Wire& wire, is<intake::Rating> auto& value) {
  auto& [as_written, status] = value;
  carry_all(wire, as_written, status);
}
template <class Wire>
void carry(Wire& wire, is<intake::Action> auto& value) {
  auto& [place, places, finding, recommendation, recommendations, agency, agency_as_written, agencies, response, action,
         rating, constraints, evidence, target, dates, lead, outcome, reference, other, cells] = value;
  carry_all(wire, place, places, finding, recommendation, recommendations, agency, agency_as_written, agencies,
            response, action, rating, constraints, evidence, target, dates, lead, outcome, reference, other, cells);
}
template <class Wire>
void carry(Wire& wire, is<intake::Anomaly> auto& value) {
  auto& [code, severity, place, message, suggestion, action, field] = value;
  carry_all(wire, code, severity, place, message, suggestion, action, field);
}
template <class Wire>
void carry(Wire& wire, is<intake::Kept> auto& value) {
  auto& [place, text] = value;
  carry_all(wire, place, text);
}
template <class Wire>
void carry(Wire& wire, is<intake::Coverage> auto& value) {
  auto& [characters, placed, kept_aside, lost] = value;
  carry_all(wire, characters, placed, kept_aside, lost);
}
template <class Wire>
void carry(Wire& wire, is<intake::UnderstoodColumn> auto& value) {
  auto& [header, column, sample] = value;
  carry_all(wire, header, column, sample);
}
template <class Wire>
void carry(Wire& wire, is<intake::Attention> auto& value) {
  auto& [paragraphs, body, role, place] = value;
  carry_all(wire, paragraphs, body, role, place);
}
template <class Wire>
void carry(Wire& wire, is<intake::Paragraph> auto& value) {
  auto& [ref, text, kind, cites, place] = value;
  carry_all(wire, ref, text, kind, cites, place);
}
template <class Wire>
void carry(Wire& wire, is<intake::Clock> auto& value) {
  auto& [text, days, unit, from, place] = value;
  carry_all(wire, text, days, unit, from, place);
}
template <class Wire>
void carry(Wire& wire, is<intake::Resolution> auto& value) {
  auto& [ref, text, item, place] = value;
  carry_all(wire, ref, text, item, place);
}
template <class Wire>
void carry(Wire& wire, is<intake::Question> auto& value) {
  auto& [asked_by, text, answered_by, answer, item, place] = value;
  carry_all(wire, asked_by, text, answered_by, answer, item, place);
}
template <class Wire>
void carry(Wire& wire, is<intake::Attendance> auto& value) {
  auto& [name, role, agency, present] = value;
  carry_all(wire, name, role, agency, present);
}
template <class Wire>
void carry(Wire& wire, is<intake::Count> auto& value) {
  auto& [review, total, by, place] = value;
  carry_all(wire, review, total, by, place);
}
template <class Wire>
void carry(Wire& wire, is<intake::Meeting> auto& value) {
  auto& [body, date, item, resolutions, questions, attendance, themes, counts] = value;
  carry_all(wire, body, date, item, resolutions, questions, attendance, themes, counts);
}
template <class Wire>
void carry(Wire& wire, is<intake::Risk> auto& value) {
  auto& [ref, title, likelihood, impact, score, score_as_written, level, owner, controls, review_date, appetite, other,
         place] = value;
  carry_all(wire, ref, title, likelihood, impact, score, score_as_written, level, owner, controls, review_date,
            appetite, other, place);
}
template <class Wire>
void carry(Wire& wire, is<intake::Reading> auto& value) {
  auto& [source, kind, title, as_at, scale, findings, recommendations, actions, attention, paragraphs, clock, meeting,
         risks, anomalies, kept, coverage, columns] = value;
  carry_all(wire, source, kind, title, as_at, scale, findings, recommendations, actions, attention, paragraphs, clock,
            meeting, risks, anomalies, kept, coverage, columns);
}
template <class Wire>
void carry(Wire& wire, is<intake::Choices> auto& value) {
  auto& [kind, columns, statuses, as_at] = value;
  carry_all(wire, kind, columns, statuses, as_at);
}
template <class Wire>
void carry(Wire& wire, is<document::FilledCell> auto& value) {
  auto& [column, row, kind, formula, text, date] = value;
  carry_all(wire, column, row, kind, formula, text, date);
}
template <class Wire>
void carry(Wire& wire, is<document::FilledSheet> auto& value) {
  auto& [name, hidden, cells] = value;
  carry_all(wire, name, hidden, cells);
}
template <class Wire>
void carry(Wire& wire, is<document::FilledWorkbook> auto& value) {
  auto& [sheets] = value;
  carry_all(wire, sheets);
}
template <class Wire>
void carry(Wire& wire, is<Error> auto& value) {
  auto& [code, sentence, detail] = value;
  carry_all(wire, code, sentence, detail);
}

template <class Wire, class T>
void carry(Wire& wire, const std::vector<T>& list) {
  wire.number(list.size());
  for (const T& one : list) carry(wire, one);
}
template <class Wire, class T>
void carry(Wire& wire, std::vector<T>& list) {
  if constexpr (Wire::writes) {
    carry(wire, std::as_const(list));
  } else {
    list.clear();
    for (std::size_t count = wire.count(); count > 0 && !wire.bad(); --count) carry(wire, list.emplace_back());
  }
}
template <class Wire, class T>
void carry(Wire& wire, const std::optional<T>& value) {
  wire.number(value ? 1 : 0);
  if (value) carry(wire, *value);
}
template <class Wire, class T>
void carry(Wire& wire, std::optional<T>& value) {
  if constexpr (Wire::writes) {
    carry(wire, std::as_const(value));
  } else {
    value.reset();
    if (wire.number() != 0) carry(wire, value.emplace());
  }
}
template <class Wire, class K, class V>
void carry(Wire& wire, const std::map<K, V>& map) {
  wire.number(map.size());
  for (const auto& [key, value] : map) carry_all(wire, key, value);
}
template <class Wire, class K, class V>
void carry(Wire& wire, std::map<K, V>& map) {
  if constexpr (Wire::writes) {
    carry(wire, std::as_const(map));
  } else {
    map.clear();
    for (std::size_t count = wire.count(); count > 0 && !wire.bad(); --count) {
      K key{};
      V value{};
      carry_all(wire, key, value);
      map.insert_or_assign(std::move(key), std::move(value));
    }
  }
}

template <class Wire, class... Fields>
void carry_all(Wire& wire, Fields&... fields) {
  (carry(wire, fields), ...);
}

}  // namespace candour::sandbox
