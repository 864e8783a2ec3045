using System.Runtime.Versioning;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Decision;
using SecretSentry.Scanning.Named;
using SecretSentry.Tests.Git;

namespace SecretSentry.Tests.Scanning.Named;

[UnsupportedOSPlatform("windows")]
public sealed class NamedScanTests : IDisposable
{
    private readonly TempRepository _own = new();
    private readonly TempRepository _other = new();
    private readonly List<string> _loaded = [];

    public void Dispose()
    {
        _own.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void A_finding_in_another_repository_says_which_one_and_its_path_is_relative_to_its_top()
    {
        _own.Write("a.txt", $"token = {Secrets.MakeToken(1)}\n");
        _other.Write("inner/b.txt", $"token = {Secrets.MakeToken(2)}\n");
        var outcome = CreateScan().ScanFiles([_other.PathOf("inner"), "a.txt"]);
        outcome.Findings.Select(finding => (finding.Location.Path.Raw, finding.Details.GetValueOrDefault("repository").Raw))
            .Should().Equal(("inner/b.txt", _other.Top), ("a.txt", ""));
        _loaded.Should().Equal(_other.Top);
    }

    [Fact]
    public void The_records_of_another_repository_apply_to_its_files()
    {
        _own.Write("a.txt", $"token = {Secrets.MakeToken(3)}\n");
        _other.Write("b.txt", $"token = {Secrets.MakeToken(3)}\n");
        var found = CreateScan().ScanFiles([_other.PathOf("b.txt")]).Findings.Should().ContainSingle().Which;
        _other.Write(IgnoreFile.Name, IgnoreFile.Format([IgnoreEntry.Create(found)]));
        var outcome = CreateScan().ScanFiles(["a.txt", _other.PathOf("b.txt")]);
        outcome.Findings.Select(finding => finding.Location.Path.Raw).Should().Equal("a.txt");
        outcome.Coverage.Accepted.Values.Sum().Should().Be(1);
    }

    [Fact]
    public void A_bare_repository_that_is_named_as_a_path_is_scanned_as_a_history()
    {
        var commit = _other.Commit("b.txt", $"token = {Secrets.MakeToken(4)}\n");
        _own.Git("clone", "-q", "--bare", _other.Top, "bare.git");
        CreateScan().ScanFiles(["bare.git"]).Findings.Select(finding => (finding.Location.Path.Raw, finding.Location.Commit))
            .Should().Contain(("b.txt", commit));
    }

    [Fact]
    public void Each_history_below_a_folder_is_scanned_and_one_that_does_not_exist_is_listed()
    {
        _own.Git("init", "-q", "repositories/one");
        _own.Git("init", "-q", "repositories/two");
        _own.Write("repositories/two/a.txt", $"token = {Secrets.MakeToken(5)}\n");
        _own.Git("-C", "repositories/two", "add", ".");
        _own.Git("-C", "repositories/two", "commit", "-q", "-m", "x");
        var outcome = CreateScan().ScanHistories(["repositories", "missing"], _ => { });
        outcome.Findings.Select(finding => (finding.Location.Path.Raw, finding.Details["repository"].Raw))
            .Should().Equal(("a.txt", "repositories/two"));
        outcome.Coverage.Unreadable.Keys.Should().Equal("missing");
        _loaded.Should().Equal(_own.PathOf("repositories/one"), _own.PathOf("repositories/two"));
    }

    [Fact]
    public void A_path_that_does_not_exist_is_an_error()
    {
        var scan = () => CreateScan().ScanFiles(["missing"]);
        scan.Should().Throw<ScanRequestException>().WithMessage("*missing*does not exist*");
    }

    private NamedScan CreateScan() => new(ScanSetup.Load(new(_own.Top)), folder =>
    {
        _loaded.Add(folder);
        return ScanSetup.Load(new(folder));
    }, CancellationToken.None);
}
