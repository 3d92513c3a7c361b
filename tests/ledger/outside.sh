#!/bin/bash
# outside.sh WRITE_LEDGER CANDOUR_VERIFY WORK SIZE…: programs that share no code with Candour accept what it writes, and
# refuse it altered: Go's note and tlog packages (check.go), openssl and coreutils (verify.sh); beside them, candour-verify.
set -eEuo pipefail
trap 'echo "outside.sh gave up in line $LINENO"' ERR
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
write_ledger="$1" candour_verify="$2" work="$3"
shift 3
command -v go >/dev/null || { echo "Go is not installed (bin/setup check installs it): nothing was checked."; exit 77; }
mkdir -p "$work"
# Debian's own copy of golang.org/x/mod, without a network.
exec 8>"$work/../go.lock"
flock 8
GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE="$work/../go-cache" GOFLAGS= go build -o "$work/check" "$here/check.go"
flock -u 8

verify() { # FOLDER: every command of candour-verify that it has something for
  local paper disclosed="$1/disclosed/event"
  "$candour_verify" ledger "$1" --key "$1/log.vkey" --witness "$1/witness.vkey" --seen "$1/checkpoint.old" &&
    "$candour_verify" ledger "$1" --key "$1/log.vkey" --policy "$1/policy" &&
    "$candour_verify" later "$1/checkpoint.old" "$1/checkpoint" --proof "$1/consistency" --key "$1/log.vkey" || return 1
  for paper in "$1"/paper.*.txt; do
    "$candour_verify" paper "$paper" --key "$1/log.vkey" --policy "$1/policy" || return 1
  done
  [[ ! -d "$1/disclosed" ]] || "$candour_verify" event "$disclosed.committed" --salt "$disclosed.salt" --proof "$disclosed.tlog-proof" \
    --words "$disclosed.words" --words-salt "$disclosed.words-salt" --key "$1/log.vkey"
}
flip() { # FILE BYTE: its lowest bit
  local value
  value="$(od --address-radix=n --format=u1 --skip-bytes="$2" --read-bytes=1 "$1")"
  printf "\\x$(printf '%02x' $((value ^ 1)))" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

for size; do
  folder="$work/$size"
  rm -rf "$folder"
  "$write_ledger" "$size" "$folder"
  echo "== $size entries"
  "$work/check" "$folder"
  "$here/verify.sh" "$folder"
  verify "$folder" >"$work/told.$size" || { cat "$work/told.$size"; exit 1; }
  echo "candour-verify: holds."
  # One bit in the middle of each file that the shell looks at; the tiles are for Go and candour-verify.
  refused=0
  while read -r file; do
    byte=$(($(stat -c %s "$folder/$file") / 2))
    flip "$folder/$file" "$byte"
    case "$file" in
      tile/* | witness.vkey | policy) ;;
      *) ! "$here/verify.sh" "$folder" >/dev/null 2>&1 || { echo "openssl and coreutils accept $file with byte $byte altered"; exit 1; } ;;
    esac
    case "$file" in
      log.pem) ;;
      *) ! verify "$folder" >/dev/null 2>&1 || { echo "candour-verify accepts $file with byte $byte altered"; exit 1; } ;;
    esac
    flip "$folder/$file" "$byte"
    refused=$((refused + 1))
  done < <(cd "$folder" && { find . -type f ! -path './tile/*'; find . -path '*.p/*' -type f; } | sed 's|^\./||' | sort)
  verify "$folder" >/dev/null
  echo "openssl, coreutils and candour-verify: $refused altered ones are refused."
  rm -rf "$folder"
done
