using System.Globalization;
using System.Text;

namespace SecretSentry.EndToEnd.Purging;

/// <summary>What a purge rejects, keeps and proves: scenarios R14, R15, R17, R18, R21 and R23 of the purge.</summary>
public class PurgeSafetyTests
{
    [Fact]
    public void R14_Shallow_clones_partial_clones_and_clones_with_alternates_are_refused()
    {
        using var repository = new PurgedRepository(14);
        repository.Commit("a", "one\n");
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Git("config", "uploadpack.allowFilter", "true");
        Refused("shallow", "git fetch --unshallow", "--depth", "1", $"file://{repository.Folder}");
        Refused("partial", "make a full clone", "--filter=blob:none", "--bare", $"file://{repository.Folder}");
        var shared = Refused("shared", "--allow-alternates", "--shared", repository.Folder);
        repository.Secretsentry("purge", "plan", "-C", shared, "--replace-text", repository.Rules, "--out", repository.PlanFolder,
            "--allow-alternates").ExitCode.Should().Be(1);
        repository.Apply().ExitCode.Should().Be(0, "a new clone has no alternates");
        repository.ContainsSecret(repository.Clone).Should().BeFalse();
        File.Exists(Path.Combine(repository.Clone, "objects", "info", "alternates")).Should().BeFalse();

        string Refused(string name, string words, params string[] how)
        {
            var folder = Path.Combine(repository.Outside, name);
            repository.Git(["clone", "-q", .. how, folder]);
            var run = repository.Secretsentry("purge", "plan", "-C", folder, "--replace-text", repository.Rules, "--out",
                repository.PlanFolder);
            run.ExitCode.Should().Be(3, run.All);
            run.Error.Should().Contain(words);
            return folder;
        }
    }

    [Fact]
    public void R14_A_ref_storage_format_that_git_cannot_read_is_refused()
    {
        using var repository = new PurgedRepository(141);
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Git("config", "core.repositoryFormatVersion", "1");
        File.AppendAllText(Path.Combine(repository.Folder, ".git", "config"), "[extensions]\n\trefStorage = nonsense\n");
        var before = PurgedRepository.Contents(repository.Folder);
        var run = repository.Plan();
        run.ExitCode.Should().Be(3);
        run.Error.Should().Contain("git cannot read this repository").And.Contain("an extension that this git does not know");
        run.All.Should().NotContain(repository.Secret);
        PurgedRepository.Contents(repository.Folder).Should().Be(before);
        Directory.Exists(repository.PlanFolder).Should().BeFalse("there is no plan to apply");
    }

    /// <summary>Uses a git that writes a bundle and then reports that the bundle is invalid.</summary>
    [Fact]
    public void R17_A_backup_that_git_cannot_verify_stops_the_purge()
    {
        using var repository = new PurgedRepository(172);
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Plan().ExitCode.Should().Be(1);
        var (refs, log, head) = (repository.Git("for-each-ref"), repository.Git("reflog"), repository.Head);
        var folder = Path.Combine(repository.Outside, "bin");
        Directory.CreateDirectory(folder);
        var real = Programs.Start("sh", folder, ["-c", "command -v git"]).Output.Trim();
        File.WriteAllText(Path.Combine(folder, "git"),
            $"#!/bin/sh\ncase \" $* \" in *\" bundle verify \"*) echo 'error: made by the test' >&2; exit 1 ;; esac\nexec {real} \"$@\"\n");
        File.SetUnixFileMode(Path.Combine(folder, "git"), (UnixFileMode)0b111_101_101);
        var run = Programs.Start(Programs.Secretsentry, repository.Folder, ["purge", "apply", repository.PlanFolder, "--yes", "--in-place"],
            [("PATH", $"{folder}:{Environment.GetEnvironmentVariable("PATH")}")]);
        run.ExitCode.Should().Be(3, run.All);
        run.Error.Should().Contain("cannot be verified").And.Contain("nothing was changed");
        repository.Git("for-each-ref").Should().Be(refs);
        repository.Git("reflog").Should().Be(log);
        repository.Head.Should().Be(head);
        repository.Git("status", "--porcelain").Should().BeEmpty();
        File.ReadAllText(Path.Combine(repository.Folder, "a")).Should().Contain(repository.Secret);
        File.Exists(Path.Combine(repository.PlanFolder, "backup", "backup.bundle")).Should().BeFalse("the bundle is not valid");
    }

