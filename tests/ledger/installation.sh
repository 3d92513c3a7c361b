#!/bin/bash
# installation.sh CANDOUR CANDOUR_VERIFY SAMPLES WORK: an installation as a sysadmin runs it: a signer's key, a served
# record, a backup while it is served, an export that Go, openssl, coreutils and candour-verify accept, a new
# installation filled from it, a restore that would go back, and what is served when somebody goes back all the same.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
candour="$1" candour_verify="$2" samples="$3" work="$4"
rm -rf "$work" && mkdir -p "$work" && cd "$work"
served="" signer="" witness=""
trap 'for process in $served $signer $witness; do kill "$process" 2>/dev/null || true; done' EXIT
patience=1800 # tenths of a second: what is waited for comes sooner, however busy the machine is
say() { echo "== $*"; }
stop() {
  echo "FAILS: $*"
  exit 1
}
serve() { # DATA [OPTION…]: the address is in $site
  : >served.log
  "$candour" serve --data "$1" --listen 127.0.0.1:0 "${@:2}" >/dev/null 2>"$work/served.log" &
  served=$!
  for _ in $(seq "$patience"); do
    site="$(sed -n 's/^Candour serves .* at \(http.*\)$/\1/p' served.log)"
    [[ -z "$site" ]] || return 0
    kill -0 "$served" 2>/dev/null || stop "it does not serve: $(cat served.log)"
    sleep 0.1
  done
  stop "it does not serve: $(cat served.log)"
}
end() {
  kill "$served"
  wait "$served" || true
  served=""
}
fetch() { curl -sS -f "$site/$1"; }
says() { # PATH PATTERN: the page, whatever its status; not by a pipe, whose reader may be gone before curl has written
  curl -sS -H 'Accept: text/html' -o said.html "$site/$1" && grep -q "$2" said.html
}
heads() { curl -sS -D heads.txt -o /dev/null "$site/$1" && grep -qi "$2" heads.txt; }
signed_size() { fetch ledger/checkpoint | sed -n 2p; }
wait_for() { # SIZE: until so many entries are signed
  for _ in $(seq "$patience"); do
    [[ "$(signed_size 2>/dev/null || true)" != "$1" ]] || return 0
    sleep 0.1
  done
  stop "$1 entries are not signed: $(fetch ledger/checkpoint || true)"
}
import() { # FILE DATA
  "$candour" import "$samples/$1" --data "$2" >/dev/null
}
entries() { "$candour" verify --data "$1" --format json | sed -n 's/.*"entries": \([0-9]*\).*/\1/p'; }

say "no key: it serves, and says that the ledger is not signed"
serve live
grep -q "not signed" served.log || stop "nothing is said"
[[ "$(curl -s -o /dev/null -w '%{http_code}' "$site/ledger/checkpoint")" == 404 ]] || stop "an unsigned checkpoint is served"
end

say "a key, and a signed ledger"
"$candour" signer --data live --new-key plans.harrowvale.example/log/1 >log.vkey
! "$candour" signer --data live --new-key plans.harrowvale.example/log/1 2>/dev/null || stop "a key is made twice"
import harrow-vale-rowan.txt live
serve live
wait_for "$(entries live)"
[[ "$(fetch healthz)" == ok ]] || stop "healthz"
fetch ledger/log.vkey | cmp - log.vkey
cp <(fetch ledger/checkpoint) early.checkpoint
heads ledger/tile/entries/000.p/1 '^cache-control:.*immutable' || stop "a tile may be kept"
heads ledger/checkpoint '^cache-control: *no-cache' || stop "a checkpoint may not"

say "a backup while it is served and written to"
"$candour" backup early.backup --data live
import brackenford-linnet.xlsx live
end
serve live
size="$(entries live)"
wait_for "$size"
[[ "$size" -gt 256 ]] || echo "(the sample is small: $size entries)"
end

say "an export, checked by tools that are not ours"
"$candour" export exported --data live
"$candour_verify" ledger exported/ledger --key log.vkey --seen early.checkpoint >verified || stop "$(cat verified)"
body="exported/ledger/checkpoint"
head -n 3 "$body" >body.text
sed -n 5p "$body" | cut -d ' ' -f 3 | base64 -d | tail -c +5 >body.signature
openssl pkeyutl -verify -pubin -inkey exported/ledger/log.pem -rawin -in body.text -sigfile body.signature >/dev/null
if command -v go >/dev/null; then
  exec 8>"$work/../go.lock"
  flock 8
  GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE="$work/../go-cache" GOFLAGS= go build -o check "$here/check.go"
  flock -u 8
  ./check exported/ledger
