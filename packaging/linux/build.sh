#!/usr/bin/env bash
# Build dist/ipju_VERSION_ARCH.deb: the frozen programme, its menu entry, the libraries Qt needs.
set -euo pipefail
cd "$(dirname "$0")/../.."
python3 packaging/freeze.py
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
architecture=$(dpkg --print-architecture)
root=build/deb
rm -rf $root
install -d $root/DEBIAN $root/opt $root/usr/bin $root/usr/share/applications
cp -a dist/ipju $root/opt/ipju
ln -s /opt/ipju/ipju $root/usr/bin/ipju
ln -s /opt/ipju/ipju-gui $root/usr/bin/ipju-gui
install -m 644 packaging/linux/ipju.desktop $root/usr/share/applications/ipju.desktop
install -d $root/usr/share/icons/hicolor/scalable/apps
install -m 644 resources/icons/shield.svg $root/usr/share/icons/hicolor/scalable/apps/ipju.svg
cat >$root/DEBIAN/control <<CONTROL
Package: ipju
Version: $version
Architecture: $architecture
Maintainer: ipju
Section: office
Priority: optional
Depends: libegl1, libgl1, libglib2.0-0, libxkbcommon0, libdbus-1-3, libfontconfig1, libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxkbcommon-x11-0, libxcb-shape0
Description: 입주심사, review of applications for public tenancy support
CONTROL
dpkg-deb --root-owner-group --build $root "dist/ipju_${version}_$architecture.deb"
