#include "document/pdf/pages.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <exception>
#include <memory>
#include <new>
#include <poppler/Catalog.h>
#include <poppler/Error.h>
#include <poppler/ErrorCodes.h>
#include <poppler/GfxFont.h>
#include <poppler/GfxState.h>
#include <poppler/GlobalParams.h>
#include <poppler/OutputDev.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>
#include <poppler/Stream.h>
#include <poppler/UTF.h>
#include <utility>

#include "base/text.h"
#include "document/parts/numerals.h"
#include "document/pdf/password.h"

namespace candour::document::pdf {

void Box::take_in(const Box& other) {
  left = std::min(left, other.left);
  top = std::min(top, other.top);
  right = std::max(right, other.right);
  bottom = std::max(bottom, other.bottom);
}

namespace {

constexpr int most_pages = 20'000;
constexpr std::size_t most_characters = 16'000'000;  // of all pages together
constexpr std::size_t most_shapes = 1'000'000;       // rules and fills of all pages together
constexpr float thinnest_fill = 3.0F;                // what is thinner is a rule

void append_character(std::string& out, char32_t code) {
  static constexpr std::array<std::string_view, 7> ligatures = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  if (code >= 0xFB00 && code <= 0xFB06)
    out += ligatures[code - 0xFB00];
  else if (code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0xD800 && code < 0xE000) || code > 0x10FFFF)
    append_utf8(out, 0xFFFD);
  else
    append_utf8(out, symbol(code));
}

// Takes the page down as poppler draws it.
class Scribe final : public OutputDev {
 public:
  void begin(Page& page) {
    page_ = &page;
    drawing_ = Drawing{};
  }

  bool too_much() const { return characters_ > most_characters; }
  std::size_t without_text() const { return without_text_; }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool needNonText() override { return false; }  // pictures, patterns, shades

  void startPage(int, GfxState* state, XRef*) override {
    if (state == nullptr) return;
    page_->width = static_cast<float>(state->getPageWidth());
    page_->height = static_cast<float>(state->getPageHeight());
  }
  void endPage() override { end_word(); }
  void endTextObject(GfxState*) override { drawing_.askew = false; }

