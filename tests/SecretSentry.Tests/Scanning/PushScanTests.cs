using System.Runtime.Versioning;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Push;
using SecretSentry.Git.Repository;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Push;
using SecretSentry.Tests.Git;

namespace SecretSentry.Tests.Scanning;

[UnsupportedOSPlatform("windows")]
public class PushScanTests
{
    private static readonly ObjectId None = new(new byte[20]);

    [Fact]
    public void Secrets_in_the_subject_and_author_of_a_commit_are_redacted()
    {
        using var repository = new TempRepository();
        var (subject, author) = (Secrets.MakeToken(1), Secrets.MakeToken(2));
        repository.Git("config", "user.name", author);
        repository.Write("a.txt", $"token: {Secrets.MakeToken(3)}\n");
        repository.Git("add", ".");
        repository.Git("commit", "-q", "-m", $"use {subject} now", $"--author={author} <a@example.invalid>");
        var outcome = Scan(repository, Move(repository, "refs/heads/main"));
        outcome.Findings.Select(finding => finding.Location.Path.Raw).Should().Contain(["a.txt", "(commit message)", "(commit header)"]);
        foreach (var location in outcome.Findings.Select(finding => finding.Location))
        {
            location.Subject.ToString().Should().Be($"use {subject[..2]}********{subject[^2..]} now");
            location.Author.Raw.Should().NotContain(author).And.Contain("********");
            location.Commit.Should().Be(repository.Head);
        }
    }

    [Fact]
    public void The_name_of_a_pushed_ref_is_scanned_and_the_name_of_a_deleted_ref_is_not()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "clean\n");
        var name = "refs/heads/" + Secrets.MakeToken(4);
        Scan(repository, Move(repository, name)).Findings.Should().ContainSingle().Which.Location.Path.Raw.Should().Be("(ref name)");
        var deleted = new RefUpdate(name, None, ObjectId.ParseOrDefault(repository.Head));
        Scan(repository, Move(repository, "refs/heads/main"), deleted).Findings.Should().BeEmpty();
    }

    [Fact]
    public void A_commit_or_tag_that_cannot_be_read_is_reported()
    {
        using var repository = new TempRepository();
        var damaged = repository.Commit("a.txt", "clean\n");
        repository.Git("tag", "-a", "v1", "-m", "a tag");
        var tag = repository.Id("v1");
        Corrupt.LooseObject(repository, damaged);
        File.Delete(Corrupt.PathOf(repository, tag));
        var pushed = new PushedContent([ObjectId.ParseOrDefault(damaged)], [ObjectId.ParseOrDefault(tag)], [], []);
        using var objects = RepositoryObjects.Open(repository.Top);
        var outcome = new PushScan(Secrets.MakeOptions(repository), objects, pushed).Run([]);
        outcome.Coverage.Unreadable.Keys.Should().Equal($"commit {damaged}", $"tag {tag}");
        outcome.Coverage.IsComplete.Should().BeFalse();
    }

    [Fact]
    public void A_missing_object_that_would_be_pushed_is_reported()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "clean\n");
        var absent = new ObjectId(Enumerable.Repeat((byte)7, 20).ToArray());
        Scan(repository, new RefUpdate("refs/tags/x", absent, None)).Coverage.Unreadable.Should().ContainKey($"object {absent}");
    }

    [Fact]
    public void A_blob_that_cannot_be_read_is_reported_with_its_path()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "clean, as far as can be seen\n");
        Corrupt.LooseObject(repository, repository.Id("HEAD:a.txt"));
        Scan(repository, Move(repository, "refs/heads/main")).Coverage.Unreadable.Should().ContainKey("a.txt");
    }

    [Fact]
    public void A_pushed_blob_and_every_file_of_a_pushed_tree_are_scanned()
    {
        using var repository = new TempRepository();
        repository.Commit("folder/a.txt", $"token: {Secrets.MakeToken(6)}\n");
        foreach (var (revision, path) in new[] { ("HEAD^{tree}", "folder/a.txt"), ("HEAD:folder", "a.txt") })
        {
            var tree = ObjectId.ParseOrDefault(repository.Id(revision));
            Scan(repository, new RefUpdate("refs/tags/tree", tree, None)).Findings.Should().ContainSingle().Which.Location.Path.Raw.Should()
                .Be(path);
        }

        var blob = ObjectId.ParseOrDefault(repository.Id("HEAD:folder/a.txt"));
        Scan(repository, new RefUpdate("refs/tags/blob", blob, None)).Findings.Should().ContainSingle();
    }

    [Fact]
    public void A_secret_is_reported_with_the_first_commit_that_added_it_to_a_path()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "clean\n");
        var line = $"token: {Secrets.MakeToken(5)}\n";
        var first = repository.Commit("a.txt", line);
        repository.Commit("a.txt", $"above\n{line}");
        var second = repository.Commit("b.txt", line);
        Scan(repository, Move(repository, "refs/heads/main")).Findings
            .Select(finding => (finding.Location.Path.Raw, finding.Location.Commit))
            .Should().Equal(("a.txt", first), ("b.txt", second));
    }

    private static RefUpdate Move(TempRepository repository, string name) => new(name, ObjectId.ParseOrDefault(repository.Head), None);

    private static ScanOutcome Scan(TempRepository repository, params RefUpdate[] updates)
    {
        using var objects = RepositoryObjects.Open(repository.Top);
        return new PushScan(Secrets.MakeOptions(repository), objects, PushedContent.Read(objects, updates, new())).Run(updates);
    }
}
