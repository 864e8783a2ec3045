namespace SecretSentry.EndToEnd.Verdicts;

/// <summary>A report never reads like a clean result when nothing was looked at, or when findings are hidden.</summary>
public class NothingReadTests
{
    [Theory]
    [InlineData("text", "Nothing was looked at")]
    [InlineData("markdown", "nothing was looked at")]
    [InlineData("html", "Nothing was looked at")]
    [InlineData("junit", "nothing was looked at")]
    public void An_empty_folder_is_not_called_clean(string format, string words)
    {
        using var repository = new TempRepository();
        Directory.CreateDirectory(Path.Combine(repository.Folder, "empty"));
        var run = repository.Secretsentry("scan", "empty", "--format", format);
        run.ExitCode.Should().Be(0, run.All);
        run.Output.Should().Contain(words).And.NotContainEquivalentOf("no credentials found");
    }

    [Fact]
    public void An_index_without_changes_and_a_folder_of_links_are_not_called_clean()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Secretsentry("scan", "--staged").Output.Should().StartWith("Nothing was looked at");
        Directory.CreateDirectory(Path.Combine(repository.Folder, "links"));
        File.CreateSymbolicLink(Path.Combine(repository.Folder, "links", "one"), "../a.txt");
        repository.Secretsentry("scan", "links").Output.Should().StartWith("Nothing was looked at");
        repository.Secretsentry("scan", "a.txt").Output.Should().StartWith("No credentials found.");
    }

    [Fact]
    public void Another_folder_by_its_full_path_is_read_with_filters()
    {
        using var repository = new TempRepository();
        using var elsewhere = new TempRepository();
        repository.Write("s.txt", $"key {Generate.AwsKeyId(1)}\n");
        foreach (var folder in new[] { repository.Folder, CopyOutside(repository) })
        {
            var run = elsewhere.Secretsentry("scan", folder, "--exclude", "*.lock");
            run.ExitCode.Should().Be(1, run.All);
            elsewhere.Secretsentry("scan", folder, "--include", "s.*").ExitCode.Should().Be(1);
            elsewhere.Secretsentry("scan", folder, "--exclude", "s.*").ShouldBeRefused("no file of");
        }
    }

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("html")]
    [InlineData("github")]
    public void Hidden_findings_are_counted(string format)
    {
        using var repository = new TempRepository();
        repository.Write(".secretsentry.toml", "[[rules]]\nid = 'vague'\nregex = '''vague_[a-z]{8}'''\nconfidence = 'low'\n");
        repository.Write("src/a.txt", "vague_kqzvjwpt vague_pqzvjwpt\n");
        repository.Secretsentry("scan", "src", "--format", format).Output.Should().Contain("2 findings of low confidence are not shown")
            .And.NotContain("No credentials found.").And.NotContain("no credentials found\n");
    }

    private static string CopyOutside(TempRepository repository)
    {
        var folder = Path.Combine(Path.GetTempPath(), "secretsentry-plain-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(repository.Folder, "s.txt"), Path.Combine(folder, "s.txt"));
        return folder;
    }
}
