using SecretSentry.Git.Push;
using SecretSentry.Purge.References;

namespace SecretSentry.Tests.Git.Purge;

public class RefTransactionTests
{
    [Fact]
    public void All_refs_move_and_the_git_process_is_reported_before()
    {
        using var repository = new TempRepository();
        var (first, second) = (repository.Commit("a.txt", "one\n"), repository.Commit("a.txt", "two\n"));
        repository.Git("branch", "other", first);
        var started = 0;
        RefTransaction.Run(repository.Top, [new("refs/heads/main", second, first), new("refs/heads/other", first, second)], "moved", git =>
        {
            started = git;
            repository.Head.Should().Be(second);
        });
        started.Should().BePositive();
        repository.Id("refs/heads/main").Should().Be(first);
        repository.Id("refs/heads/other").Should().Be(second);
        repository.Git("reflog", "-1", "--format=%gs", "main").Should().Be("moved");
        RefTransaction.Run(repository.Top, [], "nothing", _ => throw new InvalidOperationException("git is not needed"));
    }

    [Fact]
    public void A_ref_that_somebody_else_moved_keeps_its_commit_and_no_other_ref_moves()
    {
        using var repository = new TempRepository();
        var (first, second) = (repository.Commit("a.txt", "one\n"), repository.Commit("a.txt", "two\n"));
        repository.Git("branch", "other", first);
        var theirs = repository.Commit("a.txt", "somebody's\n");
        RequireRejected(repository, new("refs/heads/other", first, second), new("refs/heads/main", second, first));
        repository.Id("refs/heads/main").Should().Be(theirs);
        repository.Id("refs/heads/other").Should().Be(first);
    }

    [Fact]
    public void A_deleted_or_locked_ref_is_an_error()
    {
        using var repository = new TempRepository();
        var (first, second) = (repository.Commit("a.txt", "one\n"), repository.Commit("a.txt", "two\n"));
        RequireRejected(repository, new RefMove("refs/heads/gone", first, second));
        repository.Write(".git/refs/heads/main.lock", "");
        RequireRejected(repository, new RefMove("refs/heads/main", second, first));
        repository.Id("refs/heads/main").Should().Be(second);
    }

    private static void RequireRejected(TempRepository repository, params RefMove[] moves)
    {
        var run = () => RefTransaction.Run(repository.Top, moves, "x", _ => { });
        run.Should().Throw<PurgeException>().WithMessage("*no ref was moved*").Which.Failure.Should().Be(PurgeFailure.Changed);
    }
}
