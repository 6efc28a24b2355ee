#!/usr/bin/env bash
# Open the desk; where there is no screen, do the main job all the same and say where it lies.
set -euo pipefail
cd "$(dirname "$0")/.."
case "$(uname -s)" in
  Darwin | MINGW* | MSYS* | CYGWIN*) screen=yes ;;
  *) screen=${DISPLAY:-}${WAYLAND_DISPLAY:-} ;;
esac
if [ -n "$screen" ]; then
  exec .venv/bin/ipju-gui "$@"
fi
echo "화면이 없어 견본 사건을 창 없이 처리합니다. / No screen: a sample case is done without one."
QT_QPA_PLATFORM=offscreen exec .venv/bin/ipju demo-run -o build/demo
