#!/usr/bin/env bash
# Gets a real control plane for the tests: etcd, kube-apiserver and kube-controller-manager, in a cache folder that outlives
# this checkout. The API server and the controller manager are built from Debian's source package, once, in a few minutes;
# where they are already, this returns at once. Idempotent, says what it does, never fails the build: without a control
# plane the tests that need one are skipped, with the reason. KUBEBUILDER_ASSETS, if set, names a folder with other binaries,
# and nothing is built.
set -u

say() { printf 'control plane: %s\n' "$*"; }
give_up() { say "$*; its tests will be skipped"; exit 0; }

programs="etcd kube-apiserver kube-controller-manager"
complete() { local program; for program in $programs; do [ -x "$1/$program" ] || return 1; done; }

if [ -n "${KUBEBUILDER_ASSETS:-}" ]; then
  complete "$KUBEBUILDER_ASSETS" || give_up "KUBEBUILDER_ASSETS is set, and one of these is not in that folder: $programs"
  say "that of KUBEBUILDER_ASSETS is used"
  exit 0
fi

checkout=$(cd "$(dirname "$0")/.." && pwd)
cache=${XDG_CACHE_HOME:-${HOME:-}/.cache}/mendix-private-cloud/control-plane
# The tests look in both places (tests/Testing/ControlPlane/ControlPlaneBinaries.cs).
if ! mkdir -p "$cache" 2>/dev/null || ! [ -w "$cache" ]; then cache=$checkout/artifacts/control-plane; mkdir -p "$cache"; fi

find_complete() { local folder; for folder in "$cache"/*/ "$checkout"/artifacts/control-plane/*/; do complete "$folder" && return 0; done; return 1; }

if find_complete; then say "is here"; exit 0; fi
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || give_up "none is here, and only root on Debian can have it built"

# Two checkouts on one machine share the cache: the second waits for the first instead of building again.
exec 9>"$cache/.lock"
flock 9
if find_complete; then say "is here"; exit 0; fi

work=$cache/.work
log=$cache/build.log
rm -rf "$work"
mkdir -p "$work"
: >"$log"
trap 'rm -rf "$work"' EXIT

fail() { tail -n 15 "$log" | sed 's/^/    /'; give_up "$* (the whole log is $log)"; }

say "installing what it is built with"
apt() { apt-get -o DPkg::Lock::Timeout=300 "$@"; }
apt update -qq >>"$log" 2>&1 || say "apt-get update failed; trying with the lists at hand"
DEBIAN_FRONTEND=noninteractive apt install -y --no-install-recommends \
  dpkg-dev golang-go golang-github-modern-go-reflect2-dev jq make rsync xz-utils >>"$log" 2>&1 || fail "the packages could not be installed"

# Unpacked, not installed: the package would start a server of its own.
say "fetching etcd"
(cd "$work" && apt download etcd-server && dpkg-deb -x etcd-server_*.deb etcd) >>"$log" 2>&1 || fail "etcd could not be had"

# The machine's own sources, as source packages, with lists of their own: what the machine knows of packages stays as it is.
say "fetching the source"
mkdir -p "$work/sources" "$work/lists/partial"
for file in /etc/apt/sources.list.d/*.sources; do
  [ -e "$file" ] && sed 's/^Types:.*/Types: deb-src/' "$file" >"$work/sources/$(basename "$file")"
done
for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
  [ -e "$file" ] && sed -En 's/^[[:space:]]*deb(-src)?[[:space:]]/deb-src /p' "$file" | sort -u >"$work/sources/$(basename "$file" .list).list"
done
apt_source() {
  apt -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$work/sources" -o Dir::State::lists="$work/lists" \
    -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= "$@"
}
# A source that has no source packages makes the update fail; the one that counts may be there all the same.
apt_source update -qq >>"$log" 2>&1
(cd "$work" && apt_source source --download-only kubernetes && dpkg-source --no-check -x kubernetes_*.dsc source) >>"$log" 2>&1 ||
  fail "the source package could not be had"

# Debian's package version reads 1.20.5+really1.20.2-1.1: what it really is stands at the end.
version=$(sed -n 's/^Version: //p' "$work"/kubernetes_*.dsc | head -n 1)
really=${version##*really}
really=${really%%[-+~]*}

# The reflect2 in the source crashes when built with a newer Go than its own.
rm -rf "$work/source/vendor/github.com/modern-go/reflect2"
cp -rL /usr/share/gocode/src/github.com/modern-go/reflect2 "$work/source/vendor/github.com/modern-go/reflect2" || fail "reflect2 could not be replaced"

# What `git describe` would tell in a clone.
cat >"$work/version" <<VERSION
KUBE_GIT_COMMIT=unknown
KUBE_GIT_TREE_STATE=archive
KUBE_GIT_VERSION=v$really
KUBE_GIT_MAJOR=${really%%.*}
KUBE_GIT_MINOR=$(printf '%s' "$really" | cut -d. -f2)
VERSION

say "building kube-apiserver and kube-controller-manager $really; a few minutes, once"
(
  cd "$work/source" &&
  env CGO_ENABLED=0 GOCACHE="$work/go-build" GOFLAGS= KUBE_GIT_VERSION_FILE="$work/version" \
    make WHAT="cmd/kube-apiserver cmd/kube-controller-manager"
) >>"$log" 2>&1 9>&- &
build=$!
begun=$SECONDS
while kill -0 "$build" 2>/dev/null; do
  sleep 1
  waited=$((SECONDS - begun))
  [ $((waited % 30)) -ne 0 ] || say "building for $waited s"
done
wait "$build" || fail "the build failed"

mkdir -p "$work/done"
cp "$work/etcd/usr/bin/etcd" "$work/source/_output/bin/kube-apiserver" "$work/source/_output/bin/kube-controller-manager" "$work/done/" ||
  fail "the build made other files than expected"
for program in $programs; do "$work/done/$program" --version >>"$log" 2>&1 || fail "$program does not start"; done

# In place all at once, so that a folder that is there is whole.
mv -T "$work/done" "$cache/$version" || fail "$cache cannot be written"
say "$really is built"
