#pragma once
// The signer as a process of its own: it alone holds the ledger's key, and a memory in a file of its own, kept where
// no restore of the record reaches it. What it agrees to sign is ledger/signer.h; here is the order made durable: the
// memory is written and synced, file and folder, and only then is the signature let go.
//
// It is asked over a Unix socket, one request after the other: four bytes of length, big end first, and as many bytes;
// the answer is framed alike. "tell", newline: its key, newline, and its memory. "sign", newline, and what one asks a
// witness (ledger/witness.h), the checkpoint without a signature: the signed checkpoint. An answer begins with
// "ok", newline, or with "conflict", "refused" or "unavailable", newline, and a sentence.

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/signer.h"
#include "base/result.h"

namespace candour::signing {

struct Files {
  std::filesystem::path key;    // PRIVATE+KEY+…, for its owner alone
  std::filesystem::path state;  // ledger::SignerMemory
};

// A new key for the log of this name ("plans.harrowvale.example/log/1"), and an empty memory, each in a file that was
// not there; folders are made. conflict where one is.
Result<ledger::VerifierKey> make_key(const Files& files, std::string_view origin);
// A memory that was lost, begun again from the latest checkpoint that this key signed, as a witness, a member or the
// record has it. Refused where it is not signed by this key; conflict where there is a memory.
Result<void> remember(const Files& files, std::string_view checkpoint);
// The public half of the key in the file.
Result<ledger::VerifierKey> public_key(const std::filesystem::path& key);

// Signs until SIGTERM or SIGINT. `ready` is called once it can be asked. conflict where another signer uses the memory.
// Ends with the error once the memory could not be written: nobody knows what the disk has kept. One thread.
Result<void> serve(const Files& files, const std::filesystem::path& socket, const std::function<void()>& ready);
// The same over a socket that is open already, until its other end is shut.
Result<void> serve(const Files& files, int socket);

// Asks the signer at the socket, anew for each question.
std::unique_ptr<app::Signer> at(std::filesystem::path socket);
// Runs the command (a program and its arguments) as a child that serves its standard input, and asks it. The child
// ends with this. One that was killed is begun anew with the next question; once it has ended by itself, unavailable.
Result<std::unique_ptr<app::Signer>> in_child(std::vector<std::string> command);

}  // namespace candour::signing