  void beginActualText(GfxState*, const GooString* text) override {
    Unicode* codes = nullptr;
    const int count = TextStringToUCS4(text->toStr(), &codes);
    instead_.clear();
    for (int i = 0; i < count; ++i) append_character(instead_, codes[i]);
    std::free(codes);
    has_instead_ = true;
    instead_written_ = false;
  }
  void endActualText(GfxState*) override { has_instead_ = false; }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double, double, CharCode code, int,
                const Unicode* u, int length) override {
    if (++characters_ > most_characters) return;
    const bool blank = !has_instead_ && is_blank_glyph(u, length);
    double start_x = 0, start_y = 0, along_x = 0, along_y = 0;
    state->transform(x, y, &start_x, &start_y);
    state->transformDelta(dx, dy, &along_x, &along_y);
    if (!std::isfinite(start_x + start_y + along_x + along_y)) return;
    if (blank) return gap(u, length);

    // The advance without the space that the file adds behind each character.
    double spacing_x = 0, spacing_y = 0;
    const double spacing = state->getCharSpace() + (code == 0x20 ? state->getWordSpace() : 0);
    state->textTransformDelta(spacing * state->getHorizScaling(), 0, &spacing_x, &spacing_y);
    double ink_x = 0, ink_y = 0;
    state->transformDelta(dx - spacing_x, dy - spacing_y, &ink_x, &ink_y);

    Glyph glyph = measured(state);
    const double length_along = std::hypot(along_x, along_y);
    if (length_along > 0) {
      const double flat = std::max(std::fabs(along_x), std::fabs(along_y)) / length_along;
      if (flat < 0.98)
        glyph.turn = Turn::askew;
      else if (std::fabs(along_x) >= std::fabs(along_y))
        glyph.turn = along_x >= 0 ? Turn::level : Turn::upside_down;
      else
        glyph.turn = along_y > 0 ? Turn::down : Turn::up;
    } else {
      glyph.turn = drawing_.open ? word_.turn : Turn::level;
    }
    const bool across = glyph.turn == Turn::down || glyph.turn == Turn::up;
    const double direction = glyph.turn == Turn::up || glyph.turn == Turn::upside_down ? -1 : 1;
    const double at_u = (across ? start_y : start_x) * direction;
    const double at_v = across ? start_x : start_y;
    const double advance = across ? std::fabs(along_y) : std::fabs(along_x);
    const double ink = std::clamp(across ? std::fabs(ink_y) : std::fabs(ink_x), 0.0, 4.0 * glyph.size + advance);
    // Outside the page nobody sees it.
    if (start_x + std::fabs(along_x) < 0 || start_y < -glyph.size || start_x > page_->width ||
        start_y > page_->height + glyph.size)
      return;

    glyph.box = box_of(glyph, at_u, at_v, ink, across, direction, start_x, start_y, along_x, along_y);
    // Bold made by drawing twice: the same again where it stands.
    if (drawing_.open && !has_instead_ && code == drawing_.code && glyph.turn == word_.turn &&
        std::fabs(at_u - drawing_.last_u) < 0.12 * glyph.size && std::fabs(at_v - drawing_.v) < 0.12 * glyph.size &&
        advance > 0.2 * glyph.size) {
      word_.bold = true;
      return;
    }
    if (!continues(glyph, at_u, at_v)) begin_word(glyph, at_v);
    drawing_.code = code;
    drawing_.last_u = at_u;
    drawing_.pen = at_u + advance;
    word_.box.take_in(glyph.box);
    if (glyph.size > word_.size) word_.size = glyph.size;

    if (has_instead_) {
      if (!std::exchange(instead_written_, true)) page_->text += instead_;
    } else if (length > 0) {
      for (int i = 0; i < length; ++i) append_character(page_->text, u[i]);
    } else {
      ++without_text_;
      append_utf8(page_->text, 0xFFFD);
    }
  }

  void stroke(GfxState* state) override {
    if (state->getStrokeOpacity() < 0.02 || too_many_shapes()) return;
    const Box clip = clip_of(state);
    each_subpath(state, [&](const Outline& outline) {
      for (std::size_t i = 1; i < outline.points.size(); ++i) {
        if (outline.curved[i]) continue;
        const auto [x0, y0] = outline.points[i - 1];
        const auto [x1, y1] = outline.points[i];
        if (std::fabs(y1 - y0) <= 0.7F && std::fabs(x1 - x0) > 1)
          add_rule(true, (y0 + y1) / 2, x0, x1, clip);
        else if (std::fabs(x1 - x0) <= 0.7F && std::fabs(y1 - y0) > 1)
          add_rule(false, (x0 + x1) / 2, y0, y1, clip);
      }
    });
  }
  void fill(GfxState* state) override { fill_path(state); }
  void eoFill(GfxState* state) override { fill_path(state); }

 private:
  struct Glyph {
    Box box;
    float size = 0;
    float ascent = 0.75F, descent = -0.25F;
    Turn turn = Turn::level;
    bool bold = false;
  };
  struct Drawing {
    bool open = false;
    bool askew = false;
    bool space = false;
    CharCode code = 0;
    double last_u = 0, pen = 0, v = 0;
  };
  struct Outline {
    std::vector<std::pair<float, float>> points;
    std::vector<bool> curved;
  };

  static bool is_blank_glyph(const Unicode* u, int length) {
    if (length <= 0) return false;
    // A soft hyphen that is drawn is one that is seen.
    return std::all_of(u, u + length, [](Unicode one) { return one < 0x20 || (one != 0xAD && is_blank(one)); });
  }

