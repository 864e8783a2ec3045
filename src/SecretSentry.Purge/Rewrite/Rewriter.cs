using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Purge.Objects;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Search;

namespace SecretSentry.Purge.Rewrite;

/// <summary>
/// Makes the new objects: blobs without needles, the trees above them, the commits from the first affected one on, tags, notes. What holds
/// nothing keeps its id; what changes, changes only there.
/// </summary>
internal sealed class Rewriter
{
    private readonly ObjectStore _store;
    private readonly HistoryReader _reader;
    private readonly Collector _collector;
    private readonly Replacer _replacer;
    private readonly PurgeCover _cover;
    private readonly IObjectSink _sink;
    private readonly int _idLength;
    private readonly RewriteResult _result = new();
    private readonly CancellationToken _cancellation;
    private Mentions? _mentions;

    private Rewriter(ObjectStore store, Replacer replacer, PurgeCover cover, IObjectSink sink, CancellationToken cancellation)
    {
        (_store, _replacer, _cover, _sink, _idLength, _cancellation) =
            (store, replacer, cover, sink, store.Layout.Format.IdLength, cancellation);
        _collector = new(this);
        _reader = new(store, [_collector], cancellation);
    }

    /// <summary>Runs it all.</summary>
    /// <param name="store">The repository's objects.</param>
    /// <param name="replacer">What to take out.</param>
    /// <param name="dirtyBlobs">Blobs with needles, reachable or not.</param>
    /// <param name="snapshot">Where history starts.</param>
    /// <param name="isWantedRef">Refs that may move.</param>
    /// <param name="cover">Other places.</param>
    /// <param name="sink">Takes the new objects.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="GitException">Something that is needed cannot be read, or two names would become one.</exception>
    public static RewriteResult Run(ObjectStore store, Replacer replacer, IReadOnlySet<ObjectId> dirtyBlobs, RefSnapshot snapshot,
        Func<RefState, bool> isWantedRef, PurgeCover cover, IObjectSink sink, CancellationToken cancellation)
    {
        Rewriter rewrite = new Rewriter(store, replacer, cover, sink, cancellation);
        rewrite._reader.ReadCommits();
        rewrite.RequireReadable();
        RefState[] refs = [.. snapshot.Refs.Where(isWantedRef)];
        ObjectId[] roots = [.. snapshot.Roots()];
        var order = CommitOrder.Of(rewrite._reader.Commits, roots.Select(rewrite.CommitOf));
        rewrite.Trees(dirtyBlobs, order, roots);
        rewrite.Commits(order);
        foreach (var id in roots)
        {
            rewrite.Tag(id);
        }

        rewrite.Refs(refs, snapshot);
        return rewrite._result;
    }

    /// <summary>
    /// The blobs and trees below the commits in <paramref name="order"/> and below tags and refs that point to trees and blobs.
    /// </summary>
    private void Trees(IReadOnlySet<ObjectId> dirtyBlobs, IReadOnlyList<int> order, ObjectId[] roots)
    {
        var walk = new TreeWalk(_store, _reader, _cancellation);
        var names = _cover.Paths ? (Func<ReadOnlySpan<byte>, bool>)_replacer.Search.IsIn : null;
        var heights = TreeHeights.Read(_store, walk, dirtyBlobs, names);
        ObjectId[] direct = [.. roots.Select(Peeled)];
        var wanted = heights.Keep([.. order.Select(_reader.Commits.TreeOf), .. direct.Select(_store.Find)]);
        wanted.UnionWith(direct.Where(dirtyBlobs.Contains));
        _collector.IsReadingBlobs = true;
        _reader.ReadBlobs(number => wanted.Contains(_store.IdOf(number)));
        RequireReadable();
        for (var height = 1; height <= heights.Highest; height++)
        {
            var level = height;
            walk.Run(Tree, number => heights.Of(number) == level);
        }

        _result.Trees = _result.Map.Count - _result.Blobs.Count;
    }

    private void Tree(int number, ReadOnlySpan<byte> tree, int parent, ReadOnlySpan<byte> parentTree)
    {
        _cancellation.ThrowIfCancellationRequested();
        var content = Renewed(number, tree);
        var id = parent >= 0 && !_cover.Paths && _result.Map.TryGetValue(_store.IdOf(parent), out var model)
            ? _sink.AddLike(content, Renewed(parent, parentTree), model)
            : _sink.Add(ObjectKind.Tree, content);
        _result.Map[_store.IdOf(number)] = id;
    }

