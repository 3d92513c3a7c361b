#include "web/components.h"

#include <utility>

#include "base/text.h"

namespace candour::web {
namespace {

Markup tag_class(TagColour colour) {
  switch (colour) {
    case TagColour::grey:
      return "govuk-tag govuk-tag--grey"_html;
    case TagColour::blue:
      return "govuk-tag"_html;
    case TagColour::green:
      return "govuk-tag govuk-tag--green"_html;
    case TagColour::teal:
      return "govuk-tag govuk-tag--teal"_html;
    case TagColour::orange:
      return "govuk-tag govuk-tag--orange"_html;
    case TagColour::yellow:
      return "govuk-tag govuk-tag--yellow"_html;
    case TagColour::red:
      return "govuk-tag govuk-tag--red"_html;
    case TagColour::purple:
      return "govuk-tag govuk-tag--purple"_html;
  }
  return "govuk-tag"_html;
}

Markup class_of(ParagraphKind kind) {
  switch (kind) {
    case ParagraphKind::body:
      return "govuk-body"_html;
    case ParagraphKind::lead:
      return "govuk-body-l"_html;
    case ParagraphKind::small:
      return "govuk-body-s"_html;
    case ParagraphKind::quiet:
      return "govuk-body-s c-quiet"_html;
  }
  return "govuk-body"_html;
}

// How many bytes of the text stand before the fold: up to the last word that fits. A fold that would hide less than an
// eighth is not worth a click, so the whole is shown.
std::size_t size_shown(std::string_view text, std::size_t limit) {
  // Bytes are never fewer than code points, so most texts need no counting.
  const std::size_t allowed = limit + limit / 8;
  if (text.size() <= allowed) return text.size();
  const auto begins_one = [&](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80; };
  // Where the code point with that number begins, counted from one that is known.
  const auto place_of = [&](std::size_t number, std::size_t code_points, std::size_t at) {
    for (; at < text.size(); ++at)
      if (begins_one(at) && code_points++ == number) return at;
    return text.size();
  };
  const std::size_t at_limit = place_of(limit, 0, 0);
  if (at_limit == text.size() || place_of(allowed, limit, at_limit) == text.size()) return text.size();
  const std::size_t blank = text.substr(0, at_limit + 1).find_last_of(" \n\t");
  // A word longer than half the limit is cut where it stands.
  return blank == std::string_view::npos || blank < at_limit / 2 ? at_limit : blank;
}

std::vector<Link> offered(const Html& html, const std::vector<Link>& links) {
  std::vector<Link> kept;
  for (const Link& link : links)
    if (html.offers_page(link.href.view())) kept.push_back(link);
  return kept;
}

void write_actions(Html& html, const std::vector<Link>& actions, Markup list, Markup item) {
  if (actions.size() == 1) {
    html << actions.front();
    return;
  }
  html << "<ul class=\""_html << list << "\">"_html;
  for (const Link& action : actions) html << "<li class=\""_html << item << "\">"_html << action << "</li>"_html;
  html << "</ul>"_html;
}

void write_rows(Html& html, const std::vector<SummaryRow>& rows) {
  std::vector<std::vector<Link>> actions;
  bool any_actions = false;
  for (const SummaryRow& row : rows) {
    actions.push_back(offered(html, row.actions));
    any_actions = any_actions || !actions.back().empty();
  }
  html << "<dl class=\"govuk-summary-list\">"_html;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const SummaryRow& row = rows[i];
    html << "<div class=\"govuk-summary-list__row"_html;
    if (any_actions && actions[i].empty()) html << " govuk-summary-list__row--no-actions"_html;
    html << "\"><dt class=\"govuk-summary-list__key\">"_html << row.key
         << "</dt><dd class=\"govuk-summary-list__value\">"_html << row.value << "</dd>"_html;
    if (!actions[i].empty()) {
      html << "<dd class=\"govuk-summary-list__actions\">"_html;
      write_actions(html, actions[i], "govuk-summary-list__actions-list"_html,
                    "govuk-summary-list__actions-list-item"_html);
      html << "</dd>"_html;
    }
    html << "</div>"_html;
  }
  html << "</dl>"_html;
}

}  // namespace

// ---- Words ----

