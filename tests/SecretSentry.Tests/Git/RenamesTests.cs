using SecretSentry.Git.History;
using SecretSentry.Git.Objects;

namespace SecretSentry.Tests.Git;

/// <summary>Files that commits moved, as git finds them.</summary>
public sealed class RenamesTests : IDisposable
{
    private static readonly string Text = string.Concat(Enumerable.Range(0, 20).Select(i => $"line {i}\n"));

    private readonly TempRepository _repository = new();

    public RenamesTests()
    {
        _repository.Commit("old.txt", Text);
        _repository.Git("mv", "old.txt", "new.txt");
        _repository.Git("commit", "-q", "-m", "move");
    }

    [Fact]
    public void A_file_that_was_moved_has_its_old_content()
    {
        var head = GetId("HEAD");
        var old = GetId("HEAD^:old.txt");
        Renames.Find(_repository.Top, [(head, GetId("HEAD^"))]).Should().ContainSingle().Which.FindOld("new.txt", old).Should().Be(old);
    }

    [Fact]
    public void Nothing_counts_as_moved_when_git_leaves_a_commit_out()
    {
        var (head, missing) = (GetId("HEAD"), new ObjectId(Enumerable.Repeat((byte)7, 20).ToArray()));
        var moved = Renames.Find(_repository.Top, [(missing, head), (head, GetId("HEAD^")), (head, missing)]);
        moved.Should().HaveCount(3).And.OnlyContain(files => files.FindOld("new.txt", head) == null);
    }

    public void Dispose() => _repository.Dispose();

    private ObjectId GetId(string name) => ObjectId.ParseOrDefault(_repository.Id(name));
}
