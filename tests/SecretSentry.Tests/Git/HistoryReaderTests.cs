using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Tests.Git.Objects;
using SecretSentry.Tests.Oracles;

namespace SecretSentry.Tests.Git;

[UnsupportedOSPlatform("windows")]
public class HistoryReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Every_object_that_git_lists_is_visited_once_whether_packed_or_loose(int threads)
    {
        using var repository = new TempRepository();
        Packed.Fill(repository);
        repository.Commit("second.txt", "in a second pack\n");
        repository.Git("repack", "-q", "-a", "--unpack-unreachable=now");
        repository.Git("repack", "-q", "-d");
        repository.Commit("loose.txt", "loose\n");
        Check(repository.Top, repository, threads);
    }

    /// <summary>The object ids are git's, which makes sure that no object of a second or later pack is skipped.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Packs_with_different_objects_are_all_read(int threads)
    {
        using var repository = new TempRepository();
        for (var i = 0; i < 4; i++)
        {
            repository.Commit($"f{i}.txt", $"{i}\n");
            repository.Git("tag", "-a", $"v{i}", "-m", "a tag");
            repository.Git("repack", "-q", "-d");
        }

        Directory.GetFiles(repository.PathOf(".git/objects/pack"), "*.pack").Should().HaveCount(4);
        Check(repository.Top, repository, threads);
    }

    [Fact]
    public void A_deleted_parent_is_missing_unless_it_is_beyond_a_shallow_boundary()
    {
        using var repository = new TempRepository();
        var first = repository.Commit("a.txt", "one\n");
        repository.Commit("a.txt", "two\n");
        File.Delete(Corrupt.PathOf(repository, first));
        Missing().Should().ContainSingle().Which.Should().Be(first);
        repository.Write(".git/shallow", repository.Head + "\n");
        Missing().Should().BeEmpty();

        string[] Missing()
        {
            using var store = ObjectStore.Open(RepositoryLayout.Read(repository.Top));
            return [.. Read(store, [new Shown(store)]).Missing.Select(id => id.ToString())];
        }
    }

    [Fact]
    public void Objects_in_several_packs_are_counted_once()
    {
        using var repository = new TempRepository();
        Packed.Fill(repository);
        repository.Shell("git rev-list --objects --all | cut -d' ' -f1 | head -40 | git pack-objects -q .git/objects/pack/pack")
            .Code.Should().Be(0);
        Directory.GetFiles(repository.PathOf(".git/objects/pack"), "*.pack").Should().HaveCount(2);
        Check(repository.Top, repository, 2);
        repository.Git("multi-pack-index", "write");
        Check(repository.Top, repository, 2);
    }

    [Fact]
    public void Objects_of_alternates_are_read()
    {
        using var repository = new TempRepository();
        Packed.Fill(repository);
        repository.Git("clone", "-q", "--shared", ".", "clone");
        repository.Git("-C", "clone", "commit", "-q", "--allow-empty", "-m", "own");
        Check(repository.PathOf("clone"), repository, 1, "clone");
        File.AppendAllText(repository.PathOf("clone/.git/objects/info/alternates"), "../../nowhere\n");
        using var store = ObjectStore.Open(RepositoryLayout.Read(repository.PathOf("clone")));
        store.Problems.Should().ContainSingle().Which.Name.Should().EndWith("alternates");
    }

    [Fact]
    public void A_linked_worktree_and_a_SHA_256_repository_are_read()
    {
        using var repository = new TempRepository("--object-format=sha256");
        repository.Commit("a.txt", "one\n");
        repository.Git("worktree", "add", "-q", "linked");
        RepositoryLayout.Read(repository.PathOf("linked")).Format.Should().Be(ObjectFormat.Sha256);
        Check(repository.PathOf("linked"), repository, 1);
    }

    [Fact]
    public void Trees_that_share_entries_through_deltas_are_read_completely()
    {
        using var repository = new TempRepository();
        for (var i = 0; i < 60; i++)
        {
            for (var file = 0; file < 40; file++)
            {
                repository.Write($"folder/name{file}.txt", file % 7 == i % 7 ? $"{i}\n" : "same\n");
            }

            repository.Write($"folder/{(char)('a' + (i % 26))}{i}.txt", $"new {i}\n");
            repository.Git("add", "-A");
            repository.Git("commit", "-q", "-m", "x");
        }

        repository.Git("repack", "-q", "-a", "-d", "-f", "--depth=50", "--window=200");
        using var store = ObjectStore.Open(RepositoryLayout.Read(repository.Top));
        var shown = new Shown(store);
        var reader = Read(store, [shown]);
        var listed = repository.Git("ls-tree", "-r", "-t", "--name-only", "HEAD").Split('\n').Select(path => path.Split('/')[^1]);
        shown.Names.Should().Contain(listed);
        foreach (var id in repository.Git("rev-list", "--objects", "--all").Split('\n')
            .Where(line => line.Contains(' ', StringComparison.Ordinal)).Select(line => line.Split(' ')[0]).Skip(1))
        {
            ObjectId.TryParse(id, out var parsed).Should().BeTrue();
            var isRoot = repository.Git("log", "--all", "--format=%T").Contains(id, StringComparison.Ordinal);
            (reader.FindOwner(store.Find(parsed)) >= 0).Should().Be(!isRoot, id);
        }
    }

    [Fact]
    public void Missing_objects_are_counted_and_a_shallow_boundary_is_not_missing()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "one\n");
        repository.Commit("a.txt", "two\n");
        repository.Git("clone", "-q", "--depth=1", "file://" + repository.Top, "shallow");
        using (var store = ObjectStore.Open(RepositoryLayout.Read(repository.PathOf("shallow"))))
        {
            Read(store, [new Shown(store)]).Missing.Should().BeEmpty();
        }

        File.Delete(Corrupt.PathOf(repository, repository.Id("HEAD~1:a.txt")));
        using var damaged = ObjectStore.Open(RepositoryLayout.Read(repository.Top));
        Read(damaged, [new Shown(damaged)]).Missing.Should().ContainSingle();
    }

    [Fact]
    public void A_damaged_delta_family_is_read_through_git_and_reported_if_git_cannot_read_it()
    {
        using var repository = new TempRepository();
        var path = Packed.Fill(repository);
        var whole = File.ReadAllBytes(path);
        for (var round = 1; round < 8; round++)
        {
            var bytes = whole.ToArray();
            bytes.AsSpan(12 + ((whole.Length - 40) * round / 8), 4).Fill(0xA5);
            File.WriteAllBytes(path, bytes);
            using var store = ObjectStore.Open(RepositoryLayout.Read(repository.Top));
            var shown = new Shown(store);
            var reader = Read(store, [shown]);
            reader.Unreadable.Should().NotBeEmpty();
            (shown.Ids.Count + reader.Unreadable.Count).Should().BeGreaterThanOrEqualTo(store.Distinct - TreesShown(reader));
            (TreesShown(reader) + shown.Ids.Count + reader.Unreadable.Count).Should().Be(store.Distinct);
        }

        static int TreesShown(HistoryReader reader) => (int)reader.CountOf(ObjectKind.Tree);
    }

    [Fact]
    public void Introductions_equal_those_of_git_diff_tree()
    {
        using var repository = new TempRepository();
        var random = new Random(7);
        for (var i = 0; i < 80; i++)
        {
            var branch = $"b{random.Next(4)}";
            repository.Shell($"git checkout -q {branch} 2>/dev/null || git checkout -q -b {branch}");
            repository.Write($"d{random.Next(3)}/f{random.Next(6)}.txt", $"{random.Next(5)}\n");
            repository.Git("add", "-A");
            repository.Git("commit", "-q", "--allow-empty", "-m", "x");
            if (i % 9 == 8)
            {
                repository.Shell($"git merge -q -X ours --no-edit b{random.Next(4)}");
            }
        }

        Attributed(repository.Top, 2).Should().BeEquivalentTo(Expected(repository.Top)).And.HaveCountGreaterThan(50);
        repository.Git("repack", "-q", "-a", "-d", "-f");
        Attributed(repository.Top, 1).Should().BeEquivalentTo(Expected(repository.Top));
    }

    [DeepFact("/work/.mirror")]
    public void Introductions_in_real_repositories_equal_those_of_git_diff_tree()
    {
        foreach (var mirror in new[] { "dotnet+Nerdbank.GitVersioning", "redis+redis" }.Select(name => $"/work/.mirror/{name}/repo")
            .Where(Directory.Exists))
        {
            var (ours, theirs) = (Attributed(mirror, 2), Expected(mirror));
            ours.Except(theirs).Should().BeEmpty(mirror);
            theirs.Except(ours).Should().BeEmpty(mirror);
        }
    }

    [Fact]
    public void A_history_that_git_repacks_during_the_scan_is_read_completely()
    {
        using var repository = new TempRepository();
        Packed.Fill(repository);
        using var store = ObjectStore.Open(RepositoryLayout.Read(repository.Top));
        repository.Git("repack", "-q", "-a", "-d", "-f", "--depth=1");
        var shown = new Shown(store);
        var reader = Read(store, [shown]);
        reader.Unreadable.Should().BeEmpty("a pack that is deleted while it is open can still be read");
    }

    private static HashSet<string> Attributed(string top, int threads)
    {
        using var store = ObjectStore.Open(RepositoryLayout.Read(top));
        var reader = Read(store, [new Shown(store)]);
        var paths = new PathTable(reader.Trees);
        var found = new HashSet<string>();
        foreach (var origin in Attributor.FindOrigins(reader, paths, null, threads, CancellationToken.None).All)
        {
            found.Add($"{store.GetId(reader.Commits.NumberOf(origin.Commit))} {store.GetId(origin.Blob)} {paths.GetText(origin.Path)}");
        }

        return found;
    }

    /// <summary>
    /// Returns what git diff-tree lists, blobs only. A change is left out when a parent has the same blob at that path, because only the
    /// mode changed.
    /// </summary>
    private static HashSet<string> Expected(string top)
    {
        var objects = new List<(string Id, string Kind)>();
        AllObjects.ReadAll(top, (kind, id, _) => objects.Add((id, kind)), CancellationToken.None);
        var blobs = objects.Where(one => one.Kind == "blob").Select(one => one.Id).ToHashSet();
        using var git = GitProgram.Start(top, "diff-tree", "--stdin", "-r", "--root", "-c", "--no-renames", "--raw", "-z", "--no-abbrev");
        var feeding = Task.Run(() =>
        {
            objects.Where(one => one.Kind == "commit").ToList().ForEach(one => git.StandardInput.Write(one.Id + "\n"));
            git.StandardInput.Close();
        });
        using var output = new MemoryStream();
        git.StandardOutput.BaseStream.CopyTo(output);
        feeding.GetAwaiter().GetResult();
        var (found, fields, commit) = (new HashSet<string>(), GitProgram.SplitFields(output.ToArray()), "");
        for (var i = 0; i < fields.Count; i++)
        {
            if (!fields[i].StartsWith(':'))
            {
                commit = fields[i].Trim();
                continue;
            }

            var parts = fields[i].TrimStart(':').Split(' ');
            var parents = fields[i].Length - fields[i].TrimStart(':').Length;
            var ids = parts.Skip(parents + 1).SkipLast(1).ToArray();
            i++;
            if (blobs.Contains(ids[^1]) && !ids.SkipLast(1).Contains(ids[^1]))
            {
                found.Add($"{commit} {ids[^1]} {fields[i]}");
            }
        }

        return found;
    }

    private static HistoryReader Read(ObjectStore store, IReadOnlyList<IHistoryVisitor> visitors)
    {
        var reader = new HistoryReader(store, visitors, CancellationToken.None);
        reader.ReadCommits();
        reader.ReadTrees();
        reader.ReadBlobs(null);
        return reader;
    }

    private static void Check(string top, TempRepository repository, int threads, string folder = ".")
    {
        using var store = ObjectStore.Open(RepositoryLayout.Read(top));
        store.Problems.Should().BeEmpty();
        Shown[] shown = [.. Enumerable.Range(0, threads).Select(_ => new Shown(store))];
        var reader = Read(store, shown);
        var listed = repository.Git("-C", folder, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)")
            .Split('\n');
        reader.Unreadable.Should().BeEmpty();
        reader.Missing.Should().BeEmpty();
        store.Distinct.Should().Be(listed.Length);
        shown.SelectMany(one => one.Ids).Should().BeEquivalentTo(listed.Where(line => !line.EndsWith("tree", StringComparison.Ordinal)));
        reader.CountOf(ObjectKind.Tree).Should().Be(listed.Count(line => line.EndsWith("tree", StringComparison.Ordinal)));
    }

    /// <summary>Records the objects that it visits, and recomputes their ids.</summary>
    private sealed class Shown(ObjectStore store) : IHistoryVisitor
    {
        public ConcurrentBag<string> Ids { get; } = [];

        public HashSet<string> Names { get; } = [];

        public void VisitText(ObjectKind kind, int number, ReadOnlySpan<byte> content) => Add(kind, number, content);

        public void VisitBlob(int number, ReadOnlySpan<byte> content, BlobVersion version) => Add(ObjectKind.Blob, number, content);

        public void VisitLargeBlob(int number, Stream content) => throw new InvalidOperationException("there is no large blob here");

        public void VisitName(int name, ReadOnlySpan<byte> content) =>
            Names.Add(Encoding.UTF8.GetString(content)).Should().BeTrue("each name is visited once");

        public void Advance(ObjectKind kind, long bytes)
        {
        }

        private void Add(ObjectKind kind, int number, ReadOnlySpan<byte> content)
        {
            store.Layout.Format.ComputeId(kind, content).Should().Be(store.GetId(number));
            Ids.Add(string.Create(CultureInfo.InvariantCulture, $"{store.GetId(number)} {ObjectFormat.NameOf(kind)}"));
        }
    }
}