Html& operator<<(Html& html, const Heading& heading) {
  struct Spelling {
    Markup open, caption, close;
  };
  static constexpr Spelling spellings[] = {
      {"<h1 class=\"govuk-heading-l\""_html, "govuk-caption-l"_html, "</h1>"_html},
      {"<h2 class=\"govuk-heading-m\""_html, "govuk-caption-m"_html, "</h2>"_html},
      {"<h3 class=\"govuk-heading-s\""_html, "govuk-caption-m"_html, "</h3>"_html}};
  const Spelling& spelling = spellings[static_cast<std::size_t>(heading.level)];
  // The title of a document can be a sentence; as large as a title of three words it would be the whole page.
  if (heading.level == HeadingLevel::page && heading.text.view().size() > 60)
    html << "<h1 class=\"govuk-heading-l c-heading-long\""_html;
  else
    html << spelling.open;
  html.attribute("id"_html, heading.id) << ">"_html;
  if (!heading.caption.empty())
    html << "<span class=\""_html << spelling.caption << "\">"_html << heading.caption << "</span> "_html;
  return html << heading.text << spelling.close;
}

Html& operator<<(Html& html, const Paragraph& paragraph) {
  const std::size_t before = html.size();
  html << "<p class=\""_html << class_of(paragraph.kind) << "\">"_html;
  const std::size_t inside = html.size();
  html << paragraph.content;
  return html.keep_if_filled(before, inside) ? html << "</p>"_html : html;
}

Html& operator<<(Html& html, const Passage& passage) {
  return html << "<div class=\""_html << class_of(passage.kind) << "\">"_html << passage.content << "</div>"_html;
}

Html& operator<<(Html& html, const Link& link) {
  if (link.href.empty() || !is_safe_address(link.href.view())) return html << link.text;
  if (!html.offers_page(link.href.view())) return html;
  html << "<a class=\"govuk-link\""_html;
  html.attribute("href"_html, link.href) << ">"_html << link.text;
  if (!link.hidden.empty()) html << "<span class=\"govuk-visually-hidden\"> "_html << link.hidden << "</span>"_html;
  return html << "</a>"_html;
}

Html& operator<<(Html& html, const BackLink& link) {
  html << "<a class=\"govuk-back-link\""_html;
  return html.address("href"_html, link.href) << ">"_html << link.text << "</a>"_html;
}

Html& operator<<(Html& html, const Day& day) {
  return html << "<time datetime=\""_html << day.date.iso() << "\">"_html << day.date.words() << "</time>"_html;
}

Html& operator<<(Html& html, const When& when) {
  return html << "<time datetime=\""_html << when.moment.iso() << "\">"_html << when.words << "</time>"_html;
}

Html& operator<<(Html& html, const ClampedText& clamped) {
  const std::string_view text = clamped.text.view();
  const std::string_view shown = text.substr(0, size_shown(text, clamped.limit));
  if (shown.size() == text.size()) return html << "<span class=\"c-text\">"_html << text << "</span>"_html;
  return html
         << "<details class=\"c-clamp\"><summary class=\"c-clamp__summary\"><span class=\"c-text\">"_html << shown
         << "</span> <span class=\"c-clamp__more\">… more</span></summary><div class=\"c-clamp__rest c-text\">"_html
         << trimmed(text.substr(shown.size())) << "</div></details>"_html;
}

Html& operator<<(Html& html, const Rewording& rewording) {
  html << "<p class=\"govuk-body c-rewording\">"_html;
  for (const Rewording::Piece& piece : rewording.pieces) {
    switch (piece.kind) {
      case Rewording::Kind::kept:
        html << piece.text;
        break;
      case Rewording::Kind::removed:
        html << "<del class=\"c-removed\"><span class=\"govuk-visually-hidden\">[removed: </span>"_html << piece.text
             << "<span class=\"govuk-visually-hidden\">]</span></del>"_html;
        break;
      case Rewording::Kind::added:
        html << "<ins class=\"c-added\"><span class=\"govuk-visually-hidden\">[added: </span>"_html << piece.text
             << "<span class=\"govuk-visually-hidden\">]</span></ins>"_html;
        break;
    }
  }
  return html << "</p>"_html;
}

Html& operator<<(Html& html, const Tag& tag) {
  return html << "<strong class=\""_html << tag_class(tag.colour) << "\">"_html << tag.text << "</strong>"_html;
}

// ---- Telling people something ----

