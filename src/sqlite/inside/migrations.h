#pragma once
// The numbered steps from one form of the database to the next: the files of migrations/, built into the program by
// cmake/migrations.cmake. A step that has been released is never changed.

#include <string_view>
#include <vector>

namespace candour::sqlite {

struct Migration {
  int number = 0;             // from 1, without a gap
  std::string_view name;      // "0001_record"
  std::string_view commands;  // SQL
};
const std::vector<Migration>& migrations();

}  // namespace candour::sqlite