  void gap(const Unicode* u, int length) {
    // What takes no room between letters does not part them.
    if (std::all_of(u, u + length, [](Unicode one) { return one == 0x200B || one == 0x200D || one == 0xFEFF; })) return;
    if (drawing_.open && word_.turn == Turn::askew) {
      page_->text += ' ';
      return;
    }
    end_word();
    drawing_.space = true;
  }

  Glyph measured(GfxState* state) {
    Glyph glyph;
    glyph.size = static_cast<float>(state->getTransformedFontSize());
    const std::shared_ptr<GfxFont>& font = state->getFont();
    if (font) {
      if (font.get() != font_) {
        font_ = font.get();
        std::string name = folded(repaired_utf8(font->getName().value_or("")));
        font_bold_ = font->isBold() || font->getWeight() >= GfxFont::W600 || name.find("bold") != std::string::npos ||
                     name.find("black") != std::string::npos || name.find("heavy") != std::string::npos;
      }
      if (font->getType() == fontType3) {
        // Its own matrix says how large it draws.
        const double* matrix = font->getFontMatrix();
        const double scale = std::fabs(matrix[3]) * 1000;
        if (scale > 0.05 && scale < 20) glyph.size *= static_cast<float>(scale);
      } else {
        glyph.ascent = static_cast<float>(std::clamp(font->getAscent(), 0.5, 1.05));
        glyph.descent = static_cast<float>(std::clamp(font->getDescent(), -0.4, -0.1));
      }
      glyph.bold = font_bold_;
    }
    // Text drawn as its outline, too.
    if (state->getRender() == 2) glyph.bold = true;
    if (!(glyph.size > 0.1F)) glyph.size = 0.1F;
    if (glyph.size > 2000) glyph.size = 2000;
    return glyph;
  }

  static Box box_of(const Glyph& glyph, double u, double v, double ink, bool across, double direction, double x,
                    double y, double along_x, double along_y) {
    const auto f = [](double value) { return static_cast<float>(value); };
    if (glyph.turn == Turn::askew)
      return {f(std::min(x, x + along_x)), f(std::min(y, y + along_y) - glyph.size), f(std::max(x, x + along_x)),
              f(std::max(y, y + along_y))};
    const double from = direction > 0 ? u : -u - ink, to = direction > 0 ? u + ink : -u;
    const double up = glyph.ascent * glyph.size, low = -glyph.descent * glyph.size;
    if (!across) {
      return direction > 0 ? Box{f(from), f(v - up), f(to), f(v + low)} : Box{f(from), f(v - low), f(to), f(v + up)};
    }
    // Read downwards, the tops of letters point to the right.
    return direction > 0 ? Box{f(v - low), f(from), f(v + up), f(to)} : Box{f(v - up), f(from), f(v + low), f(to)};
  }

  bool continues(const Glyph& glyph, double u, double v) const {
    if (!drawing_.open || drawing_.space || glyph.turn != word_.turn) return false;
    if (glyph.turn == Turn::askew) return true;
    const double size = std::max(glyph.size, word_.size);
    if (std::fabs(v - drawing_.v) > 0.55 * size) return false;
    const double distance = u - drawing_.pen;
    return distance < 0.14 * size && distance > -0.4 * size;
  }

  void begin_word(const Glyph& glyph, double v) {
    const bool space = drawing_.space;
    end_word();
    word_ = Word{};
    word_.box = glyph.box;
    word_.size = glyph.size;
    word_.turn = glyph.turn;
    word_.bold = glyph.bold;
    word_.baseline = static_cast<float>(v);
    word_.space_before = space;
    word_.begin = static_cast<std::uint32_t>(page_->text.size());
    drawing_.open = true;
    drawing_.space = false;
    drawing_.v = v;
  }

  void end_word() {
    if (!std::exchange(drawing_.open, false)) return;
    word_.end = static_cast<std::uint32_t>(page_->text.size());
    if (word_.end > word_.begin) page_->words.push_back(word_);
  }

