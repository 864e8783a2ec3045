namespace SecretSentry.Engine.Bytes;

/// <summary>A list ordered by ascending offsets. It is fast to search near a known item. Its memory is kept.</summary>
internal sealed class OrderedList<T>
    where T : struct, IPlaced
{
    private T[] _items = [];

    public int Count { get; private set; }

    /// <summary>The items, which may be changed in place. Valid until an item is added.</summary>
    public Span<T> Items => _items.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(T item) => Reserve(1)[0] = item;

    public void Add(ReadOnlySpan<T> items) => items.CopyTo(Reserve(items.Length));

    /// <summary>Makes room for more items after the last one. The caller must write them.</summary>
    public Span<T> Reserve(int more)
    {
        if (Count + more > _items.Length)
        {
            Array.Resize(ref _items, Math.Max(64, (Count + more) * 2));
        }

        Count += more;
        return _items.AsSpan(Count - more, more);
    }

    /// <summary>Removes all items after the first <paramref name="count"/>.</summary>
    public void Cut(int count) => Count = count;

    /// <summary>
    /// Returns the number of the first item at or after <paramref name="offset"/>. The search starts at item <paramref name="near"/>,
    /// because most ranges are copied in order.
    /// </summary>
    public int FindFirst(int offset, int near)
    {
        var (low, step) = (near > 0 && _items[near - 1].Offset >= offset ? 0 : near, 8);
        while (low + step < Count && _items[low + step].Offset < offset)
        {
            low += step;
            step *= 2;
        }

        var high = Math.Min(low + step, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _items[middle].Offset < offset ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
