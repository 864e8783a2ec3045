using System.Text;
using System.Text.Json;

namespace SecretSentry.EndToEnd;

public class SafetyTests
{
    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("jsonl")]
    public void No_report_of_files_staged_changes_or_history_shows_a_secret(string format)
    {
        using var repository = new TempRepository();
        repository.Write("keys.ini", Generate.AwsPair(1) + Generate.GitHubToken(1) + "\n");
        repository.Git("add", ".");
        string[][] sources = [["keys.ini"], ["--staged"], ["--history"]];
        foreach (var source in sources)
        {
            var run = repository.Secretsentry(["scan", .. source, "--format", format, "--verbose", "--min-confidence", "low"]);
            run.ExitCode.Should().Be(1);
            run.All.Should().NotContainAny(Generate.AwsKeyId(1), Generate.AwsSecret(1), Generate.GitHubToken(1));
        }
    }

    [Fact]
    public void The_option_show_secrets_shows_the_secret()
    {
        var run = Scan($"id = {Generate.AwsKeyId(2)}\n", "--format", "jsonl", "--show-secrets");
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("secret").GetString().Should().Be(Generate.AwsKeyId(2));
    }

    [Fact]
    public void A_checksum_is_verified_offline()
    {
        var right = Generate.GitHubToken(3);
        ValidityOf(right).Should().Be("checksum-valid");
        ValidityOf(right[..^1] + (right[^1] == '0' ? '1' : '0')).Should().Be("checksum-invalid");

        static string? ValidityOf(string token)
        {
            using var json = JsonDocument.Parse(Scan($"token: {token}\n", "--format", "jsonl", "--min-confidence", "low").Output);
            return json.RootElement.GetProperty("validity").GetString();
        }
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public void A_UTF_16_file_is_read_with_and_without_a_byte_order_mark(bool isBigEndian, bool hasMark)
    {
        using var repository = new TempRepository();
        var encoding = new UnicodeEncoding(isBigEndian, hasMark);
        repository.Write("wide.txt", [.. encoding.GetPreamble(), .. encoding.GetBytes($"first\nkey {Generate.AwsKeyId(4)}\n")]);
        using var json = JsonDocument.Parse(repository.Secretsentry("scan", "wide.txt", "--format", "jsonl").Output);
        json.RootElement.GetProperty("line").GetInt32().Should().Be(2);
        json.RootElement.GetProperty("column").GetInt32().Should().Be(5);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("jsonl")]
    public void Control_characters_in_a_path_never_reach_the_terminal(string format)
    {
        using var repository = new TempRepository();
        repository.Write("a\u001b[31m\rb.txt", $"key {Generate.AwsKeyId(5)}\n");
        var run = repository.Secretsentry("scan", "--format", format);
        run.ExitCode.Should().Be(1);
        run.All.Should().NotContain("\u001b").And.NotContain("\r");
    }

    [Fact]
    public void An_unreadable_file_is_named_and_the_exit_code_is_3()
    {
        // Reading this file fails for root as well. Reading a file without permissions would not.
        const string unreadable = "/proc/self/mem";
        using var repository = new TempRepository();
        var run = repository.Secretsentry("scan", unreadable, "--format", "json");
        run.ExitCode.Should().Be(3);
        run.Error.Should().StartWith("secretsentry: ").And.Contain(unreadable).And.NotContain("   at ");
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("coverage").GetProperty("complete").GetBoolean().Should().BeFalse();
        json.RootElement.GetProperty("coverage").GetProperty("unreadable").TryGetProperty(unreadable, out _).Should().BeTrue();
    }

    [Fact]
    public void The_text_report_of_an_incomplete_scan_does_not_say_that_no_credentials_were_found()
    {
        using var repository = new TempRepository();
        var run = repository.Secretsentry("scan", "/proc/self/mem");
        run.ExitCode.Should().Be(3);
        run.Output.Should().Contain("The scan is incomplete").And.NotContain("No credentials found.");
    }

    [Fact]
    public void A_link_given_as_an_argument_is_followed_and_a_broken_link_is_an_error()
    {
        using var repository = new TempRepository();
        repository.Write("inner/a.txt", $"key {Generate.AwsKeyId(21)}\n");
        File.CreateSymbolicLink(Path.Combine(repository.Folder, "file"), "inner/a.txt");
        File.CreateSymbolicLink(Path.Combine(repository.Folder, "folder"), "inner");
        File.CreateSymbolicLink(Path.Combine(repository.Folder, "nowhere"), "missing");
        repository.Secretsentry("scan", "file").ExitCode.Should().Be(1);
        repository.Secretsentry("scan", "folder").ExitCode.Should().Be(1);
        var broken = repository.Secretsentry("scan", "nowhere");
        broken.ExitCode.Should().Be(2);
        broken.Error.Should().Contain("'nowhere' is a symbolic link to 'missing', which does not exist");
    }

    [Fact]
    public void Nested_repositories_are_scanned_and_submodules_are_counted()
    {
        using var repository = new TempRepository();
        repository.Commit("first");
        repository.Write("nested/a.txt", $"key {Generate.AwsKeyId(22)}\n");
        repository.Git("init", "-q", "nested");
        repository.Git("update-index", "--add", "--cacheinfo", $"160000,{repository.Git("rev-parse", "HEAD").Trim()},module");
        var run = repository.Secretsentry("scan");
        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("nested/a.txt:1:5").And.Contain("1 - submodules");
    }

    [Fact]
    public void A_file_whose_name_is_not_UTF_8_is_reported_as_not_read()
    {
        using var repository = new TempRepository();
        Programs.Start("/bin/sh", repository.Folder, ["-c", "printf x > \"$(printf 'a\\377b')\""]).ExitCode.Should().Be(0);
        foreach (var how in new string[][] { ["scan"], ["scan", "--no-gitignore"] })
        {
            var run = repository.Secretsentry(how);
            run.ExitCode.Should().Be(3);
            run.Output.Should().Contain("NOT READ").And.Contain("not UTF-8");
        }

        Programs.Start("/bin/sh", repository.Folder, ["-c", "rm a*b"]).ExitCode.Should().Be(0);
    }

    [Fact]
    public void A_program_called_git_in_the_scanned_folder_is_not_run()
    {
        using var repository = new TempRepository();
        repository.Write("git", "#!/bin/sh\ntouch was-run\n");
        File.SetUnixFileMode(Path.Combine(repository.Folder, "git"), (UnixFileMode)0b111_101_101);
        repository.Git("add", ".");
        repository.Secretsentry("scan", "--staged").ExitCode.Should().Be(0);
        File.Exists(Path.Combine(repository.Folder, "was-run")).Should().BeFalse();
    }

    [Fact]
    public void Paths_in_options_are_relative_to_the_folder_of_the_option_C()
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", "acme_kqzvjwpt\n");
        repository.Write("rules.toml", "[[rules]]\nid = 'acme'\nregex = '''acme_([a-z]{8})'''\n");
        var run = Programs.Start(Programs.Secretsentry, "/",
            ["scan", "-C", repository.Folder, "a.txt", "--config", "rules.toml", "--output", "report.txt"]);
        run.ExitCode.Should().Be(1);
        File.ReadAllText(Path.Combine(repository.Folder, "report.txt")).Should().Contain("acme");
    }

    [Fact]
    public void With_a_finding_and_a_gap_the_exit_code_is_1_and_the_gap_is_named()
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"key {Generate.AwsKeyId(6)}\n");
        var run = repository.Secretsentry("scan", "a.txt", "/proc/self/mem");
        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("/proc/self/mem");
    }

    [Fact]
    public void A_report_to_a_file_writes_nothing_to_standard_output()
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"key {Generate.AwsKeyId(7)}\n");
        var run = repository.Secretsentry("scan", "a.txt", "--format", "json", "--output", "report.json");
        run.ExitCode.Should().Be(1);
        run.Output.Should().BeEmpty();
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(repository.Folder, "report.json")));
        json.RootElement.GetProperty("tool").GetProperty("name").GetString().Should().Be("secretsentry");
        json.RootElement.GetProperty("findings").GetArrayLength().Should().Be(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Only_the_staged_change_of_a_file_is_checked(bool stagesTheSecret)
    {
        using var repository = new TempRepository();
        var middle = string.Concat(Enumerable.Range(0, 20).Select(i => $"line {i}\n"));
        var key = $"key {Generate.AwsKeyId(8)}\n";
        repository.Write("file.txt", "top\n" + middle + "end\n");
        repository.Git("add", ".");
        repository.Commit("base");
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        repository.Write("file.txt", stagesTheSecret ? key + middle + "end\n" : "new top\n" + middle + "end\n");
        repository.Git("add", ".");
        repository.Write("file.txt", stagesTheSecret ? key + middle + "new end\n" : "new top\n" + middle + key);
        repository.TryGit("commit", "-m", "x").ExitCode.Should().Be(stagesTheSecret ? 1 : 0);
    }

    [Fact]
    public void A_finding_of_low_confidence_is_reported_and_does_not_block()
    {
        using var repository = new TempRepository();
        repository.Secretsentry("install").ExitCode.Should().Be(0);
        repository.Write(".secretsentry.toml", "[[rules]]\nid = 'vague'\nregex = 'vague_([a-zA-Z0-9]{24})'\nconfidence = 'low'\n");
        repository.Write("a.py", $"x = \"vague_{Generate.Random(24, 9)}\"\n");
        repository.Git("add", ".");
        var passed = repository.TryGit("commit", "-m", "x");
        passed.ExitCode.Should().Be(0, passed.All);
        passed.Error.Should().Contain("a.py").And.NotContain(Generate.Random(24, 9));
    }

    private static Run Scan(string content, params string[] options) =>
        Programs.Start(Programs.Secretsentry, ".", ["scan", "--stdin", .. options], input: Encoding.UTF8.GetBytes(content));
}
