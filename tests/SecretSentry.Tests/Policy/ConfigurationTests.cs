using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;
using SecretSentry.Patterns;
using SecretSentry.Policy;
using SecretSentry.Policy.Configuration;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Policy;

public sealed class ConfigurationTests : IDisposable
{
    private readonly string _top = Directory.CreateTempSubdirectory("secretsentry-configuration-").FullName;

    public void Dispose() => Directory.Delete(_top, recursive: true);

    [Fact]
    public void Without_configuration_files_every_setting_is_built_in()
    {
        var policy = Load();
        policy.ChangesRules.Should().BeFalse();
        policy.Notices.Should().BeEmpty();
        policy.Show().Should().OnlyContain(line => line.EndsWith("# built in", StringComparison.Ordinal));
        var builtIn = BuiltInRules.Load();
        ReferenceEquals(policy.BuildRules(builtIn), builtIn).Should().BeTrue();
    }

    [Fact]
    public void Each_setting_shows_its_origin_and_the_nearest_file_wins()
    {
        Write("user.toml", "threads = 2\nminConfidence = 'low'\nexclude = ['a/**']");
        Write(".secretsentry.toml", "minConfidence = 'high'\nexclude = ['b/**']\ndecode = false");
        var policy = Load(user: "user.toml");
        policy.Settings.Get(SettingTable.Threads).Should().Be(2);
        policy.Settings.Get(SettingTable.MinConfidence).Should().Be(Confidence.High);
        policy.Settings.Get(SettingTable.Exclude).Should().Equal("a/**", "b/**");
        policy.Show().Should()
            .Contain(["minConfidence = \"high\"    # .secretsentry.toml:1", "decode = false    # .secretsentry.toml:3",
            $"threads = 2    # {Path.Combine(_top, "user.toml")}:1"]);
        Write("given.toml", "minConfidence = 'low'");
        Load(user: "user.toml", given: "given.toml").Settings.Get(SettingTable.Exclude).Should().Equal("a/**");
    }

    [Fact]
    public void Every_setting_is_read_and_shown()
    {
        var names = SettingTable.All.Select(setting => setting.Name).ToArray();
        names.Should().OnlyHaveUniqueItems();
        SettingTable.InDisplayOrder.Select(setting => setting.Name).Should().BeEquivalentTo(names);
        Write(".secretsentry.toml", """
            threads = 2
            comments = ["gitleaks"]
            maxFileBytes = 5
            gitignore = false
            include = ["b"]
            strict = true
            decode = true
            minConfidence = "low"
            exclude = ["a"]
            fingerprintSalt = "team7"
            [extend]
            useDefault = true
            """);
        Load().Show().Should().Equal("minConfidence = \"low\"    # .secretsentry.toml:8", "strict = true    # .secretsentry.toml:6",
            "threads = 2    # .secretsentry.toml:1", "decode = true    # .secretsentry.toml:7",
            "gitignore = false    # .secretsentry.toml:4", "maxFileBytes = 5    # .secretsentry.toml:3",
            "include = [\"b\"]    # .secretsentry.toml:5", "exclude = [\"a\"]    # .secretsentry.toml:9",
            "comments = [\"gitleaks\"]    # .secretsentry.toml:2", "fingerprintSalt = \"team7\"    # .secretsentry.toml:10",
            "useDefault = true    # .secretsentry.toml:12");
    }

    [Fact]
    public void Notices_list_what_a_repository_disables_and_not_what_it_adds()
    {
        Write(".secretsentry.toml", "[[rules]]\nid = 'acme'\nregex = 'acme_[a-z]{8}'");
        Load().Notices.Should().BeEmpty();
        Write(".secretsentry.toml",
            "minConfidence = 'high'\ndecode = false\nexclude = ['x']\n[extend]\ndisabledRules = ['github-pat']\n[[allowlists]]\npaths = "
            + "['test']\n[[rules]]\nid = 'slack-token'\nregex = 'nothing_at_all'");
        Load().Notices.Should()
            .Equal("the repository's .secretsentry.toml restricts the scan: rules off: github-pat; rules changed: slack-token; "
            + "one allow-list; minConfidence = \"high\"; decode = false; exclude = [x] (to see all: secretsentry config show)");
        Load(given: ".secretsentry.toml").Notices.Should().BeEmpty("a file that is given on the command line needs no notice");
        Write(".secretsentry.toml",
            "exclude = ['a', 'b', 'c', 'd', 'e', 'f']\n[[allowlists]]\npaths = ['x']\n[[allowlists]]\nstopwords = ['y']");
        Load().Notices.Should()
            .Equal("the repository's .secretsentry.toml restricts the scan: 2 allow-lists; exclude = [a, b, c, d and 2 more] (to see all: "
            + "secretsentry config show)");
    }

