#pragma once
// Writing HTML without being able to forget the escaping. A string is text and is escaped; markup is only what the
// source itself spells as a literal ("<p>"_html) and what another Html already holds. Everything is appended to one
// std::string; nothing is parsed and there is no template language. Not for use by two threads at once.
//
//   html << "<p class=\"govuk-body\">"_html << finding.words << "</p>"_html;
//
// All text is UTF-8. The five characters & < > " ' are escaped the same way in text and in attributes, so a value
// may stand between the quotes of an attribute; never write an attribute without quotes.

#include <concepts>
#include <cstddef>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace candour::web {

class Html;

// Markup spelt in the source. There is no way to make one from a value that is known only when the program runs.
class Markup {
 public:
  constexpr std::string_view text() const { return text_; }

 private:
  consteval explicit Markup(std::string_view text) : text_(text) {}
  friend consteval Markup operator""_html(const char* literal, std::size_t size);
  std::string_view text_;
};
consteval Markup operator""_html(const char* literal, std::size_t size) {
  return Markup(std::string_view(literal, size));
}

// A piece of plain text in a component's fields. A std::string is kept, whether it is temporary or has a name, so that
// components may be gathered in a vector and written later; a literal and a std::string_view are borrowed. Where a long
// text is written at once, a view of it spares the copy: {.text = std::string_view(action.wording)}.
class Text {
 public:
  Text() = default;
  Text(const char* literal) : held_(std::string_view(literal)) {}
  Text(std::string_view borrowed) : held_(borrowed) {}
  Text(std::string kept) : held_(std::move(kept)) {}

  std::string_view view() const {
    const auto* borrowed = std::get_if<std::string_view>(&held_);
    return borrowed ? *borrowed : std::string_view(*std::get_if<std::string>(&held_));
  }
  bool empty() const { return view().empty(); }

 private:
  std::variant<std::string_view, std::string> held_;
};

// What whoever reads a page may use. Asked of every link, button and form as it is written: what is not theirs is left
// out, and what would then hold nothing with it. `address` is as it is written, with query and fragment.
class Offers {
 public:
  virtual ~Offers() = default;
  virtual bool page(std::string_view address) const = 0;
  virtual bool form(std::string_view address) const = 0;
};

class Html {
 public:
  Html() = default;
  // Room for about so many bytes, so that a page is one allocation.
  explicit Html(std::size_t room) { made_.reserve(room); }

  Html& operator<<(Markup markup) {
    append(markup.text());
    return *this;
  }
  Html& operator<<(std::string_view text) {
    append_escaped(text);
    return *this;
  }
  Html& operator<<(const char* text) { return *this << std::string_view(text); }
  Html& operator<<(const std::string& text) { return *this << std::string_view(text); }
  template <std::same_as<Text> T>
  Html& operator<<(const T& text) {
    return *this << text.view();
  }
  template <std::same_as<Html> T>
  Html& operator<<(const T& written) {
    append(written.bytes());
    return *this;
  }
  // Plain digits, without grouping. A bool or a char is a mistake here and does not compile.
  template <std::integral T>
  requires(!std::same_as<T, bool> && !std::same_as<T, char>) Html& operator<<(T number) {
    append_number(static_cast<long long>(number));
    return *this;
  }

  // Writes ` name="value"`. Nothing at all for an empty value, except by attribute_even_empty.
  Html& attribute(Markup name, std::string_view value);
  template <std::same_as<Text> T>
  Html& attribute(Markup name, const T& value) {
    return attribute(name, value.view());
  }
  Html& attribute_even_empty(Markup name, std::string_view value);
  // Writes an address: ` name="address"` where it is relative or http, https or mailto, else ` name="#"`, so that a
  // "javascript:" from a document never becomes a link.
  Html& address(Markup name, std::string_view address);
  template <std::same_as<Text> T>
  Html& address(Markup name, const T& value) {
    return address(name, value.view());
  }

  // The token of the session that the page is for: every form that changes something carries it
  // (components_form.h). Empty where there are no sessions.
  void set_form_token(std::string token) { form_token_ = std::move(token); }
  const std::string& form_token() const { return form_token_; }

  // nullptr, as at first: everything is theirs. It must outlive the writing.
  void set_offers(const Offers* offers) { offers_ = offers; }
  bool offers_page(std::string_view address) const { return !offers_ || offers_->page(address); }
  bool offers_form(std::string_view address) const { return !offers_ || offers_->form(address); }
  // What holds others is written only where they came to something: all since `before` goes where nothing came since
  // `inside` (both as size() was). Whether it stays.
  bool keep_if_filled(std::size_t before, std::size_t inside) {
    if (size_ != inside) return true;
    size_ = before;
    return false;
  }

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  std::string_view bytes() const& { return {made_.data(), size_}; }
  std::string bytes() && {
    made_.resize(std::exchange(size_, 0));
    return std::move(made_);
  }

 private:
  // A page is some thousand short pieces: each is copied where it stands, without a call.
  void append(std::string_view piece) {
    std::memcpy(room_for(piece.size()), piece.data(), piece.size());
    size_ += piece.size();
  }
  char* room_for(std::size_t more) {
    if (made_.size() - size_ < more) make_room(more);
    return made_.data() + size_;
  }
  void make_room(std::size_t more);
  void append_escaped(std::string_view text);
  void append_number(long long number);

  std::string made_;      // as long as the room that is ready to be written to
  std::size_t size_ = 0;  // what has been written
  std::string form_token_;
  const Offers* offers_ = nullptr;
};

// True for an address that may stand in a link: relative, http, https or mailto.
bool is_safe_address(std::string_view address);

template <class T>
concept Writable = requires(Html& html, const T& component) {
  { html << component } -> std::same_as<Html&>;
};

// What goes inside something: text (escaped), a component, a finished Html, or a function that writes.
//
//   Details{.summary = "As imported", .content = [&](Html& html) { html << table_of(rows); }}
//
// A function is called where it stands and may borrow; it must not outlive what it borrows.
class Content {
 public:
  Content() = default;
  template <class T>
  requires(std::constructible_from<Text, T&&> && !std::same_as<std::remove_cvref_t<T>, Content>) Content(T&& text)
      : held_(Text(std::forward<T>(text))) {}
  template <std::invocable<Html&> Writer>
  Content(Writer writer) : held_(std::function<void(Html&)>(std::move(writer))) {}
  template <class T>
  requires(Writable<T> && !std::constructible_from<Text, T> && !std::same_as<T, Content> && !std::same_as<T, Text> &&
           !std::invocable<T, Html&>) Content(T component)
      : held_(std::function<void(Html&)>([held = std::move(component)](Html& html) { html << held; })) {}

  bool empty() const {
    const auto* text = std::get_if<Text>(&held_);
    return text && text->empty();
  }
  friend Html& operator<<(Html& html, const Content& content) {
    if (const auto* text = std::get_if<Text>(&content.held_)) return html << *text;
    std::get<std::function<void(Html&)>>(content.held_)(html);
    return html;
  }

 private:
  std::variant<Text, std::function<void(Html&)>> held_;
};

}  // namespace candour::web
