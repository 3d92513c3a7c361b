#pragma once
// Questions and answers, told in speech ("Councillor X asked …. The Head of Y replied …"), in pairs ("Q:", "A:") or as
// lists under a lead ("Members asked the following questions:").

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/minutes/passages.h"
#include "intake/minutes/speech.h"
#include "intake/parts/account.h"
#include "intake/reading.h"

namespace candour::intake::minutes {

// Told passage by passage; fills Meeting::questions. Reads Meeting::attendance, by which officers are known.
class Conversation {
 public:
  Conversation(const std::vector<Passage>& passages, Account& account, Meeting& meeting)
      : passages_(passages), account_(account), meeting_(meeting) {}

  // "Q: …" and "A: …", "Question from Councillor X: …", "Governor challenge: …", "Response: …": whether it was one.
  bool read_pair(const Passage& passage);
  void read_speeches(const Passage& passage);
  // The question that is open is told to its end.
  void close();
  // Closes, and the questions that follow stand under the next item.
  void begin_item();

  // Beside Meeting::questions: how many items had begun, and whether it asks (or only remarks).
  const std::vector<std::size_t>& items() const { return items_; }
  const std::vector<bool>& asked() const { return asked_; }

 private:
  void begin_question(const Passage& passage, std::string_view who, std::string_view text, bool asks);
  void add_answerer(std::string_view who);
  void answer_with(std::string_view text, std::string_view who);
  std::string joined(const std::vector<std::string_view>& parts);
  void read_speech(const Passage& passage, std::string_view sentence, bool first, std::string_view whole);
  bool is_officer(std::string_view who);
  std::size_t index_of(const Passage& passage) const { return static_cast<std::size_t>(&passage - passages_.data()); }
  std::string placed(std::string_view text);

  const std::vector<Passage>& passages_;
  Account& account_;
  Meeting& meeting_;

  std::size_t passage_ = 0, item_ = 0;  // the passage that is read; how many items have begun
  std::vector<std::size_t> items_;
  std::vector<bool> asked_;

  bool open_ = false, asks_ = false, pair_open_ = false;
  document::Place open_place_;
  std::string_view open_who_, last_asker_;
  std::vector<std::string_view> open_text_, open_answer_, open_answerers_;
  enum class Last { nothing, question, answer };
  Last last_ = Last::nothing;
  std::size_t last_passage_ = 0;
  std::optional<std::string_view> lead_asker_;
  bool lead_asks_ = false;
  std::vector<std::string> officers_;  // their names' keys, of the first people_known_ in attendance
  std::size_t people_known_ = 0;
};

}  // namespace candour::intake::minutes
