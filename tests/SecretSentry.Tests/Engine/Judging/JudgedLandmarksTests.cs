using SecretSentry.Engine;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Notes;
using SecretSentry.Patterns;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>
/// Judging only the anchors in the new parts of a version gives the same matches as judging all of them, whatever the path of the version.
/// </summary>
public class JudgedLandmarksTests
{
    private static readonly bool IsDeep = Environment.GetEnvironmentVariable("SECRETSENTRY_DEEP") is not null;
    private static readonly RuleSet Rules = BuiltInRules.Load();
    private static readonly string[] Paths = ["src/a.cs", "src/b.cs", "a.env", "test/a.py", ""];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Scanning_the_new_parts_of_a_version_gives_the_same_matches_as_a_full_scan(bool decodes)
    {
        var (random, changed, whole) = (new Random(21), new Scanner(Rules) { Decodes = decodes }, new Scanner(Rules) { Decodes = decodes });
        var (found, spared, judged) = (0, 0, 0);
        for (var file = 0; file < (IsDeep ? 1000 : 25); file++)
        {
            var (content, landmarks) = (NamedText.Make(random, 200), new IncrementalScanState());
            changed.Locate(content, landmarks);
            for (var version = 0; version < 12; version++)
            {
                var path = Paths[random.Next(4) == 0 ? random.Next(Paths.Length) : file % Paths.Length];
                var ours = Scan(changed, content, path, landmarks);
                var spent = changed.Judged.Anchors;
                ours.Should().Equal(Scan(whole, content, path, null), "file {0}, version {1}, path {2}", file, version, path);
                (found, judged, spared) = (found + ours.Count, judged + whole.Judged.Anchors, spared + whole.Judged.Anchors - spent);
                var (next, copies) = Edit(random, content);
                var marks = new IncrementalScanState();
                changed.Locate(next, landmarks, copies, marks);
                (content, landmarks) = (next, marks);
            }
        }

        found.Should().BeGreaterThan(1000);
        (spared * 10).Should().BeGreaterThan(judged, "at least a tenth of the anchors must be skipped");
    }

    [Fact]
    public void State_recorded_for_one_path_is_not_used_for_another_path()
    {
        var (random, scanner) = (new Random(22), new Scanner(Rules));
        var content = NamedText.Make(random, 300);
        var landmarks = new IncrementalScanState();
        scanner.Locate(content, landmarks);
        foreach (var path in Paths.Concat(Paths.Reverse()))
        {
            Scan(scanner, content, path, landmarks).Should().Equal(Scan(new(Rules), content, path, null), path);
        }

        Scan(scanner, content, Paths[0], landmarks);
        var again = scanner.Judged.Anchors;
        Scan(scanner, content, Paths[0], null);
        again.Should().BeLessThan(scanner.Judged.Anchors / 2, "most anchors give no match");
    }

    /// <summary>Makes a few changes in a long text, as people do.</summary>
    private static (byte[] Next, CopiedRange[] Copies) Edit(Random random, byte[] content)
    {
        var (next, copies, from) = (new List<byte>(), new List<CopiedRange>(), 0);
        for (var parts = random.Next(1, 4); parts >= 0; parts--)
        {
            var end = parts == 0 ? content.Length : from + random.Next(content.Length - from + 1);
            copies.Add(new(from, next.Count, end - from));
            next.AddRange(content.AsSpan(from, end - from));
            next.AddRange(parts > 0 ? NamedText.Make(random, random.Next(3)) : []);
            from = Math.Min(content.Length, end + random.Next(30));
        }

        return ([.. next], [.. copies.Where(copy => copy.Length > 0)]);
    }

    private static List<string> Scan(Scanner scanner, byte[] content, string path, IncrementalScanState? landmarks)
    {
        var matches = new List<Match>();
        _ = landmarks is null ? scanner.Scan(content, path, matches) : scanner.Scan(content, landmarks, path, matches);
        return matches.ConvertAll(match =>
            $"{match} {(scanner.GetDecodedSecret(match) is { } secret ? Convert.ToHexString(secret.Bytes.Span) : "")}");
    }
}
