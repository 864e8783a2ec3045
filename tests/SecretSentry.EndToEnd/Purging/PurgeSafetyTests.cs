using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SecretSentry.EndToEnd.Purging;

/// <summary>What is refused, what survives, what is proved: scenarios R14 to R18, R21 and R23 of hooks-and-purge.md.</summary>
public class PurgeSafetyTests
{
    [Fact]
    public void R14_Shallow_partial_and_borrowing_repositories_are_refused()
    {
        using var repository = new PurgedRepository(14);
        repository.Commit("a", "one\n");
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Git("config", "uploadpack.allowFilter", "true");
        Refused("shallow", "git fetch --unshallow", "--depth", "1", $"file://{repository.Folder}");
        Refused("partial", "make a full clone", "--filter=blob:none", "--bare", $"file://{repository.Folder}");
        var shared = Refused("shared", "--allow-alternates", "--shared", repository.Folder);
        repository.Secretsentry("purge", "plan", "-C", shared, "--replace-text", repository.Rules, "--out", repository.PlanFolder, "--allow-alternates").ExitCode.Should().Be(1);
        repository.Apply().ExitCode.Should().Be(0, "a new clone borrows nothing");
        repository.HoldsSecret(repository.Clone).Should().BeFalse();
        File.Exists(Path.Combine(repository.Clone, "objects", "info", "alternates")).Should().BeFalse();

        string Refused(string name, string words, params string[] how)
        {
            var folder = Path.Combine(repository.Outside, name);
            repository.Git(["clone", "-q", .. how, folder]);
            var run = repository.Secretsentry("purge", "plan", "-C", folder, "--replace-text", repository.Rules, "--out", repository.PlanFolder);
            run.ExitCode.Should().Be(3, run.All);
            run.Error.Should().Contain(words);
            return folder;
        }
    }

    [Fact]
    public void R14_A_format_of_refs_that_git_does_not_read_is_refused()
    {
        using var repository = new PurgedRepository(141);
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Git("config", "core.repositoryFormatVersion", "1");
        File.AppendAllText(Path.Combine(repository.Folder, ".git", "config"), "[extensions]\n\trefStorage = nonsense\n");
        repository.Plan().ExitCode.Should().Be(3);
    }

    [Fact]
    public void R14_Dirty_checkouts_operations_and_locks_forbid_a_rewrite_in_place()
    {
        using var repository = new PurgedRepository(142);
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Plan().ExitCode.Should().Be(1);
        var before = repository.Git("for-each-ref");
        repository.Write("a", "changed\n");
        Refused("changes that are not committed");
        repository.Git("checkout", "-q", "a");
        File.WriteAllText(Path.Combine(repository.Folder, ".git", "MERGE_HEAD"), repository.Head + "\n");
        Refused("a merge is in progress");
        File.Delete(Path.Combine(repository.Folder, ".git", "MERGE_HEAD"));
        File.WriteAllText(Path.Combine(repository.Folder, ".git", "packed-refs.lock"), "");
        Refused("another git is at work");
        repository.Git("for-each-ref").Should().Be(before);

        void Refused(string words)
        {
            var run = repository.Apply("--in-place");
            run.ExitCode.Should().Be(3, run.All);
            run.Error.Should().Contain(words);
        }
    }