    [Fact]
    public void A_notice_is_given_if_a_repository_makes_the_check_less_strict()
    {
        Write(".secretsentry.toml", "strict = true");
        Load().Notices.Should().BeEmpty();
        Load().Settings.Get(SettingTable.Strict).Should().BeTrue();
        Write("user.toml", "strict = true");
        Write(".secretsentry.toml", "strict = false");
        Load(user: "user.toml").Notices.Should()
            .Equal("the repository's .secretsentry.toml restricts the scan: strict = false (to see all: secretsentry config show)");
        Write(".secretsentry.toml", "strict = 'yes'");
        var wrong = () => Load();
        wrong.Should().Throw<RuleFileException>().WithMessage(".secretsentry.toml:1: 'strict' must be true or false");
    }

    [Fact]
    public void Allow_lists_for_rules_of_the_same_file_give_no_notice()
    {
        Write(".gitleaks.toml",
            "[[rules]]\nid = 'acme'\nregex = 'acme_[a-z]{8}'\nskipReport = true\n[[rules.allowlists]]\nstopwords = "
            + "['test']\n[[allowlists]]\ntargetRules = ['acme']\nstopwords = ['x']");
        var policy = Load();
        policy.Notices.Should().BeEmpty();
        policy.Unsupported.Should().BeEmpty();
    }

    [Fact]
    public void Names_of_gitleaks_rules_refer_to_our_rules_and_unknown_names_are_reported()
    {
        Write(".gitleaks.toml",
            "[extend]\ndisabledRules = ['gcp-api-key', 'no-such-rule']\n[[allowlists]]\ntargetRules = ['aws-access-token', "
            + "'also-unknown']\nstopwords = ['x']\n");
        var policy = Load();
        policy.Disabled.Keys.Should().Equal("google-api-key");
        var list = policy.Allowlists!.Lists.Single();
        list.IsFor(new() { Id = "aws-access-key-id" }).Should().BeTrue();
        list.IsFor(new() { Id = "aws-secret-access-key" }).Should().BeFalse("gitleaks' rule aws-access-token finds only key ids");
        policy.Unsupported.Should().HaveCount(2)
            .And.Contain(text => text.Contains(".gitleaks.toml:2: 'disabledRules' names 'no-such-rule'", StringComparison.Ordinal))
            .And.Contain(text => text.Contains(".gitleaks.toml:3: an allow-list names 'also-unknown'", StringComparison.Ordinal));
        policy.Notices.Should()
            .Equal("the repository's .gitleaks.toml restricts the scan: rules off: google-api-key; one allow-list (to see all: "
            + "secretsentry config show)");
    }

    [Fact]
    public void A_list_that_names_only_unknown_rules_applies_to_no_rule()
    {
        Write(".gitleaks.toml", "[[allowlists]]\ntargetRules = ['unknown']\npaths = ['.*']\n");
        var policy = Load();
        BuiltInRules.Load().Rules.Should().NotContain(rule => policy.Allowlists!.Lists.Single().IsFor(rule));
        policy.Notices.Should().BeEmpty();
    }

    [Fact]
    public void Changes_to_gitleaks_rules_are_applied_to_our_rules()
    {
        Write(".gitleaks.toml",
            "[extend]\nuseDefault = true\n[[rules]]\nid = 'generic-api-key'\nentropy = 4.2\n[[rules.allowlists]]\nstopwords = "
            + "['zebra']\n[[rules]]\nid = 'stripe-access-token'\n[rules.allowlist]\npaths = ['^doc/']\n");
        var policy = Load();
        var (generic, stripe) = (policy.Allowlists!.Lists[0], policy.Allowlists.Lists[1]);
        BuiltInRules.Load().Rules.Where(generic.IsFor).Select(rule => rule.Id).Should()
            .Equal(BuiltInRules.Load().Rules.Where(rule => rule.IsGeneric).Select(rule => rule.Id));
        BuiltInRules.Load().Rules.Where(stripe.IsFor).Select(rule => rule.Id).Should().Equal("stripe-live-key", "stripe-test-key");
        policy.Unsupported.Should().ContainSingle().Which.Should()
            .Contain("of the change to gitleaks' rule 'generic-api-key' only allow-lists are used, not entropy");
        Write(".secretsentry.toml", "[[rules]]\nid = 'generic-api-key'\nentropy = 4.2");
        var ours = () => Load();
        ours.Should().Throw<RuleFileException>().WithMessage("*'generic-api-key' has neither 'regex' nor 'path'*");
    }