    [Fact]
    public void R14_Uncommitted_changes_operations_in_progress_and_locks_prevent_a_purge_in_place()
    {
        using var repository = new PurgedRepository(142);
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Plan().ExitCode.Should().Be(1);
        var before = repository.Git("for-each-ref");
        repository.Write("a", "changed\n");
        Refused("uncommitted changes");
        repository.Git("checkout", "-q", "a");
        File.WriteAllText(Path.Combine(repository.Folder, ".git", "MERGE_HEAD"), repository.Head + "\n");
        Refused("a merge is in progress");
        File.Delete(Path.Combine(repository.Folder, ".git", "MERGE_HEAD"));
        File.WriteAllText(Path.Combine(repository.Folder, ".git", "packed-refs.lock"), "");
        Refused("another git process may be running");
        repository.Git("for-each-ref").Should().Be(before);

        void Refused(string words)
        {
            var run = repository.Apply("--in-place");
            run.ExitCode.Should().Be(3, run.All);
            run.Error.Should().Contain(words);
        }
    }

    [Fact]
    public void R14_A_pack_with_a_keep_file_is_reported_and_removed_only_with_drop_keep()
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
        repository.ContainsSecret(Path.Combine(repository.Folder, ".git")).Should().BeFalse();
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    public void R14_Bare_repositories_worktrees_and_both_hash_algorithms_are_supported(string format)
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
            repository.Secretsentry("purge", "plan", "-C", folder, "--replace-text", repository.Rules, "--out", repository.PlanFolder)
                .ExitCode.Should().Be(1);
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

        repository.ContainsSecret(Path.Combine(main, ".git")).Should().BeFalse();
        repository.ContainsSecret(bare).Should().BeFalse();

