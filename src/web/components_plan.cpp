#include "web/components_plan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

#include "base/text.h"

namespace candour::web {
namespace {

struct Colour {
  std::string_view word;
  std::string_view initial;
  Appearance appearance;
};
constexpr Appearance red{Shape::octagon, Shade::red, 'R'};
constexpr Appearance amber{Shape::triangle, Shade::amber, 'A'};
constexpr Appearance orange{Shape::triangle, Shade::amber, 'O'};
constexpr Appearance yellow{Shape::triangle, Shade::amber, 'Y'};
constexpr Appearance green{Shape::circle, Shade::green, 'G'};
constexpr Appearance blue{Shape::diamond, Shade::blue, 'B'};
constexpr Appearance purple{Shape::hexagon, Shade::purple, 'P'};
constexpr std::array<Colour, 7> colours{{{"red", "r", red},
                                         {"amber", "a", amber},
                                         {"orange", "o", orange},
                                         {"yellow", "y", yellow},
                                         {"green", "g", green},
                                         {"blue", "b", blue},
                                         {"purple", "p", purple}}};

constexpr bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z' ? true : byte >= 0x80 || (byte >= '0' && byte <= '9');
}

// The one colour that the words name; nothing where they name none, or two.
std::optional<Appearance> named_colour(std::string_view as_written) {
  // A sentence that mentions a colour is not a rating.
  if (as_written.size() > 80) return std::nullopt;
  std::optional<Appearance> found;
  std::size_t words = 0;
  std::string_view initial;
  for (std::size_t at = 0; at < as_written.size();) {
    std::size_t end = at;
    while (end < as_written.size() && is_letter(as_written[end])) ++end;
    const std::string_view word = as_written.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    if (++words == 1) initial = word;
    if (word.size() < 3 || word.size() > 6) continue;
    for (const Colour& colour : colours) {
      if ((word[0] | 0x20) != colour.word[0] || !equal_ignoring_case(word, colour.word)) continue;
      if (found && *found != colour.appearance) return std::nullopt;
      found = colour.appearance;
    }
  }
  if (words == 1 && initial.size() == 1)
    for (const Colour& colour : colours)
      if (equal_ignoring_case(initial, colour.initial)) return colour.appearance;
  return found;
}

Appearance of_status(plan::Status status) {
  switch (status) {
    case plan::Status::not_started:
      return {Shape::ring, Shade::grey};
    case plan::Status::on_track:
      return {Shape::circle, Shade::green};
    case plan::Status::at_risk:
      return {Shape::triangle, Shade::amber};
    case plan::Status::off_track:
      return {Shape::octagon, Shade::red};
    case plan::Status::complete:
      return {Shape::tick, Shade::green};
    case plan::Status::embedded:
      return {Shape::diamond, Shade::blue};
    case plan::Status::closed:
      return {Shape::bar, Shade::grey};
    case plan::Status::not_applicable:
      return {Shape::slash, Shade::grey};
    case plan::Status::not_stated:
      return {Shape::dash, Shade::grey};
    case plan::Status::unclear:
      return {Shape::question, Shade::grey};
  }
  return {};
}

Markup shade_class(Shade shade) {
  switch (shade) {
    case Shade::red:
      return "c-red"_html;
    case Shade::amber:
      return "c-amber"_html;
    case Shade::green:
      return "c-green"_html;
    case Shade::blue:
      return "c-blue"_html;
    case Shade::purple:
      return "c-purple"_html;
    case Shade::grey:
      return "c-grey"_html;
  }
  return "c-grey"_html;
}

Markup drawing(Shape shape) {
  switch (shape) {
    case Shape::octagon:
      return "<path d=\"M6 1h8l5 5v8l-5 5H6l-5-5V6z\"/>"_html;
    case Shape::triangle:
      return "<path d=\"M10 1l9.7 18H.3z\"/>"_html;
    case Shape::circle:
      return "<circle cx=\"10\" cy=\"10\" r=\"9\"/>"_html;
    case Shape::diamond:
      return "<path d=\"M10 0l10 10-10 10L0 10z\"/>"_html;
    case Shape::hexagon:
      return "<path d=\"M5.5 1.5h9L19.5 10l-5 8.5h-9L.5 10z\"/>"_html;
    case Shape::tick:
      return "<path class=\"c-line\" d=\"M2.5 10.5l5 5.5L17.5 4\"/>"_html;
    case Shape::ring:
      return "<circle class=\"c-line\" cx=\"10\" cy=\"10\" r=\"7.5\"/>"_html;
    case Shape::bar:
      return "<path class=\"c-line\" d=\"M3 3h14v14H3zM4 16L16 4\"/>"_html;
    case Shape::slash:
      return "<path class=\"c-line\" d=\"M5.5 16.5l9-13\"/>"_html;
    case Shape::dash:
      return "<path class=\"c-line\" d=\"M4 10h12\"/>"_html;
    case Shape::question:
      return "<path class=\"c-line\" d=\"M6 7c0-6 8.5-5 8 0-.4 3-4 3-4 6.5M10 16.2v1.3\"/>"_html;
  }
  return ""_html;
}

void write_mark(Html& html, const Appearance& appearance) {
  html << "<svg class=\"c-mark "_html << shade_class(appearance.shade)
       << "\" viewBox=\"0 0 20 20\" width=\"20\" height=\"20\" aria-hidden=\"true\">"_html << drawing(appearance.shape);
  if (appearance.letter != 0) {
    // A triangle has its room at the foot.
    html << (appearance.shape == Shape::triangle ? "<text x=\"10\" y=\"17\">"_html : "<text x=\"10\" y=\"14.5\">"_html)
         << std::string_view(&appearance.letter, 1) << "</text>"_html;
  }
  html << "</svg>"_html;
}

std::string_view word_of(plan::Status status, const Text& as_written) {
  const std::string_view word = rating_words(trimmed(as_written.view()));
  return word.empty() ? plan::in_words(status) : word;
}

// "12.50%": tenths of a per mille, so that segments meet.
void write_share(Html& html, std::size_t part, std::size_t whole) {
  const std::size_t hundredths = part * 10'000 / whole;
  html << hundredths / 100 << "."_html << hundredths / 10 % 10 << hundredths % 10 << "%"_html;
}

Markup tone_class(FactTone tone) {
  switch (tone) {
    case FactTone::plain:
      return "c-fact"_html;
    case FactTone::good:
      return "c-fact c-fact--good"_html;
    case FactTone::attention:
      return "c-fact c-fact--attention"_html;
    case FactTone::problem:
      return "c-fact c-fact--problem"_html;
  }
  return "c-fact"_html;
}

void write_fact(Html& html, Markup name, const Fact& fact) {
  html << "<div class=\""_html << tone_class(fact.tone) << "\"><dt class=\"c-fact__name\">"_html << name
       << "</dt><dd class=\"c-fact__value\">"_html << fact.value;
  if (!fact.note.empty()) html << "<span class=\"c-fact__note\">"_html << fact.note << "</span>"_html;
  html << "</dd></div>"_html;
}

}  // namespace

