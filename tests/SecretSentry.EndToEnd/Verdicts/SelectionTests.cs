namespace SecretSentry.EndToEnd.Verdicts;

/// <summary>A selection that selects nothing is an error that says what was looked for. An honestly empty range is no error.</summary>
public class SelectionTests
{
    [Theory]
    [InlineData("'mian'", "--history", "--refs", "mian")]
    [InlineData("'release/*'", "--history", "--refs", "main", "--refs", "release/*")]
    [InlineData("'refs/heads/nope'", "--refs", "refs/heads/nope")]
    [InlineData("--refs is empty", "--history", "--refs", "")]
    [InlineData("--refs is empty", "--history", "--refs", "main", "--refs", " ")]
    [InlineData("'--refs='", "--history", "--refs=", "main")]
    [InlineData("'--range='", "--range=", "--no-progress")]
    [InlineData("'--since-commit='", "--since-commit=", "--quiet")]
    [InlineData("--range is empty", "--range", "")]
    [InlineData("--since-commit is empty", "--since-commit", "")]
    [InlineData("'..HEAD'", "--range", "..HEAD")]
    [InlineData("'...main'", "--range", "...main")]
    [InlineData("'..'", "--range", "..")]
    [InlineData("no file of the history", "--history", "--path", "srcc/**")]
    [InlineData("no file of the history", "--history", "--include", "*.java")]
    [InlineData("no file of the history", "--history", "--exclude", "**/*")]
    [InlineData("--path is empty", "--history", "--path", "")]
    [InlineData("--include is empty", "--include", "")]
    [InlineData("--exclude is empty", "--exclude", "")]
    [InlineData("no file of", "--path", "srcc/**")]
    [InlineData("no file of", "src", "--include", "*.java")]
    [InlineData("no file of", "--exclude", "**/*")]
    public void Nothing_selected_is_an_error(string words, params string[] arguments)
    {
        using var repository = CreateDirty();
        repository.Secretsentry(["scan", .. arguments]).ShouldBeRefused(words);
    }

    [Fact]
    public void Reachable_without_any_ref_is_an_error()
    {
        using var repository = CreateDirty();
        repository.Git("checkout", "-q", "--orphan", "next");
        repository.Git("branch", "-D", "main");
        repository.Secretsentry("scan", "--history", "--reachable").ShouldBeRefused("--reachable chooses nothing");
        repository.Secretsentry("scan", "--history", "--no-progress").ExitCode.Should().Be(1, "the commits are still there");
    }

    [Fact]
    public void A_setting_that_leaves_no_file_is_an_error_too()
    {
        using var repository = CreateDirty();
        repository.Write(".secretsentry.toml", "include = ['lib/**']\n");
        repository.Secretsentry("scan", "src").ShouldBeRefused("no file of 'src'");
    }

    [Theory]
    [InlineData("HEAD..HEAD")]
    [InlineData("main..main")]
    [InlineData("HEAD..HEAD~1")]
    [InlineData("main..")]
    public void A_range_without_a_commit_is_no_error_and_says_so(string range)
    {
        using var repository = CreateDirty();
        var run = repository.Secretsentry("scan", "--range", range, "--no-progress");
        run.ExitCode.Should().Be(0, run.All);
        run.Output.Should().StartWith("Nothing was looked at").And.Contain($"the range '{range}' contains no commit")
            .And.NotContain("No credentials found");
    }

    [Fact]
    public void After_the_last_commit_there_is_nothing_and_the_report_says_so()
    {
        using var repository = CreateDirty();
        var run = repository.Secretsentry("scan", "--since-commit", "HEAD", "--no-progress");
        run.ExitCode.Should().Be(0, run.All);
        run.Output.Should().StartWith("Nothing was looked at").And.Contain("there is no commit after 'HEAD'");
        repository.Secretsentry("scan", "--since-commit", "HEAD", "--format", "markdown", "--no-progress").Output.Should()
            .StartWith("## SecretSentry: nothing was looked at");
        repository.Secretsentry("scan", "--since-commit", "HEAD", "--format", "junit", "--no-progress").Output.Should()
            .Contain("nothing was looked at").And.NotContain("no credentials found");
    }

    [Fact]
    public void What_selects_something_still_does()
    {
        using var repository = CreateDirty();
        foreach (var arguments in new string[][] { ["--refs", "main"], ["--refs", "refs/heads/*"], ["--range", "HEAD~1..HEAD"],
            ["--range", "HEAD~1.."], ["--since-commit", "HEAD~1"], ["--path", "src/**"], ["--reachable"] })
        {
            repository.Secretsentry(["scan", "--history", .. arguments, "--no-progress"]).ExitCode.Should()
                .Be(1, string.Join(' ', arguments));
        }
    }

    [Fact]
    public void Of_several_repositories_one_must_have_the_ref()
    {
        using var repository = CreateDirty();
        using var other = CreateDirty();
        other.Git("branch", "release/1");
        var run = repository.Secretsentry("scan", "--history", repository.Folder, other.Folder, "--refs", "release/*", "--no-progress");
        run.ExitCode.Should().Be(1, run.All);
        run.Output.Should().Contain("no ref matches 'release/*'");
        repository.Secretsentry("scan", "--history", repository.Folder, other.Folder, "--refs", "none/*").ShouldBeRefused("'none/*'");
    }

    private static TempRepository CreateDirty()
    {
        var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Commit("src/s.txt", $"key {Generate.AwsKeyId(1)}\n");
        return repository;
    }
}
