using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Notes;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine;

/// <summary>
/// Scanning only the new parts of a version gives the same matches as scanning all of it. `./test.sh --deep` makes a hundred times as many
/// versions. The benchmark `VersionScan` compares both on real histories.
/// </summary>
public class LandmarksTests
{
    private static readonly bool IsDeep = Environment.GetEnvironmentVariable("SECRETSENTRY_DEEP") is not null;
    private static readonly RuleSet Rules = BuiltInRules.Load();

    [Theory]
    [ClassData(typeof(KernelNames))]
    public void Incremental_scans_of_successive_versions_give_the_same_matches_as_full_scans(string kernel)
    {
        var random = new Random(11);
        var (changed, whole) = (Kernels.ScannerWith(Rules, kernel), Kernels.ScannerWith(Rules, kernel));
        (changed.Decodes, whole.Decodes) = (true, true);
        var (found, carried) = (0, 0);
        for (var file = 0; file < (IsDeep ? 3000 : 30); file++)
        {
            var (content, landmarks) = (Content(random, 12), new IncrementalScanState());
            changed.Locate(content, landmarks);
            for (var version = 0; version < 12; version++)
            {
                changed.Scan(content, landmarks, "", new List<Match>()); // records what is ruled out
                var (next, copies) = Edit(random, content);
                var marks = new IncrementalScanState();
                changed.Locate(next, landmarks, copies, marks);
                var fresh = new IncrementalScanState();
                whole.Locate(next, fresh);
                Places(marks).Should().Equal(Places(fresh), "kernel {0}, file {1}, version {2}", kernel, file, version);
                Runs(marks).Should().Equal(Runs(fresh), "kernel {0}, file {1}, version {2}", kernel, file, version);
                for (var look = 0; look < 2; look++)
                {
                    var (ours, theirs) = (Scan(changed, next, marks), Scan(whole, next, null));
                    ours.Should().Equal(theirs, "kernel {0}, file {1}, version {2}, look {3}", kernel, file, version, look);
                    found += ours.Count;
                }

                carried += marks.Occurrences.Items.ToArray().Count(place => place.IsRuledOut);
                (content, landmarks) = (next, marks);
            }
        }

        found.Should().BeGreaterThan(1000, "there must be something to compare");
        carried.Should().BeGreaterThan(1000, "there must be something to skip");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(200)]
    public void A_change_at_any_byte_of_a_secret_is_detected(int before)
    {
        var scanner = new Scanner(Rules) { Decodes = true };
        var token = Template.Expand("ghp_{crc62:30}");
        foreach (var secret in (string[])[token, Convert.ToBase64String(Encoding.ASCII.GetBytes(token)),
            string.Concat(token.Select(c => $"%{(int)c:X2}"))])
        {
            var text = new string('\n', before) + "x = " + secret + new string('\n', 200);
            for (var cut = 0; cut < text.Length; cut++)
            {
                // The previous version lacks one byte, which is then added. After that the byte is removed again.
                var without = Encoding.ASCII.GetBytes(text.Remove(cut, 1));
                var with = Encoding.ASCII.GetBytes(text);
                var landmarks = new IncrementalScanState();
                scanner.Locate(without, landmarks);
                Scan(scanner, without, landmarks);
                var marks = new IncrementalScanState();
                scanner.Locate(with, landmarks, [new(0, 0, cut), new(cut, cut + 1, text.Length - cut - 1)], marks);
                var ours = Scan(scanner, with, marks);
                ours.Should().Equal(Scan(scanner, with, null), "byte {0} of {1} is added", cut, secret.Length);
                ours.Should().NotBeEmpty();
                scanner.Locate(without, marks, [new(0, 0, cut), new(cut + 1, cut, text.Length - cut - 1)], landmarks);
                Scan(scanner, without, landmarks).Should().Equal(Scan(scanner, without, null), "byte {0} of {1} is removed", cut,
                    secret.Length);
            }
        }
    }

    [Fact]
    public void A_long_encoded_run_with_many_changes_is_read_once()
    {
        var scanner = new Scanner(Rules) { Decodes = true };
        var text = Enumerable.Repeat((byte)'A', 2_000_000).ToArray();
        var (landmarks, marks, copies) = (new IncrementalScanState(), new IncrementalScanState(), new List<CopiedRange>());
        scanner.Locate(text, landmarks);
        for (var at = 0; at + 100 <= text.Length; at += 100)
        {
            copies.Add(new(at, at, 90));
        }

        scanner.Locate(text, landmarks, copies.ToArray(),
            marks); // walking to the start of the run from each of the 20,000 changes would take a minute
        Runs(marks).Should().Equal(Runs(landmarks));
    }

