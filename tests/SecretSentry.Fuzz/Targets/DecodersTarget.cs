using SecretSentry.Engine.Decoding;
using SecretSentry.Engine.Notes;
using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;

namespace SecretSentry.Fuzz.Targets;

/// <summary>
/// Encoded text: base64, hex, and escapes. The single decoders agree with the base class library, and the decoded layers are the same with
/// and without what was located before.
/// </summary>
internal sealed class DecodersTarget : FuzzTarget
{
    private readonly DecodedLayers _layers = new();
    private readonly IncrementalScanState _state = new();

    public override string Name => "decoders";

    public override IReadOnlyList<string> Words => ScanWords.All;

    public override long LimitMemory(int length) => 64 << 20;

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        var inner = FromText($"password = \"{ScanWords.Value}\" and some more words");
        var once = Convert.ToBase64String(inner);
        yield return FromText("x: " + once + "\n");
        yield return FromText("x: " + Convert.ToBase64String(FromText("y: " + once)) + "\n");
        yield return FromText("x: 0x" + Convert.ToHexStringLower(inner) + "\n");
        yield return FromText(string.Concat(inner.Select(b => $"%{b:X2}")));
        yield return FromText(string.Concat(inner.Select(b => $"\\x{b:x2}")));
        yield return FromText(string.Concat(inner.Select(b => $"\\u00{b:x2}")));
        yield return FromText(string.Concat(inner.Select(b => $"&#{b};")));
        yield return FromText("x: " + Convert.ToBase64String(System.Text.Encoding.Unicode.GetBytes($""
            + $"password = {ScanWords.Value}")) + "\n");
        yield return [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes("x: " + once)];
    }

    public override void Run(byte[] input)
    {
        DecodeSingly(input);
        var (first, second) = (Collect(input, null), default(List<int>));
        _layers.Locate(input, null, [], _state);
        second = Collect(input, _state);
        Require(first.SequenceEqual(second), "decoded layers differ from those that were located before");
    }

    private static void DecodeSingly(byte[] input)
    {
        ReadOnlySpan<byte> text = input;
        var length =
            text.IndexOfAnyExcept(System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8));
        text = text[..(length < 0 ? text.Length : length)];
        text = text[..(text.Length / 4 * 4)];
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        var count = Decoders.DecodeBase64(text, bytes);
        Require(bytes.AsSpan(0, count).SequenceEqual(Convert.FromBase64String(System.Text.Encoding.ASCII.GetString(text))),
            "base64 differs from the library");
        var digits = input.AsSpan();
        length = digits.IndexOfAnyExcept(System.Buffers.SearchValues.Create("0123456789abcdefABCDEF"u8));
        digits = digits[..(length < 0 ? digits.Length : length)];
        digits = digits[..(digits.Length / 2 * 2)];
        bytes = new byte[digits.Length / 2];
        Require(Decoders.DecodeHex(digits, bytes) == bytes.Length && bytes.AsSpan()
            .SequenceEqual(Convert.FromHexString(System.Text.Encoding.ASCII.GetString(digits))), "hex differs from the library");
    }

    /// <summary>Returns a number for each layer, from its bytes and from the place of its first decoded byte.</summary>
    private List<int> Collect(byte[] input, IncrementalScanState? state)
    {
        var found = new List<int>();
        _layers.Problems.Clear();
        _layers.Visit(input, state, (text, start, end) =>
        {
            Require(start >= 0 && start <= end && end <= text.Length, "a decoded part lies outside of its text");
            var span = start < end ? _layers.GetSpan(start, start + 1) : default;
            Require(span.Start >= 0 && span.End <= input.Length && span.Start <= span.End,
                "a decoded part comes from outside of the content");
            var hash = new HashCode();
            hash.AddBytes(text);
            found.Add(HashCode.Combine(hash.ToHashCode(), start, end, span.Start, span.End));
            return true;
        });
        return found;
    }
}
