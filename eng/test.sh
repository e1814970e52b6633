#!/usr/bin/env bash
# Installs what the tests need and runs every test. Arguments go to `dotnet test`.
set -euo pipefail
cd "$(dirname "$0")/.."

bash eng/install-test-tools.sh
export PATH="$PATH:$PWD/artifacts/tools/usr/bin"

echo "building"
dotnet build PrivateCloud.sln -c Release --nologo -v quiet -clp:NoSummary

# Collections of 128 MB instead of a fraction of a processor's cache: a fifth of the time, and there is nothing to keep.
export DOTNET_GCgen0size=0x8000000

export results=artifacts/test-results
rm -rf "$results"
mkdir -p "$results"

# Runs one project, and shows what it printed when it is over: those beside it print as well.
run() {
  local name code=0 log
  name=$(basename "$1" .csproj)
  log="$results/$name.log"
  echo "-- $name begins"
  TIMEFORMAT="-- $name took %0R s, and of processors %0U s and %0S s for the system"
  {
    time dotnet test "$1" -c Release --no-build --nologo --logger "console;verbosity=minimal" \
      --logger "trx;LogFileName=$name.trx" --results-directory "$results" "${@:2}" || code=$?
    echo
  } >"$log" 2>&1
  cat "$log"
  return "$code"
}
export -f run

# Two at a time, because they wait a third of their time for servers and clocks. Those that take longest first, so that none of them is
# left over at the end.
long='FaultMatrix OperatorConformance Operator.Tests S3OnDemand Postgres ApiConformance'
{ find tests -name '*.csproj' -exec grep -L '<IsTestProject>false' {} +; find samples -name '*.Tests.csproj'; } | sort |
  awk -v long="$long" '{ split(long, first, " "); place = 99; for (i in first) if (index($0, first[i])) { place = i; break } print place, $0 }' | sort -s -n -k1,1 | cut -d' ' -f2 >"$results/projects"
code=0
xargs -P "${PRIVATECLOUD_TEST_JOBS:-2}" -I{} bash -c 'run "$@"' run {} "$@" <"$results/projects" || code=$?

# Where whoever reads the end of a long log looks.
dotnet run eng/ReportTests.cs -- "$results" || code=1
exit "$code"
