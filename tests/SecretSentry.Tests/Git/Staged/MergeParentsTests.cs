using SecretSentry.Git.Staged;
using SecretSentry.Scanning.Staged;
using SecretSentry.Tests.Scanning;

namespace SecretSentry.Tests.Git.Staged;

public class MergeParentsTests
{
    [Fact]
    public void Every_side_of_an_octopus_merge_is_a_parent_and_without_a_merge_there_is_none()
    {
        using var repository = new TempRepository();
        var sides = Merge(repository);
        MergeParents.Read(repository.Top).Should().Equal(sides);
        repository.Git("commit", "-q", "-m", "octopus");
        MergeParents.Read(repository.Top).Should().BeEmpty();
    }

    [Fact]
    public void Content_that_any_side_of_a_merge_has_is_not_new_and_other_content_is()
    {
        using var repository = new TempRepository();
        Merge(repository);
        StagedScan.Run(Secrets.MakeOptions(repository), StagedSelection.Plain).Outcome.Findings.Should().BeEmpty();
        repository.Write("z.txt", $"token = {Secrets.MakeToken(4)}\nz = {Secrets.MakeToken('z')}\n");
        repository.Git("add", ".");
        StagedScan.Run(Secrets.MakeOptions(repository), StagedSelection.Plain).Outcome.Findings.Should().ContainSingle().Which.Location
            .Start.Line.Should().Be(1);
    }

    /// <summary>Starts a merge of three branches that is not committed yet. Each branch adds a file with a secret.</summary>
    private static string[] Merge(TempRepository repository)
    {
        repository.Commit("a.txt", "base\n");
        foreach (var name in "xyz")
        {
            repository.Git("checkout", "-q", "-b", name.ToString(), "main");
            repository.Commit(name + ".txt", $"{name} = {Secrets.MakeToken(name)}\n");
        }

        repository.Git("checkout", "-q", "main");
        repository.Commit("b.txt", "main\n");
        repository.Git("merge", "-q", "--no-commit", "x", "y", "z");
        return [.. "xyz".Select(name => repository.Id(name.ToString()))];
    }
}
