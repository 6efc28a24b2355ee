# Build dist\ipju-VERSION-setup.exe. Needs Python 3.11+ and Inno Setup 6 (iscc on the PATH).
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")
py -3 packaging\freeze.py
if ($LASTEXITCODE -ne 0) { throw "freeze.py failed" }
$version = (Select-String -Path pyproject.toml -Pattern '^version = "(.*)"').Matches[0].Groups[1].Value
iscc /Qp "/DVersion=$version" packaging\windows\ipju.iss
if ($LASTEXITCODE -ne 0) { throw "iscc failed" }