fi
for file in $(cd exported && find record originals -type f | sort); do
  [[ "$file" == record/ledger.jsonl ]] || [[ "$(sha256sum <"exported/$file" | cut -d ' ' -f 1)" == "${file#originals/}" ]] ||
    stop "$file is another file"
done

say "a new installation is filled from it: the same events, the same root; not without the list of what was erased"
status=0
"$candour" restore exported --data filled 2>refused || status=$?
[[ "$status" == 77 ]] && grep -q -- "--erased" refused || stop "it is restored without the list: $status $(cat refused)"
[[ ! -e filled && ! -e filled.restoring ]] || stop "something was left of it"
"$candour" restore exported --data filled --erased live.signer/erased >/dev/null
diff <("$candour" verify --data live --format json) <("$candour" verify --data filled --format json)
diff <("$candour" report --data live --format json) <("$candour" report --data filled --format json)

say "a backup is restored where nothing was signed since, and refused where it would go back"
"$candour" backup late.backup --data live
mv live live.gone
"$candour" restore late.backup --data live >/dev/null
diff <("$candour" verify --data live --format json) <("$candour" verify --data live.gone --format json)
! "$candour" restore late.backup --data live 2>/dev/null || stop "it restores over a record"
rm -rf live
status=0
"$candour" restore early.backup --data live 2>refused || status=$?
[[ "$status" == 77 ]] && grep -q "roll the ledger back" refused || stop "an older backup is not refused: $status $(cat refused)"
[[ ! -e live && ! -e live.restoring ]] || stop "something was left of it"

say "put back all the same, it is served read-only and says so everywhere"
"$candour" restore early.backup --data live --behind >/dev/null
serve live
grep -q "read-only" served.log || stop "not on the console"
says healthz "^read-only" || stop "not in the health answer"
for page in "" plans actions agencies help ledger nowhere; do
  says "$page" "This record is read-only" || stop "not on /$page"
done
answer="$(curl -sS -o answer.html -w '%{http_code}' -H 'Accept: text/html' -d 'name=Another' "$site/agencies/new")"
[[ "$answer" == 503 || "$answer" == 422 ]] && grep -q "read-only" answer.html || stop "a change is not refused plainly: $answer"
end
! "$candour" import "$samples/brackenford-linnet.xlsx" --data live >told 2>&1 || stop "it is imported into"
grep -q "read-only" told || stop "the command does not say why: $(cat told)"
[[ "$(entries live)" -lt "$size" ]] || stop "it was written to"

say "where no later copy is left, it goes on as a new ledger that names what the old one had signed last"
! "$candour" restore late.backup --data anew --erased live.signer/erased --signer-state live.signer/state --new-log "No reason" 2>refused ||
  stop "a new ledger is begun where the old one goes on"
"$candour" restore early.backup --data anew --erased live.signer/erased --signer-state live.signer/state \
  --new-log "The disk failed on 3 March, and the only copy is of the day before" >/dev/null
! "$candour" restore early.backup --data anew.too --erased live.signer/erased --signer-state nowhere --new-log "No reason" 2>refused || stop "nobody knows what was signed"
"$candour" verify --data anew >/dev/null || stop "the new ledger does not hold"
[[ "$(entries anew)" == "$(sed -n 2p early.checkpoint)" ]] || stop "the new one has $(entries anew) entries"
"$candour" signer --data anew --new-key plans.harrowvale.example/log/1 >/dev/null
serve anew
for _ in $(seq 100); do ! grep -q "a name of its own" served.log || break; sleep 0.1; done
grep -q "a name of its own" served.log || stop "the old name is signed again: $(cat served.log)"
end
rm -rf anew.signer
"$candour" signer --data anew --new-key plans.harrowvale.example/log/2 >log2.vkey
import harrow-vale-rowan.docx anew
serve anew
wait_for "$(entries anew)"
says ledger "goes on from" || stop "the page does not say what it goes on from"
! says "" "This record is read-only" || stop "it does not go on"
end
"$candour" export exported.anew --data anew >/dev/null
"$candour_verify" ledger exported.anew/ledger --key log2.vkey >verified || stop "$(cat verified)"
grep -q "goes on from plans.harrowvale.example/log/1, of which" verified || stop "$(cat verified)"

