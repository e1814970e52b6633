#!/usr/bin/env bash
# Installs the servers and tools that the tests use. Idempotent; says what it does; never fails the build:
# what cannot be had is skipped by the tests that need it, with the reason.
set -u

say() { printf 'test tools: %s\n' "$*"; }

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

refreshed=
apt_update() {
  [ -n "$refreshed" ] || apt-get update -qq >/dev/null 2>&1 || say "apt-get update failed; trying with the lists at hand"
  refreshed=1
}

# PostgreSQL: any installed major will do; Debian's own otherwise.
if ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1; then
  say "PostgreSQL server is here"
elif can_install; then
  say "installing PostgreSQL"
  apt_update
  # The package would start a cluster of its own on the default port; the tests start theirs.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || printf 'create_main_cluster = false\n' >/etc/postgresql-common/createcluster.conf
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql >/dev/null || say "PostgreSQL could not be installed; its tests will be skipped"
else
  say "no PostgreSQL server, and only root on Debian can have it installed here; its tests will be skipped"
fi

# kubectl: on PATH, or Debian's, unpacked beside this checkout's build output (the package refuses to share /usr/bin/kubectl).
tools=$(cd "$(dirname "$0")/.." && pwd)/artifacts/tools
if command -v kubectl >/dev/null 2>&1 || [ -x "$tools/usr/bin/kubectl" ]; then
  say "kubectl is here"
elif can_install; then
  say "fetching kubectl"
  apt_update
  mkdir -p "$tools"
  (cd "$tools" && apt-get download kubernetes-client >/dev/null && dpkg-deb -x kubernetes-client_*.deb . && rm -f kubernetes-client_*.deb) ||
    say "kubectl could not be had; its tests will be skipped"
else
  say "no kubectl on PATH; its tests will be skipped"
fi

# ICU: the driver of SQL Server needs it, and .NET does not start a program that was built for it where it is missing.
if ldconfig -p 2>/dev/null | grep -q libicuuc || [ "$(uname)" != Linux ]; then
  say "ICU is here"
elif can_install; then
  say "installing ICU"
  apt_update
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends libicu-dev >/dev/null || say "ICU could not be installed; the tests of SQL Server and of the reference host will fail to start"
else
  say "no ICU; the tests of SQL Server and of the reference host will fail to start"
fi

# moto: S3 and IAM for tests. They know the inner names of one version, so that is fetched into a folder of this checkout
# unless a python3 on PATH has it; Debian's own is the last resort, and skipped by the tests unless it happens to be that version.
moto=5.2.1
has_moto() { "$1" -c "import moto, flask_cors, sys; sys.exit(moto.__version__ != '$moto')" >/dev/null 2>&1; }
if has_moto python3 || has_moto "$tools/moto/bin/python3"; then
  say "moto is here"
elif command -v python3 >/dev/null 2>&1 && python3 -m venv "$tools/moto" >/dev/null 2>&1 && "$tools/moto/bin/pip" install --quiet "moto[server]==$moto" >/dev/null 2>&1; then
  say "moto was installed"
elif can_install; then
  say "installing Debian's moto"
  apt_update
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3-moto python3-flask-cors >/dev/null 2>&1 ||
    say "moto could not be had; the tests that need it will be skipped"
else
  say "no moto $moto; the tests that need it will be skipped"
fi

# Azurite, Azure's own Blob emulator: an npm package, installed beside this checkout's build output.
azurite=3.35.0
if grep -qs "\"version\": \"$azurite\"" "$tools/azurite/node_modules/azurite/package.json"; then
  say "Azurite is here"
else
  if ! command -v npm >/dev/null 2>&1 && can_install; then
    say "installing node and npm"
    apt_update
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends nodejs npm >/dev/null || say "node and npm could not be installed"
  fi
  if command -v npm >/dev/null 2>&1; then
    say "installing Azurite"
    mkdir -p "$tools/azurite"
    # Without scripts: nothing that is fetched runs before a test starts it.
    npm install --prefix "$tools/azurite" --ignore-scripts --no-package-lock --no-audit --no-fund --silent "azurite@$azurite" >/dev/null ||
      say "Azurite could not be installed; its tests will be skipped"
  else
    say "no npm on PATH; the tests that need Azurite will be skipped"
  fi
fi

# MinIO's client: on PATH under one of its names, or Debian's, which entered Debian with trixie: on an older one it is unpacked
# from there, with package lists of its own, so that nothing else of trixie comes along.
if command -v mcli >/dev/null 2>&1 || command -v minio-client >/dev/null 2>&1 || [ -x "$tools/usr/bin/minio-client" ]; then
  say "MinIO's client is here"
elif can_install && [ -e /etc/apt/sources.list.d/debian.sources ]; then
  say "fetching MinIO's client"
  lists=$(mktemp -d)
  mkdir -p "$tools" "$lists/sources" "$lists/state/partial"
  sed -E 's/^(Suites:).*/\1 trixie/' /etc/apt/sources.list.d/debian.sources | awk 'BEGIN { RS = ""; ORS = "\n\n" } NR == 1' >"$lists/sources/trixie.sources"
  trixie="-o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts=$lists/sources -o Dir::State::lists=$lists/state -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User=root"
  # shellcheck disable=SC2086
  apt-get $trixie update -qq >/dev/null 2>&1 && (cd "$tools" && apt-get $trixie download minio-client >/dev/null 2>&1 && dpkg-deb -x minio-client_*.deb . && rm -f minio-client_*.deb) ||
    say "MinIO's client could not be had; its tests will be skipped"
  rm -rf "$lists"
else
  say "no MinIO client on PATH; its tests will be skipped"
fi

bash "$(dirname "$0")/control-plane.sh"

# Docker's registry, and skopeo as an independent client of it. The package would start a service of its own; the tests start theirs.
if command -v docker-registry >/dev/null 2>&1 && command -v skopeo >/dev/null 2>&1 && command -v htpasswd >/dev/null 2>&1; then
  say "container registry and skopeo are here"
elif can_install; then
  say "installing a container registry and skopeo"
  apt_update
  DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y --no-install-recommends docker-registry skopeo apache2-utils >/dev/null ||
    say "the container registry could not be installed; its tests will be skipped"
else
  say "no docker-registry, skopeo and htpasswd on PATH; their tests will be skipped"
fi