Html& operator<<(Html& html, const NotificationBanner& banner) {
  const bool success = banner.kind == BannerKind::success;
  html << "<div class=\"govuk-notification-banner"_html;
  if (success) html << " govuk-notification-banner--success"_html;
  html << "\" role=\""_html << (success ? "alert"_html : "region"_html)
       << "\" aria-labelledby=\"banner-title\" data-module=\"govuk-notification-banner\">"
          "<div class=\"govuk-notification-banner__header\"><h2 class=\"govuk-notification-banner__title\" "
          "id=\"banner-title\">"_html
       << (success ? "Success"_html : "Important"_html)
       << "</h2></div><div class=\"govuk-notification-banner__content\"><div "
          "class=\"govuk-notification-banner__heading\">"_html;
  return html << banner.content << "</div></div></div>"_html;
}

Html& operator<<(Html& html, const ErrorSummary& summary) {
  if (summary.errors.empty()) return html;
  html << "<div class=\"govuk-error-summary\" data-module=\"govuk-error-summary\"><div role=\"alert\">"
          "<h2 class=\"govuk-error-summary__title\">There is a problem</h2><div class=\"govuk-error-summary__body\">"
          "<ul class=\"govuk-list govuk-error-summary__list\">"_html;
  for (const FieldError& error : summary.errors) {
    html << "<li>"_html;
    if (error.field.empty())
      html << error.text;
    else
      html << "<a href=\"#"_html << error.field << "\">"_html << error.text << "</a>"_html;
    html << "</li>"_html;
  }
  return html << "</ul></div></div></div>"_html;
}

Html& operator<<(Html& html, const Inset& inset) {
  return html << "<div class=\"govuk-inset-text\">"_html << inset.content << "</div>"_html;
}

Html& operator<<(Html& html, const Warning& warning) {
  return html
         << "<div class=\"govuk-warning-text\"><span class=\"govuk-warning-text__icon\" aria-hidden=\"true\">!</span>"
            "<strong class=\"govuk-warning-text__text\"><span class=\"govuk-visually-hidden\">Warning</span>"_html
         << warning.content << "</strong></div>"_html;
}

Html& operator<<(Html& html, const EmptyState& state) {
  html << "<div class=\"c-empty\"><p class=\"c-empty__what\">"_html << state.what << "</p>"_html;
  if (!state.why.empty()) html << "<div class=\"c-empty__why\">"_html << state.why << "</div>"_html;
  const std::size_t before = html.size();
  html << "<div class=\"c-empty__next\">"_html;
  const std::size_t inside = html.size();
  html << state.next;
  if (html.keep_if_filled(before, inside)) html << "</div>"_html;
  return html << "</div>"_html;
}

// ---- Laying things out ----

Html& operator<<(Html& html, const Details& details) {
  const std::size_t before = html.size();
  html << "<details class=\"govuk-details\""_html;
  html.attribute("id"_html, details.id);
  if (details.state == DetailsState::open) html << " open"_html;
  html << "><summary class=\"govuk-details__summary\"><span class=\"govuk-details__summary-text\">"_html
       << details.summary << "</span></summary><div class=\"govuk-details__text\">"_html;
  const std::size_t inside = html.size();
  html << details.content;
  return html.keep_if_filled(before, inside) ? html << "</div></details>"_html : html;
}

Html& operator<<(Html& html, const SummaryList& list) {
  if (list.title.empty()) {
    write_rows(html, list.rows);
    return html;
  }
  html << "<div class=\"govuk-summary-card\"><div class=\"govuk-summary-card__title-wrapper\">"
          "<h2 class=\"govuk-summary-card__title\">"_html
       << list.title << "</h2>"_html;
  if (const auto actions = offered(html, list.actions); !actions.empty()) {
    html << "<div class=\"govuk-summary-card__actions\">"_html;
    write_actions(html, actions, "govuk-summary-card__actions"_html, "govuk-summary-card__action"_html);
    html << "</div>"_html;
  }
  html << "</div><div class=\"govuk-summary-card__content\">"_html;
  write_rows(html, list.rows);
  return html << "</div></div>"_html;
}

Html& operator<<(Html& html, const Tallies& tallies) {
  html << "<ul class=\"c-tallies\">"_html;
  for (const Tally& tally : tallies.items) {
    html << "<li class=\"c-tally\">"_html;
    const bool linked =
        !tally.href.empty() && is_safe_address(tally.href.view()) && html.offers_page(tally.href.view());
    if (linked) {
      html << "<a class=\"c-tally__link\""_html;
      html.attribute("href"_html, tally.href) << ">"_html;
    }
    html << "<span class=\"c-tally__count\">"_html << grouped(tally.count)
         << "</span> <span class=\"c-tally__what\">"_html << tally.what << "</span>"_html;
    if (linked) html << "</a>"_html;
    if (!tally.note.empty()) html << "<p class=\"c-tally__note\">"_html << tally.note << "</p>"_html;
    html << "</li>"_html;
  }
  return html << "</ul>"_html;
}

