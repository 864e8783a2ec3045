using System.Globalization;
using System.Text.Json;

namespace SecretSentry.EndToEnd;

/// <summary>Tests configuration and records of accepted findings with the real program.</summary>
public class PolicyTests
{
    [Fact]
    public void An_accepted_finding_stays_accepted_and_a_new_secret_on_the_next_line_is_reported()
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"id {Generate.AwsKeyId(1)}\n");
        repository.Git("add", ".");
        repository.Commit("one");
        repository.Secretsentry("baseline", "create", "--reason", "a fixture").ExitCode.Should().Be(0);
        var record = File.ReadAllText(Path.Combine(repository.Folder, ".secretsentry-ignore"));
        record.Should().MatchRegex("(?m)^[0-9a-f]{20} aws-access-key-id by=author@example.invalid at=a.txt a fixture$");
        var clean = repository.Secretsentry("scan");
        clean.ExitCode.Should().Be(0);
        clean.Output.Should().Contain("accepted by .secretsentry-ignore: 1");

        repository.Write("a.txt", $"moved\n\n\nid {Generate.AwsKeyId(1)}\nid {Generate.AwsKeyId(2)}\n");
        var run = repository.Secretsentry("scan", "--format", "jsonl");
        run.ExitCode.Should().Be(1);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("line").GetInt32().Should().Be(5);
        repository.Secretsentry("baseline", "add", json.RootElement.GetProperty("fingerprint").GetString()!).ExitCode.Should().Be(0);
        repository.Secretsentry("scan").ExitCode.Should().Be(0);
    }

    [Fact]
    public void A_hook_passes_accepted_findings_and_reports_them()
    {
        using var repository = new TempRepository();
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        repository.Write("a.txt", $"id {Generate.AwsKeyId(1)}\n");
        repository.Git("add", "a.txt");
        repository.TryGit("commit", "-m", "x").ExitCode.Should().NotBe(0);
        repository.Secretsentry("baseline", "create").ExitCode.Should().Be(0);
        var commit = repository.TryGit("commit", "-m", "x");
        commit.ExitCode.Should().Be(0, commit.All);
        commit.Error.Should().Contain("1 finding accepted by .secretsentry-ignore");
    }

    [Fact]
    public void Scan_and_hook_report_that_a_repository_disables_rules()
    {
        using var repository = new TempRepository();
        repository.Write(".secretsentry.toml", "[extend]\ndisabledRules = ['aws-access-key-id']\n");
        repository.Write("a.txt", $"id {Generate.AwsKeyId(1)}\n");
        repository.Git("add", ".");
        repository.Secretsentry("scan").Output.Should()
            .Contain("note: the repository's .secretsentry.toml restricts the scan: rules off: aws-access-key-id");
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        var commit = repository.TryGit("commit", "-m", "x");
        commit.ExitCode.Should().Be(0);
        commit.Error.Should()
            .Be("secretsentry: the repository's .secretsentry.toml restricts the scan: rules off: aws-access-key-id (to see all: "
            + "secretsentry config show)\n");
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(1, 3, 1)]
    [InlineData(1, 4, 0)]
    [InlineData(0, 1, 0)]
    public void A_configuration_of_gitleaks_with_required_rules_and_unicode_classes_works(int ids, int lines, int exitCode)
    {
        using var repository = new TempRepository();
        repository.Write(".gitleaks.toml", """
            [[rules]]
            id = "acme-id"
            regex = '''acme_id_(\p{Ll}{8})'''
            skipReport = true
            [[rules]]
            id = "acme-secret"
            regex = '''acme_secret_([\p{Latin}\p{Nd}]{12})'''
            [[rules.required]]
            id = "acme-id"
            withinLines = 3
            """);
        var id = ids > 0 ? $"acme_id_{"qwhgzmpl"}" : "nothing";
        repository.Write("a.txt", $"{id}{new string('\n', lines)} acme_secret_{"Qz71Hk2p"}{"W9xB"}\n");
        var run = repository.Secretsentry("scan", "--format", "jsonl");
        run.ExitCode.Should().Be(exitCode, run.All);
        run.Output.Should().NotContain("acme-id\"", "it only serves the other rule");
        run.Error.Should().NotContain("not supported");
    }

    [Fact]
    public void An_address_that_a_configuration_extends_is_refused()
    {
        using var repository = new TempRepository();
        repository.Write(".gitleaks.toml", "[extend]\nurl = 'https://example.invalid/rules.toml'\n");
        var run = repository.Secretsentry("scan");
        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain(".gitleaks.toml:2").And.Contain("download the file").And.Contain("'extend.path'");
    }

    [Fact]
    public void A_rule_of_the_user_stops_in_a_folder_of_tests()
    {
        using var repository = new TempRepository();
        repository.Write(".secretsentry.toml", "[[rules]]\nid = 'acme'\nregex = 'acme_[a-z]{8}'\n");
        repository.Write("test/fixtures/a.py", $"k = 'acme_{"qwhgzmpl"}'\n");
        repository.Secretsentry("scan").ExitCode.Should().Be(1);
    }

    [Fact]
    public void A_hook_reports_a_gitleaks_file_only_if_it_disables_checks()
    {
        using var repository = new TempRepository();
        repository.Write(".gitleaks.toml",
            "[extend]\nuseDefault = true\n[[rules]]\nid = 'acme'\nregex = 'acme_[a-z]{8}'\ntokenEfficiency = true\n");
        repository.Write("a.txt", "clean\n");
        repository.Git("add", ".");
        repository.Secretsentry("scan").Output.Should().Contain("'tokenEfficiency'");
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        repository.TryGit("commit", "-q", "-m", "adds rules").All.Should().BeEmpty();
        repository.Write(".gitleaks.toml", "[[allowlists]]\npaths = ['^testdata/']\n");
        repository.Git("add", ".");
        repository.TryGit("commit", "-q", "-m", "silences").All.Should()
            .Be("secretsentry: the repository's .gitleaks.toml restricts the scan: one allow-list (to see all: "
                + "secretsentry config show)\n");
    }

    [Fact]
    public void A_rule_without_rotation_advice_gets_general_advice()
    {
        using var repository = new TempRepository();
        repository.Write(".secretsentry.toml", "[[rules]]\nid = 'acme'\nregex = 'acme_([a-z]{8})'\nkeywords = ['acme_']\n");
        repository.Write("a.txt", "token acme_kqzvjwpt\n");
        repository.Secretsentry("explain", "a.txt:1").Output.Should().Contain("rotate       Revoke it where it was issued");
        repository.Secretsentry("scan", "a.txt", "--verbose").Output.Should().Contain("Rotate acme: Revoke it where it was issued");
        repository.Secretsentry("scan", "a.txt", "--format", "html").Output.Should().Contain("\"rotate\":\"Revoke it where it was issued");
    }

    [Fact]
    public void Gitleaks_files_work_unchanged()
    {
        using var repository = new TempRepository();
        repository.Write(".gitleaks.toml",
            "[extend]\nuseDefault = true\n[[rules]]\nid = 'acme'\nregex = '''acme_([a-z]{8})'''\n[[allowlists]]\npaths = "
            + "['''^testdata/''']\n");
        repository.Write("testdata/a.txt", $"id {Generate.AwsKeyId(1)}\n");
        repository.Write("src/a.txt", $"acme_kqzvjwpt\nid {Generate.AwsKeyId(2)}\nid {Generate.AwsKeyId(3)}\n");
        repository.Write("src/b.txt", $"x = {Generate.GitHubToken(4)}\n");
        repository.Write(".gitleaksignore", "src/a.txt:aws-access-token:2\n");
        repository.Write("old.json",
            JsonSerializer.Serialize(new[] { new { RuleID = "github-pat", File = "elsewhere.txt", StartLine = 99,
            Secret = Generate.GitHubToken(4) } }));
        var run = repository.Secretsentry("scan", "src", "testdata", "--baseline", "old.json", "--format", "jsonl");
        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
            .Select(one => $"{one.GetProperty("rule")} {one.GetProperty("line")}")
            .Should().Equal("acme 1", "aws-access-key-id 3");
        repository.Git("add", ".");
        repository.Commit("one");
        File.Delete(Path.Combine(repository.Folder, "old.json"));
        repository.Secretsentry("scan", "--history", "--format", "text").Output.Should()
            .Contain("accepted by the allow-list of .gitleaks.toml:6: 1");
    }

    [Fact]
    public void Commits_in_an_allow_list_accept_the_findings_that_they_introduced()
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"id {Generate.AwsKeyId(1)}\n");
        repository.Git("add", ".");
        repository.Commit("one");
        var id = repository.Git("rev-parse", "HEAD").Trim();
        repository.Secretsentry("scan", "--history").ExitCode.Should().Be(1);
        repository.Write(".gitleaks.toml", $"[allowlist]\ncommits = ['{id}']\n");
        repository.Secretsentry("scan", "--history").ExitCode.Should().Be(0);
    }

    [Fact]
    public void Two_branches_that_accept_findings_merge_without_a_conflict()
    {
        using var repository = new TempRepository();
        repository.Git("config", "merge.secretsentry.driver", $"'{Programs.Secretsentry}' baseline merge-driver %O %A %B");
        repository.Write(".gitattributes", ".secretsentry-ignore merge=secretsentry\n");
        repository.Write("a.txt", $"id {Generate.AwsKeyId(1)}\n");
        repository.Secretsentry("baseline", "create").ExitCode.Should().Be(0);
        repository.Git("add", ".");
        repository.Commit("base");
        foreach (var (branch, key) in new[] { ("left", 2), ("right", 3) })
        {
            repository.Git("checkout", "-q", "-b", branch, "main");
            repository.Write($"{branch}.txt", $"id {Generate.AwsKeyId(key)}\n");
            repository.Secretsentry("baseline", "add").ExitCode.Should().Be(0);
            repository.Git("add", ".");
            repository.Commit(branch);
        }

        repository.Git("merge", "-q", "-m", "both", "left");
        repository.Secretsentry("scan").ExitCode.Should().Be(0);
        File.ReadAllLines(Path.Combine(repository.Folder, ".secretsentry-ignore")).Should().HaveCount(4);
    }

    [Fact]
    public void Unused_records_are_reported_and_can_be_removed()
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"id {Generate.AwsKeyId(1)}\n");
        repository.Secretsentry("baseline", "create").ExitCode.Should().Be(0);
        repository.Write("a.txt", "clean\n");
        repository.Git("add", ".");
        repository.Commit("one");
        repository.Secretsentry("scan", "--history").Output.Should().Contain("one entry matches no finding any more (line 2)");
        repository.Secretsentry("baseline", "prune", "--dry-run").Output.Should().Contain("0 kept, 1 would be removed");
        repository.Secretsentry("baseline", "prune").Output.Should().Contain("0 kept, 1 removed");
        repository.Secretsentry("scan", "--history").Output.Should().NotContain("accept nothing");
    }

    [Fact]
    public void Explain_shows_the_rule_its_checks_and_the_reason_for_the_result()
    {
        using var repository = new TempRepository();
        repository.Write("a.txt",
            $"id {Generate.AwsKeyId(1)}\nid {Generate.AwsKeyId(2)} # gitleaks:allow\nnothing here\nid "
            + $"{Generate.AwsKeyId(3)}\nacme_changeme\npassword = \"${{DB_PASSWORD}}\"\n");
        repository.Write(".secretsentry.toml", "[[allowlists]]\ndescription = 'a known one'\nregexes = ['" + Generate.AwsKeyId(3)[..12]
            + "']\n[[rules]]\nid = 'acme'\nregex = 'acme_([a-z]{8})'\n");
        var one = repository.Secretsentry("explain", "a.txt:1").Output;
        one.Should().Contain("aws-access-key-id").And.Contain("literal").And.Contain("confidence")
            .And.MatchRegex("REPORTED, fingerprint [0-9a-f]{16}").And.NotContain(Generate.AwsKeyId(1));
        repository.Secretsentry("explain", "a.txt:2").Output.Should()
            .Contain("NOT REPORTED: a comment on its line accepts it, in the format of gitleaks");
        repository.Secretsentry("explain", "a.txt:3").Output.Should().Contain("no rule's regex matches anything on this line");
        repository.Secretsentry("explain", "a.txt:4").Output.Should()
            .Contain("the allow-list at .secretsentry.toml:1 accepts it: a known one");
        repository.Secretsentry("explain", "a.txt:5").Output.Should().Contain("NOT REPORTED: it has the form of a placeholder");
        repository.Secretsentry("explain", "a.txt:6").Output.Should().Contain("generic-password").And.NotContain(" REPORTED, fingerprint");
        repository.Secretsentry("explain", "a.txt:99").Output.Should().Contain("no rule's regex");
        repository.Secretsentry("baseline", "create", "--reason", "old").ExitCode.Should().Be(0);
        repository.Secretsentry("explain", "a.txt:1").Output.Should().Contain("ACCEPTED by .secretsentry-ignore:2: old");
        repository.Secretsentry("explain", "nonsense").Error.Should().Contain("'nonsense' is neither a fingerprint nor a line");
    }

    [Fact]
    public void Explain_and_verbose_show_why_a_named_value_has_its_confidence_or_is_not_reported()
    {
        using var repository = new TempRepository();
        var secret = Generate.Random(22, 8);
        repository.Write("src/a.py", $"db_password = \"{secret}\"\ndb_password = \"${{DB_PASSWORD}}\"\ntoken = get_token()\n");
        var found = repository.Secretsentry("explain", "src/a.py:1").Output;
        found.Should().MatchRegex("score +.*\\d.*high at \\d+").And.MatchRegex("class +secret").And.MatchRegex("level +(low|medium|high)")
            .And.NotContain(secret);
        System.Text.RegularExpressions.Regex.Matches(found, "(?m)^ +(for|against) .*\\([+-]\\d+\\)").Should().HaveCount(5);
        found.Should().MatchRegex("otherwise +(below low, not reported|low|medium|high|no single change)");
        var refused = repository.Secretsentry("explain", "src/a.py:2").Output;
        refused.Should().MatchRegex("class +placeholder or sample").And.MatchRegex("level +below low, not reported")
            .And.MatchRegex("against +.*a reference");
        repository.Secretsentry("explain", "src/a.py:3").Output.Should().Contain("but no value beside it");
        var verbose = repository.Secretsentry("scan", "src/a.py", "--verbose").Output;
        verbose.Should().MatchRegex("class: secret").And.MatchRegex("(for|against): .*\\([+-]\\d+\\)").And.NotContain(secret);
        repository.Secretsentry("scan", "src/a.py").Output.Should().NotContain("class: secret");
    }

    [Fact]
    public void Explain_finds_a_fingerprint_in_files_and_history_and_prints_its_playbook()
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"id {Generate.AwsKeyId(1)}\n");
        repository.Git("add", ".");
        repository.Commit("one");
        using var json = JsonDocument.Parse(repository.Secretsentry("scan", "--format", "jsonl").Output);
        var fingerprint = json.RootElement.GetProperty("fingerprint").GetString()!;
        repository.Secretsentry("explain", fingerprint).Output.Should().Contain("a.txt:1").And.Contain("REPORTED");
        repository.Git("rm", "-q", "a.txt");
        repository.Commit("two");
        var run = repository.Secretsentry("explain", fingerprint, "--playbook");
        run.Output.Should().Contain("update-access-key").And.Contain("unused-regions-alert.yaml").And.Contain("in commit ")
            .And.NotContain("{{").And.NotContain(Generate.AwsKeyId(1));
        repository.Secretsentry("explain", "0123456789abcdef").ExitCode.Should().Be(2);
    }

    [Fact]
    public void Migrate_converts_the_settings_of_other_tools()
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"id {Generate.AwsKeyId(1)}\nid {Generate.AwsKeyId(2)}\nid {Generate.AwsKeyId(3)}\n");
        repository.Write("b.txt", $"x {Generate.GitHubToken(4)}\n");
        repository.Write("gen/c.txt", $"x {Generate.GitHubToken(5)}\n");
        repository.Write("d.txt", $"internal_token_{Generate.Random(20, 6)}\n");
        var sha1 =
            Convert.ToHexStringLower(System.Security.Cryptography.SHA1.HashData(System.Text.Encoding.UTF8.GetBytes(Generate.AwsKeyId(1))));
        repository.Write(".secrets.baseline", $$"""
            {"results":{"a.txt":[{"type":"AWS Access Key","filename":"a.txt","hashed_secret":"{{sha1}}","line_number":77}]},
            "filters_used":[]}
            """);
        repository.Write(".gitallowed", $"{Generate.AwsKeyId(2)[..10]}\n");
        repository.Write(".talismanrc", "fileignoreconfig:\n- filename: b.txt\n  checksum: abc\nthreshold: medium\n");
        repository.Write(".secretsignore", "gen/\n[secrets]\nnothing-such\n");
        repository.Write("trufflehog.yml",
            "detectors:\n- name: Internal Token\n  keywords: [internal_token]\n  regex:\n    token: 'internal_token_([a-zA-Z0-9]{20})'\n "
            + " verify:\n  - endpoint: http://x.invalid\n");
        repository.Git("config", "--add", "secrets.patterns", "zzz_[a-z]{5}");
        var dry = repository.Secretsentry("migrate", "--dry-run");
        dry.ExitCode.Should().Be(0, dry.All);
        File.Exists(Path.Combine(repository.Folder, ".secretsentry.toml")).Should().BeFalse();
        var run = repository.Secretsentry("migrate");
        run.ExitCode.Should().Be(0, run.All);
        run.Output.Should().Contain("not imported: .talismanrc: 'threshold'").And.Contain("'verify' of 'Internal Token'");
        var found = repository.Secretsentry("scan", "a.txt", "b.txt", "gen", "d.txt", "--format", "jsonl")
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
            .Select(one => $"{one.GetProperty("file")}:{one.GetProperty("line")}").ToArray();
        found.Should().BeEquivalentTo("a.txt:3", "d.txt:1");
        repository.Secretsentry("migrate").ExitCode.Should().Be(2, "migrate does not overwrite a file");
    }

    /// <summary>
    /// Baselines must keep two promises: an accepted finding stays accepted after any edit of its file, and each new secret is reported.
    /// </summary>
    [Fact]
    public void After_random_edits_accepted_findings_stay_accepted_and_new_secrets_are_reported()
    {
        using var repository = new TempRepository();
        var random = new Random(20261125);
        var accepted = Enumerable.Range(0, 12).Select(i => Generate.AwsKeyId(i)).ToArray();
        for (var i = 0; i < 4; i++)
        {
            repository.Write($"f{i}.txt", string.Concat(accepted.Skip(i * 3).Take(3).Select(key => $"line of text\nid {key}\n")));
        }

        repository.Git("add", ".");
        repository.Commit("base");
        repository.Secretsentry("baseline", "create").ExitCode.Should().Be(0);
        for (var edit = 0; edit < 1000; edit++)
        {
            var isNew = random.Next(4) == 0;
            var line = Edit(repository, random, edit, isNew ? Generate.AwsKeyId(1000 + edit) : null);
            var run = repository.Secretsentry("scan", "--format", "jsonl");
            var found = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(text => JsonDocument.Parse(text).RootElement.GetProperty("line").GetInt32()).ToArray();
            found.Should().Equal(isNew ? [line] : [], "edit {0}: {1}", edit, run.All);
            run.ExitCode.Should().Be(isNew ? 1 : 0);
            if (isNew)
            {
                RemoveNew(repository, Generate.AwsKeyId(1000 + edit));
            }
        }

        repository.Git("add", "-A");
        repository.Commit("last");
        repository.Git("rebase", "-q", "--root", "--committer-date-is-author-date", "-f");
        repository.Secretsentry("scan", "--history").Output.Should().Contain("accepted by .secretsentry-ignore:")
            .And.NotContain("accept nothing");
    }

    /// <summary>
    /// Makes a random edit: moves lines, renames files, changes the text around keys, or commits. Returns the line of the new secret if
    /// there is one.
    /// </summary>
    private static int Edit(TempRepository repository, Random random, int edit, string? added)
    {
        var files = Directory.GetFiles(repository.Folder, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var file = files[random.Next(files.Length)];
        var lines = File.ReadAllLines(file).ToList();
        switch (random.Next(6))
        {
            case 0:
                lines.Insert(random.Next(lines.Count + 1), $"inserted {edit.ToString(CultureInfo.InvariantCulture)}");
                break;
            case 1:
                lines.RemoveAll(line => line.StartsWith("inserted", StringComparison.Ordinal) && random.Next(2) == 0);
                break;
            case 2:
                var moved = lines[random.Next(lines.Count)];
                lines.Remove(moved);
                lines.Insert(random.Next(lines.Count + 1), moved);
                break;
            case 3:
                var at = random.Next(lines.Count);
                lines[at] = $"{(random.Next(2) == 0 ? "\t" : "  ")}{lines[at].Trim()}{(random.Next(2) == 0 ? " " : "")}";
                break;
            case 4:
                var renamed = Path.Combine(repository.Folder, $"d{random.Next(3)}", $"renamed{edit}.txt");
                Directory.CreateDirectory(Path.GetDirectoryName(renamed)!);
                File.Move(file, renamed);
                file = renamed;
                break;
            default:
                if (edit % 10 == 0)
                {
                    repository.Git("add", "-A");
                    repository.Commit($"edit {edit}");
                }

                break;
        }

        var line = 0;
        if (added is not null)
        {
            // The new secret follows an accepted key directly when the file contains one.
            line = Math.Max(0, lines.FindIndex(one => one.Contains("id AK", StringComparison.Ordinal))) + 1;
            lines.Insert(line, $"id {added}");
        }

        File.WriteAllText(file, string.Join(random.Next(3) == 0 ? "\r\n" : "\n", lines) + "\n");
        return line + 1;
    }

    private static void RemoveNew(TempRepository repository, string key)
    {
        foreach (var file in Directory.GetFiles(repository.Folder, "*.txt", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            if (text.Contains(key, StringComparison.Ordinal))
            {
                File.WriteAllText(file, string.Join('\n', text.Split('\n').Where(line => !line.Contains(key, StringComparison.Ordinal))));
            }
        }
    }
}
