using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;
using SecretSentry.Findings;
using SecretSentry.Patterns;
using SecretSentry.Policy;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Policy.Configuration;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Policy;

/// <summary>Two rules became one. Every place that names an old rule must apply to the new one.</summary>
public sealed class AliasTests : IDisposable
{
    private const string Toml = """
        [[rules]]
        id = "acme-secret"
        aliases = ["acme-token", "acme-key"]
        regex = '''acme_([a-z]{8})'''
        tags = ["generic"]
        [[rules]]
        id = "other-token"
        regex = '''other_([a-z]{8})'''
        """;

    private static readonly DateOnly Today = new(2026, 11, 25);
    private static readonly IReadOnlyList<Rule> Rules = RuleReader.Read(Toml, "f.toml");
    private static readonly Rule Acme = Rules[0];

    private readonly string _top = Directory.CreateTempSubdirectory("secretsentry-aliases-").FullName;

    public void Dispose() => Directory.Delete(_top, recursive: true);

    [Theory]
    [InlineData("acme-secret", "acme-secret")]
    [InlineData("acme-key", "acme-secret")]
    [InlineData("acme-token", "acme-secret")]
    [InlineData("other-token", "other-token")]
    [InlineData("acme", null)]
    public void A_rule_is_found_by_all_its_names(string name, string? id) =>
        Rules.ToDictionary(rule => rule.Id).FindByName(name)?.Id.Should().Be(id);

    [Fact]
    public void The_id_of_a_rule_takes_precedence_over_an_alias()
    {
        var own = new Rule { Id = "acme-key" };
        new Dictionary<string, Rule> { [Acme.Id] = Acme, [own.Id] = own }.FindByName("acme-key").Should().BeSameAs(own);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("acme-secret", true)]
    [InlineData("acme-token", true)]
    [InlineData("other-token, acme-key", true)]
    [InlineData("other-token", false)]
    public void A_comment_may_name_an_alias(string names, bool accepts)
    {
        var text = Encoding.UTF8.GetBytes($"x = acme_kqzvjwpt # secretsentry:allow {names}");
        var match = new Match(0, 4, 13, 9, 8, Validity.Unknown, Confidence.High);
        AllowComment.FindAccepting(text, ContentKind.Text, match, Acme, AllowComment.Names).Should().Be(accepts ? "secretsentry" : null);
    }

    [Theory]
    [InlineData("acme-secret")]
    [InlineData("acme-token")]
    [InlineData("acme-key")]
    public void A_record_with_an_alias_still_accepts(string id)
    {
        foreach (var salt in new[] { "", "aaaa1111" })
        {
            var (records, entry) = (new Acceptances(), RecordOf(id, salt));
            records.Add(IgnoreFile.Format([entry]), "f");
            records.Judge([Found()], Today, sawEverything: true).Should()
                .Match<Judgement>(j => j.Accepted.Count == 1 && j.Findings.Count == 0 && j.Notices.Count == 0);
            Acceptances.SelectNeeded([entry], [Found()]).Should().Equal(entry);
        }
    }

    [Fact]
    public void A_record_of_another_secret_accepts_nothing()
    {
        var records = new Acceptances();
        records.Add(IgnoreFile.Format([RecordOf("other-token", "", "kqzvjwpq"), RecordOf("acme-token", "", "qqqqqqqq")]), "f");
        records.Judge([Found()], Today, sawEverything: false).Findings.Should().ContainSingle().Which.Fingerprint.Should()
            .Be(Found().Fingerprint);
    }

    [Fact]
    public void A_record_of_the_rule_that_won_then_accepts_what_another_rule_finds_now()
    {
        var records = new Acceptances();
        records.Add(IgnoreFile.Format([RecordOf("other-token", "aaaa1111")]), "f");
        records.Judge([Found()], Today, sawEverything: true).Should()
            .Match<Judgement>(j => j.Accepted.Count == 1 && j.Findings.Count == 0 && j.Notices.Count == 0);
    }

    [Fact]
    public void Two_records_with_two_aliases_are_not_stale_and_the_valid_one_accepts()
    {
        var records = new Acceptances();
        records.Add(IgnoreFile.Format([RecordOf("acme-token", "") with { Until = Today.AddDays(-1) }, RecordOf("acme-key", "aaaa1111")]),
            "f");
        var judgement = records.Judge([Found()], Today, sawEverything: true);
        judgement.Accepted.Should().ContainSingle();
        judgement.Notices.Should().NotContain(notice => notice.Contains("no finding any more", StringComparison.Ordinal));
    }

