using System.Buffers;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>A tree held for comparing: its bytes and where its entries start, with the end as one more start.</summary>
internal sealed class CachedTree(byte[] bytes, int length, int[] starts, int count, bool isWhole)
{
    /// <summary>What stands for a tree that is absent.</summary>
    public static CachedTree Empty { get; } = new([], 0, [0], 1, isWhole: true);

    public ReadOnlySpan<byte> Content => bytes.AsSpan(0, length);

    /// <summary>Whether these are all bytes of the object; a malformed tree is held as far as it can be read.</summary>
    public bool IsWhole => isWhole;

    public ReadOnlySpan<int> Starts => starts.AsSpan(0, count);

    /// <summary>Bytes held.</summary>
    public long Weight => bytes.Length + (4L * starts.Length);

    public void Release()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        ArrayPool<int>.Shared.Return(starts);
    }
}

/// <summary>
/// Trees by number, the latest ones kept: in pack order a commit's trees and its parents' are close together. What is in use by one comparison is
/// younger than anything that is dropped. One per thread.
/// </summary>
internal sealed class TreeCache : IDisposable
{
    private readonly ObjectStore _store;
    private readonly long _limit;
    private readonly ObjectReader _reader;
    private readonly Dictionary<int, CachedTree> _trees = [];
    private readonly Queue<int> _order = new();
    private readonly List<int> _starts = [];
    private long _weight;

    /// <summary>A cache of about <paramref name="limit"/> bytes.</summary>
    public TreeCache(ObjectStore store, long limit) => (_store, _limit, _reader) = (store, limit, new(store) { Known = IsHeld, Made = Hold });

    /// <summary>Makes room; to be called between comparisons, since it drops trees.</summary>
    public void Trim()
    {
        while (_weight > _limit && _order.TryDequeue(out var number))
        {
            if (_trees.Remove(number, out var tree))
            {
                _weight -= tree.Weight;
                tree.Release();
            }
        }
    }

    /// <summary>The tree; null when it cannot be read.</summary>
    public CachedTree? Get(int number)
    {
        if (number < 0)
        {
            return null;
        }

        if (_trees.TryGetValue(number, out var known))
        {
            return known;
        }

        if (!_reader.TryReadAnyhow(number, out var content, out var kind, out _) || kind != ObjectKind.Tree)
        {
            return null;
        }

        Hold(number, content);
        return _trees[number];
    }

    public void Dispose() => _reader.Dispose();

    private void Hold(int number, ReadOnlySpan<byte> content)
    {
        var tree = Parse(content);
        _trees[number] = tree;
        _order.Enqueue(number);
        _weight += tree.Weight;
    }

    private bool IsHeld(int number, out ReadOnlySpan<byte> content)
    {
        var isHeld = _trees.TryGetValue(number, out var tree) && tree.IsWhole;
        content = isHeld ? tree!.Content : [];
        return isHeld;
    }

    /// <summary>A malformed tree counts as far as it can be read; the pass over trees has told of it.</summary>
    private CachedTree Parse(ReadOnlySpan<byte> content)
    {
        _starts.Clear();
        var at = 0;
        while (at < content.Length && TreeEntry.TryRead(content, at, _store.Layout.Format.IdLength, out var entry))
        {
            _starts.Add(at);
            at += entry.Length;
        }

        _starts.Add(at);
        var bytes = ArrayPool<byte>.Shared.Rent(Math.Max(1, at));
        content[..at].CopyTo(bytes);
        var starts = ArrayPool<int>.Shared.Rent(_starts.Count);
        _starts.CopyTo(starts);
        return new(bytes, at, starts, _starts.Count, isWhole: at == content.Length);
    }
}
