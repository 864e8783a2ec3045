#!/usr/bin/env bash
# Builds what a release consists of into artifacts/release: portable binaries, packages, checksums, bill of materials.
#   ./release.sh [RID...]      default: linux-x64 linux-arm64 win-x64 win-arm64 osx-x64 osx-arm64
# Native code can be made only for the system that builds; for the others the program comes with the runtime, ready to run, in one file.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
out=$PWD/artifacts/release
work=$PWD/artifacts/release-work
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
rm -rf "$out" "$work"
mkdir -p "$out" "$work"
rids=("$@")
[ $# -gt 0 ] || rids=(linux-x64 linux-arm64 win-x64 win-arm64 osx-x64 osx-arm64)

host() {
    case $(uname -s)-$(uname -m) in
        Linux-x86_64) echo linux-x64 ;;
        Linux-aarch64) echo linux-arm64 ;;
        Darwin-arm64) echo osx-arm64 ;;
        Darwin-x86_64) echo osx-x64 ;;
    esac
}

# One at a time (-m:1) and with a lock file of its own, for the reasons given in install.sh.
publish() {
    local rid=$1
    shift
    dotnet publish src/SecretSentry.Cli -c Release -r "$rid" -o "$work/$rid" -v quiet --nologo -m:1 \
        -p:RestoreLockedMode=false -p:NuGetLockFilePath="$work/$rid.lock.json" -p:StripSymbols=true "$@"
}

pack_binaries() {
    local rid=$1 name=secretsentry-$version-$1
    mkdir -p "$work/$name"
    cp "$work/$rid"/secretsentry* LICENSE README.md "$work/$name/"
    rm -f "$work/$name"/*.pdb "$work/$name"/*.dbg "$work/$name"/*.xml
    # The same bytes for the same input: no times, names or order of the machine that packs.
    case $rid in
        win-*) (cd "$work" && find "$name" -type f -exec touch -d @0 {} + && find "$name" -type f | sort | zip -qX "$out/$name.zip" -@) ;;
        *) tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -cf - "$name" | gzip -n9 >"$out/$name.tar.gz" ;;
    esac
}

for rid in "${rids[@]}"; do
    echo "== $rid"
    if [ "$rid" = "$(host)" ]; then
        publish "$rid" -p:PublishAot=true
    else
        publish "$rid" -p:PublishAot=false --self-contained -p:PublishSingleFile=true -p:PublishReadyToRun=true -p:EnableCompressionInSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true
    fi
    pack_binaries "$rid"
done

echo "== packages"
dotnet pack src/SecretSentry.Cli -c Release -o "$out" -v quiet --nologo
# The engine, its rules and the build target are packages of a release only: a plain 'dotnet pack' yields the tool alone.
for project in src/SecretSentry.Engine src/SecretSentry.Patterns; do
    dotnet pack "$project" -c Release -o "$out" -v quiet --nologo -p:IsPackable=true
done
dotnet pack ci/msbuild -c Release -o "$out" -v quiet --nologo -p:IsPackable=true

echo "== bill of materials"
# CycloneDX, of what the program is built from (test packages are no part of it).
dotnet tool install --tool-path "$work/tools" CycloneDX -v quiet >/dev/null
DOTNET_ROLL_FORWARD=Major "$work/tools/dotnet-CycloneDX" src/SecretSentry.Cli/SecretSentry.Cli.csproj --output "$out" --filename "secretsentry-$version.cdx.json" --output-format json \
    --recursive --exclude-dev --set-name secretsentry --set-version "$version" --no-serial-number --disable-package-restore >"$work/cyclonedx.log" || { cat "$work/cyclonedx.log"; exit 1; }

(cd "$out" && sha256sum -- * >"$work/SHA256SUMS" && mv "$work/SHA256SUMS" .)
echo "== $out"
ls -l "$out"
