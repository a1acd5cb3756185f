#!/usr/bin/env bash
# Runs every test. Installs what the tests need where it may; what is missing is named, and the tests that need it are skipped.
# Closes with one line: N passed, N failed, N skipped
#   ./test.sh                        all tests
#   ./test.sh -class "*QueueTests"   any filter of the xunit runner
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
trap 'rm -rf "$results"' EXIT

dotnet build FeedbackHub.sln --nologo -v quiet || { say "0 passed, 1 failed, 0 skipped"; exit 1; }

dotnet FeedbackHub.Tests/bin/Debug/net10.0/FeedbackHub.Tests.dll -noColor -noLogo -result-xml "$results/all.xml" "$@"
status=$?

sum() { grep -o '<assembly [^>]*>' "$results/all.xml" 2>/dev/null | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'; }
passed=$(sum passed); failed=$(( $(sum failed) + $(sum errors) )); skipped=$(sum skipped)
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
  failed=1
fi
if [ "$skipped" -gt 0 ]; then
  say "Skipped:"
  grep -o '<test [^>]*result="Skip"[^>]*>' "$results/all.xml" | grep -o ' name="[^"]*"' | sed 's/ name="\(.*\)"/  \1/' | head -40
fi
say "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$status" -eq 0 ]
