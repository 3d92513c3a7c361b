#include "web/components_form.h"

#include <string>

namespace candour::web {
namespace {

// What every field of a form has.
struct Asked {
  std::string_view label, name, hint, error, id;
  LabelKind kind;
};

template <class Field>
Asked asked_of(const Field& field) {
  std::string_view label;
  LabelKind kind;
  if constexpr (requires { field.label; })
    label = field.label.view();
  else
    label = field.legend.view();
  if constexpr (requires { field.label_kind; })
    kind = field.label_kind;
  else if constexpr (requires { field.legend_kind; })
    kind = field.legend_kind;
  else
    kind = LabelKind::ordinary;
  const std::string_view id = field.id.empty() ? field.name.view() : field.id.view();
  return {label, field.name.view(), field.hint.view(), field.error.view(), id, kind};
}

void open_group(Html& html, const Asked& asked) {
  html << (asked.error.empty() ? "<div class=\"govuk-form-group\">"_html
                               : "<div class=\"govuk-form-group govuk-form-group--error\">"_html);
}

void write_label(Html& html, const Asked& asked) {
  const bool heading = asked.kind == LabelKind::heading;
  if (heading) html << "<h1 class=\"govuk-label-wrapper\">"_html;
  html << "<label class=\"govuk-label"_html;
  if (heading) html << " govuk-label--l"_html;
  if (asked.kind == LabelKind::hidden) html << " govuk-visually-hidden"_html;
  html << "\" for=\""_html << asked.id << "\">"_html << asked.label << "</label>"_html;
  if (heading) html << "</h1>"_html;
}

void write_hint_and_error(Html& html, const Asked& asked) {
  if (!asked.hint.empty())
    html << "<div class=\"govuk-hint\" id=\""_html << asked.id << "-hint\">"_html << asked.hint << "</div>"_html;
  if (!asked.error.empty())
    html << "<p class=\"govuk-error-message\" id=\""_html << asked.id
         << "-error\"><span class=\"govuk-visually-hidden\">Error:</span> "_html << asked.error << "</p>"_html;
}

void write_described_by(Html& html, const Asked& asked) {
  if (asked.hint.empty() && asked.error.empty()) return;
  html << " aria-describedby=\""_html;
  if (!asked.hint.empty()) html << asked.id << "-hint"_html;
  if (!asked.hint.empty() && !asked.error.empty()) html << " "_html;
  if (!asked.error.empty()) html << asked.id << "-error"_html;
  html << "\""_html;
}

void write_name(Html& html, const Asked& asked) {
  html << " id=\""_html << asked.id << "\" name=\""_html << asked.name << "\""_html;
  write_described_by(html, asked);
  if (!asked.error.empty()) html << " aria-invalid=\"true\""_html;
}

Markup width_class(FieldWidth width) {
  switch (width) {
    case FieldWidth::full:
      return ""_html;
    case FieldWidth::half:
      return " govuk-!-width-one-half"_html;
    case FieldWidth::characters_20:
      return " govuk-input--width-20"_html;
    case FieldWidth::characters_10:
      return " govuk-input--width-10"_html;
    case FieldWidth::characters_5:
      return " govuk-input--width-5"_html;
    case FieldWidth::characters_2:
      return " govuk-input--width-2"_html;
  }
  return ""_html;
}

void open_fieldset(Html& html, const Asked& asked, std::string_view role_group) {
  html << "<fieldset class=\"govuk-fieldset\""_html;
  html.attribute("role"_html, role_group);
  write_described_by(html, asked);
  html << "><legend class=\"govuk-fieldset__legend"_html;
  if (asked.kind == LabelKind::heading) html << " govuk-fieldset__legend--l"_html;
  if (asked.kind == LabelKind::hidden) html << " govuk-visually-hidden"_html;
  html << "\">"_html;
  if (asked.kind == LabelKind::heading)
    html << "<h1 class=\"govuk-fieldset__heading\">"_html << asked.label << "</h1>"_html;
  else
    html << asked.label;
}

// Radios and checkboxes differ in a word.
struct ChoiceMarkup {
  Markup item, input, label, hint, reveals;
};
constexpr ChoiceMarkup radio_markup{
    "<div class=\"govuk-radios__item\">"_html, "<input class=\"govuk-radios__input\" type=\"radio\""_html,
    "<label class=\"govuk-label govuk-radios__label\" for=\""_html,
    "<div class=\"govuk-hint govuk-radios__hint\" id=\""_html, "<div class=\"govuk-radios__conditional\">"_html};
constexpr ChoiceMarkup checkbox_markup{"<div class=\"govuk-checkboxes__item\">"_html,
                                       "<input class=\"govuk-checkboxes__input\" type=\"checkbox\""_html,
                                       "<label class=\"govuk-label govuk-checkboxes__label\" for=\""_html,
                                       "<div class=\"govuk-hint govuk-checkboxes__hint\" id=\""_html,
                                       "<div class=\"govuk-checkboxes__conditional\">"_html};

void write_choices(Html& html, const ChoiceMarkup& markup, const Asked& asked, const std::vector<Choice>& choices) {
  std::size_t number = 0;
  for (const Choice& choice : choices) {
    ++number;
    // The first has the field's own id, so that the error summary leads to it.
    std::string id(asked.id);
    if (number > 1) id += "-" + std::to_string(number);
    const bool chosen = choice.chosen == Chosen::yes;
    html << markup.item << markup.input << " id=\""_html << id << "\" name=\""_html << asked.name << "\" value=\""_html
         << choice.value << "\""_html;
    if (chosen) html << " checked"_html;
    if (!choice.hint.empty()) html << " aria-describedby=\""_html << id << "-item-hint\""_html;
    html << ">"_html << markup.label << id << "\">"_html << choice.text << "</label>"_html;
    if (!choice.hint.empty()) html << markup.hint << id << "-item-hint\">"_html << choice.hint << "</div>"_html;
    html << "</div>"_html;
    if (!choice.reveals.empty()) html << markup.reveals << choice.reveals << "</div>"_html;
  }
}

void write_date_part(Html& html, const Asked& asked, Markup part, Markup label, const Text& value, Markup width) {
  // The day has the field's own id, so that the error summary leads to it.
  const bool first = part.text() == "day";
  html << "<div class=\"govuk-date-input__item\"><div class=\"govuk-form-group\"><label class=\"govuk-label "
          "govuk-date-input__label\" for=\""_html
       << asked.id;
  if (!first) html << "-"_html << part;
  html << "\">"_html << label << "</label><input class=\"govuk-input govuk-date-input__input "_html << width;
  if (!asked.error.empty()) html << " govuk-input--error"_html;
  html << "\" type=\"text\" inputmode=\"numeric\" id=\""_html << asked.id;
  if (!first) html << "-"_html << part;
  html << "\" name=\""_html << asked.name << "-"_html << part << "\""_html;
  html.attribute("value"_html, value);
  html << "></div></div>"_html;
}

}  // namespace

Html& operator<<(Html& html, const Hidden& hidden) {
  return html << "<input type=\"hidden\" name=\""_html << hidden.name << "\" value=\""_html << hidden.value
              << "\">"_html;
}

Html& operator<<(Html& html, const Form& form) {
  if (!(form.method == Method::post ? html.offers_form(form.action.view()) : html.offers_page(form.action.view())))
    return html;
  html << "<form novalidate method=\""_html << (form.method == Method::get ? "get"_html : "post"_html) << "\""_html;
  html.address("action"_html, form.action);
  html.attribute("id"_html, form.id);
  if (form.encoding == Encoding::with_files) html << " enctype=\"multipart/form-data\""_html;
  html << ">"_html;
  if (form.method == Method::post && !html.form_token().empty())
    html << Hidden{.name = form_token_field, .value = std::string_view(html.form_token())};
  for (const Hidden& hidden : form.hidden) html << hidden;
  return html << form.content << "</form>"_html;
}

Html& operator<<(Html& html, const Button& button) {
  const bool link = !button.href.empty();
  if (link && !html.offers_page(button.href.view())) return html;
  if (!button.form_action.empty() && !html.offers_form(button.form_action.view())) return html;
  html << (link ? "<a role=\"button\" draggable=\"false\" class=\"govuk-button"_html
                : "<button type=\"submit\" class=\"govuk-button"_html);
  if (button.kind == ButtonKind::secondary) html << " govuk-button--secondary"_html;
  if (button.kind == ButtonKind::warning) html << " govuk-button--warning"_html;
  html << "\" data-module=\"govuk-button\""_html;
  if (link) {
    html.address("href"_html, button.href);
  } else {
    html << " data-prevent-double-click=\"true\""_html;
    html.attribute("name"_html, button.name);
    html.attribute("value"_html, button.value);
    if (!button.form_action.empty()) html.address("formaction"_html, button.form_action);
  }
  html << ">"_html << button.text;
  if (!button.hidden.empty()) html << "<span class=\"govuk-visually-hidden\"> "_html << button.hidden << "</span>"_html;
  return html << (link ? "</a>"_html : "</button>"_html);
}

Html& operator<<(Html& html, const ButtonGroup& group) {
  const std::size_t before = html.size();
  html << "<div class=\"govuk-button-group\">"_html;
  const std::size_t inside = html.size();
  html << group.content;
  return html.keep_if_filled(before, inside) ? html << "</div>"_html : html;
}

Html& operator<<(Html& html, const TextField& field) {
  const Asked asked = asked_of(field);
  open_group(html, asked);
  write_label(html, asked);
  write_hint_and_error(html, asked);
  html << "<input class=\"govuk-input"_html << width_class(field.width);
  if (!asked.error.empty()) html << " govuk-input--error"_html;
  html << "\""_html;
  switch (field.kind) {
    case InputKind::text:
      html << " type=\"text\""_html;
      break;
    // Not type=number, which scrolls values away (GOV.UK guidance on whole numbers).
    case InputKind::number:
      html << " type=\"text\" inputmode=\"numeric\""_html;
      break;
    case InputKind::email:
      html << " type=\"email\" spellcheck=\"false\""_html;
      break;
    case InputKind::search:
      html << " type=\"search\""_html;
      break;
    case InputKind::password:
      html << " type=\"password\" spellcheck=\"false\" autocapitalize=\"none\""_html;
      break;
  }
  write_name(html, asked);
  html.attribute("value"_html, field.value);
  html.attribute("autocomplete"_html, field.autocomplete);
  return html << "></div>"_html;
}

Html& operator<<(Html& html, const TextArea& field) {
  const Asked asked = asked_of(field);
  open_group(html, asked);
  write_label(html, asked);
  write_hint_and_error(html, asked);
  html << "<textarea class=\"govuk-textarea"_html;
  if (!asked.error.empty()) html << " govuk-textarea--error"_html;
  html << "\" rows=\""_html << field.rows << "\""_html;
  write_name(html, asked);
  // A browser drops one line break right after the tag: this one, not the person's.
  return html << ">\n"_html << field.value << "</textarea></div>"_html;
}

Html& operator<<(Html& html, const Select& field) {
  const Asked asked = asked_of(field);
  open_group(html, asked);
  write_label(html, asked);
  write_hint_and_error(html, asked);
  html << "<select class=\"govuk-select"_html;
  if (!asked.error.empty()) html << " govuk-select--error"_html;
  html << "\""_html;
  write_name(html, asked);
  html << ">"_html;
  for (const Choice& choice : field.choices) {
    html << "<option value=\""_html << choice.value << "\""_html;
    if (choice.chosen == Chosen::yes) html << " selected"_html;
    html << ">"_html << choice.text << "</option>"_html;
  }
  return html << "</select></div>"_html;
}

Html& operator<<(Html& html, const Radios& field) {
  const Asked asked = asked_of(field);
  open_group(html, asked);
  open_fieldset(html, asked, {});
  if (!field.legend_hidden.empty())
    html << "<span class=\"govuk-visually-hidden\"> "_html << field.legend_hidden << "</span>"_html;
  html << "</legend>"_html;
  write_hint_and_error(html, asked);
  html << (field.kind == ChoicesKind::inline_
               ? "<div class=\"govuk-radios govuk-radios--small govuk-radios--inline\">"_html
               : "<div class=\"govuk-radios\">"_html);
  write_choices(html, radio_markup, asked, field.choices);
  return html << "</div></fieldset></div>"_html;
}

Html& operator<<(Html& html, const Checkboxes& field) {
  const Asked asked = asked_of(field);
  open_group(html, asked);
  open_fieldset(html, asked, {});
  html << "</legend>"_html;
  write_hint_and_error(html, asked);
  html << (field.kind == ChoicesKind::inline_
               ? "<div class=\"govuk-checkboxes govuk-checkboxes--small c-in-line\">"_html
               : "<div class=\"govuk-checkboxes\">"_html);
  write_choices(html, checkbox_markup, asked, field.choices);
  return html << "</div></fieldset></div>"_html;
}

Html& operator<<(Html& html, const DateField& field) {
  const Asked asked = asked_of(field);
  open_group(html, asked);
  open_fieldset(html, asked, "group");
  html << "</legend>"_html;
  write_hint_and_error(html, asked);
  html << "<div class=\"govuk-date-input\">"_html;
  write_date_part(html, asked, "day"_html, "Day"_html, field.day, "govuk-input--width-2"_html);
  write_date_part(html, asked, "month"_html, "Month"_html, field.month, "govuk-input--width-2"_html);
  write_date_part(html, asked, "year"_html, "Year"_html, field.year, "govuk-input--width-4"_html);
  return html << "</div></fieldset></div>"_html;
}

Html& operator<<(Html& html, const FileField& field) {
  const Asked asked = asked_of(field);
  open_group(html, asked);
  write_label(html, asked);
  write_hint_and_error(html, asked);
  html << "<input class=\"govuk-file-upload"_html;
  if (!asked.error.empty()) html << " govuk-file-upload--error"_html;
  html << "\" type=\"file\""_html;
  write_name(html, asked);
  html.attribute("accept"_html, field.accept);
  return html << "></div>"_html;
}

Html& operator<<(Html& html, const RowChoice& choice) {
  html << "<label class=\"c-row-choice\"><input class=\"c-row-choice__input\" type=\"checkbox\" name=\""_html
       << choice.name << "\" value=\""_html << choice.value << "\""_html;
  if (choice.chosen == Chosen::yes) html << " checked"_html;
  return html << "><span class=\"govuk-visually-hidden\">"_html << choice.label << "</span></label>"_html;
}

}  // namespace candour::web
