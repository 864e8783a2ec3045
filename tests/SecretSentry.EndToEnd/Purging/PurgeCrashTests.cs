using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Xunit.Abstractions;

namespace SecretSentry.EndToEnd.Purging;

/// <summary>
/// Scenario R16 of the purge: when a purge is killed at any time, nothing is lost, and it can be continued or undone. It is killed
/// with SIGKILL, after each reported step and at random times. Sometimes only the program is killed, sometimes also the git processes that
/// it started. The long form (<c>./test.sh --deep kills</c>) runs until 1,000 kills have hit a running program: 800 of a purge in place,
/// 100 of an undo, and 100 of a purge into a clone. It adds its statistics to the test's output.
/// </summary>
public class PurgeCrashTests(ITestOutputHelper output)
{
    private const int Steps = 12;

    private static readonly bool IsDeep = Environment.GetEnvironmentVariable("SECRETSENTRY_DEEP") == "kills";

    [Fact]
    public void R16_A_killed_purge_in_place_loses_nothing_and_can_be_completed_or_undone()
    {
        using var template = Template();
        var (random, counts, duration) = (new Random(16), new SortedDictionary<string, int>(StringComparer.Ordinal),
            DurationOf(template, "purge", "apply", "--yes", "--in-place", "--clean-up"));
        for (var step = 1; step <= Steps; step++)
        {
            foreach (var isUndone in IsDeep ? new[] { false, true } : [step % 3 == 0])
            {
                KillAndCheck(template, new(step, 0, step % 2 == 0), isUndone, counts);
            }
        }

        for (var i = 0; IsDeep ? counts.Values.Sum() < 800 : i < 8; i++)
        {
            KillAndCheck(template, new(0, random.Next(duration), i % 2 == 0), i % 4 >= 2, counts);
        }

        output.WriteLine($"{counts.Values.Sum()} kills: {string.Join("; ", counts.Select(one => $"{one.Key}: {one.Value}"))}");
        counts.Should().NotBeEmpty("some kill must have hit a running program");
    }

    [Fact]
    public void R16_A_killed_undo_loses_nothing_and_can_be_completed()
    {
        using var template = Template();
        var (random, hits) = (new Random(161), 0);
        for (var i = 0; IsDeep ? hits < 100 : i < 4; i++)
        {
            using var copy = new Copy(template);
            copy.Apply().ExitCode.Should().Be(0);
            var kill = new Kill(i % 4, i < 4 ? 0 : random.Next(150), i % 2 == 0);
            hits += copy.StartAndKill(kill, "purge", "undo", copy.Plan) ? 1 : 0;
            copy.WaitForGit();
            copy.RequireNothingLost(kill.ToString());
            UndoAndCheck(copy, kill.ToString());
            if (i % 4 == 0)
            {
                ApplyAndCheck(template, copy, $"after an undo, {kill}");
            }
        }

        output.WriteLine($"{hits} kills of an undo");
        hits.Should().BePositive();
    }

    [Fact]
    public void R16_A_killed_purge_into_a_clone_does_not_change_the_repository_and_can_be_completed()
    {
        using var template = Template();
        var (random, hits, duration) = (new Random(162), 0, DurationOf(template, "purge", "apply", "--yes"));
        for (var i = 0; IsDeep ? hits < 100 : i < 4; i++)
        {
            using var copy = new Copy(template);
            var before = PurgedRepository.Contents(copy.Folder);
            var kill = new Kill(0, random.Next(duration), i % 2 == 0);
            hits += copy.StartAndKill(kill, "purge", "apply", copy.Plan, "--yes") ? 1 : 0;
            PurgedRepository.Contents(copy.Folder).Should().Be(before, kill.ToString());
            var clone = Path.Combine(copy.Plan, "rewritten.git");
            if (!Directory.Exists(clone))
            {
                var again = copy.Secretsentry("purge", "apply", copy.Plan, "--yes");
                again.ExitCode.Should().Be(0, $"{kill}: {again.All}");
            }

            template.ContainsSecret(clone).Should().BeFalse(kill.ToString());
            copy.Git("-C", clone, "fsck", "--full", "--strict").Should().BeEmpty(kill.ToString());
        }

        output.WriteLine($"{hits} kills of a purge into a clone");
    }