say "as it stood at a moment, from a backup and from an export alike"
moment="$(sed -n "$(sed -n 2p early.checkpoint)p" exported/record/ledger.jsonl | sed -n 's/.*"recorded":"\([^"]*\)".*/\1/p')"
for from in late.backup exported; do
  rm -rf then
  "$candour" restore "$from" --data then --until "$moment" --erased live.signer/erased >/dev/null
  "$candour" verify --data then --seen early.checkpoint --key log.vkey --format json >then.json || stop "$from at $moment: $(cat then.json)"
  [[ "$(entries then)" == "$(sed -n 2p early.checkpoint)" ]] || stop "$from at $moment has $(entries then) entries"
done
! "$candour" restore exported --data never --until yesterday 2>refused || stop "a moment that is none is taken"
[[ ! -e never && ! -e then.restoring.whole ]] || stop "something was left of it"

say "an altered row is found at the start"
rm -rf live && mv live.gone live
python3 - live/candour.db <<'PYTHON'
import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.execute("UPDATE events SET commitment = zeroblob(32) WHERE position = 3")
database.commit()
PYTHON
serve live
says healthz "its bytes were changed" || stop "a rewritten record is served as if nothing were"
end

say "a signer of its own, asked by its socket, and another partnership's witness; the signer gone, the pages go on"
rm -rf own && mkdir own
"$candour" signer --key own/key --state own/state --new-key own.example/log/1 >own/log.vkey
"$candour" witness --folder witness --new-key witness.brackenford.example >witness.vkey
cp own/log.vkey witness/logs
"$candour" witness --folder witness --listen 127.0.0.1:0 2>witness.log &
witness=$!
for _ in $(seq "$patience"); do ! grep -q "asked at" witness.log || break; sleep 0.1; done
printf 'log %s\nwitness Brackenford %s %s\nquorum Brackenford\n' "$(cat own/log.vkey)" "$(cat witness.vkey)" \
  "$(sed -n 's/^The witness is asked at //p' witness.log)" >policy
"$candour" signer --key own/key --state own/state --socket own/socket 2>own/log &
signer=$!
for _ in $(seq "$patience"); do ! grep -q "asked at" own/log || break; sleep 0.1; done
serve filled --signer "$work/own/socket" --checkpoint-minutes 1 --policy policy
wait_for "$(entries filled)"
for _ in $(seq "$patience"); do ! says ledger "Witnessed by Brackenford" || break; sleep 0.1; done
says ledger "Witnessed by Brackenford" || stop "no witness: $(cat served.log)"
fetch ledger/policy | cmp - policy
kill "$witness"
wait "$witness" || true
witness=""
kill "$signer"
wait "$signer" || true
signer=""
fetch plans >/dev/null
end
"$candour" export witnessed --data filled >/dev/null
"$candour_verify" ledger witnessed/ledger --key own/log.vkey --policy policy >told || stop "$(cat told)"
grep -q "are enough for the policy" told || stop "$(cat told)"

say "erased words leave no trace in the folder, and a restored older backup is erased again"
"$candour" backup before.erasure --data filled
words="$(python3 - filled/candour.db <<'PYTHON'
import json, sqlite3, sys
for (words,) in sqlite3.connect(sys.argv[1]).execute("SELECT words FROM events WHERE core LIKE '%action_added%'"):
    print(json.loads(words)["wording"][:40])
    break
PYTHON
)"
"$candour" erase --data filled --find "$words" >traces
[[ -s traces ]] && ! grep -q nowhere traces || stop "the words are not found"
"$candour" erase --data filled $(sed -n 's/^event \([0-9]*\).*/--event \1/p; s/^file \([0-9a-f]*\).*/--file \1/p' traces) \
  --basis unlawful --reason "It should not have been recorded" >/dev/null
! grep -rqF "$words" filled || stop "the words are still in $(grep -rlF "$words" filled)"
"$candour" verify --data filled >/dev/null || stop "a proof fell"
rm -rf again && mkdir again.signer && cp filled.signer/erased again.signer/
"$candour" restore before.erasure --data again >/dev/null
! grep -rqF "$words" again || stop "a restored backup brings the words back"
! "$candour" restore before.erasure --data lost 2>/dev/null || stop "it is restored without the list"
"$candour" restore before.erasure --data newer --erased filled >/dev/null
! grep -rqF "$words" newer || stop "what is gone from the newer record comes back"
"$candour" verify --data again >/dev/null || stop "a proof fell in the restored one"
echo "All of it holds."
