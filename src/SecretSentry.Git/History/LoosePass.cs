using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>Reads the loose objects: commits and tags first, then the trees, then the blobs.</summary>
internal sealed class LoosePass(ObjectStore store, ObjectDispatcher dispatcher, GitFallback fallback, VisitorThreads threads)
{
    private readonly List<int> _blobs = [];
    private readonly List<int> _trees = [];

    /// <summary>Numbers of the loose trees. Complete after <see cref="ReadCommits"/>.</summary>
    public IReadOnlyList<int> Trees => _trees;

    /// <summary>Determines the kind of every loose object, and reads commits and tags.</summary>
    public void ReadCommits()
    {
        using var loose = new LooseReader(store.Layout.Format);
        using var reader = new ObjectReader(store);
        foreach (var (number, _, file) in store.LooseObjects)
        {
            threads.Cancellation.ThrowIfCancellationRequested();
            var kind = ObjectKind.Unknown;
            try
            {
                kind = file is null ? ObjectKind.Unknown : loose.ReadHead(file).Kind;
            }
            catch (Exception e) when (e is DamagedException or IOException or UnauthorizedAccessException)
            {
                fallback.Add(number, ObjectKind.Unknown, NodeFailure.Damaged, e.Message);
                continue;
            }

            switch (kind)
            {
                case ObjectKind.Unknown:
                    fallback.Add(number, kind, NodeFailure.Damaged, "only git can read it");
                    break;
                case ObjectKind.Blob:
                    _blobs.Add(number);
                    break;
                case ObjectKind.Tree:
                    _trees.Add(number);
                    break;
                default:
                    Read(reader, number);
                    break;
            }
        }
    }

    /// <summary>Reads the trees.</summary>
    public void ReadTrees()
    {
        using var reader = new ObjectReader(store);
        foreach (var number in _trees)
        {
            Read(reader, number);
        }
    }

    /// <summary>Reads the blobs for which <paramref name="filter"/> returns true; all blobs when it is null.</summary>
    public void ReadBlobs(BlobFilter? filter)
    {
        var next = -1;
        threads.Run((_blobs.Count + 99) / 100, visitor =>
        {
            using var reader = new ObjectReader(store);
            for (int index; (index = Interlocked.Increment(ref next)) < _blobs.Count;)
            {
                threads.Cancellation.ThrowIfCancellationRequested();
                if (filter?.Invoke(_blobs[index]) == false)
                {
                    dispatcher.CountFiltered(1);
                }
                else
                {
                    ReadBlob(reader, _blobs[index], visitor);
                }
            }
        });
    }

    /// <summary>Reads a loose object that is known not to be a blob.</summary>
    private void Read(ObjectReader reader, int number)
    {
        threads.Cancellation.ThrowIfCancellationRequested();
        if (reader.TryRead(number, out var content, out var kind, out var problem))
        {
            dispatcher.Dispatch(number, kind, content, threads.First);
        }
        else
        {
            fallback.Add(number, kind, NodeFailure.Damaged, problem);
        }
    }

    private void ReadBlob(ObjectReader reader, int number, IHistoryVisitor visitor)
    {
        if (reader.IsLarge(number, out var file))
        {
            dispatcher.DispatchLarge(number, visitor, () => (LooseReader.Open(file, out var length), length));
        }
        else if (reader.TryRead(number, out var content, out var kind, out var problem))
        {
            dispatcher.Dispatch(number, kind, content, visitor);
        }
        else
        {
            fallback.Add(number, ObjectKind.Blob, NodeFailure.Damaged, problem);
        }
    }
}
