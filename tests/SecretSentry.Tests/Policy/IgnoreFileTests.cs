using SecretSentry.Policy.Acceptance;
using SecretSentry.Policy.Rules;
using SecretSentry.Tests.Reports;

namespace SecretSentry.Tests.Policy;

public class IgnoreFileTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Fact]
    public void Written_entries_are_read_back_unchanged()
    {
        IgnoreEntry[] entries = [.. Enumerable.Range(0, 50)
            .Select(i => IgnoreEntry.Create(Samples.Finding(i)) with
            {
                Reason = $"reason {i} with a = sign",
                By = $"who {i} 100%",
                Until = i % 2 == 0 ? Today.AddDays(i) : null,
            })];
        var text = IgnoreFile.Format(entries);
        IgnoreFile.Parse(text, "f").Select(entry => entry with { Line = 0 }).Should().BeEquivalentTo(entries);
        IgnoreFile.Format(IgnoreFile.Parse(text, "f")).Should().Be(text);
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Should().BeInAscendingOrder(StringComparer.Ordinal)
            .And.HaveCount(50);
    }

    [Theory]
    [InlineData("a b%20c%")]
    [InlineData("control \u0001\u007f")]
    [InlineData("wide blanks \u0085\u2003\u2028x")]
    public void Blanks_and_control_characters_of_a_path_are_read_back_unchanged(string path)
    {
        var entry = IgnoreEntry.Create(Samples.Finding(1)) with { Location = path, By = path };
        var text = IgnoreFile.Format([entry]);
        var read = IgnoreFile.Parse(text, "f").Should().ContainSingle().Subject;
        (read.Location, read.By).Should().Be((path, path));
        IgnoreFile.Format([read]).Should().Be(text);
    }

    [Theory]
    [InlineData("nonsense rule", "f:1: 'nonsense' is not a fingerprint*")]
    [InlineData("\n0123456789abcdef", "f:2: the entry has no rule*")]
    [InlineData("0123456789abcdef until=2026-01-01", "f:1: the entry has no rule*")]
    [InlineData("0123456789abcdef a-rule until=tomorrow", "f:1: 'until' is 'tomorrow'*2027-01-31")]
    [InlineData("0123456789ABCDEF a-rule", "f:1:*not a fingerprint*")]
    public void An_invalid_line_is_reported_with_its_number(string text, string message)
    {
        var parse = () => IgnoreFile.Parse(text, "f");
        parse.Should().Throw<RuleFileException>().WithMessage(message);
    }

    [Fact]
    public void A_merge_keeps_additions_and_removals_of_both_sides()
    {
        var (a, b, c, d) = (Entry(1), Entry(2), Entry(3), Entry(4));
        IgnoreFile.Merge([a, b], [a, b, c], [b, d]).Select(entry => entry.Fingerprint).Should()
            .BeEquivalentTo([b.Fingerprint, c.Fingerprint, d.Fingerprint]);
        IgnoreFile.Merge([], [a], [a]).Should().Equal(a);
        IgnoreFile.Merge([a], [a with { Reason = "new" }], [a]).Single().Reason.Should().Be("new");
        IgnoreFile.Merge([a], [a], [a with { Reason = "new" }]).Single().Reason.Should().Be("new");
        IgnoreFile.Merge([a], [a with { Until = Today }], [a with { Until = Today.AddDays(9) }]).Single().Until.Should().Be(Today);
    }

    [Fact]
    public void Records_of_both_formats_with_and_without_a_salt_all_accept()
    {
        var findings = Enumerable.Range(0, 5).Select(Samples.Finding).ToArray();
        var records = new Acceptances { Salt = "team7" };
        records.Add(IgnoreFile.Format([IgnoreEntry.Create(findings[0] with { Salt = "team7" }), IgnoreEntry.Create(findings[1]),
            OldEntry(2, "aaaa1111"), OldEntry(3, "")]), ".secretsentry-ignore");
        var judgement = records.Judge(findings, Today, sawEverything: false);
        judgement.Accepted.Select(one => one.Finding.SecretId).Should().Equal(findings[..4].Select(finding => finding.SecretId));
        judgement.Accepted.Should().OnlyContain(one => one.By.StartsWith(".secretsentry-ignore:", StringComparison.Ordinal));
        judgement.Findings.Should().ContainSingle().Which.Fingerprint.Should().StartWith("team7.");
    }

    [Fact]
    public void Accepting_changes_no_fingerprint()
    {
        var findings = Enumerable.Range(0, 20).Select(Samples.Finding).ToArray();
        var before = new Acceptances().Judge(findings, Today, sawEverything: false).Findings.Select(finding => finding.Fingerprint);
        foreach (var entries in new IgnoreEntry[][] { [Entry(0)], [OldEntry(0, "aaaa1111")], [OldEntry(0, "")] })
        {
            var records = new Acceptances();
            records.Add(IgnoreFile.Format(entries), "f");
            records.Judge(findings, Today, sawEverything: false).Findings.Select(finding => finding.Fingerprint).Should()
                .Equal(before.Skip(1));
        }
    }

    [Theory]
    [InlineData(9, 20)]
    [InlineData(101, 16)]
    public void Too_many_salts_are_refused(int count, int digits)
    {
        var add = () => new Acceptances()
            .Add(string.Concat(Enumerable.Range(0, count).Select(i => $"aaaa{i:0000}.{i.ToString($"x{digits}")} a-rule\n")), "f");
        add.Should().Throw<RuleFileException>().WithMessage("f: more than 8 different salts (100 in*baseline migrate");
    }

    [Fact]
    public void Migrated_entries_have_the_present_format_and_keep_the_rest()
    {
        var (found, old) = (Samples.Finding(1) with { Salt = "team7" }, OldEntry(1, "aaaa1111") with { Reason = "why", Until = Today });
        var migrated = Acceptances.Migrate([old, OldEntry(2, ""), Entry(1)], [found]);
        migrated[0].Should().Be(old with { Fingerprint = found.Fingerprint });
        migrated[1].Should().Be(OldEntry(2, ""), "nothing shows its secret");
        migrated[2].Fingerprint.Should().Be(found.Fingerprint, "it had another salt");
    }

    [Theory]
    [InlineData("json")]
    [InlineData("jsonl")]
    public void A_report_of_ours_is_a_baseline(string format)
    {
        var records = new Acceptances();
        records.Add(Samples.Write(format, Samples.Of(3)), "report");
        var judgement = records.Judge([.. Enumerable.Range(0, 4).Select(Samples.Finding)], Today, sawEverything: true);
        judgement.Accepted.Should().HaveCount(3);
        judgement.Findings.Should().ContainSingle();
        judgement.Notices.Should().BeEmpty("nobody maintains a report");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"findings\": [{}]}")]
    [InlineData("{\"findings\": [{\"fingerprint\": \"x\", \"rule\": \"y\"}]}")]
    [InlineData("{\"findings\": 1}")]
    [InlineData("{")]
    public void What_is_neither_a_report_nor_entries_is_refused(string text)
    {
        var add = () => new Acceptances().Add(text, "f");
        add.Should().Throw<RuleFileException>().WithMessage("f: *");
    }

    [Fact]
    public void An_expired_entry_accepts_nothing_and_is_reported()
    {
        var entry = IgnoreEntry.Create(Samples.Finding(1)) with { Until = Today };
        var records = new Acceptances();
        records.Add(IgnoreFile.Format([entry]), "f");
        records.Judge([Samples.Finding(1)], Today, sawEverything: true).Should()
            .Match<Judgement>(j => j.Accepted.Count == 1 && j.Notices.Count == 0);
        var later = records.Judge([Samples.Finding(1)], Today.AddDays(1), sawEverything: true);
        later.Findings.Should().HaveCount(1);
        later.Notices.Should().Equal($"f:2: the entry for {entry.Rule} expired on 2026-11-25, so it is reported again");
    }

    [Fact]
    public void A_record_without_a_finding_is_reported_only_after_a_complete_scan()
    {
        var records = new Acceptances();
        records.Add(IgnoreFile.Format([Entry(1)]), "f");
        records.Judge([], Today, sawEverything: false).Notices.Should().BeEmpty();
        records.Judge([], Today, sawEverything: true).Notices.Should()
            .Equal("f: one entry matches no finding any more (line 2); to remove it, run: secretsentry baseline prune");
        Acceptances.SelectNeeded([Entry(1), Entry(2)], [Samples.Finding(2)]).Should().Equal(Entry(2));
    }

    [Fact]
    public void Gitleaks_records_accept_by_location_and_rule_or_by_secret()
    {
        var found = Samples.Finding(9);
        var finding = found with
        {
            Rule = found.Rule with { Id = "github-pat" },
            Identity = new("s3cret-value"u8),
        };
        var (place, line) = (finding.Location, finding.Location.Start.Line);
        Accepted($"{place.Path}:github-pat:{line}").Should().BeTrue();
        Accepted($"{place.Commit}:{place.Path}:github-app-token:{line}").Should().BeTrue("only the rule name differs");
        Accepted($"{place.Path}:generic-api-key:{line} # why").Should().BeTrue();
        Accepted($"{place.Path}:slack-bot-token:{line}").Should().BeFalse();
        Accepted($"{place.Path}:github-pat:{line + 1}").Should().BeFalse();
        Accepted($"{new string('a', 40)}:{place.Path}:github-pat:{line}").Should().BeFalse();
        Report("s3cret-value", line + 500).Should().BeTrue("the secret is the same, whatever the line");
        Report("other-value", line).Should().BeFalse();
        Report("REDACTED", line).Should().BeTrue();
        Report("REDACTED", line + 1).Should().BeFalse();

        bool Accepted(string entry)
        {
            var records = new Acceptances();
            records.AddGitleaksIgnore($"# comment\n\n{entry}\n", ".gitleaksignore");
            return records.Judge([finding], Today, false).Accepted.Count == 1;
        }

        bool Report(string secret, int at)
        {
            var records = new Acceptances();
            records.Add($$"""[{"RuleID":"github-pat","StartLine":{{at}},"File":"{{place.Path}}","Secret":"{{secret}}","Commit":""}]""",
                "gitleaks.json");
            return records.Judge([finding], Today, false).Accepted.Count == 1;
        }
    }

    [Theory]
    [InlineData("just-a-word", ".gitleaksignore:1:*COMMIT:FILE:RULE:LINE*")]
    [InlineData("a:b:c", ".gitleaksignore:1:*")]
    public void A_line_that_is_not_in_the_format_of_gitleaks_is_reported(string text, string message)
    {
        var add = () => new Acceptances().AddGitleaksIgnore(text, ".gitleaksignore");
        add.Should().Throw<RuleFileException>().WithMessage(message);
    }

    private static IgnoreEntry Entry(int number) => IgnoreEntry.Create(Samples.Finding(number));

    private static IgnoreEntry OldEntry(int number, string salt)
    {
        var finding = Samples.Finding(number);
        return new(Fingerprints.EnumerateOld(finding.Identity!, [finding.Rule.Id], salt).Single(), finding.Rule.Id);
    }
}
