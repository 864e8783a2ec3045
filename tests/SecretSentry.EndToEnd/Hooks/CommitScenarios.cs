namespace SecretSentry.EndToEnd.Hooks;

public class CommitScenarios
{
    [Fact]
    public void S01_a_first_commit_is_refused_with_advice_for_a_first_commit()
    {
        using var repository = Scenario.Installed();
        repository.Stage("a.txt", Scenario.Secret(1));
        repository.TryCommit().MustBeRefused("commit blocked - 1 secret in 1 staged file", "git rm --cached a.txt");
    }

    [Fact]
    public void S02_a_staged_secret_is_refused_with_its_line_and_column_in_the_index()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Stage("a.txt", "clean\nsecond\n" + Scenario.Secret(2));
        repository.TryCommit().MustBeRefused("a.txt:3:8  github-pat", "git restore --staged a.txt");
    }

    [Fact]
    public void S03_a_secret_only_in_the_work_tree_passes()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Stage("a.txt", "changed\n");
        repository.Write("a.txt", Scenario.Secret(3));
        repository.TryCommit().MustPass();
    }

    [Fact]
    public void S04_a_staged_secret_fixed_only_in_the_work_tree_is_refused_with_a_note()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Stage("a.txt", Scenario.Secret(4));
        repository.Write("a.txt", "fixed\n");
        repository.TryCommit().MustBeRefused("differs from the staged one");
    }

    [Fact]
    public void S05_commit_a_checks_the_index_that_will_be_committed()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Write("a.txt", "clean\n" + Scenario.Secret(5));
        repository.TryCommit("-a").MustBeRefused("a.txt:2:");
    }

    [Fact]
    public void S06_a_commit_of_one_file_checks_only_that_file()
    {
        using var repository = Scenario.Installed("clean.txt");
        repository.Stage("dirty.txt", Scenario.Secret(6));
        repository.Write("clean.txt", "still clean\n");
        repository.TryCommit("clean.txt").MustPass();
        repository.TryCommit().MustBeRefused("dirty.txt:1:");
    }

    [Fact]
    public void S07_a_commit_of_one_unstaged_file_with_a_secret_is_refused()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Write("a.txt", Scenario.Secret(7));
        repository.TryCommit("a.txt").MustBeRefused("a.txt:1:");
    }

    [Fact]
    public void S08_a_hunk_that_is_not_staged_passes()
    {
        using var repository = Scenario.Installed();
        repository.CommitUnchecked("a.txt", string.Concat(Enumerable.Range(0, 30).Select(i => $"line {i}\n")));
        repository.Write("a.txt", "first hunk\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"line {i}\n")) + Scenario.Secret(8));
        repository.Sh("printf 'y\\nn\\n' | git add -p a.txt").ExitCode.Should().Be(0);
        repository.Git("diff", "--cached", "--numstat").Should().StartWith("1\t0");
        repository.TryCommit().MustPass();
        repository.TryCommit("-a").MustBeRefused("a.txt:32:");
    }

    [Fact]
    public void S09_the_index_in_GIT_INDEX_FILE_is_checked()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Write("b.txt", Scenario.Secret(9));
        (string, string)[] other = [("GIT_INDEX_FILE", Path.Combine(repository.Folder, ".git", "other"))];
        repository.TryGit(other, "read-tree", "HEAD").ExitCode.Should().Be(0);
        repository.TryGit(other, "add", "b.txt").ExitCode.Should().Be(0);
        repository.TryCommit("--allow-empty").MustPass();
        repository.TryGit(other, "commit", "-m", "x").MustBeRefused("b.txt:1:");
    }

    [Fact]
    public void S10_paths_are_relative_to_the_top_folder_wherever_git_is_started()
    {
        using var repository = Scenario.Installed("sub/a.txt");
        repository.Stage("sub/a.txt", Scenario.Secret(10));
        Programs.Start("git", Path.Combine(repository.Folder, "sub"), ["commit", "-m", "x"]).MustBeRefused("  sub/a.txt:1:");
        Programs.Start("git", "/", ["--git-dir", Path.Combine(repository.Folder, ".git"), "--work-tree", repository.Folder, "commit", "-m",
            "x"]).MustBeRefused("  sub/a.txt:1:");
    }

    [Fact]
    public void S11_an_amend_is_checked_for_what_it_adds()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Git("commit", "--amend", "-m", "other words");
        repository.Stage("a.txt", Scenario.Secret(11));
        repository.TryGit("commit", "--amend", "-m", "x").MustBeRefused("a.txt:1:");
    }

    [Fact]
    public void S12_an_amend_that_keeps_an_old_secret_passes_and_its_push_is_refused()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.AddRemote("origin");
        repository.Stage("a.txt", Scenario.Secret(12));
        repository.TryCommit("--no-verify").MustPass();
        repository.TryGit("commit", "--amend", "-m", "other words").MustPass();
        repository.TryGit("push", "origin", "main").MustBeRefused("push blocked", "a.txt:1:", "other words", "git commit --amend");
    }

    [Fact]
    public void S13_an_empty_commit_passes_without_output()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.TryCommit("--allow-empty", "-q").MustPass().Error.Should().BeEmpty();
    }

    [Fact]
    public void S14_a_commit_with_no_verify_is_not_checked_but_its_push_is()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.AddRemote("origin");
        repository.Stage("a.txt", Scenario.Secret(14));
        repository.TryCommit("-n").MustPass();
        repository.TryGit("push", "origin", "main").MustBeRefused("a.txt:1:");
    }
}
