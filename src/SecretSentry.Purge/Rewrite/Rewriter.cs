using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Purge.Objects;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Search;

namespace SecretSentry.Purge.Rewrite;

/// <summary>
/// Creates the new objects: blobs without needles, the trees that contain them, the commits from the first affected one on, tags, notes. An
/// object that contains no needle and no changed object keeps its id. Only the affected parts of an object change.
/// </summary>
internal sealed class Rewriter
{
    private readonly ObjectStore _store;
    private readonly HistoryReader _reader;
    private readonly Collector _collector;
    private readonly Replacer _replacer;
    private readonly PurgeScope _scope;
    private readonly IObjectSink _sink;
    private readonly int _idLength;
    private readonly RewriteResult _result = new();
    private readonly CancellationToken _cancellation;
    private CommitReferences? _commitReferences;

    private Rewriter(ObjectStore store, RewriteRequest request, IObjectSink sink, CancellationToken cancellation)
    {
        (_store, _replacer, _scope, _sink, _idLength, _cancellation) =
            (store, request.Replacer, request.Scope, sink, store.Layout.Format.IdLength, cancellation);
        _collector = new(this);
        _reader = new(store, [_collector], cancellation);
    }

    /// <summary>Runs the complete rewrite.</summary>
    /// <param name="store">The repository's objects.</param>
    /// <param name="request">The changes to make.</param>
    /// <param name="sink">Receives the new objects.</param>
    /// <param name="cancellation">Cancels the rewrite.</param>
    /// <exception cref="GitException">A needed object cannot be read, or two names would become the same.</exception>
    public static RewriteResult Run(ObjectStore store, RewriteRequest request, IObjectSink sink, CancellationToken cancellation)
    {
        var (rewrite, snapshot) = (new Rewriter(store, request, sink, cancellation), request.Snapshot);
        rewrite._reader.ReadCommits();
        rewrite.RequireReadable();
        RefState[] refs = [.. snapshot.Refs.Where(request.IsWantedRef)];
        ObjectId[] roots = [.. snapshot.GetRoots()];
        rewrite.RequireFound(roots);
        var order = CommitOrder.Compute(rewrite._reader.Commits, roots.Select(rewrite.CommitOf));
        rewrite.RewriteTrees(request.DirtyBlobs, order, roots);
        rewrite.RewriteCommits(order);
        foreach (var id in roots)
        {
            rewrite.RewriteTag(id);
        }

        rewrite.RewriteRefs(refs, snapshot);
        return rewrite._result;
    }

    /// <summary>
    /// Rewrites the blobs and trees of the commits in <paramref name="order"/>, and of tags and refs that point to trees and blobs.
    /// </summary>
    private void RewriteTrees(IReadOnlySet<ObjectId> dirtyBlobs, IReadOnlyList<int> order, ObjectId[] roots)
    {
        var walk = new TreeWalk(_store, _reader, _cancellation);
        var names = _scope.Paths ? (Func<ReadOnlySpan<byte>, bool>)_replacer.Search.IsIn : null;
        var heights = TreeHeights.Read(_store, walk, dirtyBlobs, names);
        ObjectId[] direct = [.. roots.Select(Peel)];
        var wanted = heights.Keep([.. order.Select(_reader.Commits.GetTree), .. direct.Select(_store.Find)]);
        wanted.UnionWith(direct.Where(dirtyBlobs.Contains));
        _collector.IsReadingBlobs = true;
        _reader.ReadBlobs(number => wanted.Contains(_store.GetId(number)));
        RequireReadable();
        for (var height = 1; height <= heights.Highest; height++)
        {
            var level = height;
            walk.Run(RewriteTree, number => heights.GetHeight(number) == level);
        }

        _result.Trees = _result.Map.Count - _result.Blobs.Count;
    }

    private void RewriteTree(int number, ReadOnlySpan<byte> tree, int parent, ReadOnlySpan<byte> parentTree)
    {
        _cancellation.ThrowIfCancellationRequested();
        var content = BuildTree(number, tree);
        var id = parent >= 0 && !_scope.Paths && _result.Map.TryGetValue(_store.GetId(parent), out var model)
            ? _sink.AddLike(content, BuildTree(parent, parentTree), model)
            : _sink.Add(ObjectKind.Tree, content);
        _result.Map[_store.GetId(number)] = id;
    }

