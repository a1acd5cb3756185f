#!/usr/bin/env bash
# Runs every test. Installs what the tests need where it may; what is missing is named, and the tests that need it are skipped.
# Closes with one line: N passed, N failed, N skipped
# What concerns the database runs twice: on SQLite, and on a PostgreSQL server of its own in a scratch folder.
#   ./test.sh                        all tests
#   ./test.sh -class "*QueueTests"   any filter of the xunit runner
#   ./test.sh --faults               the suite of faults alone, in its long form (about twenty minutes): hundreds of kills, locks of half a minute …
set -uo pipefail
cd "$(dirname "$0")"

say() { printf '%s\n' "$*"; }

if ! command -v dotnet >/dev/null 2>&1; then
  say "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download"
  exit 1
fi

chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
have_font() { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh 2>/dev/null | head -1)" ]; }
if { [ -z "$chromium" ] || ! have_font; } && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  say "Installing Chromium and a Chinese font for the journeys in the browser …"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig; } >/dev/null 2>&1 \
    || say "Could not install them."
  chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
fi
if [ -z "$chromium" ]; then
  say "Skipped: the journeys in the browser (no Chromium: apt-get install chromium)."
else
  export FEEDBACKHUB_CHROMIUM=$chromium
fi
command -v curl >/dev/null 2>&1 || say "Skipped: the examples of docs/api.md (no curl)."

results=$(mktemp -d)
postgres=
stop() {
  if [ -n "$postgres" ]; then as_server "$postgres/pg_ctl" -D "$results/pg" -m immediate stop >/dev/null 2>&1; fi
  rm -rf "$results"
}
trap stop EXIT

# The server refuses to run as root; Debian's package brings a user for it.
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
find_postgres() { dirname "$(ls /usr/lib/postgresql/*/bin/postgres 2>/dev/null | sort -V | tail -1 || command -v postgres)" 2>/dev/null; }
postgres_bin=$(find_postgres)
if { [ ! -x "$postgres_bin/initdb" ] || [ ! -x /usr/sbin/nginx ]; } && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  say "Installing PostgreSQL and nginx for the tests on them …"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql nginx-light; } >/dev/null 2>&1 || say "Could not install them."
  postgres_bin=$(find_postgres)
fi
start_postgres() {
  [ -x "$postgres_bin/initdb" ] || return 1
  chmod 755 "$results" && mkdir "$results/pg" && { [ "$(id -u)" != 0 ] || chown postgres "$results/pg"; } || return 1
  local port
  port=$(( 20000 + RANDOM % 20000 ))
  # What a test leaves is thrown away: nothing need be synced.
  as_server "$postgres_bin/initdb" -D "$results/pg" -A trust -U postgres --no-sync -E UTF8 --locale=C >/dev/null 2>&1 \
    && as_server "$postgres_bin/pg_ctl" -D "$results/pg" -w -l "$results/pg/log" \
      -o "-c listen_addresses=127.0.0.1 -p $port -k $results/pg -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300" start >/dev/null 2>&1 \
    && postgres=$postgres_bin && server="Host=127.0.0.1;Port=$port;Username=postgres"
}

dotnet build FeedbackHub.sln --nologo -v quiet || { say "0 passed, 1 failed, 0 skipped"; exit 1; }

tests=FeedbackHub.Tests/bin/Debug/net10.0/FeedbackHub.Tests.dll
status=0
limit=1200
if [ "${1:-}" = --faults ]; then
  set -- -trait "Kind=Fault" -trait- "Database=Postgres"
  on_postgres=(-trait "Kind=Fault") again=1 limit=3600
  export FEEDBACKHUB_FAULTS=long
elif [ $# -eq 0 ]; then
  set -- -trait- "Database=Postgres"
  on_postgres=() again=1
  for noun in Access Assignment Audit Backups Cases Dashboards Data Demo Faults Health Intake Live Nodes Telemetry; do on_postgres+=(-namespace "FeedbackHub.Tests.$noun"); done
fi
# No run goes on for ever: a test that hangs is named after two minutes, and ends the run after twenty (the long faults after an hour).
run() { timeout -k 10 "$limit" dotnet "$tests" -noColor -noLogo -longRunning 120 "$@" || status=$?; }
run -result-xml "$results/all.xml" "$@"

# Again on PostgreSQL: what works on the database, but for what is about SQLite itself or draws components.
if [ -n "${again:-}" ]; then
  server=missing
  start_postgres && say "The same on PostgreSQL …" || say "Skipped: the tests on PostgreSQL (no server: apt-get install postgresql)."
  FEEDBACKHUB_POSTGRES=$server run -result-xml "$results/postgres.xml" "${on_postgres[@]}" -trait- "Database=Sqlite" -trait- "Kind=Component"
fi

sum() { grep -o '<assembly [^>]*>' "$results"/*.xml 2>/dev/null | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'; }
passed=$(sum passed); failed=$(( $(sum failed) + $(sum errors) )); skipped=$(sum skipped)
if [ "$status" -ge 124 ]; then say "The tests did not end in time, or were killed."; fi
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
  failed=1
fi
if [ "$skipped" -gt 0 ]; then
  say "Skipped:"
  grep -o '<test [^>]*result="Skip"[^>]*>' "$results"/*.xml | grep -o ' name="[^"]*"' | sed 's/ name="\(.*\)"/  \1/' | head -40
fi
say "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$status" -eq 0 ]
