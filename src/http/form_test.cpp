#include "http/form.h"

#include <gtest/gtest.h>

namespace candour::http {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST(Urlencoded, FieldsAreReadAsBrowsersWriteThem) {
  const std::vector<std::pair<std::string, Pairs>> cases = {
      {"", {}},
      {"a=1&b=2", {{"a", "1"}, {"b", "2"}}},
      {"a=1&a=2&&", {{"a", "1"}, {"a", "2"}}},
      {"name=two+words&x=%2B%26", {{"name", "two words"}, {"x", "+&"}}},
      {"caf%C3%A9=%E2%80%98Maple%E2%80%99", {{"café", "‘Maple’"}}},
      {"bare&=nameless", {{"bare", ""}, {"", "nameless"}}},
      {"half=100%&bad=%zz", {{"half", "100%"}, {"bad", "%zz"}}},
      {"a=b=c", {{"a", "b=c"}}},
      {"words=one%0D%0Atwo%0Dthree", {{"words", "one\ntwo\nthree"}}},
      {"nul=a%00b&broken=%FF",
       {{"nul",
         "a\xEF\xBF\xBD"
         "b"},
        {"broken", "\xEF\xBF\xBD"}}},
  };
  for (const auto& [text, expected] : cases) {
    Fields fields;
    ASSERT_TRUE(read_urlencoded(text, 100, fields)) << text;
    EXPECT_EQ(fields.all(), expected) << text;
  }
}

TEST(Urlencoded, TooManyFieldsAreRefusedWithTheLimit) {
  Fields fields;
  const auto read = read_urlencoded("a=1&b=2&c=3", 2, fields);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::too_large);
  EXPECT_NE(read.error().sentence.find("2 is the most"), std::string::npos);
}

TEST(Urlencoded, WhatIsEncodedReadsTheSame) {
  const Fields sent = {{"a b", "1&2=3"}, {"é", "100% + ~"}, {"empty", ""}};
  Fields read;
  ASSERT_TRUE(read_urlencoded(sent.encoded(), 100, read));
  EXPECT_EQ(read.all(), sent.all());
}

TEST(Sizes, AreWrittenAsPeopleReadThem) {
  EXPECT_EQ(size_in_words(1), "1 byte");
  EXPECT_EQ(size_in_words(1023), "1023 bytes");
  EXPECT_EQ(size_in_words(1536), "1.5 KB");
  EXPECT_EQ(size_in_words(50u << 20), "50 MB");
  EXPECT_EQ(size_in_words(3ull << 30), "3 GB");
}

std::string part(const std::string& disposition, const std::string& content, const std::string& more = "") {
  return "--XYZ\r\nContent-Disposition: form-data; " + disposition + "\r\n" + more + "\r\n" + content + "\r\n";
}

struct Read {
  Result<void> outcome;
  Pairs fields;
  std::vector<Upload> files;
};

Read read_multipart(const std::string& body, std::size_t piece, BodyLimits limits = files_up_to(1 << 20, 10),
                    const std::string& type = "multipart/form-data; boundary=XYZ") {
  auto reader = MultipartReader::begin(type, limits, std::filesystem::temp_directory_path());
  if (!reader) return {fail(reader.error()), {}, {}};
  for (std::size_t at = 0; at < body.size(); at += piece)
    if (auto fed = reader->feed(std::string_view(body).substr(at, piece)); !fed) return {fail(fed.error()), {}, {}};
  auto finished = reader->finish();
  return {std::move(finished), reader->fields().all(), std::move(reader->files())};
}

TEST(Multipart, ReadsTheSameInPiecesOfEverySize) {
  const std::string tricky = "line one\r\n--XY\r\n--X not yet --XYZ\r\r\n-";
  const std::string body = "a preamble to ignore\r\n" + part("name=\"plan\"", "p1") +
                           part("name=\"file\"; filename=\"plan.csv\"", tricky, "Content-Type: text/csv\r\n") +
                           part("name=\"empty\"", "") + part("name=\"none\"; filename=\"\"", "") +
                           "--XYZ--\r\nan epilogue";
  for (std::size_t piece = 1; piece <= body.size(); piece += piece < 40 ? 1 : 37) {
    const auto read = read_multipart(body, piece);
    ASSERT_TRUE(read.outcome) << piece << ": " << read.outcome.error().detail;
    EXPECT_EQ(read.fields, (Pairs{{"plan", "p1"}, {"empty", ""}}));
    ASSERT_EQ(read.files.size(), 1u) << "a file control left empty is no file";
    EXPECT_EQ(read.files[0].field(), "file");
    EXPECT_EQ(read.files[0].file_name(), "plan.csv");
    EXPECT_EQ(read.files[0].content_type(), "text/csv");
    EXPECT_EQ(read.files[0].bytes(), tricky);
  }
}

TEST(Multipart, FileNamesLoseTheirPathAndTheirTricks) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"plan.docx", "plan.docx"},
      {"C:\\\\Users\\\\Kim\\\\plan.docx", "plan.docx"},
      {"C:\\Users\\Kim\\plan.docx", "plan.docx"},
      {"../../etc/passwd", "passwd"},
      {"a %22quoted%22 name.txt", "a \"quoted\" name.txt"},
      {"escaped \\\" quote.txt", "escaped \" quote.txt"},
      {"line%0D%0Abreak.txt", "linebreak.txt"},
      {"Überprüfung ‘Maple’.pdf", "Überprüfung ‘Maple’.pdf"},
      {"100%25.txt", "100%25.txt"},
      {"semi;colon; filename=x.txt", "semi;colon; filename=x.txt"},
  };
  for (const auto& [sent, expected] : cases) {
    const auto read = read_multipart(part("name=\"f\"; filename=\"" + sent + "\"", "x") + "--XYZ--\r\n", 4096);
    ASSERT_TRUE(read.outcome) << sent;
    ASSERT_EQ(read.files.size(), 1u) << sent;
    EXPECT_EQ(read.files[0].file_name(), expected);
  }
}

