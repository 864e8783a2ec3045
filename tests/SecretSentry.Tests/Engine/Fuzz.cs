using System.Text;
using SecretSentry.Engine.Rules;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine;

/// <summary>
/// Makes buffers that are similar enough to secrets to reach every branch. They contain examples that are cut, joined and damaged, in noise
/// made of the examples' letters.
/// </summary>
internal static class Fuzz
{
    /// <summary>All built-in rules.</summary>
    public static IReadOnlyList<(string File, Rule Rule)> Sources { get; } = RuleReader.ReadFolder(TestPaths.Patterns);

    public static byte[] Buffer(Random random, IReadOnlyList<(string File, Rule Rule)> sources)
    {
        var bytes = new List<byte>();
        for (var parts = random.Next(1, 4); parts > 0; parts--)
        {
            var rule = sources[random.Next(sources.Count)].Rule;
            var examples = random.Next(5) == 0 && rule.CounterExamples.Count > 0 ? rule.CounterExamples : rule.Examples;
            var text = Encoding.UTF8.GetBytes(Template.Expand(examples[random.Next(examples.Count)], random.Next(1000)));
            var (from, to) = random.Next(3) == 0 ? (random.Next(text.Length), text.Length)
                : (0, random.Next(4) == 0 ? random.Next(text.Length) : text.Length);
            bytes.AddRange(text.AsSpan(Math.Min(from, to), Math.Abs(to - from)));
            for (var noise = random.Next(3) == 0 ? random.Next(90) : random.Next(3); noise > 0; noise--)
            {
                bytes.Add(random.Next(8) switch
                {
                    0 => (byte)random.Next(256),
                    1 => (byte)'\n',
                    2 => (byte)' ',
                    3 => (byte)"=:\"'"[random.Next(4)],
                    _ => text[random.Next(text.Length)],
                });
            }
        }

        for (var changes = random.Next(6); changes > 0 && bytes.Count > 2; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes[at] ^= 0x20;
                    break;
                default:
                    bytes.Insert(at, bytes[random.Next(bytes.Count)]);
                    break;
            }
        }

        // Long examples (key blocks) would take nearly all of the time.
        return bytes.Count > 700 ? [.. bytes.Take(700)] : [.. bytes];
    }
}
