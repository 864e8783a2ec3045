using System.Text.RegularExpressions;

namespace SecretSentry.EndToEnd;

/// <summary>What people plug the program into: scripts of CI, completions, the manual page.</summary>
public class PluginTests
{
    [Theory]
    [InlineData("changes", 1)]
    [InlineData("history", 1)]
    [InlineData("files", 1)]
    [InlineData("nonsense", 2)]
    public void The_github_action_scans_annotates_and_judges(string scan, int code)
    {
        using var repository = WithKey(out var @base);
        var run = Action(repository.Folder, "scan", [("SECRETSENTRY_SCAN", scan), ("SECRETSENTRY_BASE", @base)], out var files);
        if (code == 2)
        {
            run.ExitCode.Should().Be(2, run.All);
            return;
        }

        run.ExitCode.Should().Be(0, run.All);
        run.Output.Should().Contain("::error file=a.txt,line=1").And.NotContain(Generate.AwsKeyId(1));
        files["GITHUB_OUTPUT"].Should().Contain($"exit-code={code}").And.Contain("sarif=");
        files["GITHUB_STEP_SUMMARY"].Should().Contain("## SecretSentry: 1 finding");
        Action(repository.Folder, "verdict", [("SECRETSENTRY_EXIT_CODE", "1")], out _).ExitCode.Should().Be(1);
        Action(repository.Folder, "verdict", [("SECRETSENTRY_EXIT_CODE", "1"), ("SECRETSENTRY_FAIL_ON_FINDINGS", "false")], out _).ExitCode.Should().Be(0);
        Action(repository.Folder, "verdict", [("SECRETSENTRY_EXIT_CODE", "3"), ("SECRETSENTRY_FAIL_ON_FINDINGS", "false")], out _).ExitCode.Should().Be(3);
    }

    [Fact]
    public void The_github_action_deepens_a_shallow_clone_and_says_when_it_cannot()
    {
        using var repository = WithKey(out var @base);
        using var clone = new TempRepository();
        var shallow = Path.Combine(clone.Folder, "shallow");
        clone.Git("clone", "-q", "--depth", "1", $"file://{repository.Folder}", shallow);
        var run = Action(shallow, "scan", [("SECRETSENTRY_BASE", @base)], out var files);
        run.Output.Should().Contain("fetching the rest").And.Contain("::error file=a.txt");
        files["GITHUB_OUTPUT"].Should().Contain("exit-code=1");

        var lost = Path.Combine(clone.Folder, "lost");
        clone.Git("clone", "-q", "--depth", "1", $"file://{repository.Folder}", lost);
        Programs.Start("git", lost, ["remote", "set-url", "origin", "file:///nowhere"]);
        run = Action(lost, "scan", [("SECRETSENTRY_BASE", @base)], out files);
        run.All.Should().Contain("the rest cannot be fetched").And.Contain("is not in the clone");
        files["GITHUB_OUTPUT"].Should().NotContain("exit-code=0");
    }

    [Fact]
    public void The_gitlab_template_writes_both_reports_and_fails_on_findings()
    {
        using var repository = WithKey(out var @base);
        var template = File.ReadAllText(Path.Combine(Programs.Top, "ci", "gitlab.yml"));
        var script = Regex.Match(template, "(?m)^  script:\\n    - \\|\\n((?:      .*\\n|\\n)+)").Groups[1].Value;
        script.Should().Contain("secretsentry scan");
        foreach (var (name, value) in new[] { ("changes", @base), ("changes", new string('0', 40)), ("history", ""), ("files", "") })
        {
            var run = Programs.Start("/bin/sh", repository.Folder, ["-ec", script], [.. OnPath, ("SECRETSENTRY_SCAN", name), ("CI_COMMIT_BEFORE_SHA", value), ("SECRETSENTRY_ARGS", "")]);
            run.ExitCode.Should().Be(1, "{0} {1}: {2}", name, value, run.All);
            File.ReadAllText(Path.Combine(repository.Folder, "gl-secret-detection-report.json")).Should().Contain("aws-access-key-id");
            File.ReadAllText(Path.Combine(repository.Folder, "secretsentry-junit.xml")).Should().Contain("failures=\"1\"");
            File.Delete(Path.Combine(repository.Folder, "gl-secret-detection-report.json"));
            File.Delete(Path.Combine(repository.Folder, "secretsentry-junit.xml"));
        }
    }

