using System.Globalization;
using System.Numerics;
using SecretSentry.Engine.Rules.Syntax;

namespace SecretSentry.Engine.Search;

/// <summary>
/// Which four bytes stand most often in source code, by their <see cref="ByteClasses"/>, with their shares of all positions. A chain of single bytes
/// (<see cref="ByteModel"/>) knows little of words; where literals are laid out with care, the mixtures that a bucket allows are weighed by both.
/// </summary>
internal sealed class CommonWindows
{
    /// <summary>Bytes of a record: four bytes, one for each class, and a level as in <see cref="ByteModel"/>'s tables.</summary>
    public const int RecordLength = 5;

    private readonly int[] _starts = new int[(ByteClasses.Count * ByteClasses.Count) + 1];
    private readonly (byte C, byte D, float Share)[] _windows;

    /// <param name="records">Lines of one record each.</param>
    /// <exception cref="FormatException">A line has another length.</exception>
    public CommonWindows(ReadOnlySpan<byte> records)
    {
        var all = new List<(int Key, byte C, byte D, float Share)>();
        foreach (var range in records.Split((byte)'\n'))
        {
            var record = records[range];
            if (record.Length == RecordLength)
            {
                all.Add(((ByteClasses.Of(record[0]) * ByteClasses.Count) + ByteClasses.Of(record[1]), (byte)ByteClasses.Of(record[2]), (byte)ByteClasses.Of(record[3]), ByteModel.ShareOf(record[4])));
            }
            else if (record.Length > 0)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"record {all.Count + 1} has {record.Length} bytes; a record has {RecordLength}"));
            }
        }

        all.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        _windows = [.. all.Select(one => (one.C, one.D, one.Share))];
        foreach (var (key, _, _, _) in all)
        {
            _starts[key + 1]++;
        }

        for (var i = 1; i < _starts.Length; i++)
        {
            _starts[i] += _starts[i - 1];
        }
    }

    /// <summary>The share of positions at which one of these windows stands that <paramref name="window"/> allows.</summary>
    public double Rate(in ClassWindow window)
    {
        var rate = 0.0;
        for (var a = window.A; a != 0; a &= a - 1)
        {
            for (var b = window.B; b != 0; b &= b - 1)
            {
                var key = (BitOperations.TrailingZeroCount(a) * ByteClasses.Count) + BitOperations.TrailingZeroCount(b);
                foreach (var (c, d, share) in _windows.AsSpan(_starts[key].._starts[key + 1]))
                {
                    rate += (window.C >> c & window.D >> d & 1) != 0 ? share : 0;
                }
            }
        }

        return rate;
    }
}
