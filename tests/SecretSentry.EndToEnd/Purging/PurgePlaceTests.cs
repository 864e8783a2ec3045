namespace SecretSentry.EndToEnd.Purging;

/// <summary>Faults P2, P4, P5, P6 and G18: where a purge runs, and where a secret can hide from its proof.</summary>
public class PurgePlaceTests
{
    [Theory]
    [InlineData("git init -q --separate-git-dir=OUTSIDE/sep inner && cd inner && echo SECRET | git hash-object -w --stdin", "blob ")]
    [InlineData("git init -q --separate-git-dir=OUTSIDE/sep inner && echo SECRET >OUTSIDE/sep/description", "description' (")]
    [InlineData("git init -q OUTSIDE/elsewhere && git -C OUTSIDE/elsewhere -c user.name=a -c user.email=a@example.invalid commit -q "
        + "--allow-empty -m SECRET && git -C OUTSIDE/elsewhere worktree add -q --detach $PWD/inner", "the message of ")]
    [InlineData("git init -q OUTSIDE/other && cd OUTSIDE/other && git -c user.name=a -c user.email=a@example.invalid commit -q "
        + "--allow-empty -m SECRET && git bundle create -q TOP/notes.dat --all", "notes.dat' contains compressed objects")]
    [InlineData("git init -q OUTSIDE/other && cd OUTSIDE/other && git -c user.name=a -c user.email=a@example.invalid commit -q "
        + "--allow-empty -m SECRET && git repack -adq && mkdir TOP/d && cp .git/objects/pack/*.pack TOP/d/blob",
        "blob' contains compressed objects")]
    [InlineData("git init -q OUTSIDE/other && cd OUTSIDE/other && i=$(echo SECRET | git hash-object -w --stdin) && "
        + "cp .git/objects/*/* TOP/copied", "copied' (rules.txt:1, plain)")]
    public void A_secret_that_is_hidden_in_objects_elsewhere_is_found(string script, string words)
    {
        using var repository = new PurgedRepository(80);
        repository.Commit("a", "clean\n");
        repository.Secretsentry("purge", "verify", "--needles-from", repository.Rules).ExitCode.Should().Be(0);
        Programs.Start("sh", repository.Folder, ["-ec", script.Replace("SECRET", repository.Secret, StringComparison.Ordinal)
            .Replace("OUTSIDE", repository.Outside, StringComparison.Ordinal).Replace("TOP", repository.Folder, StringComparison.Ordinal)])
            .ExitCode.Should().Be(0);
        var verify = repository.Secretsentry("purge", "verify", "--needles-from", repository.Rules);
        verify.ExitCode.Should().Be(4, verify.All);
        verify.Output.Should().Contain(words).And.NotContain(repository.Secret);
    }

    [Fact]
    public void A_repository_whose_git_directory_is_elsewhere_is_purged_in_place()
    {
        using var repository = new PurgedRepository(81);
        var top = Path.Combine(repository.Outside, "top");
        repository.Git("init", "-q", "-b", "main", $"--separate-git-dir={Path.Combine(repository.Outside, "store")}", top);
        File.WriteAllText(Path.Combine(top, "a"), $"{repository.Secret}\n");
        repository.Git("-C", top, "add", ".");
        repository.Git("-C", top, "-c", "user.name=a", "-c", "user.email=a@example.invalid", "commit", "-q", "-m", "one");
        repository.Secretsentry("purge", "plan", "-C", top, "--replace-text", repository.Rules, "--out", repository.PlanFolder)
            .ExitCode.Should().Be(1);
        var run = repository.Apply("--in-place", "--clean-up");
        run.ExitCode.Should().Be(0, run.All);
        File.ReadAllText(Path.Combine(top, "a")).Should().Be("***REMOVED***\n");
        repository.Git("-C", top, "status", "--porcelain").Should().BeEmpty();
        File.WriteAllText(Path.Combine(top, "untracked"), repository.Secret);
        repository.Secretsentry("purge", "verify", "-C", top, "--needles-from", repository.Rules).Output.Should().Contain("untracked' (");
    }

