#!/usr/bin/env bash
# Build dist/ipju-VERSION.dmg with 입주심사.app in it. Unsigned: sign and notarise before handing it out.
set -euo pipefail
cd "$(dirname "$0")/../.."
python3 packaging/freeze.py
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
stage=build/dmg
rm -rf $stage
mkdir -p $stage
cp -R dist/입주심사.app $stage/
ln -s /Applications $stage/Applications
hdiutil create -volname 입주심사 -srcfolder $stage -ov -format UDZO "dist/ipju-$version.dmg"
