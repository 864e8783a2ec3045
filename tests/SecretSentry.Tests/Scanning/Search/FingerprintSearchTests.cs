using System.Runtime.Versioning;
using SecretSentry.Scanning.Decision;
using SecretSentry.Scanning.Search;
using SecretSentry.Tests.Git;

namespace SecretSentry.Tests.Scanning.Search;

[UnsupportedOSPlatform("windows")]
public class FingerprintSearchTests
{
    [Fact]
    public void The_files_are_searched_first_and_then_the_history()
    {
        using var repository = new TempRepository();
        repository.Write(".secretsentry.toml", "fingerprintSalt = \"team7\"\n");
        var added = repository.Commit("a.txt", $"token = {Secrets.MakeToken(1)}\n");
        var fingerprint = Scan(repository).All.Should().ContainSingle().Which.Fingerprint;
        fingerprint.Should().StartWith("team7.");
        Find(repository, fingerprint).Should().Equal(("a.txt", "", fingerprint));
        repository.Commit("a.txt", "clean\n");
        Find(repository, fingerprint).Should().Equal(("a.txt", added, fingerprint));
        Find(repository, "0123456789abcdef0123").Should().BeEmpty();
    }

    [Fact]
    public void A_bare_repository_has_only_a_history()
    {
        using var repository = new TempRepository();
        var added = repository.Commit("a.txt", $"token = {Secrets.MakeToken(2)}\n");
        var fingerprint = Scan(repository).All.Should().ContainSingle().Which.Fingerprint;
        using var bare = new TempRepository("--bare");
        bare.Git("fetch", "-q", repository.Top, "main:main");
        Find(bare, fingerprint).Should().Equal(("a.txt", added, fingerprint));
    }

    [Fact]
    public void The_search_for_secrets_returns_them_whatever_the_settings_say_about_encoded_values()
    {
        using var repository = new TempRepository();
        var token = Secrets.MakeToken(3);
        repository.Commit("a.txt", $"data = {Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"token = {token}\n"))}\n");
        repository.Commit("a.txt", "clean\n");
        Scan(repository).All.Should().ContainSingle().Which.Secret.Should().Be(token);
    }

    /// <summary>Returns the findings in the history with the token of any test above.</summary>
    private static NamedFindings Scan(TempRepository repository)
    {
        var setup = ScanSetup.Load(new(repository.Top));
        setup = setup with { Options = setup.Options with { Decodes = false } };
        var fingerprints = Enumerable.Range(1, 3).Select(variant =>
            new SecretSentry.Findings.SecretIdentity(System.Text.Encoding.ASCII.GetBytes(Secrets.MakeToken(variant))).GetFingerprint(""));
        return FingerprintSearch.FindSecrets(setup, fingerprints, _ => { }, CancellationToken.None);
    }

    private static IEnumerable<(string Path, string Commit, string Fingerprint)> Find(TempRepository repository, string fingerprint) =>
        FingerprintSearch.FindFirst(ScanSetup.Load(new(repository.Top)), fingerprint, CancellationToken.None)
            .Select(finding => (finding.Location.Path.Raw, finding.Location.Commit, finding.Fingerprint));
}
