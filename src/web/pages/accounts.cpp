// Signing in, and a person's own account.

#include "http/form.h"
#include "web/components.h"
#include "web/components_form.h"
#include "web/components_page.h"
#include "web/pages/parts.h"
#include "web/pages_accounts.h"

namespace candour::web {
namespace {

struct Plain {
  std::string_view title;
  const NotTaken* refused = nullptr;
  std::vector<Crumb> breadcrumbs{};
};

// A page of words and one form, without the navigation: whoever is not in yet has nowhere to go.
std::string show_plain(const Around& around, std::string_view partnership, const Plain& plain, const Content& main) {
  Page page;
  page.title = plain.title;
  page.partnership = partnership;
  page.breadcrumbs = plain.breadcrumbs;
  page.person = around.person;
  page.form_token = around.form_token;
  page.held = around.held;
  const bool refused = plain.refused && !plain.refused->empty();
  if (refused) page.state = PageState::with_errors;
  page.main = [&](Html& html) {
    if (refused)
      html << ErrorSummary{.errors = {{.text = std::string_view(plain.refused->sentence),
                                       .field = std::string_view(plain.refused->field)}}};
    else if (!around.done.empty())
      html << NotificationBanner{.content = around.done, .kind = BannerKind::success};
    html << main;
  };
  return write(page);
}

Text error_of(const NotTaken& refused, std::string_view field) {
  return refused.field == field ? Text(std::string_view(refused.sentence)) : Text();
}

std::vector<Hidden> hidden_of(const Onward& onward) {
  std::vector<Hidden> hidden;
  if (!onward.to.empty()) hidden.push_back({.name = "to", .value = onward.to});
  if (!onward.typed.empty()) hidden.push_back({.name = "typed", .value = onward.typed});
  return hidden;
}

constexpr const char* about_passwords =
    "At least 12 characters. Three or four words that do not belong together are easy to remember and hard to guess. "
    "Spaces and any letters are fine.";

void write_new_passwords(Html& html, const NotTaken& refused) {
  html << TextField{.label = "New password",
                    .name = "new-password",
                    .hint = about_passwords,
                    .error = error_of(refused, "new-password"),
                    .width = FieldWidth::half,
                    .kind = InputKind::password,
                    .autocomplete = "new-password"}
       << TextField{.label = "The same again",
                    .name = "new-password-again",
                    .error = error_of(refused, "new-password-again"),
                    .width = FieldWidth::half,
                    .kind = InputKind::password,
                    .autocomplete = "new-password"};
}

TextField code_field(const NotTaken& refused, std::string_view hint) {
  return {.label = "Code",
          .name = "code",
          .hint = hint,
          .error = error_of(refused, "code"),
          .width = FieldWidth::characters_20,
          .autocomplete = "one-time-code"};
}

}  // namespace

std::string sign_in_page(const Around& around, std::string_view partnership, std::string_view email,
                         const Onward& onward, const NotTaken& refused) {
  return show_plain(around, partnership, {.title = "Sign in", .refused = &refused}, [&](Html& html) {
    html << Heading{.text = "Sign in"};
    if (!onward.typed.empty())
      html << Inset{.content =
                        "Your session had ended, so what you sent was not saved yet. It is kept: sign in, and "
                        "you can send it again."};
    html << Form{.action = "/sign-in", .hidden = hidden_of(onward), .content = [&](Html& form) {
                   form << TextField{.label = "E-mail address",
                                     .name = "email",
                                     .value = email,
                                     .error = error_of(refused, "email"),
                                     .width = FieldWidth::half,
                                     .kind = InputKind::email,
                                     .autocomplete = "username"}
                        << TextField{.label = "Password",
                                     .name = "password",
                                     .width = FieldWidth::half,
                                     .kind = InputKind::password,
                                     .autocomplete = "current-password"}
                        << Button{.text = "Sign in"};
                 }};
    html << Details{.summary = "I have forgotten my password",
                    .content = Paragraph{.content = "Ask your coordinator, or whoever administers Candour here, for a "
                                                    "new link. It lets you choose another password."}};
  });
}

std::string sign_in_code_page(const Around& around, std::string_view partnership, const Onward& onward,
                              const NotTaken& refused) {
  return show_plain(around, partnership, {.title = "Enter your code", .refused = &refused}, [&](Html& html) {
    html << Heading{.text = "Enter your code"}
         << Form{.action = "/sign-in/code", .hidden = hidden_of(onward), .content = [&](Html& form) {
                   form << code_field(refused,
                                      "The six digits that your authenticator app shows now, or one of your "
                                      "recovery codes.")
                        << Button{.text = "Go on"};
                 }};
    html << Details{.summary = "I do not have my phone",
                    .content = Paragraph{.content = "Use one of the recovery codes you kept. Without one, ask whoever "
                                                    "administers Candour here to have your codes set up anew."}}
         << Form{.action = "/sign-out", .content = Button{.text = "Stop signing in", .kind = ButtonKind::secondary}};
  });
}

std::string set_up_codes_page(const Around& around, std::string_view partnership, const KeyShown& key,
                              const Onward& onward, const NotTaken& refused) {
  return show_plain(around, partnership, {.title = "Set up one-time codes", .refused = &refused}, [&](Html& html) {
    html << Heading{.text = "Set up one-time codes"}
         << Paragraph{.content =
                          "Besides your password you sign in with a code that an app on your phone shows and "
                          "that changes every half minute. Any authenticator app will do.",
                      .kind = ParagraphKind::lead}
         << Heading{.text = "1. Add Candour to your app", .level = HeadingLevel::section}
         << Paragraph{.content = "Scan this square with the app."};
    write_square(html, key.square, key.side, "The key, as a square to scan. It stands below in letters, too.");
    html << Details{.summary = "I cannot scan it", .content = [&](Html& inside) {
                      inside << Paragraph{.content = "Type this key into the app, as a time-based key:"}
                             << "<p class=\"govuk-body\"><strong class=\"c-typed\">"_html << key.words
                             << "</strong></p>"_html;
                    }};
    html << Heading{.text = "2. Type the code it shows", .level = HeadingLevel::section}
         << Form{.action = "/account/codes", .hidden = hidden_of(onward), .content = [&](Html& form) {
                   form << code_field(refused, "Six digits.") << Button{.text = "Set up codes"};
                 }};
  });
}

std::string recovery_codes_page(const Around& around, std::string_view partnership,
                                const std::vector<std::string>& codes, const Onward& onward) {
  return show_plain(around, partnership, {.title = "Keep your recovery codes"}, [&](Html& html) {
    html << Heading{.text = "Keep your recovery codes"}
         << Paragraph{.content =
                          "Each lets you in once when you do not have your phone. They are shown only now: "
                          "print them or copy them to a safe place.",
                      .kind = ParagraphKind::lead}
         << "<ul class=\"govuk-list c-codes\">"_html;
    for (const std::string& code : codes) html << "<li class=\"c-typed\">"_html << code << "</li>"_html;
    html << "</ul>"_html;
    const std::string next = !onward.typed.empty() ? "/account/typed/" + http::percent_encoded(onward.typed)
                                                   : std::string(onward.to.empty() ? std::string_view("/") : onward.to);
    html << Button{.text = "I have kept them", .href = next};
  });
}

std::string account_page(const Around& around, std::string_view partnership, const AccountShown& account,
                         const NotTaken& refused) {
  return show_plain(
      around, partnership,
      {.title = "Your account",
       .refused = &refused,
       .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Your account"}}},
      [&](Html& html) {
        html << Heading{.text = "Your account"};
        SummaryList list;
        list.rows.push_back({.key = "Name", .value = account.name});
        list.rows.push_back({.key = "E-mail address", .value = account.email});
        list.rows.push_back({.key = "What you may do", .value = [&](Html& cell) {
                               if (account.roles.empty()) cell << "Nothing yet"_html;
                               for (const std::string& role : account.roles)
                                 cell << "<div>"_html << role << "</div>"_html;
                             }});
        html << list
             << Paragraph{.content = "To have a name or an address corrected, ask whoever keeps the people here.",
                          .kind = ParagraphKind::small};
        html << Form{.action = "/sign-out", .content = Button{.text = "Sign out"}}
             << Form{.action = "/sign-out/everywhere",
                     .content = Button{.text = "Sign out everywhere", .kind = ButtonKind::secondary}};
        html << Heading{.text = "Change your password", .level = HeadingLevel::section, .id = "password"}
             << Form{.action = "/account/password", .content = [&](Html& form) {
                       form << TextField{.label = "Password you have now",
                                         .name = "password",
                                         .error = error_of(refused, "password"),
                                         .width = FieldWidth::half,
                                         .kind = InputKind::password,
                                         .autocomplete = "current-password"};
                       write_new_passwords(form, refused);
                       form << Button{.text = "Change password", .kind = ButtonKind::secondary};
                     }};
        html << Heading{.text = "One-time codes", .level = HeadingLevel::section, .id = "codes"};
        if (account.has_codes) {
          html << Paragraph{.content =
                                "They are set up. You have " + std::to_string(account.recovery_codes_left) +
                                (account.recovery_codes_left == 1 ? " recovery code left." : " recovery codes left.")}
               << Form{.action = "/account/recovery-codes",
                       .content = Button{.text = "Make new recovery codes", .kind = ButtonKind::secondary}};
        } else {
          html << Paragraph{.content = account.needs_codes
                                           ? "What you may do needs them."
                                           : "You can sign in with a code from an app on your phone besides your "
                                             "password. It keeps out anybody who has learned your password."}
               << Button{.text = "Set up one-time codes", .kind = ButtonKind::secondary, .href = "/account/codes"};
        }
        html << Heading{.text = "Weekly letter", .level = HeadingLevel::section, .id = "weekly-letter"}
             << Paragraph{.content =
                              "On Monday mornings a letter tells you how many things need you, where any do. It names "
                              "no "
                              "case and no person."}
             << Paragraph{.content = account.last_weekly_letter + ".", .kind = ParagraphKind::small}
             << Form{.action = "/account/weekly-letter",
                     .hidden = {{.name = "wanted", .value = account.weekly_letter ? "no" : "yes"}},
                     .content = Button{
                         .text = account.weekly_letter ? "Switch the weekly letter off" : "Switch the weekly letter on",
                         .kind = ButtonKind::secondary}};
        html << Heading{.text = "Calendar and feed", .level = HeadingLevel::section, .id = "feeds"}
             << Paragraph{
                    .content =
                        "Your own calendar can show the deadlines of what you see here, and a feed reader what has "
                        "changed. Both hold keys and neutral words alone: no case, no person, no name of a plan."};
        html << Form{
            .action = "/account/feeds",
            .content = Button{.text = account.has_feed ? "Make new private addresses" : "Make private addresses",
                              .kind = ButtonKind::secondary}};
        if (account.has_feed)
          html << Paragraph{.content = "The addresses that you have stop working when you make new ones.",
                            .kind = ParagraphKind::small}
               << Form{.action = "/account/feeds/stop",
                       .content = Button{.text = "Take the addresses away", .kind = ButtonKind::secondary}};
      });
}

std::string feed_addresses_page(const Around& around, std::string_view partnership, std::string_view calendar,
                                std::string_view changes) {
  return show_plain(
      around, partnership,
      {.title = "Your private addresses",
       .breadcrumbs = {{.text = "Home", .href = "/"},
                       {.text = "Your account", .href = "/account"},
                       {.text = "Addresses"}}},
      [&](Html& html) {
        html << Heading{.text = "Your private addresses"}
             << Paragraph{.content =
                              "Copy them now: they are shown only this once. Whoever has one sees the same as your "
                              "calendar, so hand them to nobody.",
                          .kind = ParagraphKind::lead};
        for (const auto& [heading, address, what] :
             {std::tuple{"Calendar of deadlines", calendar,
                         "In your calendar, choose to subscribe to a calendar by its address."},
              std::tuple{"Feed of changes", changes, "In your feed reader, add a feed by its address."}})
          html << Heading{.text = heading, .level = HeadingLevel::section} << Paragraph{.content = what}
               << "<p class=\"govuk-body\"><strong class=\"c-typed\">"_html << address << "</strong></p>"_html;
        html << Button{.text = "I have copied them", .href = "/account"};
      });
}

std::string confirm_page(const Around& around, std::string_view partnership, bool by_code, std::string_view to,
                         const NotTaken& refused) {
  return show_plain(around, partnership, {.title = "Confirm that it is you", .refused = &refused}, [&](Html& html) {
    html << Heading{.text = "Confirm that it is you"}
         << Paragraph{.content = "What you are about to do cannot be taken back, so show once more that it is you."}
         << Form{
                .action = "/account/confirm", .hidden = hidden_of({.to = to, .typed = {}}), .content = [&](Html& form) {
                  if (by_code)
                    form << code_field(refused, "The six digits that your authenticator app shows now.");
                  else
                    form << TextField{.label = "Password",
                                      .name = "password",
                                      .error = error_of(refused, "password"),
                                      .width = FieldWidth::half,
                                      .kind = InputKind::password,
                                      .autocomplete = "current-password"};
                  form << Button{.text = "Confirm"};
                }};
  });
}

std::string invite_page(const Around& around, std::string_view partnership, std::string_view name,
                        std::string_view token, const NotTaken& refused) {
  return show_plain(around, partnership, {.title = "Choose a password", .refused = &refused}, [&](Html& html) {
    html << Heading{.text = "Choose a password"}
         << Paragraph{.content = "Welcome, " + std::string(name) +
                                 ". You will sign in with this password and your e-mail address.",
                      .kind = ParagraphKind::lead}
         << Form{.action = "/invite/" + std::string(token), .content = [&](Html& form) {
                   write_new_passwords(form, refused);
                   form << Button{.text = "Set password"};
                 }};
  });
}

std::string typed_page(const Around& around, std::string_view partnership, std::string_view address,
                       const std::vector<std::pair<std::string, std::string>>& fields, bool had_files) {
  return show_plain(around, partnership, {.title = "Send it again"}, [&](Html& html) {
    html << Heading{.text = "Send it again"}
         << Paragraph{.content = "Your session had ended before this reached us, so nothing of it was saved yet.",
                      .kind = ParagraphKind::lead};
    SummaryList list;
    std::vector<Hidden> hidden;
    for (const auto& [name, value] : fields) {
      hidden.push_back({.name = std::string_view(name), .value = std::string_view(value)});
      if (name != "version" && name != "back" && !value.empty())
        list.rows.push_back({.key = std::string_view(name), .value = ClampedText{.text = value, .limit = 1500}});
    }
    html << list;
    if (had_files)
      html << Warning{.content = "A file you chose could not be kept. Go back to the page and choose it again."};
    else
      html << Form{.action = address, .hidden = std::move(hidden), .content = Button{.text = "Send it"}};
    html << Paragraph{.content = Link{.text = "Leave it, and go to the start", .href = "/"}};
  });
}

}  // namespace candour::web
