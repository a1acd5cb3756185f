#!/usr/bin/env bash
# Adds a migration for both databases: ./add-migration.sh NameOfTheChange
set -euo pipefail
cd "$(dirname "$0")"
name=${1:?Give the migration a name, such as AddFollowUps}
dotnet tool restore >/dev/null
dotnet build FeedbackHub.Core --nologo -v quiet
for database in Sqlite Postgres; do
  dotnet ef migrations add "$name" --no-build -p FeedbackHub.Core -s FeedbackHub.Core \
    --context "${database}HubContext" --output-dir "Data/$database/Migrations"
done
