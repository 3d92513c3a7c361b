#include "base/mail_address.h"

#include <gtest/gtest.h>
#include <string>

namespace candour {
namespace {

TEST(MailAddress, is_what_a_letter_can_go_to) {
  for (const char* address : {"jo.park@harrowvale.example", "j@police.brackenford.example", "o'neil+plan@a-b.example",
                              "duty_desk@localhost", "1@2.example"})
    EXPECT_TRUE(is_mail_address(address)) << address;
}

TEST(MailAddress, is_nothing_else) {
  for (const std::string& address :
       {std::string(), std::string("jo"), std::string("jo@"), std::string("@harrowvale.example"),
        std::string("jo@harrowvale"), std::string("jo park@harrowvale.example"), std::string("jo@-harrow.example"),
        std::string("jo@harrow..example"), std::string(".jo@harrow.example"), std::string("jo@harrow.example."),
        std::string("jo@harrow.example\r\nBcc: all@harrow.example"), std::string("Jo <jo@harrow.example>"),
        std::string("jo@harrow.example,al@harrow.example"), std::string("j\xC3\xB6@harrow.example"),
        std::string("jo@harrow.example\0", 18), std::string(65, 'j') + "@harrow.example",
        "jo@" + std::string(64, 'h') + ".example", "jo@" + std::string(250, 'h') + ".example"})
    EXPECT_FALSE(is_mail_address(address)) << address;
}

}  // namespace
}  // namespace candour
