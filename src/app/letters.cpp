#include "app/letters.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/encoding.h"
#include "base/text.h"

namespace candour::app {
namespace {

std::string count_of(std::size_t number, std::string_view one, std::string_view many) {
  return std::to_string(number) + " " + std::string(number == 1 ? one : many);
}

// A letter as paragraphs; one of them may be the link and one the code.
struct Paragraph {
  enum class Kind { words, link, code } kind = Kind::words;
  std::string text;
};

std::string as_text(const std::vector<Paragraph>& paragraphs) {
  std::string text;
  for (const Paragraph& each : paragraphs)
    text += each.kind == Paragraph::Kind::words ? each.text + "\n\n" : "    " + each.text + "\n\n";
  if (!text.empty()) text.pop_back();
  return text;
}

std::string as_html(std::string_view title, const std::vector<Paragraph>& paragraphs) {
  std::string html = "<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>" +
                     escaped_markup(title) +
                     "</title></head>\n<body style=\"font-family:Arial,sans-serif;font-size:16px;line-height:1.5\">\n";
  for (const Paragraph& each : paragraphs) {
    const std::string text = replaced(escaped_markup(each.text), "\n", "<br>\n");
    switch (each.kind) {
      case Paragraph::Kind::words:
        html += "<p>" + text + "</p>\n";
        break;
      case Paragraph::Kind::link:
        html += "<p><a href=\"" + text + "\">" + text + "</a></p>\n";
        break;
      case Paragraph::Kind::code:
        html += "<p style=\"font-family:monospace;font-size:24px\"><strong>" + text + "</strong></p>\n";
        break;
    }
  }
  return html + "</body></html>\n";
}

std::string agency_of(const view::Picture& picture, const request::Request& request) {
  const plan::Agency* agency = plan::find_agency(*picture.partnership, request.agency);
  return agency ? agency->name : std::string("your agency");
}

}  // namespace

std::string day_in_words(Date day) {
  static constexpr std::array<const char*, 7> names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                    "Friday", "Saturday", "Sunday"};
  return std::string(names[static_cast<std::size_t>(day.weekday() - 1)]) + " " + day.words();
}

Letter write_weekly_letter(const view::Digest& digest, const people::Person& person, std::string_view partnership,
                           std::string_view site, std::string_view domain) {
  using Kind = Paragraph::Kind;
  std::vector<Paragraph> said;
  const auto say = [&](std::string text) { said.push_back({Kind::words, std::move(text)}); };
  say("Dear " + person.name + ",");
  say("This is what needs you:");
  std::string lines;
  for (const std::string& line : digest.lines) lines += (lines.empty() ? "- " : "\n- ") + line;
  say(std::move(lines));
  say("Sign in to see it as it stands now:");
  said.push_back({Kind::link, std::string(site) + "/"});
  say("This letter goes on Mondays, and only where something needs you. You can switch it off on the page of your "
      "account.");
  if (!partnership.empty()) say(std::string(partnership));
  Letter written;
  written.to = person.email;
  written.to_name = person.name;
  written.subject = digest.subject;
  written.text = as_text(said);
  written.html = as_html(written.subject, said);
  written.message_id = "weekly." + person.id.text() + "." + std::to_string(person.weekly.number) + "." +
                       std::to_string(person.weekly.tries) + "@" + std::string(domain);
  return written;
}

Letter write_harmful_letter(std::string name, std::string email, std::string_view partnership, std::string address,
                            std::string message_id) {
  using Kind = Paragraph::Kind;
  std::vector<Paragraph> said;
  const auto say = [&](std::string text) { said.push_back({Kind::words, std::move(text)}); };
  say("Dear " + name + ",");
  say("A file that you sent as evidence was kept before it could be scanned. The virus scanner has now looked at it "
      "and "
      "found something harmful, so it is held back for good and nobody is given it.");
  say("Have the machine that it comes from looked at, and send a clean copy in its place.");
  if (!address.empty()) {
    say("This is the file:");
    said.push_back({Kind::link, std::move(address)});
  }
  if (!partnership.empty()) say(std::string(partnership));
  Letter written;
  written.to = std::move(email);
  written.to_name = std::move(name);
  written.subject = "A file that you sent is held back";
  written.text = as_text(said);
  written.html = as_html(written.subject, said);
  written.message_id = std::move(message_id);
  return written;
}

std::string domain_of(std::string_view site) {
  std::string_view host = site.substr(std::min(site.find("//"), site.size()));
  host.remove_prefix(std::min<std::size_t>(2, host.size()));
  host = host.substr(0, host.find(':'));
  return host.empty() || host.front() == '[' ? "candour.localhost" : std::string(host);
}

