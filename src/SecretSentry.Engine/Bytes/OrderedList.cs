namespace SecretSentry.Engine.Bytes;

/// <summary>A list by ascending offsets, quick to search near a place. Its memory is kept.</summary>
internal sealed class OrderedList<T>
    where T : struct, IPlaced
{
    private T[] _items = [];

    public int Count { get; private set; }

    /// <summary>The items, which may be changed in place; valid until one is added.</summary>
    public Span<T> Items => _items.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(T item) => Reserve(1)[0] = item;

    public void Add(ReadOnlySpan<T> items) => items.CopyTo(Reserve(items.Length));

    /// <summary>Makes room for more items behind the last one; they are to be written.</summary>
    public Span<T> Reserve(int more)
    {
        if (Count + more > _items.Length)
        {
            Array.Resize(ref _items, Math.Max(64, (Count + more) * 2));
        }

        Count += more;
        return _items.AsSpan(Count - more, more);
    }

    /// <summary>Keeps the first <paramref name="count"/> items.</summary>
    public void Cut(int count) => Count = count;

    /// <summary>
    /// The number of the first item at or behind <paramref name="offset"/>. It is looked for from item <paramref name="near"/> on: most
    /// ranges are copied in order.
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
