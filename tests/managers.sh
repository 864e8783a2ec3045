#!/bin/sh
# Installs the programs that the end-to-end tests need: husky and lefthook from npm, and Husky.Net and PowerShell from NuGet, into artifacts/managers;
# pre-commit, Git LFS, zsh, fish and man from the distribution.
set -eu
cd "$(dirname "$0")/.."
missing=
command -v npm >/dev/null 2>&1 || missing="$missing npm"
command -v pre-commit >/dev/null 2>&1 || missing="$missing pre-commit"
command -v git-lfs >/dev/null 2>&1 || missing="$missing git-lfs"
command -v script >/dev/null 2>&1 || missing="$missing bsdutils"
command -v zsh >/dev/null 2>&1 || missing="$missing zsh"
command -v fish >/dev/null 2>&1 || missing="$missing fish"
command -v man >/dev/null 2>&1 || missing="$missing man-db"
if [ -n "$missing" ]; then
    apt-get update -qq
    # shellcheck disable=SC2086
    apt-get install -y -qq $missing >/dev/null
fi
[ -x artifacts/managers/node_modules/.bin/lefthook ] || npm install --ignore-scripts --silent --no-audit --no-fund --prefix artifacts/managers husky@9.1.7 lefthook@2.2.2 >/dev/null
[ -x artifacts/managers/dotnet/husky ] || dotnet tool install Husky --version 0.9.1 --tool-path artifacts/managers/dotnet >/dev/null
[ -x artifacts/managers/dotnet/pwsh ] || dotnet tool install PowerShell --version 7.6.9 --tool-path artifacts/managers/dotnet >/dev/null