Letter write_letter(const view::Picture& picture, const request::Request& request, const request::Letter& letter,
                    const Link& link, std::string_view domain) {
  using request::LetterKind;
  using Kind = Paragraph::Kind;
  const request::Person& person = *request::find_person(request, letter.to);
  const std::vector<const request::Row*> rows = request::rows_of(request, letter.to);
  std::size_t waiting = 0, accepted = 0, changed = 0, returned = 0;
  std::vector<std::string> deciders;
  for (const request::Row* row : rows) {
    waiting += row->state == request::RowState::awaited || row->state == request::RowState::returned;
    if (row->answered_by != letter.to) continue;
    accepted += row->state == request::RowState::accepted;
    changed += row->state == request::RowState::changed;
    returned += row->state == request::RowState::returned;
    const std::string by = row->decided_by.empty() || row->at_once ? "" : view::who(picture, row->decided_by);
    if (!by.empty() && std::find(deciders.begin(), deciders.end(), by) == deciders.end()) deciders.push_back(by);
  }
  const std::string agency = agency_of(picture, request);
  const std::string deadline = day_in_words(request.deadline);
  const std::string updates = count_of(rows.size(), "update", "updates");
  const std::string meeting = request.meeting.empty() ? "" : ", before " + request.meeting;

  std::vector<Paragraph> said;
  const auto say = [&](std::string text) { said.push_back({Kind::words, std::move(text)}); };
  std::string subject = "Updates asked for by " + request.deadline.words();
  say("Dear " + person.name + ",");
  switch (letter.kind) {
    case LetterKind::asking:
    case LetterKind::new_link:
      say(request.asked_by + " asks " + agency + " for " + updates + " by " + deadline + meeting + ".");
      if (letter.kind == LetterKind::new_link) say("This is a new link to the same updates.");
      break;
    case LetterKind::reminder:
      subject = "Reminder: updates asked for by " + request.deadline.words();
      say(request.asked_by + " asked " + agency + " for updates by " + deadline + meeting + ". " +
          count_of(waiting, "update is", "updates are") + " still to come.");
      break;
    case LetterKind::escalation:
      subject = "No answer yet: updates asked for by " + request.deadline.words();
      say("On " + day_in_words(request.made.date()) + " " + request.asked_by + " asked " + agency + " for " +
          count_of(request.rows.size(), "update", "updates") + " by " + deadline + meeting + ". " +
          count_of(waiting, "is", "are") + " still to come.");
      say("You are told because you are named as " + agency + "’s " +
          (person.role == request::Role::lead ? "lead" : "member of the board") +
          ". You can see below what is asked, answer it, or hand it to a colleague.");
      break;
    case LetterKind::handing_over: {
      const request::Person* from = request::find_person(request, person.handed_by);
      say((from ? from->name : std::string("A colleague")) + " says that you can answer " +
          count_of(rows.size(), "update", "updates") + " that " + request.asked_by + " asks " + agency + " for by " +
          deadline + meeting + ".");
      break;
    }
    case LetterKind::code:
      subject = "Your code for the updates asked for by " + request.deadline.words();
      say("This is the code for the link that you get in another letter:");
      break;
    case LetterKind::decided:
      subject = "What became of the updates you sent";
      say("The updates that you sent for " + agency + " were looked at" +
          (deciders.empty() ? "" : " by " + join(deciders, ", ")) + ": " + std::to_string(accepted) + " accepted, " +
          std::to_string(changed) + " accepted with a change, " + std::to_string(returned) +
          " sent back with a question.");
      break;
  }
  if (letter.kind == LetterKind::asking && !trimmed(request.note).empty()) say(std::string(trimmed(request.note)));
  if (!link.address.empty()) {
    say("Open this page:");
    said.push_back({Kind::link, link.address});
  }
  if (!link.code.empty()) {
    if (!link.address.empty()) say("and type this code there:");
    said.push_back({Kind::code, link.code});
  } else if (!link.address.empty()) {
    say("and type the code there that you get in another letter.");
  }
  if (!link.address.empty())
    say("The page asks for the code before it shows anything. It can be opened any number of times, until the request "
        "is "
        "closed or until " +
        request::last_day(request).words() + ".");
  say("If this is not for you, please reply to this letter" +
      (request.reply_to.empty() ? std::string() : ", which goes to " + request.reply_to) + ".");
  if (std::string signed_by = view::name_of(picture, request); !signed_by.empty()) say(std::move(signed_by));

  Letter written;
  written.to = person.email;
  written.to_name = person.name;
  written.reply_to = request.reply_to;
  written.subject = std::move(subject);
  written.text = as_text(said);
  written.html = as_html(written.subject, said);
  written.message_id = request.id.text() + "." + std::to_string(letter.number) + "." + std::to_string(letter.tries) +
                       "@" + std::string(domain);
  return written;
}

}  // namespace candour::app