    [Fact]
    public void Bash_completes_commands_options_and_values()
    {
        var script = Programs.Start(Programs.Secretsentry, ".", ["completions", "bash"]).Output;
        Complete("secretsentry", "sc").Should().Equal("scan");
        Complete("secretsentry", "baseline", "").Should().Contain(["create", "add", "prune"]);
        Complete("secretsentry", "scan", "--format", "sa").Should().Equal("sarif");
        Complete("secretsentry", "scan", "--hist").Should().Equal("--history");

        string[] Complete(params string[] words)
        {
            var quoted = string.Join(' ', words.Select(word => $"'{word}'"));
            var run = Programs.Start("/bin/bash", ".", ["-c", $"{script}\nCOMP_WORDS=({quoted}); COMP_CWORD={words.Length - 1}; _secretsentry; printf '%s\\n' \"${{COMPREPLY[@]}}\""]);
            run.ExitCode.Should().Be(0, run.All);
            return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    [Theory]
    [InlineData("zsh", "#compdef secretsentry")]
    [InlineData("fish", "complete -c secretsentry")]
    [InlineData("powershell", "Register-ArgumentCompleter -Native -CommandName secretsentry")]
    public void The_other_shells_have_their_scripts(string shell, string words) =>
        Programs.Start(Programs.Secretsentry, ".", ["completions", shell]).Output.Should().Contain(words).And.Contain("baseline").And.Contain("format");

    [Fact]
    public void The_manual_page_names_every_command_and_option()
    {
        var page = Programs.Start(Programs.Secretsentry, ".", ["man"]).Output.Replace("\\-", "-", StringComparison.Ordinal);
        foreach (Match option in Regex.Matches(Programs.Start(Programs.Secretsentry, ".", ["scan", "--help"]).Output, "(?m)^  (--[a-z-]+)"))
        {
            page.Should().Contain(option.Groups[1].Value);
        }

        page.Should().StartWith(".TH SECRETSENTRY 1").And.Contain(".SS secretsentry baseline create").And.Contain(".SH EXIT STATUS");
        page.Split('\n').Where(line => line.StartsWith('.')).Should().OnlyContain(line => Regex.IsMatch(line, "^\\.(TH|SH|SS|TP|B|I|BR|RI|br)( |$)"));
    }

    private static (string, string)[] OnPath => [("PATH", Path.GetDirectoryName(Programs.Secretsentry) + ":" + Environment.GetEnvironmentVariable("PATH"))];

    private static TempRepository WithKey(out string @base)
    {
        var repository = new TempRepository();
        repository.Write("b.txt", "clean\n");
        repository.Git("add", ".");
        repository.Commit("base");
        @base = repository.Git("rev-parse", "HEAD").Trim();
        repository.Write("a.txt", $"id {Generate.AwsKeyId(1)}\n");
        repository.Git("add", ".");
        repository.Commit("key");
        return repository;
    }

    private static Run Action(string folder, string step, IEnumerable<(string, string)> environment, out Dictionary<string, string> files)
    {
        var temporary = Directory.CreateTempSubdirectory("secretsentry-action-");
        var names = new[] { "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH" };
        var run = Programs.Start(Path.Combine(Programs.Top, "ci", "github-action.sh"), folder, [step], [.. OnPath, .. environment, ("RUNNER_TEMP", temporary.FullName), .. names.Select(name => (name, Path.Combine(temporary.FullName, name)))]);
        files = names.ToDictionary(name => name, name => File.Exists(Path.Combine(temporary.FullName, name)) ? File.ReadAllText(Path.Combine(temporary.FullName, name)) : "");
        temporary.Delete(recursive: true);
        return run;
    }
}