Html& operator<<(Html& html, const Contents& contents) {
  html << "<nav class=\"c-contents\""_html;
  html.attribute("aria-label"_html, contents.title) << "><h2 class=\"govuk-heading-s c-contents__title\">"_html
                                                    << contents.title << "</h2><ol class=\"c-contents__list\">"_html;
  for (const ContentsItem& item : contents.items) {
    html << "<li class=\"c-contents__item\">"_html << Link{.text = item.text.view(), .href = item.href.view()};
    if (!item.note.empty()) html << "<div class=\"c-contents__note\">"_html << item.note << "</div>"_html;
    html << "</li>"_html;
  }
  return html << "</ol></nav>"_html;
}

Html& operator<<(Html& html, const Timeline& timeline) {
  html << "<ol class=\"c-timeline\">"_html;
  for (const TimelineItem& item : timeline.items) {
    html << "<li class=\"c-timeline__item\""_html;
    html.attribute("id"_html, item.id) << "><h3 class=\"c-timeline__title\">"_html << item.title
                                       << "</h3><p class=\"c-timeline__by\">"_html << item.when;
    if (!item.by.empty()) html << " · "_html << item.by;
    html << "</p>"_html;
    if (!item.content.empty()) html << "<div class=\"c-timeline__content\">"_html << item.content << "</div>"_html;
    html << "</li>"_html;
  }
  return html << "</ol>"_html;
}

Html& operator<<(Html& html, const SideBySide& sides) {
  html << "<section class=\"c-sides\""_html;
  html.attribute("id"_html, sides.id) << "><div class=\"c-sides__left\"><p class=\"c-sides__title\">"_html
                                      << sides.left_title << "</p>"_html << sides.left
                                      << "</div><div class=\"c-sides__right\"><p class=\"c-sides__title\">"_html
                                      << sides.right_title << "</p>"_html << sides.right << "</div></section>"_html;
  return html;
}

Html& operator<<(Html& html, const ScrollRegion& region) {
  html << "<div class=\"c-scroll\" role=\"region\" tabindex=\"0\""_html;
  return html.attribute("aria-label"_html, region.label) << ">"_html << region.content << "</div>"_html;
}

// ---- Tables ----

namespace {

Markup class_of(const Column& column) {
  const bool hidden = column.narrow == Narrow::hidden;
  if (column.align == Align::number) return hidden ? " class=\"c-number c-wide\""_html : " class=\"c-number\""_html;
  return hidden ? " class=\"c-wide\""_html : ""_html;
}

}  // namespace

Table::Table(Html& html, TableOptions options) : html_(html), options_(std::move(options)) {
  html_ << "<table class=\"govuk-table c-table"_html;
  if (options_.density == Density::compact) html_ << " c-table--compact"_html;
  if (options_.narrow == NarrowTable::cards) html_ << " c-table--cards"_html;
  html_ << "\""_html;
  html_.attribute("id"_html, options_.id) << "><caption class=\"govuk-table__caption"_html;
  switch (options_.caption_kind) {
    case CaptionKind::heading:
      html_ << " govuk-table__caption--m"_html;
      break;
    case CaptionKind::small:
      html_ << " c-table__caption"_html;
      break;
    case CaptionKind::hidden:
      html_ << " govuk-visually-hidden"_html;
      break;
  }
  html_ << "\">"_html << options_.caption << "</caption>"_html;
  bool sortable = false;
  for (const Column& column : options_.columns) sortable = sortable || !column.sort_href.empty();
  html_ << (sortable ? "<thead class=\"c-table__head c-table__head--sortable\"><tr>"_html
                     : "<thead class=\"c-table__head\"><tr>"_html);
  for (const Column& column : options_.columns) {
    html_ << "<th scope=\"col\""_html;
    const bool number = column.align == Align::number;
    if (!column.sort_href.empty())
      html_ << (number ? " class=\"c-sortable c-number\""_html : " class=\"c-sortable\""_html);
    else if (number)
      html_ << " class=\"c-number\""_html;
    if (column.sorted == SortDirection::ascending) html_ << " aria-sort=\"ascending\""_html;
    if (column.sorted == SortDirection::descending) html_ << " aria-sort=\"descending\""_html;
    html_ << ">"_html;
    if (column.sort_href.empty()) {
      html_ << column.title;
    } else {
      html_ << "<a class=\"c-sort\""_html;
      html_.address("href"_html, column.sort_href) << ">"_html << column.title << "</a>"_html;
    }
    html_ << "</th>"_html;
  }
  html_ << "</tr></thead>"_html;
  open_ = Open::head;
  cell_tags_.reserve(options_.columns.size());
  for (const Column& column : options_.columns) {
    Html& tag = cell_tags_.emplace_back();
    tag << "<td"_html << class_of(column);
    if (options_.narrow == NarrowTable::cards && column.narrow == Narrow::labelled)
      tag.attribute("data-label"_html, column.title);
    tag << ">"_html;
  }
}

