using System.Text;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Rules;
using SecretSentry.Patterns;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>
/// Text beyond the reach of an anchor does not change its values. So a content may be cut, and a version of it may be scanned in parts.
/// </summary>
public class ReachTests
{
    /// <summary>
    /// Maximum number of bytes between the start of a regex that finds an anchor and the bytes that are read from there: a blank, an
    /// option, the slashes of a URL.
    /// </summary>
    private const int MostAnchor = 16;

    private static readonly bool IsDeep = Environment.GetEnvironmentVariable("SECRETSENTRY_DEEP") is not null;
    private static readonly RuleSet Rules = BuiltInRules.Load();
    private static readonly string[] Paths = ["a.env", "src/a.cs", "conf/app.yml", "docs/a.md", ""];

    [Fact]
    public void Text_beyond_the_reach_of_an_anchor_does_not_change_its_values()
    {
        var (random, values) = (new Random(3), 0);
        for (var i = 0; i < (IsDeep ? 3000 : 120); i++)
        {
            var (text, path) = (Long(random), Paths[i % Paths.Length]);
            for (var at = CandidateExtractor.Reach + random.Next(40); at + MostAnchor
                + CandidateExtractor.ReachAfter <= text.Length; at += random.Next(1, 12))
            {
                var found = At(text, at, path);
                if (found.Count > 0)
                {
                    var (start, end) = (at - CandidateExtractor.Reach, at + MostAnchor + CandidateExtractor.ReachAfter);
                    var (other, shift) = Elsewhere(random, text, start, end);
                    At(other, at + shift, path).Should().Equal(found.Select(value => Moved(value, shift)), "anchor {0} of text {1}", at, i);
                    values += found.Count;
                }
            }
        }

        values.Should().BeGreaterThan(1000);
    }

    [Fact]
    public void Text_beyond_the_reach_of_name_and_value_does_not_change_features_or_level()
    {
        var (random, values) = (new Random(4), 0);
        for (var i = 0; i < (IsDeep ? 1000 : 60); i++)
        {
            var (text, path, found) = (Long(random), Paths[i % Paths.Length], new List<NamedValue>());
            AnchorFinder.Extract(text, PathFacts.Create(path), found);
            foreach (var value in found)
            {
                var start = Math.Max(0, Math.Min(value.NameStart, value.Start) - CandidateExtractor.Reach);
                var end = Math.Min(text.Length, Math.Max(value.NameEnd, value.End) + CandidateExtractor.Reach);
                var (other, shift) = Elsewhere(random, text, start, end);
                if (start == 0 || end == text.Length)
                {
                    continue; // an end of the content is within reach
                }

                var (ours, theirs) = (Features(text, value, path), Features(other, Moved(value, shift), path));
                theirs.Should().Equal(ours, "value {0} of text {1}", value, i);
                Level(theirs).Should().Be(Level(ours));
                values++;
            }
        }

        values.Should().BeGreaterThan(1000);
    }

    [Fact]
    public void A_list_is_read_only_within_the_reach()
    {
        var text = Encoding.ASCII.GetBytes("passwords = [" + string.Join(", ", Enumerable.Repeat('"' + new string('x', 1500) + '"', 8))
            + "]");
        var values = At(text, 0, "a.py");
        values.Should().NotBeEmpty();
        values.Max(value => value.End).Should().BeLessThanOrEqualTo(CandidateExtractor.ReachAfter);
    }

    /// <summary>Returns named values with long gaps, long lists and long runs between them.</summary>
    private static byte[] Long(Random random)
    {
        var bytes = new List<byte>();
        while (bytes.Count < 12_000)
        {
            bytes.AddRange(NamedText.Make(random, 4));
            bytes.AddRange(random.Next(8) switch
            {
                0 => Encoding.ASCII.GetBytes(new string(random.Next(2) == 0 ? ' ' : '\t', random.Next(200))),
                1 => Encoding.ASCII.GetBytes("\npasswords = ["
                + string.Concat(Enumerable.Range(0, 7).Select(_ => $"\"{NamedText.Value(random, random.Next(1200))}\", ")) + "]\n"),
                2 => Encoding.ASCII.GetBytes(new string(")]('\"\\"[random.Next(6)], random.Next(100))),
                3 => Encoding.ASCII.GetBytes("secret = \"" + NamedText.Value(random, random.Next(3000))),
                _ => Encoding.ASCII.GetBytes(random.Next(2) == 0 ? "\n" : "\nword of a line\n"),
            });
        }

        return [.. bytes];
    }

    /// <summary>Puts the part between other bytes, or returns it alone. The shift is its new offset minus its old one.</summary>
    private static (byte[] Text, int Shift) Elsewhere(Random random, byte[] text, int start, int end)
    {
        var before = random.Next(3) == 0 ? [] : NamedText.Mutate(random, NamedText.Make(random, 30), 20);
        var after = random.Next(3) == 0 ? [] : NamedText.Mutate(random, NamedText.Make(random, 30), 20);
        return ([.. before, .. text.AsSpan(start, end - start), .. after], before.Length - start);
    }

    private static NamedValue Moved(NamedValue value, int shift) => value with
    {
        NameStart = value.NameStart + shift,
        NameEnd = value.NameEnd + shift,
        Start = value.Start + shift,
        End = value.End + shift,
    };

    private static List<NamedValue> At(byte[] text, int at, string path)
    {
        var found = new List<NamedValue>();
        foreach (var anchor in Anchors.All)
        {
            var extractor = new CandidateExtractor(text, PathFacts.Create(path), found);
            Anchors.Read(anchor, text, at, ref extractor);
        }

        return found;
    }

    private static int[] Features(byte[] text, NamedValue value, string path)
    {
        var features = new int[(int)Feature.Count];
        CandidateFeatures.Write(text, value, PathFacts.Create(path), Rules.Judge!.Words, features);
        return features;
    }

    private static Confidence? Level(int[] features) => Rules.Judge!.GetConfidence(features);
}
