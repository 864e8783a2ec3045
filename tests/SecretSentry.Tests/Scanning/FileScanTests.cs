using System.Runtime.Versioning;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Files;
using SecretSentry.Tests.Git;

namespace SecretSentry.Tests.Scanning;

[UnsupportedOSPlatform("windows")]
public class FileScanTests
{
    /// <summary>A path longer than the system can open. Even the superuser cannot list that folder.</summary>
    [Fact]
    public void A_folder_that_cannot_be_listed_is_reported_and_the_others_are_scanned()
    {
        using var repository = new TempRepository();
        repository.Write("near/a.txt", $"token = {Secrets.MakeToken(1)}\n");
        var name = new string('d', 200);
        repository.Shell($"mkdir far && cd far && for i in $(seq 25); do mkdir {name} && cd -P {name} || exit 1; done; echo x >a.txt").Code
            .Should().Be(0);
        var outcome = Scan(repository, ".");
        outcome.Findings.Should().ContainSingle().Which.Location.Path.Raw.Should().Be("near/a.txt");
        outcome.Coverage.IsComplete.Should().BeFalse();
        outcome.Coverage.Unreadable.Should().ContainSingle().Which.Key.Raw.Should().StartWith("far/dddd");
    }

    [Fact]
    public void A_link_is_followed_only_if_it_is_an_argument_and_the_git_directory_is_skipped()
    {
        using var repository = new TempRepository();
        repository.Write("target/a.txt", $"token = {Secrets.MakeToken(2)}\n");
        repository.Write(".git/description", $"token = {Secrets.MakeToken(3)}\n");
        repository.Shell("ln -s target/a.txt file && ln -s target folder").Code.Should().Be(0);
        var all = Scan(repository, ".");
        all.Findings.Select(finding => finding.Location.Path.Raw).Should().Equal("target/a.txt");
        all.Coverage.Skipped.Values.Sum().Should().Be(3, "two links and the git directory were skipped");
        Scan(repository, "file").Findings.Should().ContainSingle();
        Scan(repository, "folder").Findings.Should().ContainSingle();
        Scan(repository, ".", "target").Findings.Should().ContainSingle("both arguments contain the same file");
        Scan(repository, "target/a.txt", "target/a.txt").Findings.Should().ContainSingle();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_whose_name_is_not_UTF_8_is_reported(bool isTracked)
    {
        using var repository = new TempRepository();
        repository.Shell("echo x >\"$(printf 'a\\377')\" && git add .").Code.Should().Be(0);
        var outcome = FileScan.Run(["."], Secrets.MakeOptions(repository) with { HonoursGitignore = isTracked }, CancellationToken.None);
        outcome.Coverage.Unreadable.Should().ContainSingle().Which.Value.Raw.Should().Contain("its name is not UTF-8");
    }

    [Fact]
    public void A_file_over_the_limit_is_skipped_and_counted()
    {
        using var repository = new TempRepository();
        var line = $"token = {Secrets.MakeToken(4)}\n";
        repository.Write("a.txt", line);
        foreach (var (limit, findings) in new[] { (line.Length, 1), (line.Length - 1, 0) })
        {
            var outcome = FileScan.Run(["a.txt"], Secrets.MakeOptions(repository) with { MaxFileBytes = limit }, CancellationToken.None);
            outcome.Findings.Should().HaveCount(findings);
            outcome.Coverage.Skipped.Values.Sum().Should().Be(1 - findings);
            outcome.Coverage.IsComplete.Should().BeTrue("a file over the limit is skipped on purpose");
        }
    }

    [Fact]
    public void A_path_that_does_not_exist_is_an_error()
    {
        using var repository = new TempRepository();
        repository.Shell("ln -s nowhere dangling").Code.Should().Be(0);
        foreach (var path in new[] { "missing", "dangling" })
        {
            var scan = () => Scan(repository, path);
            scan.Should().Throw<ScanRequestException>().WithMessage("*does not exist*");
        }
    }

    private static ScanOutcome Scan(TempRepository repository, params string[] paths) =>
        FileScan.Run(paths, Secrets.MakeOptions(repository) with { HonoursGitignore = false, Threads = 2 }, CancellationToken.None);
}
