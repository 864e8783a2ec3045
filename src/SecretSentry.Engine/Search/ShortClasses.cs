using System.Numerics;

namespace SecretSentry.Engine.Search;

/// <summary>
/// The coarser classes of the kernels that look up sixteen entries at a time: two such look-ups see 32 classes, each made up of some of
/// <see cref="ByteClasses"/>. Which of these share one is annealed together with the buckets of the built-in rules' literals (benchmarks, <c>--short-classes</c>).
/// </summary>
internal sealed class ShortClasses
{
    /// <summary>How many there are.</summary>
    public const int Count = 32;

    private readonly byte[] _map;
    private readonly ulong[] _members = new ulong[Count];

    /// <param name="map">For each of <see cref="ByteClasses"/> the short one.</param>
    public ShortClasses(byte[] map)
    {
        _map = map;
        for (var c = 0; c < map.Length; c++)
        {
            _members[map[c]] |= 1UL << c;
        }
    }

    /// <summary>Those that the kernels see.</summary>
    public static ShortClasses Chosen { get; } = new(
    [
        25, 0, 6, 25, 3, 10, 6, 6, 25, 6, 6, 25, 6, 0, 13, 8,
        23, 23, 15, 23, 15, 23, 23, 18, 15, 23, 2, 6, 4, 8, 8, 3,
        6, 1, 16, 21, 9, 11, 28, 7, 10, 26, 15, 20, 31, 27, 14, 24,
        12, 23, 19, 17, 29, 30, 3, 5, 4, 18, 15, 8, 6, 6, 13, 22,
    ]);

    /// <summary>That of one of <see cref="ByteClasses"/>.</summary>
    public int Of(int byteClass) => _map[byteClass];

    /// <summary>What a kernel allows that sees only these classes.</summary>
    public ClassWindow Close(in ClassWindow window) => new(Close(window.A), Close(window.B), Close(window.C), Close(window.D));

    /// <summary>The classes that share one with any of <paramref name="classes"/>; a bit for each of <see cref="ByteClasses"/>.</summary>
    private ulong Close(ulong classes)
    {
        var all = 0UL;
        for (; classes != 0; classes &= ~all)
        {
            all |= _members[_map[BitOperations.TrailingZeroCount(classes)]];
        }

        return all;
    }
}
