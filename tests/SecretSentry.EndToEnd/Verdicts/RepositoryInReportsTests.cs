namespace SecretSentry.EndToEnd.Verdicts;

/// <summary>Every format names the repository of a finding when a run had several.</summary>
public class RepositoryInReportsTests
{
    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("jsonl")]
    [InlineData("csv")]
    [InlineData("html")]
    [InlineData("markdown")]
    [InlineData("junit")]
    [InlineData("sarif")]
    [InlineData("gitlab")]
    [InlineData("github")]
    [InlineData("msbuild")]
    public void A_report_names_the_repositories(string format)
    {
        using var parent = CreateRepositories();
        var output = parent.Secretsentry("scan", "--history", "first", "second", "--format", format, "--no-progress").Output;
        output = format == "html" ? output[output.IndexOf("\"paths\"", StringComparison.Ordinal)..] : output;
        output.Should().Contain("first").And.Contain("second");
        parent.Secretsentry("scan", "--history", "first", "second", "--report", "json=all.json", "--no-progress");
        var merged = parent.Secretsentry("report", "merge", "all.json", "--format", format).Output;
        merged.Should().Contain("first").And.Contain("second");
    }

    [Fact]
    public void Merging_keeps_the_same_finding_of_two_repositories()
    {
        using var parent = CreateRepositories();
        foreach (var name in new[] { "first", "second" })
        {
            parent.Secretsentry("scan", "--history", name, "--report", $"jsonl={name}.jsonl", "--no-progress");
        }

        parent.Secretsentry("report", "merge", "first.jsonl", "second.jsonl", "first.jsonl", "--format", "jsonl").Output.Trim().Split('\n')
            .Should().HaveCount(2);
    }

    private static TempRepository CreateRepositories()
    {
        var parent = new TempRepository();
        using var source = new TempRepository();
        source.Commit("s.txt", $"key {Generate.AwsKeyId(1)}\n");
        foreach (var name in new[] { "first", "second" })
        {
            parent.Git("clone", "-q", source.Folder, name);
        }

        return parent;
    }
}
