using System.Numerics;
using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Layout;

/// <summary>
/// The coarser classes of the kernels that look up sixteen entries at a time. Two such look-ups distinguish 32 classes. Each of them
/// consists of some of <see cref="ByteClasses"/>. Which of these share a class is annealed together with the buckets of the built-in rules'
/// literals (<c>short-classes</c> of the pattern compiler).
/// </summary>
internal sealed class ShortClasses
{
    /// <summary>Number of short classes.</summary>
    public const int Count = 32;

    private readonly byte[] _map;
    private readonly ulong[] _members = new ulong[Count];

    /// <param name="map">For each of <see cref="ByteClasses"/>, its short class.</param>
    public ShortClasses(byte[] map)
    {
        _map = map;
        for (var c = 0; c < map.Length; c++)
        {
            _members[map[c]] |= 1UL << c;
        }
    }

    /// <summary>The classes that the kernels use.</summary>
    public static ShortClasses Chosen { get; } = new(
    [
        21, 31, 13, 21, 4, 17, 11, 13, 0, 0, 13, 16, 13, 31, 20, 20,
        26, 26, 26, 17, 17, 14, 17, 14, 26, 26, 10, 13, 6, 10, 0, 10,
        21, 16, 8, 15, 24, 30, 2, 12, 5, 25, 19, 19, 1, 18, 7, 29,
        22, 17, 27, 9, 23, 11, 6, 14, 4, 3, 26, 0, 10, 13, 31, 28,
    ]);

    /// <summary>Returns the short class of one of <see cref="ByteClasses"/>.</summary>
    public int GetShortClass(int byteClass) => _map[byteClass];

    /// <summary>Returns what a kernel that sees only these classes allows.</summary>
    public ClassWindow Close(in ClassWindow window) => new(Close(window.A), Close(window.B), Close(window.C), Close(window.D));

    /// <summary>
    /// Returns the classes that share a short class with any of <paramref name="classes"/>. There is a bit for each of
    /// <see cref="ByteClasses"/>.
    /// </summary>
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
