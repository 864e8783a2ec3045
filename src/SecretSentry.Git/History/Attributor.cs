using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>A commit that brought a blob to a path: no parent has this blob there.</summary>
/// <param name="Blob">Number of the blob.</param>
/// <param name="Commit">Ordinal of the commit.</param>
/// <param name="Path">Path with '/' between folders.</param>
public readonly record struct Origin(int Blob, int Commit, string Path);

/// <summary>
/// Who brought which blob: the tree of each commit against those of all its parents. Each commit is judged by itself, so the order does not matter and
/// threads take ranges of commits; what two trees share is left out by comparing bytes from both ends, equal ids are never entered.
/// </summary>
public sealed class Attributor
{
    /// <summary>For one thread.</summary>
    private const long CacheBytes = 48L * 1024 * 1024;

    /// <summary>Commits a thread takes at a time: enough for the cache to pay, few enough to share.</summary>
    private const int Range = 256;

    /// <summary>Deeper folders are no work of git's and are not entered.</summary>
    private const int MaxDepth = 2048;

    private readonly ObjectStore _store;
    private readonly CommitGraph _commits;
    private readonly int _idLength;

    private Attributor(ObjectStore store, CommitGraph commits) => (_store, _commits, _idLength) = (store, commits, store.Layout.Format.IdLength);

