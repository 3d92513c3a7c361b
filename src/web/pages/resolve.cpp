#include "web/pages/resolve.h"

#include <algorithm>

#include "base/text.h"
#include "web/pages/parts.h"

namespace candour::web {
namespace {

// How the resolve page's form calls its own fields, beside those of the form it stands for.
constexpr std::string_view contested_mark = "contested";
constexpr std::string_view opened_prefix = "opened.";
constexpr std::string_view stands_prefix = "theirs.";
constexpr std::string_view sent_prefix = "yours.";
constexpr std::string_view choice_prefix = "choice.";

std::string named(std::string_view prefix, std::string_view name) {
  return std::string(prefix) + std::string(name);
}

// "date-day" belongs to "date", as "date" itself does.
bool is_of(std::string_view field, std::string_view name) {
  if (!field.starts_with(name)) return false;
  const std::string_view rest = field.substr(name.size());
  return rest.empty() || rest == "-day" || rest == "-month" || rest == "-year";
}

bool is_own(std::string_view field) {
  for (std::string_view prefix : {stands_prefix, sent_prefix, choice_prefix})
    if (field.starts_with(prefix)) return true;
  return field == contested_mark;
}

std::string_view words_of(const std::string& words, const std::string& value) {
  return words.empty() ? std::string_view(value) : std::string_view(words);
}

Content side(std::string_view words) {
  return [words](Html& html) {
    if (words.empty())
      html << Paragraph{.content = "Nothing", .kind = ParagraphKind::quiet};
    else
      html << ClampedText{.text = words, .limit = 800};
  };
}

void write_field(Html& html, const ContestedField& field, const http::Fields& sent, bool undecided) {
  const std::string choice = named(choice_prefix, field.name);
  html << Heading{.text = field.label, .level = HeadingLevel::section}
       << Passage{.content =
                      [&field](Html& was) {
                        const std::string_view words = words_of(field.opened_words, field.opened);
                        was << "When you opened it: "_html;
                        if (words.empty())
                          was << "nothing"_html;
                        else
                          was << ClampedText{.text = words, .limit = 400};
                      },
                  .kind = ParagraphKind::quiet}
       << SideBySide{.left_title = "Theirs, as it stands now",
                     .left = side(words_of(field.stands_words, field.stands)),
                     .right_title = "Yours, as you sent it",
                     .right = side(words_of(field.sent_words, field.sent))};
  html << Hidden{.name = contested_mark, .value = field.name}
       << Hidden{.name = named(opened_prefix, field.name), .value = field.opened};
  if (field.stands_fields.empty()) {
    html << Hidden{.name = named(stands_prefix, field.name), .value = field.stands};
  } else {
    // What the choice of theirs will be compared with next time, and what it fills the form's own fields with.
    for (const auto& [name, value] : field.stands_fields.all())
      html << Hidden{.name = named(stands_prefix, name), .value = value};
    if (!field.stands_fields.has(field.name))
      html << Hidden{.name = named(stands_prefix, field.name), .value = field.stands};
  }
  const bool as_text = field.retyped == Retyped::as_text;
  if (!as_text)
    for (const auto& [name, value] : sent.all())
      if (is_of(name, field.name)) html << Hidden{.name = named(sent_prefix, name), .value = value};
  Choice yours{.text = "Use yours", .value = "yours"};
  if (as_text)
    yours.reveals = [&field](Html& inside) {
      inside << TextArea{.label = "Yours, which you can still change",
                         .name = named(sent_prefix, field.name),
                         .value = field.sent,
                         .rows = field.sent.size() > 200 ? std::size_t{6} : std::size_t{2}};
    };
  html << Radios{.legend = "Which is to stand?",
                 .name = choice,
                 .choices = {{.text = "Keep theirs", .value = "theirs"}, std::move(yours)},
                 .error = undecided ? "Choose theirs or yours for: " + lower_first(field.label) : std::string(),
                 .legend_hidden = field.label};
}

}  // namespace

Hidden opened(std::string_view name, std::string_view value) {
  return {.name = named(opened_prefix, name), .value = std::string(value)};
}

std::string_view opened_as(const http::Fields& form, std::string_view name) {
  return form.get(named(opened_prefix, name));
}

bool is_contested(std::string_view opened_as, std::string_view stands, std::string_view sent) {
  return opened_as != stands && sent != stands && sent != opened_as;
}

std::string resolve_page(const Around& around, const view::Picture& picture, const Resolve& resolve,
                         const http::Fields& sent) {
  const bool again = sent.has(contested_mark);
  std::vector<FieldError> errors;
  if (again)
    for (const ContestedField& field : resolve.fields)
      errors.push_back({.text = "Choose theirs or yours for: " + lower_first(field.label),
                        .field = named(choice_prefix, field.name)});
  return show(
      around, picture,
      {.title = (again ? "Error: " : "") + std::string("Somebody changed this first: ") + lower_first(resolve.title),
       .section = "/plans",
       .breadcrumbs = resolve.breadcrumbs,
       .width = PageWidth::reading,
       .main = [&](Html& html) {
         html << ErrorSummary{.errors = std::move(errors)}
              << Heading{.text = "Somebody changed this first", .caption = resolve.title};
         html << Paragraph{.content = resolve.happened, .kind = ParagraphKind::lead}
              << Paragraph{.content = "Nothing has been saved yet, and nothing of yours is lost. " +
                                      std::string(resolve.fields.size() == 1 ? "Choose which is to stand."
                                                                             : "Choose for each field which is to "
                                                                               "stand.") +
                                      " Theirs stays in the record either way."};
         html << Form{.action = resolve.action, .hidden = resolve.hidden, .content = [&](Html& inside) {
                        for (const auto& [name, value] : sent.all()) {
                          const auto contested = [&, field = std::string_view(name)](const ContestedField& each) {
                            return is_of(field, each.name) || field == named(opened_prefix, each.name);
                          };
                          const auto renewed = [&, field = std::string_view(name)](const Hidden& each) {
                            return each.name.view() == field;
                          };
                          if (std::any_of(resolve.fields.begin(), resolve.fields.end(), contested)) continue;
                          if (std::any_of(resolve.hidden.begin(), resolve.hidden.end(), renewed)) continue;
                          if (!is_own(name)) inside << Hidden{.name = name, .value = value};
                        }
                        for (const ContestedField& field : resolve.fields) write_field(inside, field, sent, again);
                        inside << Button{.text = "Save what I chose"};
                      }};
       }});
}

http::Fields resolved(const http::Fields& sent) {
  const std::vector<std::string_view> contested = sent.all(contested_mark);
  if (contested.empty()) return sent;
  http::Fields form;
  const auto chosen = [&](std::string_view name) { return sent.get(named(choice_prefix, name)); };
  const auto is_decided = [&](std::string_view name) { return chosen(name) == "theirs" || chosen(name) == "yours"; };
  for (const auto& [name, value] : sent.all()) {
    const auto reopened = [&, field = std::string_view(name)](std::string_view each) {
      return field == named(opened_prefix, each) && is_decided(each);
    };
    if (!is_own(name) && std::none_of(contested.begin(), contested.end(), reopened)) form.add(name, value);
  }
  for (std::string_view name : contested) {
    const std::string_view prefix = chosen(name) == "theirs" ? stands_prefix : sent_prefix;
    for (const auto& [field, value] : sent.all())
      if (field.starts_with(prefix) && is_of(std::string_view(field).substr(prefix.size()), name))
        form.add(field.substr(prefix.size()), value);
    // Decided with theirs in sight: that is what it was opened with. Undecided, it is asked again.
    if (is_decided(name))
      form.add(named(opened_prefix, name), std::string(sent.get(named(stands_prefix, name))));
    else
      form.add(std::string(contested_mark), std::string(name));
  }
  return form;
}

}  // namespace candour::web
