#include "base/encoding.h"
#include "base/text.h"
#include "ledger/audit.h"
#include "web/components.h"
#include "web/components_page.h"
#include "web/pages_ledger.h"

namespace candour::web {
namespace {

void write_unsigned(Html& html) {
  html << EmptyState{.what = "The ledger is not signed here yet",
                     .why =
                         "Every change is entered in it, but without a signature nobody outside can hold its keeper "
                         "to it. Whoever operates Candour makes a key with “candour signer”."};
}

void write_signed(Html& html, const LedgerShown& ledger) {
  if (const auto& earlier = ledger.goes_on_from)
    html << Paragraph{.content = [&](Html& in) {
      in << "It goes on from <code class=\"c-code\">"_html << earlier->origin
         << "</code>, which could not be gone on with. Of that, "_html << grouped(static_cast<long long>(earlier->size))
         << " entries were signed last, with the root <code class=\"c-code\">"_html
         << base64(ledger::bytes_of(earlier->root)) << "</code>. Why: "_html << earlier->why;
    }};
  if (!ledger.unwitnessed.empty()) html << Warning{.content = std::string_view(ledger.unwitnessed)};
  html << SummaryList{.rows = {{.key = "Name", .value = std::string_view(ledger.origin)},
                               {.key = "Entries signed", .value = grouped(static_cast<long long>(ledger.size))},
                               {.key = "Root",
                                .value =
                                    [&](Html& in) {
                                      in << "<code class=\"c-code\">"_html << ledger.root << "</code>"_html;
                                    }},
                               {.key = "Key",
                                .value =
                                    [&](Html& in) {
                                      in << "<code class=\"c-code\">"_html << ledger.key << "</code>"_html;
                                    }},
                               {.key = "Witnesses", .value = witnesses_in_words(ledger.attested)},
                               {.key = "Time-stamp", .value = stamp_in_words(ledger.attested)}}}
       << Heading{.text = "Checking it", .level = HeadingLevel::section}
       << Paragraph{.content =
                        "Keep the checkpoint: whoever has one can show later that nothing before it was changed, "
                        "removed "
                        "or backdated. Have the key from somewhere else than this site, too: a card, a letter, the "
                        "minutes."}
       << "<ul class=\"govuk-list govuk-list--bullet\"><li>"_html
       << Link{.text = "Checkpoint", .href = "/ledger/checkpoint"}
       << ": how large the ledger is and what its root is, signed</li><li>"_html
       << Link{.text = "Key", .href = "/ledger/log.vkey"} << ", and "_html
       << Link{.text = "as openssl reads it", .href = "/ledger/log.pem"} << "</li><li>"_html
       << Link{.text = "Policy", .href = "/ledger/policy"}
       << ": which witnesses count, and how many are enough</li>"_html;
  if (ledger.attested.stamp)
    html << "<li>"_html << Link{.text = "Time-stamp", .href = "/ledger/checkpoint.tsr"}
         << ", as openssl reads it</li>"_html;
  html << "<li>the tree and its entries, as tiles of c2sp.org, from <code "
          "class=\"c-code\">/ledger/tile/0/000</code> and "
          "<code class=\"c-code\">/ledger/tile/entries/000</code> on</li></ul>"_html
       << Paragraph{
              .content =
                  "The small program candour-verify checks all of it, and so do openssl and other public tools. What "
                  "none of them shows is whether what was entered is true."};
}

}  // namespace

std::string witnesses_in_words(const app::Attested& attested) {
  if (attested.witnesses == 0)
    return "None is set up: whoever runs this site alone vouches that everybody is shown the same ledger";
  if (attested.by.empty()) return "Waiting for the witnesses";
  return "Witnessed by " + join(attested.by, ", ") + (attested.enough ? "" : "; waiting for more");
}
namespace {
// The moment that an authority of time wrote into its stamp, which was checked before it was kept: the first
// GeneralizedTime in it (RFC 3161, 2.4.2, genTime; DER, UTC).
std::optional<Moment> stamped_when(std::string_view stamp) {
  for (std::size_t at = 0; at + 17 <= stamp.size(); ++at) {
    if (stamp[at] != '\x18' || stamp[at + 1] < 15 || stamp[at + 1] > 25) continue;
    const std::string_view time = stamp.substr(at + 2, 14);
    if (time.size() < 14 || time.find_first_not_of("0123456789") != std::string_view::npos) continue;
    const auto part = [&](std::size_t from, std::size_t length) { return std::string(time.substr(from, length)); };
    return Moment::parse(part(0, 4) + "-" + part(4, 2) + "-" + part(6, 2) + "T" + part(8, 2) + ":" + part(10, 2) + ":" +
                         part(12, 2) + "Z");
  }
  return std::nullopt;
}
}  // namespace

std::string stamp_in_words(const app::Attested& attested) {
  if (attested.stamp) {
    const auto when = stamped_when(*attested.stamp);
    return "Stamped by an authority of time" + (when ? ", " + ledger::in_words(*when) : std::string());
  }
  return attested.stamps ? "Waiting for the authority of time" : "None: no authority of time is asked";
}

std::string ledger_page(const Around& around, std::string_view partnership, const LedgerShown& ledger) {
  Page page;
  page.title = "The ledger";
  page.partnership = partnership;
  page.breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "The ledger"}};
  page.person = around.person;
  page.form_token = around.form_token;
  page.held = around.held;
  page.address = around.path;
  page.main = [&](Html& html) {
    html
        << Heading{.text = "The ledger"}
        << Paragraph{
               .content =
                   "Every change to this record and every published paper is an entry of one ledger, to which "
                   "entries are only ever added. A private entry shows nothing of what it holds. Anybody may check it.",
               .kind = ParagraphKind::lead};
    if (ledger.origin.empty())
      write_unsigned(html);
    else
      write_signed(html, ledger);
  };
  return write(page);
}

}  // namespace candour::web
