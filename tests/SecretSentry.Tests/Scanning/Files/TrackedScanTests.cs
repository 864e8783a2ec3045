using System.Runtime.Versioning;
using SecretSentry.Scanning.Files;
using SecretSentry.Tests.Git;

namespace SecretSentry.Tests.Scanning.Files;

[UnsupportedOSPlatform("windows")]
public class TrackedScanTests
{
    [Fact]
    public void Tracked_files_are_scanned_as_they_are_in_the_work_tree()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "clean\n");
        repository.Commit("gone.txt", $"token = {Secrets.MakeToken(1)}\n");
        repository.Write("a.txt", $"token = {Secrets.MakeToken(2)}\n");
        repository.Write("untracked.txt", $"token = {Secrets.MakeToken(3)}\n");
        File.Delete(repository.PathOf("gone.txt"));
        var (outcome, files) = TrackedScan.Run(Secrets.MakeOptions(repository), CancellationToken.None);
        files.Should().Be(1);
        outcome.Findings.Select(finding => finding.Location.Path.Raw).Should().Equal("a.txt");
        outcome.Coverage.IsComplete.Should().BeTrue();
    }

    [Fact]
    public void A_file_whose_name_cannot_be_opened_is_listed()
    {
        using var repository = new TempRepository();
        repository.Shell("echo x >\"$(printf 'a\\377')\" && git add .").Code.Should().Be(0);
        TrackedScan.Run(Secrets.MakeOptions(repository), CancellationToken.None).Outcome.Coverage.Unreadable.Should().ContainSingle()
            .Which.Value.Raw.Should().Contain("its name is not UTF-8");
    }
}
