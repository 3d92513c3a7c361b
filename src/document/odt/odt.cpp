#include "document/odt/odt.h"

#include <vector>

#include "base/text.h"
#include "document/odt/content.h"
#include "document/odt/styles.h"
#include "document/parts/xml.h"

namespace candour::document {
namespace {

// The headers or the footers of all page styles.
Result<void> read_margins(std::string_view source, std::string_view which, OdfContent& content, Composer& composer) {
  XmlReader xml(source, composer.limits().depth);
  std::vector<Document> following;
  OdfTarget target;
  target.out = &composer;
  target.flow = OdfFlow::furniture;
  target.following = &following;
  bool in_masters = false;
  for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next()) {
    if (kind != XmlKind::open) continue;
    if (xml.name() == "master-styles") in_masters = true;
    if (in_masters && xml.name().starts_with(which) && xml.raw_attribute("display") != "false")
      content.read_blocks(xml, target);
  }
  if (xml.error()) return fail(*xml.error());
  return {};
}

}  // namespace

Result<void> read_odt(const Archive& archive, Composer& composer) {
  std::string common;
  if (archive.has("styles.xml")) {
    CANDOUR_TRY(source, archive.read("styles.xml"));
    common = std::move(source);
  }
  CANDOUR_TRY(source, archive.read("content.xml"));
  composer.document().text.reserve(source.size() / 4);
  // The automatic styles of the two parts may bear the same names: margins know only those of their own part.
  OdfStyles of_margins;
  if (!common.empty()) CANDOUR_CHECK(of_margins.add(common, composer.limits()));
  OdfStyles styles = of_margins;
  CANDOUR_CHECK(styles.add(source, composer.limits()));
  OdfContent margins(composer, of_margins);
  CANDOUR_CHECK(read_margins(common, "header", margins, composer));
  OdfContent content(composer, styles);
  XmlReader xml(source, composer.limits().depth);
  std::vector<Document> following;
  OdfTarget target;
  target.out = &composer;
  target.following = &following;
  for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next())
    if (kind == XmlKind::open && xml.name() == "body") content.read_blocks(xml, target);
  if (content.beyond_limits()) return fail(ErrorCode::too_large, "The document has more cells than can be read.");
  if (xml.error()) return fail(*xml.error());
  CANDOUR_CHECK(read_margins(common, "footer", margins, composer));
  content.tell();
  return {};
}

bool is_encrypted_odf(const Archive& archive) {
  if (archive.has("encrypted-package")) return true;
  if (!archive.has("META-INF/manifest.xml")) return false;
  const auto manifest = archive.read("META-INF/manifest.xml");
  return manifest && manifest->find("encryption-data") != std::string::npos;
}

std::string odf_title(const Archive& archive, const Limits& limits) {
  if (!archive.has("meta.xml")) return {};
  const auto source = archive.read("meta.xml");
  if (!source) return {};
  XmlReader xml(*source, limits.depth);
  for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next())
    if (kind == XmlKind::open && xml.name() == "title") return collapsed(text_within(xml));
  return {};
}

}  // namespace candour::document
