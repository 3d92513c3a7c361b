#pragma once
// What a form says, read field by field; what is wrong with it is gathered, each with the field it is about.

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/text.h"
#include "http/form.h"
#include "plan/plan.h"
#include "web/components.h"

namespace candour::web {

// The whole text as a number, but for blanks around it; nothing where it is none.
template <class Number>
std::optional<Number> number(std::string_view text) {
  Number value = 0;
  text = trimmed(text);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}
inline std::string text_in(const http::Fields& form, std::string_view name) {
  return std::string(trimmed(form.get(name)));
}

// Three fields of a date: nothing within it where all are empty, nothing at all where they are no day.
inline std::optional<std::optional<Date>> day_in(const http::Fields& form, const std::string& name) {
  const std::string day = text_in(form, name + "-day"), month = text_in(form, name + "-month"),
                    year = text_in(form, name + "-year");
  if (day.empty() && month.empty() && year.empty()) return std::optional<Date>();
  const auto d = number<int>(day), m = number<int>(month), y = number<int>(year);
  if (const auto date = d && m && y ? Date::from_calendar(*y, *m, *d) : std::nullopt) return date;
  return std::nullopt;
}

struct FormReading {
  const http::Fields& form;
  std::vector<FieldError> errors = {};

  std::string text(std::string_view name) const { return text_in(form, name); }
  void wrong(std::string_view field, std::string sentence) {
    errors.push_back({.text = std::move(sentence), .field = std::string(field)});
  }
  // Of the three fields of a date; nothing where they are empty.
  std::optional<Date> date(const std::string& name, std::string_view what) {
    const auto day = day_in(form, name);
    if (!day) wrong(name, std::string(what) + " must be a real day, such as 27 3 2026.");
    return day.value_or(std::nullopt);
  }
  Date needed_date(const std::string& name, std::string_view what) {
    const std::size_t before = errors.size();
    const auto given = date(name, what);
    if (!given && errors.size() == before) wrong(name, "Enter " + lower(what) + ", such as 27 3 2026.");
    return given.value_or(Date());
  }
  // One of the radios; nothing chosen is wrong.
  std::string chosen(std::string_view name, std::string_view sentence) {
    std::string value = text(name);
    if (value.empty()) wrong(name, std::string(sentence));
    return value;
  }

 private:
  static std::string lower(std::string_view words) {
    std::string text(words);
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] + 32);
    return text;
  }
};

// How something is closed, by which body, when and why.
plan::Closure closure_of(FormReading& in);

}  // namespace candour::web
