#pragma once
// A disk that fails, between a program and the system: this library defines open(), write(), fsync(), rename() and
// their kin, and is linked, or loaded, before the C library. Below a root it knows at each moment what a disk is bound
// to have, by POSIX's own words: of a file what was written before its last sync, of a folder the names that were there
// at its last sync. The rest may be there or not, torn at any sector, and in any order.
//
// Each operation on the root that changes something, or promises that it stays, is a point: at one of them the process
// is killed, or the operation fails. Then the power may be cut, too: what a disk was not bound to keep is dropped, torn
// or kept, as a seed chooses. Where it is not cut, what was written and not synced lives on, and so does the doubt: the
// next process goes on with both.
//
// Loaded before a program (LD_PRELOAD), it watches the folder that FAULTY_DISK names, and from the moment that the file
// FAULTY_DISK_FROM is there every sync of a file in it fails.
//
// Not seen: memory that is mapped (SQLite's shared index, which no recovery reads), locks.

#include <cstdint>
#include <string>

namespace candour::faults {

enum class Fault { none, killed_before, killed_within, killed_after, io_error, no_room, cut_short };
const char* to_text(Fault fault);

struct Order {
  std::string root;         // an absolute path
  std::string state;        // a file beside it: what the next process is told
  std::uint64_t point = 0;  // at which operation, from 1; 0: at none
  Fault fault = Fault::none;
  bool stays_broken = false;  // after an error every later operation fails alike
  bool cuts_power = false;    // with the kill
  std::uint64_t seed = 0;
};

// From now on, for this process. Where there is a state, with the doubt that it tells of.
void watch(const Order& order);
std::uint64_t operations();          // so far
std::string struck();                // "fdatasync of live/candour.db-wal"; empty where the point was not reached
bool struck_a_sync();                // by an error
void keep_state();                   // for the next process
void cut_power(std::uint64_t seed);  // rewrites the root; the process may do nothing there afterwards
// What the files below the root hold by what was seen, and by reading them: empty where both are one.
std::string unseen();

}  // namespace candour::faults
