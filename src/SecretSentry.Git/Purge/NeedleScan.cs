using System.Collections.Concurrent;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Purge;

/// <summary>What holds needles in the object database of one repository.</summary>
/// <param name="Blobs">Ids of blobs.</param>
/// <param name="Places">Places in blobs, by the number of the needle.</param>
/// <param name="Spellings">In how many blobs each spelling other than the plain one was seen.</param>
/// <param name="Messages">Commits and tags whose text other than people's names holds one.</param>
/// <param name="Identities">Commits and tags that name people so.</param>
/// <param name="Trees">Trees with such a name in them.</param>
/// <param name="Unreadable">Objects of which nothing can be said, with the reason.</param>
/// <param name="Objects">Objects that were searched.</param>
public sealed record NeedlePlaces(
    IReadOnlyCollection<ObjectId> Blobs,
    IReadOnlyDictionary<int, long> Places,
    IReadOnlyDictionary<string, int> Spellings,
    IReadOnlyCollection<ObjectId> Messages,
    IReadOnlyCollection<ObjectId> Identities,
    IReadOnlyCollection<ObjectId> Trees,
    IReadOnlyDictionary<string, string> Unreadable,
    long Objects)
{
    /// <summary>Whether no object holds a needle and none is unknown.</summary>
    public bool IsClean => Blobs.Count + Messages.Count + Identities.Count + Trees.Count + Unreadable.Count == 0;
}

/// <summary>Searches every object of a repository, reachable or not, for needles, in all their spellings.</summary>
internal static class NeedleScan
{
    /// <summary>Patterns are not searched in larger blobs: they would have to be whole in memory, as text.</summary>
    private const long LargestForPatterns = 512L * 1024 * 1024;

    /// <param name="store">The repository's objects.</param>
    /// <param name="search">What to look for.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="progress">Told now and then how many objects have been searched.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static NeedlePlaces Run(ObjectStore store, NeedleSearch search, int threads, Action<long, long> progress,
        CancellationToken cancellation)
    {
        var found = new Found(store, search, progress);
        IHistoryVisitor[] visitors = [.. Enumerable.Range(0, threads).Select(_ => new Visitor(found))];
        var reader = new HistoryReader(store, visitors, cancellation);
        reader.ReadCommits();
        new TreeWalk(store, reader, cancellation).Run(found.Tree);
        reader.ReadBlobs(null);
        var unreadable = reader.Unreadable.ToDictionary(one => store.IdOf(one.Key).ToString(), one => one.Value, StringComparer.Ordinal);
        foreach (var problem in store.Problems)
        {
            unreadable[problem.Name] = problem.Reason;
        }

        return found.Result(unreadable);
    }

    private sealed class Found(ObjectStore store, NeedleSearch search, Action<long, long> progress)
    {
        private readonly ConcurrentDictionary<ObjectId, byte> _blobs = new();
        private readonly ConcurrentDictionary<ObjectId, byte> _messages = new();
        private readonly ConcurrentDictionary<ObjectId, byte> _identities = new();
        private readonly ConcurrentDictionary<ObjectId, byte> _trees = new();
        private readonly ConcurrentDictionary<int, long> _places = new();
        private readonly ConcurrentDictionary<string, int> _spellings = new(StringComparer.Ordinal);
        private long _objects;

        public NeedleSearch Search => search;

        public NeedlePlaces Result(Dictionary<string, string> unreadable) =>
            new(_blobs.Keys.ToArray(), _places, _spellings, _messages.Keys.ToArray(), _identities.Keys.ToArray(), _trees.Keys.ToArray(),
            unreadable, _objects);

        public void Text(int number, ReadOnlySpan<byte> content)
        {
            Count();
            if (search.IsIn(content))
            {
                var (identities, rest) = CommitText.Split(content);
                var isIdentity = search.IsIn(identities);
                _ = isIdentity && _identities.TryAdd(store.IdOf(number), 0);
                _ = (!isIdentity || search.IsIn(rest)) && _messages.TryAdd(store.IdOf(number), 0);
            }
        }

        /// <summary>Names are judged one by one: ids between them are no text.</summary>
        public void Tree(int number, ReadOnlySpan<byte> tree, int parent, ReadOnlySpan<byte> parentTree)
        {
            Count();
            if (!search.IsIn(tree))
            {
                return;
            }

            for (var at = 0; at < tree.Length && TreeEntry.TryRead(tree, at, store.Layout.Format.IdLength,
                out var entry); at += entry.Length)
            {
                _ = search.IsIn(entry.Name) && _trees.TryAdd(store.IdOf(number), 0);
            }
        }

        public void Blob(int number, ReadOnlySpan<byte> content)
        {
            Count();
            if (search.IsIn(content))
            {
                Add(number, search.Find(content));
            }
        }

        public void Add(int number, List<NeedleHit> hits)
        {
            _blobs.TryAdd(store.IdOf(number), 0);
            foreach (var hit in hits)
            {
                _places.AddOrUpdate(hit.Needle, 1, (_, count) => count + 1);
            }

            foreach (var spelling in hits.Where(hit => search.IsAligned(hit) || hits.Count == 1).Select(search.SpellingOf)
                .Distinct(StringComparer.Ordinal))
            {
                _spellings.AddOrUpdate(spelling, 1, (_, count) => count + 1);
            }
        }

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
        public void Text(ObjectKind kind, int number, ReadOnlySpan<byte> content) => found.Text(number, content);

        public void Blob(int number, ReadOnlySpan<byte> content, BlobVersion version) => found.Blob(number, content);

        public void LargeBlob(int number, Stream content)
        {
            if (found.Search.HasPatterns)
            {
                using var whole = new MemoryStream();
                content.CopyTo(whole);
                if (whole.Length > LargestForPatterns)
                {
                    throw new InvalidDataException("it is too large to be searched for a pattern; give the secret as a literal");
                }

                found.Blob(number, whole.GetBuffer().AsSpan(0, (int)whole.Length));
                return;
            }

            found.Count();
            if (StreamSearch.Find(content, found.Search) is { Count: > 0 } hits)
            {
                found.Add(number, hits);
            }
        }

        public void Name(int name, ReadOnlySpan<byte> content)
        {
        }

        public void Advance(ObjectKind kind, long bytes)
        {
        }
    }
}

/// <summary>Searches what is too long to be held, in parts that overlap by more than the longest form.</summary>
internal static class StreamSearch
{
    private const int PartLength = 4 * 1024 * 1024;

    /// <summary>The hits; offsets are those within parts and mean nothing.</summary>
    public static List<NeedleHit> Find(Stream content, NeedleSearch search)
    {
        var (hits, overlap) = (new List<NeedleHit>(), search.LongestForm);
        var part = new byte[Math.Max(PartLength, 4 * overlap)];
        for (var kept = 0; ;)
        {
            var length = kept + content.ReadAtLeast(part.AsSpan(kept), part.Length - kept, throwOnEndOfStream: false);
            hits.AddRange(search.Find(part.AsSpan(0, length)).Where(hit => hit.Start + hit.Length > kept));
            if (length < part.Length)
            {
                return hits;
            }

            kept = overlap;
            part.AsSpan(length - overlap).CopyTo(part);
        }
    }
}