    [Fact]
    public void Every_rule_in_the_table_of_gitleaks_names_exists()
    {
        var ids = BuiltInRules.Load().Rules.SelectMany(rule => rule.Aliases.Prepend(rule.Id)).ToHashSet(StringComparer.Ordinal);
        GitleaksNames.Table.Values.SelectMany(ours => ours).Should().OnlyContain(id => ids.Contains(id));
        GitleaksNames.Table.Keys.Should().NotContain(name => ids.Contains(name), "a name of our own refers to our own rule");
    }

    [Fact]
    public void Rules_can_be_disabled_changed_and_replaced()
    {
        Write(".secretsentry.toml",
            "[extend]\ndisabledRules = ['github-pat']\n[[rules]]\nid = 'aws-access-key-id'\nseverity = 'low'\n[[rules]]\nid = "
            + "'acme'\nregex = 'acme_[a-z]{8}'");
        var rules = Load().BuildRules(BuiltInRules.Load()).Rules;
        rules.Should().NotContain(rule => rule.Id == "github-pat").And.HaveCount(BuiltInRules.Load().Rules.Count);
        var (ours, theirs) = (rules.Single(rule => rule.Id == "aws-access-key-id"), BuiltInRules.Load()
            .Rules.Single(rule => rule.Id == "aws-access-key-id"));
        ours.Should().BeEquivalentTo(theirs with { Severity = Severity.Low });
        Write(".secretsentry.toml", "[extend]\nuseDefault = false\n[[rules]]\nid = 'acme'\nregex = 'acme_[a-z]{8}'");
        Load().BuildRules(BuiltInRules.Load()).Rules.Select(rule => rule.Id).Should().Equal("acme");
    }

    [Fact]
    public void A_user_rule_can_be_disabled_too()
    {
        Write("user.toml", "[[rules]]\nid = 'acme'\nregex = 'acme_[a-z]{8}'\n[[rules]]\nid = 'other'\nregex = 'other_[a-z]{8}'");
        Write(".secretsentry.toml", "[extend]\ndisabledRules = ['acme']");
        var rules = Load(user: "user.toml").BuildRules(BuiltInRules.Load()).Rules;
        rules.Should().Contain(rule => rule.Id == "other").And.NotContain(rule => rule.Id == "acme");
        rules.Should().HaveCount(BuiltInRules.Load().Rules.Count + 1);
    }

    [Theory]
    [InlineData("[extend]\nuseDefault = false\n[[rules]]\nid = 'acme'\nanchor = 'name'\nregex = 'pass'", 5)]
    [InlineData("[[rules]]\nid = 'generic-password'\nregex = 'pass'\nanchor = 'name'", 4)]
    public void An_anchor_in_a_user_rule_is_refused(string text, int line)
    {
        Write(".secretsentry.toml", text);
        var load = () => Load();
        load.Should().Throw<RuleFileException>()
            .WithMessage($".secretsentry.toml:{line}: 'anchor' is only valid for the built-in rules*write a 'regex'*");
    }

    [Fact]
    public void A_built_in_judged_rule_works_without_the_other_rules()
    {
        Write(".secretsentry.toml", "[extend]\nuseDefault = false\n[[rules]]\nid = 'generic-password'\nconfidence = 'medium'");
        var rules = Load().BuildRules(BuiltInRules.Load());
        var matches = new List<Match>();
        var line = Template.Expand("db_password = \"{lower:4}{digit:3}{upper:4}{digit:3}\"\n");
        new Scanner(rules).Scan(Encoding.UTF8.GetBytes(line), "src/a.py", matches);
        rules.Rules.Should().ContainSingle();
        matches.Should().ContainSingle().Which.Confidence.Should().Be(Confidence.Medium);
    }

    [Fact]
    public void A_user_rule_with_a_built_in_id_and_a_regex_replaces_the_built_in_rule()
    {
        Write(".gitleaks.toml", "[[rules]]\nid = 'private-key'\nregex = 'pk_[a-z]{8}'");
        var rule = Load().BuildRules(BuiltInRules.Load()).Rules.Single(rule => rule.Id == "private-key");
        var ours = BuiltInRules.Load().Rules.Single(rule => rule.Id == "private-key");
        rule.Should().BeEquivalentTo(new Rule
        {
            Id = "private-key",
            Regex = "pk_[a-z]{8}",
            Issuer = ours.Issuer,
            Description = ours.Description,
            Severity = ours.Severity,
            Confidence = ours.Confidence,
            Rotate = ours.Rotate,
            Reference = ours.Reference,
            IsConfigured = true,
        });
    }

