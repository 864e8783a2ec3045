using System.Text;

namespace SecretSentry.EndToEnd.Purging;

/// <summary>Objects other than files: scenarios R4 to R10 of the purge.</summary>
public class PurgeObjectTests
{
    private const string Person = "A U Thor <author@example.invalid> 1700000000 +0100";
    private const string Signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQEzBAABCAAdFiEE\n -----END PGP SIGNATURE-----\n";

    [Fact]
    public void R4_Clean_signed_commits_keep_their_signature_and_rewritten_signed_commits_are_listed()
    {
        using var repository = new PurgedRepository(4);
        var clean =
            repository.Raw("commit", $"tree {Tree(repository, "clean")}\nauthor {Person}\ncommitter {Person}\n{Signature}\nclean\n");
        var dirty =
            repository.Raw("commit",
            $"tree {Tree(repository, repository.Secret)}\nparent {clean}\nauthor {Person}\ncommitter {Person}\n{Signature}\ndirty\n");
        repository.Git("update-ref", "refs/heads/main", dirty);
        repository.Git("reset", "-q", "--hard");
        repository.Purge();
        repository.InClone("rev-parse", "main~1").Trim().Should().Be(clean);
        repository.InClone("cat-file", "commit", "main~1").Should().Contain("BEGIN PGP SIGNATURE");
        repository.InClone("cat-file", "commit", "main").Should().NotContain("gpgsig");
        File.ReadAllText(Path.Combine(repository.PlanFolder, "lost-signatures")).Should().StartWith(dirty).And.NotContain(clean);
    }

    [Fact]
    public void R5_Headers_are_preserved_byte_for_byte_except_ids_and_signature()
    {
        using var repository = new PurgedRepository(5);
        var parent = repository.Commit("file", "clean\n");
        var tree = Tree(repository, repository.Secret);
        var head =
            $"parent {parent}\nauthor J\u00f6rg <j@example.invalid> 1700000000 +0100\nauthor Twice <t@example.invalid> 1 "
            + $"+0000\ncommitter {Person}\nencoding ISO-8859-1\n";
        var rest =
            $"mergetag object {new string('2', 40)}\n type commit\n tag v0\n tagger {Person}\n \n text\nchange-id abcdef\nHG:extra odd "
            + "value\n\nno line end, latin \u00e9";
        var commit = repository.Raw("commit", $"tree {tree}\n{head}{Signature}{rest}");
        repository.Git("update-ref", "refs/heads/main", commit);
        repository.Git("reset", "-q", "--hard");
        repository.Purge();
        var expected = Encoding.Latin1.GetBytes($"tree {repository.InClone("rev-parse", "main^{tree}").Trim()}\n{head}{rest}");
        Bytes(repository, "main", "commit").Should().Equal(expected);
    }

    [Fact]
    public void R6_Octopus_merges_criss_cross_merges_and_two_roots_keep_the_order_of_parents()
    {
        using var repository = new PurgedRepository(6);
        var root = repository.Commit("a", "a\n", "root");
        string[] tips = ["one", "two", "three"];
        foreach (var name in tips)
        {
            repository.Git("checkout", "-q", "-b", name, root);
            repository.Commit(name, name == "two" ? $"{repository.Secret}\n" : "clean\n", name);
        }

        repository.Git("checkout", "-q", "-b", "octopus", "one");
        repository.Git("merge", "-q", "-m", "octopus", "two", "three");
        repository.Git("checkout", "-q", "-B", "left", "one");
        repository.Git("merge", "-q", "-m", "left", "two");
        repository.Git("checkout", "-q", "-B", "right", "two");
        repository.Git("merge", "-q", "-m", "right", "one");
        repository.Git("merge", "-q", "-m", "cross", "left");
        repository.Git("checkout", "-q", "--orphan", "second");
        repository.Git("rm", "-rfq", ".");
        repository.Commit("z", "z\n", "second root");
        repository.Git("merge", "-q", "--allow-unrelated-histories", "-m", "roots", "right");
        var before = Shape(repository, repository.Folder);
        repository.Purge();
        Shape(repository, repository.Clone).Should().Equal(before);
        repository.InClone("rev-parse", "one", "three").Should().Be(repository.Git("rev-parse", "one", "three"));
        repository.InClone("rev-list", "--all").Should().Contain(root);
    }

