using System.Runtime.Versioning;
using System.Text;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Push;
using SecretSentry.Purge.Rewrite;
using SecretSentry.Purge.Search;
using SecretSentry.Purge.SecondReader;
using SecretSentry.Purge.Verify;

namespace SecretSentry.Tests.Git.Purge;

/// <summary>Each proof fails for each problem that it must detect.</summary>
[UnsupportedOSPlatform("windows")]
public class ProverTests
{
    private const string Secret = "s3cr3t-text-of-a-test";

    private static readonly Needle[] Needles = [Needle.CreateLiteral("n", Encoding.ASCII.GetBytes(Secret), "***"u8.ToArray())];

    [Fact]
    public void A_repository_without_the_secret_has_no_problems()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "clean\n");
        var proof = Prove(repository);
        proof.Problems.Should().BeEmpty();
        proof.Objects.Should().Be(3);
        proof.Files.Should().BePositive();
    }

    [Theory]
    [InlineData("echo SECRET >a.txt && git add a.txt && git commit -q -m x && git repack -q -a -d", "blob ")]
    [InlineData("echo SECRET | git hash-object -w --stdin", "blob ")]
    [InlineData("git commit -q --allow-empty -m SECRET", "message of ")]
    [InlineData("git tag -a v1 -m SECRET", "message of ")]
    [InlineData("git commit -q --allow-empty -m x --author='SECRET <a@example.invalid>'", "a name or email address in ")]
    [InlineData("echo x >SECRET.txt && git add . && git commit -q -m x", "a file name in tree ")]
    [InlineData("git update-ref refs/heads/SECRET HEAD && rm -r .git/logs", "the name of the ref that points to ")]
    [InlineData("git update-ref refs/heads/SECRET HEAD && git pack-refs --all && rm -r .git/logs", "the name of the ref that points to ")]
    [InlineData("echo SECRET >untracked.txt", "untracked.txt' (n, plain)")]
    [InlineData("mkdir SECRET && echo x >SECRET/a", "the name of the file ")]
    [InlineData("ln -s SECRET link", "link' (n, plain)")]
    [InlineData("git config remote.x.url https://SECRET@example.invalid", "config' (n, plain)")]
    [InlineData("mkdir inner && git init -q inner/x && cd inner/x && echo SECRET | git hash-object -w --stdin", "blob ")]
    [InlineData("echo x >.git/objects/pack/tmp_pack_x", "compressed objects that could not be searched")]
    [InlineData("echo x >old.bundle", "compressed objects that could not be searched")]
    [InlineData("printf 'PACK\\0\\0\\0\\002rest' >data", "data' contains compressed objects that could not be searched")]
    [InlineData("printf '# v3 git bundle\\n' >data", "data' contains compressed objects that could not be searched")]
    [InlineData("mkdir -p data/objects/ab && echo SECRET >data/objects/ab/0123456789012345678901234567890123456a", "6a' (n, plain)")]
    [InlineData("mkdir -p data/objects/pack && echo SECRET >data/objects/pack/pack-0123456789.pack", "pack' (n, plain)")]
    [InlineData("mkdir -p objects/pack && echo SECRET >objects/pack/pack-0123456789.idx", "idx' (n, plain)")]
    [InlineData("f=$(find .git/objects -path '*/??/*' | head -1) && chmod u+w $f && echo SECRET >>$f", "(n, plain)")]
    [InlineData("git repack -qad && f=$(echo .git/objects/pack/*.pack) && echo SECRET >${f%.pack}.rev", "rev' (n, plain)")]
    [InlineData("git repack -qad && f=$(echo .git/objects/pack/*.pack) && echo SECRET >${f%.pack}.keep", "keep' (n, plain)")]
    [InlineData("git repack -qad && echo SECRET >.git/objects/pack/multi-pack-index.d", "index.d' (n, plain)")]
    [InlineData("git init -q x && cd x && i=$(echo SECRET | git hash-object -w --stdin) && mv .git/objects/*/* ../copy && cd .. && rm -r x",
        "copy' (n, plain)")]
    [InlineData("git repack -qad && i=$(git rev-parse HEAD:clean.txt) && d=.git/objects/$(echo $i | cut -c1-2) && git init -q x && cd x && "
        + "echo SECRET | git hash-object -w --stdin && mkdir -p ../$d && mv .git/objects/*/* ../$d/$(echo $i | cut -c3-) && cd .. && "
        + "rm -r x", "(n, plain)")]
    [InlineData("printf 'SECRET' | sed 's/-text/=\\n-text/' >mail.eml", "mail.eml' (n, quoted-printable)")]
    [InlineData("printf 'SECRET' | sed 's/-text/=2Dtext/' >mail.eml", "mail.eml' (n, quoted-printable)")]
    [InlineData("printf 'SECRET' | sed 's/-text/=2d=\\n=74=\\next/' >mail.eml", "mail.eml' (n, quoted-printable)")]
    [InlineData("printf 'a: SECRET' | base64 -w0 | base64 -w0 >twice", "twice' (n, base64 > base64)")]
    [InlineData("touch $(printf 'SECRET' | od -An -tx1 | tr -d ' \\n' | base64 -w0 | tr -d =)", "the name of the file ")]
    public void A_location_that_contains_the_secret_is_reported_without_the_secret(string script, string problem)
    {
        using var repository = new TempRepository();
        repository.Commit("clean.txt", "clean\n");
        repository.Shell(script.Replace("SECRET", Secret, StringComparison.Ordinal)).Code.Should().Be(0);
        var problems = Prove(repository).Problems;
        problems.Should().Contain(text => text.Contains(problem, StringComparison.Ordinal));
        problems.Should().OnlyContain(text => !text.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unreadable_object_is_a_problem()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "a text that will be damaged\n");
        var id = repository.Id("HEAD:a.txt");
        Corrupt.LooseObject(repository, id);
        Prove(repository).Problems.Should().ContainSingle().Which.Should().StartWith(id).And.Contain("cannot be read");
    }

    [Fact]
    public void A_ref_must_point_to_the_new_commit_or_to_a_descendant_of_it()
    {
        using var repository = new TempRepository();
        var old = repository.Commit("a.txt", "one\n");
        repository.Git("checkout", "-q", "--orphan", "new");
        var renewed = repository.Commit("a.txt", "two\n");
        RefMove move = new("refs/heads/main", old, renewed);
        Compare("main", old).Should().ContainSingle().Which.Should().Contain("still points to the old history");
        Compare("main", renewed).Should().BeEmpty();
        var later = repository.Commit("a.txt", "three\n");
        Compare("main", later).Should().BeEmpty();
        repository.Git("checkout", "-q", "--orphan", "elsewhere");
        var elsewhere = repository.Commit("a.txt", "four\n");
        Compare("main", elsewhere).Should().ContainSingle().Which.Should().Contain(elsewhere)
            .And.Contain("is not a descendant of " + renewed);
        Prover.ProveIntact(repository.Top, [move with { Name = "refs/heads/gone" }]).Compared.Should().Be(0, "that ref has been deleted");

        IReadOnlyList<string> Compare(string branch, string id)
        {
            repository.Git("update-ref", $"refs/heads/{branch}", id);
            var (compared, problems) = Prover.ProveIntact(repository.Top, [move]);
            compared.Should().Be(1);
            return problems;
        }
    }

    [Fact]
    public void A_missing_object_of_the_history_is_reported()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        var id = repository.Id("HEAD:a.txt");
        File.Delete(Corrupt.PathOf(repository, id));
        Prover.ProveIntact(repository.Top, []).Places.Should().ContainSingle().Which.Should().Be($"git fsck: missing blob {id}");
    }

    [Theory]
    [InlineData("one\n***\nthree\n", "")]
    [InlineData("one\n***\n", "in more than the replaced text")]
    [InlineData("one\n****\nthree\n", "in more than the replaced text")]
    [InlineData("one\n" + Secret + "\nthree\n!", "in more than the replaced text")]
    public void A_blob_may_differ_only_at_the_location_of_the_secret(string after, string problem)
    {
        using var repository = new TempRepository();
        var (old, renewed, result) = Rewrite(repository, after);
        result.Map[old] = renewed;
        var problems = Prover.Equal(repository.Top, result, new(Needles), renamesPaths: false);
        if (problem.Length == 0)
        {
            problems.Should().BeEmpty();
        }
        else
        {
            problems.Should().ContainSingle().Which.Should().StartWith($"blob {renewed} differs from {old} ").And.Contain(problem);
        }
    }

    [Fact]
    public void A_file_that_the_purge_should_not_have_changed_is_reported()
    {
        using var repository = new TempRepository();
        var (_, _, result) = Rewrite(repository, "one\n***\nthree\n");
        Prover.Equal(repository.Top, result, new(Needles), renamesPaths: false).Should().ContainSingle().Which.Should()
            .Contain("'a.txt' changed from ");
    }

    [Theory]
    [InlineData("git rm -q a.txt", "'a.txt' was deleted")]
    [InlineData("echo x >b.txt && git add b.txt", "'b.txt' was added")]
    [InlineData("git update-index --chmod=+x a.txt", "'a.txt' was given another mode")]
    public void A_file_that_was_added_or_deleted_or_has_another_mode_is_reported(string script, string problem)
    {
        using var repository = new TempRepository();
        var old = repository.Commit("a.txt", "one\n");
        repository.Shell(script).Code.Should().Be(0);
        repository.Git("commit", "-q", "-m", "x");
        var result = new RewriteResult();
        result.Moves.Add(new("refs/heads/main", old, repository.Head));
        Prover.Equal(repository.Top, result, new(Needles), renamesPaths: false).Should().Equal(problem);
    }

    /// <summary>Makes a commit with the secret and one without it. The result moves the first to the second.</summary>
    private static (ObjectId Old, ObjectId New, RewriteResult Result) Rewrite(TempRepository repository, string after)
    {
        var old = repository.Commit("a.txt", $"one\n{Secret}\nthree\n");
        repository.Git("checkout", "-q", "--orphan", "new");
        var renewed = repository.Commit("a.txt", after);
        var result = new RewriteResult();
        result.Moves.Add(new("refs/heads/main", old, renewed));
        return (ObjectId.ParseOrDefault(repository.Id($"{old}:a.txt")), ObjectId.ParseOrDefault(repository.Id($"{renewed}:a.txt")), result);
    }

    private static PurgeProof Prove(TempRepository repository) =>
        Prover.ProveGone(repository.Top, new(new(Needles), 1, (_, _) => { }, CancellationToken.None), SecondReaderChoice.None);
}
