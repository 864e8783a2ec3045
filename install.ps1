# Builds SecretSentry on this machine and puts `secretsentry` on the PATH. Not run on Windows by its authors yet.
#   ./install.ps1 [-Prefix DIR] [-NoAot]
param([string]$Prefix = "$env:LOCALAPPDATA\Programs\secretsentry", [switch]$NoAot)
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue) -or -not (dotnet --list-sdks | Select-String '^10\.')) {
    throw 'install: the .NET 10 SDK is missing; install it from https://dot.net (or: winget install Microsoft.DotNet.SDK.10) and run this again'
}
if (-not (Get-Command git -ErrorAction SilentlyContinue)) {
    throw 'install: git is missing; install Git for Windows and run this again'
}

$rid = if ([System.Runtime.InteropServices.RuntimeInformation]::OSArchitecture -eq 'Arm64') { 'win-arm64' } else { 'win-x64' }
$out = Join-Path $PWD 'artifacts\install'
Remove-Item -Recurse -Force $out -ErrorAction SilentlyContinue
$common = @('-c', 'Release', '-r', $rid, '-o', $out, '-v', 'quiet', '--nologo', '-m:1', '-p:RestoreLockedMode=false')

# Publishes both programs. Returns whether that succeeded.
function Publish {
    foreach ($program in 'SecretSentry.Cli', 'SecretSentry.LibGit2') {
        & dotnet publish "src/$program" @common "-p:NuGetLockFilePath=$PWD\artifacts\publish-$program.lock.json" @args | Out-Host
        if ($LASTEXITCODE -ne 0) { return $false }
    }
    return $true
}

$native = $false
if (-not $NoAot) {
    $native = Publish '-p:PublishAot=true' '-p:IlcInstructionSet=native'
    if (-not $native) { Write-Host 'install: no native build (it needs the C++ tools of Visual Studio); building the fallback' }
}
if (-not $native) {
    $built = Publish '-p:PublishAot=false' '-p:PublishReadyToRun=true' '--self-contained' 'false'
    if (-not $built) { throw 'install: the build failed; see above' }
}

New-Item -ItemType Directory -Force $Prefix | Out-Null
Copy-Item -Recurse -Force "$out\*" $Prefix
$kind = if ($native) { 'native' } else { 'fallback, needs the .NET runtime' }
Write-Host "install: installed secretsentry $(& "$Prefix\secretsentry.exe" --version) ($kind) in $Prefix"
$path = [Environment]::GetEnvironmentVariable('Path', 'User')
if (($path -split ';') -notcontains $Prefix) {
    [Environment]::SetEnvironmentVariable('Path', "$path;$Prefix", 'User')
    Write-Host 'install: added it to your PATH; open a new terminal'
}
Write-Host 'install: next: cd YOUR-REPOSITORY; secretsentry install; secretsentry scan --history'
