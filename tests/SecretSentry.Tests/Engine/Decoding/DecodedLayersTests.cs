using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Decoding;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Notes;
using SecretSentry.Tests.Scanning;

namespace SecretSentry.Tests.Engine.Decoding;

public class DecodedLayersTests
{
    private static readonly Func<string, string>[] Encodings =
    [
        text => Convert.ToBase64String(Encoding.Latin1.GetBytes(text)), text => Convert.ToBase64String(Encoding.Unicode.GetBytes(text)),
        text => Convert.ToHexString(Encoding.Latin1.GetBytes(text)), text => text.Replace("e", "%65", StringComparison.Ordinal),
        text => text.Replace("h", "\\u0068", StringComparison.Ordinal), text => text.Replace("a", "&#97;", StringComparison.Ordinal),
        text => Convert.ToBase64String(Encoding.Latin1.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_secret_that_a_scan_decodes_is_in_a_layer_at_the_same_bytes(int seed)
    {
        var (random, scanner, layers, decoded) = (new Random(seed), new Scanner(Secrets.Rules) { Decodes = true }, new DecodedLayers(), 0);
        for (var round = 0; round < 150; round++)
        {
            var content = Create(random);
            var matches = new List<Match>();
            scanner.Scan(content, "", matches);
            foreach (var match in matches)
            {
                if (scanner.GetDecodedSecret(match) is { } secret)
                {
                    decoded++;
                    Find(layers, content, null, secret.Bytes.ToArray()).Should()
                        .Contain(span => span.Start >= match.Start && span.End <= match.End && span.Path == secret.Path, secret.Path);
                }
            }
        }

        decoded.Should().BeGreaterThan(100);
    }

    [Fact]
    public void A_located_content_shows_the_same_layers_and_only_relevant_ones_again()
    {
        var (random, layers) = (new Random(4), new DecodedLayers());
        for (var round = 0; round < 100; round++)
        {
            var (content, state, shown) = (Create(random), new IncrementalScanState(), 0);
            layers.Locate(content, null, [], state);
            var secret = Encoding.ASCII.GetBytes("token");
            Find(layers, content, ContentKinds.Detect(content).GetUnitLength() == 1 ? state : null, secret).Should()
                .Equal(Find(layers, content, null, secret));
            layers.Visit(content, state, (_, _, _) => false).Should().BeFalse();
            layers.Visit(content, state, (_, _, _) => ++shown > 0).Should().Be(shown > 0);
            shown.Should().Be(state.HasData ? 0 : shown);
        }
    }

    [Theory]
    [InlineData("abcdefghij", 3, 7)]
    [InlineData("abcdefghij", 0, 10)]
    [InlineData("abcdefghij", 9, 10)]
    public void The_digits_of_a_part_encode_no_other_byte(string marked, int start, int end)
    {
        var text = $"before: {marked} and after it, some text";
        var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
        var content = Encoding.ASCII.GetBytes($"x {encoded} y");
        var span = Find(new(), content, null, Encoding.ASCII.GetBytes(marked[start..end])).First();
        span.Digits.Should().Be(EncodedDigits.Base64);
        var changed = content.ToArray();
        changed.AsSpan(span.Start, span.End - span.Start).Fill((byte)'A');
        var result = Encoding.Latin1.GetString(Convert.FromBase64String(Encoding.ASCII.GetString(changed).Split(' ')[1]));
        result.Should().HaveLength(text.Length);
        Enumerable.Range(0, text.Length).Where(i => i < 8 + start || i >= 8 + end).Should()
            .OnlyContain(i => result[i] == text[i] || end - start == 1);
        span.Start.Should().BeLessThan(span.End);
    }

    [Fact]
    public void Text_that_is_nested_too_deep_is_a_problem()
    {
        var text = "some text that is long enough";
        for (var depth = 0; depth < 4; depth++)
        {
            text = Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
        }

        var layers = new DecodedLayers();
        layers.Visit(Encoding.ASCII.GetBytes(text), null, (_, _, _) => false);
        layers.Problems.Should().ContainSingle().Which.Should().Contain("3 times");
    }

    private static List<EncodedSpan> Find(DecodedLayers layers, byte[] content, IncrementalScanState? state, byte[] wanted)
    {
        var spans = new List<EncodedSpan>();
        layers.Visit(content, state, (text, _, _) =>
        {
            for (var offset = 0; text[offset..].IndexOf(wanted) is >= 0 and var next; offset += next + 1)
            {
                spans.Add(layers.GetSpan(offset + next, offset + next + wanted.Length));
            }

            return true;
        });
        return spans;
    }

    private static byte[] Create(Random random)
    {
        var text = new StringBuilder("first line\n");
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var piece = $"the token is {Secrets.MakeToken(random.Next(1000))} here";
            for (var depth = random.Next(4); depth > 0; depth--)
            {
                piece = Encodings[random.Next(Encodings.Length)](piece);
                piece = random.Next(3) == 0 ? "k: " + piece : piece;
            }

            text.Append("value = '").Append(piece).Append("'\n");
        }

        return random.Next(5) == 0 ? [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text.ToString())]
            : Encoding.Latin1.GetBytes(text.ToString());
    }
}
