#!/bin/bash
# verify.sh FOLDER: checks a ledger's papers and checkpoints with bash, openssl and coreutils alone, as
# docs/reference/formats/ledger.md describes. Exit status 0: all of it holds.
set -euo pipefail
cd "$1"
does_not_hold() {
  echo "does not hold: $*"
  exit 1
}
bytes() { basenc --base16 --decode <<<"${1^^}"; } # hexadecimal digits to bytes
hex_of() { basenc --base16 --wrap 0 | tr A-F a-f; } # and back
sha256() { sha256sum | cut -d ' ' -f 1; }
leaf_hash() { { printf '\0'; cat "$1"; } | sha256; }
node_hash() { { printf '\1'; bytes "$1$2"; } | sha256; }
hash_of_line() { # base64 to hexadecimal digits, in its one spelling
  local digits
  digits="$(base64 --decode <<<"$1" 2>/dev/null | hex_of)" && [[ ${#digits} -eq 64 && "$(bytes "$digits" | base64 --wrap 0)" == "$1" ]] ||
    does_not_hold "not a hash: $1"
  echo "$digits"
}
decimal() { [[ "$1" =~ ^(0|[1-9][0-9]{0,17})$ ]] || does_not_hold "not a number: $1"; }

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# The log's signature under a checkpoint (a file); sets origin, size and root.
open_checkpoint() {
  local name id signature
  name="$(cut -d + -f 1 log.vkey)" id="$(cut -d + -f 2 log.vkey)"
  head -n 3 "$1" >"$work/text"
  [[ -z "$(sed -n 4p "$1")" ]] || does_not_hold "$1: more than three lines are signed"
  signature="$(awk -v name="$name" 'NR > 4 && $1 == "—" && $2 == name { print $3 }' "$1")"
  base64 --decode <<<"$signature" >"$work/all" 2>/dev/null && [[ "$(base64 --wrap 0 "$work/all")" == "$signature" ]] ||
    does_not_hold "$1: not signed by $name"
  [[ "$(head -c 4 "$work/all" | hex_of)" == "$id" ]] || does_not_hold "$1: signed by another key"
  tail -c +5 "$work/all" >"$work/signature"
  openssl pkeyutl -verify -pubin -inkey log.pem -rawin -in "$work/text" -sigfile "$work/signature" >/dev/null 2>&1 ||
    does_not_hold "$1: the signature is false"
  { read -r origin && read -r size && read -r root; } <"$work/text"
  [[ "$origin" == "$name" ]] || does_not_hold "$1: of another log"
  decimal "$size"
  root="$(hash_of_line "$root")"
}

# RFC 9162, 2.1.3.2
check_inclusion() { # leaf index size root hash…
  local reached="$1" at="$2" last=$(($3 - 1)) to="$4" sibling
  shift 4
  ((at <= last)) || does_not_hold "no such entry"
  for sibling; do
    ((last != 0)) || does_not_hold "the proof is too long"
    if ((at & 1)) || ((at == last)); then
      reached="$(node_hash "$sibling" "$reached")"
      while ((!(at & 1) && at != 0)); do at=$((at >> 1)) last=$((last >> 1)); done
    else
      reached="$(node_hash "$reached" "$sibling")"
    fi
    at=$((at >> 1)) last=$((last >> 1))
  done
  ((last == 0)) && [[ "$reached" == "$to" ]] || does_not_hold "the proof leads elsewhere"
}

# RFC 9162, 2.1.4.2
check_consistency() { # old-size old-root size root hash…
  local old_size="$1" old_root="$2" to="$4" at=$(($1 - 1)) last=$(($3 - 1)) old_reached reached sibling
  local size="$3"
  shift 4
  if ((old_size == size)); then
    [[ $# -eq 0 && "$old_root" == "$to" ]] || does_not_hold "two ledgers of one size"
    return
  fi
  ((old_size & (old_size - 1))) || set -- "$old_root" "$@"
  while ((at & 1)); do at=$((at >> 1)) last=$((last >> 1)); done
  [[ $# -gt 0 ]] || does_not_hold "no proof"
  old_reached="$1" reached="$1"
  shift
  for sibling; do
    ((last != 0)) || does_not_hold "the proof is too long"
    if ((at & 1)) || ((at == last)); then
      old_reached="$(node_hash "$sibling" "$old_reached")" reached="$(node_hash "$sibling" "$reached")"
      while ((!(at & 1) && at != 0)); do at=$((at >> 1)) last=$((last >> 1)); done
    else
      reached="$(node_hash "$reached" "$sibling")"
    fi
    at=$((at >> 1)) last=$((last >> 1))
  done
  ((last == 0)) && [[ "$old_reached" == "$old_root" && "$reached" == "$to" ]] || does_not_hold "rewritten"
}

check_entry() { # entry proof
  local hashes=() line index
  [[ "$(sed -n 1p "$2")" == "c2sp.org/tlog-proof@v1" ]] || does_not_hold "$2: not a proof"
  index="$(sed -n 2p "$2")"
  [[ "$index" == "index "* ]] || does_not_hold "$2: no index"
  index="${index#index }"
  decimal "$index"
  while read -r line && [[ -n "$line" ]]; do hashes+=("$(hash_of_line "$line")"); done < <(tail -n +3 "$2")
  sed '1,/^$/d' "$2" >"$work/checkpoint"
  open_checkpoint "$work/checkpoint"
  check_inclusion "$(leaf_hash "$1")" "$index" "$size" "$root" "${hashes[@]}"
}

openssl pkey -pubin -in log.pem -outform DER 2>/dev/null | tail -c 32 | cmp -s - <(cut -d + -f 3- log.vkey | base64 --decode | tail -c 32) ||
  does_not_hold "log.pem and log.vkey are two keys"
for entry in paper.*.leaf; do
  stem="${entry%.leaf}"
  file="$(find . -maxdepth 1 -name "$stem.*" ! -name '*.leaf' ! -name '*.tlog-proof')"
  grep -q "^sha256 $(sha256sum "$file" | cut -d ' ' -f 1)\$" "$entry" || does_not_hold "$file: another file than its entry tells of"
  check_entry "$entry" "$stem.tlog-proof"
done
open_checkpoint checkpoint.old
old_size="$size" old_root="$root"
open_checkpoint checkpoint
[[ "$(sed -n 1p consistency)" == "old $old_size" ]] || does_not_hold "consistency: from another size"
hashes=()
while read -r line; do hashes+=("$(hash_of_line "$line")"); done < <(tail -n +2 consistency)
check_consistency "$old_size" "$old_root" "$size" "$root" "${hashes[@]}"

# An event that was disclosed: its bytes under its salt are the entry, its words under theirs stand in the bytes.
if [[ -d disclosed ]]; then
  hmac() { openssl dgst -sha256 -mac HMAC -macopt "hexkey:$(cat "$1")" -binary "$2"; }
  printf 'candour.event/v1\n%s\n' "$(hmac disclosed/event.salt disclosed/event.committed | base64 --wrap 0)" >"$work/entry"
  check_entry "$work/entry" disclosed/event.tlog-proof
  grep -qxF "words $(hmac disclosed/event.words-salt disclosed/event.words | base64 --wrap 0)" disclosed/event.committed ||
    does_not_hold "the words are not those of the event"
fi
echo "openssl and coreutils: holds."
