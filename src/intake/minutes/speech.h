#pragma once
// Who says what in a sentence of minutes: "Councillor X asked whether …", "The Head of Y replied that …",
// "Members were advised that …". Pure; linear in the sentence.

#include <string_view>

namespace candour::intake::minutes {

enum class Speaker {
  nobody,      // the sentence has no speaker that we can name
  member,      // of the body that meets: councillors, governors, non-executives, members of the public
  collective,  // "Members", "the Committee"
  chair,
  person,  // somebody by name, member or officer
  post,    // "The Head of Children's Social Care", "officers"
  same,    // "She", "They": who spoke last
  unnamed  // "It was explained", "Members were advised"
};
enum class Act {
  none,
  asks,       // asked, queried, sought assurance, raised a concern
  requests,   // asked somebody to do something
  remarks,    // felt, welcomed, was concerned: says what a member thinks
  says,       // explained, stated, highlighted: an answer or a remark, by who says it
  replies,    // replied, responded
  introduces  // presented the report: another subject begins
};

struct Speech {
  Speaker speaker = Speaker::nobody;
  Act act = Act::none;
  std::string_view who;       // as written; empty where nobody is named
  bool in_response = false;   // "In response, …"
  std::string_view asked_by;  // of "In response to a question from X, Y said": X
  std::string_view question;  // … and the words that tell of the question
  std::string_view reply;     // of "…, to which it was explained that …": the part behind the comma
  std::string_view reply_by;  // … and who said it
};

Speech speech_of(std::string_view sentence);
// Whether somebody says, asks or does something in it.
bool speaks(std::string_view sentence);

}  // namespace candour::intake::minutes
