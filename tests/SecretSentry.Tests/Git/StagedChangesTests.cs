using SecretSentry.Git.Index;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Git.Staged;

namespace SecretSentry.Tests.Git;

public class StagedChangesTests
{
    [Fact]
    public void Before_the_first_commit_everything_staged_is_new()
    {
        using var repository = new TempRepository();
        repository.Write("a.txt", "one\n");
        repository.Git("add", ".");
        StagedChanges.Read(repository.Top).Should().Equal(new StagedChange("a.txt", Id(repository, ":a.txt"), null, false));
    }

    [Fact]
    public void The_staged_content_is_read_and_not_the_file()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Write("a.txt", "two\n");
        repository.Git("add", ".");
        repository.Write("a.txt", "three\n");
        repository.Write("untracked.txt", "x\n");
        StagedChanges.Read(repository.Top).Should()
            .Equal(new StagedChange("a.txt", Id(repository, ":a.txt"), Id(repository, "HEAD:a.txt"), false));
    }

    [Fact]
    public void Deletions_mode_changes_and_intent_to_add_entries_are_not_listed()
    {
        using var repository = new TempRepository();
        repository.Commit("gone.txt", "one\n");
        repository.Commit("mode.sh", "two\n");
        repository.Git("rm", "-q", "gone.txt");
        repository.Git("update-index", "--chmod=+x", "mode.sh");
        repository.Write("intent.txt", "three\n");
        repository.Git("add", "-N", "intent.txt");
        StagedChanges.Read(repository.Top).Should().BeEmpty();
    }

    [Fact]
    public void A_submodule_is_skipped_and_a_file_in_its_place_is_new()
    {
        using var repository = new TempRepository();
        var commit = repository.Commit("a.txt", "one\n");
        repository.Git("update-index", "--add", "--cacheinfo", $"160000,{commit},module");
        StagedChanges.Read(repository.Top).Should().BeEmpty();
        repository.Git("commit", "-q", "-m", "module");
        repository.Git("rm", "-q", "--cached", "module");
        repository.Write("module", "a file\n");
        repository.Git("add", "module");
        StagedChanges.Read(repository.Top).Should().Equal(new StagedChange("module", Id(repository, ":module"), null, false));
    }

    [Fact]
    public void A_file_that_becomes_a_symbolic_link_is_listed_as_a_link()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        File.Delete(repository.PathOf("a.txt"));
        File.CreateSymbolicLink(repository.PathOf("a.txt"), "elsewhere");
        repository.Git("add", ".");
        StagedChanges.Read(repository.Top).Should()
            .Equal(new StagedChange("a.txt", Id(repository, ":a.txt"), Id(repository, "HEAD:a.txt"), true));
    }

    [Fact]
    public void A_rename_is_a_new_path_with_the_old_content()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Git("config", "diff.renames", "copies");
        repository.Git("mv", "a.txt", "b.txt");
        StagedChanges.Read(repository.Top).Should().Equal(new StagedChange("b.txt", Id(repository, ":b.txt"), null, false));
    }

    [Fact]
    public void Unmerged_paths_are_skipped_until_they_are_resolved()
    {
        using var repository = new TempRepository();
        Conflict(repository);
        StagedChanges.Read(repository.Top).Should().BeEmpty();
        repository.Write("a.txt", "solved\n");
        repository.Git("add", "a.txt");
        StagedChanges.Read(repository.Top).Select(change => change.Path).Should().Equal("a.txt");
    }

    [Theory]
    [InlineData("with space.txt")]
    [InlineData("with\nline end.txt")]
    [InlineData("with\ttab \"and quotes\".txt")]
    [InlineData("-x")]
    [InlineData(":colon.txt")]
    [InlineData("caf\u00e9.txt")]
    public void File_names_are_returned_unchanged(string name)
    {
        using var repository = new TempRepository();
        repository.Write(name, "one\n");
        repository.Git("add", "-A");
        StagedChanges.Read(repository.Top).Select(change => change.Path).Should().Equal(name);
    }

    [Fact]
    public void A_name_that_is_not_UTF_8_does_not_affect_other_names()
    {
        using var repository = new TempRepository();
        repository.Write("caf\u00e9.txt", "one\n");
        repository.Shell("printf x >\"$(printf 'bad\\351.txt')\" && git add -A").Code.Should().Be(0);
        StagedChanges.Read(repository.Top).Select(change => change.Path).Should().BeEquivalentTo("bad\u00e9.txt", "caf\u00e9.txt");
    }

    [Theory]
    [InlineData("diff.relative", "true")]
    [InlineData("diff.noprefix", "true")]
    [InlineData("color.ui", "always")]
    [InlineData("diff.external", "false")]
    [InlineData("diff.ignoreSubmodules", "all")]
    [InlineData("core.fsmonitor", "false")]
    public void No_setting_hides_a_change_from_a_scan_started_in_a_subfolder(string key, string value)
    {
        using var repository = new TempRepository();
        repository.Write("top.txt", "one\n");
        repository.Write("sub/inner.txt", "two\n");
        repository.Git("add", ".");
        repository.Git("config", key, value);
        StagedChanges.Read(repository.PathOf("sub")).Select(change => change.Path).Should().Equal("sub/inner.txt", "top.txt");
    }

    [Fact]
    public void Attributes_and_replace_refs_hide_nothing()
    {
        using var repository = new TempRepository();
        repository.Write(".gitattributes", "*.txt -diff\n");
        repository.Write("a.txt", "token\n");
        repository.Git("add", ".");
        repository.Write("clean.txt", "clean\n");
        var clean = repository.Git("hash-object", "-w", "clean.txt");
        repository.Git("replace", repository.Id(":a.txt"), clean);
        var change = StagedChanges.Read(repository.Top).Single(change => change.Path == "a.txt");
        using var reader = BlobReader.Start(repository.Top);
        reader.TryRead(change.NewId.ToString(), out var content, out _, out _).Should().BeTrue();
        content.ToArray().Should().Equal("token\n"u8.ToArray());
    }

    [Fact]
    public void Reading_outside_a_repository_is_an_error()
    {
        var folder = Directory.CreateTempSubdirectory("secretsentry-none-");
        var read = () => StagedChanges.Read(folder.FullName);
        read.Should().Throw<GitException>().Where(e => e.Kind == GitErrorKind.NotARepository && e.Message.Contains(folder.FullName));
        folder.Delete();
    }

    [Theory]
    [InlineData(".")]
    [InlineData("sub")]
    public void The_other_sides_of_a_merge_are_listed_while_it_is_in_progress(string from)
    {
        using var repository = new TempRepository();
        Conflict(repository);
        var folder = Directory.CreateDirectory(repository.PathOf(from)).FullName;
        MergeParents.Read(folder).Should().Equal(repository.Git("rev-parse", "other"));
        MergeParents.FindBlob(folder, "other", "a.txt").Should().Be(Id(repository, "other:a.txt"));
        MergeParents.FindBlob(folder, "other", "absent.txt").Should().BeNull();
        repository.Git("merge", "--abort");
        MergeParents.Read(folder).Should().BeEmpty();
    }

    private static ObjectId Id(TempRepository repository, string revision) =>
        ObjectId.TryParse(repository.Id(revision), out var id) ? id : throw new FormatException(revision);

    private static void Conflict(TempRepository repository)
    {
        repository.Commit("a.txt", "base\n");
        repository.Git("checkout", "-q", "-b", "other");
        repository.Commit("a.txt", "theirs\n");
        repository.Git("checkout", "-q", "main");
        repository.Commit("a.txt", "ours\n");
        repository.Shell("git merge -q other").Code.Should().Be(1);
    }
}
