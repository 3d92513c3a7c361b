#pragma once
// The command line: `candour COMMAND …`. Each command is one file in commands/; this door runs the one that was named.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "app/candour.h"
#include "app/printer.h"
#include "app/reader.h"
#include "app/store.h"
#include "base/clock.h"
#include "base/result.h"
#include "ledger/checkpoint.h"
#include "report/word.h"
#include "view/reply.h"
#include "view/view.h"

namespace candour::cli {

// What `serve` is told.
struct Serving {
  std::string data;
  std::string listen = "127.0.0.1:8080";
  std::string site;                // the address by which people reach it; empty: the one it listens on
  std::string proxy;               // the address of the proxy that ends TLS; empty: none
  std::string tls_certificate;     // a PEM file; empty: no TLS is spoken
  std::string tls_key;             // a PEM file
  std::string breached_passwords;  // a file of passwords known from breaches; empty: none
  std::string smtp;                // the mail server; empty: no letter is sent
  std::string smtp_password_file;  // empty: no login, or one without a password
  std::string smtp_authorities;    // a PEM file; empty: the system's
  std::string mail_from;
  std::string signer;  // the socket of a signer that runs apart; empty: one is run here where there is a key
  unsigned checkpoint_minutes = 15;
  std::string policy;                // a file: which witnesses count, and where each is asked; empty: none
  std::string stamping;              // the address of an authority of time; empty: none
  std::string stamping_authorities;  // a PEM file
  report::WordTemplate word_template = report::WordTemplate::standard();
  std::string pdf_browser;  // the program that prints; empty: the one that is there; "none": no PDF
  std::string clamd;        // the virus scanner's socket or HOST:PORT; empty: files are not scanned
};

// What `signer` is told.
struct Signing {
  std::string key;       // the file
  std::string state;     // the file of its memory
  std::string socket;    // where it is asked; "-": its standard input is the socket
  std::string new_key;   // the name of the log that a key is to be made for
  std::string remember;  // a file with a checkpoint, from which a lost memory begins again
};

// A file of the signer that belongs to a data folder: beside it, where no copy of the data folder reaches.
std::string signer_file(const std::string& data, std::string_view name);

// The list of what is erased from the record in this folder, as files beside it; `restore` erases it again.
std::unique_ptr<app::ErasureList> erasure_list(const std::string& data);

// What `witness` is told.
struct Witnessing {
  std::string folder;
  std::string new_key;  // the witness's name
  std::string listen = "127.0.0.1:8081";
  std::string site;  // the host by which others reach it
};

// The checkpoint that the signer signed last; nothing before the first.
using LastSigned = std::function<Result<std::optional<ledger::Checkpoint>>()>;

// What main() has put together for the commands.
struct Wiring {
  const app::Reader& reader;
  const Clock& clock;
  std::string version;
  // The store in a data folder, made where there is none.
  std::function<Result<std::unique_ptr<app::Store>>(const std::string& data)> open_store;
  // Serves the record until stopped.
  std::function<Result<void>(const Serving& serving)> serve;
  // Makes a key, or signs until stopped; what there is to say.
  std::function<Result<std::string>(const Signing& signing)> sign = {};
  // Makes a witness's key, or witnesses until stopped; what there is to say.
  std::function<Result<std::string>(const Witnessing& witnessing)> witness = {};
  // Of a signer that runs apart; without it, its memory beside the data folder is read.
  LastSigned last_signed = {};
  // Copies the record as it stands, also while it is served, into a new file; and puts such a copy into a data folder
  // that has no record.
  std::function<Result<void>(const std::string& data, const std::string& to)> back_up = {};
  std::function<Result<void>(const std::string& from, const std::string& data)> put_back = {};
  // The report as a page that needs no server.
  std::function<std::string(const view::Picture& picture, const view::Report& report)> report_document;
  // The reply to recommendations, likewise.
  std::function<std::string(const view::Picture& picture, const view::Reply& reply)> reply_document = {};
  const app::Printer* printer = nullptr;  // nullptr: there is no Chromium
};

// Runs one command and returns the exit status (sysexits.h; exit.h has the table). Facts go to standard output; one
// plain sentence to standard error where it fails, and then nothing to standard output.
int run(int argc, const char* const* argv, const Wiring& wiring);

}  // namespace candour::cli
