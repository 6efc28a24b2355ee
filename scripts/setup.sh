#!/usr/bin/env bash
# Make .venv ready and Qt loadable. usage: scripts/setup.sh run|dev
# Nothing is done twice: a stamp in .venv holds the hash of what was installed.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:?run or dev}
venv=.venv

# What Qt loads on Debian: offscreen, then what a real window adds.
libraries=(libegl1 libgl1 libglib2.0-0 libxkbcommon0 libdbus-1-3 libfontconfig1
  libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 libxcb-shape0)

# apt PURPOSE PACKAGE...: install if we may, else say which command does.
apt() {
  local purpose=$1
  shift
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "시스템 패키지를 설치합니다 / installing system packages ($purpose): $*"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
      --no-install-recommends "$@" >/dev/null && return 0
  fi
  {
    echo "$purpose: 시스템 패키지가 없습니다. 아래 명령을 실행한 뒤 다시 시도하세요."
    echo "$purpose: system packages are missing. Run this command, then try again:"
    echo
    echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    echo
  } >&2
  return 1
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  local name
  for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
    if command -v "$name" >/dev/null && new_enough "$name"; then
      echo "$name"
      return 0
    fi
  done
  echo "Python 3.11 이상이 필요합니다. / Python 3.11 or newer is needed." >&2
  echo "    PYTHON=/path/to/python3.11 make run" >&2
  return 1
}

make_venv() {
  local python
  python=$(find_python)
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    apt "Python venv" python3-venv
  fi
  "$python" -m venv "$venv"
}

if [ -d $venv ] && ! new_enough $venv/bin/python; then
  echo "$venv 의 Python을 쓸 수 없어 새로 만듭니다. / Its Python is unusable: making $venv anew." >&2
  rm -rf $venv
fi
[ -d $venv ] || make_venv
python=$venv/bin/python

fingerprint() { # of the lock, the package's metadata, where we stand, and which Python
  { cat "requirements/$1.txt" pyproject.toml; pwd; "$python" -VV; } | "$python" -c \
    'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'
}
current() { [ "$(cat "$venv/ipju-$1.stamp" 2>/dev/null)" = "$(fingerprint "$1")" ]; }

# The dev set holds the run set.
if ! current "$kind" && ! current dev; then
  echo "필요한 패키지를 설치합니다 (처음 한 번, 몇 분) / installing packages, once, a few minutes"
  rm -f $venv/ipju-*.stamp
  export PIP_DISABLE_PIP_VERSION_CHECK=1
  "$python" -m pip install -qq --require-hashes -r "requirements/$kind.txt" || {
    echo "패키지를 받지 못했습니다. 인터넷이나 사내 패키지 색인(PIP_INDEX_URL)을 확인하세요." >&2
    echo "The packages could not be fetched: check the network or PIP_INDEX_URL." >&2
    exit 1
  }
  "$python" -m pip install -qq --no-deps --no-build-isolation --editable .
  # Without bytecode the imports take three times as long, and pip may have been told to skip it.
  "$python" -m compileall -q -j 2 "$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')" \
    >/dev/null || true
  fingerprint "$kind" >"$venv/ipju-$kind.stamp"
fi

window=""
[ -n "${DISPLAY:-}" ] && window=--window
if ! missing=$("$python" scripts/qt_libraries.py $window); then
  apt "Qt" "${libraries[@]}" || { echo "$missing" >&2; exit 1; }
  "$python" scripts/qt_libraries.py $window >&2 || {
    echo "설치 후에도 Qt를 불러오지 못했습니다. / Qt still does not load; see above." >&2
    exit 1
  }
fi
