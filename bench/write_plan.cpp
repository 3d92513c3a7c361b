// Writes an invented action plan of as many rows as asked for, as a workbook: findings, questions, nine agencies, a key
// of four and texts as long as a partnership's are. The same rows each time.
//
//   write_plan ROWS FILE.xlsx

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <xlsxwriter.h>

namespace {

// The same numbers on every machine, which std::uniform_int_distribution does not promise.
class Chance {
 public:
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state_ >> 33) % limit;
  }
  template <std::size_t N>
  std::string_view one_of(const std::array<std::string_view, N>& choices) {
    return choices[below(N)];
  }

 private:
  std::uint64_t state_ = 2016;
};

constexpr std::array<std::string_view, 9> agencies = {"Children's Social Care",
                                                      "Police",
                                                      "Vale ICB",
                                                      "Hospital Trust",
                                                      "Education",
                                                      "Probation",
                                                      "Housing",
                                                      "Adult Social Care",
                                                      "Youth Justice Service"};
constexpr std::array<std::string_view, 8> verbs = {"Review",  "Brief all staff on", "Audit", "Agree and publish",
                                                   "Rewrite", "Train managers in",  "Share", "Test with families"};
constexpr std::array<std::string_view, 10> things = {"the chronology kept for each child",
                                                     "supervision of complex cases",
                                                     "the step-up and step-down protocol",
                                                     "how a child's own words are written down",
                                                     "information sharing at discharge",
                                                     "the response to missed appointments",
                                                     "the escalation policy",
                                                     "checks on addresses and schools",
                                                     "the use of interpreters",
                                                     "referrals that were not accepted"};
constexpr std::array<std::string_view, 8> circumstances = {
    "so that a worker who meets a family for the first time can read its story in one place",
    "with the named professionals of each partner",
    "across every team, including those out of hours",
    "and report what was found to the quality assurance group",
    "using the audit tool that the partnership agreed in the spring",
    "before the new recording system replaces the present one",
    "and keep a register of who attended and when",
    "where a family has moved three times or more"};
constexpr std::array<std::string_view, 8> remarks = {
    "A first sample of forty records was read and the findings went to the practice board.",
    "Attendance stands at 82%, and the rest are booked on the next dates.",
    "The policy was agreed in principle; the wording waits for the legal adviser.",
    "Managers confirm it in supervision, and a dip sample is planned.",
    "It depends on a system that is to be replaced next year.",
    "Staff said that the guidance was clear but too long, and a one-page card has been issued.",
    "A paper with options went to the executive in the autumn.",
    "The lead has changed since the plan was written."};
constexpr std::array<std::string_view, 8> leads = {"Head of Safeguarding",
                                                   "Designated Nurse",
                                                   "Superintendent",
                                                   "Director of Children's Services",
                                                   "Named GP",
                                                   "Principal Social Worker",
                                                   "Head of Probation Delivery",
                                                   "Housing Options Manager"};
constexpr std::array<std::string_view, 6> outcomes = {"Children are seen and heard, and the record shows it.",
                                                      "Staff know what to look for and say so when asked.",
                                                      "No decision to close a case is taken by one person.",
                                                      "Families tell their story once.",
                                                      "Partners act on the same picture of risk.",
                                                      "Managers see drift before a child is harmed by it."};
constexpr std::array<std::string_view, 7> ratings = {"Green", "Green", "Green", "Amber", "Amber", "Red", "Complete"};

std::string sentence(Chance& chance) {
  return std::string(chance.one_of(verbs)) + " " + std::string(chance.one_of(things)) + " " +
         std::string(chance.one_of(circumstances)) + ".";
}

// No two are quite alike, as in a plan that people wrote.
std::string remark(Chance& chance) {
  const std::size_t all = 20 + chance.below(400);
  return std::string(chance.one_of(remarks)) + " At the last count " + std::to_string(chance.below(all)) + " of " +
         std::to_string(all) + " had been done. " + std::string(chance.one_of(remarks));
}

std::string date(Chance& chance) {
  char text[24];
  std::snprintf(text, sizeof text, "%02zu/%02zu/20%02zu", 1 + chance.below(28), 1 + chance.below(12),
                24 + chance.below(3));
  return text;
}

