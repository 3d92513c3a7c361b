#pragma once
// Fields of a form as they are opened, or as they were sent and what was wrong with them.

#include <optional>
#include <string>
#include <string_view>

#include "web/components_form.h"
#include "web/pages_updates.h"

namespace candour::web {

struct TypedFields {
  const Typed& typed;

  std::string value(const std::string& name, std::string opened = {}) const {
    return typed.sent ? std::string(typed.fields.get(name)) : std::move(opened);
  }
  std::string error(std::string_view name) const {
    for (const FieldError& each : typed.errors)
      if (each.field.view() == name) return std::string(each.text.view());
    return {};
  }
  Chosen chosen(const std::string& name, std::string_view choice, std::string_view opened = {}) const {
    return value(name, std::string(opened)) == choice ? Chosen::yes : Chosen::no;
  }
  TextArea area(std::string_view label, const std::string& name, std::string_view hint = {},
                std::size_t rows = 5) const {
    return {.label = label, .name = name, .value = value(name), .hint = hint, .error = error(name), .rows = rows};
  }
  TextField text(std::string_view label, const std::string& name, std::string_view hint = {}) const {
    return {.label = label, .name = name, .value = value(name), .hint = hint, .error = error(name)};
  }
  DateField date(std::string_view legend, const std::string& name, std::optional<Date> opened,
                 std::string_view hint = "For example, 27 3 2026") const {
    const auto part = [&](const char* end, int (Date::*of)() const) {
      return value(name + end, opened ? std::to_string(((*opened).*of)()) : std::string());
    };
    return {.legend = legend,
            .name = name,
            .day = part("-day", &Date::day),
            .month = part("-month", &Date::month),
            .year = part("-year", &Date::year),
            .hint = hint,
            .error = error(name)};
  }
};

// How, by which body and on which day something is closed; the reason is a field of its own.
void write_closure_fields(Html& html, const TypedFields& fields);

}  // namespace candour::web
