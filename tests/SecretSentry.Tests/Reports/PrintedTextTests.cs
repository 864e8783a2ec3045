using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SecretSentry.Findings;
using SecretSentry.Policy.Rules;
using SecretSentry.Reports;

namespace SecretSentry.Tests.Reports;

/// <summary>
/// Whatever a repository calls its files, authors and refs: no control character, no secret and no command of a CI service gets out, and
/// every format can still be read. Each report has random names in all its fields. The oracle knows what was put in.
/// </summary>
[UnsupportedOSPlatform("windows")]
public class PrintedTextTests
{
    private const int TextsInReport = 50;

    /// <summary>Other texts are tried with another number in this variable.</summary>
    private static readonly int FirstSeed =
        int.TryParse(Environment.GetEnvironmentVariable("SECRETSENTRY_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 0;

    /// <summary>Templates of the secrets, one for each of several rules.</summary>
    private static readonly string[] SecretTemplates =
    [
        "ghp_{crc62:30}", "AKIA{base32:16}", "glpat-{alnum:20}", "xoxb-{digit:12}-{digit:12}-{alnum:24}", "sk_live_{alnum:24}",
        "npm_{crc62:30}", "AIza{alnum:35}", "SG.{alnum:22}.{alnum:43}", "https://user:{alnum:24}@example.com",
    ];

    private static readonly string[] Harms =
    [
        "\e[2J", "\e[31m", "\e]0;title\a", "\u009b31m", "\r\n", "\n", "\r", "\t", "\0", "\b", "\x7f", "\u202e", "\u2066", "\u200b",
        "\u200d", "\ufeff", "\u2028", "\u2029", "\u00ad", "\u061c", "\u180e", "\u2060", "\U000e0041", "\ufe0f", "\ufffe", "\uffff",
        "\ud800", "\udc00", "\ufffd", "::add-mask::x", "::error file=a::b", " ::stop-commands::x", "\u00a0::error::x", ":",
        "##vso[task.setvariable variable=a]b", "##[error]x", "###[group]",
        "=1+1", "+1", "-1", "@SUM(1)", "\t=1", "'", "\"", "\"\"", ",", ";", "|", "%0A::error::x", "%0D", "<script>alert(1)</script>",
        "</script><b>", "<!--", "]]>", "&lt;", "&", "${{ x }}", "$(x)", "`x`", "[a](b)", "![a](b)", "*a*", "@octocat", "a/b", "a b",
        "ü", "日本", "😀", "\\u001b", "\\", "{{x}}",
    ];

    /// <summary>Which properties a report violates, with the seed that repeats it.</summary>
    private readonly List<string> _violations = [];

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("jsonl")]
    [InlineData("sarif")]
    [InlineData("junit")]
    [InlineData("gitlab")]
    [InlineData("github")]
    [InlineData("csv")]
    [InlineData("html")]
    [InlineData("markdown")]
    [InlineData("msbuild")]
    [InlineData("hook")]
    [InlineData("message")]
    [InlineData("explain")]
    [InlineData("doctor")]
    [InlineData("doctor json")]
    [InlineData("purge plan")]
    [InlineData("PURGE-PLAN.md")]
    public void Nothing_harmful_gets_out_and_the_format_stays_readable(string format)
    {
        // 18 kinds of output * 160 * 40 = more than 100,000 texts
        for (var seed = FirstSeed; seed < FirstSeed + 160; seed++)
        {
            var texts = new RandomTexts(seed);
            var output = Write(format, texts);
            Check(format, seed, output, texts);
        }

        _violations.CountBy(violation => violation[..violation.IndexOf(':', StringComparison.Ordinal)])
            .Select(kind => $"{kind.Value} times {_violations.First(text => text.StartsWith(kind.Key, StringComparison.Ordinal))}")
            .Should().BeEmpty();
    }

    private static string Write(string format, RandomTexts texts) => format switch
    {
        "hook" => WriteHook(texts),
        "message" => string.Join('\n', Enumerable.Range(0, TextsInReport)
            .Select(_ => $"secretsentry: {Safe.Escape($"'{texts.Next()}' cannot be read")}")),
        "explain" => OtherOutputs.WriteExplanation(texts.Next),
        "doctor" or "doctor json" => OtherOutputs.WriteDiagnosis(texts.Next, isJson: format == "doctor json"),
        "purge plan" or "PURGE-PLAN.md" => OtherOutputs.WritePlan(texts.Next, isFile: format == "PURGE-PLAN.md"),
        _ => Samples.Write(format, MakeReport(texts)),
    };

    private static string WriteHook(RandomTexts texts)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var report = new HookReport(output, isColored: false);
        var findings = MakeReport(texts).Findings;
        report.WriteBlocked($"commit blocked, merging {texts.Next()}",
            [.. findings.Take(4).Select(finding => new BlockingFinding(finding, [texts.Next()]))],
            Remedies.ListForCommit(findings, isFirstCommit: false));
        report.WriteNonBlocking([.. findings.Skip(4)], "secretsentry scan");
        report.WriteGaps(MakeReport(texts).Coverage);
        return output.ToString();
    }