Table::~Table() {
  end();
}

void Table::close_cell() {
  if (open_ == Open::heading) html_ << "</th>"_html;
  if (open_ == Open::cell) html_ << "</td>"_html;
  if (open_ == Open::heading || open_ == Open::cell) open_ = Open::row;
}

void Table::close_row() {
  close_cell();
  if (open_ != Open::row) return;
  html_ << "</tr>"_html;
  open_ = Open::body;
}

Table& Table::group(const Content& title, std::string_view id) {
  close_row();
  if (open_ == Open::body) html_ << "</tbody>"_html;
  html_ << "<tbody"_html;
  html_.attribute("id"_html, id) << "><tr class=\"c-table__group\"><th scope=\"rowgroup\" colspan=\""_html
                                 << options_.columns.size() << "\">"_html << title << "</th></tr>"_html;
  open_ = Open::body;
  return *this;
}

Table& Table::row(std::string_view id) {
  close_row();
  if (open_ == Open::head) html_ << "<tbody>"_html;
  html_ << "<tr"_html;
  html_.attribute("id"_html, id) << ">"_html;
  open_ = Open::row;
  column_ = 0;
  return *this;
}

Html& Table::open_cell(Open kind) {
  close_cell();
  if (kind == Open::cell && column_ < cell_tags_.size()) {
    html_ << cell_tags_[column_];
  } else {
    html_ << (kind == Open::heading ? "<th scope=\"row\""_html : "<td"_html);
    if (column_ < options_.columns.size()) html_ << class_of(options_.columns[column_]);
    html_ << ">"_html;
  }
  ++column_;
  open_ = kind;
  return html_;
}

Html& Table::heading() {
  return open_cell(Open::heading);
}
Html& Table::cell() {
  return open_cell(Open::cell);
}
Table& Table::cell(const Content& content) {
  cell() << content;
  return *this;
}

void Table::end() {
  if (open_ == Open::nothing) return;
  close_row();
  if (open_ == Open::head) html_ << "<tbody>"_html;
  html_ << "</tbody></table>"_html;
  open_ = Open::nothing;
}

Html& operator<<(Html& html, const Pagination& pagination) {
  if (pagination.pages.size() < 2) return html;
  html << "<nav class=\"govuk-pagination\""_html;
  html.attribute("aria-label"_html, pagination.label) << ">"_html;
  if (!pagination.previous_href.empty()) {
    html << "<div class=\"govuk-pagination__prev\"><a class=\"govuk-link govuk-pagination__link\" rel=\"prev\""_html;
    html.address("href"_html, pagination.previous_href)
        << "><svg class=\"govuk-pagination__icon govuk-pagination__icon--prev\" height=\"13\" width=\"15\" "
           "aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\"><path d=\"m6.6 0-6.7 6.7 6.7 6.4 "
           "1.4-1.4-4.2-4h12.9v-2H3.7L8 "
           "1.4z\"></path></svg><span class=\"govuk-pagination__link-title\">Previous<span "
           "class=\"govuk-visually-hidden\"> page</span></span></a></div>"_html;
  }
  html << "<ul class=\"govuk-pagination__list\">"_html;
  for (const PageNumber& page : pagination.pages) {
    if (page.number == 0) {
      html << "<li class=\"govuk-pagination__item govuk-pagination__item--ellipsis\">⋯</li>"_html;
      continue;
    }
    const bool current = page.number == pagination.current;
    html << (current ? "<li class=\"govuk-pagination__item govuk-pagination__item--current\">"_html
                     : "<li class=\"govuk-pagination__item\">"_html);
    html << "<a class=\"govuk-link govuk-pagination__link\""_html;
    html.address("href"_html, page.href) << " aria-label=\"Page "_html << page.number << "\""_html;
    if (current) html << " aria-current=\"page\""_html;
    html << ">"_html << page.number << "</a></li>"_html;
  }
  html << "</ul>"_html;
  if (!pagination.next_href.empty()) {
    html << "<div class=\"govuk-pagination__next\"><a class=\"govuk-link govuk-pagination__link\" rel=\"next\""_html;
    html.address("href"_html, pagination.next_href)
        << "><span class=\"govuk-pagination__link-title\">Next<span class=\"govuk-visually-hidden\"> page</span></span>"
           "<svg class=\"govuk-pagination__icon govuk-pagination__icon--next\" height=\"13\" width=\"15\" "
           "aria-hidden=\"true\" "
           "focusable=\"false\" viewBox=\"0 0 15 13\"><path d=\"m8.1 0-1.4 1.4L11 5.7H-2v2h12.9l-4.2 4 1.4 1.4 "
           "6.7-6.4z\"></path></svg></a></div>"_html;
  }
  return html << "</nav>"_html;
}

