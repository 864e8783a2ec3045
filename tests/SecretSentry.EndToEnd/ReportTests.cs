using System.Text.Json;

namespace SecretSentry.EndToEnd;

/// <summary>Tests reports with the real program.</summary>
public class ReportTests
{
    [Fact]
    public void One_run_writes_every_format_and_none_contains_the_secret()
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"id {Generate.AwsKeyId(1)}\nx {Generate.GitHubToken(2)}\n");
        repository.Git("add", ".");
        repository.Commit("one");
        var forms = new[] { "text", "json", "jsonl", "sarif", "junit", "gitlab", "github", "csv", "html", "markdown" };
        var folder = Directory.CreateDirectory(Path.Combine(repository.Folder, ".git", "out")).FullName;
        var run =
            repository.Secretsentry(["scan", "--history", "--no-progress",
            .. forms.SelectMany(form => new[] { "--report", $"{form}={Path.Combine(folder, form)}" })]);
        run.ExitCode.Should().Be(1);
        foreach (var form in forms)
        {
            File.ReadAllText(Path.Combine(folder, form)).Should().Contain("aws-access-key-id").And.NotContain(Generate.AwsKeyId(1))
                .And.NotContain(Generate.GitHubToken(2));
        }

        File.ReadAllText(Path.Combine(folder, "text")).Should().Be(run.Output);
    }

    [Fact]
    public void The_written_files_are_reported_in_one_line()
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"id {Generate.AwsKeyId(1)}\n");
        var run = repository.Secretsentry("scan", "a.txt", "--format", "html", "--output", "report.html", "--report", "sarif=r.sarif");
        run.Output.Should().BeEmpty();
        run.Error.Should().Be("secretsentry: 1 finding; written: html to report.html, sarif to r.sarif\n");
        repository.Secretsentry("scan", "a.txt", "--report", "json=r.json").Error.Should()
            .Be("secretsentry: 1 finding; written: json to r.json\n");
        repository.Secretsentry("report", "merge", "r.json", "--format", "csv", "--output", "r.csv").Error.Should()
            .Be("secretsentry: 1 finding; written: csv to r.csv\n");
        repository.Secretsentry("scan", "a.txt", "--report", "json=r.json", "--quiet").All.Should().BeEmpty();
        repository.Secretsentry("scan", "a.txt").Error.Should().BeEmpty();
    }

    [Theory]
    [InlineData("r.html", "html", "<!doctype html>")]
    [InlineData("r.SARIF", "sarif", "{\n  \"$schema\"")]
    [InlineData("r.md", "markdown", "## SecretSentry")]
    [InlineData("r.txt", "text", "  a.txt:1:4")]
    public void The_file_extension_selects_the_report_format(string name, string form, string start)
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"id {Generate.AwsKeyId(1)}\n");
        repository.Secretsentry("scan", "a.txt", "--output", name).Error.Should().Contain($"{form} to {name}");
        File.ReadAllText(Path.Combine(repository.Folder, name)).Should().StartWithEquivalentOf(start);
        repository.Secretsentry("scan", "a.txt", "--format", "csv", "--output", name).Error.Should().Contain($"csv to {name}");
    }

    [Fact]
    public void A_sarif_result_keeps_its_fingerprint_when_lines_move_and_files_are_renamed()
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", $"id {Generate.AwsKeyId(1)}\n");
        var before = Fingerprint();
        File.Delete(Path.Combine(repository.Folder, "a.txt"));
        repository.Write("b/c.txt", $"\n\n\nid {Generate.AwsKeyId(1)}\n");
        Fingerprint().Should().Be(before);

        string Fingerprint()
        {
            using var json = JsonDocument.Parse(repository.Secretsentry("scan", "--format", "sarif").Output);
            return json.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("partialFingerprints")
                .GetProperty("secretsentry/v2").GetString()!;
        }
    }

    [Fact]
    public void Shards_merge_into_one_report_with_one_exit_code()
    {
        using var repository = new TempRepository();
        repository.Write("a/a.txt", $"id {Generate.AwsKeyId(1)}\n");
        repository.Write("b/b.txt", $"id {Generate.AwsKeyId(2)}\n");
        repository.Secretsentry("scan", "a", "--format", "json", "--output", "1.json").ExitCode.Should().Be(1);
        repository.Secretsentry("scan", "b", "--format", "json", "--output", "2.json").ExitCode.Should().Be(1);
        var merged = repository.Secretsentry("report", "merge", "1.json", "2.json", "--format", "json");
        merged.ExitCode.Should().Be(1);
        merged.Output.Should().Be(repository.Secretsentry("scan", "a", "b", "--format", "json").Output);
        repository.Secretsentry("report", "merge", "none.json").ExitCode.Should().Be(2);
        repository.Secretsentry("scan", "--report", "xml=x").Error.Should().Contain("a valid value is FORMAT=FILE");
    }
}
