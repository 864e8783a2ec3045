namespace SecretSentry.EndToEnd.Purging;

/// <summary>Remotes and colleagues: scenarios R19, R20 and R22 of the purge.</summary>
public class PurgeTeamTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void R19_A_remote_accepts_the_printed_push_unless_somebody_has_pushed(bool isInPlace)
    {
        using var team = new Team(19);
        team.Purge(isInPlace);
        var colleague = team.CloneOf("colleague", team.Remote);
        team.Commit(colleague, "b", "between\n");
        team.Git(colleague, "push", "-q", "origin", "main");
        var refused = team.Shell(team.Repository.Folder, team.PrintedPush());
        refused.ExitCode.Should().NotBe(0);
        refused.All.Should().Contain("stale info");
        team.Git(team.Remote, "update-ref", "refs/heads/main", team.OldMain);
        var accepted = team.Shell(team.Repository.Folder, team.PrintedPush());
        accepted.ExitCode.Should().Be(0, accepted.All);
        team.Git(team.Remote, "rev-parse", "main").Trim().Should().Be(team.Repository.NewId(team.OldMain));
        team.Git(team.Remote, "show", "main:a").Should().Be("***REMOVED***\n");
        team.Git(team.Remote, "rev-parse", "v1^{}").Trim().Should().Be(team.Repository.NewId(team.OldMain));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void R20_Purged_history_is_refused_and_the_printed_recovery_works(bool hasMerged)
    {
        using var team = new Team(20);
        var colleague = team.CloneOf("colleague", team.Remote);
        team.Git(colleague, "checkout", "-q", "-b", "work");
        team.Commit(colleague, "own", "own work\n");
        team.Purge(isInPlace: true);
        team.Shell(team.Repository.Folder, team.PrintedPush()).ExitCode.Should().Be(0);
        team.Git(colleague, "fetch", "-q", "origin");
        if (hasMerged)
        {
            team.Git(colleague, "merge", "-q", "-X", "theirs", "-m", "oops", "origin/main");
        }

        var tombstones = Path.Combine(colleague, ".git", "secretsentry");
        Directory.CreateDirectory(tombstones);
        File.Copy(Path.Combine(team.Repository.PlanFolder, "purged.json"), Path.Combine(tombstones, "purged.json"));
        var refused = team.Repository.Secretsentry("scan", "-C", colleague, "--range", "origin/main..work");
        refused.ExitCode.Should().Be(1, refused.All);
        refused.Error.Should().Contain("restore history that was purged")
            .And.Contain(hasMerged ? "git cherry-pick" : "git rebase --onto");
        team.Repository.Secretsentry("scan", "-C", colleague, "--range", "work ^origin/main").Error.Should().Be(refused.Error);
        foreach (var command in refused.Error.Split("    ").Skip(1))
        {
            var run = team.Shell(colleague, command.Trim());
            run.ExitCode.Should().Be(0, $"{command}: {run.All}");
        }

        team.Git(colleague, "show", "work:own").Should().Be("own work\n");
        team.Git(colleague, "show", "work:a").Should().Be("***REMOVED***\n");
        team.Git(colleague, "rev-list", "work").Should().NotContain(team.OldFirst);
        team.Repository.Secretsentry("scan", "-C", colleague, "--range", "origin/main..work").ExitCode.Should().Be(0);
    }

    [Fact]
    public void R20_The_other_printed_recoveries_work()
    {
        using var team = new Team(201);
        var (idle, worker) = (team.CloneOf("idle", team.Remote), team.CloneOf("worker", team.Remote));
        team.Git(worker, "checkout", "-q", "-b", "BRANCH");
        team.Commit(worker, "own", "own work\n");
        team.Purge(isInPlace: true);
        team.Shell(team.Repository.Folder, team.PrintedPush()).ExitCode.Should().Be(0);
        var blocks = File.ReadAllText(Path.Combine(team.Repository.PlanFolder, "PURGE-PLAN.md")).Split("## 4.")[1].Split("```sh\n").Skip(1)
            .Select(block => block.Split("```")[0]).ToArray();
        Runs(idle, blocks[0]);
        Runs(worker, blocks[0]);
        Runs(worker, blocks[1]);
        Runs(idle, blocks[3]);
        Runs(worker, blocks[3]);
        team.Git(idle, "rev-parse", "HEAD").Trim().Should().Be(team.Repository.NewId(team.OldMain));
        team.Git(worker, "rev-list", "--all").Should().NotContain(team.OldMain).And.Contain(team.Repository.NewId(team.OldMain));

        void Runs(string folder, string block)
        {
            var run = team.Shell(folder, block);
            run.ExitCode.Should().Be(0, run.All);
        }
    }

    [Fact]
    public void R22_The_trees_of_all_commits_equal_those_of_git_filter_repo()
    {
        using var repository = new PurgedRepository(22);
        var random = new Random(22);
        for (var i = 0; i < 60; i++)
        {
            if (i % 12 == 5)
            {
                repository.Git("checkout", "-q", "-b", $"b{i}", $"HEAD~{random.Next(1, 4)}");
            }

            var secret = random.Next(3) == 0 ? $"{repository.Secret}{repository.Secret}\n" : "";
            repository.Commit($"d{random.Next(4)}/e{random.Next(3)}/f{random.Next(5)}", $"text {i}\r\n{secret}more\n", $"commit {i}");
        }

        repository.Purge();
        repository.Trees(repository.Clone).Should().Equal(repository.Trees(repository.FilteredByFilterRepo()));
        repository.InClone("fsck", "--full", "--strict");
    }

    /// <summary>A bare remote, a clone with the secret, and clones of colleagues.</summary>
    private sealed class Team : IDisposable
    {
        public Team(int seed)
        {
            Repository = new(seed);
            Remote = Path.Combine(Repository.Outside, "remote.git");
            Repository.Git("init", "-q", "--bare", "-b", "main", Remote);
            Repository.Git("remote", "add", "origin", Remote);
            Repository.Commit("clean", "clean\n", "clean");
            OldFirst = Repository.Commit("a", $"{Repository.Secret}\n", "secret");
            OldMain = Repository.Commit("c", "more\n", "more");
            Repository.Git("tag", "-a", "-m", "v1", "v1");
            Repository.Git("push", "-q", "origin", "main", "v1");
        }

        public PurgedRepository Repository { get; }

        public string Remote { get; }

        public string OldFirst { get; }

        public string OldMain { get; }

        public void Purge(bool isInPlace) => Repository.Purge(apply: isInPlace ? ["--in-place", "--clean-up"] : []);

        public string CloneOf(string name, string from)
        {
            var folder = Path.Combine(Repository.Outside, name);
            Repository.Git("clone", "-q", from, folder);
            Repository.Git("-C", folder, "config", "user.name", "C O Lleague");
            Repository.Git("-C", folder, "config", "user.email", "colleague@example.invalid");
            return folder;
        }

        public void Commit(string folder, string path, string text)
        {
            File.WriteAllText(Path.Combine(folder, path), text);
            Git(folder, "add", path);
            Git(folder, "commit", "-q", "-m", path);
        }

        public string Git(string folder, params string[] arguments) => Repository.Git(["-C", folder, .. arguments]);

        /// <summary>Returns the command of section 2, exactly as printed.</summary>
        public string PrintedPush() =>
            File.ReadAllText(Path.Combine(Repository.PlanFolder, "PURGE-PLAN.md")).Split("## 2.")[1].Split("```sh\n")[1].Split("```")[0];

        public Run Shell(string folder, string command) => Programs.Start("sh", folder, ["-ec", command]);

        public void Dispose() => Repository.Dispose();
    }
}
