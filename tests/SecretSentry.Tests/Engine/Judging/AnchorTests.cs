using System.Text;
using System.Text.RegularExpressions;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Judging;
using SecretSentry.Engine.Kernels;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Search;
using SecretSentry.Patterns;
using Match = SecretSentry.Engine.Matches.Match;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>The prefilter of a scan finds anchors with the same values as a walk over every byte.</summary>
public class AnchorTests
{
    private static readonly bool IsDeep = Environment.GetEnvironmentVariable("SECRETSENTRY_DEEP") is not null;
    private static readonly RuleSet Rules = BuiltInRules.Load();
    private static readonly string[] Paths = ["", "a.env", "src/a.cs", "conf/app.yml", "run.sh", "docs/a.md", "a.json", "a.sql"];

    [Theory]
    [ClassData(typeof(KernelNames))]
    public void The_prefilter_and_a_walk_find_the_same_values(string kernel)
    {
        var (random, prefilter, values) = (new Random(5), PrefilterWith(kernel), 0);
        for (var i = 0; i < (IsDeep ? 20_000 : 500); i++)
        {
            var text = NamedText.Mutate(random, NamedText.Make(random, 30), random.Next(12));
            values += Compare(prefilter, text, Paths[i % Paths.Length], $"buffer {i} of kernel {kernel}");
        }

        values.Should().BeGreaterThan(5000, "there must be something to compare");
    }

