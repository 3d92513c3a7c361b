#include "web/pages/updates.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "http/form.h"
#include "plan/second_person.h"
#include "web/pages/evidence.h"
#include "web/pages/parts.h"
#include "web/pages/resolve.h"
#include "web/pages/typed_fields.h"
#include "web/pages_updates.h"

namespace candour::web {
namespace {

bool means_done(const plan::KeyEntry& entry) {
  return entry.status == plan::Status::complete || entry.status == plan::Status::embedded;
}

// The fields of an act's page.
struct Fields : TypedFields {
  const view::Picture& picture;
  const view::Row& row;
  std::uint32_t which;

  const plan::Action& action() const { return *row.action; }
};

Choice rating_choice(const Fields& f, const plan::KeyEntry& entry, std::string_view opened) {
  return {.text = std::string_view(entry.as_written),
          .value = std::string_view(entry.as_written),
          .chosen = f.chosen("rating", entry.as_written, opened),
          .hint = std::string_view(entry.meaning)};
}

// ---- What every act's page has ----

void write_since(Html& html, const view::Picture& picture, const plan::Action& action, const Typed& typed) {
  if (!typed.sent || typed.seen >= action.history.size()) return;
  html << Inset{.content = [&](Html& inside) {
    inside << Paragraph{.content = "What happened since you opened this page:"} << "<ul class=\"govuk-list\">"_html;
    for (std::size_t i = typed.seen; i < action.history.size(); ++i) {
      const plan::Happening& each = action.history[i];
      std::string what = each.what;
      if (!what.empty() && what[0] >= 'a' && what[0] <= 'z') what[0] = static_cast<char>(what[0] - 32);
      inside << "<li>"_html << what << " by "_html << view::who(picture, each.actor) << " on "_html
             << Day{each.recorded.date()};
      if (!each.to.empty()) inside << ": "_html << shortened(each.to, 200);
      inside << "</li>"_html;
    }
    inside << "</ul>"_html
           << Paragraph{.content = "Nothing of yours has been saved yet. What you typed is still below."};
  }};
}

SummaryList as_it_stands(const view::Picture& picture, const view::Row& row) {
  const plan::Action& action = *row.action;
  SummaryList list;
  list.rows.push_back(
      {.key = "Rating",
       .value = RatingChip{.status = action.rating.status, .as_written = std::string_view(action.rating.as_written)}});
  list.rows.push_back({.key = "Last confirmed",
                       .value = row.facts.last_confirmed ? Content(Day{*row.facts.last_confirmed}) : Content("Never")});
  if (row.facts.due) list.rows.push_back({.key = "Date", .value = Day{*row.facts.due}});
  const plan::Told told = plan::told(action);
  if (!told.words.empty() || told.confirm)
    list.rows.push_back({.key = "Last said", .value = [&picture, &row, told](Html& cell) {
                           write_told(cell, row, 400, 0,
                                      told.update ? view::who(picture, told.update->by) : std::string());
                         }});
  if (!action.updates.empty() && action.updates.back().forecast)
    list.rows.push_back({.key = "Expected by", .value = Day{*action.updates.back().forecast}});
  return list;
}

std::string_view state_in_words(const plan::Evidence& evidence, Date as_at) {
  if (!evidence.withdrawn.empty()) return "Withdrawn";
  if (evidence.tested && evidence.failed) return "Tested: does not show it";
  if (evidence.expires && *evidence.expires < as_at) return "Expired";
  return evidence.tested ? std::string_view("Tested") : std::string_view("Not tested yet");
}

void write_evidence_table(Html& html, const view::Picture& picture, const view::Row& row) {
  Table table(html, {.caption = "Evidence",
                     .columns = {{.title = "Evidence"}, {.title = "Its date"}, {.title = "Shows"}, {.title = "State"}},
                     .caption_kind = CaptionKind::hidden});
  for (const plan::Evidence& evidence : row.action->evidence_items) {
    table.row();
    table.heading() << Link{.text = std::string_view(evidence.description), .href = evidence_address(row, evidence)};
    table.cell() << Day{evidence.date};
    Html& shows = table.cell();
    shows << (evidence.of_practice ? "Practice"_html : "A document"_html);
    if (!evidence.about.empty()) shows << "<span class=\"c-note\">"_html << evidence.about << "</span>"_html;
    table.cell() << state_in_words(evidence, picture.as_at);
  }
  table.end();
}

void write_claim(Html& html, const view::Picture& picture, const view::Row& row) {
  const plan::Action& action = *row.action;
  SummaryList list{.title = "The claim"};
  list.rows.push_back({.key = "Claimed by",
                       .value = action.claimed_by.empty() ? Content("The document; nobody here has tested it")
                                                          : Content(view::who(picture, action.claimed_by))});
  if (action.completed) list.rows.push_back({.key = "Done on", .value = Day{*action.completed}});
  const std::string shown = action.claim_text.empty() ? plan::in_words(plan::told(action)) : action.claim_text;
  list.rows.push_back(
      {.key = "What shows it",
       .value = shown.empty() ? Content("Nothing is stated") : Content(ClampedText{.text = shown, .limit = 800})});
  html << list;
}

void write_challenge(Html& html, const view::Picture& picture, const plan::Challenge& challenge) {
  SummaryList list;
  list.rows.push_back({.key = "Challenged", .value = [&picture, &challenge](Html& cell) {
                         cell << ClampedText{.text = std::string_view(challenge.text), .limit = 800}
                              << "<span class=\"c-note\">"_html << view::who(picture, challenge.by) << ", "_html
                              << Day{challenge.raised} << "</span>"_html;
                       }});
  if (challenge.answered)
    list.rows.push_back({.key = "Answered", .value = [&picture, &challenge](Html& cell) {
                           cell << ClampedText{.text = std::string_view(challenge.answer), .limit = 800}
                                << "<span class=\"c-note\">"_html << view::who(picture, challenge.answered_by)
                                << ", "_html << Day{*challenge.answered} << "</span>"_html;
                         }});
  else if (challenge.end == plan::ChallengeEnd::open)
    list.rows.push_back({.key = "Answer due", .value = Day{challenge.answer_due}});
  if (challenge.ended)
    list.rows.push_back({.key = plan::in_words(challenge.end), .value = [&picture, &challenge](Html& cell) {
                           cell << ClampedText{.text = std::string_view(challenge.reason), .limit = 800}
                                << "<span class=\"c-note\">"_html << view::who(picture, challenge.ended_by) << ", "_html
                                << Day{*challenge.ended} << "</span>"_html;
                         }});
  html << list;
}

// ---- The acts, in the order of the enumeration ----

void write_update(Html& html, const Fields& f) {
  const plan::Action& action = f.action();
  const plan::Plan& plan = *f.row.plan;
  const std::optional<Date> forecast = action.updates.empty() ? std::nullopt : action.updates.back().forecast;
  html << opened("rating", action.rating.as_written) << opened("forecast", forecast ? forecast->iso() : "");
  Radios said{.legend = "What is there to say?", .name = "what", .error = f.error("what")};
  said.choices.push_back(
      {.text = "Something has happened, or is expected",
       .value = "news",
       .chosen = f.chosen("what", "news"),
       .reveals = [&](Html& inside) {
         inside << f.area("How it stands", "narrative", "What was done, what it changed, what is in the way");
         if (!plan.key.entries.empty()) {
           Radios rating{.legend = "Rating, in this plan’s own words", .name = "rating", .error = f.error("rating")};
           rating.choices.push_back({.text = action.rating.as_written.empty()
                                                 ? std::string("Leave it without a rating")
                                                 : "As it stands: " + shortened(action.rating.as_written, 60),
                                     .value = "",
                                     .chosen = f.chosen("rating", "")});
           for (const plan::KeyEntry& entry : plan.key.entries)
             if (entry.as_written != action.rating.as_written &&
                 (!means_done(entry) || f.row.facts.delivery >= plan::Delivery::claimed_complete))
               rating.choices.push_back(rating_choice(f, entry, ""));
           inside << rating;
         }
         inside << f.date("When is it now expected to be done? (optional)", "forecast", forecast);
       }});
  if (action.confirmed)
    said.choices.push_back({.text = "No change since " + action.confirmed->words(),
                            .value = "none",
                            .chosen = f.chosen("what", "none"),
                            .reveals = [&](Html& inside) {
                              inside << f.text("Why nothing has changed, in a word", "why",
                                               "For example: waiting for the county’s decision in May");
                            }});
  html << as_it_stands(f.picture, f.row) << said
       << f.date("As at", "as-at", f.picture.as_at, "The day on which it stood so; today unless you change it");
  html << ButtonGroup{.content = [](Html& inside) {
    inside << Button{.text = "Record the update"}
           << Button{.text = "Record it and add evidence",
                     .kind = ButtonKind::secondary,
                     .name = "then",
                     .value = "evidence"};
  }};
}

void write_claim_form(Html& html, const Fields& f) {
  const plan::Action& action = f.action();
  html << f.date("When was it done?", "completed", std::nullopt)
       << f.area("What shows that it was done?", "shown",
                 "In a sentence or two. If there is nothing to show, write “none, because …”. Files and links are "
                 "added as evidence on a page of their own.");
  if (!action.evidence_items.empty()) {
    html << Paragraph{.content = "Evidence that is already here:"};
    write_evidence_table(html, f.picture, f.row);
  }
  Radios rating{.legend = "How this plan calls it", .name = "rating", .error = f.error("rating")};
  for (const plan::KeyEntry& entry : f.row.plan->key.entries)
    if (means_done(entry) && entry.as_written != action.rating.as_written)
      rating.choices.push_back(rating_choice(f, entry, ""));
  if (!rating.choices.empty()) {
    rating.choices.push_back({.text = action.rating.as_written.empty()
                                          ? std::string("Leave it without a rating")
                                          : "Leave the rating as it is: " + shortened(action.rating.as_written, 60),
                              .value = "",
                              .chosen = f.chosen("rating", "")});
    html << rating;
  }
  html << Paragraph{.content =
                        "A second person looks at the claim and accepts it, or returns it with a reason. Until "
                        "then the action counts as claimed, not as complete.",
                    .kind = ParagraphKind::small}
       << Button{.text = "Claim that it is complete"};
}

void write_decide_claim(Html& html, const Fields& f) {
  write_claim(html, f.picture, f.row);
  if (!f.action().evidence_items.empty()) write_evidence_table(html, f.picture, f.row);
  html << Radios{.legend = "What do you decide?",
                 .name = "decision",
                 .choices = {{.text = "Accept it: the action is complete",
                              .value = "accept",
                              .chosen = f.chosen("decision", "accept")},
                             {.text = "Return it: the action is in progress again",
                              .value = "return",
                              .chosen = f.chosen("decision", "return"),
                              .hint = "Its owner sees your reason"}},
                 .error = f.error("decision")}
       << f.area("Reason", "reason", "Needed to return it, and to accept what states no evidence", 3)
       << Button{.text = "Record the decision"};
}

void write_rate(Html& html, const Fields& f) {
  Radios rating{.legend = "Which rating fits?", .name = "rating", .error = f.error("rating")};
  for (const plan::KeyEntry& entry : f.row.plan->key.entries)
    if (!means_done(entry) || f.row.facts.delivery >= plan::Delivery::claimed_complete)
      rating.choices.push_back(rating_choice(f, entry, f.action().rating.as_written));
  html << as_it_stands(f.picture, f.row) << rating
       << f.area("Why", "reason",
                 "The owner’s rating and yours are shown beside each other until they are the same. To agree with the "
                 "owner, choose theirs",
                 3)
       << Button{.text = "Record the rating"};
}

void write_add_evidence(Html& html, const Fields& f) {
  write_evidence_fields(html, f.typed.fields, f.typed.errors);
  html << Button{.text = "Add the evidence"};
}

void write_test_evidence(Html& html, const Fields& f) {
  html << Radios{.legend = "Does it show what it is here for?",
                 .name = "result",
                 .choices = {{.text = "Yes, it does", .value = "holds", .chosen = f.chosen("result", "holds")},
                             {.text = "No, it does not", .value = "failed", .chosen = f.chosen("result", "failed")}},
                 .error = f.error("result")}
       << f.area("What you looked at and found", "finding", {}, 4)
       << f.date("Day of the test", "tested", f.picture.as_at) << Button{.text = "Record the test"};
}

void write_reason(Html& html, const Fields& f, std::string_view label, std::string_view hint, std::string_view button,
                  ButtonKind kind = ButtonKind::primary) {
  html << f.area(label, "reason", hint, 3) << Button{.text = button, .kind = kind};
}

void write_embedded(Html& html, const Fields& f) {
  if (f.action().evidence_items.empty())
    html << Inset{.content =
                      "There is no evidence here yet. Embedded needs evidence of practice, dated after completion "
                      "and tested by a second person."};
  else
    write_evidence_table(html, f.picture, f.row);
  write_reason(html, f, "What convinces you (optional)", {}, "Confirm that it is embedded");
}

void write_closure(Html& html, const Fields& f) {
  write_closure_fields(html, f);
  html << f.area("Why", "reason", {}, 3);
}

void write_challenge_form(Html& html, const Fields& f) {
  html << as_it_stands(f.picture, f.row)
       << f.area("What do you doubt, and why?", "text", "The owner sees this and answers it. Name no child", 5)
       << f.date("An answer is due by", "due", f.picture.as_at.plus_days(14)) << Button{.text = "Challenge it"};
}

void write_end_challenge(Html& html, const Fields& f) {
  const plan::Challenge* challenge = plan::find_challenge(f.action(), f.which);
  write_challenge(html, f.picture, *challenge);
  html << Radios{.legend = "What comes of it?",
                 .name = "end",
                 .choices = {{.text = "Upheld: the doubt stands",
                              .value = "upheld",
                              .chosen = f.chosen("end", "upheld"),
                              .hint = "What was claimed is returned, and what was accepted or closed is reopened"},
                             {.text = "Withdrawn: the answer settles it",
                              .value = "withdrawn",
                              .chosen = f.chosen("end", "withdrawn")}},
                 .error = f.error("end")};
  write_reason(html, f, "Why", {}, "Record it");
}

void write_schedule_retest(Html& html, const Fields& f) {
  const std::optional<Date> due = f.action().retest_due;
  if (due) html << Paragraph{.content = "The re-test is due by " + due->words() + "."};
  html << f.date(due ? "The new day (leave it empty if nobody needs to look again)" : "Somebody looks again by", "due",
                 due ? due : std::optional(f.picture.as_at.plus_months(6)));
  write_reason(html, f, due ? "Why it changes" : "Why (optional)", {}, "Set the day");
}

void write_retest(Html& html, const Fields& f) {
  html << Radios{.legend = "Is it still so in practice?",
                 .name = "result",
                 .choices = {{.text = "Yes, it still holds",
                              .value = "holds",
                              .chosen = f.chosen("result", "holds"),
                              .reveals =
                                  [&f](Html& inside) {
                                    inside << f.date("It is tested again by (optional)", "next", std::nullopt);
                                  }},
                             {.text = "No, it no longer holds",
                              .value = "gone",
                              .chosen = f.chosen("result", "gone"),
                              .hint = "The action is reopened"}},
                 .error = f.error("result")}
       << f.area("What you looked at and found", "finding", {}, 4)
       << f.date("Day of the re-test", "tested", f.picture.as_at) << Button{.text = "Record the re-test"};
}

struct ActPage {
  Act act;
  std::string_view pattern;
  std::string_view title;  // the h1
  std::string_view lead;   // under it
  void (*write)(Html&, const Fields&);
  bool with_files = false;
};
const std::vector<ActPage>& pages() {
  static const std::vector<ActPage> all{
      {Act::update, "/actions/{action}/update", "Give an update",
       "Every update confirms how the action stands, also when nothing has changed.", write_update},
      {Act::claim, "/actions/{action}/claim", "Claim that it is complete", "", write_claim_form},
      {Act::decide_claim, "/actions/{action}/claim/decision", "Accept or return the claim",
       "You are the second person: what you accept counts as complete.", write_decide_claim},
      {Act::rate, "/actions/{action}/rate", "Give it another rating", "", write_rate},
      {Act::add_evidence, "/actions/{action}/evidence", "Add evidence", "", write_add_evidence, true},
      {Act::test_evidence, "/evidence/{evidence}/test", "Test this evidence",
       "A second person looks at what it is said to show.", write_test_evidence},
      {Act::withdraw_evidence, "/evidence/{evidence}/withdraw", "Withdraw this evidence",
       "It no longer counts, and nobody can open it any more. That it was here stays in the record.",
       [](Html& html, const Fields& f) {
         write_reason(html, f, "Why", "For example: it names a child", "Withdraw the evidence", ButtonKind::warning);
       }},
      {Act::embedded, "/actions/{action}/embedded", "Confirm that it is embedded",
       "Embedded means that practice has changed: shown by evidence of practice, dated after completion and tested by "
       "a "
       "second person.",
       write_embedded},
      {Act::close, "/actions/{action}/close", "Close the action", "By a named body, on a day, for a reason.",
       [](Html& html, const Fields& f) {
         write_closure(html, f);
         html << Button{.text = "Close the action"};
       }},
      {Act::reopen, "/actions/{action}/reopen", "Reopen the action", "",
       [](Html& html, const Fields& f) { write_reason(html, f, "Why", {}, "Reopen the action"); }},
      {Act::challenge, "/actions/{action}/challenge", "Challenge it", "", write_challenge_form},
      {Act::answer_challenge, "/actions/{action}/challenges/{number}/answer", "Answer the challenge", "",
       [](Html& html, const Fields& f) {
         write_challenge(html, f.picture, *plan::find_challenge(f.action(), f.which));
         html << f.area("Your answer", "answer", "What shows that it is so, or what you do about it. Name no child", 5)
              << Button{.text = "Send the answer"};
       }},
      {Act::end_challenge, "/actions/{action}/challenges/{number}/end", "Uphold or withdraw the challenge", "",
       write_end_challenge},
      {Act::schedule_retest, "/actions/{action}/retest-date", "Set the day of the re-test",
       "What is complete can stop being so. On this day somebody looks again.", write_schedule_retest},
      {Act::retest, "/actions/{action}/retest", "Record a re-test", "A second person looks at whether it is still so.",
       write_retest},
  };
  return all;
}
const ActPage& page_of(Act act) {
  return *std::find_if(pages().begin(), pages().end(), [&](const ActPage& each) { return each.act == act; });
}

bool is_about_evidence(Act act) {
  return act == Act::test_evidence || act == Act::withdraw_evidence;
}
bool is_about_a_challenge(Act act) {
  return act == Act::answer_challenge || act == Act::end_challenge;
}

std::vector<Crumb> crumbs(const view::Row& row, std::string_view here) {
  return {{.text = "Home", .href = "/"},
          {.text = "Plans", .href = "/plans"},
          {.text = plan_name(*row.plan), .href = plan_address(*row.plan)},
          {.text = action_name(*row.action), .href = action_address(row)},
          {.text = here}};
}

}  // namespace

const std::vector<ActAddress>& every_act() {
  static const std::vector<ActAddress> all = [] {
    std::vector<ActAddress> made;
    for (const ActPage& each : pages()) made.push_back({each.act, each.pattern});
    return made;
  }();
  return all;
}

std::string act_address(const view::Row& row, Act act, std::uint32_t which) {
  std::string address(page_of(act).pattern);
  for (const auto& [name, value] : {std::pair<std::string_view, std::string>{"{action}", row.id},
                                    {"{number}", std::to_string(which)},
                                    {"{evidence}", row.id + "-" + std::to_string(which)}})
    if (const std::size_t at = address.find(name); at != std::string::npos) address.replace(at, name.size(), value);
  return address;
}

std::optional<std::string> act_page(const Around& around, const view::Picture& picture, const view::Row& row, Act act,
                                    std::uint32_t which, const Typed& typed) {
  const plan::Action& action = *row.action;
  const plan::Evidence* evidence = is_about_evidence(act) ? plan::find_evidence(action, which) : nullptr;
  if (is_about_evidence(act) && !evidence) return std::nullopt;
  if (is_about_a_challenge(act) && !plan::find_challenge(action, which)) return std::nullopt;
  const ActPage& page = page_of(act);
  return show(around, picture,
              {.title = (typed.errors.empty() ? "" : "Error: ") + std::string(page.title) + ": " + action_name(action),
               .section = "/plans",
               .breadcrumbs = crumbs(row, page.title),
               .width = PageWidth::reading,
               .main = [&](Html& html) {
                 html << ErrorSummary{.errors = typed.errors}
                      << Heading{.text = page.title, .caption = action_name(action) + " · " + agency_name(row.agency)};
                 html << Passage{.content = ClampedText{.text = evidence ? std::string_view(evidence->description)
                                                                         : std::string_view(action.wording),
                                                        .limit = 300},
                                 .kind = ParagraphKind::lead};
                 if (!page.lead.empty()) html << Paragraph{.content = page.lead};
                 if (!typed.not_by_them.empty()) html << Inset{.content = std::string_view(typed.not_by_them)};
                 write_since(html, picture, action, typed);
                 html << Form{.action = act_address(row, act, which),
                              .encoding = page.with_files ? Encoding::with_files : Encoding::ordinary,
                              .hidden = {{.name = "seen", .value = std::to_string(action.history.size())}},
                              .content = [&](Html& inside) {
                                page.write(inside, Fields{{typed}, picture, row, which});
                              }};
                 html << Paragraph{.content = Link{.text = "Back to " + lower_first(action_name(action)),
                                                   .href = action_address(row)}};
               }});
}

// ---- Evidence ----

std::optional<EvidenceId> parse_evidence_id(std::string_view text) {
  const std::size_t dash = text.rfind('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const std::string_view digits = text.substr(dash + 1);
  EvidenceId id{std::string(text.substr(0, dash)), 0};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id.number);
  const bool whole = error == std::errc() && end == digits.data() + digits.size() && digits.front() != '0';
  if (digits.empty() || !whole || !plan::parse_action_id(id.action)) return std::nullopt;
  return id;
}

std::string evidence_address(const view::Row& row, const plan::Evidence& evidence) {
  return "/evidence/" + row.id + "-" + std::to_string(evidence.number);
}

std::string evidence_page(const Around& around, const view::Picture& picture, const view::Row& row,
                          const plan::Evidence& evidence, const app::Scan& scan, OpensFile opens) {
  return show(
      around, picture,
      {.title = evidence.description,
       .section = "/plans",
       .breadcrumbs = crumbs(row, "Evidence " + std::to_string(evidence.number)),
       .width = PageWidth::reading,
       .main = [&](Html& html) {
         html << Heading{.text = evidence.description,
                         .caption = "Evidence for " + lower_first(action_name(*row.action))};
         const bool stands = evidence.withdrawn.empty();
         const bool is_file = !evidence.sha256.empty();
         if (!stands) html << Inset{.content = "Withdrawn: " + evidence.withdrawn};
         if (stands && is_file && scan.state == app::ScanState::infected)
           html << Warning{.content = "The virus scanner found something harmful in this file (" + scan.found +
                                      "). It is given to nobody. Tell " + view::who(picture, evidence.added_by) +
                                      ", who added it, and have the machine it comes from looked at."};
         if (stands && is_file && scan.state == app::ScanState::waiting)
           html << Inset{.content =
                             "Awaiting scan: the file is held back until the virus scanner has looked at it. The "
                             "scanner is asked again by itself."};
         SummaryList list;
         const auto add = [&](std::string_view key, Content value) {
           list.rows.push_back({.key = key, .value = std::move(value)});
         };
         add("State", Tag{.text = state_in_words(evidence, picture.as_at),
                          .colour = evidence.tested && !evidence.failed ? TagColour::green : TagColour::grey});
         add("Its own date", Day{evidence.date});
         add("Shows", [&](Html& cell) {
           cell << (evidence.of_practice ? "Practice"_html : "A document"_html);
           if (!evidence.about.empty()) cell << ": "_html << evidence.about;
         });
         add("Expires", evidence.expires ? Content(Day{*evidence.expires}) : Content("No day is set"));
         if (is_file)
           add("Opens to", evidence.sensitive
                               ? "Those who answer for the action, those who test what is said of it, and inspectors"
                               : "Everybody who sees the action");
         add("Added by", view::who(picture, evidence.added_by));
         if (is_file) {
           add("File", evidence.file_name.empty() ? Content("Its name is not kept")
                                                  : Content(std::string_view(evidence.file_name)));
           add("SHA-256",
               [&](Html& cell) { cell << "<span class=\"c-hash\">"_html << evidence.sha256 << "</span>"_html; });
           add("Virus scan", [&](Html& cell) {
             switch (scan.state) {
               case app::ScanState::none:
                 cell << "Not scanned: no virus scanner is set up here"_html;
                 break;
               case app::ScanState::waiting:
                 cell << "Awaiting scan"_html;
                 break;
               case app::ScanState::clean:
                 cell << "Nothing was found"_html;
                 break;
               case app::ScanState::infected:
                 cell << "Harmful: "_html << scan.found;
                 break;
             }
             if (scan.when && scan.state != app::ScanState::none)
               cell << "<span class=\"c-note\">asked "_html << Day{scan.when->date()} << "</span>"_html;
           });
         } else if (!evidence.link.empty()) {
           add("Link", Link{.text = std::string_view(evidence.link), .href = std::string_view(evidence.link)});
         }
         if (evidence.tested)
           add("Tested", [&](Html& cell) {
             cell << ClampedText{.text = std::string_view(evidence.test_finding), .limit = 800}
                  << "<span class=\"c-note\">"_html << view::who(picture, evidence.tested_by) << ", "_html
                  << Day{*evidence.tested}
                  << (evidence.failed ? ": it does not show what it is here for"_html
                                      : ": it shows what it is here for"_html)
                  << "</span>"_html;
           });
         add("Used by",
             Link{.text = action_name(*row.action) + ", " + plan_name(*row.plan), .href = action_address(row)});
         html << list;
         if (picture.past || !stands) return;
         const bool given = scan.state == app::ScanState::none || scan.state == app::ScanState::clean;
         html << ButtonGroup{.content = [&](Html& inside) {
           if (is_file && given && opens == OpensFile::yes)
             inside << Button{.text = "Save the file",
                              .kind = ButtonKind::secondary,
                              .href = evidence_address(row, evidence) + "/file"};
           inside << Button{.text = evidence.tested ? "Test it again" : "Test it",
                            .kind = ButtonKind::secondary,
                            .href = act_address(row, Act::test_evidence, evidence.number)};
         }};
         html << Paragraph{.content = Link{.text = "Withdraw this evidence",
                                           .href = act_address(row, Act::withdraw_evidence, evidence.number)}};
       }});
}

// ---- On the page of an action ----

void write_acts(Html& html, const view::Picture& picture, const view::Row& row) {
  if (picture.past) return;
  const plan::Action& action = *row.action;
  const bool closed = action.closure.has_value();
  const bool claimed = row.facts.delivery == plan::Delivery::claimed_complete;
  const bool accepted = plan::is_accepted(action);
  const plan::Challenge* challenge = plan::open_challenge(action);
  struct Line {
    std::string_view words;
    std::string href;
  };
  std::vector<Line> owner, second;
  const auto to = [&](std::vector<Line>& lines, std::string_view words, Act act, std::uint32_t which = 0) {
    lines.push_back({words, act_address(row, act, which)});
  };
  if (!closed) to(owner, "Give an update", Act::update);
  if (!closed && !accepted && !(claimed && !action.claimed_by.empty()))
    to(owner, "Claim that it is complete", Act::claim);
  to(owner, "Add evidence", Act::add_evidence);
  if (challenge && !challenge->answered) to(owner, "Answer the challenge", Act::answer_challenge, challenge->number);
  if (!closed && claimed) to(second, "Accept or return the claim", Act::decide_claim);
  if (!closed && action.delivery == plan::DeliveryClaim::accepted_complete)
    to(second, "Confirm that it is embedded", Act::embedded);
  if (challenge && (challenge->answered || challenge->answer_due < picture.as_at))
    to(second, "Uphold or withdraw the challenge", Act::end_challenge, challenge->number);
  if (!challenge) to(second, "Challenge it", Act::challenge);
  if (!closed && !row.plan->key.entries.empty()) to(second, "Give it another rating", Act::rate);
  if (accepted) to(second, "Record a re-test", Act::retest);
  if (accepted)
    to(second, action.retest_due ? "Change the day of the re-test" : "Set the day of a re-test", Act::schedule_retest);
  if (!closed) to(second, "Close it, as a body decided", Act::close);
  if (!row.facts.open) to(second, "Reopen it", Act::reopen);
  const std::size_t before = html.size();
  html << "<div class=\"c-acts\">"_html;
  const std::size_t parts = html.size();
  for (const auto& [title, id, lines] :
       {std::tuple<std::string_view, std::string_view, const std::vector<Line>*>{"For its owner", "acts-owner", &owner},
        {"For a second person", "acts-second", &second}}) {
    const std::size_t part = html.size();
    html << "<nav class=\"c-acts__part\" aria-labelledby=\""_html << id << "\">"_html
         << "<h2 class=\"govuk-heading-s\" id=\""_html << id << "\">"_html << title
         << "</h2><ul class=\"govuk-list\">"_html;
    const std::size_t list = html.size();
    for (const Line& line : *lines)
      if (html.offers_page(line.href))
        html << "<li>"_html << Link{.text = line.words, .href = std::string_view(line.href)} << "</li>"_html;
    if (html.keep_if_filled(part, list)) html << "</ul></nav>"_html;
  }
  if (html.keep_if_filled(before, parts)) html << "</div>"_html;
}

void write_evidence_and_challenges(Html& html, const view::Picture& picture, const view::Row& row) {
  const plan::Action& action = *row.action;
  if (!action.evidence_items.empty()) {
    html << Heading{.text = "Evidence", .level = HeadingLevel::section, .id = "evidence"};
    write_evidence_table(html, picture, row);
  }
  if (row.facts.delivery == plan::Delivery::claimed_complete && !action.claimed_by.empty())
    write_claim(html, picture, row);
  if (!action.challenges.empty()) {
    html << Heading{.text = "Challenges", .level = HeadingLevel::section, .id = "challenges"};
    for (auto it = action.challenges.rbegin(); it != action.challenges.rend(); ++it)
      write_challenge(html, picture, *it);
  }
  if (row.facts.retest_due) html << Paragraph{.content = "A re-test is due by " + row.facts.retest_due->words() + "."};
}

void write_closure_fields(Html& html, const TypedFields& f) {
  Radios kinds{.legend = "How is it closed?", .name = "kind", .error = f.error("kind")};
  for (const auto& [kind, hint] : {std::pair{plan::ClosureKind::done, "A second person has accepted its completion"},
                                   {plan::ClosureKind::duplicate, "Another action says the same"},
                                   {plan::ClosureKind::superseded, "Another action takes its place"},
                                   {plan::ClosureKind::not_accepted, "The recommendation was not accepted"},
                                   {plan::ClosureKind::not_applicable, "It does not apply"}})
    kinds.choices.push_back({.text = plan::in_words(kind),
                             .value = plan::to_text(kind),
                             .chosen = f.chosen("kind", plan::to_text(kind)),
                             .hint = hint});
  html << kinds << f.text("Which body decided?", "body", "For example: Audit Group")
       << f.date("When?", "date", std::nullopt);
}

}  // namespace candour::web
