using System.Globalization;
using System.Numerics;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Literals;

namespace SecretSentry.Engine.Layout;

/// <summary>
/// The sequences of four bytes that occur most often in source code, by their <see cref="ByteClasses"/>, with their shares of all
/// positions. A chain of single bytes (<see cref="ByteModel"/>) knows little of words. The careful layout of literals therefore looks up
/// here what a bucket allows. A set of windows has one bit for each window. Not thread-safe.
/// </summary>
internal sealed class CommonWindows
{
    /// <summary>
    /// Bytes of a record: four bytes, each of which represents a class, and a level as in <see cref="ByteModel"/>'s tables.
    /// </summary>
    public const int RecordLength = 5;

    /// <summary>The number of words of a set is a multiple of this, so that vectors cover it.</summary>
    public const int Step = 8;

    private readonly ulong[][] _having = new ulong[Literal.WindowLength * ByteClasses.Count][];
    private readonly float[] _shares;
    private BucketTally? _empty;

    /// <param name="records">Lines with one record each.</param>
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

    /// <summary>Number of words of a set.</summary>
    public int Words { get; }

    /// <summary>Returns the set of the windows with class <paramref name="byteClass"/> at <paramref name="position"/>.</summary>
    public ReadOnlySpan<ulong> GetWindows(int position, int byteClass) => _having[(position * ByteClasses.Count) + byteClass];

    /// <summary>
    /// Returns the share of positions at which one of <paramref name="windows"/> occurs. Each bit is one of the 64 windows of the
    /// set's word <paramref name="word"/>.
    /// </summary>
    public double Share(int word, ulong windows)
    {
        var share = 0.0;
        for (; windows != 0; windows &= windows - 1)
        {
            share += _shares[(word * 64) + BitOperations.TrailingZeroCount(windows)];
        }

        return share;
    }

    /// <summary>Returns the share of positions at which one of the common windows occurs that <paramref name="window"/> allows.</summary>
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
