#!/bin/bash
# candour user: add, list, reset and grant, as somebody at a shell uses them.
#   user.sh CANDOUR
set -uo pipefail
candour="$1"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export CANDOUR_DATA="$work/data"
failures=0
fail() {
  printf 'FAILED: %s\n' "$*"
  failures=$((failures + 1))
}
# runs STATUS PART WORDS…: ends so, and says so on either output. Its standard input is ours.
runs() {
  local status="$1" part="$2" said ended
  shift 2
  said="$("$candour" user "$@" 2>&1)"
  ended=$?
  [[ "$ended" == "$status" ]] || fail "user $*: ended with $ended, not $status: $said"
  [[ "$said" == *"$part"* ]] || fail "user $*: “$part” is not in: $said"
}

runs 0 "" list
# The first administrator, by a link that begins with the site's address and is nobody else's.
runs 0 "https://plans.harrowvale.example/invite/" add ada@harrowvale.example --name "Ada Reed" \
  --site https://plans.harrowvale.example/
runs 0 "administrator	no password yet" list
# By a password on standard input, which no output repeats.
said="$("$candour" user add ben@harrowvale.example --name "Ben Moor" --role coordinator --password \
  <<<"a quiet winter harbour" 2>&1)" || fail "a password on standard input: $said"
[[ "$said" == *"Ben Moor signs in as ben@harrowvale.example"* ]] || fail "a password: $said"
[[ "$said" != *"harbour"* ]] || fail "the password was repeated: $said"
runs 0 "ben@harrowvale.example	Ben Moor	coordinator	password" list
grep -rqa "a quiet winter harbour" "$work/data" && fail "the password stands in the data folder"
[[ "$(stat -c %a "$work/data")" == 700 ]] || fail "the data folder is open to others"

# What is not so is said, with the status of its kind, and changes nothing.
before="$("$candour" user list)"
runs 64 "There are: " add cai@harrowvale.example --name "Cai Ford" --role president
runs 64 "No agency here goes by the name" add cai@harrowvale.example --name "Cai Ford" --role agency_lead --agency Police
runs 64 "e-mail" add nowhere --name "Cai Ford"
runs 64 "--name is required" add cai@harrowvale.example
runs 64 "subcommand" ""
"$candour" user add ada@harrowvale.example --name "Another" >/dev/null 2>&1 && fail "one address was given twice"
"$candour" user grant nobody@harrowvale.example --role member >/dev/null 2>&1 && fail "nobody was given a role"
"$candour" user reset nobody@harrowvale.example >/dev/null 2>&1 && fail "nobody was let in anew"
[[ "$("$candour" user list)" == "$before" ]] || fail "a refusal changed something: $("$candour" user list)"

runs 0 "Ada Reed is now approver." grant ada@harrowvale.example --role approver
runs 0 "administrator, approver" list

# Another password; the former is then wrong, which the link by letter shows too.
runs 0 "Ben Moor chooses a password here, once, within seven days:" reset ben@harrowvale.example
said="$("$candour" user reset ben@harrowvale.example --codes --password <<<"short" 2>&1)" && fail "“short” was taken"
[[ "$said" == *"at least 12 characters"* ]] || fail "a short password: $said"
"$candour" user reset ben@harrowvale.example --codes --password <<<"another quiet winter" >/dev/null ||
  fail "another password was not taken"
exit $((failures > 0))