    [Theory]
    [InlineData("minConfidence = 'huge'", "*:1: 'minConfidence' is 'huge'; valid values are low, medium, high")]
    [InlineData("threads = 0", "*:1: 'threads' must be a whole number from 1 to 256")]
    [InlineData("decode = 'no'", "*:1: 'decode' must be true or false")]
    [InlineData("excludes = ['a']", "*:1: unknown key*did you mean 'exclude'?")]
    [InlineData("fingerprintSalt = 'Team'", "*:1: 'fingerprintSalt' is 'Team'; a valid salt has 1 to 32 lower-case letters and digits")]
    [InlineData("fingerprintSalt = ''", "*:1: 'fingerprintSalt' is ''*")]
    [InlineData("comments = ['nobody']", "*:1: 'comments' contains 'nobody'; valid values are secretsentry, gitleaks*")]
    [InlineData("[extend]\npath = '../outside.toml'", "*:2: 'extend.path' is '../outside.toml', which does not exist in the repository")]
    [InlineData("[extend]\npath = \"a\\u0000b\"", "*:2: 'extend.path' is *which does not exist in the repository")]
    [InlineData("[extend]\npath = '.secretsentry.toml'", "*more than 2 levels deep*")]
    [InlineData("[[allowlists]]\nregexes = ['a(']", "*:1: *")]
    public void A_mistake_is_reported_with_its_line(string toml, string message)
    {
        File.WriteAllText(Path.Combine(_top, "..", "outside.toml"), "");
        Write(".secretsentry.toml", toml);
        var load = () => Load();
        load.Should().Throw<Exception>().Which.Should().Match<Exception>(e => e is RuleFileException || e is FormatException)
            .And.Subject.As<Exception>().Message.Should().Match(message);
        File.Delete(Path.Combine(_top, "..", "outside.toml"));
    }

    [Fact]
    public void A_gitleaks_configuration_is_read_unchanged()
    {
        Write(".gitleaks.toml", """
            title = "ours"
            [extend]
            useDefault = true
            disabledRules = ["generic-api-key"]
            [[rules]]
            id = "acme"
            regex = '''acme_([a-z]{8})'''
            keywords = ["ACME"]
            skipReport = true
              [[rules.required]]
              id = "other"
              withinLines = 3
            [[rules]]
            id = "other"
            regex = '''other_(\pL{8}|[^\P{Nd}]{4})'''
            [allowlist]
            paths = ['''testdata/''']
            commits = ["0123456789012345678901234567890123456789"]
            """);
        var policy = Load();
        var acme = policy.BuildRules(BuiltInRules.Load()).Rules.Single(rule => rule.Id == "acme");
        acme.Requires.Should().Equal(new RequiredRule("other", 3, null));
        (acme.SkipsReport, acme.Confidence).Should().Be((true, Confidence.High));
        policy.Unsupported.Should().BeEmpty();
        policy.Allowlists!.DependsOnPaths.Should().BeTrue();
    }

    [Theory]
    [InlineData("[extend]\nurl = 'https://example.invalid/x.toml'", "*:2: 'extend.url' is not supported*download the file*'extend.path'")]
    [InlineData("[[rules]]\nid = 'a'\nregex = 'abc'\n[[rules.required]]\nid = 'b'", "*'required' names the rule 'b', which does not*")]
    [InlineData("[[rules]]\nid = 'a'\nregex = 'abc'\n[[rules.required]]\nwithinLines = 1", "*'required' of rule 'a' has no 'id'*")]
    [InlineData("[[rules]]\nid = 'a'\nregex = 'abc\\p{Xy}'", "*unknown Unicode class 'Xy'*")]
    public void What_a_configuration_cannot_say_is_an_error_that_says_what_to_do(string text, string message)
    {
        foreach (var file in (string[])[".gitleaks.toml", ".secretsentry.toml"])
        {
            Write(file, text);
            var loading = () => Load().BuildRules(BuiltInRules.Load());
            loading.Should().Throw<Exception>().WithMessage(message);
            File.Delete(Path.Combine(_top, file));
        }
    }