Html& operator<<(Html& html, const FilterPanel& panel) {
  html
      << "<div class=\"c-filter\"><details class=\"c-filter__details\"><summary class=\"c-filter__summary\">Filter"_html;
  if (!panel.applied.empty()) html << " ("_html << panel.applied.size() << " applied)"_html;
  html << "</summary><form method=\"get\" novalidate"_html;
  html.address("action"_html, panel.action)
      << "><div class=\"c-filter__fields\">"_html << panel.fields
      << "<div class=\"c-filter__apply\"><button type=\"submit\" class=\"govuk-button govuk-button--secondary\" "
         "data-module=\"govuk-button\">Apply filters</button></div></div></form></details>"_html;
  if (!panel.applied.empty()) {
    html
        << "<div class=\"c-filter__applied\"><h2 class=\"c-filter__title\">Filtered by</h2><ul class=\"c-filter__tags\">"_html;
    for (const AppliedFilter& filter : panel.applied) {
      html << "<li><a class=\"c-filter__tag\""_html;
      html.address("href"_html, filter.remove_href)
          << "><span class=\"govuk-visually-hidden\">Remove the filter </span>"_html << filter.text << "</a></li>"_html;
    }
    html << "</ul>"_html;
    if (!panel.clear_href.empty()) html << Link{.text = "Clear filters", .href = panel.clear_href.view()};
    html << "</div>"_html;
  }
  return html << "</div>"_html;
}

Html& operator<<(Html& html, const Downloads& downloads) {
  html << "<div class=\"c-downloads\"><p class=\"c-downloads__title\">Download "_html << downloads.what
       << "</p><ul class=\"c-downloads__list\">"_html;
  for (const Download& item : downloads.items) {
    html << "<li><a class=\"govuk-link c-downloads__link\""_html;
    html.address("href"_html, item.href) << ">"_html << item.format << "<span class=\"govuk-visually-hidden\"> of "_html
                                         << downloads.what << "</span></a>"_html;
    if (!item.note.empty()) html << " <span class=\"c-quiet\">"_html << item.note << "</span>"_html;
    html << "</li>"_html;
  }
  return html << "</ul></div>"_html;
}

Html& operator<<(Html& html, const Steps& steps) {
  html << "<nav class=\"c-steps\" aria-label=\"Steps\"><p class=\"c-steps__short\">Step "_html << steps.current
       << " of "_html << steps.items.size() << "</p><ol class=\"c-steps__list\">"_html;
  std::size_t number = 0;
  for (const Step& step : steps.items) {
    ++number;
    if (number == steps.current)
      html
          << "<li class=\"c-steps__item c-steps__item--current\" aria-current=\"step\"><span class=\"c-steps__text\">"_html
          << step.text << "</span></li>"_html;
    else if (number < steps.current)
      html << "<li class=\"c-steps__item c-steps__item--done\"><span class=\"c-steps__text\">"_html
           << Link{.text = step.text.view(), .href = step.href.view(), .hidden = "(done)"} << "</span></li>"_html;
    else
      html << "<li class=\"c-steps__item\"><span class=\"c-steps__text\">"_html << step.text << "</span></li>"_html;
  }
  return html << "</ol></nav>"_html;
}

}  // namespace candour::web