    [Fact]
    public void R7_Tags_of_every_kind_are_rewritten()
    {
        using var repository = new PurgedRepository(7);
        var clean = repository.Commit("clean", "clean\n");
        repository.Git("tag", "-a", "-m", "kept", "kept");
        repository.Commit("deep/file", $"{repository.Secret}\n");
        repository.Git("tag", "light");
        repository.Git("tag", "-a", "-m", "annotated", "annotated");
        repository.Git("tag", "-a", "-m", "of a tag", "nested", "annotated");
        repository.Git("tag", "-a", "-m", "tree", "tree", "HEAD^{tree}");
        repository.Git("tag", "-a", "-m", "blob", "blob", "HEAD:deep/file");
        repository.Git("tag", "light-blob", "HEAD:deep/file");
        repository.Git("tag", "light-tree", "HEAD:deep");
        var signed =
            repository.Raw("tag",
            $"object {repository.Head}\ntype commit\ntag signed\ntagger {Person}\n\ntext\n-----BEGIN PGP "
            + "SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\n");
        repository.Git("update-ref", "refs/tags/signed", signed);
        var told = repository.Raw("tag", $"object {clean}\ntype commit\ntag told\ntagger {Person}\n\nthe key is {repository.Secret}\n");
        repository.Git("update-ref", "refs/tags/told", told);
        repository.Plan().Output.Should().Contain("commit and tag messages: 1, NOT covered; add --messages");
        Directory.Delete(repository.PlanFolder, recursive: true);
        var kept = repository.Git("rev-parse", "kept");
        repository.Purge(plan: ["--messages"]);
        repository.InClone("rev-parse", "kept").Should().Be(kept);
        repository.InClone("cat-file", "-t", "nested^{}").Trim().Should().Be("commit");
        repository.InClone("cat-file", "tag", "nested").Should().Contain("type tag");
        foreach (var name in new[] { "blob", "light-blob" })
        {
            repository.InClone("cat-file", "blob", name).Should().Be("***REMOVED***\n");
        }

        repository.InClone("cat-file", "blob", "tree:deep/file").Should().Be("***REMOVED***\n");
        repository.InClone("cat-file", "blob", "light-tree:file").Should().Be("***REMOVED***\n");
        repository.InClone("cat-file", "tag", "signed").Should().EndWith("\n\ntext\n");
        repository.InClone("cat-file", "tag", "told").Should().EndWith("the key is ***REMOVED***\n");
        repository.ContainsSecret(repository.Clone).Should().BeFalse();
    }

    [Fact]
    public void R8_Notes_move_to_the_new_commits_and_lose_the_secret()
    {
        using var repository = new PurgedRepository(8);
        var clean = repository.Commit("a", "clean\n");
        repository.Git("notes", "add", "-m", "on clean");
        var dirty = repository.Commit("a", $"{repository.Secret}\n");
        repository.Git("notes", "add", "-m", $"told {repository.Secret} here");
        var later = repository.Commit("b", "later\n");
        var fanned = repository.Git("hash-object", "-w", Path.Combine(repository.Folder, "b")).Trim();
        var index = Path.Combine(repository.Outside, "index");
        Index("read-tree", "refs/notes/commits");
        Index("update-index", "--add", "--cacheinfo", $"100644,{fanned},{later[..2]}/{later[2..]}");
        var tree = Index("write-tree").Trim();
        repository.Git("update-ref", "refs/notes/commits", repository.Git("commit-tree", "-p", "refs/notes/commits", "-m", "fan", tree)
            .Trim());
        repository.Purge();
        Note(clean).Should().Be("on clean\n");
        Note(repository.NewId(dirty)).Should().Be("told ***REMOVED*** here\n");
        Note(repository.NewId(later)).Should().Be("later\n");
        repository.InClone("ls-tree", "-r", "--name-only", "refs/notes/commits").Should()
            .Contain($"{repository.NewId(later)[..2]}/{repository.NewId(later)[2..]}").And.NotContain(dirty);
        repository.ContainsSecret(repository.Clone).Should().BeFalse();

        string Note(string commit) => repository.InClone("notes", "show", commit);

        string Index(params string[] arguments) => Programs.Start("git", repository.Folder, arguments, [("GIT_INDEX_FILE", index)]).Output;
    }

    [Fact]
    public void R9_Stash_entries_keep_their_order_can_be_applied_and_are_clean()
    {
        using var repository = new PurgedRepository(9);
        repository.Commit("file", $"{repository.Secret}\n");
        repository.Write("file", $"{repository.Secret}\nfirst\n");
        repository.Write("untracked", $"also {repository.Secret}\n");
        repository.Git("stash", "push", "-q", "--include-untracked", "-m", "older");
        repository.Write("file", $"{repository.Secret}\nsecond\n");
        repository.Git("stash", "push", "-q", "-m", "newer");
        repository.Purge(apply: ["--in-place", "--clean-up"]);
        repository.Git("stash", "list").Should().Contain("stash@{0}: On main: newer").And.Contain("stash@{1}: On main: older");
        repository.Git("stash", "apply", "-q", "stash@{1}");
        File.ReadAllText(Path.Combine(repository.Folder, "file")).Should().Be("***REMOVED***\nfirst\n");
        File.ReadAllText(Path.Combine(repository.Folder, "untracked")).Should().Be("also ***REMOVED***\n");
        repository.Git("checkout", "-q", ".");
        repository.Git("stash", "pop", "-q");
        File.ReadAllText(Path.Combine(repository.Folder, "file")).Should().Be("***REMOVED***\nsecond\n");
        repository.ContainsSecret(Path.Combine(repository.Folder, ".git")).Should().BeFalse();
    }

