using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Rules;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;
using SecretSentry.Tests.Engine.Judging;

namespace SecretSentry.Tests.Engine;

/// <summary>
/// A password or a key that is made here is found in the syntax of every language and format. It is reported as one finding with exactly
/// its bytes.
/// </summary>
public class LanguageTests
{
    /// <summary>Number of values of each kind for each case.</summary>
    private const int Values = 5;

    private static readonly RuleSet Rules = BuiltInRules.Load();

    /// <summary>Values that every judge must report. The test checks the syntax, not the verdict on a single value.</summary>
    private static readonly string[] Passwords =
        ["{lower:4}{digit:2}{upper:4}{digit:2}{lower:4}{digit:2}", "{lower:5}{digit:3}!{upper:4}%{digit:2}{lower:3}"];

    private static readonly string[] Keys = ["{alnum:15}{digit:1}{alnum:16}", "{alnum:11}{digit:1}{alnum:12}"];

    public static TheoryData<string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string>();
        foreach (var (format, path, text) in LanguageCases.All)
        {
            cases.Add(format, path, text);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_value_is_found_with_exactly_its_bytes(string format, string path, string text)
    {
        var isKey = text.Contains("@K", StringComparison.Ordinal);
        var at = text.IndexOf(isKey ? "@K" : "@P", StringComparison.Ordinal);
        var scanner = new Scanner(Rules);
        var missed = (isKey ? Keys : Passwords).SelectMany(template => Enumerable.Range(0, Values)
            .Select(variant => Template.Expand(template, variant)))
            .Where(value => !IsFound(scanner, path, $"{text[..at]}{value}{text[(at + 2)..]}\n", at, value.Length)).ToList();
        if (NotRightYet.Contains($"language | {format} | {text.ReplaceLineEndings("\\n")}"))
        {
            missed.Should().NotBeEmpty("an answer that is correct now must be removed from not-right-yet.txt");
        }
        else
        {
            missed.Should().BeEmpty("{0}: {1}", format, text);
        }
    }

    private static bool IsFound(Scanner scanner, string path, string planted, int start, int length)
    {
        var matches = new List<Match>();
        scanner.Scan(Encoding.ASCII.GetBytes(planted), path, matches);
        return matches is [var match] && match.SecretStart == start && match.SecretLength == length;
    }

    /// <summary>Uses the same cases with values of code that only handles a password.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void A_placeholder_instead_of_the_value_is_not_reported(string format, string path, string text)
    {
        var scanner = new Scanner(Rules);
        foreach (var value in new[] { "", "${DB_PASSWORD}", "changeme", "********", "<password>" })
        {
            if (value == "changeme" && PathFacts.Create(path).Kind == FileKind.Settings)
            {
                continue; // a default password that a service reads gives everybody access: FormCases.Weak
            }

            var planted = text.Replace("@P", value, StringComparison.Ordinal).Replace("@K", value, StringComparison.Ordinal) + "\n";
            var matches = new List<Match>();
            scanner.Scan(Encoding.ASCII.GetBytes(planted), path, matches);
            var least = value == "changeme" ? Confidence.Medium : Confidence.Low; // outside of settings a default may be at low (D17)
            var told = matches.Where(match => match.SecretLength > 0 && match.Confidence >= least); // a file's name may be reported
            told.Should().BeEmpty("{0}: {1}", format, planted);
        }
    }

    [Fact]
    public void At_least_forty_languages_and_formats_are_covered() =>
        LanguageCases.All.Select(one => one.Format).Distinct().Should().HaveCountGreaterThanOrEqualTo(40);
}