    /// <summary>Ids are replaced in place; only where names change is the order of entries made anew.</summary>
    private byte[] Renewed(int number, ReadOnlySpan<byte> tree)
    {
        var content = tree.ToArray();
        var isRenamed = false;
        Span<byte> id = stackalloc byte[32];
        for (var at = 0; at < content.Length;)
        {
            if (!TreeEntry.TryRead(content, at, _idLength, out var entry))
            {
                throw new GitException(GitErrorKind.CommandFailed, $"the tree {_store.IdOf(number)} is malformed");
            }

            at += entry.Length;
            if (_result.Map.TryGetValue(new(entry.Id), out var changed) && !entry.IsSubmodule)
            {
                changed.CopyTo(id);
                id[.._idLength].CopyTo(content.AsSpan(at - _idLength));
            }

            isRenamed |= _cover.Paths && _replacer.Search.IsIn(entry.Name);
        }

        return isRenamed ? TreeNames.Rename(content, _idLength, name => _replacer.Replace(name, NameSafe, out _) ?? name) : content;
    }

    private void Commits(IReadOnlyList<int> order)
    {
        using var objects = new ObjectReader(_store);
        var graph = _reader.Commits;
        _mentions = _cover.Mentions ? new(order.Select(commit => _store.IdOf(graph.NumberOf(commit))), _result) : null;
        foreach (var commit in order)
        {
            _cancellation.ThrowIfCancellationRequested();
            var number = graph.NumberOf(commit);
            var isFirst = !graph.ParentsOf(commit).Any(parent => parent >= 0
                && _result.Map.ContainsKey(_store.IdOf(graph.NumberOf(parent))));
            if (isFirst && !_result.Map.ContainsKey(_store.IdOf(graph.TreeOf(commit))) && !_collector.DirtyTexts.Contains(number))
            {
                continue;
            }

            if (!objects.TryReadAnyhow(number, out var content, out _, out var problem))
            {
                throw new GitException(GitErrorKind.CommandFailed, $"the commit {_store.IdOf(number)} cannot be read: {problem}");
            }

            var (old, changed) = (_store.IdOf(number), CommitText.Rewrite(content, _result.Of, Changes(), out var isSigned));
            var id = _sink.Add(ObjectKind.Commit, changed);
            _result.Map[old] = id;
            _result.Commits.Add((old, id));
            _result.FirstChanged.AddRange(isFirst ? [old] : []);
            _result.LostSignatures.AddRange(isSigned ? [old] : []);
        }
    }

    private TextChanges Changes() => new(
        _cover.Messages || _mentions is not null ? text =>
        Mentioned(_cover.Messages ? _replacer.Replace(text, null, out _) ?? text : text) : null,
        _cover.Identities ? text => _replacer.Replace(text, null, out _) ?? text : null);

    private byte[] Mentioned(byte[] text) => _mentions?.Update(text) ?? text;

    /// <summary>The new id behind a tag or an object of another kind; tags of tags first.</summary>
    private void Tag(ObjectId id)
    {
        var chain = new Stack<ObjectId>();
        for (; _collector.Tags.TryGetValue(_store.Find(id), out var tag) && !_result.Map.ContainsKey(id)
            && chain.Count < 64; id = CommitText.IdBehind(tag, "object "u8))
        {
            chain.Push(id);
        }

        while (chain.TryPop(out var next))
        {
            var number = _store.Find(next);
            var content = _collector.Tags[number];
            if (!_result.Map.ContainsKey(CommitText.IdBehind(content, "object "u8)) && !_collector.DirtyTexts.Contains(number))
            {
                continue;
            }

            var changed = CommitText.RewriteTag(content, _result.Of, Changes(), out var isSigned);
            _result.Map[next] = _sink.Add(ObjectKind.Tag, changed);
            _result.Tags.Add(next);
            _result.LostSignatures.AddRange(isSigned ? [next] : []);
        }
    }