  // ---- Rules and fills ----
  bool too_many_shapes() { return shapes_ > most_shapes; }

  static Box clip_of(GfxState* state) {
    double left = 0, top = 0, right = 0, bottom = 0;
    state->getClipBBox(&left, &top, &right, &bottom);
    return {static_cast<float>(left), static_cast<float>(top), static_cast<float>(right), static_cast<float>(bottom)};
  }

  template <class Take>
  void each_subpath(GfxState* state, Take take) {
    const GfxPath* path = state->getPath();
    if (path == nullptr) return;
    Outline outline;
    for (int i = 0; i < path->getNumSubpaths(); ++i) {
      const GfxSubpath* part = path->getSubpath(i);
      outline.points.clear();
      outline.curved.clear();
      bool sound = true;
      for (int j = 0; j < part->getNumPoints(); ++j) {
        double x = 0, y = 0;
        state->transform(part->getX(j), part->getY(j), &x, &y);
        sound = sound && std::isfinite(x) && std::isfinite(y) && std::fabs(x) < 1e6 && std::fabs(y) < 1e6;
        outline.points.emplace_back(static_cast<float>(x), static_cast<float>(y));
        outline.curved.push_back(part->getCurve(j) || (j > 0 && part->getCurve(j - 1)));
      }
      if (sound) take(outline);
    }
  }

  void add_rule(bool level, float at, float from, float to, const Box& clip) {
    if (from > to) std::swap(from, to);
    from = std::max(from, level ? clip.left : clip.top);
    to = std::min(to, level ? clip.right : clip.bottom);
    if (to - from < 0.5F || at < (level ? clip.top : clip.left) - 1 || at > (level ? clip.bottom : clip.right) + 1)
      return;
    ++shapes_;
    page_->rules.push_back({level, at, from, to});
  }

  void fill_path(GfxState* state) {
    if (state->getFillOpacity() < 0.02 || too_many_shapes()) return;
    const Box clip = clip_of(state);
    GfxRGB colour{};
    state->getFillRGB(&colour);
    const double opacity = state->getFillOpacity();
    const auto channel = [&](GfxColorComp value) {
      const double full = static_cast<double>(colToByte(value));
      return static_cast<std::uint32_t>(std::lround(255 - (255 - full) * opacity));
    };
    const std::uint32_t rgb = channel(colour.r) << 16 | channel(colour.g) << 8 | channel(colour.b);
    each_subpath(state, [&](const Outline& outline) {
      if (outline.points.size() < 3) return;
      const auto [x, y] = outline.points.front();
      Box box{x, y, x, y};
      bool shape = false;
      for (std::size_t i = 0; i < outline.points.size(); ++i) {
        const auto [px, py] = outline.points[i];
        box.take_in({px, py, px, py});
        shape = shape || outline.curved[i];
      }
      if (box.height() <= thinnest_fill && box.width() > 2 * box.height()) {
        add_rule(true, box.middle_y(), box.left, box.right, clip);
      } else if (box.width() <= thinnest_fill && box.height() > 2 * box.width()) {
        add_rule(false, box.middle_x(), box.top, box.bottom, clip);
      } else {
        box = {std::max(box.left, clip.left), std::max(box.top, clip.top), std::min(box.right, clip.right),
               std::min(box.bottom, clip.bottom)};
        if (box.width() <= 0.5F || box.height() <= 0.5F) return;
        ++shapes_;
        page_->fills.push_back({box, rgb, shape || outline.points.size() > 6});
      }
    });
  }

  Page* page_ = nullptr;
  Word word_;
  Drawing drawing_;
  const GfxFont* font_ = nullptr;
  bool font_bold_ = false;
  std::string instead_;  // what the file says that the next characters mean
  bool has_instead_ = false, instead_written_ = false;
  std::size_t characters_ = 0, shapes_ = 0, without_text_ = 0;
};