    private static void KillAndCheck(PurgedRepository template, Kill kill, bool isUndone, SortedDictionary<string, int> counts)
    {
        using var copy = new Copy(template);
        var hit = copy.StartAndKill(kill, "purge", "apply", copy.Plan, "--yes", "--in-place", "--clean-up");
        copy.WaitForGit();
        var state = copy.RequireNothingLost(kill.ToString());
        if (isUndone)
        {
            UndoAndCheck(copy, kill.ToString());
        }
        else
        {
            ApplyAndCheck(template, copy, kill.ToString());
        }

        if (hit)
        {
            var key = $"{state}, then {(isUndone ? "undo" : "apply")}";
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>Runs the same command again. The repository must contain the new history and nothing of the old one.</summary>
    private static void ApplyAndCheck(PurgedRepository template, Copy copy, string what)
    {
        var again = copy.Apply();
        again.ExitCode.Should().Be(0, $"{what}: {again.All}");
        copy.Refs().Should().Be(copy.Planned, what);
        copy.Git("fsck", "--full", "--strict").Should().BeEmpty(what);
        copy.Git("status", "--porcelain").Should().BeEmpty(what);
        copy.Git("stash", "list").Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(2, what);
        File.ReadAllText(Path.Combine(copy.Folder, "file")).Should().Be("***REMOVED***\nlater\n", what);
        template.ContainsSecret(Path.Combine(copy.Folder, ".git")).Should().BeFalse(what);
    }

    /// <summary>
    /// Runs undo. Everything must be as before. Without a complete backup no ref has moved, and undo reports that there is no backup.
    /// </summary>
    private static void UndoAndCheck(Copy copy, string what)
    {
        var undone = copy.Secretsentry("purge", "undo", copy.Plan);
        undone.ExitCode.Should().Be(copy.HasBackup ? 0 : 2, $"{what}: {undone.All}");
        copy.Refs().Should().Be(copy.RefsBefore, what);
        copy.Missing().Should().BeEmpty(what);
        copy.Logs().Should().Be(copy.LogsBefore, what);
        copy.Git("status", "--porcelain").Should().BeEmpty(what);
        copy.Git("fsck", "--full", "--strict", "--no-dangling");
        File.ReadAllText(Path.Combine(copy.Folder, "file")).Should().EndWith("\nlater\n").And.NotStartWith("***", what);
    }

    private static int DurationOf(PurgedRepository template, string verb, string name, params string[] options)
    {
        using var copy = new Copy(template);
        var lasting = Stopwatch.StartNew();
        copy.Secretsentry([verb, name, copy.Plan, .. options]).ExitCode.Should().Be(0);
        return (int)lasting.ElapsedMilliseconds;
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

    /// <summary>
    /// When to kill: after a number of reported steps, and then after a time. Also whether git processes that were started are killed too.
    /// </summary>
    private sealed record Kill(int Step, int Milliseconds, bool IsWholeTree);

    /// <summary>A copy of the repository with its own plan, and its state before the purge.</summary>
    private sealed class Copy : IDisposable
    {
        private readonly string[] _objects;

        public Copy(PurgedRepository template)
        {
            Folder = Path.Combine(template.Outside, Guid.NewGuid().ToString("N"));
            Plan = Folder + "-plan";
            Programs.Start("cp", "/", ["-a", template.Folder, Folder]).ExitCode.Should().Be(0);
            Programs.Start("git", Folder, ["status"]); // refreshes the index, because the copy has other inodes
            var run = Secretsentry("purge", "plan", "--replace-text", template.Rules, "--out", Plan);
            run.ExitCode.Should().Be(1, run.All);
            (RefsBefore, LogsBefore) = (Refs(), Logs());
            _objects = [.. Git("rev-list", "--objects", "--all", "--reflog").Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ')[0])];
            using var plan = JsonDocument.Parse(File.ReadAllText(Path.Combine(Plan, "plan.json")));
            var moves = plan.RootElement.GetProperty("summary").GetProperty("moves").EnumerateArray()
                .ToDictionary(move => move.GetProperty("name").GetString()!, move => move.GetProperty("new").GetString()!);
            Planned = string.Join('\n', RefsBefore.Split('\n').Select(line => line.Split(' '))
                .Select(parts => $"{moves.GetValueOrDefault(parts[1], parts[0])} {parts[1]}"));
        }

        public string Folder { get; }

        public string Plan { get; }

        public string RefsBefore { get; }

        public string LogsBefore { get; }

        /// <summary>The refs after the purge, according to the plan.</summary>
        public string Planned { get; }

        public bool HasBackup => File.Exists(Path.Combine(Plan, "backup", "backup.json"));

        public string Refs() => Git("for-each-ref", "--format=%(objectname) %(refname)").TrimEnd('\n');

        public string Logs() => Git("reflog", "--format=%H %gd %gs") + Git("stash", "list", "--format=%H %gd %gs");

        public string Git(params string[] arguments)
        {
            var run = Programs.Start("git", Folder, arguments);
            run.ExitCode.Should().Be(0, $"git {string.Join(' ', arguments)}: {run.All}");
            return run.Output;
        }

        public Run Secretsentry(params string[] arguments) => Programs.Start(Programs.Secretsentry, Folder, arguments);

        public Run Apply() => Secretsentry("purge", "apply", Plan, "--yes", "--in-place", "--clean-up");

        /// <summary>Starts the program and kills it. Returns whether it was still running.</summary>
        public bool StartAndKill(Kill kill, params string[] arguments)
        {
            using var process =
                Process.Start(new ProcessStartInfo(Programs.Secretsentry, arguments)
                {
                    WorkingDirectory = Folder,
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                    RedirectStandardInput = true
                })!;
            process.StandardInput.Close();
            for (var told = 0; told < kill.Step && process.StandardError.ReadLine() is not null; told++)
            {
            }

            Thread.Sleep(kill.Milliseconds);
            process.Kill(kill.IsWholeTree);
            process.WaitForExit();
            return process.ExitCode == 128 + 9;
        }

        /// <summary>
        /// Waits for git processes in the folder. A git process that was started continues after its caller is killed, as it does after a
        /// crash. It can remove objects while another git process reads them. A git process that was killed leaves its locks, and nothing
        /// here removes them.
        /// </summary>
        public void WaitForGit()
        {
            SpinWait.SpinUntil(() => !RunsHere(), TimeSpan.FromSeconds(60)).Should()
                .BeTrue("a git process that is still running ends by itself");
            SpinWait.SpinUntil(() => !File.Exists(Path.Combine(Folder, ".git", "packed-refs.lock"))
                && Directory.GetFiles(Path.Combine(Folder, ".git", "refs"), "*.lock", SearchOption.AllDirectories)
                .Length == 0, TimeSpan.FromSeconds(2));
        }

        /// <summary>
        /// Whether any program runs in the folder, according to /proc (proc(5)). Without /proc this is unknown, and only the locks are
        /// checked.
        /// </summary>
        private bool RunsHere() => Directory.Exists("/proc/self") && Directory.GetDirectories("/proc").Any(process =>
        {
            try
            {
                return new DirectoryInfo(Path.Combine(process, "cwd")).LinkTarget?.StartsWith(Folder, StringComparison.Ordinal) == true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false; // it has ended, or it belongs to another user
            }
        });

        /// <summary>
        /// Checks that every ref has its old value or its planned value, that its objects are complete, and that every old object is in the
        /// repository or in a backup that git can read. Returns the state that was reached.
        /// </summary>
        public string RequireNothingLost(string what)
        {
            var now = Refs();
            now.Split('\n').Should().BeSubsetOf(RefsBefore.Split('\n').Concat(Planned.Split('\n')), what)
                .And.HaveCount(RefsBefore.Split('\n').Length, what);
            Git("fsck", "--full", "--strict", "--no-dangling");
            var missing = Missing();
            if (missing.Length > 0)
            {
                now.Should().Be(Planned, $"{what}: objects are removed only after the refs have moved");
                var scratch = Folder + "-scratch";
                Git("init", "-q", "--bare", scratch);
                Git("-C", scratch, "bundle", "unbundle", Path.Combine(Plan, "backup", "backup.bundle"));
                Missing(scratch).Should().BeEmpty(what);
                Directory.Delete(scratch, recursive: true);
            }

            return missing.Length > 0 ? "old objects gone" : now == Planned ? "refs moved" : now == RefsBefore
                ? (HasBackup ? "backup there" : "before the backup") : "some refs moved";
        }

        /// <summary>Returns the old objects that git does not find.</summary>
        public string[] Missing(string? directory = null)
        {
            var run = Programs.Start("git", directory ?? Folder, ["cat-file", "--batch-check"],
                input: Encoding.ASCII.GetBytes(string.Concat(_objects.Select(id => id + "\n"))));
            run.ExitCode.Should().Be(0, run.All);
            return [.. run.Output.Split('\n').Where(line => line.EndsWith(" missing", StringComparison.Ordinal))];
        }

        public void Dispose()
        {
            Directory.Delete(Folder, recursive: true);
            Directory.Delete(Plan, recursive: true);
        }
    }
}
