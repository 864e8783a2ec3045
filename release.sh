#!/usr/bin/env bash
# Builds what a release consists of into artifacts/release: portable binaries, packages, checksums, bill of materials.
#   ./release.sh [--dry-run] [RID...]      default: linux-x64 linux-x64-v3 linux-arm64 win-x64 win-arm64 osx-x64 osx-arm64
# Native code can be made only for the system that builds; for the others the program comes with the runtime, ready to run, in one file.
# linux-x64 runs on any processor since 2009 and scans 16 bytes at a time; linux-x64-v3 needs AVX2 (2013) and scans 32; what install.sh builds uses all its own
# processor has. (A native program does not look for AVX2 by itself; with the runtime it does.)
# --dry-run names the files and builds nothing. Runs on Linux: GNU tar, and zip for Windows.
set -euo pipefail

die() { echo "release: $*" >&2; exit 2; }

cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
out=$PWD/artifacts/release
work=$PWD/artifacts/release-work
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
known=(linux-x64 linux-x64-v3 linux-arm64 win-x64 win-arm64 osx-x64 osx-arm64)
dry=no
[ "${1:-}" != --dry-run ] || { dry=yes; shift; }
rids=("$@")
[ $# -gt 0 ] || rids=("${known[@]}")
for rid in "${rids[@]}"; do
    [[ " ${known[*]} " == *" $rid "* ]] || die "'$rid' is no system that is built for; valid are ${known[*]}"
done

archive_of() { case $1 in win-*) echo "secretsentry-$version-$1.zip" ;; *) echo "secretsentry-$version-$1.tar.gz" ;; esac; }

if [ "$dry" = yes ]; then
    for rid in "${rids[@]}"; do archive_of "$rid"; done
    printf '%s\n' "SecretSentry.$version.nupkg" "SecretSentry.Engine.$version.nupkg" "SecretSentry.Patterns.$version.nupkg" "SecretSentry.MSBuild.$version.nupkg" "secretsentry-$version.cdx.json" "secretsentry-libgit2-$version.cdx.json" SHA256SUMS
    exit
fi
tar --version 2>/dev/null | grep -q GNU || die "GNU tar is missing"
[[ " ${rids[*]} " != *" win-"* ]] || command -v zip >/dev/null || die "zip is missing; Windows' archives are made with it"
rm -rf "$out" "$work"
mkdir -p "$out" "$work"

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
    for program in SecretSentry.Cli SecretSentry.LibGit2; do
        dotnet publish "src/$program" -c Release -r "${rid%-v3}" -o "$work/$rid" -v quiet --nologo -m:1 \
            -p:RestoreLockedMode=false -p:NuGetLockFilePath="$work/$rid.$program.lock.json" -p:StripSymbols=true "$@"
    done
}

pack_binaries() {
    local rid=$1 name=secretsentry-$version-$1
    mkdir -p "$work/$name"
    cp "$work/$rid"/secretsentry* LICENSE README.md "$work/$name/"
    # libgit2, for the second reader of a purge. Programs in one file contain it.
    find "$work/$rid" -maxdepth 1 -name '*git2-*' -exec cp {} "$work/$name/" \;
    rm -f "$work/$name"/*.pdb "$work/$name"/*.dbg "$work/$name"/*.xml
    # The same bytes for the same input: no times, names or order of the machine that packs.
    case $rid in
        win-*) (cd "$work" && find "$name" -type f -exec touch -d @0 {} + && find "$name" -type f | sort | TZ=UTC zip -qX "$out/$(archive_of "$rid")" -@) ;;
        *) tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -cf - "$name" | gzip -n9 >"$out/$(archive_of "$rid")" ;;
    esac
}

for rid in "${rids[@]}"; do
    echo "== $rid"
    if [ "$rid" = "$(host)" ]; then
        publish "$rid" -p:PublishAot=true $([ "$rid" = "${rid%-x64}" ] || echo -p:IlcInstructionSet=x86-64-v2)
    elif [ "$rid" = "$(host)-v3" ]; then
        publish "$rid" -p:PublishAot=true -p:IlcInstructionSet=x86-64-v3
    elif [ "$rid" != "${rid%-v3}" ]; then
        echo "left out: native code for $rid can be made on ${rid%-v3} alone"
        continue
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
# CycloneDX, of what the program is built from (test packages are no part of it); what only the build uses, as analyzers, has the scope "excluded".
dotnet tool install --tool-path "$work/tools" CycloneDX -v quiet >/dev/null
list_packages() { # PROJECT NAME
    DOTNET_ROLL_FORWARD=Major "$work/tools/dotnet-CycloneDX" "src/$1/$1.csproj" --output "$out" --filename "$2-$version.cdx.json" --output-format json \
        --set-name "$2" --set-version "$version" --no-serial-number --disable-package-restore >"$work/cyclonedx.log" || { cat "$work/cyclonedx.log"; exit 1; }
    [ "$(grep -c '"alg": "SHA-512"' "$out/$2-$version.cdx.json")" -eq "$(grep -c '"purl":' "$out/$2-$version.cdx.json")" ] || die "a package in the bill of materials has no hash"
}
list_packages SecretSentry.Cli secretsentry
list_packages SecretSentry.LibGit2 secretsentry-libgit2

# Each package of the lock files, by name and version, with a hash.
sed -n -e 's/^      "\(.*\)": {$/\1/p' -e 's/^        "resolved": "\(.*\)",$/\1/p' src/*/packages.lock.json | awk '/^[0-9]/ { print name "@" $0; next } { name = $0 }' | sort -u | while read -r package; do
    grep -qiF "\"purl\": \"pkg:nuget/$package\"" "$out"/*.cdx.json || die "the bill of materials lacks $package"
done

(cd "$out" && sha256sum -- * >"$work/SHA256SUMS" && mv "$work/SHA256SUMS" .)
echo "== $out"
ls -l "$out"