    [Theory]
    [InlineData("test/a.py", "acme_qwhgzm01")]
    [InlineData("docs/example.md", "acme_qwhgzm01")]
    [InlineData("src/a.py", "acme_abcdefgh")]
    public void What_a_rule_of_the_user_matches_is_certain_wherever_it_is(string path, string secret)
    {
        Write(".secretsentry.toml", "[[rules]]\nid = 'acme'\nregex = 'acme_[a-z0-9]{8}'\n");
        var matches = new List<Match>();
        new Scanner(Load().BuildRules(BuiltInRules.Load())).Scan(Encoding.UTF8.GetBytes($"k {secret}\n"), path, matches);
        matches.Should().ContainSingle().Which.Confidence.Should().Be(Confidence.High);
    }

    [Fact]
    public void A_list_for_all_rules_accepts_matches_of_built_in_rules()
    {
        Write(".gitleaks.toml",
            "[[allowlists]]\nregexTarget = 'line'\nregexes = ['fixture']\n[[allowlists]]\nstopwords = ['zebra']\ntargetRules = "
            + "['github-pat']\n[[allowlists]]\nstopwords = ['gnu']\ntargetRules = ['generic-api-key']");
        var test = Load().Allowlists!.Test();
        Accepting("key of a fixture: kfh83", "any-rule").Should().NotBeNull();
        Accepting("key of a thing: kfh83", "any-rule").Should().BeNull();
        Accepting("key: a-zebra-x", "github-pat").Should().NotBeNull();
        Accepting("key: a-zebra-x", "any-rule").Should().BeNull();
        Accepting("key: a-gnu-x", "any-rule", "generic").Should().NotBeNull("gitleaks has one generic rule, we have many");
        Accepting("key: a-gnu-x", "github-pat").Should().BeNull();

        object? Accepting(string line, string rule, params string[] tags)
        {
            var content = Encoding.UTF8.GetBytes(line);
            var at = line.IndexOf(": ", StringComparison.Ordinal) + 2;
            return test.FindAccepting(content, ContentKind.Text,
                new Match(0, at, line.Length - at, at, line.Length - at, Validity.Unknown, Confidence.High), null,
                new() { Id = rule, Tags = tags }, "a.txt");
        }
    }

    [Theory]
    [InlineData("x = SECRET # secretsentry:allow", "secretsentry")]
    [InlineData("x = SECRET # secretsentry:allow the-rule", "secretsentry")]
    [InlineData("x = SECRET # secretsentry:allow other-rule", null)]
    [InlineData("x = SECRET // gitleaks:allow", "gitleaks")]
    [InlineData("x = SECRET # pragma: allowlist secret", "detect-secrets")]
    [InlineData("# pragma: allowlist nextline secret\nx = SECRET", "detect-secrets")]
    [InlineData("# pragma: allowlist nextline secret\n\nx = SECRET", null)]
    [InlineData("x = SECRET # pragma: allowlist nextline secret", null)]
    [InlineData("x = SECRET // secretlint-disable-next-line", null)]
    [InlineData("# pragma: allowlist nextline secret x = SECRET\ny", null)]
    [InlineData("# gitleaks:allow\nx = SECRET", null)]
    [InlineData("x = SECRET # trufflehog:ignore", "trufflehog")]
    [InlineData("x = SECRET # ggignore", "ggshield")]
    [InlineData("// secretlint-disable-next-line\nx = SECRET", "secretlint")]
    [InlineData("gitleaks:allow\nx = SECRET\ngitleaks:allow", null)]
    public void Comments_of_other_tools_accept_the_secret_on_their_line(string text, string? tool)
    {
        var at = text.IndexOf("SECRET", StringComparison.Ordinal);
        var (rule, match) = (new Rule { Id = "the-rule" }, new Match(0, at, 6, at, 6, Validity.Unknown, Confidence.High));
        AllowComment.FindAccepting(Encoding.UTF8.GetBytes(text), ContentKind.Text, match, rule, AllowComment.Names).Should().Be(tool);
        AllowComment.FindAccepting(Encoding.UTF8.GetBytes(text), ContentKind.Text, match, rule, []).Should().BeNull();
        var wide = Encoding.Unicode.GetBytes("\ufeff" + text);
        AllowComment.FindAccepting(wide, ContentKind.Utf16LittleEndian,
            new Match(0, (at * 2) + 2, 12, (at * 2) + 2, 12, Validity.Unknown, Confidence.High), rule, AllowComment.Names).Should()
            .Be(tool);
    }

    private ScanPolicy Load(string? user = null, string? given = null) => ScanPolicy.Load(
        new()
        {
            Top = _top,
            UserFile = user is null ? null : Path.Combine(_top, user),
            Given = given is null ? null : Path.Combine(_top, given),
            GivenAs = given ?? "",
        },
        () => BuiltInRules.Load().Rules);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_top, name), text);
}
