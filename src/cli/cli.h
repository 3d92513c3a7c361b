#pragma once
// The command line: `candour COMMAND …`. Each command is one file in commands/; this door runs the one that was named.

#include <functional>
#include <memory>
#include <string>

#include "app/reader.h"
#include "app/store.h"
#include "base/clock.h"
#include "base/result.h"
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
  std::string clamd;  // the virus scanner's socket or HOST:PORT; empty: files are not scanned
};

// What main() has put together for the commands.
struct Wiring {
  const app::Reader& reader;
  const Clock& clock;
  std::string version;
  // The store in a data folder, made where there is none.
  std::function<Result<std::unique_ptr<app::Store>>(const std::string& data)> open_store;
  // Serves the record until stopped.
  std::function<Result<void>(const Serving& serving)> serve;
  // The report as a page that needs no server.
  std::function<std::string(const view::Picture& picture, const view::Report& report)> report_document;
};

// Runs one command and returns the exit status (sysexits.h; exit.h has the table). Facts go to standard output; one
// plain sentence to standard error where it fails, and then nothing to standard output.
int run(int argc, const char* const* argv, const Wiring& wiring);

}  // namespace candour::cli
