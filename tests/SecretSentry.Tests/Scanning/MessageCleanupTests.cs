using System.Text;
using SecretSentry.Git.Repository;
using SecretSentry.Scanning.Staged;
using SecretSentry.Tests.Git;

namespace SecretSentry.Tests.Scanning;

/// <summary>Tests what is known about a message's cleanup, with and without the command line of git.</summary>
public class MessageCleanupTests
{
    private const string Line = "------------------------ >8 ------------------------\n";

    /// <summary>The template in any language: it ends with the name of the prefix, and has an empty comment line.</summary>
    private static string Template(string prefix) => $"\n{prefix} Geben Sie eine Beschreibung ein. Zeilen mit '{prefix}'\n{prefix}\n"
        + $"{prefix} Auf Branch main\n{prefix}\n";

    private static string OwnScissors(string prefix) => $"{prefix} {Line}{prefix} Do not touch.\n{prefix} Ignored.\n";

    public static TheoryData<string, string, string?, bool, string> Cases => new()
    {
        // settings, message, command, has an editor, kept lines
        { "", "one\n# two\n", null, true, "1" },
        { "", "one\n# two\n", null, false, "1 2" },
        { "", "one\n# two\n", "git commit --cleanup=whitespace", true, "1 2" },
        { "", "one\n# two\n", "git commit --cleanup verbatim -q", true, "1 2" },
        { "", "one\n# two\n", "git -C /x commit --clean=strip -m a", false, "1" },
        { "commit.cleanup=verbatim", "one\n# two\n", "git commit --cleanup=default", true, "1" },
        { "commit.cleanup=strip", "one\n# two\n", null, false, "1" },
        { "core.commentChar=;", "one\n# two\n; three\n", null, true, "1 2" },
        { "core.commentString=//", "one\n# two\n// three\n", null, true, "1 2" },
        { "core.commentString=// core.commentChar=;", "// one\n; two\n", null, true, "1" },
        { "core.commentChar=auto", "one\n# two\n; three\n" + Template(";"), null, true, "1 2 4" },
        { "core.commentChar=auto", "# two\n", null, true, "1" },
        { "core.commentChar=auto", "# two\n", "git commit", true, "" },
        { "core.commentChar=auto", "# two\n", "git commit --amend", true, "1" },
        { "core.commentChar=auto", "# two\n", "git commit -c HEAD", true, "1" },
        { "core.commentChar=auto", "# one\n; two\n@ three\n", "git commit --cleanup=strip -m x", false, "1 2 3" },
        { "core.commentChar=auto", "# one\n; two\n" + OwnScissors("@") + "below\n", null, true, "1 2" },
        { "", "one\n# " + Line + "three\n", null, true, "1 3" },
        { "", "one\n# " + Line + "three\n", "git commit", true, "1 3" },
        { "", "one\n# " + Line + "three\n", "git commit -v", true, "1" },
        { "", "one\n# " + Line + "three\n", "git commit -qvm -v", false, "1" },
        { "", "one\n# " + Line + "three\n", "git commit -m -v", false, "1 2 3" },
        { "", "one\n# " + Line + "three\n", "git merge -v x", false, "1 2 3" },
        { "", "one\n# " + Line + "three\n", "git commit --cleanup=scissors", true, "1" },
        { "commit.verbose=2", "one\n# " + Line + "three\n", null, true, "1" },
        { "commit.verbose=2", "one\n# " + Line + "three\n", "git commit --no-verbose", true, "1 3" },
        { "", "one\n# " + Line + "three\n" + OwnScissors("#") + "diff\n", null, true, "1" },
        { "", "one\n#  " + Line + "three\n", "git commit -v", true, "1 3" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_lines_that_git_keeps_are_known(string settings, string message, string? command, bool hasEditor, string kept)
    {
        using var repository = new TempRepository();
        foreach (var setting in settings.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            repository.Git("config", setting.Split('=')[0], setting.Split('=')[1]);
        }

        var bytes = Encoding.UTF8.GetBytes(message);
        var lines = KeptLines.Find(bytes, MessageCleanup.Create(UserSettings.Read(repository.Top, "commit.cleanup", "commit.verbose",
            "core.commentChar", "core.commentString"), command is null ? null : CommitCommand.Parse(command.Split(' ')), hasEditor,
            () => true, bytes));
        string.Join(' ', Enumerable.Range(1, message.Split('\n').Length - 1).Where(lines.Contains)).Should().Be(kept);
    }

    [Fact]
    public void An_old_git_does_not_know_the_setting_for_a_text()
    {
        using var repository = new TempRepository();
        repository.Git("config", "core.commentString", "//");
        var settings = UserSettings.Read(repository.Top, "core.commentString");
        MessageCleanup.Create(settings, null, hasEditor: true, () => false, []).CommentPrefix.Should().Be("#");
        MessageCleanup.Create(settings, null, hasEditor: true, () => true, []).CommentPrefix.Should().Be("//");
    }

    [Theory]
    [InlineData("git status")]
    [InlineData("git -c a.b=c")]
    [InlineData("git rebase --continue")]
    public void Only_a_command_that_makes_a_commit_is_one(string command) => CommitCommand.Parse(command.Split(' ')).Should().BeNull();
}
