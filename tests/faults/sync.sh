#!/bin/bash
# sync.sh CANDOUR FAULTY_DISK.so WORK: a sync fails under the served program. Whoever asked is told that nothing was
# changed, the program says why and ends, and what it had acknowledged is there when it is started again.
set -euo pipefail
candour="$1" faulty="$2" work="$3"
rm -rf "$work" && mkdir -p "$work/disk" && cd "$work"
served=""
trap '[[ -z "$served" ]] || kill "$served" 2>/dev/null || true' EXIT
stop() {
  echo "FAILS: $*"
  exit 1
}
serve() {
  : >served.log
  "$@" serve --data disk/live --listen 127.0.0.1:0 --pdf-browser none >/dev/null 2>"$work/served.log" &
  served=$!
  for _ in $(seq 600); do
    site="$(sed -n 's/^Candour serves .* at \(http.*\)$/\1/p' served.log)"
    [[ -z "$site" ]] || return 0
    kill -0 "$served" 2>/dev/null || stop "it does not serve: $(cat served.log)"
    sleep 0.1
  done
  stop "it does not serve within a minute"
}
add() { # NAME: the status
  curl -sS -o answer.html -w '%{http_code}' -H "Origin: $site" -H 'Accept: text/html' --data-urlencode "name=$1" "$site/agencies/new"
}
"$candour" signer --data disk/live --new-key plans.harrowvale.example/log/1 >/dev/null

serve env LD_PRELOAD="$faulty" FAULTY_DISK="$work/disk" FAULTY_DISK_FROM="$work/from-now" "$candour"
[[ "$(add 'Police of Harrow Vale')" == 303 ]] || stop "an agency is not added: $(cat answer.html)"
touch from-now
answer="$(add 'Housing of Harrow Vale')"
[[ "$answer" == 503 ]] || stop "a sync failed, and the answer is $answer"
status=0
wait "$served" || status=$?
served=""
[[ "$status" == 69 ]] || stop "it ended with $status: $(cat served.log)"
grep -q "The disk failed, so Candour ends" served.log || stop "it does not say why: $(cat served.log)"
grep -q "start Candour again: what was acknowledged is kept" served.log || stop "it does not say what to do: $(cat served.log)"

serve "$candour"
curl -sS -H 'Accept: text/html' -o agencies.html "$site/agencies"
grep -q "Police of Harrow Vale" agencies.html || stop "what was acknowledged is lost"
kill "$served"
wait "$served" || true
served=""
"$candour" verify --data disk/live >/dev/null || stop "the record does not hold"
echo "All of it holds."
