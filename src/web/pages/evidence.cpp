#include "web/pages/evidence.h"

#include "document/attachment.h"
#include "web/components_form.h"

namespace candour::web {
namespace {

struct Filled {
  const http::Fields& fields;
  const std::vector<FieldError>& errors;

  std::string value(const std::string& name) const { return std::string(fields.get(name)); }
  std::string error(std::string_view name) const {
    for (const FieldError& each : errors)
      if (each.field.view() == name) return std::string(each.text.view());
    return {};
  }
  Chosen chosen(const std::string& name, std::string_view choice) const {
    return value(name) == choice ? Chosen::yes : Chosen::no;
  }
  TextField text(std::string_view label, const std::string& name, std::string_view hint) const {
    return {.label = label, .name = name, .value = value(name), .hint = hint, .error = error(name)};
  }
  DateField date(std::string_view legend, const std::string& name, std::string_view hint) const {
    return {.legend = legend,
            .name = name,
            .day = value(name + "-day"),
            .month = value(name + "-month"),
            .year = value(name + "-year"),
            .hint = hint,
            .error = error(name)};
  }
};

}  // namespace

void write_evidence_fields(Html& html, const http::Fields& fields, const std::vector<FieldError>& errors) {
  const Filled f{fields, errors};
  html << f.text("What is it?", "description", "For example: audit of forty records, quarter 1");
  html << Radios{
      .legend = "Where is it?",
      .name = "where",
      .choices = {{.text = "A file",
                   .value = "file",
                   .chosen = f.chosen("where", "file"),
                   .reveals =
                       [&f](Html& inside) {
                         inside << FileField{.label = "File",
                                             .name = "file",
                                             .hint =
                                                 "Word, Excel, OpenDocument text, PDF, HTML, CSV, Markdown, plain "
                                                 "text, PNG or JPEG, up to 50 MB; nothing with macros. A child must "
                                                 "not be named in it",
                                             .error = f.error("file"),
                                             .accept = document::accepted_endings()};
                       }},
                  {.text = "A link",
                   .value = "link",
                   .chosen = f.chosen("where", "link"),
                   .reveals = [&f](Html& inside) { inside << f.text("Address", "link", "Begins with https://"); }}},
      .error = f.error("where")};
  html << f.date("The evidence’s own date", "date", "When it was written or seen, not today’s. For example, 27 3 2026")
       << Radios{.legend = "What does it show?",
                 .name = "shows",
                 .choices = {{.text = "Practice",
                              .value = "practice",
                              .chosen = f.chosen("shows", "practice"),
                              .hint = "What people do now: an audit, an observation, what families say"},
                             {.text = "A document",
                              .value = "document",
                              .chosen = f.chosen("shows", "document"),
                              .hint = "That something was written, agreed or sent: a policy, a register, minutes"}},
                 .error = f.error("shows")}
       << f.text("Of whom or what?", "about",
                 "Whose practice it shows, or what the document is. For example: team leaders in the north")
       << Radios{.legend = "Who may open it?",
                 .name = "opens",
                 .choices = {{.text = "Everybody who sees the action",
                              .value = "all",
                              .chosen = f.value("opens") == "few" ? Chosen::no : Chosen::yes},
                             {.text = "Only those who answer for the action and those who test what is said of it",
                              .value = "few",
                              .chosen = f.chosen("opens", "few"),
                              .hint = "For what shows how work with families was done. Its name and description are "
                                      "seen by everybody who sees the action"}}}
       << f.date("When does it stop being proof? (optional)", "expires",
                 "After this day the evidence counts as expired");
}

plan::Evidence evidence_in(FormReading& in, bool with_file) {
  plan::Evidence evidence;
  evidence.description = in.text("description");
  if (evidence.description.empty()) in.wrong("description", "Say what the evidence is.");
  const std::string where = in.chosen("where", "Say whether it is a file or a link.");
  if (where == "link") {
    evidence.link = in.text("link");
    if (evidence.link.empty()) in.wrong("link", "Enter the address, which begins with https://.");
  }
  if (where == "file" && !with_file) in.wrong("file", in.errors.empty() ? "Choose a file." : "Choose the file again.");
  evidence.date = in.needed_date("date", "The evidence’s own date");
  const std::string shows = in.chosen("shows", "Say whether it shows practice or is a document.");
  evidence.of_practice = shows == "practice";
  evidence.about = in.text("about");
  evidence.sensitive = where == "file" && in.text("opens") == "few";
  evidence.expires = in.date("expires", "The day on which it expires");
  return evidence;
}

std::string evidence_field_of(const http::Fields& form, std::string_view sentence) {
  const auto says = [&](std::string_view words) { return sentence.find(words) != std::string_view::npos; };
  if (says("The date of the evidence")) return "date";
  if (says("expires")) return "expires";
  return says("link") || form.get("where") == "link" ? "link" : "file";
}

}  // namespace candour::web
