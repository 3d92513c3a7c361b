#!/bin/bash
# candour serve speaks TLS: curl and openssl s_client say so.
#   tls.sh CANDOUR
set -uo pipefail
candour="$1"
work="$(mktemp -d)"
server=
trap '[[ -n "$server" ]] && kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
failures=0
fail() {
  printf 'FAILED: %s\n' "$*"
  failures=$((failures + 1))
}
has() { # has TEXT PART WHAT
  [[ "$1" == *"$2"* ]] || fail "$3: “$2” is not in: $1"
}

certificate() { # certificate NAME
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=localhost" \
    -addext "subjectAltName=DNS:localhost" -keyout "$work/$1.key" -out "$work/$1.pem" 2>/dev/null
}
certificate first
certificate second
cp "$work/first.pem" "$work/site.pem"
cp "$work/first.key" "$work/site.key"

port=20000
serve() { "$candour" serve --data "$work/data" --listen "0.0.0.0:$port" "$@"; }

# Others are let in only with accounts and with TLS.
has "$(serve 2>&1)" "there are no accounts yet" "without accounts"
"$candour" user add fay@harrowvale.example --name "Fay Nash" --role member --password --data "$work/data" \
  <<<"a quiet winter harbour" >/dev/null || fail "no account was made"
has "$(serve 2>&1)" "would cross the network unencrypted" "without TLS"
has "$(serve --tls-certificate "$work/site.pem" 2>&1)" "TLS needs two files" "without a key"
has "$(serve --tls-certificate "$work/site.pem" --tls-key "$work/site.key" 2>&1)" "by which address people reach it" \
  "without a site"
site="https://localhost:$port"
tls=(--tls-certificate "$work/site.pem" --tls-key "$work/site.key" --site "$site")
has "$(serve "${tls[@]}" --behind-proxy 127.0.0.1 2>&1)" "Leave one out" "with a proxy too"
has "$(serve --tls-certificate "$work/site.pem" --tls-key "$work/second.key" --site "$site" 2>&1)" \
  "belong to the certificate" "with another's key"
has "$(serve --tls-certificate "$work/none.pem" --tls-key "$work/site.key" --site "$site" 2>&1)" "cannot be read" \
  "without a file"

# wait_for COMMAND…: until it is so, however busy the machine is; false after three minutes, and where the server has ended.
wait_for() {
  for _ in $(seq 1800); do
    "$@" && return
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
  done
  "$@"
}
logged() { grep -q "$1" "$work/log"; }

# Its address has a port in it, which is chosen before; one that somebody has already is passed over. The server is not
# started by the function: a shell between would get the signal that is meant for it.
for _ in $(seq 50); do
  port=$((10000 + RANDOM % 20000))
  site="https://localhost:$port"
  tls=(--tls-certificate "$work/site.pem" --tls-key "$work/site.key" --site "$site")
  "$candour" serve --data "$work/data" --listen "0.0.0.0:$port" "${tls[@]}" 2>"$work/log" &
  server=$!
  wait_for logged "^Candour serves" && break
  logged "is in use" || break
done
has "$(cat "$work/log")" "$port" "the server began"
get() { curl --silent --show-error --max-time 180 --cacert "$work/first.pem" "$@"; }

[[ "$(get "$site/healthz")" == ok ]] || fail "curl got nothing"
for version in 1.2 1.3; do
  [[ "$(get --tlsv$version --tls-max $version "$site/healthz")" == ok ]] || fail "TLS $version"
done
head="$(get --include "$site/sign-in")"
has "$head" "Strict-Transport-Security: max-age=31536000; includeSubDomains" "HSTS"
cookies="$(get --include --data-urlencode "email=fay@harrowvale.example" \
  --data-urlencode "password=a quiet winter harbour" "$site/sign-in")"
has "$cookies" "Set-Cookie: __Host-candour=" "signing in"
has "$cookies" "; Path=/; HttpOnly; SameSite=Lax; Secure" "signing in"
# Several answers on one connection, a large one, and a large body that is refused.
page="$(get "$site/sign-in" "$site/help" "$site/healthz")"
has "$page" "</html>" "one connection"
has "$page" "ok" "one connection"
style="$(get "$site/sign-in" | sed -n 's|.*\(/assets/[^"]*\.css\).*|\1|p')"
size="$(get --output /dev/null --write-out '%{size_download}' "$site$style")"
[[ "$size" -gt 100000 ]] || fail "the style sheet came with $size bytes"
head -c 3000000 /dev/zero >"$work/large"
code="$(get --output /dev/null --write-out '%{http_code}' --data-binary "@$work/large" \
  --header "Content-Type: application/x-www-form-urlencoded" "$site/sign-in")"
[[ "$code" == 413 ]] || fail "a body too large was answered $code"
curl --silent --max-time 180 --output "$work/plain" "http://localhost:$port/" && fail "plain HTTP was answered"

client() { openssl s_client -connect "localhost:$port" -servername localhost "$@" </dev/null 2>&1; }
said="$(client -CAfile "$work/first.pem" -verify_return_error -alpn http/1.1)"
has "$said" "Verify return code: 0 (ok)" "s_client"
has "$said" "TLSv1.3" "s_client"
has "$said" "ALPN protocol: http/1.1" "s_client"
has "$(client -tls1_2)" "ECDHE-ECDSA-" "TLS 1.2"
for old in -tls1 -tls1_1; do
  has "$(client $old -cipher 'ALL:@SECLEVEL=0')" "alert protocol version" "$old"
done
has "$(client -tls1_2 -cipher 'AES128-SHA:AES256-GCM-SHA384:ECDHE-ECDSA-AES128-SHA')" "handshake failure" \
  "suites without forward secrecy or authenticated encryption"
has "$(client -alpn h2)" "no application protocol" "HTTP/2"

# A new certificate without a restart; one that is no good changes nothing.
serial() { client | openssl x509 -noout -serial; }
first="$(serial)"
[[ -n "$first" ]] || fail "no certificate was shown"
cp "$work/second.pem" "$work/site.pem"
kill -HUP "$server"
wait_for logged "The former certificate goes on" || fail "a certificate without its key: $(cat "$work/log")"
[[ "$(serial)" == "$first" ]] || fail "a certificate without its key was taken"
cp "$work/second.key" "$work/site.key"
kill -HUP "$server"
another() { [[ "$(serial)" != "$first" ]]; }
wait_for another || fail "the new certificate was not taken"
[[ "$(curl --silent --cacert "$work/second.pem" "$site/healthz")" == ok ]] || fail "nothing by the new certificate"

kill "$server"
wait "$server" || fail "the server ended with $?"
server=
exit $((failures > 0))
