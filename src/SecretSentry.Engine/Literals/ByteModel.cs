using System.Numerics;
using System.Runtime.Intrinsics;
using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Literals;

/// <summary>
/// Estimates how often a short sequence of byte sets occurs in source code, with a first-order Markov chain. Only the order of magnitude
/// matters. It decides which part of a literal is searched for, and which other literals share its bucket.
/// </summary>
internal static partial class ByteModel
{
    /// <summary>Length of a row of the chain: seven vectors of sixteen.</summary>
    private const int Width = 112;

    private const int Control = 95;
    private const int Tab = 96;
    private const int LineEnd = 97;
    private const int High = 98;

    /// <summary>Share of a single byte from 0x80 up, or of a control byte, within its kind.</summary>
    private static readonly float[] ShareOfKind = BuildShareOfKind();

    private static readonly byte[] KindOf = BuildKinds();

    private static readonly (int Kind, float Weight)[][] WeightsOfClass = BuildWeightsOfClass();

    private static readonly Dictionary<uint, float> CommonRates = BuildCommonRates();

    private static readonly float[] Shares = BuildRow(0);

    private static readonly float[] Follow = BuildFollow();

    /// <summary>Returns the expected share of positions at which a sequence of sets occurs.</summary>
    public static double ComputeRate(ReadOnlySpan<ByteSet> sequence)
    {
        Span<float> state = stackalloc float[Width];
        Span<float> weights = stackalloc float[Width];
        for (var i = 0; i < sequence.Length; i++)
        {
            Weigh(sequence[i], weights);
            Advance(state, weights, isFirst: i == 0);
        }

        return sequence.IsEmpty ? 1 : Sum(state);
    }

    /// <summary>Same for a window of up to four sets, which may be part of a common word.</summary>
    public static double ComputeWindowRate(ReadOnlySpan<ByteSet> window) => Math.Max(ComputeRate(window), window.Length == 4
        && window[0].Single is { } a && window[1].Single is { } b && window[2].Single is { } c && window[3].Single is { } d
        && CommonRates.TryGetValue(Lower(a) | ((uint)Lower(b) << 8) | ((uint)Lower(c) << 16) | ((uint)Lower(d) << 24), out var common)
        ? common : 0);

    /// <summary>Same for a window whose positions are given by classes.</summary>
    public static double ComputeRate(in ClassWindow window)
    {
        Span<float> state = stackalloc float[Width];
        Span<float> weights = stackalloc float[Width];
        ReadOnlySpan<ulong> positions = [window.A, window.B, window.C, window.D];
        for (var i = 0; i < positions.Length; i++)
        {
            WeighClasses(positions[i], weights);
            Advance(state, weights, isFirst: i == 0);
        }

        return Sum(state);
    }

    private static void Advance(Span<float> state, ReadOnlySpan<float> weights, bool isFirst)
    {
        if (isFirst)
        {
            Multiply(Shares, weights, state);
            return;
        }

        Span<float> next = stackalloc float[Width];
        Step(state, next);
        Multiply(next, weights, state);
    }

    private static float Sum(ReadOnlySpan<float> state)
    {
        var sum = 0f;
        foreach (var share in state)
        {
            sum += share;
        }

        return sum;
    }

    /// <summary>Writes, for each kind of byte, the part of it that is in <paramref name="set"/>.</summary>
    private static void Weigh(ByteSet set, Span<float> weights)
    {
        weights.Clear();
        Span<ulong> words = stackalloc ulong[4];
        set.CopyWords(words);
        for (var w = 0; w < 4; w++)
        {
            for (var word = words[w]; word != 0; word &= word - 1)
            {
                var b = (w * 64) + BitOperations.TrailingZeroCount(word);
                weights[KindOf[b]] += ShareOfKind[b];
            }
        }
    }

    /// <summary>Same for all bytes of the classes in <paramref name="classes"/>.</summary>
    private static void WeighClasses(ulong classes, Span<float> weights)
    {
        weights.Clear();
        for (; classes != 0; classes &= classes - 1)
        {
            foreach (var (kind, weight) in WeightsOfClass[BitOperations.TrailingZeroCount(classes)])
            {
                weights[kind] += weight;
            }
        }
    }