    /// <summary>Builds the new tree. Ids are replaced in place. The entries are sorted again only when names change.</summary>
    private byte[] BuildTree(int number, ReadOnlySpan<byte> tree)
    {
        var content = tree.ToArray();
        var isRenamed = false;
        Span<byte> id = stackalloc byte[32];
        for (var offset = 0; offset < content.Length;)
        {
            if (!TreeEntry.TryRead(content, offset, _idLength, out var entry))
            {
                throw new GitException(GitErrorKind.CommandFailed, $"the tree {_store.GetId(number)} is malformed");
            }

            offset += entry.Length;
            if (_result.Map.TryGetValue(new(entry.Id), out var changed) && !entry.IsSubmodule)
            {
                changed.CopyTo(id);
                id[.._idLength].CopyTo(content.AsSpan(offset - _idLength));
            }

            isRenamed |= _scope.Paths && _replacer.Search.IsIn(entry.Name);
        }

        return isRenamed ? TreeNames.Rename(content, _idLength, name => _replacer.Replace(name, NameSafe, out _) ?? name) : content;
    }

    private void RewriteCommits(IReadOnlyList<int> order)
    {
        using var objects = new ObjectReader(_store);
        var graph = _reader.Commits;
        _commitReferences = _scope.Mentions ? new(order.Select(commit => _store.GetId(graph.NumberOf(commit))), _result) : null;
        foreach (var commit in order)
        {
            _cancellation.ThrowIfCancellationRequested();
            var number = graph.NumberOf(commit);
            var isFirst = !graph.GetParents(commit).Any(parent => parent >= 0
                && _result.Map.ContainsKey(_store.GetId(graph.NumberOf(parent))));
            if (isFirst && !_result.Map.ContainsKey(_store.GetId(graph.GetTree(commit))) && !_collector.DirtyTexts.Contains(number))
            {
                continue;
            }

            if (!objects.TryReadAnyhow(number, out var content, out _, out var problem))
            {
                throw new GitException(GitErrorKind.CommandFailed, $"the commit {_store.GetId(number)} cannot be read: {problem}");
            }

            var (old, changed) = (_store.GetId(number), CommitText.Rewrite(content, _result.GetNewId, CreateChanges(), out var isSigned));
            var id = _sink.Add(ObjectKind.Commit, changed);
            _result.Map[old] = id;
            _result.Commits.Add((old, id));
            _result.FirstChanged.AddRange(isFirst ? [old] : []);
            _result.LostSignatures.AddRange(isSigned ? [old] : []);
        }
    }

    private TextChanges CreateChanges() => new(
        _scope.Messages || _commitReferences is not null ? text =>
        UpdateReferences(_scope.Messages ? _replacer.Replace(text, null, out _) ?? text : text) : null,
        _scope.Identities ? text => _replacer.Replace(text, null, out _) ?? text : null);

    private byte[] UpdateReferences(byte[] text) => _commitReferences?.Update(text) ?? text;

    /// <summary>Determines the new id of a tag or of an object of another kind. For tags of tags the inner tag comes first.</summary>
    private void RewriteTag(ObjectId id)
    {
        var chain = new Stack<ObjectId>();
        for (; _collector.Tags.TryGetValue(_store.Find(id), out var tag) && !_result.Map.ContainsKey(id)
            && chain.Count < 64; id = CommitText.FindId(tag, "object "u8))
        {
            chain.Push(id);
        }

        while (chain.TryPop(out var next))
        {
            var number = _store.Find(next);
            var content = _collector.Tags[number];
            if (!_result.Map.ContainsKey(CommitText.FindId(content, "object "u8)) && !_collector.DirtyTexts.Contains(number))
            {
                continue;
            }

            var changed = CommitText.RewriteTag(content, _result.GetNewId, CreateChanges(), out var isSigned);
            _result.Map[next] = _sink.Add(ObjectKind.Tag, changed);
            _result.Tags.Add(next);
            _result.LostSignatures.AddRange(isSigned ? [next] : []);
        }
    }

    private void RewriteRefs(RefState[] refs, RefSnapshot snapshot)
    {
        var zero = new string('0', 2 * _idLength);
        foreach (var entry in refs.Where(entry => entry.Symbolic.Length == 0))
        {
            var (name, target) = (NameOf(entry), _result.GetNewId(ObjectId.ParseOrDefault(entry.Id)).ToString());
            if (entry.Name.StartsWith("refs/notes/", StringComparison.Ordinal)
                && NotesMove.CreateTip(_store, _result, ObjectId.ParseOrDefault(entry.Id), _sink) is { } moved)
            {
                target = moved.ToString();
            }

            if (name != entry.Name)
            {
                _result.Moves.Add(new(entry.Name, entry.Id, zero));
                _result.Moves.Add(new(name, zero, target));
            }
            else if (target != entry.Id)
            {
                _result.Moves.Add(new(name, entry.Id, target));
            }
        }

        foreach (var head in snapshot.Worktrees.Where(entry =>
            entry.Branch.Length == 0 && _result.Map.ContainsKey(ObjectId.ParseOrDefault(entry.Id))))
        {
            _result.Moves.Add(new(head.Head, head.Id, _result.GetNewId(ObjectId.ParseOrDefault(head.Id)).ToString()));
        }
    }