    [Fact]
    public void An_unusually_large_number_of_occurrences_is_kept()
    {
        var scanner = new Scanner(Rules);
        var content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("AKIA=", 20_000)) + Template.Expand("AKIA{base32:16}"));
        var landmarks = new IncrementalScanState();
        scanner.Locate(content, landmarks);
        landmarks.Occurrences.Count.Should().BeGreaterThan(20_000);
        Scan(scanner, content, landmarks).Should().Equal(Scan(scanner, content, null)).And.ContainSingle();
    }

    [Fact]
    public void UTF_16_text_has_no_incremental_scan_state_and_is_scanned_without_it()
    {
        var scanner = new Scanner(Rules);
        var content = Encoding.Unicode.GetBytes("\uFEFFkey = " + Template.Expand("ghp_{crc62:30}") + "\n");
        var landmarks = new IncrementalScanState();
        scanner.Locate(content, landmarks);
        landmarks.HasData.Should().BeFalse();
        Scan(scanner, content, landmarks).Should().Equal(Scan(scanner, content, null)).And.NotBeEmpty();
    }

    private static IEnumerable<(int At, int Literal)> Places(IncrementalScanState landmarks) =>
        landmarks.Occurrences.Items.ToArray().Select(place => (place.Offset, place.Literal));

    private static IEnumerable<EncodedRun> Runs(IncrementalScanState landmarks) => landmarks.Runs.Items.ToArray().Select(run => run with
    {
        IsRuledOut = false,
    });

    private static List<(Match Match, string Decoded)> Scan(Scanner scanner, byte[] content, IncrementalScanState? landmarks)
    {
        var matches = new List<Match>();
        _ = landmarks is null ? scanner.Scan(content, "", matches) : scanner.Scan(content, landmarks, "", matches);
        return matches.ConvertAll(match =>
            (match, scanner.GetDecodedSecret(match) is { } secret ? $"{secret.Path} {Convert.ToHexString(secret.Bytes.Span)}" : ""));
    }

    /// <summary>Returns text that looks like secrets, plain or encoded, between words.</summary>
    private static byte[] Content(Random random, int pieces)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < pieces; i++)
        {
            bytes.AddRange(Piece(random));
            bytes.AddRange(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, random.Next(40))
                .Select(_ => random.Next(3) == 0 ? "word \n" : "key = "))));
        }

        return [.. bytes];
    }

    private static byte[] Piece(Random random)
    {
        var piece = Fuzz.Buffer(random, Fuzz.Sources);
        return random.Next(6) switch
        {
            0 => Encoding.ASCII.GetBytes(Convert.ToBase64String(piece)),
            1 => Encoding.ASCII.GetBytes(Convert.ToHexString(piece)),
            2 => Encoding.ASCII.GetBytes(string.Concat(piece.Select(b => random.Next(3) == 0 ? $"\\x{b:x2}" : $"{(char)b}"))),
            3 => Encoding.ASCII.GetBytes(string.Concat(piece.Take(200).Select(b => $"&#{b};"))),
            _ => piece,
        };
    }

    /// <summary>
    /// Returns a new version and the ranges that it copies from the content. Most ranges are in order. Some are cut or repeated, with new
    /// bytes between them.
    /// </summary>
    private static (byte[] Next, CopiedRange[] Copies) Edit(Random random, byte[] content)
    {
        var (next, copies, from) = (new List<byte>(), new List<CopiedRange>(), 0);
        for (var parts = random.Next(1, 12); parts > 0; parts--)
        {
            from = random.Next(5) == 0 ? random.Next(content.Length) : from;
            var length = parts == 1 && random.Next(3) > 0 ? content.Length - from
                : random.Next(Math.Min(content.Length - from, 1 + (content.Length / 3)) + 1);
            copies.Add(new(from, next.Count, length));
            next.AddRange(content.AsSpan(from, length));
            from = Math.Min(from + length + (random.Next(2) == 0 ? random.Next(20) : 0), content.Length - 1);
            if (random.Next(3) > 0)
            {
                next.AddRange(random.Next(4) == 0 ? Piece(random) : []);
                next.AddRange(Enumerable.Range(0, random.Next(6)).Select(_ => content[random.Next(content.Length)]));
            }
        }

        return next.Count is < 40 or > 60_000 ? (content, [new(0, 0, content.Length)]) : ([.. next], [.. copies]);
    }
}