    [Fact]
    public void R14_A_pack_that_is_kept_is_told_and_goes_only_with_permission()
    {
        using var repository = new PurgedRepository(143);
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Git("repack", "-adq");
        var pack = Directory.GetFiles(Path.Combine(repository.Folder, ".git", "objects", "pack"), "*.pack").Single();
        File.WriteAllText(Path.ChangeExtension(pack, "keep"), "");
        repository.Plan().ExitCode.Should().Be(1);
        var kept = repository.Apply("--in-place", "--clean-up");
        kept.ExitCode.Should().Be(4, kept.All);
        kept.Output.Should().Contain("NOT CLEAN: blob ");
        repository.Apply("--in-place", "--clean-up", "--drop-keep").ExitCode.Should().Be(0);
        repository.HoldsSecret(Path.Combine(repository.Folder, ".git")).Should().BeFalse();
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    public void R14_Bare_repositories_worktrees_and_both_hashes_are_handled(string format)
    {
        using var repository = new PurgedRepository(144);
        var main = Path.Combine(repository.Outside, "main");
        repository.Git("init", "-q", "-b", "main", $"--object-format={format}", main);
        File.WriteAllText(Path.Combine(main, "a"), $"{repository.Secret}\n");
        InMain("add", ".");
        InMain("-c", "user.name=a", "-c", "user.email=a@example.invalid", "commit", "-q", "-m", "one");
        InMain("worktree", "add", "-q", "--detach", "../linked");
        InMain("worktree", "add", "-q", "-b", "side", "../second");
        var bare = Path.Combine(repository.Outside, "bare.git");
        InMain("clone", "-q", "--bare", ".", bare);
        foreach (var folder in new[] { main, bare })
        {
            repository.Secretsentry("purge", "plan", "-C", folder, "--replace-text", repository.Rules, "--out", repository.PlanFolder).ExitCode.Should().Be(1);
            var run = repository.Apply("--in-place", "--clean-up");
            run.ExitCode.Should().Be(0, run.All);
            repository.Git("-C", folder, "fsck", "--full", "--strict");
            Directory.Delete(repository.PlanFolder, recursive: true);
        }

        foreach (var checkout in new[] { "main", "linked", "second" })
        {
            File.ReadAllText(Path.Combine(repository.Outside, checkout, "a")).Should().Be("***REMOVED***\n");
            repository.Git("-C", Path.Combine(repository.Outside, checkout), "status", "--porcelain").Should().BeEmpty();
        }

        repository.HoldsSecret(Path.Combine(main, ".git")).Should().BeFalse();
        repository.HoldsSecret(bare).Should().BeFalse();

        void InMain(params string[] arguments) => repository.Git(["-C", main, .. arguments]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void R15_A_ref_that_moved_since_the_plan_stops_it(bool isInPlace)
    {
        using var repository = new PurgedRepository(15);
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Plan().ExitCode.Should().Be(1);
        repository.Commit("b", "later\n");
        var before = Fingerprint(repository.Folder);
        var run = repository.Apply(isInPlace ? ["--in-place"] : []);
        run.ExitCode.Should().Be(5, run.All);
        run.Error.Should().Contain("make a new plan");
        Fingerprint(repository.Folder).Should().Be(before);
    }

    /// <summary>Killed after each step that it tells, and at random moments; once only the program, once with the git it has started.</summary>
    [Fact]
    public void R16_Killed_at_any_moment_nothing_is_lost_and_a_second_run_completes_it()
    {
        var random = new Random(16);
        var isDeep = Environment.GetEnvironmentVariable("SECRETSENTRY_DEEP") is not null;
        using var template = Template();
        var lasting = Stopwatch.StartNew();
        using (var once = new Copy(template))
        {
            once.Run().ExitCode.Should().Be(0);
        }

        var duration = (int)lasting.ElapsedMilliseconds;
        for (var step = 1; step <= 11; step++)
        {
            Killed(template, killAfterStep: step, delay: 0, wholeTree: step % 2 == 0);
        }

        for (var i = 0; i < (isDeep ? 190 : 8); i++)
        {
            Killed(template, killAfterStep: 0, delay: random.Next(duration), wholeTree: i % 2 == 0);
        }
    }

    private static void Killed(PurgedRepository template, int killAfterStep, int delay, bool wholeTree)
    {
        var what = $"step {killAfterStep}, {delay} ms, whole tree {wholeTree}";
        using var copy = new Copy(template);
        var (before, planned) = (copy.Refs(), copy.Planned);
        copy.Kill(killAfterStep, delay, wholeTree);
        if (!wholeTree)
        {
            // A git that was started goes on to its end, as it does after a crash of its caller.
            SpinWait.SpinUntil(() => !File.Exists(Path.Combine(copy.Folder, ".git", "packed-refs.lock")) && Directory.GetFiles(Path.Combine(copy.Folder, ".git", "refs"), "*.lock", SearchOption.AllDirectories).Length == 0, TimeSpan.FromSeconds(10));
            copy.Refs().Should().BeOneOf([before, planned], what);
        }

        copy.Git("fsck", "--full", "--strict", "--no-dangling");
        var again = copy.Run();
        again.ExitCode.Should().Be(0, $"{what}: {again.All}");
        copy.Refs().Should().Be(planned, what);
        copy.Git("fsck", "--full", "--strict").Should().BeEmpty(what);
        copy.Git("status", "--porcelain").Should().BeEmpty(what);
        copy.Git("stash", "list").Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(2, what);
        File.ReadAllText(Path.Combine(copy.Folder, "file")).Should().Be("***REMOVED***\nlater\n", what);
        template.HoldsSecret(Path.Combine(copy.Folder, ".git")).Should().BeFalse(what);
    }

    private static PurgedRepository Template()
    {
        var repository = new PurgedRepository(16);
        for (var i = 0; i < 20; i++)
        {
            repository.Commit("file", i < 5 ? $"version {i}\n" : $"{repository.Secret}\n{i}\n", $"commit {i}");
            repository.Git("branch", $"b{i}");
            repository.Git("tag", "-a", "-m", $"tag {i}", $"t{i}");
        }

        repository.Commit("file", $"{repository.Secret}\nlater\n", "last");
        repository.Write("file", $"{repository.Secret}\nfirst\n");
        repository.Git("stash", "-q");
        repository.Write("file", $"{repository.Secret}\nsecond\n");
        repository.Git("stash", "-q");
        return repository;
    }

    [Fact]
    public void R17_Undo_puts_refs_stash_and_checkout_back()
    {
        using var repository = new PurgedRepository(17);
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Git("tag", "-a", "-m", "t", "t");
        repository.Write("a", $"{repository.Secret}\nstashed\n");
        repository.Git("stash", "-q");
        repository.Write("a", $"{repository.Secret}\ntwice\n");
        repository.Git("stash", "-q");
        var (refs, stash, log) = (repository.Git("for-each-ref"), repository.Git("stash", "list", "--format=%H %gs"), repository.Git("reflog"));
        repository.Purge(apply: ["--in-place", "--clean-up"]);
        repository.Git("for-each-ref").Should().NotBe(refs);
        var undone = repository.Secretsentry("purge", "undo", repository.PlanFolder);
        undone.ExitCode.Should().Be(0, undone.All);
        repository.Git("for-each-ref").Should().Be(refs);
        repository.Git("stash", "list", "--format=%H %gs").Should().Be(stash);
        repository.Git("reflog").Should().Be(log);
        repository.Git("status", "--porcelain").Should().BeEmpty();
        File.ReadAllText(Path.Combine(repository.Folder, "a")).Should().Be($"{repository.Secret}\n");
        repository.Git("fsck", "--full", "--strict");
        File.GetUnixFileMode(Path.Combine(repository.PlanFolder, "backup", "backup.bundle")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        repository.Secretsentry("purge", "discard-backup", repository.PlanFolder).ExitCode.Should().Be(0);
        Directory.EnumerateFiles(repository.PlanFolder, "*", SearchOption.AllDirectories).Should().NotContain(file => file.EndsWith(".bundle", StringComparison.Ordinal) || File.ReadAllText(file).Contains(repository.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public void R17_Undo_is_refused_when_somebody_has_gone_on()
    {
        using var repository = new PurgedRepository(171);
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Purge(apply: ["--in-place", "--clean-up"]);
        var work = repository.Commit("b", "own work\n");
        repository.Secretsentry("purge", "undo", repository.PlanFolder).ExitCode.Should().Be(5);
        repository.Head.Should().Be(work);
    }

    [Fact]
    public void R18_After_the_clean_up_no_object_log_index_draft_or_resolution_holds_it()
    {
        using var repository = new PurgedRepository(18);
        repository.Git("config", "rerere.enabled", "true");
        repository.Commit("a", "one\n");
        repository.Git("checkout", "-q", "-b", "side");
        repository.Commit("a", $"{repository.Secret} side\n");
        repository.Git("checkout", "-q", "main");
        repository.Commit("a", $"{repository.Secret} main\n", $"about {repository.Secret}");
        repository.TryGit("merge", "side").ExitCode.Should().Be(1);
        repository.Write("a", $"{repository.Secret} both\n");
        repository.Git("add", "a");
        repository.Git("commit", "-q", "-m", "merged");
        repository.Commit("a", $"{repository.Secret} amended away\n");
        repository.Git("commit", "-q", "--amend", "-m", $"other words than {repository.Secret}");
        repository.Git("gc", "-q");
        repository.Git("multi-pack-index", "write");
        Directory.GetDirectories(Path.Combine(repository.Folder, ".git", "rr-cache")).Should().NotBeEmpty();
        var dirty = repository.Secretsentry("purge", "verify", "--needles-from", repository.Rules);
        dirty.ExitCode.Should().Be(4);
        dirty.Output.Should().Contain("NOT CLEAN: blob ").And.Contain("NOT CLEAN: message of ").And.Contain("rr-cache").And.Contain("COMMIT_EDITMSG").And.NotContain(repository.Secret);
        repository.Purge(["--messages"], ["--in-place", "--clean-up"]);
        repository.HoldsSecret(Path.Combine(repository.Folder, ".git")).Should().BeFalse();
        repository.Secretsentry("purge", "verify", "--needles-from", repository.Rules).ExitCode.Should().Be(0);
        repository.Git("fsck", "--full", "--strict");
        repository.Write("untracked", repository.Secret);
        var left = repository.Secretsentry("purge", "verify", "--needles-from", repository.PlanFolder);
        left.ExitCode.Should().Be(4);
        left.Output.Should().Contain("untracked' (rules.txt:1, plain)").And.NotContain(repository.Secret);
    }

    [Fact]
    public void R21_A_plan_changes_no_byte_of_the_repository()
    {
        using var repository = new PurgedRepository(21);
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Git("tag", "-a", "-m", "t", "t");
        var before = Fingerprint(repository.Folder);
        repository.Plan("--messages", "--paths", "--identities", "--refs-rename", "--update-mentions").ExitCode.Should().Be(1);
        Fingerprint(repository.Folder).Should().Be(before);
        Directory.EnumerateFiles(repository.PlanFolder).Should().OnlyContain(file => File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        File.ReadAllText(Path.Combine(repository.PlanFolder, "plan.json")).Should().NotContain(repository.Secret);
        File.ReadAllText(Path.Combine(repository.PlanFolder, "PURGE-PLAN.md")).Should().NotContain(repository.Secret);
    }

    [Fact]
    public void R23_A_long_history_is_rewritten_in_bounded_memory()
    {
        using var repository = new PurgedRepository(23);
        var stream = new StringBuilder();
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"version {i}\n{(i > 100 ? repository.Secret : "")}\n");
            stream.Append(CultureInfo.InvariantCulture, $"commit refs/heads/main\ncommitter A <a@example.invalid> {1700000000 + i} +0000\ndata 2\n{i % 10}\nM 100644 inline d{i % 50}/e/f{i % 7}\ndata {text.Length}\n{text}\n");
        }

        Programs.Start("git", repository.Folder, ["fast-import", "--quiet"], input: Encoding.ASCII.GetBytes(stream.ToString())).ExitCode.Should().Be(0);
        repository.Plan().ExitCode.Should().Be(1);
        Memory.PeakOf(repository.Folder, "purge", "apply", repository.PlanFolder, "--yes").Should().BeLessThan(500);
        repository.InClone("rev-list", "--count", "main").Trim().Should().Be("20000");
        repository.HoldsSecret(repository.Clone).Should().BeFalse();
    }

    [Theory]
    [InlineData("three")]
    [InlineData("***REMOVED***-long-enough")]
    public void Needles_that_are_unsafe_are_refused(string needle)
    {
        using var repository = new PurgedRepository(31, $"literal:{needle}==>{needle}x\n");
        repository.Commit("a", $"{needle}\n");
        var run = repository.Plan();
        run.ExitCode.Should().Be(2, run.All);
        run.All.Should().NotContain("long-enough");
    }

    [Fact]
    public void Without_anybody_to_ask_nothing_is_applied_unconfirmed()
    {
        using var repository = new PurgedRepository(32);
        repository.Commit("a", $"{repository.Secret}\n");
        var checksum = repository.Plan().Output.Trim().Split(' ')[^1];
        repository.Secretsentry("purge", "apply", repository.PlanFolder).ExitCode.Should().Be(2);
        repository.Secretsentry("purge", "apply", repository.PlanFolder, "--confirm", "0000").ExitCode.Should().Be(2);
        Directory.Exists(repository.Clone).Should().BeFalse();
        repository.Secretsentry("purge", "apply", repository.PlanFolder, "--confirm", checksum).ExitCode.Should().Be(0);
    }

    [Fact]
    public void Findings_of_a_report_are_purged_and_a_clean_history_is_no_work()
    {
        using var repository = new PurgedRepository(33);
        repository.Commit("clean", "clean\n");
        var key = Generate.AwsKeyId(33);
        repository.Commit("settings.ini", $"id = {key}\n");
        var report = Path.Combine(repository.Outside, "report.json");
        repository.Secretsentry("scan", "--history", "--format", "json", "--output", report).ExitCode.Should().Be(1);
        var plan = repository.Secretsentry("purge", "plan", "--from-report", report, "--out", repository.PlanFolder);
        plan.ExitCode.Should().Be(1, plan.All);
        plan.All.Should().Contain("ROTATE FIRST").And.NotContain(key);
        repository.Apply().ExitCode.Should().Be(0);
        repository.Secretsentry("scan", "--history", "-C", repository.Clone).ExitCode.Should().Be(0);
        repository.Secretsentry("purge", "plan", "-C", repository.Clone, "--replace-text", repository.Rules).ExitCode.Should().Be(0);
        repository.Secretsentry("purge", "plan", "--finding", "0123456789abcdef").ExitCode.Should().Be(2);
    }

    /// <summary>Names, lengths, contents of every file.</summary>
    private static string Fingerprint(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>A repository of its own with a plan of its own.</summary>
    private sealed class Copy : IDisposable
    {
        private readonly PurgedRepository _template;
        private readonly string _plan;

        public Copy(PurgedRepository template)
        {
            (_template, Folder) = (template, Path.Combine(template.Outside, Guid.NewGuid().ToString("N")));
            _plan = Folder + "-plan";
            Programs.Start("cp", "/", ["-a", template.Folder, Folder]).ExitCode.Should().Be(0);
            Programs.Start("git", Folder, ["status"]); // refreshes the index: the copy has other inodes
            var run = Secretsentry("purge", "plan", "--replace-text", template.Rules, "--out", _plan);
            run.ExitCode.Should().Be(1, run.All);
        }

        public string Folder { get; }

        /// <summary>What the refs will be: the plan says it.</summary>
        public string Planned
        {
            get
            {
                using var plan = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(_plan, "plan.json")));
                var moves = plan.RootElement.GetProperty("summary").GetProperty("moves").EnumerateArray().ToDictionary(move => move.GetProperty("name").GetString()!, move => move.GetProperty("new").GetString()!);
                return string.Join('\n', Refs().Split('\n').Select(line => line.Split(' ')).Select(parts => $"{moves.GetValueOrDefault(parts[1], parts[0])} {parts[1]}"));
            }
        }

        public string Refs() => Git("for-each-ref", "--format=%(objectname) %(refname)").TrimEnd('\n');

        public string Git(params string[] arguments)
        {
            var run = Programs.Start("git", Folder, arguments);
            run.ExitCode.Should().Be(0, $"git {string.Join(' ', arguments)}: {run.All}");
            return run.Output;
        }

        public Run Run() => Secretsentry("purge", "apply", _plan, "--yes", "--in-place", "--clean-up");

        /// <summary>Ends the run after so many told steps, or after a time.</summary>
        public void Kill(int step, int delay, bool wholeTree)
        {
            using var process = Process.Start(new ProcessStartInfo(Programs.Secretsentry, ["purge", "apply", _plan, "--yes", "--in-place", "--clean-up"]) { WorkingDirectory = Folder, RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true })!;
            process.StandardInput.Close();
            for (var told = 0; told < step && process.StandardError.ReadLine() is not null; told++)
            {
            }

            Thread.Sleep(delay);
            process.Kill(wholeTree);
            process.WaitForExit();
        }

        public void Dispose()
        {
            Directory.Delete(Folder, recursive: true);
            Directory.Delete(_plan, recursive: true);
        }

        private Run Secretsentry(params string[] arguments) => Programs.Start(Programs.Secretsentry, Folder, arguments);
    }
}
