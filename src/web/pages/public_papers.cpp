// What the public sees of papers: nobody is signed in here, nothing is kept of who looks.

#include <algorithm>
#include <map>

#include "base/text.h"
#include "ledger/audit.h"
#include "web/pages/parts.h"
#include "web/pages_ledger.h"
#include "web/pages_papers.h"

namespace candour::web {
namespace {

std::string address_of(const paper::Paper& paper) {
  return "/p/" + paper.id.text();
}
std::string address_of(const paper::Paper& paper, const paper::Version& version) {
  return address_of(paper) + "/" + std::to_string(version.number);
}
std::string for_whom(const paper::Cover& cover) {
  return cover.body + (cover.meeting ? ", " + cover.meeting->words() : std::string());
}

// The shell without an account: no search, no forms, one section. `as_at` is the day that the page speaks of.
std::string shell(std::string_view partnership, std::string_view held, Text title, std::vector<Crumb> crumbs,
                  std::string address, Date as_at, Content main, PageWidth width = PageWidth::full) {
  Page page;
  page.title = std::move(title);
  page.held = held;
  page.partnership = partnership;
  page.navigation = {{.text = "Published papers",
                      .href = "/p",
                      .where = crumbs.empty() ? NavigationItem::Where::here : NavigationItem::Where::inside}};
  page.breadcrumbs = std::move(crumbs);
  page.address = std::move(address);
  page.as_at = "As at " + as_at.words();
  page.width = width;
  page.main = std::move(main);
  return write(page);
}

// The document goes in as it was published, byte for byte: no literal of ours, and no text of anybody's to be escaped.
// Nothing that people write can hold the mark.
constexpr std::string_view mark = "<!--the published document-->";
std::string with_document(std::string page, const std::optional<std::string>& main) {
  const std::size_t at = page.find(mark);
  if (at != std::string::npos) page.replace(at, mark.size(), main ? *main : std::string());
  return page;
}

void write_banner(Html& html, const PublicPaper& shown) {
  const paper::Version& version = *shown.version;
  const paper::Version& latest = *paper::latest(*shown.paper);
  if (version.number != latest.number)
    html << NotificationBanner{.content = [&](Html& inside) {
      inside << "<p class=\"govuk-notification-banner__heading\">This version was corrected on "_html
             << latest.published->date().words() << ".</p><p class=\"govuk-body\">What changed: "_html << latest.what
             << "</p><p class=\"govuk-body\">Why: "_html << latest.why << "</p><p class=\"govuk-body\">"_html
             << Link{.text = "Read version " + std::to_string(latest.number), .href = address_of(*shown.paper, latest)}
             << "</p>"_html;
    }};
  else if (version.number > 1)
    html << NotificationBanner{.content = [&](Html& inside) {
      inside << "<p class=\"govuk-notification-banner__heading\">Corrected on "_html
             << version.published->date().words() << "</p><p class=\"govuk-body\">What changed: "_html << version.what
             << "</p><p class=\"govuk-body\">Why: "_html << version.why << "</p><p class=\"govuk-body\">By "_html
             << shown.corrected_by << ", approved by "_html << shown.approved_by << ". "_html
             << Link{.text = "See version " + std::to_string(version.number - 1),
                     .href = address_of(*shown.paper) + "/" + std::to_string(version.number - 1)}
             << ". "_html
             << Link{.text = "What this version changed", .href = address_of(*shown.paper, version) + "/changes"}
             << "</p>"_html;
    }};
  if (!shown.main)
    html << Warning{
        .content =
            "The file that is kept here is not the one that was published: somebody has altered or removed it. It is "
            "not "
            "shown. If you have a copy, check it below: what was published has the hash that is told there."};
  if (shown.main && !shown.otherwise.empty())
    html << Warning{.content = "Of other forms of this paper (" + join(shown.otherwise, ", ") +
                               ") what is kept here is not what was published: somebody has altered them. They are not "
                               "offered. The page below is as it was published."};
}

void write_versions(Html& html, const PublicPaper& shown) {
  html << Heading{.text = "Every version", .level = HeadingLevel::section, .id = "versions"};
  Table table(html, {.caption = "Versions of this paper",
                     .columns = {{.title = "Version", .narrow = Narrow::bare},
                                 {.title = "Published"},
                                 {.title = "What changed, and why"}},
                     .caption_kind = CaptionKind::hidden});
  for (const paper::Version& each : shown.paper->versions) {
    table.row();
    Html& name = table.heading();
    name << Link{.text = "Version " + std::to_string(each.number), .href = address_of(*shown.paper, each)};
    table.cell() << ledger::in_words(*each.published);
    Html& cell = table.cell();
    if (each.withdrawn)
      cell << "Withdrawn on "_html << each.withdrawn->moment.date().words() << ": "_html << each.withdrawn->reason;
    else if (each.number == 1)
      cell << "First published"_html;
    else
      cell << each.what << ". Why: "_html << each.why << " "_html
           << Link{.text = "What this version changed",
                   .href = address_of(*shown.paper, each) + "/changes",
                   .hidden = " in version " + std::to_string(each.number)};
  }
  table.end();
  html << "<p class=\"govuk-body\">"_html
       << Link{.text = "Follow corrections and new papers as an Atom feed", .href = "/p/feed.atom"} << "</p>"_html;
}

// "paper.docx" as people call it.
std::string_view form_of(std::string_view name) {
  for (const auto& [ending, words] : {std::pair<std::string_view, std::string_view>{".pdf", "PDF"},
                                      {".docx", "Word"},
                                      {".xlsx", "Excel"},
                                      {".csv", "CSV"},
                                      {".json", "JSON"},
                                      {".html", "The page itself"}})
    if (name.ends_with(ending)) return words;
  return name;
}

void write_forms(Html& html, const PublicPaper& shown) {
  const paper::Version& version = *shown.version;
  html << Heading{.text = "In other forms", .level = HeadingLevel::section, .id = "forms"}
       << Paragraph{
              .content =
                  "Each says what this page says and was made together with it. The page names the SHA-256 of each."};
  Downloads files{.items = {}, .what = "this paper"};
  // What is read first, the data after it.
  for (const std::string_view wanted : {"PDF", "Word", "Excel", "CSV", "JSON", "The page itself"})
    for (const paper::File& each : version.files)
      if (form_of(each.name) == wanted && std::count(shown.otherwise.begin(), shown.otherwise.end(), each.name) == 0)
        files.items.push_back({.format = wanted,
                               .href = address_of(*shown.paper, version) + "/" + each.name,
                               .note = grouped(static_cast<long long>((each.bytes + 1023) / 1024)) + " kB"});
  html << files;
}

void write_check(Html& html, const PublicPaper& shown) {
  const paper::Version& version = *shown.version;
  const paper::File& file = version.files.front();
  const std::string base = address_of(*shown.paper, version);
  html << Heading{.text = "Check it yourself", .level = HeadingLevel::section, .id = "check"}
       << Paragraph{.content =
                        "What you read above is the file paper.html, as it was published. Its SHA-256 is a number that "
                        "no other file has. It was entered in a ledger to "
                        "which entries are only ever added: a paper that is changed later has another number, and a "
                        "correction is another entry."};
  SummaryList list;
  list.rows = {{.key = "SHA-256",
                .value = [&](Html& cell) { cell << "<code class=\"c-hash\">"_html << file.sha256 << "</code>"_html; }},
               {.key = "Bytes", .value = grouped(static_cast<long long>(file.bytes))},
               {.key = "Published", .value = ledger::in_words(*version.published)}};
  if (shown.ledger) {
    list.rows.push_back(
        {.key = "In the ledger",
         .value = "Entry " + grouped(static_cast<long long>(shown.ledger->index)) + ", counted from 0"});
    const auto& vouched = shown.ledger->vouched;
    if (!vouched)
      list.rows.push_back({.key = "Checkpoint",
                           .value = "No signed checkpoint has this entry yet. Until one has, the entry rests on the "
                                    "word of whoever runs this site."});
    else
      list.rows.push_back({.key = "Checkpoint", .value = [&](Html& cell) {
                             cell << "Signed by the ledger’s key, with "_html
                                  << grouped(static_cast<long long>(vouched->checkpoint.checkpoint.size))
                                  << " entries. The proof is below. "_html
                                  << Link{.text = "The ledger and its key", .href = "/ledger"};
                           }});
    if (vouched) {
      list.rows.push_back({.key = "Witnesses", .value = witnesses_in_words(vouched->attested)});
      list.rows.push_back({.key = "Time-stamp", .value = stamp_in_words(vouched->attested)});
    }
  } else {
    list.rows.push_back(
        {.key = "In the ledger",
         .value = "The ledger of this site does not hold this paper’s entry. Something has been altered."});
  }
  html << list;
  // Without scripts the commands below do the same.
  html << "<div class=\"c-check-file\" data-check-file hidden"_html;
  html.attribute("data-sha256"_html, file.sha256);
  for (const paper::File& form : version.files)
    if (form.name != file.name)
      html << " data-form-"_html << form.name.substr(form.name.rfind('.') + 1) << "=\""_html << form.sha256
           << "\""_html;
  html << ">"_html
       << FileField{.label = "Check a copy that you have",
                    .name = "copy",
                    .hint =
                        "Choose the page or any other form of it, or drop it here. It is not sent anywhere: your "
                        "browser "
                        "works out its number."}
       << "<p class=\"govuk-body\" role=\"status\" data-check-told></p></div>"_html;
  html << Details{.summary = "Check it with other programs", .content = [&](Html& inside) {
                    inside << "<p class=\"govuk-body\">On Linux or a Mac:</p><pre class=\"c-command\">"
                              "<code>sha256sum paper.html</code></pre>"
                              "<p class=\"govuk-body\">On Windows:</p><pre class=\"c-command\">"
                              "<code>certutil -hashfile paper.html SHA256</code></pre>"
                              "<p class=\"govuk-body\">It must give the number above. With the bundle, and with the "
                              "ledger’s key had from somewhere else than this site:</p>"
                              "<pre class=\"c-command\"><code>candour-verify paper paper."_html
                           << version.document << ".html --key log.vkey --policy policy</code></pre>"_html;
                  }};
  if (!shown.ledger) return;
  Downloads files{.items = {{.format = "Ledger entry", .href = base + "/paper.leaf"}}, .what = "what proves it"};
  if (shown.ledger->vouched) files.items.push_back({.format = "Proof", .href = base + "/paper.tlog-proof"});
  files.items.push_back({.format = "The paper and all of it in one bundle", .href = base + "/bundle.zip"});
  html << files;
}

void write_cite(Html& html, const PublicPaper& shown) {
  const paper::Version& version = *shown.version;
  html << Heading{.text = "How to cite it", .level = HeadingLevel::section, .id = "cite"}
       << Paragraph{.content = (shown.partnership.empty() ? std::string() : shown.partnership + ", ") + "“" +
                               version.cover.title + "”, for " + for_whom(version.cover) + ", version " +
                               std::to_string(version.number) + ", published " + version.published->date().words() +
                               ", " + shown.site + address_of(*shown.paper, version) + ", SHA-256 " +
                               version.files.front().sha256.substr(0, 16) + "…"};
}

std::string escaped(std::string_view text) {
  Html html;
  html << text;
  return std::string(html.bytes());
}

}  // namespace

std::string public_papers_page(std::string_view partnership, std::string_view held,
                               const std::vector<std::shared_ptr<const paper::Paper>>& papers, Date today) {
  return shell(
      partnership, held, "Published papers", {}, "/p", today,
      [&](Html& html) {
        html << Heading{.text = "Published papers"};
        if (papers.empty()) {
          html << EmptyState{
              .what = "No paper has been published yet.",
              .why = "Papers stand here from the moment they are published, with every version of them."};
          return;
        }
        Table table(html,
                    {.caption = "Papers, the latest first",
                     .columns = {{.title = "Paper"}, {.title = "For"}, {.title = "Published"}, {.title = "State"}},
                     .caption_kind = CaptionKind::hidden});
        for (const auto& paper : papers) {
          const paper::Version& version = *paper::latest(*paper);
          table.row();
          table.heading() << Link{.text = std::string_view(version.cover.title), .href = address_of(*paper)};
          table.cell() << for_whom(version.cover);
          table.cell() << Day{version.published->date()};
          table.cell() << (version.withdrawn    ? std::string("Withdrawn")
                           : version.number > 1 ? "Corrected, version " + std::to_string(version.number)
                                                : std::string("As first published"));
        }
        table.end();
        html << "<p class=\"govuk-body\">"_html << Link{.text = "Follow them as an Atom feed", .href = "/p/feed.atom"}
             << "</p>"_html;
      },
      PageWidth::reading);
}

std::string public_paper_page(const PublicPaper& shown) {
  return with_document(
      shell(
          shown.partnership, shown.held, std::string_view(shown.version->cover.title),
          {{.text = "Published papers", .href = "/p"}, {.text = std::string_view(shown.version->cover.title)}},
          shown.site + address_of(*shown.paper, *shown.version) + " · version " + std::to_string(shown.version->number),
          shown.version->cover.scope.as_at,
          [&](Html& html) {
            write_banner(html, shown);
            if (!shown.main) html << Heading{.text = std::string_view(shown.version->cover.title)};
            html << "<!--the published document-->"_html;
            write_forms(html, shown);
            write_versions(html, shown);
            write_check(html, shown);
            write_cite(html, shown);
          }),
      shown.main);
}

std::string withdrawn_paper_page(const PublicPaper& shown) {
  const paper::Version& version = *shown.version;
  return shell(
      shown.partnership, shown.held, "Withdrawn: " + version.cover.title,
      {{.text = "Published papers", .href = "/p"}, {.text = "Withdrawn"}},
      shown.site + address_of(*shown.paper, version), shown.today,
      [&](Html& html) {
        html << Heading{.text = "This paper was withdrawn", .caption = std::string_view(version.cover.title)}
             << Paragraph{.content = "Version " + std::to_string(version.number) + " was published on " +
                                     version.published->date().words() + " and withdrawn on " +
                                     ledger::in_words(version.withdrawn->moment) + " by " + shown.withdrawn_by + "."}
             << Inset{.content = "Why: " + version.withdrawn->reason}
             << Paragraph{.content =
                              "That it was published, and that it was withdrawn, stay in the ledger. A copy that you "
                              "have can still be checked: its SHA-256 is"};
        html << "<p class=\"govuk-body\"><code class=\"c-hash\">"_html << version.files.front().sha256
             << "</code></p>"_html;
        write_versions(html, shown);
      },
      PageWidth::reading);
}

namespace {

void write_rated(Html& html, const paper::Version& before, const paper::Version& after) {
  std::map<std::string_view, const paper::Shown*> was, is;
  for (const paper::Shown& each : before.shown) was.emplace(each.row, &each);
  for (const paper::Shown& each : after.shown) is.emplace(each.row, &each);
  std::vector<std::pair<const paper::Shown*, const paper::Shown*>> changed;
  for (const paper::Shown& each : before.shown) {
    const auto found = is.find(each.row);
    if (found == is.end())
      changed.emplace_back(&each, nullptr);
    else if (found->second->rating != each.rating)
      changed.emplace_back(&each, found->second);
  }
  for (const paper::Shown& each : after.shown)
    if (!was.contains(each.row)) changed.emplace_back(nullptr, &each);
  html << Heading{.text = "Rated differently (" + std::to_string(changed.size()) + ")", .level = HeadingLevel::section};
  if (changed.empty()) {
    html << Paragraph{.content = "Both versions rate every action alike."};
    return;
  }
  Table table(html, {.caption = "Actions that the two versions rate differently",
                     .columns = {{.title = "Action"}, {.title = "Before"}, {.title = "Now"}, {.title = "Direction"}},
                     .caption_kind = CaptionKind::hidden});
  for (const auto& [old, now] : changed) {
    table.row();
    table.heading() << (old ? old : now)->row;
    table.cell() << (!old ? std::string("Not shown") : old->rating.empty() ? "Blank" : old->rating);
    table.cell() << (!now ? std::string("Not shown") : now->rating.empty() ? "Blank" : now->rating);
    table.cell() << (!old || !now || old->concern == 0 || now->concern == 0 ? "Cannot be told"
                     : now->concern < old->concern                          ? "Looks better"
                     : now->concern > old->concern                          ? "Looks worse"
                                                                            : "Neither");
  }
  table.end();
}

void write_told(Html& html, const std::vector<report::Otherwise>* otherwise) {
  if (!otherwise) {
    html << Heading{.text = "Worded differently", .level = HeadingLevel::section}
         << Paragraph{.content = "One of the versions shows no actions, so their words are not compared."};
    return;
  }
  html << Heading{.text = "Worded differently (" + std::to_string(otherwise->size()) + ")",
                  .level = HeadingLevel::section};
  if (otherwise->empty()) {
    html << Paragraph{.content = "Both versions say the same about every action that is in both."};
    return;
  }
  Table table(
      html,
      {.caption = "What the two versions tell otherwise of an action",
       .columns = {{.title = "Action"}, {.title = "Agency"}, {.title = "What"}, {.title = "Before"}, {.title = "Now"}},
       .caption_kind = CaptionKind::hidden});
  for (const report::Otherwise& each : *otherwise) {
    table.row();
    table.heading() << each.number;
    table.cell() << each.agency;
    table.cell() << each.field;
    for (const std::string* text : {&each.before, &each.after}) {
      Html& cell = table.cell();
      if (text->empty())
        cell << "<span class=\"c-quiet\">Nothing</span>"_html;
      else
        cell << ClampedText{.text = std::string_view(*text), .limit = 400};
    }
  }
  table.end();
}

}  // namespace

std::string paper_changes_page(const PublicPaper& shown, const paper::Version& before,
                               const std::vector<report::Otherwise>* otherwise) {
  const paper::Version& after = *shown.version;
  return shell(shown.partnership, shown.held, "What version " + std::to_string(after.number) + " changed",
               {{.text = "Published papers", .href = "/p"},
                {.text = std::string_view(after.cover.title), .href = address_of(*shown.paper)},
                {.text = "What changed"}},
               shown.site + address_of(*shown.paper, after) + "/changes", after.cover.scope.as_at, [&](Html& html) {
                 html << Heading{.text = "From version " + std::to_string(before.number) + " to version " +
                                         std::to_string(after.number),
                                 .caption = std::string_view(after.cover.title)}
                      << Paragraph{.content = "What changed: " + after.what}
                      << Paragraph{.content = "Why: " + after.why};
                 if (!after.why_eased.empty())
                   html << Paragraph{.content = "Why ratings look better: " + after.why_eased};
                 if (before.withdrawn) {
                   html << Paragraph{.content = "Version " + std::to_string(before.number) +
                                                " was withdrawn, so nothing that it said is shown here."};
                   return;
                 }
                 write_rated(html, before, after);
                 write_told(html, otherwise);
               });
}

std::string papers_feed(std::string_view partnership, std::string_view site,
                        const std::vector<std::shared_ptr<const paper::Paper>>& papers) {
  struct Entry {
    const paper::Paper* paper;
    const paper::Version* version;
    Moment updated;
  };
  std::vector<Entry> entries;
  for (const auto& paper : papers)
    for (const paper::Version& version : paper->versions)
      entries.push_back({paper.get(), &version, version.withdrawn ? version.withdrawn->moment : *version.published});
  std::sort(entries.begin(), entries.end(),
            [](const Entry& left, const Entry& right) { return left.updated > right.updated; });
  const std::string base = escaped(site);
  std::string feed =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
      "xml:lang=\"en-GB\">\n<title>Published papers" +
      (partnership.empty() ? std::string() : " – " + escaped(partnership)) + "</title>\n<id>" +
      (base.empty() ? "urn:candour:papers" : base + "/p") + "</id>\n<link rel=\"self\" href=\"" + base +
      "/p/feed.atom\"/>\n<link href=\"" + base + "/p\"/>\n<author><name>" +
      (partnership.empty() ? std::string("Candour") : escaped(partnership)) + "</name></author>\n<updated>" +
      (entries.empty() ? std::string("1970-01-01T00:00:00Z") : entries.front().updated.iso()) + "</updated>\n";
  for (const Entry& each : entries) {
    const std::string title =
        each.version->cover.title +
        (each.version->number > 1 ? " (corrected, version " + std::to_string(each.version->number) + ")"
                                  : std::string()) +
        (each.version->withdrawn ? " – withdrawn" : "");
    const std::string summary = each.version->withdrawn ? "Withdrawn: " + each.version->withdrawn->reason
                                : each.version->number > 1
                                    ? "What changed: " + each.version->what + " Why: " + each.version->why
                                    : "For " + for_whom(each.version->cover);
    feed += "<entry>\n<title>" + escaped(title) + "</title>\n<id>urn:candour:document:" + each.version->document +
            "</id>\n<link href=\"" + base + address_of(*each.paper, *each.version) + "\"/>\n<published>" +
            each.version->published->iso() + "</published>\n<updated>" + each.updated.iso() + "</updated>\n<summary>" +
            escaped(summary) + "</summary>\n</entry>\n";
  }
  return feed + "</feed>\n";
}

std::string verify_words(const PublicPaper& shown) {
  const paper::Version& version = *shown.version;
  std::string words =
      "This bundle lets you check that a paper is the one that was published, without asking whoever published it.\n\n"
      "Paper     " +
      app::plain_ascii(version.cover.title, 200) + "\nVersion   " + std::to_string(version.number) + "\nPublished " +
      version.published->iso() + "\nSHA-256   " + version.files.front().sha256 +
      "\n\n"
      "1. sha256sum paper." +
      version.document + ".html\n   must give the SHA-256 above, and so must the line sha256 of paper." +
      version.document + ".leaf.\n   Its other forms (paper." + version.document +
      ".pdf and so on) are named with their SHA-256 at the end of that paper;\n   candour-verify takes any of them in "
      "step 2.\n\n";
  if (!shown.ledger || !shown.ledger->vouched)
    return words +
           "2. No signed checkpoint has this entry yet, so there is no proof in this bundle: until there is, the\n   "
           "entry rests on the word of whoever runs the site. Fetch the bundle again later.\n";
  const app::Attested& attested = shown.ledger->vouched->attested;
  words +=
      "2. candour-verify paper paper." + version.document +
      ".html --key log.vkey --policy policy\n   checks that the entry is in a checkpoint that the ledger's key has "
      "signed. Have the key and the policy\n   from somewhere else than this bundle: a card, the minutes, a "
      "letter. Witnesses of the checkpoint, as this\n   site says:\n   " +
      app::plain_ascii(witnesses_in_words(attested), 400) + ".\n\n";
  words +=
      attested.stamp
          ? "3. head -n 3 checkpoint >body\n   openssl ts -verify -data body -in checkpoint.tsr -CAfile "
            "authority.pem\n   checks that the checkpoint existed when the authority of time stamped "
            "it. Have its certificates from it.\n\n"
          : "3. There is no time-stamp in this bundle: " + app::plain_ascii(stamp_in_words(attested), 200) + ".\n\n";
  return words + "How to do it by hand: docs/reference/formats/ledger.md of Candour.\n";
}

std::string problem_page_for_public(std::string_view partnership, std::string_view title, std::string_view sentence,
                                    Date today) {
  return shell(
      partnership, {}, title, {{.text = "Published papers", .href = "/p"}, {.text = title}}, "/p", today,
      [&](Html& html) { html << Heading{.text = title} << Paragraph{.content = sentence}; }, PageWidth::reading);
}

}  // namespace candour::web
