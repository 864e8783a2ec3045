using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SecretSentry.EndToEnd;

public class ProgramTests
{
    [Theory]
    [InlineData(2, "is not in a git repository", "scan", "--staged")]
    [InlineData(2, "is not in a git repository", "scan", "--history")]
    [InlineData(2, "is not in a git repository", "install")]
    [InlineData(2, "'missing.txt' does not exist", "scan", "missing.txt")]
    [InlineData(2, "-C: the folder 'none' does not exist", "scan", "-C", "none")]
    [InlineData(2, "-C: the folder '' does not exist", "scan", "-C", "")]
    [InlineData(2, "--nonsense", "scan", "--nonsense")]
    [InlineData(2, "broken.toml:1", "scan", ".", "--config", "broken.toml")]
    [InlineData(2, "'none.toml' does not exist", "scan", ".", "--config", "none.toml")]
    [InlineData(2, "does not exist; create it first", "scan", ".", "--output", "no/such/folder/report.json")]
    [InlineData(2, "cannot be combined", "scan", "--staged", "--history")]
    [InlineData(2, "valid values are 1 to 256", "scan", "--threads", "0")]
    [InlineData(2, "xml", "scan", "--format", "xml")]
    [InlineData(2, "'--hisory' is not an option here (did you mean '--history'?)", "scan", "--hisory")]
    [InlineData(2, "'expain' is not a command here (did you mean 'explain'?); see 'secretsentry --help'", "expain")]
    [InlineData(2, "a command is missing after 'secretsentry'; valid commands are scan, install, ")]
    [InlineData(2,
        "a command is missing after 'secretsentry baseline'; valid commands are create, add, prune, migrate, merge-driver; see "
        + "'secretsentry baseline --help'", "baseline")]
    [InlineData(2, "did you mean 'github-pat'", "rules", "show", "githubpat")]
    public void Bad_input_gives_a_one_line_error_and_the_right_exit_code(int code, string words, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("secretsentry-none-").FullName;
        File.WriteAllText(Path.Combine(folder, "broken.toml"), "[[rules\n");
        var run = Programs.Start(Programs.Secretsentry, folder, arguments, [("GIT_CEILING_DIRECTORIES", Path.GetTempPath())]);
        run.ExitCode.Should().Be(code);
        run.Error.Should().StartWith("secretsentry: ").And.Contain(words).And.NotContain("   at ");
        run.Error.TrimEnd('\n').Should().NotContain("\n");
        run.Output.Should().BeEmpty();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("scan", ".")]
    [InlineData("scan", "--stdin")]
    public void An_unknown_kernel_gives_a_one_line_error(params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("secretsentry-kernel-").FullName;
        File.WriteAllText(Path.Combine(folder, "a.txt"), "text\n");
        var run = Programs.Start(Programs.Secretsentry, folder, arguments, [("SECRETSENTRY_KERNEL", "altivec")]);
        run.ExitCode.Should().Be(2);
        run.Error.Should().StartWith("secretsentry: SECRETSENTRY_KERNEL is 'altivec'").And.Contain("'scalar'").And.NotContain("   at ");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Findings_in_standard_input_have_the_given_path_and_a_line()
    {
        var run = Programs.Start(Programs.Secretsentry, ".", ["scan", "--stdin", "--stdin-path", "dump.sql", "--format", "jsonl"],
            input: Encoding.UTF8.GetBytes($"\nINSERT '{Generate.AwsKeyId(1)}'\n"));
        run.ExitCode.Should().Be(1);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("file").GetString().Should().Be("dump.sql");
        json.RootElement.GetProperty("line").GetInt32().Should().Be(2);
        json.RootElement.GetProperty("details").GetProperty("awsAccount").GetString().Should().MatchRegex("^[0-9]{12}$");
    }

    [Fact]
    public void A_closed_pipe_is_not_an_error()
    {
        using var repository = new TempRepository();
        repository.Write("many.txt", string.Concat(Enumerable.Range(0, 5000).Select(i => $"k = {Generate.AwsKeyId(i)}\n")));
        var run = Programs.Start("/bin/bash", repository.Folder,
            ["-c", $"'{Programs.Secretsentry}' scan . | head -1; echo code ${{PIPESTATUS[0]}}"]);
        run.Output.Should().EndWith("code 1\n");
        run.Error.Should().BeEmpty();
    }

    [Fact]
    public void Ignored_files_are_skipped_and_the_number_of_threads_does_not_change_the_report()
    {
        using var repository = new TempRepository();
        for (var i = 0; i < 50; i++)
        {
            repository.Write($"f{i}.txt", $"text\nkey {Generate.AwsKeyId(i)}\n");
        }

        repository.Write(".gitignore", "ignored.txt\n");
        repository.Write("ignored.txt", Generate.AwsKeyId(99));
        var one = repository.Secretsentry("scan", "--threads", "1", "--format", "json");
        foreach (var threads in new[] { "2", "16" })
        {
            repository.Secretsentry("scan", "--threads", threads, "--format", "json").Output.Should().Be(one.Output);
        }

        one.Output.Should().NotContain("ignored.txt");
        using var json = JsonDocument.Parse(one.Output);
        json.RootElement.GetProperty("schemaVersion").GetInt32().Should().Be(1);
        json.RootElement.GetProperty("findings").GetArrayLength().Should().Be(50);
        repository.Secretsentry("scan", "--no-gitignore", "--format", "json").Output.Should().Contain("ignored.txt");
        repository.Secretsentry("scan", "--include", "f1*.txt", "--format", "jsonl")
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(11);
    }

    [Fact]
    public void A_secret_at_a_boundary_between_parts_of_a_large_file_is_found()
    {
        using var repository = new TempRepository();
        const int boundary = (32 * 1024 * 1024) - (128 * 1024);
        var text = new StringBuilder();
        foreach (var at in new[] { boundary - 10, boundary + (64 * 1024) - 10, boundary + (128 * 1024) - 10, (2 * boundary) + 500 })
        {
            text.Append('\n', at - text.Length).Append(' ').Append(Generate.AwsKeyId(at)).Append(' ');
        }

        repository.Write("big.txt", text.ToString());
        var lines = repository.Secretsentry("scan", ".", "--format", "jsonl").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(4);
        using var json = JsonDocument.Parse(lines[0]);
        json.RootElement.GetProperty("line").GetInt32().Should().Be(boundary - 10 + 1);
    }

    [Fact]
    public void A_rule_of_a_configuration_file_is_added()
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", "acme_kqzvjwpt\n");
        repository.Write("rules.toml", "[[rules]]\nid = 'acme'\nregex = '''acme_([a-z]{8})'''\n");
        var run = repository.Secretsentry("scan", "a.txt", "--config", "rules.toml", "--format", "jsonl");
        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("\"rule\":\"acme\"");
    }

