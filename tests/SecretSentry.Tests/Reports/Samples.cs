using System.Security.Cryptography;
using System.Text;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Rules;
using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Patterns;
using SecretSentry.Reports;

namespace SecretSentry.Tests.Reports;

/// <summary>Sample reports: an empty one, a small one with everything that is hard to write, and a large one.</summary>
internal static class Samples
{
    private static readonly Rule[] Rules = [.. BuiltInRules.Load().Rules];

    public static ScanReport Empty { get; } = new([], new Coverage(), "1.2.3") { Started = At(0), Ended = At(3) };

    /// <summary>Names of a hostile repository, in every field that a repository supplies.</summary>
    public static ScanReport Hostile { get; } = new(
        [.. Enumerable.Range(0, 8)
        .Select(i => Finding(i) with
        {
            Location = Finding(i).Location with { Path = Hard(i), Author = Hard(i), Subject = Hard(i), Ref = Hard(i) },
            Details = new Dictionary<string, ForeignText> { ["note"] = Hard(i) },
        })],
        Gaps(), "1.2.3")
    { Hidden = new(3, 0), Started = At(0), Ended = At(3) };

    public static ScanReport Small { get; } = Of(25);

    public static ScanReport Of(int findings) => new([.. Enumerable.Range(0, findings).Select(Finding)], Gaps(), "1.2.3")
    {
        Hidden = new(12, 2),
        Started = At(0),
        Ended = At(3),
    };

    public static Finding Finding(int number)
    {
        var rule = Rules[number % Rules.Length];
        var secret = Encoding.UTF8.GetBytes($"value-{number}-of-a-secret");
        return new Finding
        {
            Rule = rule,
            Confidence = (Confidence)(number % 3),
            Validity = (Validity)(number % 3),
            Stops = number % 3 > 0,
            Preview = Redaction.CreatePreview(secret),
            Identity = new(SHA256.HashData(secret).SelectMany(value => Encoding.ASCII.GetBytes($"{value:x2}")).ToArray()),
            Details = new Dictionary<string, ForeignText> { ["number"] = $"{number}" },
            Location = new Location
            {
                Path = $"src/folder {number % 50}/file{number % 700}.txt",
                Start = new TextPosition(number + 1, 5),
                End = new TextPosition(number + 1, 25),
                FirstLine = number + 1,
                LastLine = number + 1,
                Commit = number % 4 == 0 ? "" : $"{number:x40}",
                Author = number % 4 == 0 ? "" : $"Author {number % 40} <a{number % 40}@example.invalid>",
                Date = number % 4 == 0 ? null : new DateTimeOffset(2015 + (number % 10), 1 + (number % 12), 1 + (number % 28), 12, 0, 0,
                TimeSpan.FromHours(2)),
                Subject = $"change {number}",
                Ref = "refs/heads/main",
                Reachability = number % 4 == 0 ? "" : "head",
            },
        };
    }

    public static string Write(string format, ScanReport report)
    {
        using var output = new MemoryStream();
        ReportFormat.Write(format, output, report, default);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static Coverage Gaps()
    {
        var coverage = new Coverage();
        coverage.AddScanned(1000, false);
        coverage.AddSkipped("left <out> & counted");
        coverage.AddUnreadable(Hard(1), "damaged: " + Hard(2));
        coverage.AddAccepted(".secretsentry-ignore", 2);
        coverage.Gaps.Add("a rule was given up");
        coverage.Notices.Add("the repository's .secretsentry.toml restricts the scan: rules off: a");
        return coverage;
    }

    private static string Hard(int number) => (number % 8) switch
    {
        0 => "a\n::error::injected",
        1 => "\e[31mred\e[0m \u0007 </script><script>alert(1)</script>",
        2 => "=cmd|' /C calc'!A0",
        3 => "quote\" 'single' , comma; semi\r\nnext",
        4 => "\ud800 half, \ufffe none, \u202e turned, \u2066 apart\u2069, \u200f\u2028\ufeff",
        5 => "](http://evil.invalid) | `tick` ![x](y) <img src=x onerror=alert(1)>",
        6 => "100% ..%2F %0A::warning::x",
        _ => "Zoë 日本語 😀 ]]> <!-- --> &amp;",
    };

    private static DateTimeOffset At(int second) => new(2026, 11, 25, 1, 2, second, TimeSpan.Zero);
}
