using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Syntax;

/// <summary>RE2's ASCII classes.</summary>
internal static class NamedSets
{
    public static ByteSet Digit { get; } = ByteSet.Range((byte)'0', (byte)'9');

    private static ByteSet Lower { get; } = ByteSet.Range((byte)'a', (byte)'z');

    private static ByteSet Upper { get; } = ByteSet.Range((byte)'A', (byte)'Z');

    private static ByteSet Alpha { get; } = Lower.Union(Upper);

    public static ByteSet Word { get; } = Alpha.Union(Digit).Union(ByteSet.FromByte((byte)'_'));

    /// <summary>RE2's \s. It does not contain the vertical tab; [[:space:]] does.</summary>
    public static ByteSet Space { get; } = ByteSet.Range(9, 10).Union(ByteSet.Range(12, 13)).Union(ByteSet.FromByte((byte)' '));

    public static ByteSet? FindPosix(string name) => name switch
    {
        "alnum" => Alpha.Union(Digit),
        "alpha" => Alpha,
        "ascii" => ByteSet.Range(0, 0x7F),
        "blank" => ByteSet.FromByte((byte)'\t').Union(ByteSet.FromByte((byte)' ')),
        "cntrl" => ByteSet.Range(0, 0x1F).Union(ByteSet.FromByte(0x7F)),
        "digit" => Digit,
        "graph" => ByteSet.Range(0x21, 0x7E),
        "lower" => Lower,
        "print" => ByteSet.Range(0x20, 0x7E),
        "punct" =>
        ByteSet.Range(0x21, 0x2F).Union(ByteSet.Range(0x3A, 0x40)).Union(ByteSet.Range(0x5B, 0x60)).Union(ByteSet.Range(0x7B, 0x7E)),
        "space" => Space.Union(ByteSet.FromByte(11)),
        "upper" => Upper,
        "word" => Word,
        "xdigit" => Digit.Union(ByteSet.Range((byte)'a', (byte)'f')).Union(ByteSet.Range((byte)'A', (byte)'F')),
        _ => null,
    };
}
