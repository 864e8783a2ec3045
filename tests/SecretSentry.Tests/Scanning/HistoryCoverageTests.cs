using System.Runtime.Versioning;
using SecretSentry.Findings;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.History;
using SecretSentry.Tests.Git;

namespace SecretSentry.Tests.Scanning;

/// <summary>The final check: the number of listed objects and the number of scanned objects are equal.</summary>
[UnsupportedOSPlatform("windows")]
public class HistoryCoverageTests
{
    [Theory]
    [InlineData(3, true)]
    [InlineData(2, false)]
    [InlineData(4, false)]
    public void Counts_that_do_not_add_up_are_a_gap(int scanned, bool isComplete)
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        using var store = ObjectStore.Open(RepositoryLayout.Read(repository.Top));
        var options = Secrets.MakeOptions(repository);
        var scan = new ObjectScan(store, options, _ => { }, CancellationToken.None);
        foreach (var ownFiles in new[] { 0, 2 })
        {
            var coverage = new Coverage();
            for (var i = 0; i < scanned + ownFiles; i++)
            {
                coverage.AddScanned(1, false);
            }

            coverage.Objects[HistoryCoverage.OwnFiles] = ownFiles;
            HistoryCoverage.Write(coverage, scan, options);
            coverage.IsComplete.Should().Be(isComplete);
            coverage.Gaps.Count(gap => gap.Raw.Contains("do not add up", StringComparison.Ordinal)).Should().Be(isComplete ? 0 : 1);
        }
    }

    [Fact]
    public void Every_problem_of_a_repository_is_a_gap()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        var layout = RepositoryLayout.Read(repository.Top);
        Gaps(layout).Should().BeEmpty();
        Gaps(layout with { GitProblem = "it says no" }).Should().ContainSingle().Which.Should().Contain("it says no");
        Gaps(layout with { HasGrafts = true }).Should().ContainSingle().Which.Should().Contain("info/grafts");
        Gaps(layout with { MissingFolders = ["/nowhere/objects"] }).Should().ContainSingle().Which.Should().Contain("alternates");
        var shallow = layout with { ShallowCommits = new HashSet<ObjectId> { ObjectId.ParseOrDefault(repository.Head) } };
        Gaps(shallow).Should().ContainSingle().Which.Should().Contain("the clone is shallow");
        Gaps(shallow, allowsShallow: true).Should().BeEmpty();

        IEnumerable<string> Gaps(RepositoryLayout layout, bool allowsShallow = false)
        {
            using var store = ObjectStore.Open(layout);
            var coverage = new Coverage();
            for (var i = 0; i < store.Distinct; i++)
            {
                coverage.AddScanned(1, false);
            }

            coverage.Objects[HistoryCoverage.OwnFiles] = 0;
            var options = Secrets.MakeOptions(repository) with { Selection = new() { AllowsShallow = allowsShallow } };
            HistoryCoverage.Write(coverage, new ObjectScan(store, options, _ => { }, CancellationToken.None), options);
            return coverage.Gaps.Select(gap => gap.Raw);
        }
    }
}
