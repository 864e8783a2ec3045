namespace SecretSentry.EndToEnd.Hooks;

/// <summary>Tests that of a message exactly what git keeps is checked, by comparing with what git kept.</summary>
public class CleanupTests
{
    private const string Scissors = "------------------------ >8 ------------------------";

    [Theory]
    [InlineData("", "s\\n# KEY\\n", "")]
    [InlineData("", "s\\n# KEY\\n", "--cleanup=whitespace")]
    [InlineData("", "s\\n# KEY\\n", "--cleanup verbatim")]
    [InlineData("", "s\\n# KEY\\n", "--cleanup=strip -v")]
    [InlineData("", "s\\n# " + Scissors + "\\nKEY\\n", "")]
    [InlineData("", "s\\n# " + Scissors + "\\nKEY\\n", "-v")]
    [InlineData("", "s\\n# " + Scissors + "\\nKEY\\n", "--cleanup=scissors")]
    [InlineData("", "s\\n# " + Scissors + "\\nKEY\\n", "--cleanup=whitespace")]
    [InlineData("commit.verbose=true", "s\\n# " + Scissors + "\\nKEY\\n", "")]
    [InlineData("core.commentChar=;", "s\\n# KEY\\n", "")]
    [InlineData("core.commentChar=;", "s\\n; KEY\\n", "")]
    [InlineData("core.commentChar=;", "s\\n; " + Scissors + "\\nKEY\\n", "-v")]
    [InlineData("core.commentChar=auto", "s\\n# KEY\\n", "")]
    [InlineData("core.commentChar=auto", "s\\n; KEY\\n", "")]
    [InlineData("core.commentString=//", "s\\n# KEY\\n", "")]
    [InlineData("core.commentString=//", "s\\n// KEY\\n", "")]
    public void What_an_editor_writes_is_refused_exactly_when_git_keeps_it(string setting, string message, string options)
    {
        using var repository = Make(setting);
        repository.Script(".git/write", $"#!/bin/sh\nprintf '{message.Replace("KEY", Key, StringComparison.Ordinal)}' >\"$1\"\n");
        Compare(repository, $"GIT_EDITOR=.git/write git commit --allow-empty {options}");
    }

    [Theory]
    [InlineData("", "s\\n# KEY\\n", "")]
    [InlineData("", "s\\n# KEY\\n", "--cleanup=strip")]
    [InlineData("commit.cleanup=strip", "s\\n# KEY\\n", "")]
    [InlineData("commit.cleanup=strip", "s\\n# KEY\\n", "--cleanup=whitespace")]
    [InlineData("commit.cleanup=scissors", "s\\n# " + Scissors + "\\nKEY\\n", "")]
    [InlineData("core.commentChar=auto", "# s\\n; KEY\\n", "--cleanup=strip")]
    public void What_comes_from_a_file_is_refused_exactly_when_git_keeps_it(string setting, string message, string options)
    {
        using var repository = Make(setting);
        repository.Sh($"printf '{message.Replace("KEY", Key, StringComparison.Ordinal)}' >.git/message").ExitCode.Should().Be(0);
        Compare(repository, $"git commit --allow-empty -F .git/message {options}");
    }

    [Theory]
    [InlineData("s/^# head/# head KEY/")]
    [InlineData("s/^; Changes/; KEY Changes/")]
    [InlineData("$a; KEY")]
    [InlineData("$a# KEY")]
    public void The_prefix_that_git_chooses_for_a_message_is_known_when_its_template_is_there(string edit)
    {
        using var repository = Make("core.commentChar=auto");
        repository.Sh("printf 's\\n\\n# head\\n' >.git/message && git commit -q --no-verify --allow-empty --cleanup=verbatim "
            + "-F .git/message")
            .ExitCode.Should().Be(0);
        repository.Script(".git/edit", $"#!/bin/sh\nsed -i '{edit.Replace("KEY", Key, StringComparison.Ordinal)}' \"$1\"\n");
        Compare(repository, "GIT_EDITOR=.git/edit git commit --allow-empty --amend");
    }

    private static string Key => Scenario.Secret(951).Trim();

    private static TempRepository Make(string setting)
    {
        var repository = Scenario.Installed("a.txt");
        if (setting.Length > 0)
        {
            repository.Git("config", setting.Split('=')[0], setting.Split('=')[1]);
        }

        return repository;
    }

    /// <summary>Runs the same commit with and without the hooks.</summary>
    private static void Compare(TempRepository repository, string command)
    {
        var head = repository.Git("rev-parse", "HEAD");
        var checkedRun = repository.Sh(command);
        repository.Git("reset", "-q", "--soft", head.Trim());
        var free = repository.Sh(command + " --no-verify");
        free.ExitCode.Should().Be(0, free.All);
        if (repository.Git("log", "-1", "--format=%B").Contains(Key, StringComparison.Ordinal))
        {
            checkedRun.MustBeRefused("commit message:");
        }
        else
        {
            checkedRun.MustPass();
        }
    }
}