class Sheet {
 public:
  explicit Sheet(const char* file) : book_(workbook_new(file)), sheet_(workbook_add_worksheet(book_, "Action plan")) {}
  lxw_format* look(bool bold, std::uint32_t fill) {
    lxw_format* format = workbook_add_format(book_);
    format_set_text_wrap(format);
    if (bold) format_set_bold(format);
    if (fill != 0) format_set_bg_color(format, fill);
    return format;
  }
  void put(std::uint16_t column, const std::string& text, lxw_format* format = nullptr) {
    if (!text.empty()) worksheet_write_string(sheet_, row_, column, text.c_str(), format);
  }
  void end_row() { ++row_; }
  bool close() { return workbook_close(book_) == LXW_NO_ERROR; }

 private:
  lxw_workbook* book_;
  lxw_worksheet* sheet_;
  std::uint32_t row_ = 0;
};

}  // namespace

int main(int count, char** words) {
  const long rows = count == 3 ? std::atol(words[1]) : 0;
  if (rows < 1) {
    std::fprintf(stderr, "write_plan ROWS FILE.xlsx\n");
    return 64;
  }
  Chance chance;
  Sheet sheet(words[2]);
  lxw_format* bold = sheet.look(true, 0);
  lxw_format* wrapped = sheet.look(false, 0);
  const std::array<std::pair<std::string_view, lxw_format*>, 4> key = {{{"Green", sheet.look(false, 0x92D050)},
                                                                        {"Amber", sheet.look(false, 0xFFC000)},
                                                                        {"Red", sheet.look(false, 0xFF5050)},
                                                                        {"Complete", sheet.look(false, 0x9DC3E6)}}};
  const auto line = [&](const std::string& text, lxw_format* format) {
    sheet.put(0, text, format);
    sheet.end_row();
  };
  line("Harrow Vale Safeguarding Children Partnership: action plan of " + std::to_string(rows) + " rows", bold);
  line("Position as at 14/03/2025", nullptr);
  const std::array<const char*, 4> meanings = {"On track", "Some slippage", "Overdue or at risk of not being done",
                                               "Action completed"};
  for (std::size_t i = 0; i < key.size(); ++i) {
    sheet.put(0, std::string(key[i].first), key[i].second);
    sheet.put(1, meanings[i]);
    sheet.end_row();
  }
  sheet.end_row();
  const std::array<const char*, 10> headers = {"Question",    "Agency",         "Response",    "Action",
                                               "RAG",         "Constraints",    "Target date", "Progress and evidence",
                                               "Lead person", "Desired outcome"};
  for (std::uint16_t i = 0; i < headers.size(); ++i) sheet.put(i, headers[i], bold);
  sheet.end_row();

  long written = 0;
  for (int finding = 1; written < rows; ++finding) {
    line("Finding " + std::to_string(finding) + ": " + sentence(chance), bold);
    for (char letter = 'a'; letter <= 'd' && written < rows; ++letter) {
      std::string question = std::to_string(finding) + letter + ". Does the partnership know whether its agencies " +
                             "do what was promised? " + sentence(chance);
      for (std::string_view agency : agencies) {
        const std::size_t actions = 1 + chance.below(3);
        for (std::size_t action = 0; action < actions && written < rows; ++action, ++written) {
          sheet.put(0, question, wrapped);
          question.clear();
          if (action == 0) {
            sheet.put(1, std::string(agency), wrapped);
            sheet.put(2, "We agree with the recommendation. " + remark(chance), wrapped);
          }
          sheet.put(3, sentence(chance) + " " + sentence(chance), wrapped);
          const std::string_view rating = chance.one_of(ratings);
          for (const auto& [name, format] : key)
            if (name == rating) sheet.put(4, std::string(rating), format);
          if (chance.below(3) == 0) sheet.put(5, remark(chance), wrapped);
          sheet.put(6, date(chance), wrapped);
          sheet.put(7, remark(chance), wrapped);
          if (chance.below(8) != 0) sheet.put(8, std::string(chance.one_of(leads)), wrapped);
          sheet.put(9, std::string(chance.one_of(outcomes)), wrapped);
          sheet.end_row();
        }
      }
    }
  }
  if (!sheet.close()) {
    std::fprintf(stderr, "%s could not be written.\n", words[2]);
    return 73;
  }
}
