#!/usr/bin/env bash
# Installs what the tests need and runs every test. Arguments go to `dotnet test`.
set -euo pipefail
cd "$(dirname "$0")/.."

bash eng/install-test-tools.sh
export PATH="$PATH:$PWD/artifacts/tools/usr/bin"

results=artifacts/test-results
rm -rf "$results"
echo "building"
dotnet build PrivateCloud.sln --nologo -v quiet -clp:NoSummary

code=0
# One test project at a time: each may start servers, and two cores are soon full.
dotnet test PrivateCloud.sln --no-build --nologo -m:1 --logger "console;verbosity=minimal" --logger trx --results-directory "$results" "$@" || code=$?

# Why something was skipped belongs on the screen, not only in a file.
if grep -hq 'outcome="NotExecuted"' "$results"/*.trx 2>/dev/null; then
  echo "skipped:"
  grep -h -A4 'outcome="NotExecuted"' "$results"/*.trx | grep -o '<Message>[^<]*' | sed 's/<Message>/  /' | sort | uniq -c
fi

sum() { grep -ho "<Counters [^>]*" "$results"/*.trx | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'; }
passed=$(sum passed) failed=$(sum failed) total=$(sum total)
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$((total - passed - failed))"
[ "$total" -gt 0 ] || { echo "no test ran" >&2; exit 1; }
exit "$code"