    private static (int Kind, float Weight)[][] BuildWeightsOfClass() =>
        [.. Enumerable.Range(0, ByteClasses.Count)
            .Select(c => Enumerable.Range(0, 256).Where(b => ByteClasses.Classify((byte)b) == c)
            .GroupBy(b => (int)KindOf[b], (kind, all) => (kind, all.Sum(b => ShareOfKind[b]))).ToArray())];

    private static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> product)
    {
        for (var i = 0; i < Width; i += Vector512<float>.Count)
        {
            (Vector512.Create(a[i..]) * Vector512.Create(b[i..])).CopyTo(product[i..]);
        }
    }

    /// <summary>
    /// Advances by one byte. Rows of kinds that cannot occur here are skipped. All seven vectors of the sum stay in registers.
    /// </summary>
    private static void Step(ReadOnlySpan<float> state, Span<float> next)
    {
        var (a, b, c, d, e, f, g) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero,
            Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        for (var kind = 0; kind < Kinds; kind++)
        {
            if (state[kind] == 0)
            {
                continue;
            }

            var share = Vector512.Create(state[kind]);
            ref var row = ref Follow[kind * Width];
            a += share * Vector512.LoadUnsafe(ref row);
            b += share * Vector512.LoadUnsafe(ref row, 16);
            c += share * Vector512.LoadUnsafe(ref row, 32);
            d += share * Vector512.LoadUnsafe(ref row, 48);
            e += share * Vector512.LoadUnsafe(ref row, 64);
            f += share * Vector512.LoadUnsafe(ref row, 80);
            g += share * Vector512.LoadUnsafe(ref row, 96);
        }

        a.CopyTo(next);
        b.CopyTo(next[16..]);
        c.CopyTo(next[32..]);
        d.CopyTo(next[48..]);
        e.CopyTo(next[64..]);
        f.CopyTo(next[80..]);
        g.CopyTo(next[96..]);
    }

    private static byte[] BuildKinds()
    {
        var kinds = new byte[256];
        for (var b = 0; b < 256; b++)
        {
            kinds[b] = b switch
            {
                >= 0x20 and < 0x7F => (byte)(b - 0x20),
                '\t' => Tab,
                '\n' or '\r' => LineEnd,
                >= 0x80 => High,
                _ => Control,
            };
        }

        return kinds;
    }

    private static float[] BuildShareOfKind()
    {
        var shares = new float[256];
        for (var b = 0; b < 256; b++)
        {
            shares[b] = b switch
            {
                >= 0x80 => 1f / 128,
                '\n' or '\r' => b == '\n' ? 0.98f : 0.02f,
                (< 0x20 and not '\t') or 0x7F => 1f / 30,
                _ => 1,
            };
        }

        return shares;
    }

    private static byte Lower(byte value) => char.IsAsciiLetterUpper((char)value) ? (byte)(value | 0x20) : value;

    private static Dictionary<uint, float> BuildCommonRates()
    {
        var rates = new Dictionary<uint, float>(Common.Length / CommonLength);
        foreach (var line in Common.Split((byte)'\n'))
        {
            for (var records = Common[line]; records.Length >= CommonLength; records = records[CommonLength..])
            {
                rates[BitConverter.ToUInt32(records)] = ShareOf(records[4]);
            }
        }

        return rates;
    }

    /// <summary>Returns the share for a level in a table. Levels are quarters of a power of two, from '#' on.</summary>
    internal static float ShareOf(byte level) => MathF.Pow(2, -(level - '#') / 4f);

    private static float[] BuildRow(int line)
    {
        var row = new float[Width];
        for (var kind = 0; kind < Kinds; kind++)
        {
            row[kind] = ShareOf(Table[(line * (Kinds + 1)) + kind]);
        }

        return row;
    }

    private static float[] BuildFollow()
    {
        var follow = new float[Kinds * Width];
        for (var kind = 0; kind < Kinds; kind++)
        {
            BuildRow(kind + 1).CopyTo(follow, kind * Width);
        }

        return follow;
    }
}
