// Pointers of the library are std::shared_ptr from here on (qpdf/PointerHolder.hh).
#define POINTERHOLDER_TRANSITION 4

#include <exception>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "base/text.h"
#include "printer/printer.h"

namespace candour::printer {
namespace {

std::string in_xml(std::string text) {
  for (const auto& [from, to] : {std::pair<const char*, const char*>{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}})
    text = replaced(std::move(text), from, to);
  return text;
}

// XMP (ISO 16684-1). Without a claim to PDF/UA: nobody has certified that.
std::string metadata(const std::string& title, Date as_at) {
  return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
         "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" "
         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">"
         "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" +
         in_xml(title) +
         "</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>"
         "<xmp:CreateDate>" +
         as_at.iso() + "</xmp:CreateDate></rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>";
}

}  // namespace

Result<std::string> finished(std::string_view bytes, Date as_at) {
  const auto failed = [](std::string detail) {
    return fail(ErrorCode::internal, "The PDF could not be finished.", std::move(detail));
  };
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("printed", bytes.data(), bytes.size());
    QPDFObjectHandle root = pdf.getRoot();
    if (!root.hasKey("/StructTreeRoot")) return failed("no structure");
    if (!root.hasKey("/Lang")) root.replaceKey("/Lang", QPDFObjectHandle::newUnicodeString("en-GB"));
    QPDFObjectHandle preferences = QPDFObjectHandle::newDictionary();
    preferences.replaceKey("/DisplayDocTitle", QPDFObjectHandle::newBool(true));
    root.replaceKey("/ViewerPreferences", preferences);
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages())
      page.getObjectHandle().replaceKey("/Tabs", QPDFObjectHandle::newName("/S"));
    QPDFObjectHandle told = pdf.getTrailer().getKey("/Info");
    const std::string title =
        told.isDictionary() && told.getKey("/Title").isString() ? told.getKey("/Title").getUTF8Value() : std::string();
    std::string day = as_at.iso();
    std::erase(day, '-');
    QPDFObjectHandle info = QPDFObjectHandle::newDictionary();
    info.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(title));
    info.replaceKey("/Creator", QPDFObjectHandle::newString("Candour"));
    info.replaceKey("/CreationDate", QPDFObjectHandle::newString("D:" + day + "000000Z"));
    pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));
    QPDFObjectHandle stream = QPDFObjectHandle::newStream(&pdf, metadata(title, as_at));
    stream.getDict().replaceKey("/Type", QPDFObjectHandle::newName("/Metadata"));
    stream.getDict().replaceKey("/Subtype", QPDFObjectHandle::newName("/XML"));
    root.replaceKey("/Metadata", pdf.makeIndirectObject(stream));

    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setMinimumPDFVersion("1.7");
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.setDeterministicID(true);
    writer.write();
    const auto made = writer.getBufferSharedPointer();
    return std::string(reinterpret_cast<const char*>(made->getBuffer()), made->getSize());
  } catch (const std::exception& exception) {
    return failed(exception.what());
  }
}

}  // namespace candour::printer
