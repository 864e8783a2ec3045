using System.Globalization;
using System.Numerics;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Literals;

namespace SecretSentry.Engine.Layout;

/// <summary>
/// Which four bytes stand most often in source code, by their <see cref="ByteClasses"/>, with their shares of all positions. A chain of
/// single bytes (<see cref="ByteModel"/>) knows little of words; where literals are laid out with care, what a bucket allows is looked up
/// here. Sets of windows are bits, one for each. Not for several threads.
/// </summary>
internal sealed class CommonWindows
{
    /// <summary>Bytes of a record: four bytes, one for each class, and a level as in <see cref="ByteModel"/>'s tables.</summary>
    public const int RecordLength = 5;

    /// <summary>A set's words are a multiple of this, so that vectors cover it.</summary>
    public const int Step = 8;

    private readonly ulong[][] _having = new ulong[Literal.WindowLength * ByteClasses.Count][];
    private readonly float[] _shares;
    private BucketTally? _empty;

    /// <param name="records">Lines of one record each.</param>
    /// <exception cref="FormatException">A line has another length.</exception>
    public CommonWindows(ReadOnlySpan<byte> records)
    {
        var count = 0;
        foreach (var range in records.Split((byte)'\n'))
        {
            count += records[range].IsEmpty ? 0 : 1;
        }

        Words = (count + (64 * Step) - 1) / (64 * Step) * Step;
        _shares = new float[Words * 64];
        for (var i = 0; i < _having.Length; i++)
        {
            _having[i] = new ulong[Words];
        }

        var number = 0;
        foreach (var range in records.Split((byte)'\n'))
        {
            if (!records[range].IsEmpty)
            {
                Set(number++, records[range]);
            }
        }
    }

    /// <summary>Words of a set.</summary>
    public int Words { get; }

    /// <summary>The windows with class <paramref name="byteClass"/> at <paramref name="position"/>.</summary>
    public ReadOnlySpan<ulong> GetWindows(int position, int byteClass) => _having[(position * ByteClasses.Count) + byteClass];

    /// <summary>The share of positions at which one of the 64 windows of the set's word <paramref name="word"/> stands.</summary>
    public double Share(int word, ulong windows)
    {
        var share = 0.0;
        for (; windows != 0; windows &= windows - 1)
        {
            share += _shares[(word * 64) + BitOperations.TrailingZeroCount(windows)];
        }

        return share;
    }

    /// <summary>The share of positions at which one of these windows stands that <paramref name="window"/> allows.</summary>
    public double ComputeRate(in ClassWindow window) => (_empty ??= new(this)).MeasureAddition(window, double.PositiveInfinity);

    private void Set(int number, ReadOnlySpan<byte> record)
    {
        if (record.Length != RecordLength)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"record {number + 1} has {record.Length} bytes; a record has {RecordLength}"));
        }

        _shares[number] = ByteModel.ShareOf(record[^1]);
        for (var k = 0; k < Literal.WindowLength; k++)
        {
            _having[(k * ByteClasses.Count) + ByteClasses.Classify(record[k])][number / 64] |= 1UL << (number % 64);
        }
    }
}
