#!/bin/sh
# Builds SecretSentry on this machine and puts `secretsentry` on the PATH.
#   ./install.sh [--prefix DIR] [--no-aot]
# --prefix DIR  program goes to DIR/lib/secretsentry, link to DIR/bin (default: /usr/local if writable, else ~/.local)
# --no-aot      build the fallback that needs the .NET runtime instead of a native program
set -eu
started_in=$PWD
cd "$(dirname "$0")"

say() { printf '%s\n' "install: $*"; }
die() { printf '%s\n' "install: $*" >&2; exit 1; }

prefix=
aot=yes
while [ $# -gt 0 ]; do
    case $1 in
        --prefix) [ $# -ge 2 ] && [ -n "$2" ] || die "--prefix needs a folder"; prefix=$2; shift 2 ;;
        --no-aot) aot=no; shift ;;
        -h | --help) sed -n '2,5{s/^# \{0,1\}//;p;}' install.sh; exit 0 ;;
        *) die "unknown option '$1'; valid options are --prefix DIR and --no-aot" ;;
    esac
done
if [ -z "$prefix" ]; then
    if [ -w /usr/local/bin ] && [ -w /usr/local/lib ]; then prefix=/usr/local; else prefix=$HOME/.local; fi
fi
# The link must hold an absolute path, and a relative one means: from where the caller stands.
case $prefix in /*) ;; *) prefix=$started_in/$prefix ;; esac
mkdir -p "$prefix/lib" "$prefix/bin" || die "cannot write to $prefix; specify another folder with --prefix"

# apt_install PACKAGE...: quietly does nothing useful where there is no apt or no right to use it.
apt_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    run=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || return 1
        run=sudo
    fi
    $run apt-get update -qq && $run apt-get install -y -qq "$@" >/dev/null
}

# fetch ADDRESS: its content.
fetch() {
    if command -v curl >/dev/null 2>&1; then curl -fsSL "$1"
    elif command -v wget >/dev/null 2>&1; then wget -qO- "$1"
    else apt_install curl ca-certificates && curl -fsSL "$1"
    fi
}

has_sdk() { command -v dotnet >/dev/null 2>&1 && dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; }

# Microsoft's own script puts an SDK into ~/.dotnet (https://learn.microsoft.com/dotnet/core/tools/dotnet-install-script).
sdk_script=${SECRETSENTRY_DOTNET_INSTALL:-https://dot.net/v1/dotnet-install.sh}
install_sdk() {
    script=$(mktemp) || return 1
    fetch "$sdk_script" >"$script" && bash "$script" --channel 10.0 --install-dir "$HOME/.dotnet" >/dev/null || { rm -f "$script"; return 1; }
    rm -f "$script"
    use_home_sdk && has_sdk
}
use_home_sdk() {
    PATH=$HOME/.dotnet:$PATH
    DOTNET_ROOT=$HOME/.dotnet
    export PATH DOTNET_ROOT
}

# Packages come over TLS; a small system trusts nobody yet.
[ "$(uname -s)" != Linux ] || [ -e /etc/ssl/certs/ca-certificates.crt ] || [ -d /etc/pki ] || apt_install ca-certificates || say "note: no certificates in /etc/ssl/certs; fetching packages may fail"
# The SDK wants ICU for cultures, which a small system has not and this build does not need.
ldconfig -p 2>/dev/null | grep -q libicuuc || [ "$(uname -s)" != Linux ] || export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY=false
export DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
[ -x "$HOME/.dotnet/dotnet" ] && ! has_sdk && use_home_sdk
if ! has_sdk; then
    say "the .NET 10 SDK is missing; trying the distribution's package dotnet-sdk-10.0"
    if ! apt_install dotnet-sdk-10.0 2>/dev/null; then
        say "not to be had; trying $sdk_script, into $HOME/.dotnet"
        install_sdk || die "no .NET 10 SDK, and none from the distribution or $sdk_script; install it from https://dot.net and run this again"
    fi
fi
command -v git >/dev/null 2>&1 || { say "installing git"; apt_install git || die "git is missing; install it and run this again"; }

if [ "$aot" = yes ]; then
    if ! command -v clang >/dev/null 2>&1 && ! command -v gcc >/dev/null 2>&1; then
        say "no linker; trying the packages gcc and zlib1g-dev"
        apt_install gcc zlib1g-dev || { say "not to be had: building the fallback"; aot=no; }
    fi
fi

case $(uname -s)-$(uname -m) in
    Linux-x86_64) rid=linux-x64 ;;
    Linux-aarch64) rid=linux-arm64 ;;
    Darwin-arm64) rid=osx-arm64 ;;
    Darwin-x86_64) rid=osx-x64 ;;
    *) die "no build is known for $(uname -s) on $(uname -m)" ;;
esac

out=$PWD/artifacts/install
rm -rf "$out"
# One at a time (-m:1): with a platform given, shared projects are built more than once, into one folder.
# The lock file of this build is not the committed one: it names packages of this machine's platform.
publish() {
    for program in SecretSentry.Cli SecretSentry.LibGit2; do
        dotnet publish "src/$program" -c Release -r "$rid" -o "$out" -v quiet --nologo -m:1 \
            -p:RestoreLockedMode=false -p:NuGetLockFilePath="$PWD/artifacts/publish-$program.lock.json" -p:MSBuildWarningsAsMessages=NETSDK1187 "$@" || return 1
    done
}
if [ "$aot" = yes ]; then
    say "building a native program for this machine (a minute or two)"
    publish -p:PublishAot=true -p:IlcInstructionSet=native -p:StripSymbols=true || { say "the native build failed (see above); building the fallback"; aot=no; rm -rf "$out"; }
fi
if [ "$aot" = no ]; then
    say "building the fallback (ReadyToRun, needs the .NET runtime; starts in about 70 ms instead of 3)"
    publish -p:PublishAot=false -p:PublishReadyToRun=true --self-contained false || die "the build failed; see above"
fi

rm -rf "$prefix/lib/secretsentry"
cp -R "$out" "$prefix/lib/secretsentry"
rm -f "$prefix/lib/secretsentry"/*.pdb "$prefix/lib/secretsentry"/*.dbg "$prefix/lib/secretsentry"/*.xml
# The build-time tool's start-up file comes along with a native build; nothing there runs it.
[ "$aot" = no ] || rm -f "$prefix/lib/secretsentry"/SecretSentry.PatternCompiler*
ln -sf "$prefix/lib/secretsentry/secretsentry" "$prefix/bin/secretsentry"

if [ "$aot" = yes ]; then kind="native, for this machine's processor"; else kind="fallback, needs the .NET runtime"; fi
version=$("$prefix/bin/secretsentry" --version) || die "built and copied, but $prefix/bin/secretsentry does not run"
say "installed secretsentry $version ($kind) as $prefix/bin/secretsentry"
case ":$PATH:" in *":$prefix/bin:"*) ;; *) say "note: $prefix/bin is not on your PATH; add it: export PATH=\"$prefix/bin:\$PATH\"" ;; esac
say "next:"
say "  cd YOUR-REPOSITORY && secretsentry install     check every commit from now on"
say "  secretsentry scan --history                    look at everything that was ever committed"
