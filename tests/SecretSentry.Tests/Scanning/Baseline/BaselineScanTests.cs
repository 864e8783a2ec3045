using System.Runtime.Versioning;
using SecretSentry.Engine.Rules;
using SecretSentry.Findings;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Scanning.Baseline;
using SecretSentry.Scanning.Decision;
using SecretSentry.Tests.Git;

namespace SecretSentry.Tests.Scanning.Baseline;

[UnsupportedOSPlatform("windows")]
public class BaselineScanTests
{
    private static readonly IgnoreEntry Stale = new("0123456789abcdef0123", "no-rule");

    [Fact]
    public void New_findings_are_those_that_no_record_accepts_in_the_files_or_in_the_history()
    {
        using var repository = new TempRepository();
        repository.Commit("old.txt", $"token = {Secrets.MakeToken(1)}\n");
        repository.Commit("old.txt", "clean\n");
        repository.Commit("a.txt", $"token = {Secrets.MakeToken(2)}\n");
        FindNew(repository, isHistory: false).Select(finding => finding.Location.Path.Raw).Should().Equal("a.txt");
        var found = FindNew(repository, isHistory: true);
        found.Select(finding => finding.Location.Path.Raw).Should().BeEquivalentTo("old.txt", "a.txt");
        repository.Write(IgnoreFile.Name, IgnoreFile.Format(found.Select(IgnoreEntry.Create)));
        FindNew(repository, isHistory: true).Should().BeEmpty();
    }

    [Fact]
    public void What_could_not_be_scanned_is_returned_with_the_findings()
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"token = {Secrets.MakeToken(3)}\n");
        MakeUnreadable(repository);
        var (findings, gaps) = CreateScan(repository).FindNew(isHistory: false, Confidence.Medium);
        findings.Should().ContainSingle();
        gaps.Should().ContainSingle().Which.Raw.Should().Contain("its name is not UTF-8");
    }

    [Fact]
    public void An_entry_is_needed_when_a_finding_in_the_files_or_in_the_history_matches_it()
    {
        using var repository = new TempRepository();
        repository.Commit("old.txt", $"token = {Secrets.MakeToken(4)}\n");
        repository.Commit("old.txt", "clean\n");
        repository.Write("a.txt", $"token = {Secrets.MakeToken(5)}\n");
        IgnoreEntry[] entries = [CreateEntry(4), Stale, CreateEntry(5)];
        CreateScan(repository).SelectNeeded(entries).Should().Equal(entries[0], entries[2]);
        MakeUnreadable(repository);
        CreateScan(repository).SelectNeeded(entries).Should().BeNull();
        CreateScan(repository).Migrate(entries).Should().BeNull();
    }

    [Fact]
    public void An_entry_gets_the_present_fingerprint_with_the_salt_of_the_repository_if_a_finding_matches()
    {
        using var repository = new TempRepository();
        repository.Write(".secretsentry.toml", "fingerprintSalt = \"team7\"\n");
        repository.Commit("a.txt", $"token = {Secrets.MakeToken(6)}\n");
        var found = FindNew(repository, isHistory: false).Should().ContainSingle().Which;
        var old = new IgnoreEntry(found.Identity!.GetOldFingerprint(found.Rule.Id), found.Rule.Id) { Reason = "as before" };
        CreateScan(repository).Migrate([old, Stale, CreateEntry(6)]).Should().Equal(old with { Fingerprint = found.Fingerprint }, Stale,
            CreateEntry(6) with { Fingerprint = found.Fingerprint });
        found.Fingerprint.Should().StartWith("team7.");
    }

    private static BaselineScan CreateScan(TempRepository repository) => new(ScanSetup.Load(new(repository.Top)), CancellationToken.None);

    private static IReadOnlyList<Finding> FindNew(TempRepository repository, bool isHistory)
    {
        var (findings, gaps) = CreateScan(repository).FindNew(isHistory, Confidence.Medium);
        gaps.Should().BeEmpty();
        return findings;
    }

    private static IgnoreEntry CreateEntry(int variant) =>
        new(new SecretIdentity(System.Text.Encoding.ASCII.GetBytes(Secrets.MakeToken(variant))).GetFingerprint(""), "a-rule");

    private static void MakeUnreadable(TempRepository repository) =>
        repository.Shell("echo x >\"$(printf 'a\\377')\"").Code.Should().Be(0);
}
