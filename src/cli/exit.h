#pragma once
// The one table from our errors to exit statuses (sysexits.h, as in 4.3BSD).

#include "base/result.h"

namespace candour::cli {

enum class Exit : int {
  done = 0,
  does_not_hold = 1,  // what was to be verified was altered; as cmp and openssl say it
  usage = 64,         // the command line is wrong
  bad_data = 65,      // the file cannot be read, or is too large
  no_input = 66,      // there is no such file
  unavailable = 69,   // something needed is absent
  internal = 70,      // our fault
  output = 74,        // the answer could not be written
  temporary = 75,     // somebody else was first; try again
  refused = 77,       // protected by a password, or refused for safety
};

constexpr Exit exit_for(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_input:
      return Exit::usage;
    case ErrorCode::unreadable:
    case ErrorCode::too_large:
      return Exit::bad_data;
    case ErrorCode::refused:
    case ErrorCode::not_allowed:
      return Exit::refused;
    case ErrorCode::not_found:
      return Exit::no_input;
    case ErrorCode::conflict:
      return Exit::temporary;
    case ErrorCode::unavailable:
      return Exit::unavailable;
    case ErrorCode::internal:
      return Exit::internal;
  }
  return Exit::internal;
}

}  // namespace candour::cli
