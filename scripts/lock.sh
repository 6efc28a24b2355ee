#!/usr/bin/env bash
# Compile requirements/*.txt from pyproject.toml: hashes for every platform, no address.
# usage: scripts/lock.sh [PATH-OF-UV]     (add "--upgrade" after the path to take newer versions)
set -euo pipefail
cd "$(dirname "$0")/.."
uv=${1:-uv}
[ $# -gt 0 ] && shift
compile() {
  "$uv" pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet "$@"
}
compile --group build --output-file requirements/run.txt "$@" >/dev/null
compile --group build --group dev --constraint requirements/run.txt \
  --output-file requirements/dev.txt "$@" >/dev/null
if grep -n '://' requirements/*.txt; then
  echo "an address slipped into the lock" >&2
  exit 1
fi
wc -l requirements/*.txt
