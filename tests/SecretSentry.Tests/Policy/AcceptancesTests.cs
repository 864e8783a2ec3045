using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;
using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Policy.Acceptance;

namespace SecretSentry.Tests.Policy;

/// <summary>Allow-lists that accept by commit.</summary>
public class AcceptancesTests
{
    private static readonly string Commit = new('a', 40);

    [Fact]
    public void A_list_accepts_only_findings_that_its_commit_introduced()
    {
        var list = new Allowlist { Commits = [Commit.ToUpperInvariant()] };
        IsAccepted(list, Commit).Should().BeTrue();
        IsAccepted(list, new('b', 40)).Should().BeFalse();
        IsAccepted(list, "").Should().BeFalse();
        IsAccepted(list, Commit, "other-rule").Should().BeFalse("the list is for another rule");
        IsAccepted(list, Commit, "acme").Should().BeTrue();
    }

    [Fact]
    public void A_list_with_MatchesAll_and_other_conditions_accepts_nothing_by_its_commit()
    {
        foreach (var list in new[]
        {
            new Allowlist { Commits = [Commit], Paths = ["^lib/"] }, new() { Commits = [Commit], Regexes = ["abc"] },
            new() { Commits = [Commit], StopWords = ["abc"] },
        })
        {
            IsAccepted(list, Commit).Should().BeTrue("one of its conditions is enough");
            IsAccepted(list with { MatchesAll = true }, Commit).Should().BeFalse();
        }

        IsAccepted(new() { Commits = [Commit], MatchesAll = true }, Commit).Should().BeTrue();
    }

    private static bool IsAccepted(Allowlist list, string commit, params string[] rules)
    {
        var acceptances = new Acceptances();
        acceptances.Add([new SharedAllowlist(list, rules, "config:1")]);
        var finding = new Finding
        {
            Rule = new() { Id = "acme", Regex = "acme" },
            Confidence = Confidence.High,
            Validity = Validity.Unknown,
            Preview = "********",
            Fingerprint = new('1', 16),
            Details = new Dictionary<string, ForeignText>(),
            Location = new() { Path = "src/a.txt", Start = new TextPosition(1, 1), End = new TextPosition(1, 9), Commit = commit },
        };
        var judged = acceptances.Judge([finding], new(2026, 1, 1), sawEverything: false);
        (judged.Findings.Count + judged.Accepted.Count).Should().Be(1);
        return judged.Accepted.Count > 0;
    }
}