    /// <summary>All introductions of the wanted blobs by the selected commits, ordered by commit ordinal, then path; null: all of them.</summary>
    public static IReadOnlyList<Origin> Of(ObjectStore store, CommitGraph commits, Func<int, bool>? isWanted, Func<int, bool>? isSelected, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(commits);
        var ranges = (commits.Count + Range - 1) / Range;
        var found = new List<Origin>[ranges];
        var attributor = new Attributor(store, commits);
        var next = -1;
        Parallel.For(0, Math.Max(1, threads), new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads), CancellationToken = cancellation }, _ =>
        {
            using var cache = new TreeCache(store, CacheBytes);
            for (int range; (range = Interlocked.Increment(ref next)) < ranges;)
            {
                cancellation.ThrowIfCancellationRequested();
                found[range] = attributor.OfRange(range * Range, cache, isWanted, isSelected);
            }
        });
        return [.. found.SelectMany(list => list)];
    }

    /// <summary>The blobs of one commit's tree with their paths; submodules are left out.</summary>
    public static IReadOnlyList<Origin> TreeOf(ObjectStore store, CommitGraph commits, int commit)
    {
        ArgumentNullException.ThrowIfNull(commits);
        using var cache = new TreeCache(store, CacheBytes);
        var comparison = new Comparison(new Attributor(store, commits), cache, null, commit);
        comparison.Tree(commits.TreeOf(commit), [], "", 0);
        return comparison.Found;
    }

    private List<Origin> OfRange(int first, TreeCache cache, Func<int, bool>? isWanted, Func<int, bool>? isSelected)
    {
        var found = new List<Origin>();
        for (var commit = first; commit < Math.Min(first + Range, _commits.Count); commit++)
        {
            if (isSelected?.Invoke(commit) == false)
            {
                continue;
            }

            cache.Trim();
            var comparison = new Comparison(this, cache, isWanted, commit);
            int[] parents = [.. _commits.ParentsOf(commit).Select(parent => parent < 0 ? -1 : _commits.TreeOf(parent)).Where(tree => tree >= 0)];
            comparison.Tree(_commits.TreeOf(commit), parents, "", 0);
            comparison.Found.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
            found.AddRange(comparison.Found);
        }

        return found;
    }

    /// <summary>One commit's tree against its parents'.</summary>
    private sealed class Comparison(Attributor attributor, TreeCache cache, Func<int, bool>? isWanted, int commit)
    {
        public List<Origin> Found { get; } = [];

        /// <summary>A tree against the trees that stand at the same path in the parents that have one there.</summary>
        public void Tree(int tree, int[] others, string prefix, int depth)
        {
            if (depth > MaxDepth || others.Contains(tree) || cache.Get(tree) is not { } own)
            {
                return;
            }

            var parents = Array.ConvertAll(others, other => cache.Get(other) ?? CachedTree.Empty);
            var (first, end) = parents.Length == 1 ? Difference(own, parents[0]) : (0, own.Starts.Length - 1);
            var places = new int[parents.Length];
            if (parents.Length == 1)
            {
                places[0] = first;
            }

            for (var i = first; i < end; i++)
            {
                TreeEntry.TryRead(own.Content, own.Starts[i], attributor._idLength, out var entry);
                if (!entry.IsSubmodule)
                {
                    Entry(entry, parents, places, prefix, depth);
                }
            }
        }

        private void Entry(in TreeEntry entry, CachedTree[] parents, int[] places, string prefix, int depth)
        {
            var inner = entry.IsTree ? new List<int>(parents.Length) : null;
            for (var i = 0; i < parents.Length; i++)
            {
                if (!Seek(entry, parents[i], ref places[i], out var other))
                {
                    continue;
                }

                if (other.Id.SequenceEqual(entry.Id))
                {
                    return;
                }

                if (inner is not null && other.IsTree)
                {
                    inner.Add(attributor._store.Find(other.Id));
                }
            }

            if (attributor._store.Find(entry.Id) is not (>= 0 and var number))
            {
                return;
            }

            if (inner is not null)
            {
                Tree(number, [.. inner.Where(tree => tree >= 0)], $"{prefix}{GitProgram.Text(entry.Name)}/", depth + 1);
            }
            else if (isWanted?.Invoke(number) != false)
            {
                Found.Add(new(number, commit, prefix + GitProgram.Text(entry.Name)));
            }
        }

        /// <summary>Goes on in a parent's tree to the entry with the same name and kind; trees are ordered, so places only move forward.</summary>
        private bool Seek(in TreeEntry entry, CachedTree parent, ref int place, out TreeEntry other)
        {
            other = default;
            for (; place < parent.Starts.Length - 1; place++)
            {
                TreeEntry.TryRead(parent.Content, parent.Starts[place], attributor._idLength, out other);
                var order = Order(other, entry);
                if (order >= 0)
                {
                    return order == 0;
                }
            }

            return false;
        }

        /// <summary>git's order: bytes, a tree's name as if it ended with '/'.</summary>
        private static int Order(in TreeEntry left, in TreeEntry right)
        {
            var length = Math.Min(left.Name.Length, right.Name.Length);
            var order = left.Name[..length].SequenceCompareTo(right.Name[..length]);
            return order != 0 ? order : Behind(left, length).CompareTo(Behind(right, length));
        }

        private static int Behind(in TreeEntry entry, int length) => entry.Name.Length > length ? entry.Name[length] : entry.IsTree ? '/' : 0;

        /// <summary>The entries of <paramref name="own"/> that are not in a common beginning or end of both trees; in both, the first of them has the same place.</summary>
        private static (int First, int End) Difference(CachedTree own, CachedTree other)
        {
            var (a, b) = (own.Starts.Length - 1, other.Starts.Length - 1);
            var common = own.Content.CommonPrefixLength(other.Content);
            var first = own.Starts.BinarySearch(common);
            first = first >= 0 ? first : ~first - 1;
            first = Math.Min(Math.Max(first, 0), Math.Min(a, b));
            var (end, otherEnd) = (a, b);
            while (end > first && otherEnd > first && Slice(own, end - 1).SequenceEqual(Slice(other, otherEnd - 1)))
            {
                (end, otherEnd) = (end - 1, otherEnd - 1);
            }

            return (first, end);
        }

        private static ReadOnlySpan<byte> Slice(CachedTree tree, int entry) => tree.Content[tree.Starts[entry]..tree.Starts[entry + 1]];
    }
}

/// <summary>Paths of objects that no commit brought: up through the trees that name them, as far as it goes.</summary>
public static class LoosePaths
{
    private const int MaxDepth = 2048;

    /// <summary>The path of an object below the topmost tree that leads to it; empty when no tree names it.</summary>
    public static string Of(ObjectStore store, int number, Func<int, int> ownerOf, ObjectReader reader)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(ownerOf);
        ArgumentNullException.ThrowIfNull(reader);
        var names = new Stack<string>();
        for (var owner = ownerOf(number); owner >= 0 && names.Count < MaxDepth; owner = ownerOf(number))
        {
            names.Push(NameIn(store, owner, number, reader));
            number = owner;
        }

        return string.Join('/', names);
    }

    private static string NameIn(ObjectStore store, int tree, int number, ObjectReader reader)
    {
        if (reader.TryReadAnyhow(tree, out var content, out _, out _))
        {
            for (var at = 0; TreeEntry.TryRead(content, at, store.Layout.Format.IdLength, out var entry); at += entry.Length)
            {
                if (store.Find(entry.Id) == number)
                {
                    return GitProgram.Text(entry.Name);
                }

                if (at + entry.Length >= content.Length)
                {
                    break;
                }
            }
        }

        return "(unknown)";
    }
}