TEST(Multipart, WhatIsNoMultipartIsRefused) {
  const std::string whole = part("name=\"a\"", "1") + "--XYZ--\r\n";
  EXPECT_TRUE(read_multipart(whole, 4096).outcome);
  EXPECT_TRUE(read_multipart(whole, 4096, {}, "multipart/form-data; charset=utf-8; boundary=\"XYZ\"").outcome);
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"nothing", ""},
      {"no boundary at all", "hello"},
      {"cut short", whole.substr(0, whole.size() - 4)},
      {"no name", "--XYZ\r\nContent-Disposition: form-data\r\n\r\n1\r\n--XYZ--\r\n"},
      {"no disposition", "--XYZ\r\nContent-Type: text/plain\r\n\r\n1\r\n--XYZ--\r\n"},
      {"an attachment", "--XYZ\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--XYZ--\r\n"},
      {"a boundary inside a line", "--XYZjunk\r\n\r\n1\r\n--XYZ--\r\n"},
      {"a header without end", "--XYZ\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n1\r\n--XYZ--\r\n"},
  };
  for (const auto& [what, body] : cases) {
    for (std::size_t piece : {1, 4096}) {
      const auto read = read_multipart(body, piece);
      ASSERT_FALSE(read.outcome) << what;
      EXPECT_EQ(read.outcome.error().code, ErrorCode::bad_input) << what;
    }
  }
  for (const char* type :
       {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\""})
    EXPECT_FALSE(read_multipart(whole, 4096, {}, type).outcome) << type;
  EXPECT_FALSE(read_multipart(whole, 4096, {}, "multipart/form-data; boundary=" + std::string(71, 'b')).outcome);
}

TEST(Multipart, EveryLimitIsHeldAndStated) {
  BodyLimits limits = files_up_to(1000, 3);
  limits.text = 100;
  limits.fields = 3;
  const std::string file = "name=\"f\"; filename=\"f.txt\"";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {part(file, std::string(1001, 'x')), "1000 bytes is the most"},
      {part("name=\"a\"", std::string(101, 'x')), "100 bytes is the most"},
      {part("name=\"a\"", std::string(60, 'x')) + part("name=\"b\"", std::string(60, 'x')), "100 bytes is the most"},
      {part("name=\"a\"", "") + part("name=\"b\"", "") + part("name=\"c\"", "") + part("name=\"d\"", ""),
       "3 is the most"},
  };
  for (const auto& [body, words] : cases) {
    const auto read = read_multipart(body + "--XYZ--\r\n", 64, limits);
    ASSERT_FALSE(read.outcome) << words;
    EXPECT_EQ(read.outcome.error().code, ErrorCode::too_large);
    EXPECT_NE(read.outcome.error().sentence.find(words), std::string::npos) << read.outcome.error().sentence;
  }
  EXPECT_TRUE(read_multipart(part(file, std::string(1000, 'x')) + "--XYZ--\r\n", 64, limits).outcome);
  EXPECT_FALSE(read_multipart(part(file, "x") + "--XYZ--\r\n", 64, BodyLimits{}).outcome) << "no files on this route";
}

TEST(Multipart, ALargeFileGoesToDiskAndReadsTheSame) {
  std::string content;
  for (int i = 0; content.size() < 3'000'000; ++i) content += "row " + std::to_string(i) + "\r\n";
  BodyLimits limits = files_up_to(10 << 20);
  limits.in_memory = 4096;
  const auto folder = std::filesystem::path(CANDOUR_BINARY_DIR) / "spool_test";
  std::filesystem::create_directories(folder);
  auto reader = MultipartReader::begin("multipart/form-data; boundary=XYZ", limits, folder);
  ASSERT_TRUE(reader);
  const std::string body = part("name=\"f\"; filename=\"f.txt\"", content) + "--XYZ--\r\n";
  for (std::size_t at = 0; at < body.size(); at += 65'536)
    ASSERT_TRUE(reader->feed(std::string_view(body).substr(at, 65'536)));
  ASSERT_TRUE(reader->finish());
  const Upload copy = reader->files().at(0);
  EXPECT_EQ(copy.size(), content.size());
  EXPECT_TRUE(copy.bytes() == content);
  EXPECT_EQ(copy.bytes().data(), reader->files().at(0).bytes().data()) << "copies share";
  EXPECT_TRUE(std::filesystem::is_empty(folder)) << "nothing with a name is left on disk";
  std::filesystem::remove_all(folder);
}

TEST(Multipart, ADiskThatTakesNothingIsOurFaultNotTheirs) {
  BodyLimits limits = files_up_to(1 << 20);
  limits.in_memory = 0;
  auto reader = MultipartReader::begin("multipart/form-data; boundary=XYZ", limits, "/nowhere/at/all");
  ASSERT_TRUE(reader);
  const auto fed = reader->feed(part("name=\"f\"; filename=\"f.txt\"", "content") + "--XYZ--\r\n");
  ASSERT_FALSE(fed);
  EXPECT_EQ(fed.error().code, ErrorCode::unavailable);
  EXPECT_FALSE(fed.error().detail.empty());
}

}  // namespace
}  // namespace candour::http