        void InMain(params string[] arguments) => repository.Git(["-C", main, .. arguments]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void R15_A_ref_that_moved_since_the_plan_stops_the_purge(bool isInPlace)
    {
        using var repository = new PurgedRepository(15);
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Plan().ExitCode.Should().Be(1);
        repository.Commit("b", "later\n");
        var before = PurgedRepository.Contents(repository.Folder);
        var run = repository.Apply(isInPlace ? ["--in-place"] : []);
        run.ExitCode.Should().Be(5, run.All);
        run.Error.Should().Contain("make a new plan");
        PurgedRepository.Contents(repository.Folder).Should().Be(before);
    }

    [Fact]
    public void R17_Undo_restores_refs_stash_and_checkout()
    {
        using var repository = new PurgedRepository(17);
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Git("tag", "-a", "-m", "t", "t");
        repository.Write("a", $"{repository.Secret}\nstashed\n");
        repository.Git("stash", "-q");
        repository.Write("a", $"{repository.Secret}\ntwice\n");
        repository.Git("stash", "-q");
        var (refs, stash, log) = (repository.Git("for-each-ref"), repository.Git("stash", "list", "--format=%H %gs"),
            repository.Git("reflog"));
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
        File.GetUnixFileMode(Path.Combine(repository.PlanFolder, "backup", "backup.bundle")).Should()
            .Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        repository.Secretsentry("purge", "discard-backup", repository.PlanFolder).ExitCode.Should().Be(0);
        Directory.EnumerateFiles(repository.PlanFolder, "*", SearchOption.AllDirectories).Should()
            .NotContain(file => file.EndsWith(".bundle", StringComparison.Ordinal)
            || File.ReadAllText(file).Contains(repository.Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(0, "--refs-rename")]
    public void R17_A_discarded_backup_leaves_no_secret_in_the_names_of_refs(int exitCode, params string[] plan)
    {
        using var repository = new PurgedRepository(172);
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Git("branch", $"b-{repository.Secret}");
        repository.Plan(plan).ExitCode.Should().Be(1);
        repository.Apply("--in-place", "--clean-up").ExitCode.Should().Be(exitCode);
        FindSecret().Should().NotBeEmpty().And.NotContain(Path.Combine(repository.PlanFolder, "PURGE-PLAN.md"));
        repository.Secretsentry("purge", "discard-backup", repository.PlanFolder).ExitCode.Should().Be(0);
        FindSecret().Should().BeEmpty();

        string[] FindSecret() => [.. Directory.EnumerateFiles(repository.PlanFolder, "*", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains(repository.Secret, StringComparison.Ordinal))];
    }

    [Fact]
    public void R17_Undo_is_refused_after_a_new_commit()
    {
        using var repository = new PurgedRepository(171);
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Purge(apply: ["--in-place", "--clean-up"]);
        var work = repository.Commit("b", "own work\n");
        repository.Secretsentry("purge", "undo", repository.PlanFolder).ExitCode.Should().Be(5);
        repository.Head.Should().Be(work);
    }

    [Fact]
    public void R17_Undo_does_not_overwrite_uncommitted_work()
    {
        using var repository = new PurgedRepository(172);
        repository.Commit("other", "other\n");
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Purge(apply: ["--in-place", "--clean-up"]);
        repository.Write("other", "own work\n");
        repository.Write("a", "own work, too\n");
        var purged = repository.Git("for-each-ref");
        var refused = repository.Secretsentry("purge", "undo", repository.PlanFolder);
        refused.ExitCode.Should().Be(3, refused.All);
        refused.Error.Should().Contain("'a' in '").And.Contain("git checkout HEAD -- a");
        repository.Git("for-each-ref").Should().Be(purged);
        repository.Git("add", "a");
        repository.Write("a", "***REMOVED***\n");
        repository.Secretsentry("purge", "undo", repository.PlanFolder).ExitCode.Should().Be(3, "staged changes are uncommitted work, too");
        repository.Git("checkout", "HEAD", "--", "a");
        var undone = repository.Secretsentry("purge", "undo", repository.PlanFolder);
        undone.ExitCode.Should().Be(0, undone.All);
        File.ReadAllText(Path.Combine(repository.Folder, "other")).Should().Be("own work\n");
        File.ReadAllText(Path.Combine(repository.Folder, "a")).Should().Be($"{repository.Secret}\n");
        repository.Git("checkout", "-q", "other");
        var again = repository.Apply("--in-place", "--clean-up");
        again.ExitCode.Should().Be(0, again.All);
        repository.Git("for-each-ref").Should().Be(purged);
    }

    [Fact]
    public void R18_After_the_clean_up_nothing_in_the_git_directory_contains_the_secret()
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
        dirty.Output.Should().Contain("NOT CLEAN: blob ").And.Contain("NOT CLEAN: the message of ").And.Contain("rr-cache")
            .And.Contain("COMMIT_EDITMSG").And.NotContain(repository.Secret);
        repository.Purge(["--messages"], ["--in-place", "--clean-up"]);
        repository.ContainsSecret(Path.Combine(repository.Folder, ".git")).Should().BeFalse();
        repository.Secretsentry("purge", "verify", "--needles-from", repository.Rules).ExitCode.Should().Be(0);
        repository.Git("fsck", "--full", "--strict");
        repository.Write("untracked", repository.Secret);
        var left = repository.Secretsentry("purge", "verify", "--needles-from", repository.PlanFolder);
        left.ExitCode.Should().Be(4);
        left.Output.Should().Contain("untracked' (rules.txt:1, plain)").And.NotContain(repository.Secret);
    }

    [Fact]
    public void R21_A_plan_does_not_change_the_repository()
    {
        using var repository = new PurgedRepository(21);
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Git("tag", "-a", "-m", "t", "t");
        var before = PurgedRepository.Contents(repository.Folder);
        repository.Plan("--messages", "--paths", "--identities", "--refs-rename", "--update-mentions").ExitCode.Should().Be(1);
        PurgedRepository.Contents(repository.Folder).Should().Be(before);
        Directory.EnumerateFiles(repository.PlanFolder).Should()
            .OnlyContain(file => File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
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
            stream.Append(CultureInfo.InvariantCulture,
                $"commit refs/heads/main\ncommitter A <a@example.invalid> {1700000000 + i} +0000\ndata 2\n{i % 10}\nM 100644 inline "
                + $"d{i % 50}/e/f{i % 7}\ndata {text.Length}\n{text}\n");
        }

        Programs.Start("git", repository.Folder, ["fast-import", "--quiet"], input: Encoding.ASCII.GetBytes(stream.ToString()))
            .ExitCode.Should().Be(0);
        repository.Plan().ExitCode.Should().Be(1);
        Memory.PeakOf(repository.Folder, "purge", "apply", repository.PlanFolder, "--yes").Should().BeLessThan(500);
        repository.InClone("rev-list", "--count", "main").Trim().Should().Be("20000");
        repository.ContainsSecret(repository.Clone).Should().BeFalse();
    }

    [Theory]
    [InlineData("three")]
    [InlineData("***REMOVED***-long-enough")]
    public void Unsafe_needles_are_refused(string needle)
    {
        using var repository = new PurgedRepository(31, $"literal:{needle}==>{needle}x\n");
        repository.Commit("a", $"{needle}\n");
        var run = repository.Plan();
        run.ExitCode.Should().Be(2, run.All);
        run.All.Should().NotContain("long-enough");
    }

    [Fact]
    public void Without_a_terminal_a_purge_needs_a_confirmation_option()
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
    public void Findings_of_a_report_are_purged_and_a_clean_history_needs_no_purge()
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
}