    public static TheoryData<string> Pages =>
        ["README.md", .. Directory.GetFiles(Path.Combine(Programs.Top, "docs"), "*.md")
        .Select(page => Path.GetRelativePath(Programs.Top, page))
        .Where(page => File.ReadAllText(Path.Combine(Programs.Top, page)).Contains("```sh", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_example_in_the_documentation_exits_with_the_stated_code(string page)
    {
        var blocks = Regex.Matches(File.ReadAllText(Path.Combine(Programs.Top, page)), "<!-- run: exit=(\\d+) -->\n```sh\n(.*?)```",
            RegexOptions.Singleline);
        blocks.Should().NotBeEmpty();
        foreach (Match block in blocks)
        {
            using var repository = new TempRepository();
            repository.Write("src/app.txt", "clean\n");
            repository.Git("add", ".");
            repository.Commit("base");
            var path = Path.GetDirectoryName(Programs.Secretsentry) + ":" + Environment.GetEnvironmentVariable("PATH");
            var run = Programs.Start("/bin/sh", repository.Folder, ["-ec", block.Groups[2].Value],
                [("PATH", path), ("KEY_ID", Generate.AwsKeyId(1))]);
            run.ExitCode.Should().Be(int.Parse(block.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), "{0}\n{1}",
                block.Value, run.All);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_example_in_the_documentation_is_tested(string page)
    {
        var readme = File.ReadAllText(Path.Combine(Programs.Top, page));
        Regex.Count(readme, "^```sh$", RegexOptions.Multiline).Should()
            .Be(Regex.Count(readme, "^<!-- run: (exit=\\d+|ci) -->\n```sh$", RegexOptions.Multiline));

        // CI runs the commands that set up the machine. A test does not run them.
        var steps = File.ReadAllText(Path.Combine(Programs.Top, ".ci", "run"));
        foreach (Match block in Regex.Matches(readme, "<!-- run: ci -->\n```sh\n(.*?)```", RegexOptions.Singleline))
        {
            foreach (var line in block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                steps.Should().Contain(line.Split('#')[0].Trim());
            }
        }
    }
}