    private static ScanReport MakeReport(RandomTexts texts)
    {
        var coverage = new Coverage();
        coverage.AddScanned(1, isBinary: false);
        for (var i = 0; i < 4; i++)
        {
            coverage.AddUnreadable(texts.Next(), texts.Next());
            coverage.Gaps.Add(texts.Next());
            coverage.Notices.Add(texts.Next());
            coverage.AddAccepted(texts.Next());
        }

        return new([.. Enumerable.Range(0, 6).Select(i => MakeFinding(i, texts))], coverage, "1.2.3");
    }

    private static Finding MakeFinding(int number, RandomTexts texts)
    {
        var finding = Samples.Finding(number);
        return finding with
        {
            Rule = finding.Rule with
            {
                Id = number == 5 ? texts.Next() : finding.Rule.Id,
                Description = texts.Next(),
                Rotate = texts.Next(),
            },
            Location = finding.Location with
            {
                Path = texts.Next(),
                Author = texts.Next(),
                Subject = texts.Next(),
                Ref = texts.Next(),
                Commit = $"{number:x40}",
                Reachability = "head",
            },
        };
    }

    private void Check(string format, int seed, string output, RandomTexts texts)
    {
        void Require(bool isMet, string property)
        {
            if (!isMet)
            {
                _violations.Add($"{property}: {format}, seed {seed.ToString(CultureInfo.InvariantCulture)}");
            }
        }

        var printed = texts.Secrets.Find(secret => output.Contains(secret, StringComparison.Ordinal));
        Require(printed is null, $"a secret is printed: '{FindLine(output, printed)}'");
        Require(!output.EnumerateRunes().Any(rune => rune.Value is not ('\n' or '\r') && IsHarmful(rune)),
            "a control character or an invisible one is printed");
        Require(format is "csv" or "html" || !output.Contains('\r', StringComparison.Ordinal), "a carriage return is printed");
        var lines = output.Split(['\n', '\r']);
        Require(format == "github" || !lines.Any(line => line.TrimStart().StartsWith("::", StringComparison.Ordinal)),
            "a command of GitHub is printed");
        Require(!Regex.IsMatch(output, @"##\[|##vso\["), "a command of Azure is printed");
        Require(IsReadable(format, output), "the format cannot be read");
    }

    private static string? FindLine(string output, string? secret) =>
        secret is null ? null : output.Split('\n').First(line => line.Contains(secret, StringComparison.Ordinal));