    [Theory]
    [InlineData("git sparse-checkout set --cone p", "p/1")]
    [InlineData("git sparse-checkout set --no-cone '/p/'", "p/1")]
    [InlineData("git sparse-checkout set --cone --sparse-index p", "p/1")]
    [InlineData("git update-index --skip-worktree r/3 && rm r/3", "p/1 s/2 top")]
    public void A_purge_in_a_sparse_checkout_writes_no_file_that_is_not_checked_out(string script, string files)
    {
        using var repository = new PurgedRepository(82);
        repository.Commit("p/1", $"one {repository.Secret}\n");
        repository.Commit("r/3", $"three {repository.Secret}\n");
        repository.Commit("s/2", "clean\n");
        repository.Commit("top", $"{repository.Secret}\n");
        Programs.Start("sh", repository.Folder, ["-ec", script]).ExitCode.Should().Be(0);
        var before = ListFiles();
        before.Should().Contain(files.Split(' ')).And.NotContain("r/3");
        repository.Purge(apply: ["--in-place", "--clean-up"]);
        ListFiles().Should().Equal(before);
        repository.Git("status", "--porcelain").Should().BeEmpty();
        File.ReadAllText(Path.Combine(repository.Folder, "p", "1")).Should().Be("one ***REMOVED***\n");
        repository.Git("show", "HEAD:r/3").Should().Be("three ***REMOVED***\n");
        repository.Git("ls-files", "-t", "r").Should().Be("S r/3\n");
        repository.Secretsentry("purge", "undo", repository.PlanFolder).ExitCode.Should().Be(0);
        ListFiles().Should().Equal(before);
        repository.Git("status", "--porcelain").Should().BeEmpty();
        File.ReadAllText(Path.Combine(repository.Folder, "p", "1")).Should().Be($"one {repository.Secret}\n");

        string[] ListFiles() => [.. Directory.EnumerateFiles(repository.Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(repository.Folder, file))
            .Where(file => !file.StartsWith(".git/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>git does not report changes of such files, so they are not seen before the purge.</summary>
    [Fact]
    public void Changes_that_git_was_told_to_ignore_are_not_overwritten()
    {
        using var repository = new PurgedRepository(83);
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Git("update-index", "--assume-unchanged", "a");
        repository.Write("a", $"{repository.Secret}\nown work\n");
        repository.Plan().ExitCode.Should().Be(1);
        var run = repository.Apply("--in-place");
        run.ExitCode.Should().Be(3, run.All);
        run.Error.Should().Contain("'a' in '");
        File.ReadAllText(Path.Combine(repository.Folder, "a")).Should().EndWith("own work\n");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_purge_in_a_submodule_says_that_the_superproject_names_the_old_commits(bool isInPlace)
    {
        using var repository = new PurgedRepository(84);
        repository.Commit("a", $"{repository.Secret}\n");
        var super = Path.Combine(repository.Outside, "super");
        repository.Git("init", "-q", super);
        repository.Git("-C", super, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", repository.Folder, "deep/lib");
        var module = Path.Combine(super, "deep", "lib");
        var plan = repository.Secretsentry("purge", "plan", "-C", module, "--replace-text", repository.Rules, "--out",
            repository.PlanFolder);
        plan.ExitCode.Should().Be(1, plan.All);
        plan.Output.Should().Contain($"this is a submodule of {super}, whose commits will still name the old commits");
        var run = repository.Apply(isInPlace ? ["--in-place", "--clean-up"] : []);
        run.ExitCode.Should().Be(0, run.All);
        run.Error.Should().Contain($"the superproject '{super}' still names the old commits");
        File.ReadAllText(Path.Combine(repository.PlanFolder, "PURGE-PLAN.md")).Should().Contain($"add -- deep/lib");
        File.ReadAllText(Path.Combine(module, "a")).Should().Be(isInPlace ? "***REMOVED***\n" : $"{repository.Secret}\n");
        repository.Git("-C", module, "status", "--porcelain").Should().BeEmpty();
    }

    [Theory]
    [InlineData("clone -q --shared . NEAR/borrower", "borrows objects from this repository")]
    [InlineData("clone -q --bare --shared . NEAR/deeper/borrower.git", "borrows objects from this repository")]
    [InlineData("clone -q --reference . . NEAR/borrower", "borrows objects from this repository")]
    [InlineData("config extensions.preciousObjects true", "extensions.preciousObjects forbids")]
    public void A_clean_up_does_not_take_objects_from_other_repositories(string command, string words)
    {
        using var repository = new PurgedRepository(85);
        var owner = Path.Combine(repository.Outside, "owner");
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Git("clone", "-q", repository.Folder, owner);
        repository.Git(["-C", owner, .. command.Replace("NEAR", repository.Outside, StringComparison.Ordinal).Split(' ')]);
        repository.Secretsentry("purge", "plan", "-C", owner, "--replace-text", repository.Rules, "--out", repository.PlanFolder)
            .ExitCode.Should().Be(1);
        var before = repository.Git("-C", owner, "for-each-ref");
        var run = repository.Apply("--in-place", "--clean-up");
        run.ExitCode.Should().Be(3, run.All);
        run.Error.Should().Contain(words).And.Contain("nothing was changed");
        repository.Git("-C", owner, "for-each-ref").Should().Be(before);
        repository.Apply("--in-place").ExitCode.Should().Be(0, "without the clean-up nothing is deleted");
    }

    [Theory]
    [InlineData("for p in .git/objects/pack/*.pack; do touch ${p%.pack}.promisor; done", true)]
    [InlineData("git config remote.origin.promisor true && git config remote.origin.partialclonefilter blob:none", true)]
    [InlineData("for p in .git/objects/pack/*.pack; do touch ${p%.pack}.promisor; done; git config extensions.partialClone origin; "
        + "git config core.repositoryFormatVersion 1; git config remote.origin.promisor true", true)]
    [InlineData("for p in .git/objects/pack/*.pack; do touch ${p%.pack}.promisor; done; i=$(git rev-parse HEAD:b); "
        + "rm .git/objects/$(echo $i | cut -c1-2)/$(echo $i | cut -c3-)", false)]
    public void A_clone_that_is_called_partial_is_purged_if_it_is_complete(string script, bool isComplete)
    {
        using var repository = new PurgedRepository(86);
        repository.Git("remote", "add", "origin", repository.Outside);
        repository.Commit("a", $"{repository.Secret}\n");
        repository.Git("repack", "-adq");
        repository.Commit("b", "later\n");
        Programs.Start("sh", repository.Folder, ["-ec", script]).ExitCode.Should().Be(0);
        var plan = repository.Plan();
        plan.ExitCode.Should().Be(isComplete ? 1 : 3, plan.All);
        if (isComplete)
        {
            var run = repository.Apply("--in-place", "--clean-up");
            run.ExitCode.Should().Be(0, run.All);
            repository.ContainsSecret(Path.Combine(repository.Folder, ".git")).Should().BeFalse();
        }
        else
        {
            plan.Error.Should().Contain("make a full clone");
        }
    }

    [Fact]
    public void A_plan_for_one_finding_is_not_stopped_by_the_others()
    {
        using var repository = new PurgedRepository(87);
        var token = Generate.GitHubToken(87);
        repository.Commit("app.ini", $"token = {token}\ndb_password = {Generate.Random(7, 87)}\n");
        var report = Path.Combine(repository.Outside, "report.json");
        repository.Secretsentry("scan", "--history", "--min-confidence", "low", "--format", "json", "--output", report).ExitCode.Should()
            .Be(1);
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(report));
        var findings = json.RootElement.GetProperty("findings").EnumerateArray().ToArray();
        findings.Should().HaveCountGreaterThan(1);
        var stopped = repository.Secretsentry("purge", "plan", "--from-report", report, "--out", repository.PlanFolder);
        stopped.ExitCode.Should().Be(2, stopped.All);
        stopped.Error.Should().Contain("to leave it out, name only the findings to remove, with --finding");
        var wanted = findings.First(finding => finding.GetProperty("rule").ToString().Contains("github", StringComparison.Ordinal));
        var plan = repository.Secretsentry("purge", "plan", "--finding", wanted.GetProperty("fingerprint").GetString()!, "--out",
            repository.PlanFolder);
        plan.ExitCode.Should().Be(1, plan.All);
    }
}