    [Fact]
    public void The_prefilter_and_a_walk_find_the_same_values_in_the_files_of_this_repository()
    {
        var (prefilter, values) = (PrefilterWith(Kernel.Chosen.Name), 0);
        foreach (var folder in (string[])["src", "docs", "patterns"])
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(TestPaths.Top, folder), "*", SearchOption.AllDirectories)
                .Where(file => new FileInfo(file).Length < 300_000))
            {
                var path = Path.GetRelativePath(TestPaths.Top, file).Replace('\\', '/');
                values += Compare(prefilter, File.ReadAllBytes(file), path, path);
            }
        }

        values.Should().BeGreaterThan(500);
    }

    [Theory]
    [ClassData(typeof(KernelNames))]
    public void A_scan_reports_every_value_of_the_walk_that_the_judge_accepts(string kernel)
    {
        var judged = RuleSet.Compile(Rules.Rules.Where(rule => rule.IsJudged && rule.Anchor != Anchors.Rows)).AddJudgeFrom(Rules);
        var (random, scanner, found) = (new Random(6), Kernels.ScannerWith(judged, kernel), 0);
        for (var i = 0; i < (IsDeep ? 5000 : 150); i++)
        {
            var (text, path) = (NamedText.Make(random, 12), Paths[i % Paths.Length]);
            var matches = new List<Match>();
            scanner.Scan(text, path, matches);
            var credentials = ValuesOfEach(text, path).Where(value => LevelOf(text, value, path) is not null)
                .Select(value => (value.Start, value.End)).ToHashSet();
            matches.Select(match => (match.SecretStart, match.SecretEnd)).Should().BeSubsetOf(credentials, "buffer {0}", i);
            credentials.Where(value => !matches.Exists(match => match.SecretStart < value.End && value.Start < match.SecretEnd)).Should()
                .BeEmpty("buffer {0}", i);
            found += matches.Count;
        }

        found.Should().BeGreaterThan(100);
    }

    [Fact]
    public void The_stems_and_the_regexes_of_the_rules_agree()
    {
        var regexes = Rules.Rules.Where(rule => rule.Anchor == Anchors.Name)
            .Select(rule => new Regex(rule.Regex, RegexOptions.CultureInvariant)).ToArray();
        string[] edges = ["", "a", "z", "A", "Z", "_", "1", " ", "-", "\u00e9", "xy", "XY"];
        var (agreed, others) = (0, 0);
        foreach (var stem in NameStems.All)
        {
            foreach (var written in (string[])[stem, stem.ToUpperInvariant(), char.ToUpperInvariant(stem[0]) + stem[1..]])
            {
                foreach (var (before, after) in edges.SelectMany(before => edges.Select(after => (before, after))))
                {
                    var text = before + written + after;
                    var bytes = Encoding.Latin1.GetBytes(text);
                    var isStem = NameStems.GetStemLength(bytes, before.Length) >= stem.Length;
                    var isMatched = regexes.Any(regex => regex.Matches(text)
                        .Any(match => match.Index <= before.Length && match.Index + 1 >= before.Length && match.Index
                        + match.Length >= before.Length + stem.Length));
                    (isStem && !isMatched).Should().BeFalse("the stem of '{0}' is not found by a rule", text);
                    (agreed, others) = (agreed + (isStem ? 1 : 0), others + (isStem ? 0 : 1));
                }
            }
        }

        agreed.Should().BeGreaterThan(5000);
        others.Should().BeGreaterThan(1000, "a stem that must be a whole word is not found inside another word");
    }

    [Fact]
    public void A_match_of_a_name_regex_starts_at_a_stem_except_in_author_and_next_to_other_letters()
    {
        var (random, regexes, seen) = (new Random(8), Rules.Rules.Where(rule => rule.Anchor == Anchors.Name)
            .Select(rule => new Regex(rule.Regex, RegexOptions.CultureInvariant)).ToArray(), 0);
        for (var i = 0; i < 300; i++)
        {
            var bytes = NamedText.Make(random, 30);
            var text = Encoding.Latin1.GetString(bytes);
            foreach (System.Text.RegularExpressions.Match match in regexes.SelectMany(regex => regex.Matches(text)))
            {
                var isStem = NameStems.GetStemLength(bytes, match.Index) > 0
                    || (match.Index + 1 < bytes.Length && NameStems.GetStemLength(bytes, match.Index + 1) > 0);
                var around = text[Math.Max(0, match.Index - 1)..Math.Min(text.Length, match.Index + match.Length + 6)];
                (isStem || around.Contains("author", StringComparison.OrdinalIgnoreCase) || IsAmongLetters(text, match)).Should()
                    .BeTrue("'{0}' in '{1}'", match.Value, around);
                seen++;
            }
        }

        seen.Should().BeGreaterThan(5000);
    }

    /// <summary>
    /// The regexes of whole words have weaker conditions on the neighboring bytes. They do not handle bytes above 0x7F or runs of capitals.
    /// </summary>
    private static bool IsAmongLetters(string text, System.Text.RegularExpressions.Match match)
    {
        var (first, last) = (text[match.Index], text[match.Index + match.Length - 1]);
        return first > 0x7F || last > 0x7F || char.IsAsciiLetterUpper(last);
    }

    private static int Compare(Prefilter prefilter, byte[] text, string path, string what)
    {
        var (slow, fast) = (Values(text, path), new List<NamedValue>());
        prefilter.Run(text);
        foreach (ref readonly var candidate in prefilter.Candidates)
        {
            Read(candidate, text, PathFacts.Create(path), fast);
        }

        fast.Select(Span).ToHashSet().Should().BeEquivalentTo(slow.Select(Span).ToHashSet(), what);
        slow.Should().BeSubsetOf(fast, what);
        return slow.Count;
    }

    /// <summary>
    /// Reads an anchor as a scan does. It tries the offsets where the anchor's regex can match, up to the first one with a value.
    /// </summary>
    private static void Read(in Candidate candidate, byte[] text, PathFacts facts, List<NamedValue> found)
    {
        var (rule, one) = (Rules.Rules[candidate.Rule], new List<NamedValue>());
        for (var at = candidate.First; rule.IsJudged && at <= candidate.Last && one.Count == 0; at++)
        {
            var extractor = new CandidateExtractor(text, facts, one);
            Anchors.Read(rule.Anchor, text, at, ref extractor);
        }

        found.AddRange(one);
    }

    private static (int Start, int End) Span(NamedValue value) => (value.Start, value.End);

    private static List<NamedValue> Values(byte[] text, string path)
    {
        var found = new List<NamedValue>();
        AnchorFinder.Extract(text, PathFacts.Create(path), found);
        return found;
    }

    /// <summary>
    /// Returns the values of the walk and the values of each name read separately. The walk returns a value between two names only once.
    /// </summary>
    private static List<NamedValue> ValuesOfEach(byte[] text, string path)
    {
        var found = Values(text, path);
        for (var at = 0; at < text.Length; at++)
        {
            if (NameStems.GetStemLength(text, at) is > 0 and var length)
            {
                var own = new List<NamedValue>();
                _ = new CandidateExtractor(text, PathFacts.Create(path), own, isThorough: true).ReadName(at, at + length);
                found.AddRange(own);
            }
        }

        return found;
    }

    private static Confidence? LevelOf(byte[] text, NamedValue value, string path)
    {
        if (CandidateFilter.GetReason(text, value, PathFacts.Create(path)) != FilterReason.None)
        {
            return null;
        }

        var features = new int[(int)Feature.Count];
        CandidateFeatures.Write(text, value, PathFacts.Create(path), Rules.Judge!.Words, features);
        return SettledValues.ClassifyNonCredential(text, value, features) != Settled.No ? null
            : SettledValues.ClassifyCredential(text, value, PathFacts.Create(path)) is not Settled.No and var settled
            ? SettledValues.GetConfidence(settled)
            : Rules.Judge.GetConfidence(features);
    }

    private static Prefilter PrefilterWith(string kernel) => new(Rules, Kernel.Available.Single(one => one.Name == kernel));
}
