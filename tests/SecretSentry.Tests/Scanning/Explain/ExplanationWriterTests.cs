using System.Globalization;
using System.Runtime.Versioning;
using SecretSentry.Engine.Rules;
using SecretSentry.Findings;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Decision;
using SecretSentry.Scanning.Explain;
using SecretSentry.Scanning.Search;
using SecretSentry.Tests.Git;

namespace SecretSentry.Tests.Scanning.Explain;

[UnsupportedOSPlatform("windows")]
public class ExplanationWriterTests
{
    [Fact]
    public void A_line_with_a_secret_is_explained_without_the_secret()
    {
        using var repository = new TempRepository();
        var token = Secrets.MakeToken(1);
        repository.Write("a.txt", $"first\ntoken = {token}\n");
        var (text, rules) = Explain(repository, "a.txt", 2);
        var rule = rules[0];
        rules.Should().OnlyHaveUniqueItems(other => other.Id);
        text.Should().StartWith($"a.txt:2\n  {rule.Id} - {rule.Description}\n      literal      ")
            .And.Contain($"      REPORTED, fingerprint {GetFingerprint(token)}\n").And.Contain($"      rotate       {rule.Rotate}\n")
            .And.NotContain(token[8..^8]);
    }

    [Fact]
    public void A_line_without_a_secret_says_that_nothing_matches()
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", "nothing here\n");
        var (text, rules) = Explain(repository, "a.txt", 1);
        rules.Should().BeEmpty();
        text.Should().Be("a.txt:1\n  no rule's regex matches anything on this line, so nothing is reported. 'secretsentry rules list' "
            + "lists the rules; add a rule of your own to .secretsentry.toml.\n");
    }

    [Fact]
    public void The_record_the_comment_and_the_filter_that_accept_a_finding_are_named()
    {
        using var repository = new TempRepository();
        var (accepted, commented) = (Secrets.MakeToken(2), Secrets.MakeToken(3));
        repository.Write("a.txt", $"token = {accepted}\ntoken = {commented} # secretsentry:allow\n");
        repository.Write(IgnoreFile.Name, $"{GetFingerprint(accepted)} a-rule made up\n");
        repository.Write(".secretsentry.toml", "exclude = [\"*.txt\"]\n");
        Explain(repository, "a.txt", 1).Text.Should().Contain($"      ACCEPTED by {IgnoreFile.Name}:1: made up\n")
            .And.Contain("  the path is skipped because of include or exclude (").And.Contain(".secretsentry.toml");
        Explain(repository, "a.txt", 2).Text.Should().Contain("      NOT REPORTED: a comment on its line accepts it");
    }

    [Fact]
    public void A_finding_in_a_file_is_explained_with_its_line_and_one_in_a_commit_with_its_rule()
    {
        using var repository = new TempRepository();
        var token = Secrets.MakeToken(4);
        var commit = repository.Commit("inner/a.txt", $"token = {token}\n");
        var inFile = ExplainFinding(repository, token);
        inFile.Should().Contain("inner/a.txt:1\n").And.Contain("      REPORTED, fingerprint ");
        repository.Commit("inner/a.txt", "clean\n");
        var inCommit = ExplainFinding(repository, token);
        inCommit.Should().Contain(commit[..12]).And.Contain("      literal      ").And.Contain("      REPORTED, fingerprint ")
            .And.NotContain("      rotate       ");
        (inFile + inCommit).Should().NotContain(token[8..^8]);
    }

    [Fact]
    public void A_file_that_does_not_exist_is_an_error()
    {
        using var repository = new TempRepository();
        var explain = () => Explain(repository, "missing", 1);
        explain.Should().Throw<ScanRequestException>().WithMessage("*'missing' does not exist*");
    }

    private static string GetFingerprint(string token) =>
        new SecretIdentity(System.Text.Encoding.ASCII.GetBytes(token)).GetFingerprint("");

    private static (string Text, IReadOnlyList<Rule> Rules) Explain(TempRepository repository, string path, int line)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var rules = new ExplanationWriter(ScanSetup.Load(new(repository.Top)), output).WriteLine(path, line);
        return (output.ToString(), rules);
    }

    private static string ExplainFinding(TempRepository repository, string token)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var setup = ScanSetup.Load(new(repository.Top));
        var found = FingerprintSearch.FindFirst(setup, GetFingerprint(token), CancellationToken.None);
        new ExplanationWriter(setup, output).WriteFinding(found.Should().ContainSingle().Which);
        return output.ToString();
    }
}
