using System.Text.Json;
using System.Text.RegularExpressions;

namespace SecretSentry.EndToEnd;

/// <summary>Tests the CI scripts that run the program.</summary>
public class PluginTests
{
    [Theory]
    [InlineData("changes", 1)]
    [InlineData("history", 1)]
    [InlineData("files", 1)]
    [InlineData("nonsense", 2)]
    public void The_github_action_scans_annotates_and_returns_a_verdict(string scan, int code)
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
        Action(repository.Folder, "verdict", [("SECRETSENTRY_EXIT_CODE", "1"), ("SECRETSENTRY_FAIL_ON_FINDINGS", "false")], out _)
            .ExitCode.Should().Be(0);
        Action(repository.Folder, "verdict", [("SECRETSENTRY_EXIT_CODE", "3"), ("SECRETSENTRY_FAIL_ON_FINDINGS", "false")], out _)
            .ExitCode.Should().Be(3);
    }

    [Fact]
    public void The_github_action_deepens_a_shallow_clone_and_reports_a_failure_to_deepen()
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

    /// <summary>Scans a clean clone of depth 1. Missing history is never reported as clean.</summary>
    [Theory]
    [InlineData("changes", "gone", 3)]
    [InlineData("history", "gone", 3)]
    [InlineData("changes", "shallow", 3)]
    [InlineData("files", "gone", 0)]
    public void A_shallow_clone_that_cannot_be_deepened_is_reported_as_a_gap(string scan, string origin, int code)
    {
        using var repository = new TempRepository();
        foreach (var name in new[] { "one", "two" })
        {
            repository.Write($"{name}.txt", "clean\n");
            repository.Git("add", ".");
            repository.Commit(name);
        }

        using var folder = new TempRepository();
        var (middle, clone) = (Path.Combine(folder.Folder, "middle"), Path.Combine(folder.Folder, "clone"));
        folder.Git("clone", "-q", "--depth", "1", $"file://{repository.Folder}", middle);
        folder.Git("clone", "-q", "--depth", "1", $"file://{middle}", clone);
        if (origin == "gone")
        {
            Programs.Start("git", clone, ["remote", "set-url", "origin", "https://user:pass@127.0.0.1:1/gone.git"]);
        }

        var @base = repository.Git("rev-parse", "HEAD~1").Trim();
        var run = Action(clone, "scan", [("SECRETSENTRY_SCAN", scan), ("SECRETSENTRY_BASE", @base)], out var files);
        run.ExitCode.Should().Be(0, "a separate step returns the verdict: {0}", run.All);
        files["GITHUB_OUTPUT"].Should().Contain($"exit-code={code}\n");
        if (code == 0)
        {
            run.All.Should().NotContain("shallow", "a scan of files needs no history");
            return;
        }

        run.Output.Should().Contain(origin == "gone" ? "the rest cannot be fetched: fatal: unable to access"
            : "the rest cannot be fetched: origin is shallow itself").And.Contain("exit code 3")
            .And.Contain("INCOMPLETE: the clone is shallow")
            .And.NotContain("No credentials found.").And.NotContain("user:pass");
        files["GITHUB_STEP_SUMMARY"].Should().Contain("incomplete scan").And.NotContain("no credentials found");
        var verdict = Action(clone, "verdict", [("SECRETSENTRY_EXIT_CODE", "3")], out _);
        verdict.ExitCode.Should().Be(3);
        verdict.Output.Should().Contain("no clean result");

        run = Action(clone, "scan", [("SECRETSENTRY_SCAN", scan), ("SECRETSENTRY_BASE", @base), ("SECRETSENTRY_ALLOW_SHALLOW", "true")],
            out files);
        files["GITHUB_OUTPUT"].Should().Contain("exit-code=0\n");
        run.Output.Should().Contain("the history behind it is NOT scanned");
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
            var run = Programs.Start("/bin/sh", repository.Folder, ["-ec", script],
                [.. OnPath, ("SECRETSENTRY_SCAN", name), ("CI_COMMIT_BEFORE_SHA", value), ("SECRETSENTRY_ARGS", "")]);
            run.ExitCode.Should().Be(1, "{0} {1}: {2}", name, value, run.All);
            File.ReadAllText(Path.Combine(repository.Folder, "gl-secret-detection-report.json")).Should().Contain("aws-access-key-id");
            File.ReadAllText(Path.Combine(repository.Folder, "secretsentry-junit.xml")).Should().Contain("failures=\"1\"");
            File.Delete(Path.Combine(repository.Folder, "gl-secret-detection-report.json"));
            File.Delete(Path.Combine(repository.Folder, "secretsentry-junit.xml"));
        }
    }

    /// <summary>Runs the step of the Azure snippet as its agent does. The macros are replaced, and the tool is already installed.</summary>
    [Theory]
    [InlineData("refs/heads/main", "--range")]
    [InlineData("", "--history")]
    public void The_azure_snippet_writes_both_reports_and_fails_on_findings(string target, string selected)
    {
        using var repository = WithKey(out var @base);
        repository.Git("update-ref", "refs/remotes/origin/main", @base);
        var agent = Directory.CreateTempSubdirectory("secretsentry-azure-");
        var tool = agent.CreateSubdirectory("secretsentry");
        File.CreateSymbolicLink(Path.Combine(tool.FullName, "secretsentry"), Programs.Secretsentry);
        var script = Block("azure-pipelines.yml", "(?m)^  - script: \\|\n((?:      .*\n|\n)+)")
            .Replace("$(Agent.TempDirectory)", agent.FullName, StringComparison.Ordinal)
            .Replace("$(Build.ArtifactStagingDirectory)", agent.FullName, StringComparison.Ordinal);
        script.Should().Contain("dotnet tool install --tool-path").And.NotContain("$(");
        var run = Programs.Start("/bin/bash", repository.Folder, ["-exc", $"dotnet() {{ :; }}\n{script}"],
            [("SYSTEM_PULLREQUEST_TARGETBRANCH", target)]);
        run.ExitCode.Should().Be(1, run.All);
        run.Error.Should().Contain($"secretsentry scan {selected}");
        File.ReadAllText(Path.Combine(agent.FullName, "secretsentry.xml")).Should().Contain("failures=\"1\"");
        File.ReadAllText(Path.Combine(agent.FullName, "secretsentry.sarif")).Should().Contain("aws-access-key-id");
        agent.Delete(recursive: true);
    }

    [Theory]
    [InlineData(true, "--range")]
    [InlineData(false, "--history --reachable")]
    public void The_jenkins_stage_writes_both_reports_and_fails_on_findings(bool hasSucceeded, string selected)
    {
        using var repository = WithKey(out var @base);
        var script = Block("Jenkinsfile", "(?s)sh '{3}\n(.*?)'{3}");
        var run = Programs.Start("/bin/sh", repository.Folder, ["-xec", script],
            [.. OnPath, .. hasSucceeded ? [("GIT_PREVIOUS_SUCCESSFUL_COMMIT", @base)] : Array.Empty<(string, string)>()]);
        run.ExitCode.Should().Be(1, run.All);
        run.Error.Should().Contain($"secretsentry scan {selected}");
        File.ReadAllText(Path.Combine(repository.Folder, "secretsentry.xml")).Should().Contain("failures=\"1\"");
        File.ReadAllText(Path.Combine(repository.Folder, "secretsentry.html")).Should().Contain("aws-access-key-id");
    }

    [Fact]
    public void The_problem_matcher_reads_the_msbuild_format()
    {
        using var repository = new TempRepository();
        repository.Write("dir/a b.txt", $"\nid {Generate.AwsKeyId(1)}\n");
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Programs.Top, "ci", "problem-matcher.json")));
        var pattern = json.RootElement.GetProperty("problemMatcher")[0].GetProperty("pattern")[0];
        var lines = repository.Secretsentry("scan", ".", "--format", "msbuild").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var match = lines.Select(line => Regex.Match(line, pattern.GetProperty("regexp").GetString()!)).Should()
            .ContainSingle(one => one.Success).Subject;
        new[] { "file", "line", "column", "severity", "code" }.Select(name => match.Groups[pattern.GetProperty(name).GetInt32()].Value)
            .Should().Equal("dir/a b.txt", "2", "4", "error", "aws-access-key-id");
        match.Groups[pattern.GetProperty("message").GetInt32()].Value.Should().NotBeEmpty().And.NotContain(Generate.AwsKeyId(1));
    }

    [Fact]
    public void A_build_with_the_msbuild_target_fails_at_the_line_of_a_finding_and_passes_without_findings()
    {
        using var repository = new TempRepository();
        repository.Write("a.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework>"
            + $"<SecretSentryProgram>{Programs.Secretsentry}</SecretSentryProgram></PropertyGroup>"
            + $"<Import Project=\"{Programs.Top}/ci/msbuild/SecretSentry.MSBuild.targets\" /></Project>");
        repository.Write(".gitignore", "bin\nobj\n");
        repository.Write("Settings.cs", $"class Settings\n{{\n    const string Id = \"{Generate.AwsKeyId(1)}\";\n}}\n");
        var run = Build();
        run.ExitCode.Should().Be(1, run.All);
        run.Output.Should().Contain("Settings.cs(3,24): error aws-access-key-id: ").And.Contain("error SECRET1: ")
            .And.NotContain(Generate.AwsKeyId(1));
        repository.Write("Settings.cs", "class Settings;\n");
        Build().ExitCode.Should().Be(0);
        repository.Write(".secretsentry.toml", "nonsense = 1\n");
        Build().Output.Should().Contain("error SECRET2: ").And.Contain("exit code 2");

        Run Build() => Programs.Start("dotnet", repository.Folder, ["build", "-v", "quiet", "--nologo", "-nodeReuse:false"],
            [("DOTNET_NOLOGO", "1"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1")]);
    }

    [Fact]
    public void A_release_dry_run_lists_its_files_and_rejects_unknown_systems()
    {
        var script = Path.Combine(Programs.Top, "release.sh");
        var files = Programs.Start("/bin/bash", ".", [script, "--dry-run"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        files.Should().HaveCount(14).And.Contain(name => name.EndsWith("-linux-x64-v3.tar.gz", StringComparison.Ordinal))
            .And.Contain(name => name.EndsWith("-win-arm64.zip", StringComparison.Ordinal))
            .And.Contain(name => name.EndsWith("-osx-x64.tar.gz", StringComparison.Ordinal)).And.Contain("SHA256SUMS")
            .And.Contain(name => name.StartsWith("SecretSentry.Engine.", StringComparison.Ordinal));
        var wrong = Programs.Start("/bin/bash", ".", [script, "linux-x65"]);
        wrong.ExitCode.Should().Be(2);
        wrong.Error.Should().Contain("'linux-x65' is no system").And.Contain("linux-x64");
    }

    private static string Block(string file, string pattern)
    {
        var match = Regex.Match(File.ReadAllText(Path.Combine(Programs.Top, "ci", file)), pattern);
        match.Success.Should().BeTrue(file);
        return match.Groups[1].Value;
    }

    private static (string, string)[] OnPath =>
        [("PATH", Path.GetDirectoryName(Programs.Secretsentry) + ":" + Environment.GetEnvironmentVariable("PATH"))];

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

    [Theory]
    [InlineData("--exclude test/**", 0)]
    [InlineData("--exclude 'test/**'", 1)]
    [InlineData("--exclude test/*.txt --exclude other/**", 0)]
    public void A_glob_in_the_arguments_of_the_action_is_not_replaced_by_the_shell(string arguments, int code)
    {
        using var repository = new TempRepository();
        repository.Write("clean.txt", "clean\n");
        repository.Git("add", ".");
        repository.Commit("base");
        var before = repository.Git("rev-parse", "HEAD").Trim();
        repository.Write("test/a.txt", $"id {Generate.AwsKeyId(1)}\n");
        repository.Write("test/b.txt", $"id {Generate.AwsKeyId(2)}\n");
        repository.Git("add", ".");
        repository.Commit("keys");
        Action(repository.Folder, "scan", [("SECRETSENTRY_BASE", before), ("SECRETSENTRY_ARGS", arguments)], out var files);
        files["GITHUB_OUTPUT"].Should().Contain($"exit-code={code}\n");
    }

    [Theory]
    [InlineData("changes", "history")]
    [InlineData("history", "history")]
    [InlineData("files", "files")]
    public void What_the_action_uploads_is_never_a_report_of_changes(string scan, string scope)
    {
        using var repository = WithKey(out var before);
        Action(repository.Folder, "scan", [("SECRETSENTRY_BASE", before), ("SECRETSENTRY_SCAN", scan), ("SECRETSENTRY_UPLOAD", "true")],
            out var files, out var sarif);
        files["GITHUB_OUTPUT"].Should().Contain("exit-code=1\n");
        sarif.Should().Contain($"\"secretsentry/{scope}/\"");
    }

    private static Run Action(string folder, string step, IEnumerable<(string, string)> environment,
        out Dictionary<string, string> files) =>
        Action(folder, step, environment, out files, out _);

    private static Run Action(string folder, string step, IEnumerable<(string, string)> environment, out Dictionary<string, string> files,
        out string sarif)
    {
        var temporary = Directory.CreateTempSubdirectory("secretsentry-action-");
        var names = new[] { "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH" };
        var run = Programs.Start(Path.Combine(Programs.Top, "ci", "github-action.sh"), folder, [step],
            [.. OnPath, .. environment, ("RUNNER_TEMP", temporary.FullName),
            .. names.Select(name => (name, Path.Combine(temporary.FullName, name)))]);
        files = names.ToDictionary(name => name, name => File.Exists(Path.Combine(temporary.FullName, name))
            ? File.ReadAllText(Path.Combine(temporary.FullName, name)) : "");
        var uploaded = files["GITHUB_OUTPUT"].Split('\n').FirstOrDefault(line => line.StartsWith("sarif=", StringComparison.Ordinal))?[6..];
        sarif = File.Exists(uploaded) ? File.ReadAllText(uploaded) : "";
        temporary.Delete(recursive: true);
        return run;
    }
}