    [Fact]
    public void A_gitleaks_ignore_file_may_name_an_alias()
    {
        Accepted("a.txt:acme-key:1").Should().BeTrue();
        Accepted("a.txt:acme-unknown:1").Should().BeTrue("the first word is the issuer");
        Accepted("a.txt:other-token:1").Should().BeFalse();

        bool Accepted(string line)
        {
            var records = new Acceptances();
            records.AddGitleaksIgnore(line, ".gitleaksignore");
            return records.Judge([Found()], Today, sawEverything: false).Accepted.Count == 1;
        }
    }

    [Fact]
    public void A_configuration_may_disable_a_rule_by_an_alias_and_gets_a_notice()
    {
        File.WriteAllText(Path.Combine(_top, ".secretsentry.toml"), "[extend]\ndisabledRules = ['acme-token', 'other-token']");
        var policy = Load();
        policy.Disabled.Keys.Should().BeEquivalentTo("acme-secret", "other-token");
        policy.Notices.Should()
            .Equal("the repository's .secretsentry.toml restricts the scan: rules off: acme-secret, other-token (to see all: secretsentry "
            + "config show)");
        policy.Unsupported.Should()
            .Equal(".secretsentry.toml:2: 'disabledRules' names 'acme-token', which is now part of 'acme-secret', so it applies to all of "
                + "'acme-secret'");
        policy.BuildRules(RuleSet.Compile(Rules)).Rules.Should().BeEmpty();
    }

    [Theory]
    [InlineData(".secretsentry.toml")]
    [InlineData(".gitleaks.toml")]
    public void A_configuration_may_change_a_rule_by_each_of_its_names(string file)
    {
        File.WriteAllText(Path.Combine(_top, file),
            "[[rules]]\nid = 'acme-token'\nseverity = 'low'\n[[rules]]\nid = 'acme-key'\nconfidence = "
            + "'low'\n[[rules.allowlists]]\nstopwords = ['kqz']");
        var changed = Load().BuildRules(RuleSet.Compile(Rules)).Rules.Single(rule => rule.Id == "acme-secret");
        changed.Should().Match<Rule>(rule => rule.Severity == Severity.Low && rule.Confidence == Confidence.Low
            && rule.Allowlists.Count == 1 && rule.Regex == Acme.Regex && rule.Aliases.Count == 2);
        Load().Notices.Should().ContainSingle().Which.Should().Contain("rules changed: acme-secret");
    }

    [Fact]
    public void A_rule_with_a_regex_and_an_old_id_is_a_separate_rule()
    {
        File.WriteAllText(Path.Combine(_top, ".secretsentry.toml"),
            "[[rules]]\nid = 'acme-token'\nregex = 'mine_([a-z]{8})'\n[extend]\ndisabledRules = ['acme-token']");
        Load().BuildRules(RuleSet.Compile(Rules)).Rules.Select(rule => rule.Id).Should().Equal("acme-secret", "other-token");
    }

    [Fact]
    public void An_allow_list_may_name_an_alias()
    {
        File.WriteAllText(Path.Combine(_top, ".gitleaks.toml"), "[[allowlists]]\ntargetRules = ['acme-key']\nstopwords = ['kqz']");
        var policy = Load();
        policy.Allowlists!.Lists.Should().ContainSingle().Which.Should()
            .Match<SecretSentry.Engine.Verify.SharedAllowlist>(list => list.IsFor(Acme) && !list.IsFor(Rules[1]));
        policy.Notices.Should().ContainSingle().Which.Should().Contain("one allow-list");
    }

    [Fact]
    public void An_alias_that_is_not_a_valid_id_is_reported()
    {
        RuleCheck.Run([("f.toml", Acme with { Aliases = ["Acme Key"] })], BuiltInRules.Load()).Should()
            .Contain("f.toml: rule 'acme-secret': 'aliases' contains 'Acme Key'; ids may contain only a-z, 0-9 and '-'");
    }

    private static IgnoreEntry RecordOf(string rule, string salt, string text = "kqzvjwpt") =>
        new(Fingerprints.EnumerateOld(new(Encoding.ASCII.GetBytes(text)), [rule], salt).Single(), rule);

    private static Finding Found()
    {
        var (rules, matches) = (RuleSet.Compile(Rules), new List<Match>());
        new Scanner(rules).Scan("x = acme_kqzvjwpt"u8, "a.txt", matches);
        return Finding.Create(rules, matches.Single(), "x = acme_kqzvjwpt"u8, new FindingSource("a.txt", ContentKind.Text, false));
    }

    private ScanPolicy Load() => ScanPolicy.Load(new() { Top = _top }, () => Rules);
}