    /// <summary>
    /// Returns the new name of a ref. A replace ref is named by the id of an object, so its name changes with that id. Other names change
    /// only when the scope includes them.
    /// </summary>
    private string NameOf(RefState entry)
    {
        const string replace = "refs/replace/";
        if (entry.Name.StartsWith(replace, StringComparison.Ordinal))
        {
            return replace + (ObjectId.TryParse(entry.Name.AsSpan(replace.Length), out var id) ? _result.GetNewId(id).ToString()
                : entry.Name[replace.Length..]);
        }

        return _scope.RefNames && _replacer.Replace(System.Text.Encoding.Latin1.GetBytes(entry.Name), NameSafe, out _) is { } name
            ? System.Text.Encoding.Latin1.GetString(name) : entry.Name;
    }

    /// <summary>Replaces characters such as asterisks, which are not allowed in the name of a ref, nor in a file name on Windows.</summary>
    internal static byte[] NameSafe(byte[] replacement) =>
        [.. replacement.Select(value =>
            char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'_' or >= 0x80 ? value : (byte)'_')];

    private int CommitOf(ObjectId id) => _reader.Commits.FindOrdinal(_store.Find(Peel(id)));

    private ObjectId Peel(ObjectId id)
    {
        for (var depth = 0; depth < 64 && _collector.Tags.TryGetValue(_store.Find(id), out var tag); depth++)
        {
            id = CommitText.FindId(tag, "object "u8);
        }

        return id;
    }

    private void RequireReadable()
    {
        if (_reader.Unreadable.Count > 0)
        {
            var (number, why) = _reader.Unreadable.First();
            throw new GitException(GitErrorKind.CommandFailed,
                $"object {_store.GetId(number)} cannot be read ({why}){OtherUnreadable.Describe(_reader.Unreadable.Count)}; repair the "
                + $"repository before rewriting it (git fsck)");
        }
    }

    /// <summary>
    /// Requires that every pack can be used and that the store has every object that a ref names. Otherwise a history that was not read
    /// would look like one without needles.
    /// </summary>
    private void RequireFound(IEnumerable<ObjectId> roots)
    {
        var missing = roots.FirstOrDefault(id => _store.Find(id) < 0);
        var reason = _store.Problems is [var problem, ..] ? $"'{problem.Name}' cannot be read ({problem.Reason})"
            : missing.Length > 0 ? $"object {missing}, which a ref, HEAD or the stash names, is missing" : "";
        if (reason.Length > 0)
        {
            throw new GitException(GitErrorKind.CommandFailed, $"{reason}; repair the repository before rewriting it (git fsck)");
        }
    }

    /// <summary>Collects tags and the texts that contain needles, and passes blobs on.</summary>
    private sealed class Collector(Rewriter rewrite) : IHistoryVisitor
    {
        public Dictionary<int, byte[]> Tags { get; } = [];

        public HashSet<int> DirtyTexts { get; } = [];

        public bool IsReadingBlobs { get; set; }

        public void VisitText(ObjectKind kind, int number, ReadOnlySpan<byte> content)
        {
            if (kind == ObjectKind.Tag)
            {
                Tags[number] = content.ToArray();
            }

            if ((rewrite._scope.Messages || rewrite._scope.Identities) && rewrite._replacer.Search.IsIn(content))
            {
                var (identities, rest) = CommitText.Split(content);
                if ((rewrite._scope.Messages && rewrite._replacer.Search.IsIn(rest))
                    || (rewrite._scope.Identities && rewrite._replacer.Search.IsIn(identities)))
                {
                    DirtyTexts.Add(number);
                }
            }
        }

        public void VisitBlob(int number, ReadOnlySpan<byte> content, BlobVersion version)
        {
            var id = rewrite._store.GetId(number);
            var changed = rewrite._replacer.Replace(content, null, out var count)
                ?? throw new GitException(GitErrorKind.CommandFailed, $"the blob {id} does not match the plan; make a new plan");
            var renewed = rewrite._sink.Add(ObjectKind.Blob, changed);
            rewrite._result.Map[id] = renewed;
            rewrite._result.Blobs.Add((id, renewed));
            rewrite._result.Occurrences += count;
        }

        public void VisitLargeBlob(int number, Stream content)
        {
            using var whole = new MemoryStream();
            content.CopyTo(whole);
            VisitBlob(number, whole.GetBuffer().AsSpan(0, (int)whole.Length), default);
        }
    }
}