std::string_view rating_words(std::string_view as_written) {
  constexpr std::string_view mark = "fill:#";
  unsigned rgb = 0;
  if (as_written.size() != mark.size() + 6 || !as_written.starts_with(mark)) return as_written;
  const char* end = as_written.data() + as_written.size();
  if (std::from_chars(as_written.data() + mark.size(), end, rgb, 16).ptr != end) return as_written;
  const int r = rgb >> 16 & 255, g = rgb >> 8 & 255, b = rgb & 255;
  const int high = std::max({r, g, b}), spread = high - std::min({r, g, b});
  if (spread < 24) return high < 64 ? "Black cell" : "Grey cell";
  // Degrees of the colour wheel, as src/intake tells them apart: red about 0, green about 120, blue about 240.
  int hue = high == r ? 60 * (g - b) / spread : high == g ? 120 + 60 * (b - r) / spread : 240 + 60 * (r - g) / spread;
  if (hue < 0) hue += 360;
  if (hue < 18 || hue >= 335) return "Red cell";
  if (hue < 52) return "Amber cell";
  if (hue < 66) return "Yellow cell";
  if (hue < 170) return "Green cell";
  return hue < 258 ? "Blue cell" : "Purple cell";
}

Appearance appearance_of(plan::Status status, std::string_view as_written) {
  return named_colour(as_written).value_or(of_status(status));
}

