#include "web/pages/remarks.h"

#include <algorithm>

#include "base/text.h"
#include "web/pages/parts.h"

namespace candour::web {
namespace {

constexpr std::size_t most_beside = 12;
constexpr std::size_t most_same = 12;

// "status" is a word of the file's; a person says rating.
std::string about(const view::Remark& remark) {
  if (remark.field.empty()) return "About this row";
  return "About the " + (remark.field == "status" ? std::string("rating") : replaced(remark.field, "_", " "));
}

std::string suggested(const view::Remark& remark) {
  if (const auto status = plan::status_from_text(remark.suggestion)) return std::string(plan::in_words(*status));
  return remark.suggestion;
}

std::string anchor_of(std::size_t index) {
  return "remark-" + std::to_string(index + 1);
}

bool is_about(const RefusedAnswer& refused, const view::Remark& remark) {
  return refused.code == remark.code && refused.facts == remark.facts;
}
// Where the form that was refused stands now: at the same remark or, where its facts have changed, at the one with its
// code.
std::size_t place_of(const view::Row& row, const RefusedAnswer& refused) {
  const auto found = [&](const auto& matches) {
    const auto at = std::find_if(row.remarks.begin(), row.remarks.end(), matches);
    return static_cast<std::size_t>(at - row.remarks.begin());
  };
  if (refused.sentence.empty()) return row.remarks.size();
  const std::size_t same = found([&](const view::Remark& each) { return is_about(refused, each); });
  if (same < row.remarks.size()) return same;
  return found([&](const view::Remark& each) { return each.code == refused.code && !each.answer; });
}

void write_beside(Html& html, const view::Row& row, const view::Remark& remark) {
  if (remark.beside.empty()) return;
  html << "<p class=\"govuk-body-s\">Held against "_html;
  for (std::size_t i = 0; i < remark.beside.size() && i < most_beside; ++i) {
    if (i > 0) html << ", "_html;
    const plan::Action* other = plan::find_action(*row.plan, remark.beside[i]);
    html << Link{.text = other ? lower_first(action_name(*other)) : "action " + std::to_string(remark.beside[i]),
                 .href = "/actions/" + plan::action_id(row.plan->id, remark.beside[i])};
  }
  if (remark.beside.size() > most_beside)
    html << " and "_html << count_of(remark.beside.size() - most_beside, "other", "others");
  html << "</p>"_html;
}

void write_former(Html& html, const view::Picture& picture, const view::Row& row, const plan::RemarkAnswer& former) {
  html << Inset{.content = [&](Html& inside) {
    inside << "<p class=\"govuk-body\">Answered on "_html << Day{former.recorded.date()} << " by "_html
           << view::who(picture, former.by) << ": "_html << former.reason << "</p>"_html;
    const std::string_view evidence = view::evidence_when(*row.action, former);
    if (!trimmed(evidence).empty())
      inside << "<div class=\"govuk-body\">The evidence then read: "_html << ClampedText{.text = evidence, .limit = 300}
             << "</div>"_html;
    const auto changes = view::changes_since(*row.action, former);
    if (changes.empty()) {
      inside << "<p class=\"govuk-body\">The facts it was held against have changed since.</p>"_html;
      return;
    }
    inside
        << "<p class=\"govuk-body\">The facts have changed since:</p><ul class=\"govuk-list govuk-list--bullet\">"_html;
    for (const plan::Happening* each : changes) {
      inside << "<li>"_html << each->what << " on "_html << Day{each->speaks_of};
      if (each->what == "rated" || each->what == "moderated")
        inside << ", from “"_html << each->from << "” to “"_html << each->to << "”"_html;
      inside << "</li>"_html;
    }
    inside << "</ul>"_html;
  }};
}

Form form_of(const view::Row& row, const view::Remark& remark, std::string_view act, Content content) {
  return {.action = action_address(row) + "/remarks/" + std::string(act),
          .hidden = {{.name = "version", .value = std::to_string(row.plan->version)},
                     {.name = "code", .value = remark.code},
                     {.name = "facts", .value = remark.facts}},
          .content = std::move(content)};
}

void write_open(Html& html, const view::Picture& picture, const view::Row& row, std::size_t index,
                const RefusedAnswer& refused, bool sent) {
  const view::Remark& remark = row.remarks[index];
  html << Heading{.text = about(remark), .level = HeadingLevel::part, .id = anchor_of(index)}
       << Paragraph{.content = remark.message};
  if (!remark.suggestion.empty())
    html << Paragraph{.content = "Suggested: " + suggested(remark), .kind = ParagraphKind::small};
  write_beside(html, row, remark);
  if (!remark.reason.empty())
    html << Paragraph{.content = "Why it is asked: " + std::string(remark.reason), .kind = ParagraphKind::quiet};
  if (remark.former) write_former(html, picture, row, *remark.former);
  if (picture.past) return;
  const std::string field = anchor_of(index) + "-reason";
  html << Details{
      .summary = "Reviewed: it stands because …",
      .content = form_of(row, remark, "answer",
                         [&](Html& inside) {
                           inside << TextArea{.label = "Reviewed: it stands because …",
                                              .name = "reason",
                                              .value = sent ? refused.reason : std::string(),
                                              .hint =
                                                  "Your reason becomes part of the record. The remark comes back "
                                                  "only if what it rests on changes",
                                              .error = sent ? refused.sentence : std::string(),
                                              .id = field,
                                              .rows = 3}
                                  << Button{.text = "Record that it stands",
                                            .kind = ButtonKind::secondary,
                                            .hidden = ": " + lower_first(about(remark))};
                         }),
      .state = sent ? DetailsState::open : DetailsState::closed};
}

void write_answered(Html& html, const view::Picture& picture, const view::Row& row, std::size_t index,
                    const RefusedAnswer& refused, bool sent) {
  const view::Remark& remark = row.remarks[index];
  html << Heading{.text = about(remark) + ": reviewed, and stands", .level = HeadingLevel::part, .id = anchor_of(index)}
       << Paragraph{.content = remark.message, .kind = ParagraphKind::quiet} << Paragraph{.content = [&](Html& words) {
            words << "Reviewed on "_html << Day{remark.answer->recorded.date()} << " by "_html
                  << view::who(picture, remark.answer->by) << ": "_html << remark.answer->reason;
          }};
  if (picture.past) return;
  html << Details{.summary = "Reopen: it does not hold up after all",
                  .content = form_of(row, remark, "reopen",
                                     [&](Html& inside) {
                                       inside << TextField{.label = "Why it is asked again",
                                                           .name = "reason",
                                                           .value = sent ? refused.reason : std::string(),
                                                           .error = sent ? refused.sentence : std::string(),
                                                           .id = anchor_of(index) + "-reason"}
                                              << Button{.text = "Reopen",
                                                        .kind = ButtonKind::secondary,
                                                        .hidden = ": " + lower_first(about(remark))};
                                     }),
                  .state = sent ? DetailsState::open : DetailsState::closed};
}

// One row of those that say the same.
Content sum_of(const view::Row& row) {
  return [&row](Html& html) {
    const plan::Action& action = *row.action;
    SummaryList list;
    list.rows.push_back({.key = "Agency", .value = agency_name(row.agency)});
    list.rows.push_back(
        {.key = "Action", .value = ClampedText{.text = std::string_view(action.wording), .limit = 400}});
    list.rows.push_back({.key = "Rating",
                         .value = RatingChip{.status = action.rating.status,
                                             .as_written = std::string_view(action.rating.as_written)}});
    list.rows.push_back(
        {.key = "Evidence and progress", .value = [&row](Html& cell) { write_told(cell, row, 600, 0); }});
    html << list;
  };
}

}  // namespace

std::string field_of(const view::Row& row, const RefusedAnswer& refused) {
  const std::size_t place = place_of(row, refused);
  return place < row.remarks.size() ? anchor_of(place) + "-reason" : "remarks";
}

void write_remarks(Html& html, const view::Picture& picture, const view::Row& row, const RefusedAnswer& refused) {
  if (row.remarks.empty() && refused.sentence.empty()) return;
  html << Heading{.text = "What does not hold up", .level = HeadingLevel::section, .id = "remarks"};
  const std::size_t sent = place_of(row, refused);
  if (row.open_remarks == 0)
    html << Paragraph{.content = row.remarks.empty() ? "Nothing is asked of this row any more."
                                                     : "Every remark on this row has been reviewed."};
  if (!refused.sentence.empty() && sent >= row.remarks.size() && !refused.reason.empty())
    html << Inset{.content = "What you typed, which was not saved: " + refused.reason};
  for (std::size_t i = 0; i < row.remarks.size(); ++i)
    if (!row.remarks[i].answer) write_open(html, picture, row, i, refused, i == sent);
  for (std::size_t i = 0; i < row.remarks.size(); ++i)
    if (row.remarks[i].answer) write_answered(html, picture, row, i, refused, i == sent);
}

void write_same_action(Html& html, const view::Row& row) {
  if (!row.same) return;
  html << Heading{
      .text = "The same action elsewhere in this plan", .level = HeadingLevel::section, .id = "same-action"};
  if (row.same->two_ratings)
    html << Warning{.content = "The same action is rated in more than one way. Ask which rating holds."};
  std::vector<const view::Row*> others;
  for (const view::Row* other : row.same->rows)
    if (other != &row) others.push_back(other);
  if (others.size() == 1) {
    const view::Row& other = *others.front();
    html << SideBySide{.id = "same-action-both",
                       .left_title = "This row",
                       .left = sum_of(row),
                       .right_title = action_name(*other.action),
                       .right = [&other](Html& inside) {
                         inside << sum_of(other)
                                << Paragraph{.content = Link{.text = "Go to " + lower_first(action_name(*other.action)),
                                                             .href = action_address(other)}};
                       }};
    return;
  }
  std::vector<const view::Row*> shown{&row};
  shown.insert(shown.end(), others.begin(),
               others.begin() + static_cast<std::ptrdiff_t>(std::min(others.size(), most_same)));
  write_rows(html, shown,
             {RowColumn::number, RowColumn::agency, RowColumn::action, RowColumn::rating, RowColumn::evidence},
             "This row, and the rows that say the same");
  if (others.size() > most_same)
    html << Paragraph{.content = "And " + count_of(others.size() - most_same, "other row", "other rows") + "."};
}

}  // namespace candour::web
