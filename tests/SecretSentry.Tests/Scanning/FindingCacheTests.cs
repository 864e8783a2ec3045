using System.Runtime.Versioning;
using Microsoft.Extensions.FileSystemGlobbing;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Rules;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.History;
using SecretSentry.Tests.Git;

namespace SecretSentry.Tests.Scanning;

/// <summary>A second scan with a cache reports the same as a scan without one.</summary>
[UnsupportedOSPlatform("windows")]
public class FindingCacheTests
{
    [Fact]
    public void A_damaged_repository_is_incomplete_in_a_cached_scan_too()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one of two files\n");
        repository.Commit("b.txt", "two of two files\n");
        Corrupt.LooseObject(repository, repository.Id("HEAD:a.txt"));
        for (var run = 0; run < 3; run++)
        {
            Scan(Secrets.MakeOptions(repository, usesCache: true)).Coverage.Unreadable.Keys.Should()
                .Equal("object " + repository.Id("HEAD:a.txt"));
        }
    }

    [Fact]
    public void A_repository_with_a_missing_object_is_incomplete_in_a_cached_scan_too()
    {
        using var repository = new TempRepository();
        var first = repository.Commit("a.txt", "one\n");
        repository.Commit("a.txt", "two\n");
        File.Delete(Corrupt.PathOf(repository, first));
        for (var run = 0; run < 3; run++)
        {
            Scan(Secrets.MakeOptions(repository, usesCache: true)).Coverage.Gaps.Should().NotBeEmpty()
                .And.OnlyContain(gap => gap.Raw.Contains(first, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Text_with_too_many_nested_encodings_is_a_gap_in_a_cached_scan_too()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", ContentScanTests.Encode($"token = {Secrets.MakeToken(1)}", 4) + "\n");
        for (var run = 0; run < 3; run++)
        {
            Scan(Secrets.MakeOptions(repository, usesCache: true)).Coverage.Gaps.Should().ContainSingle();
        }
    }

    [Fact]
    public void Changed_options_give_the_same_findings_with_and_without_the_cache()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", ContentScanTests.Encode($"token = {Secrets.MakeToken(2)}", 1) + "\n");
        repository.Commit("b.txt", $"token = {Secrets.MakeToken(3)} # gitleaks:allow\n");
        var options = Secrets.MakeOptions(repository, usesCache: true);
        Check(options with { Decodes = false });
        Check(options);
        Check(options with { Comments = [] });
        Check(options with { Decodes = false, Comments = [] });
        Check(options with { Selection = options.Selection with { ListsAll = true } });
        Check(options with { Selection = options.Selection with { AllowsShallow = true } });
        Scan(options).Findings.Should().ContainSingle("the other one is accepted by its comment");
        Scan(options with { Comments = [] }).Findings.Should().HaveCount(2);
    }

    /// <summary>Changes every part of a rule that affects what is found.</summary>
    [Fact]
    public void A_changed_rule_gives_new_findings_in_spite_of_the_cache()
    {
        using var repository = new TempRepository();
        repository.Commit("lib/a.txt", "x = acme_abcdefgh other_abcdefgh\n");
        repository.Commit("lib/b.txt", "x = acme_abcdefgh again\n");
        var rule = new Rule { Id = "acme", Regex = "acme_([a-z]{8})" };
        var list = new Allowlist { Regexes = ["^abcd"] };
        foreach (var (less, more) in new[]
        {
            (rule with { Regex = "acme_([a-z]{9})" }, rule), (rule with { Path = "^src/" }, rule with { Path = "^lib/" }),
            (rule with { Entropy = 7 }, rule), (rule with { Keywords = ["nowhere"] }, rule with { Keywords = ["acme"] }),
            (rule with { Allowlists = [list] }, rule with { Allowlists = [list with { Regexes = ["^zzzz"] }] }),
            (rule with { Allowlists = [new() { StopWords = ["abc"] }] }, rule with { Allowlists = [new() { StopWords = ["zzz"] }] }),
            (rule with { Allowlists = [new() { Paths = ["^lib/"] }] }, rule with { Allowlists = [new() { Paths = ["^src/"] }] }),
            (rule with { Allowlists = [list with { Regexes = ["x ="], Target = AllowlistTarget.Line }] },
                rule with { Allowlists = [list with { Regexes = ["x ="], Target = AllowlistTarget.Match }] }),
            (rule with { Allowlists = [list with { Paths = ["^src/"] }] },
                rule with { Allowlists = [list with { Paths = ["^src/"], MatchesAll = true }] }),
            (rule with { Id = "bcme", Regex = "nowhere_at_all" }, rule with { Id = "bcme" }),
            (rule with { Id = "ccme", Anchor = "name" }, rule with { Id = "ccme" }),
            (rule with { Id = "dcme", Keywords = ["nowhere"], Tags = [] }, rule with { Id = "dcme", Keywords = [], Tags = ["nowhere"] }),
        })
        {
            var options = Secrets.MakeOptions(repository, usesCache: true);
            Scan(options with { Rules = RuleSet.Compile([less]) }).Findings.Should().BeEmpty();
            Scan(options with { Rules = RuleSet.Compile([more]) }).Findings.Should().HaveCount(2, "the rule is {0}", more);
            Scan(options with { Rules = RuleSet.Compile([more]) }).Findings.Should().HaveCount(2);
        }
    }

    /// <summary>The objects are the same. Only the file that names the shallow boundary changes.</summary>
    [Fact]
    public void A_new_shallow_boundary_is_reported_in_spite_of_the_cache()
    {
        using var repository = new TempRepository();
        var first = repository.Commit("a.txt", "one\n");
        repository.Commit("a.txt", "two\n");
        var options = Secrets.MakeOptions(repository, usesCache: true);
        Scan(options).Coverage.IsComplete.Should().BeTrue();
        Scan(options).Coverage.IsComplete.Should().BeTrue();
        repository.Write(".git/shallow", first + "\n");
        Scan(options).Coverage.Gaps.Should().ContainSingle().Which.Raw.Should().Contain("shallow");
        Scan(options).Coverage.Gaps.Should().ContainSingle();
    }

    [Fact]
    public void The_cache_contains_no_secret_from_a_name_or_an_author()
    {
        using var repository = new TempRepository();
        var (author, path, branch) = (Secrets.MakeToken(4), Secrets.MakeToken(5), Secrets.MakeToken(6));
        repository.Write("a.txt", "clean\n");
        repository.Git("add", ".");
        repository.Git("commit", "-q", "-m", "x", $"--author={author} <a@example.invalid>");
        CheckFiles();
        repository.Commit(path, "clean\n");
        CheckFiles();
        repository.Git("checkout", "-q", "-b", branch);
        repository.Commit("b.txt", $"token = {Secrets.MakeToken(7)}\n");
        repository.Git("branch", "-q", "-D", "main");
        CheckFiles();

        void CheckFiles()
        {
            var options = Secrets.MakeOptions(repository, usesCache: true);
            var (first, second) = (Scan(options), Scan(options));
            Describe(second).Should().Equal(Describe(first)).And.NotBeEmpty();
            foreach (var file in Directory.GetFiles(repository.PathOf(".git/secretsentry/cache")))
            {
                File.ReadAllText(file).Should().NotContainAny("********", author[..8], path[..8], branch[..8]);
            }
        }
    }

    [Fact]
    public void A_blob_that_was_clean_at_one_path_is_scanned_at_another()
    {
        using var repository = new TempRepository();
        var rules = RuleSet.Compile([new() { Id = "acme", Regex = "acme_([a-z]{8})", Path = "^src/" }]);
        var options = Secrets.MakeOptions(repository, usesCache: true) with { Rules = rules };
        repository.Commit("lib/a.txt", "x = acme_abcdefgh\n");
        Scan(options).Findings.Should().BeEmpty();
        repository.Commit("src/b.txt", "x = acme_abcdefgh\n");
        Scan(options).Findings.Should().ContainSingle().Which.Location.Path.Raw.Should().Be("src/b.txt");
        repository.Commit("src/c.txt", "clean\n");
        Scan(options).Findings.Should().ContainSingle();
    }

    /// <summary>Each scan selects other paths. A clean result for one path says nothing about another.</summary>
    [Fact]
    public void A_blob_that_is_at_two_paths_is_scanned_for_the_path_that_is_selected()
    {
        using var repository = new TempRepository();
        var rules = RuleSet.Compile([new() { Id = "acme", Regex = "acme_([a-z]{8})", Path = "^src/" }]);
        var options = Secrets.MakeOptions(repository, usesCache: true) with { Rules = rules };
        repository.Commit("lib/a.txt", "x = acme_abcdefgh\n");
        repository.Commit("src/b.txt", "x = acme_abcdefgh\n");
        for (var run = 0; run < 2; run++)
        {
            Scan(options with { Paths = MakeMatcher("lib/**") }).Findings.Should().BeEmpty();
            Scan(options with { Paths = MakeMatcher("src/**") }).Findings.Should().ContainSingle();
        }
    }

    [Fact]
    public void A_scan_of_some_paths_and_a_scan_of_all_paths_do_not_use_the_result_of_each_other()
    {
        using var repository = new TempRepository();
        repository.Commit("a/a.txt", $"token = {Secrets.MakeToken(11)}\n");
        repository.Commit("b/b.txt", $"token = {Secrets.MakeToken(12)}\n");
        var all = Secrets.MakeOptions(repository, usesCache: true);
        for (var run = 0; run < 2; run++)
        {
            List(all with { Paths = MakeMatcher("a/**") }).Should().Equal("a/a.txt");
            List(all with { Paths = MakeMatcher("b/**") }).Should().Equal("b/b.txt");
            List(all).Should().Equal("a/a.txt", "b/b.txt");
        }

        static IEnumerable<string> List(ScanOptions options) => Scan(options).Findings.Select(finding => finding.Location.Path.Raw);
    }

    /// <summary>No ref, reflog or index leads to the new objects.</summary>
    [Theory]
    [InlineData("blob")]
    [InlineData("tag")]
    public void A_new_object_that_nothing_names_is_found_in_spite_of_the_cache(string kind)
    {
        using var repository = new TempRepository();
        var head = repository.Commit("a.txt", "clean\n");
        var options = Secrets.MakeOptions(repository, usesCache: true);
        Scan(options).Findings.Should().BeEmpty();
        Scan(options).Findings.Should().BeEmpty();
        var header = kind == "tag" ? $"object {head}\ntype commit\ntag v1\ntagger A <a@example.invalid> 1700000000 +0000\n\n" : "";
        var written = repository.Shell($"git hash-object -t {kind} -w --stdin", $"{header}token = {Secrets.MakeToken(13)}\n");
        written.Code.Should().Be(0, written.Error);
        Scan(options).Findings.Should().ContainSingle();
        Scan(options).Findings.Should().ContainSingle();
    }

    [Fact]
    public void A_shallow_history_that_was_accepted_once_is_a_gap_of_the_next_scan()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Commit("a.txt", "two\n");
        repository.Git("clone", "-q", "--bare", "--depth=1", "file://" + repository.Top, "shallow");
        var strict = Secrets.MakeOptions(repository, usesCache: true) with { Directory = repository.PathOf("shallow") };
        for (var run = 0; run < 2; run++)
        {
            Scan(strict with { Selection = strict.Selection with { AllowsShallow = true } }).Coverage.Gaps.Should().BeEmpty();
            Scan(strict).Coverage.Gaps.Should().ContainSingle().Which.Raw.Should().Contain("shallow");
        }
    }

    [Fact]
    public void Findings_that_a_comment_accepts_are_counted_in_every_run()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", $"token = {Secrets.MakeToken(10)} # secretsentry:allow\n");
        for (var run = 0; run < 3; run++)
        {
            Scan(Secrets.MakeOptions(repository, usesCache: true)).Coverage.Allowed.Should().Be(1);
            repository.Commit($"b{run}.txt", $"clean {run}\n"); // so that the blobs are cached and not the whole result
        }
    }

    [Fact]
    public void A_cached_outcome_equals_the_original_outcome()
    {
        using var repository = new TempRepository();
        var first = repository.Commit("a.txt", $"token = {Secrets.MakeToken(8)}\nmore = {Secrets.MakeToken(9)} # secretsentry:allow\n");
        repository.Commit("b.txt", $"\n\ntoken = {Secrets.MakeToken(8)}\n");
        repository.Git("update-ref", "refs/remotes/origin/main", first);
        var options = Secrets.MakeOptions(repository, usesCache: true);
        var (scanned, cached) = (Scan(options), Scan(options));
        Describe(cached).Should().Equal(Describe(scanned)).And.HaveCount(2);
        (cached.Coverage.Allowed, cached.Coverage.Enumerated).Should().Be((scanned.Coverage.Allowed, scanned.Coverage.Enumerated));
        cached.Coverage.Objects.Should().BeEquivalentTo(scanned.Coverage.Objects);
        cached.Coverage.Skipped.Values.Sum().Should().BePositive("it was not scanned again");
        for (var i = 0; i < 2; i++)
        {
            cached.Findings[i].Should().BeEquivalentTo(scanned.Findings[i]);
        }
    }

    private static Matcher MakeMatcher(string glob)
    {
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddInclude(glob);
        return matcher;
    }

    private static void Check(ScanOptions options)
    {
        var expected = Describe(Scan(options with { Selection = options.Selection with { UsesCache = false } }));
        Describe(Scan(options)).Should().Equal(expected);
        Describe(Scan(options)).Should().Equal(expected);
    }

    private static string[] Describe(ScanOutcome outcome) => [.. outcome.Findings.Select(finding =>
        $"{finding.Rule.Id} {finding.Fingerprint} {finding.Location.Path.Raw} {finding.Location.Start} {finding.Location.Commit} "
        + $"{finding.Location.Subject.Raw} {finding.Location.Author.Raw} {finding.Location.Ref.Raw} {finding.Location.Reachability}")];

    private static ScanOutcome Scan(ScanOptions options) => HistoryScan.Run(options, null, _ => { }, CancellationToken.None);
}
