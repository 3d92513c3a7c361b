#!/bin/bash
# Every command of bin/ says what it is for, works from any folder, and answers nonsense with a sentence.
#   commands_test.sh ROOT
set -uo pipefail
root="$1"
cd /
failures=0
fail() {
  printf 'FAILED: %s\n' "$*"
  failures=$((failures + 1))
}
count=0
for command in "$root"/bin/*; do
  name="bin/$(basename "$command")"
  [[ -x "$command" ]] || continue
  count=$((count + 1))
  said="$("$command" --help 2>&1)" || fail "$name --help ended with $?"
  [[ "$said" == "$name"* ]] || fail "$name --help does not begin with its name: $said"
  said="$("$command" nonsense 2>&1)" && fail "$name took “nonsense”"
  [[ "$said" == *"nonsense"* && "$said" != *"line "[0-9]* ]] || fail "$name nonsense: $said"
done
[[ "$count" -ge 5 ]] || fail "only $count commands were found"

said="$("$root/bin/demo" --port 99999 2>&1)" && fail "bin/demo took port 99999"
[[ "$said" == *"A port is a number from 1 to 65535"* ]] || fail "bin/demo --port 99999: $said"
said="$("$root/bin/demo" --port 2>&1)" && fail "bin/demo took an empty port"
[[ "$said" == *"A port is a number from 1 to 65535"* ]] || fail "bin/demo --port: $said"
exit $((failures > 0))