    private static bool IsHarmful(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned || rune.Value is 0xfe0f;

    /// <summary>Reads the output with a reader that is not ours, and compares what identifies each finding.</summary>
    private static bool IsReadable(string format, string output)
    {
        try
        {
            return format switch
            {
                "json" or "sarif" or "gitlab" or "doctor json" => JsonDocument.Parse(output) is not null,
                "jsonl" => output.Split('\n', StringSplitOptions.RemoveEmptyEntries).All(line => JsonDocument.Parse(line) is not null)
                    && output.Count(c => c == '\n') == 6,
                "junit" => XDocument.Parse(output).Descendants("testcase").Count() == 6 + 8,
                "csv" => ReadCsv(output) is { Count: 7 } rows && rows.All(row => row.Count == 20)
                    && rows.Skip(1).SelectMany(row => row)
                        .All(cell => cell.Length == 0 || !"=+-@\t\r\n".Contains(cell[0], StringComparison.Ordinal)),
                "html" => JsonDocument.Parse(Regex.Match(output, "(?s)id=\"data\">(.*?)</script>").Groups[1].Value)
                    .RootElement.GetProperty("rows").GetArrayLength() == 6 && Regex.Count(output, "<script") == 2
                    && !output.Contains("<b>", StringComparison.Ordinal),
                "github" => output.Split('\n', StringSplitOptions.RemoveEmptyEntries) is { Length: 6 + 12 } lines
                    && lines.All(line => Regex.IsMatch(line, "^::(error|warning|notice) [^:]*::")),
                "markdown" => output.Split('\n').Count(line => Regex.IsMatch(line, @"^\| (critical|high|medium|low) \|")) == 6
                    && !Regex.IsMatch(output, @"<script|\]\(|@octocat"),
                "msbuild" => output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length == 6 + 12,
                "message" => output.Split('\n').Length == TextsInReport,
                _ => true,
            };
        }
        catch (Exception e) when (e is JsonException or System.Xml.XmlException or FormatException)
        {
            return false;
        }
    }

    /// <summary>Reads CSV strictly as RFC 4180 has it, with CR LF between records.</summary>
    private static List<List<string>> ReadCsv(string text)
    {
        var (rows, row, at) = (new List<List<string>>(), new List<string>(), 0);
        while (at < text.Length)
        {
            var cell = new StringBuilder();
            if (text[at] == '"')
            {
                for (at++; ; at++)
                {
                    if (text[at] != '"')
                    {
                        cell.Append(text[at]);
                    }
                    else if (at + 1 < text.Length && text[at + 1] == '"')
                    {
                        cell.Append(text[at++]);
                    }
                    else
                    {
                        at++;
                        break;
                    }
                }
            }
            else
            {
                for (; text[at] is not (',' or '\r'); at++)
                {
                    cell.Append(text[at] is not ('"' or '\n') ? text[at]
                        : throw new FormatException("a quote or a line feed in a cell without quotes"));
                }
            }

            row.Add(cell.ToString());
            if (text[at] == ',')
            {
                at++;
                continue;
            }

            at += text[at..].StartsWith("\r\n", StringComparison.Ordinal) ? 2 : throw new FormatException("no line ending after a record");
            rows.Add(row);
            row = [];
        }

        return rows;
    }

    /// <summary>Makes texts from random bytes, classes of Unicode, harmful pieces and secrets.</summary>
    private sealed class RandomTexts(int seed)
    {
        private readonly Random _random = new(seed);

        /// <summary>The secrets that were put into texts so far, without what surrounds them.</summary>
        public List<string> Secrets { get; } = [];

        public string Next()
        {
            var text = new StringBuilder();
            for (var pieces = _random.Next(1, 7); pieces > 0; pieces--)
            {
                text.Append(_random.Next(6) switch
                {
                    0 => Encoding.UTF8.GetString(MakeBytes()),
                    1 => Encoding.Latin1.GetString(MakeBytes()),
                    2 => MakeCharacters(),
                    3 => Pick(["/", " ", "'", "\u200b", "\e[1m", "\n", "::"]) + MakeSecret()
                        + Pick(["/", " ", "'", ".txt", "\e[0m", "\n"]),
                    _ => Pick(Harms),
                });
            }

            return text.ToString();
        }

        private string Pick(string[] list) => list[_random.Next(list.Length)];

        private byte[] MakeBytes()
        {
            var bytes = new byte[_random.Next(1, 12)];
            _random.NextBytes(bytes);
            return bytes;
        }

        private string MakeCharacters() => string.Concat(Enumerable.Range(0, _random.Next(1, 6)).Select(_ =>
            _random.Next(2) == 0 ? ((char)_random.Next(0x10000)).ToString() : new Rune(_random.Next(0x10000, 0x110000)).ToString()));

        private string MakeSecret()
        {
            var secret = Template.Expand(Pick(SecretTemplates), _random.Next());
            Secrets.Add(secret.StartsWith("https", StringComparison.Ordinal) ? secret[13..37] : secret);
            return secret;
        }
    }
}
