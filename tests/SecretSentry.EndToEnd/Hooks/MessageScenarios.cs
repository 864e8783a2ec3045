using System.Text;

namespace SecretSentry.EndToEnd.Hooks;

public class MessageScenarios
{
    [Fact]
    public void S23_a_secret_in_a_commit_message_is_refused_however_it_was_entered()
    {
        using var repository = Scenario.Installed("a.txt");
        var message = "subject\n\n" + Scenario.Secret(23);
        repository.TryGit("commit", "--allow-empty", "-m", message)
            .MustBeRefused("in the commit message", "commit message:3:8", "git commit -e -F .git/COMMIT_EDITMSG");
        repository.Write("message.txt", message);
        repository.TryGit("commit", "--allow-empty", "-F", "message.txt").MustBeRefused("in the commit message");
        repository.TryGit([("GIT_EDITOR", "cp message.txt")], "commit", "--allow-empty").MustBeRefused("in the commit message");
        repository.TryGit("commit", "--allow-empty", "-m", "clean").MustPass();
    }

    [Fact]
    public void S24_a_secret_that_git_removes_from_the_message_passes()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Script("comments", $"#!/bin/sh\nprintf 'subject\\n# {Scenario.Secret(24).Trim()}\\n' >\"$1\"\n");
        repository.TryGit([("GIT_EDITOR", "./comments")], "commit", "--allow-empty").MustPass();

        // With -v the whole diff is below the scissors line. It contains an old secret, on a removed line.
        repository.CommitUnchecked("old.txt", Scenario.Secret(240));
        repository.Git("rm", "-q", "old.txt");
        repository.Script("subject", "#!/bin/sh\nsed -i '1s/^/subject\\n/' \"$1\"\n");
        repository.TryGit([("GIT_EDITOR", "./subject")], "commit", "-v").MustPass();
    }

    [Fact]
    public void S25_a_secret_in_a_comment_that_git_keeps_is_refused()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.TryGit("commit", "--allow-empty", "--cleanup=verbatim", "-m", $"subject\n# {Scenario.Secret(25)}")
            .MustBeRefused("commit message:2:");
        repository.Git("config", "commit.cleanup", "verbatim");
        repository.Script("comments", $"#!/bin/sh\nprintf 'subject\\n# {Scenario.Secret(250).Trim()}\\n' >\"$1\"\n");
        repository.TryGit([("GIT_EDITOR", "./comments")], "commit", "--allow-empty").MustBeRefused("commit message:2:");
    }

    [Fact]
    public void S26_a_message_in_latin_1_is_read()
    {
        using var repository = Scenario.Installed("a.txt");
        repository.Git("config", "i18n.commitEncoding", "ISO-8859-1");
        repository.Write("message.txt", Encoding.Latin1.GetBytes("\u00e4\u00f6\u00fc\n"));
        repository.TryGit("commit", "--allow-empty", "-F", "message.txt").MustPass();
        repository.Write("message.txt", Encoding.Latin1.GetBytes("\u00e4\u00f6\u00fc\n\n\u00df " + Scenario.Secret(26)));
        repository.TryGit("commit", "--allow-empty", "-F", "message.txt").MustBeRefused("commit message:3:");
    }
}
