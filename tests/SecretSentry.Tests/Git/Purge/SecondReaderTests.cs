using System.Runtime.Versioning;
using System.Text;
using SecretSentry.Git.Objects;
using SecretSentry.Purge.Rewrite;
using SecretSentry.Purge.Search;
using SecretSentry.Purge.SecondReader;
using SecretSentry.Purge.Verify;

namespace SecretSentry.Tests.Git.Purge;

/// <summary>
/// The second reader finds what the first reader misses. The first reader is made to miss every object; the second one must find the
/// secret all the same.
/// </summary>
[UnsupportedOSPlatform("windows")]
public class SecondReaderTests
{
    private const string Secret = "s3cr3t-text-of-a-test";

    private static readonly Needle[] Needles = [Needle.CreateLiteral("n", Encoding.ASCII.GetBytes(Secret), "***"u8.ToArray())];

    public static TheoryData<string, string> Places { get; } = new()
    {
        { "echo SECRET >a.txt && git add a.txt && git commit -q -m x", "blob " },
        { "echo SECRET >a.txt && git add a.txt && git commit -q -m x && git repack -q -a -d", "blob " },
        { "seq 900 >a.txt && git add a.txt && git commit -qm x && echo SECRET >>a.txt && git commit -qam y && git repack -qadf", "blob " },
        { "echo SECRET | git hash-object -w --stdin", "blob " },
        { "echo SECRET >a.txt && git add a.txt && git commit -q -m x && git reset -q --hard HEAD~1", "blob " },
        { "echo SECRET >>clean.txt && git stash -q", "blob " },
        { "git notes add -m SECRET", "blob " },
        { "git commit -q --allow-empty -m SECRET", "commit " },
        { "git commit -q --allow-empty -m x --author='SECRET <a@example.invalid>'", "commit " },
        { "git commit -q --allow-empty -m x && git cat-file commit HEAD | sed '4a\\gpgsig SECRET' | git hash-object -t commit -w --stdin",
            "commit " },
        { "git tag -a v1 -m SECRET", "tag " },
        { "echo x >SECRET.txt && git add . && git commit -q -m x", "tree " },
        { "printf 'a: SECRET' | base64 -w0 >a.txt && git add . && git commit -q -m x", "blob " },
        { "printf SECRET | iconv -t UTF-16LE >a.txt && git add . && git commit -q -m x", "blob " },
        { "printf 'a: SECRET' | base64 -w0 | base64 -w0 >a.txt && git add a.txt && git commit -q -m x", "blob " },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void LibGit2_finds_a_secret_that_the_first_reader_misses(string script, string kind) =>
        RequireFound(script, kind, SecondReaderChoice.Automatic, "libgit2 1.8.6");

    [Theory]
    [MemberData(nameof(Places))]
    public void Git_finds_a_secret_that_the_first_reader_misses(string script, string kind) =>
        RequireFound(script, kind, SecondReaderChoice.Git, "git version ");

    [Theory]
    [InlineData(SecondReaderChoice.Automatic)]
    [InlineData(SecondReaderChoice.Git)]
    public void Both_readers_agree_about_a_clean_repository(SecondReaderChoice choice)
    {
        using var repository = CreateRepository("git notes add -m x && git tag -a v1 -m x && echo y >>clean.txt && git stash -q && "
            + "git repack -qd && echo z >>clean.txt && git commit -qam z");
        var proof = Prove(repository, choice, _ => false);
        proof.IsProved.Should().BeTrue(string.Join('\n', [.. proof.Problems, .. proof.Second!.Problems]));
        proof.Second!.Objects.Should().Be(proof.Objects).And.BePositive();
    }

    [Fact]
    public void A_borrowed_object_is_read_too()
    {
        using var lender = CreateRepository("echo SECRET >a.txt && git add a.txt && git commit -q -m x");
        using var repository = CreateRepository($"echo '{lender.Top}/.git/objects' >.git/objects/info/alternates");
        var second = Prove(repository, SecondReaderChoice.Automatic, _ => true).Second!;
        second.Problems.Should().ContainSingle().Which.Should().StartWith("blob ");
    }

    [Fact]
    public void Git_is_the_second_reader_where_libgit2_cannot_read()
    {
        using var repository = CreateRepository("rm -rf .git && git init -q --object-format=sha256 && git config user.name a && "
            + "git config user.email a@example.invalid && git add . && git commit -q -m SECRET");
        var second = Prove(repository, SecondReaderChoice.Automatic, _ => true).Second!;
        second.Reader.Should().StartWith("git version ");
        second.Reason.Should().Be("libgit2 cannot read it (exit code 3)");
        second.Problems.Should().ContainSingle().Which.Should().StartWith("commit ");
    }

    [Fact]
    public void An_object_that_only_the_second_reader_sees_is_a_problem()
    {
        using var repository = CreateRepository("true");
        using var store = ObjectStore.Open(RepositoryLayout.Read(repository.Top));
        repository.Commit("new.txt", "new\n");
        var problems = Search(repository, store).Problems;
        problems.Should().HaveCount(3).And.OnlyContain(text => text.EndsWith("was not seen by the first reader", StringComparison.Ordinal));
    }

    [Fact]
    public void An_object_that_only_the_first_reader_sees_is_a_problem()
    {
        using var repository = CreateRepository("echo new >new.txt && git add . && git commit -q -m x");
        var id = repository.Id("HEAD:new.txt");
        using var store = ObjectStore.Open(RepositoryLayout.Read(repository.Top));
        File.Delete(Corrupt.PathOf(repository, id));
        Search(repository, store).Problems.Should().ContainSingle().Which.Should().StartWith($"object {id} ")
            .And.EndWith("was not seen by the second reader");
    }

    [Theory]
    [InlineData(SecondReaderChoice.Automatic)]
    [InlineData(SecondReaderChoice.Git)]
    public void A_damaged_object_is_a_problem(SecondReaderChoice choice)
    {
        using var repository = CreateRepository("echo a text that will be damaged >a.txt && git add . && git commit -q -m x");
        Corrupt.LooseObject(repository, repository.Id("HEAD:a.txt"));
        var options = Options(_ => true) with { Patience = TimeSpan.FromSeconds(2) };
        Prover.ProveGone(repository.Top, options, choice).Second!.Problems.Should()
            .Contain(text => text.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public void An_object_with_another_content_than_its_id_says_is_a_problem()
    {
        using var repository = CreateRepository("echo one >a.txt && git add . && git commit -q -m x");
        var id = repository.Id("HEAD:a.txt");
        var other = repository.Shell("echo two | git hash-object -w --stdin").Output.Trim();
        File.Delete(Corrupt.PathOf(repository, id));
        File.Move(Corrupt.PathOf(repository, other), Corrupt.PathOf(repository, id));
        Prove(repository, SecondReaderChoice.Git, _ => true).Second!.Problems.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("git commit -q --amend -m other", "commit ")]
    [InlineData("git commit -q --amend --no-edit --date=2001-01-01T00:00:00Z", "commit ")]
    [InlineData("git update-index --chmod=+x a.txt && git commit -q --amend --no-edit", "tree ")]
    [InlineData("git mv a.txt b.txt && git commit -q --amend --no-edit", "tree ")]
    [InlineData("echo x >b.txt && git add . && git commit -q --amend --no-edit", "tree ")]
    [InlineData("echo x >clean.txt && git add . && git commit -q --amend --no-edit", "tree ")]
    [InlineData("git commit -q --amend --no-edit && true", "")]
    public void Only_the_ids_of_changed_objects_may_differ(string script, string kind)
    {
        using var repository = CreateRepository("echo SECRET >a.txt && git add . && git commit -q -m x");
        var old = repository.Head;
        var date = repository.Git("log", "-1", "--format=%cI");
        repository.Shell($"export GIT_COMMITTER_DATE={date}; echo '***' >a.txt && git add . && {script}").Code.Should().Be(0);
        var result = new RewriteResult();
        foreach (var name in new[] { "", "^{tree}", ":a.txt" })
        {
            var renewed = repository.Shell($"git rev-parse --verify -q 'HEAD{name}'").Output.Trim();
            result.Map[Id(old + name)] = renewed.Length > 0 ? ObjectId.ParseOrDefault(renewed) : Id(repository.Head + ":b.txt");
        }

        var reading = Compare(repository, result, Id(old + ":a.txt"));
        if (kind.Length == 0)
        {
            reading.Problems.Should().BeEmpty();
            reading.Objects.Should().Be(6);
        }
        else
        {
            reading.Problems.Should().ContainSingle().Which.Should().StartWith(kind).And.Contain("differs from");
        }

        Compare(repository, result, default).Problems.Should().Contain(text => text.StartsWith("blob ", StringComparison.Ordinal),
            "the plan does not name this blob");

        ObjectId Id(string name) => ObjectId.ParseOrDefault(repository.Id(name));
    }

    private static SecondReading Compare(TempRepository repository, RewriteResult result, ObjectId dirty) =>
        SecondComparison.Run(ObjectPrinter.Choose(RepositoryLayout.Read(repository.Top).CommonDirectory, SecondReaderChoice.Automatic),
            result, new HashSet<ObjectId> { dirty }, new(false, false, false, false, false), CancellationToken.None);

    private static SecondReading Search(TempRepository repository, ObjectStore store) =>
        SecondSearch.Run(ObjectPrinter.Choose(store.Layout.CommonDirectory, SecondReaderChoice.Automatic), repository.Top, store,
            Options(_ => false));

    private static void RequireFound(string script, string kind, SecondReaderChoice choice, string reader)
    {
        using var repository = CreateRepository(script);
        var proof = Prove(repository, choice, _ => true);
        string[] named = ["blob ", "message of", "in tree ", "email address"];
        proof.Problems.Where(text => named.Any(name => text.Contains(name, StringComparison.Ordinal))).Should()
            .BeEmpty("the first reader was made to miss it");
        proof.Second!.Reader.Should().StartWith(reader);
        proof.Second.Reason.Should().BeEmpty();
        proof.Second.Problems.Should().Contain(text => text.StartsWith(kind, StringComparison.Ordinal))
            .And.OnlyContain(text => !text.Contains(Secret, StringComparison.Ordinal));
        proof.IsProved.Should().BeFalse();
    }

    private static TempRepository CreateRepository(string script)
    {
        var repository = new TempRepository();
        repository.Commit("clean.txt", "clean\n");
        repository.Shell(script.Replace("SECRET", Secret, StringComparison.Ordinal)).Code.Should().Be(0);
        return repository;
    }

    private static PurgeProof Prove(TempRepository repository, SecondReaderChoice choice, Func<ObjectId, bool> isMissed) =>
        Prover.ProveGone(repository.Top, Options(isMissed), choice);

    private static NeedleScanOptions Options(Func<ObjectId, bool> isMissed) =>
        new(new(Needles), 1, (_, _) => { }, CancellationToken.None) { IsMissed = isMissed };
}
