using System.Collections.Concurrent;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Purge.Objects;

namespace SecretSentry.Purge.Search;

/// <summary>Searches every object of a repository, reachable or not, for needles in all their spellings.</summary>
internal static class NeedleScan
{
    /// <summary>Patterns are not searched in larger blobs, because the complete blob would have to be in memory as text.</summary>
    private const long LargestForPatterns = 512L * 1024 * 1024;

    /// <summary>Searches all objects of a store.</summary>
    public static NeedleScanResult Run(ObjectStore store, NeedleScanOptions options)
    {
        var (search, threads, progress, cancellation) = options;
        var found = new Found(store, search, progress) { IsMissed = options.IsMissed };
        IHistoryVisitor[] visitors = [.. Enumerable.Range(0, threads).Select(_ => new Visitor(found))];
        var reader = new HistoryReader(store, visitors, cancellation);
        reader.ReadCommits();
        new TreeWalk(store, reader, cancellation).Run(found.SearchTree);
        reader.ReadBlobs(null);
        var unreadable = reader.Unreadable.ToDictionary(entry => store.GetId(entry.Key).ToString(), entry => entry.Value,
            StringComparer.Ordinal);
        foreach (var problem in store.Problems)
        {
            unreadable[problem.Name] = problem.Reason;
        }

        return found.BuildResult(unreadable);
    }

    private sealed class Found(ObjectStore store, NeedleSearch search, Action<long, long> progress)
    {
        private readonly ConcurrentDictionary<ObjectId, byte> _blobs = new();
        private readonly ConcurrentDictionary<ObjectId, byte> _messages = new();
        private readonly ConcurrentDictionary<ObjectId, byte> _identities = new();
        private readonly ConcurrentDictionary<ObjectId, byte> _trees = new();
        private readonly ConcurrentDictionary<int, long> _occurrences = new();
        private readonly ConcurrentDictionary<string, int> _spellings = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<string, string> _undecoded = new(StringComparer.Ordinal);
        private long _objects;

        public NeedleSearch Search => search;

        public required Func<ObjectId, bool>? IsMissed { get; init; }

        public NeedleScanResult BuildResult(Dictionary<string, string> unreadable) =>
            new(_blobs.Keys.ToArray(), _occurrences, _spellings, _messages.Keys.ToArray(), _identities.Keys.ToArray(),
                _trees.Keys.ToArray(),
            unreadable, _undecoded, _objects);

        public void SearchText(int number, ReadOnlySpan<byte> content)
        {
            Count();
            if (search.IsIn(content) && !IsLeftOut(number))
            {
                var (identities, rest) = CommitText.Split(content);
                var isIdentity = search.IsIn(identities);
                _ = isIdentity && _identities.TryAdd(store.GetId(number), 0);
                _ = (!isIdentity || search.IsIn(rest)) && _messages.TryAdd(store.GetId(number), 0);
            }
        }

        /// <summary>
        /// Searches a tree. Each name is searched separately, because the ids between them are not text. Names that are also in a clean
        /// parent are clean.
        /// </summary>
        public void SearchTree(int number, ReadOnlySpan<byte> tree, int parent, ReadOnlySpan<byte> parentTree)
        {
            Count();
            var isNew = parent < 0 || _trees.ContainsKey(store.GetId(parent));
            if (!search.IsIn(isNew ? tree : TreeChange.FindChanged(tree, parentTree)) || IsLeftOut(number))
            {
                return;
            }

            for (var offset = 0; offset < tree.Length && TreeEntry.TryRead(tree, offset, store.Layout.Format.IdLength,
                out var entry); offset += entry.Length)
            {
                _ = search.IsIn(entry.Name) && _trees.TryAdd(store.GetId(number), 0);
            }
        }

        public void SearchBlob(int number, ReadOnlySpan<byte> content, bool isDirty)
        {
            Count();
            if (isDirty && !IsLeftOut(number))
            {
                Add(number, search.Find(content));
            }
        }

        /// <summary>Records that encoded text in a blob could not be decoded completely.</summary>
        public void AddProblems(int number, ICollection<string> problems)
        {
            if (problems.Count > 0)
            {
                _undecoded[store.GetId(number).ToString()] = string.Join("; ", problems);
                problems.Clear();
            }
        }

        public void Add(int number, List<NeedleMatch> matches)
        {
            _blobs.TryAdd(store.GetId(number), 0);
            foreach (var match in matches)
            {
                _occurrences.AddOrUpdate(match.Needle, 1, (_, count) => count + 1);
            }

            foreach (var spelling in matches.Where(match => search.IsAligned(match) || matches.Count == 1).Select(search.GetSpelling)
                .Distinct(StringComparer.Ordinal))
            {
                _spellings.AddOrUpdate(spelling, 1, (_, count) => count + 1);
            }
        }

        private bool IsLeftOut(int number) => IsMissed is not null && IsMissed(store.GetId(number));

        public void Count()
        {
            var count = Interlocked.Increment(ref _objects);
            if ((count & 0xFFF) == 0)
            {
                progress(count, store.Distinct);
            }
        }
    }

    private sealed class Visitor(Found found) : IHistoryVisitor
    {
        private readonly BlobSearch _blobs = new(found.Search);

        public void VisitText(ObjectKind kind, int number, ReadOnlySpan<byte> content) => found.SearchText(number, content);

        public void VisitBlob(int number, ReadOnlySpan<byte> content, BlobVersion version)
        {
            found.SearchBlob(number, content, _blobs.IsIn(content, version));
            found.AddProblems(number, _blobs.Problems);
        }

        public void VisitLargeBlob(int number, Stream content)
        {
            if (found.Search.HasPatterns)
            {
                using var whole = new MemoryStream();
                content.CopyTo(whole);
                if (whole.Length > LargestForPatterns)
                {
                    throw new InvalidDataException("it is too large to be searched for a pattern; use the secret as a literal");
                }

                VisitBlob(number, whole.GetBuffer().AsSpan(0, (int)whole.Length), default);
                return;
            }

            found.Count();
            if (StreamSearch.Find(content, found.Search, _blobs.Problems) is { Count: > 0 } matches)
            {
                found.Add(number, matches);
            }

            found.AddProblems(number, _blobs.Problems);
        }
    }
}
