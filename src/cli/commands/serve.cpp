// candour serve: the pages, on this machine, until it is stopped.

#include <memory>
#include <string>

#include "cli/commands/command.h"

namespace candour::cli {

void add_serve(CLI::App& program, const Wiring& wiring, Outcome& outcome) {
  CLI::App& command = *program.add_subcommand("serve", "Serve the pages on this machine until stopped (Ctrl+C)");
  const auto options = std::make_shared<Serving>();
  const auto word_template = std::make_shared<std::string>();
  command.add_option("--data", options->data, "The folder that holds the record; made where there is none")
      ->required()
      ->envname("CANDOUR_DATA");
  command
      .add_option("--listen", options->listen,
                  "Address and port; others than this machine's own need accounts and TLS: --tls-certificate with "
                  "--tls-key, or --behind-proxy")
      ->envname("CANDOUR_LISTEN")
      ->capture_default_str();
  command
      .add_option("--site", options->site,
                  "The address by which people reach the pages, as https://plans.harrowvale.example; links in letters "
                  "begin with it")
      ->envname("CANDOUR_SITE");
  command
      .add_option("--behind-proxy", options->proxy,
                  "The address of the proxy that ends TLS before Candour; --site is then its https address")
      ->envname("CANDOUR_BEHIND_PROXY");
  command
      .add_option("--tls-certificate", options->tls_certificate,
                  "A PEM file with the certificate, then those that lead to its authority: Candour itself speaks TLS; "
                  "read again on SIGHUP")
      ->envname("CANDOUR_TLS_CERTIFICATE");
  command.add_option("--tls-key", options->tls_key, "A PEM file with the certificate's key, without a passphrase")
      ->envname("CANDOUR_TLS_KEY");
  command
      .add_option("--breached-passwords", options->breached_passwords,
                  "A file of passwords known from breaches, one a line, as themselves or as SHA-1; they are refused")
      ->envname("CANDOUR_BREACHED_PASSWORDS");
  command
      .add_option(
          "--smtp", options->smtp,
          "The mail server that takes letters: smtps://NAME@HOST, smtp://HOST (STARTTLS; plain on this machine)")
      ->envname("CANDOUR_SMTP");
  command
      .add_option("--smtp-password-file", options->smtp_password_file,
                  "A file whose first line is the password for the mail server")
      ->envname("CANDOUR_SMTP_PASSWORD_FILE");
  command
      .add_option("--smtp-authorities", options->smtp_authorities,
                  "A PEM file of certificate authorities, where the mail server's is not among the system's")
      ->envname("CANDOUR_SMTP_AUTHORITIES");
  command
      .add_option("--mail-from", options->mail_from,
                  "Who letters come from, as \"Harrow Vale Partnership <plans@harrowvale.example>\"")
      ->envname("CANDOUR_MAIL_FROM");
  command
      .add_option("--clamd", options->clamd,
                  "A ClamAV daemon that looks at files of evidence: its socket (/run/clamav/clamd.ctl) or HOST:PORT; "
                  "a file is held back until it has been found clean")
      ->envname("CANDOUR_CLAMD");
  command
      .add_option("--signer", options->signer,
                  "The socket of a signer that runs as a process and user of its own (candour signer --socket); "
                  "without it one is run here, where “candour signer --new-key” has made a key")
      ->envname("CANDOUR_SIGNER");
  command
      .add_option("--checkpoint-minutes", options->checkpoint_minutes,
                  "How long at most what was recorded waits for the ledger to be signed")
      ->check(CLI::Range(1u, 1440u))
      ->envname("CANDOUR_CHECKPOINT_MINUTES")
      ->capture_default_str();
  command
      .add_option("--policy", options->policy,
                  "A file of c2sp.org/tlog-policy: the witnesses that count, where each is asked, and how many are "
                  "enough")
      ->envname("CANDOUR_POLICY");
  command
      .add_option("--time-stamps", options->stamping, "The address of an authority that stamps checkpoints (RFC 3161)")
      ->envname("CANDOUR_TIME_STAMPS");
  command
      .add_option("--time-stamp-authorities", options->stamping_authorities,
                  "A PEM file with the authorities that sign for it; without it a stamp's signature is left to who "
                  "checks it")
      ->envname("CANDOUR_TIME_STAMP_AUTHORITIES");
  command
      .add_option("--word-template", *word_template,
                  "A Word template with your letterhead for papers, reports and replies (candour word-template prints "
                  "ours, to be changed)")
      ->envname("CANDOUR_WORD_TEMPLATE");
  command
      .add_option("--pdf-browser", options->pdf_browser,
                  "The Chromium that prints PDF (default: Debian's, where it is installed); none: no PDF is offered")
      ->envname("CANDOUR_PDF_BROWSER");
  command.callback([options, word_template, &wiring, &outcome] {
    auto word = read_word_template(*word_template);
    if (!word) {
      outcome.result = fail(std::move(word.error()));
      return;
    }
    options->word_template = std::move(*word);
    if (auto served = wiring.serve(*options); !served) outcome.result = fail(std::move(served.error()));
  });
}

}  // namespace candour::cli