bool stop_when_too_much(void* scribe) {
  return static_cast<Scribe*>(scribe)->too_much();
}

bool is_to_be_seen(Annot* annotation, void*) {
  return annotation->getType() != Annot::typePopup && annotation->getType() != Annot::typeText;
}

bool shows_pictures(::Page& page) {
  Dict* resources = page.getResourceDict();
  if (resources == nullptr) return false;
  const Object pictures = resources->lookup("XObject");
  if (!pictures.isDict()) return false;
  for (int i = 0; i < std::min(pictures.dictGetLength(), 100); ++i) {
    const Object one = pictures.dictGetVal(i);
    if (!one.isStream()) continue;
    if (one.streamGetDict()->lookup("Subtype").isName("Image")) return true;
  }
  return false;
}

std::string title_of(PDFDoc& file) {
  const std::unique_ptr<GooString> title = file.getDocInfoTitle();
  if (!title) return {};
  Unicode* codes = nullptr;
  const int count = TextStringToUCS4(title->toStr(), &codes);
  std::string out;
  for (int i = 0; i < std::min(count, 1000); ++i)
    if (codes[i] >= 0x20) append_character(out, codes[i]);
  std::free(codes);
  return collapsed(out);
}

// poppler keeps its tables for the whole program, and has nothing to say to a person.
void prepare() {
  static const bool prepared = [] {
    setErrorCallback([](ErrorCategory, Goffset, const char*) {});
    if (!globalParams) globalParams = std::make_unique<GlobalParams>();
    return true;
  }();
  (void)prepared;
}

Result<Pages> pages_of(std::string_view bytes) {
  prepare();
  PDFDoc file(new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull)));
  if (!file.isOk()) {
    if (file.getErrorCode() == errEncrypted)
      return fail(ErrorCode::refused,
                  "The file is protected with a password. Take the password off and send it again.");
    return fail(ErrorCode::unreadable, "The PDF is damaged and cannot be read. Save it again and send it again.",
                "poppler " + std::to_string(file.getErrorCode()));
  }
  const int count = file.getNumPages();
  if (count <= 0)
    return fail(ErrorCode::unreadable, "The PDF has no pages that can be read. Save it again and send it again.");
  if (count > most_pages)
    return fail(ErrorCode::too_large, "The PDF has more than " + grouped(most_pages) + " pages. Send it in parts.");
  Pages out;
  out.title = title_of(file);
  out.has_files = file.getCatalog()->numEmbeddedFiles() > 0;
  Scribe scribe;
  for (int number = 1; number <= count; ++number) {
    Page& page = out.pages.emplace_back();
    scribe.begin(page);
    file.displayPage(&scribe, number, 72, 72, 0, false, true, false, &stop_when_too_much, &scribe, &is_to_be_seen,
                     nullptr);
    scribe.endPage();
    if (scribe.too_much())
      return fail(ErrorCode::too_large,
                  "The PDF has more than " + grouped(most_characters >> 20) + " million characters. Send it in parts.");
    if (page.words.empty())
      if (::Page* source = file.getPage(number); source != nullptr) page.has_pictures = shows_pictures(*source);
    page.words.shrink_to_fit();
    page.text.shrink_to_fit();
  }
  out.without_text = scribe.without_text();
  return out;
}

}  // namespace

bool needs_password(std::string_view bytes) {
  prepare();
  PDFDoc file(new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull)));
  return !file.isOk() && file.getErrorCode() == errEncrypted;
}

Result<Pages> read_pages(std::string_view bytes, const Limits&) {
  try {
    return pages_of(bytes);
  } catch (const std::bad_alloc&) {
    throw;  // the child in which a reading happens has a sentence for it
  } catch (const std::exception& exception) {
    return fail(ErrorCode::unreadable, "The PDF is damaged and cannot be read. Save it again and send it again.",
                exception.what());
  }
}

}  // namespace candour::document::pdf