Html& operator<<(Html& html, const RatingChip& chip) {
  const std::string_view word = word_of(chip.status, chip.as_written);
  html << "<span class=\"c-chip\">"_html;
  write_mark(html, appearance_of(chip.status, word));
  html << "<span class=\"c-chip__word\">"_html << word << "</span>"_html;
  if (chip.meaning == Meaning::shown) {
    const std::string_view meaning = plan::in_words(chip.status);
    if (!equal_ignoring_case(word, meaning))
      html << " <span class=\"c-chip__meaning\">"_html << meaning << "</span>"_html;
  }
  html << "</span>"_html;
  if (!chip.note.empty()) html << "<span class=\"c-chip__note\">"_html << chip.note << "</span>"_html;
  return html;
}

Html& operator<<(Html& html, const RatingBar& bar) {
  std::size_t total = 0;
  for (const RatingCount& part : bar.parts) total += part.count;
  html << (bar.size == RatingBar::Size::small ? "<div class=\"c-bar c-bar--small\">"_html
                                              : "<div class=\"c-bar\">"_html);
  if (total > 0) {
    html << "<svg class=\"c-bar__picture\" width=\"100%\" height=\"24\" aria-hidden=\"true\">"_html;
    std::size_t before = 0;
    for (const RatingCount& part : bar.parts) {
      if (part.count == 0) continue;
      const Appearance appearance = appearance_of(part.status, word_of(part.status, part.as_written));
      html << "<g class=\"c-segment "_html << shade_class(appearance.shade)
           << (appearance.shape == Shape::tick ? " c-done"_html : ""_html) << "\"><rect height=\"100%\" x=\""_html;
      write_share(html, before, total);
      html << "\" width=\""_html;
      write_share(html, part.count, total);
      // The hatching is one thick dashed line over the segment; its dashes belong to the shade.
      html << "\"/><line y1=\"50%\" y2=\"50%\" x1=\""_html;
      write_share(html, before, total);
      before += part.count;
      html << "\" x2=\""_html;
      write_share(html, before, total);
      html << "\"/></g>"_html;
    }
    html << "</svg>"_html;
  }
  html << "<p class=\"c-bar__words\">"_html;
  std::size_t said = 0;
  for (const RatingCount& part : bar.parts) {
    if (part.count == 0) continue;
    const std::string_view word = word_of(part.status, part.as_written);
    html << "<span class=\"c-bar__part\">"_html;
    write_mark(html, appearance_of(part.status, word));
    const bool linked = !part.href.empty();
    if (linked) {
      html << "<a class=\"govuk-link\""_html;
      html.address("href"_html, part.href) << ">"_html;
    }
    html << grouped(static_cast<long long>(part.count)) << " "_html << word;
    if (linked) html << "</a>"_html;
    said += part.count;
    html << (said < total ? ","_html : ":"_html) << "</span> "_html;
  }
  html << "<strong class=\"c-bar__total\">"_html << grouped(static_cast<long long>(total));
  if (!bar.what.empty()) html << " "_html << bar.what;
  return html << (bar.what.empty() ? " total"_html : " in total"_html) << "</strong></p></div>"_html;
}

Html& operator<<(Html& html, const RatingKey& key) {
  html << "<dl class=\"c-key\">"_html;
  for (const RatingKeyEntry& entry : key.entries) {
    html << "<div class=\"c-key__entry\"><dt>"_html
         << RatingChip{.status = entry.status, .as_written = entry.as_written.view()} << "</dt><dd>"_html
         << entry.meaning;
    if (!equal_ignoring_case(entry.meaning.view(), plan::in_words(entry.status)))
      html << " <span class=\"c-key__status\">Counted as: "_html << plan::in_words(entry.status) << "</span>"_html;
    html << "</dd></div>"_html;
  }
  return html << "</dl>"_html;
}

Html& operator<<(Html& html, const FactsStrip& facts) {
  html << "<dl class=\"c-facts\">"_html;
  write_fact(html, "Delivery"_html, facts.delivery);
  write_fact(html, "Schedule"_html, facts.schedule);
  write_fact(html, "Evidence"_html, facts.evidence);
  write_fact(html, "Freshness"_html, facts.freshness);
  return html << "</dl>"_html;
}

Html& operator<<(Html& html, const Fact& fact) {
  html << "<span class=\""_html << tone_class(fact.tone) << " c-fact--inline\">"_html << fact.value << "</span>"_html;
  if (!fact.note.empty()) html << "<span class=\"c-fact__note\">"_html << fact.note << "</span>"_html;
  return html;
}

}  // namespace candour::web