    [Fact]
    public void R10_Replace_refs_are_rewritten_and_grafts_are_refused()
    {
        using var repository = new PurgedRepository(10);
        var root = repository.Commit("a", "clean\n");
        var dirty = repository.Commit("a", $"{repository.Secret}\n");
        repository.Commit("a", "later\n");
        var other = repository.Git("commit-tree", "-p", root, "-m", "instead", $"{dirty}^{{tree}}").Trim();
        repository.Git("replace", dirty, other);
        repository.Git("replace", root, repository.Git("commit-tree", "-m", "other root", $"{root}^{{tree}}").Trim());
        repository.Purge();
        var refs = repository.InClone("for-each-ref", "--format=%(refname) %(objectname)", "refs/replace");
        refs.Should().Contain($"refs/replace/{repository.NewId(dirty)} {repository.NewId(other)}").And.Contain($"refs/replace/{root} ")
            .And.NotContain(dirty);
        File.WriteAllText(Path.Combine(repository.Folder, ".git", "info", "grafts"), repository.Head + "\n");
        Directory.Delete(repository.PlanFolder, recursive: true);
        var refused = repository.Plan();
        refused.ExitCode.Should().Be(3);
        refused.Error.Should().Contain("info/grafts");
    }

    [Fact]
    public void Secrets_in_names_of_files_people_and_refs_are_reported_and_removed_with_their_options()
    {
        using var repository = new PurgedRepository(30);
        repository.Write($"dir/{repository.Secret}.txt", "x\n");
        repository.Git("add", ".");
        repository.Git("-c", $"user.name=A {repository.Secret}", "commit", "-q", "-m", "one");
        var named = repository.Head;
        repository.Commit("b", "b\n", $"see {named[..10]}");
        repository.Git("branch", "-m", "main", $"fix-{repository.Secret}");
        var told = repository.Plan();
        told.ExitCode.Should().Be(1);
        told.Output.Should().Contain("add --paths").And.Contain("add --identities").And.Contain("add --refs-rename")
            .And.NotContain(repository.Secret);
        Directory.Delete(repository.PlanFolder, recursive: true);
        repository.Purge(["--paths", "--identities", "--refs-rename"], ["--update-mentions", "--in-place", "--clean-up"]);
        repository.Git("symbolic-ref", "HEAD").Trim().Should().Be("refs/heads/fix-___REMOVED___");
        repository.Git("ls-files").Should().Be("b\ndir/___REMOVED___.txt\n");
        repository.Git("log", "-1", "--format=%s").Trim().Should().Be($"see {repository.NewId(named)[..10]}");
        repository.Git("log", "--format=%an").Should().Contain("A ***REMOVED***");
        repository.Git("status", "--porcelain").Should().BeEmpty();
        repository.ContainsSecret(Path.Combine(repository.Folder, ".git")).Should().BeFalse();
    }

    private static string Tree(PurgedRepository repository, string content)
    {
        repository.Write("file", content + "\n");
        repository.Git("add", "file");
        return repository.Git("write-tree").Trim();
    }

    private static byte[] Bytes(PurgedRepository repository, string name, string kind)
    {
        var file = Path.Combine(repository.Outside, "bytes");
        Programs.Start("sh", repository.Clone, ["-c", "git cat-file \"$0\" \"$1\" > \"$2\"", kind, name, file]).ExitCode.Should().Be(0);
        return File.ReadAllBytes(file);
    }

    /// <summary>Returns the subject of each commit with the subjects of its parents, in their order.</summary>
    private static string[] Shape(PurgedRepository repository, string folder)
    {
        var lines = repository.Git("-C", folder, "log", "--all", "--format=%H|%P|%s").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('|')).ToArray();
        var subjects = lines.ToDictionary(parts => parts[0], parts => parts[2]);
        return [.. lines.Select(parts =>
            $"{parts[2]} < {string.Join(", ", parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => subjects[id]))}")
            .Order(StringComparer.Ordinal)];
    }
}
