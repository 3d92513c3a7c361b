// Pages of words: what went wrong, help, accessibility, privacy, source.

#include "base/text.h"
#include "web/components.h"
#include "web/components_form.h"
#include "web/components_page.h"
#include "web/pages.h"
#include "web/pages/parts.h"

namespace candour::web {
namespace {

std::string show_words(const Around& around, std::string_view partnership, std::string_view title,
                       const Content& main) {
  Page page;
  page.title = title;
  page.partnership = partnership;
  page.navigation = navigation(around, {});
  page.breadcrumbs = {{.text = "Home", .href = "/"}, {.text = title}};
  page.search_href = "/search";
  page.person = around.person;
  page.form_token = around.form_token;
  page.offers = around.offers;
  page.held = around.held;
  page.address = around.path;
  page.main = [&](Html& html) { html << Heading{.text = title} << main; };
  return write(page);
}

void write_help(Html& html) {
  html << Paragraph{.content =
                        "Candour reads the action plan you already have, shows who owes what, and keeps a record that "
                        "nobody can quietly rewrite.",
                    .kind = ParagraphKind::lead}
       << Heading{.text = "Bringing in a plan", .level = HeadingLevel::section}
       << Paragraph{.content =
                        "Choose Import and give the document as it is: Word, Excel, PDF, a web page, CSV or text. "
                        "Candour "
                        "shows what it read beside the source, with what it is unsure of first. Nothing enters a plan "
                        "until you confirm, and an import can be left and gone on with later."}
       << Heading{.text = "What the ratings mean", .level = HeadingLevel::section}
       << Paragraph{.content =
                        "Every plan keeps its own words and its own key. Candour adds a common status, taken from what "
                        "the key says and never from the colour: green means “on track” in one plan and “complete” in "
                        "another."}
       << Heading{.text = "The four facts", .level = HeadingLevel::section}
       << SummaryList{.rows = {{.key = "Delivery",
                                .value = "Not started, in progress, claimed complete, complete (a second person "
                                         "accepted the claim), or embedded (shown by practice and tested)."},
                               {.key = "Schedule",
                                .value = "Worked out from the dates: not due, due within 28 days, overdue, done or "
                                         "done late, with the first date and how often it moved."},
                               {.key = "Evidence", .value = "None, stated in words, attached, tested, or expired."},
                               {.key = "Freshness",
                                .value = "Whether the owner has confirmed the row within the plan’s cycle, three "
                                         "months unless set otherwise."}}}
       << Heading{.text = "An earlier day", .level = HeadingLevel::section}
       << Paragraph{.content =
                        "At the foot of every list you can show it as at an earlier day: as it was known by then, or "
                        "with all that is known now."};
}

void write_accessibility(Html& html) {
  html
      << Paragraph{.content =
                       "Candour is made to meet the Web Content Accessibility Guidelines 2.2 at level AA. Whoever runs "
                       "this installation is responsible for the statement that the Public Sector Bodies Accessibility "
                       "Regulations 2018 require, and may replace this page by their own."}
      << Heading{.text = "What you can do here", .level = HeadingLevel::section}
      << "<ul class=\"govuk-list govuk-list--bullet\"><li>use every page with a keyboard alone</li><li>use every page without JavaScript</li><li>zoom to 400% and read on a phone without scrolling sideways, except in tables of totals</li><li>tell every rating by shape and word, never by colour alone</li><li>print every page</li></ul>"_html
      << Heading{.text = "How it was tested", .level = HeadingLevel::section}
      << Paragraph{
             .content =
                 "Every page is checked by axe in a browser, wide and narrow, with forced colours, by keyboard and "
                 "without scripts, each time the program is changed. It has not been tested by an independent auditor "
                 "or with people who use assistive technology; that is for the body that runs it to arrange."};
}

void write_privacy(Html& html) {
  html << Paragraph{.content =
                        "Candour holds the names of people who lead actions, as the plans name them, and holds no "
                        "child’s record. Use a pseudonym for a review, as the plans do."}
       << Paragraph{.content =
                        "Signing in, or answering by a link, sets one cookie, which does nothing but keep you signed "
                        "in. Published papers set none. No page asks anything of another web site."}
       << Paragraph{.content =
                        "The record stays on the machine that runs it, and the log holds addresses of pages and no "
                        "content. E-mail goes out to those who are asked for updates and to those who have an account, "
                        "without a word of a case. Where witnesses vouch for the ledger, they are sent its size and "
                        "its root, and nothing that is in it."}
       << Paragraph{.content = [](Html& in) {
            in << "When somebody’s words or name must go, an approver can "_html
               << Link{.text = "erase them from the record", .href = "/erase"}
               << ". The history of ratings stays, and so does every proof in "_html
               << Link{.text = "the ledger", .href = "/ledger"} << "."_html;
          }};
}

void write_source(Html& html) {
  html << Paragraph{.content =
                        "Candour is free software under the GNU Affero General Public License, version 3 or later. "
                        "Whoever runs a changed version for others must offer them its source."}
       << Paragraph{.content =
                        "The files came with this installation; ask whoever runs it for the source of the version they "
                        "run."}
       << Paragraph{.content =
                        "Some patterns follow GOV.UK Frontend (MIT licence, © Crown copyright) and the Ministry of "
                        "Justice design patterns (MIT licence)."};
}

}  // namespace

std::string problem_page(const Around& around, std::string_view partnership, std::string_view title,
                         std::string_view sentence, std::string_view reference) {
  return show_words(around, partnership, title, [&](Html& html) {
    html << Paragraph{.content = sentence.empty()
                                     ? std::string_view("There is nothing at this address, or it is not yours to see. "
                                                        "Check the address, or begin from the plans.")
                                     : sentence,
                      .kind = ParagraphKind::lead};
    if (!reference.empty())
      html << Paragraph{.content = "If you ask somebody for help, quote " + std::string(reference) + "."};
    html << ButtonGroup{.content = [](Html& buttons) {
      buttons << Button{.text = "Go to the plans", .kind = ButtonKind::secondary, .href = "/plans"}
              << Link{.text = "Search", .href = "/search"};
    }};
  });
}

std::optional<std::string> words_page(const Around& around, std::string_view partnership, std::string_view name) {
  if (name == "help") return show_words(around, partnership, "Help", write_help);
  if (name == "accessibility") return show_words(around, partnership, "Accessibility", write_accessibility);
  if (name == "privacy") return show_words(around, partnership, "Privacy", write_privacy);
  if (name == "source") return show_words(around, partnership, "Source code", write_source);
  return std::nullopt;
}

}  // namespace candour::web