    private void Refs(RefState[] refs, RefSnapshot snapshot)
    {
        var zero = new string('0', 2 * _idLength);
        foreach (var one in refs.Where(one => one.Symbolic.Length == 0))
        {
            var (name, target) = (NameOf(one), _result.Of(ObjectId.ParseOrDefault(one.Id)).ToString());
            if (one.Name.StartsWith("refs/notes/", StringComparison.Ordinal)
                && NotesMove.Tip(_store, _result, ObjectId.ParseOrDefault(one.Id), _sink) is { } moved)
            {
                target = moved.ToString();
            }

            if (name != one.Name)
            {
                _result.Moves.Add(new(one.Name, one.Id, zero));
                _result.Moves.Add(new(name, zero, target));
            }
            else if (target != one.Id)
            {
                _result.Moves.Add(new(name, one.Id, target));
            }
        }

        foreach (var head in snapshot.Worktrees.Where(one =>
            one.Branch.Length == 0 && _result.Map.ContainsKey(ObjectId.ParseOrDefault(one.Id))))
        {
            _result.Moves.Add(new(head.Head, head.Id, _result.Of(ObjectId.ParseOrDefault(head.Id)).ToString()));
        }
    }

    /// <summary>A replace ref is named by an object, so its name follows that object; other names only when asked to.</summary>
    private string NameOf(RefState one)
    {
        const string replace = "refs/replace/";
        if (one.Name.StartsWith(replace, StringComparison.Ordinal))
        {
            return replace + (ObjectId.TryParse(one.Name.AsSpan(replace.Length), out var id) ? _result.Of(id).ToString()
                : one.Name[replace.Length..]);
        }

        return _cover.RefNames && _replacer.Replace(System.Text.Encoding.Latin1.GetBytes(one.Name), NameSafe, out _) is { } name
            ? System.Text.Encoding.Latin1.GetString(name) : one.Name;
    }

    /// <summary>Stars and the like stand in no name of a ref, and on Windows in none of a file.</summary>
    internal static byte[] NameSafe(byte[] replacement) =>
        [.. replacement.Select(one => char.IsAsciiLetterOrDigit((char)one) || one is (byte)'-' or (byte)'_' or >= 0x80 ? one : (byte)'_')];

    private int CommitOf(ObjectId id) => _reader.Commits.Ordinal(_store.Find(Peeled(id)));

    private ObjectId Peeled(ObjectId id)
    {
        for (var turns = 0; turns < 64 && _collector.Tags.TryGetValue(_store.Find(id), out var tag); turns++)
        {
            id = CommitText.IdBehind(tag, "object "u8);
        }

        return id;
    }

    private void RequireReadable()
    {
        if (_reader.Unreadable.Count > 0)
        {
            var (number, why) = _reader.Unreadable.First();
            throw new GitException(GitErrorKind.CommandFailed,
                $"object {_store.IdOf(number)} cannot be read ({why}){OtherUnreadable.In(_reader.Unreadable.Count)}; repair the "
                + $"repository before rewriting it (git fsck)");
        }
    }

    /// <summary>Keeps tags, notes which texts hold needles, and passes blobs on.</summary>
    private sealed class Collector(Rewriter rewrite) : IHistoryVisitor
    {
        public Dictionary<int, byte[]> Tags { get; } = [];

        public HashSet<int> DirtyTexts { get; } = [];

        public bool IsReadingBlobs { get; set; }

        public void Text(ObjectKind kind, int number, ReadOnlySpan<byte> content)
        {
            if (kind == ObjectKind.Tag)
            {
                Tags[number] = content.ToArray();
            }

            if ((rewrite._cover.Messages || rewrite._cover.Identities) && rewrite._replacer.Search.IsIn(content))
            {
                var (identities, rest) = CommitText.Split(content);
                if ((rewrite._cover.Messages && rewrite._replacer.Search.IsIn(rest))
                    || (rewrite._cover.Identities && rewrite._replacer.Search.IsIn(identities)))
                {
                    DirtyTexts.Add(number);
                }
            }
        }

        public void Blob(int number, ReadOnlySpan<byte> content, BlobVersion version)
        {
            var id = rewrite._store.IdOf(number);
            var changed = rewrite._replacer.Replace(content, null, out var count)
                ?? throw new GitException(GitErrorKind.CommandFailed, $"the blob {id} does not hold what the plan says; make a new plan");
            var renewed = rewrite._sink.Add(ObjectKind.Blob, changed);
            rewrite._result.Map[id] = renewed;
            rewrite._result.Blobs.Add((id, renewed));
            rewrite._result.Places += count;
        }

        public void LargeBlob(int number, Stream content)
        {
            using var whole = new MemoryStream();
            content.CopyTo(whole);
            Blob(number, whole.GetBuffer().AsSpan(0, (int)whole.Length), default);
        }

        public void Name(int name, ReadOnlySpan<byte> content)
        {
        }

        public void Advance(ObjectKind kind, long bytes)
        {
        }
    }
}
