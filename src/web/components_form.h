#pragma once
// Forms and their fields. A field with an error shows it above itself, in the words that the error summary uses; its id
// is its name unless given. Values are written back as they were typed. A form that changes something carries the
// page's token (Html::form_token) as the field `form_token_field`, without being asked.

#include <cstddef>
#include <vector>

#include "web/html.h"

namespace candour::web {

inline constexpr const char* form_token_field = "session-token";

enum class Method { get, post };
enum class Encoding { ordinary, with_files };
struct Hidden {
  Text name{};
  Text value{};
};
Html& operator<<(Html& html, const Hidden& hidden);

struct Form {
  Text action{};
  Method method = Method::post;
  Encoding encoding = Encoding::ordinary;
  std::vector<Hidden> hidden{};  // such as the version that was shown
  Content content{};
  Text id{};
};
Html& operator<<(Html& html, const Form& form);

enum class ButtonKind { primary, secondary, warning };
struct Button {
  Text text{};  // names its act: "Import 62 rows"
  ButtonKind kind = ButtonKind::primary;
  Text href{};  // given: a link that looks like a button, for what changes nothing
  Text name{};
  Text value{};
  Text form_action{};  // another address than the form's
  Text hidden{};       // completes the text for those who hear buttons out of their place
};
Html& operator<<(Html& html, const Button& button);
struct ButtonGroup {
  Content content{};
};
Html& operator<<(Html& html, const ButtonGroup& group);

enum class FieldWidth { full, half, characters_20, characters_10, characters_5, characters_2 };
enum class LabelKind { ordinary, heading, hidden };  // heading: the label is the page's h1
enum class InputKind { text, number, email, search, password };

struct TextField {
  Text label{};
  Text name{};
  Text value{};
  Text hint{};
  Text error{};
  Text id{};
  FieldWidth width = FieldWidth::full;
  LabelKind label_kind = LabelKind::ordinary;
  InputKind kind = InputKind::text;
  Text autocomplete{};  // as WCAG 1.3.5 asks, or "off"
};
Html& operator<<(Html& html, const TextField& field);

struct TextArea {
  Text label{};
  Text name{};
  Text value{};
  Text hint{};
  Text error{};
  Text id{};
  std::size_t rows = 5;
  LabelKind label_kind = LabelKind::ordinary;
};
Html& operator<<(Html& html, const TextArea& field);

enum class ChoicesKind { stacked, inline_ };  // inline_: smaller, in a line; for filters and short answers
enum class Chosen { no, yes };
struct Choice {
  Text text{};
  Text value{};
  Chosen chosen = Chosen::no;
  Text hint{};
  Content reveals{};  // fields that belong to this choice; shown with it, by style alone
};
struct Select {
  Text label{};
  Text name{};
  std::vector<Choice> choices{};
  Text hint{};
  Text error{};
  Text id{};
  LabelKind label_kind = LabelKind::ordinary;
};
Html& operator<<(Html& html, const Select& field);

struct Radios {
  Text legend{};
  Text name{};
  std::vector<Choice> choices{};
  Text hint{};
  Text error{};
  Text id{};
  ChoicesKind kind = ChoicesKind::stacked;
  LabelKind legend_kind = LabelKind::ordinary;
  Text legend_hidden{};  // completes the legend for those who hear it
};
Html& operator<<(Html& html, const Radios& field);
struct Checkboxes {
  Text legend{};
  Text name{};
  std::vector<Choice> choices{};
  Text hint{};
  Text error{};
  Text id{};
  ChoicesKind kind = ChoicesKind::stacked;
  LabelKind legend_kind = LabelKind::ordinary;
};
Html& operator<<(Html& html, const Checkboxes& field);

// Three fields: name-day, name-month, name-year.
struct DateField {
  Text legend{};
  Text name{};
  Text day{};
  Text month{};
  Text year{};
  Text hint = "For example, 27 3 2026";
  Text error{};
  Text id{};
  LabelKind legend_kind = LabelKind::ordinary;
};
Html& operator<<(Html& html, const DateField& field);

struct FileField {
  Text label{};
  Text name{};
  Text hint{};  // says which kinds and how large
  Text error{};
  Text id{};
  Text accept{};  // ".docx,.xlsx"
};
Html& operator<<(Html& html, const FileField& field);

// One box beside a row of a table, to choose it for what is done to many at once.
struct RowChoice {
  Text name{};
  Text value{};
  Text label{};  // for those who do not see the row: "Action 12"
  Chosen chosen = Chosen::no;
};
Html& operator<<(Html& html, const RowChoice& choice);

}  // namespace candour::web
