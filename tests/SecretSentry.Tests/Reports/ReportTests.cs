using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SecretSentry.Engine.Rules;
using SecretSentry.Findings;
using SecretSentry.Patterns;
using SecretSentry.Reports;

namespace SecretSentry.Tests.Reports;

public class ReportTests
{
    public static TheoryData<string> Formats => [.. ReportFormat.Names];

    [Theory]
    [MemberData(nameof(Formats))]
    public void No_control_character_of_a_repository_reaches_a_report(string format)
    {
        const string controls = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]";
        Regex.Matches(Samples.Write(format, Samples.Hostile), controls).Should().BeEmpty();
    }

    [Fact]
    public void No_cell_of_a_CSV_report_is_a_formula()
    {
        foreach (var first in "=+-@\t\r")
        {
            var finding = Samples.Finding(0) with { Location = Samples.Finding(0).Location with { Path = first + "1" } };
            var table = Samples.Write("csv", Samples.Empty with { Findings = [finding] });
            table.Split("\r\n")[1].Split(',').Should().NotContain(cell => cell.StartsWith(first)).And
                .NotContain(cell => cell.StartsWith("\"" + first));
        }
    }

    [Fact]
    public void SARIF_marks_an_incomplete_run_as_unsuccessful()
    {
        IsSuccessful(Samples.Empty).Should().BeTrue();
        IsSuccessful(Samples.Small).Should().BeFalse();
        var unread = new SecretSentry.Findings.Coverage();
        unread.AddUnreadable("a.txt", "damaged");
        IsSuccessful(Samples.Empty with { Coverage = unread }).Should().BeFalse();

        static bool IsSuccessful(ScanReport report)
        {
            using var json = JsonDocument.Parse(Samples.Write("sarif", report));
            return json.RootElement.GetProperty("runs")[0].GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean();
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_same_findings_give_the_same_bytes(string format)
    {
        var report = Samples.Write(format, Samples.Of(300));
        report.Should().Be(Samples.Write(format, Samples.Of(300)));
        report.Should().NotBe(Samples.Write(format, Samples.Of(299)), "the report contains every finding");
        report.Should().Contain("file1.txt");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_report_lists_what_was_not_scanned(string format)
    {
        // These two contain one finding a line and nothing else.
        Samples.Write(format, Samples.Small).Contains("a rule was given up", StringComparison.Ordinal).Should()
            .Be(format is not ("csv" or "jsonl"));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_report_contains_the_number_of_hidden_findings(string format)
    {
        // These three contain one finding a line and nothing else.
        var isShown = format is not ("csv" or "jsonl" or "msbuild");
        var number = format == "json" ? "\"low\": 3" : "3 findings of low confidence are not shown; --min-confidence low shows them";
        foreach (var report in new[] { Samples.Empty, Samples.Hostile })
        {
            Samples.Write(format, report with { Hidden = new(3, 0) }).Contains(number, StringComparison.Ordinal).Should().Be(isShown);
            Samples.Write(format, report with { Hidden = HiddenFindings.None }).Should().NotContain("not shown")
                .And.NotContain("\"low\": 3");
        }
    }

    [Theory]
    [InlineData("text", "No credentials found.")]
    [InlineData("html", "No credentials found.")]
    [InlineData("markdown", "no credentials found\n")]
    public void No_report_with_hidden_findings_says_that_nothing_was_found(string format, string words)
    {
        var coverage = new Coverage();
        coverage.AddScanned(1, isBinary: false);
        var report = Samples.Empty with { Coverage = coverage };
        Samples.Write(format, report).Should().Contain(words);
        Samples.Write(format, report with { Hidden = new(1, 0) }).Should().NotContain(words)
            .And.Contain("1 finding of low confidence is not shown; --min-confidence low shows it");
    }

    [Theory]
    [InlineData("text")]
    [InlineData("html")]
    [InlineData("markdown")]
    [InlineData("junit")]
    public void Nobody_says_that_nothing_was_found_when_nothing_was_looked_at(string format)
    {
        Samples.Write(format, Samples.Empty with { Coverage = new() }).Should().ContainEquivalentOf("nothing was looked at")
            .And.NotContainEquivalentOf("no credentials found");
        var known = new Coverage();
        known.AddSkipped("objects that were scanned before and have not changed (--no-cache scans them again)", 3);
        Samples.Write(format, Samples.Empty with { Coverage = known }).Should().ContainEquivalentOf("no credentials found");
    }

    [Fact]
    public void Reports_for_people_list_findings_in_tests_last()
    {
        var places = new[] { "docs/a.md", "src/b.cs", "test/c.cs", "src/d.cs" }.Select((path, i) => Samples.Finding(i) with
        {
            Location = Samples.Finding(i).Location with { Path = path },
        });
        var report = Samples.Small with { Findings = [.. places] };
        Regex.Matches(Samples.Write("text", report), "(?m)^  (\\S+):\\d+:\\d+|^Among").Select(line => line.Groups[1].Value).Should()
            .Equal("src/b.cs", "src/d.cs", "", "docs/a.md", "test/c.cs");
        Regex.Matches(Samples.Write("markdown", report), "(?m)\\| (\\S+):\\d+ \\||^### Among").Select(line => line.Groups[1].Value).Should()
            .BeEquivalentTo(["src/b.cs", "src/d.cs", "", "test/c.cs", "docs/a.md"]);
        Regex.Matches(Samples.Write("jsonl", report), "\"file\":\"([^\"]*)\"").Select(line => line.Groups[1].Value).Should()
            .Equal(["docs/a.md", "src/b.cs", "test/c.cs", "src/d.cs"], "reports for programs are ordered by location");
    }

    [Fact]
    public void Every_format_shows_whether_a_finding_stops()
    {
        var (stops, listed) = (Samples.Finding(2), Samples.Finding(2) with { Stops = false });
        foreach (var (format, yes, no) in new[]
        {
            ("text", "(high)", "(high, does not stop)"), ("json", "\"stops\": true", "\"stops\": false"),
                ("jsonl", "\"stops\":true", "\"stops\":false"), ("csv", ",true", ",false"),
            ("sarif", "\"level\": \"error\",\n          \"message\"", "\"level\": \"warning\",\n          \"message\""),
            ("junit", "<failure", "<skipped>"),
            ("gitlab", "confidence, fingerprint", "\"severity\": \"Info\""), ("github", "::error file=", "::warning file="),
            ("msbuild", "): error ", "): warning "), ("html", ",true]", ",false]"), ("markdown", " | yes | ", " | no | "),
        })
        {
            Samples.Write(format, Samples.Empty with { Findings = [stops] }).Should().Contain(yes).And.NotContain(no);
            Samples.Write(format, Samples.Empty with { Findings = [listed] }).Should().Contain(no).And.NotContain(yes);
        }

        Samples.Write("github", Samples.Empty with { Findings = [listed with { Confidence = Confidence.Low }] }).Should()
            .StartWith("::notice file=");
        Samples.Write("sarif", Samples.Empty with { Findings = [listed with { Confidence = Confidence.Low }] }).Should()
            .Contain("\"level\": \"note\",\n          \"message\"").And.Contain("\"stops\": false");
    }

    [Fact]
    public void In_an_old_report_without_the_field_stops_every_finding_stops()
    {
        var old = Samples.Write("jsonl", Samples.Small).Replace("\"stops\":false,", "", StringComparison.Ordinal)
            .Replace("\"stops\":true,", "", StringComparison.Ordinal);
        ReportReader.Merge([("old.jsonl", Encoding.UTF8.GetBytes(old))], new Dictionary<string, Rule>(), "1").Findings.Should()
            .HaveCount(25).And.OnlyContain(finding => finding.Stops);
    }

    [Fact]
    public void A_merge_adds_up_the_hidden_findings()
    {
        var merged =
            ReportReader.Merge([("a.json", Bytes("json", Samples.Small)), ("b.json", Bytes("json", Samples.Hostile)),
            ("c.jsonl", Bytes("jsonl", Samples.Small))], new Dictionary<string, Rule>(), "1");
        merged.Hidden.Should().Be(new HiddenFindings(15, 2));
    }

    [Fact]
    public void A_merge_lists_a_finding_with_an_old_rule_id_once_and_under_the_new_id()
    {
        var rule = new Rule { Id = "new-id", Aliases = ["old-id", "older-id"], Description = "what it is" };
        var known = new Dictionary<string, Rule> { [rule.Id] = rule };
        var (found, elsewhere) = (Samples.Finding(1) with { Rule = rule }, Samples.Finding(2) with
        {
            Rule = rule with { Id = "older-id" },
        });
        var old = found with { Rule = rule with { Id = "old-id" }, Fingerprint = "0123456789abcdef" };
        byte[] before = Bytes("jsonl", Samples.Small with { Findings = [old, elsewhere] }), after = Bytes("jsonl", Samples.Small with
        {
            Findings = [found],
        });
        var merged = ReportReader.Merge([("before", before), ("after", after)], known, "1").Findings;
        merged.Select(finding => (finding.Rule.Id, finding.Fingerprint)).Should()
            .Equal(("new-id", found.Fingerprint), ("new-id", elsewhere.Fingerprint));
        ReportReader.Merge([("before", before)], known, "1").Findings.Select(finding => finding.Rule.Id).Should().Equal("new-id", "new-id");
    }

    [Fact]
    public void SARIF_lists_the_old_ids_of_a_rule()
    {
        var rule = new Rule { Id = "new-id", Aliases = ["old-id", "older-id"] };
        using var json =
            JsonDocument.Parse(Samples.Write("sarif", Samples.Empty with { Findings = [Samples.Finding(1) with { Rule = rule }] }));
        var described = json.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules")[0];
        described.GetProperty("deprecatedIds").EnumerateArray().Select(id => id.GetString()).Should().Equal("old-id", "older-id");
        Samples.Write("sarif", Samples.Small).Contains("deprecatedIds", StringComparison.Ordinal).Should()
            .Be(Samples.Small.Findings.Any(finding => finding.Rule.Aliases.Count > 0));
    }

    [Fact]
    public void No_command_can_be_injected_into_annotations()
    {
        var lines = Samples.Write("github", Samples.Hostile).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().OnlyContain(line => Regex.IsMatch(line, "^::(error|warning|notice) [^:]*::"));
        lines.Should().HaveCount(Samples.Hostile.Findings.Count + 4);
    }

    [Fact]
    public void A_CSV_report_has_one_row_for_each_finding_and_only_text()
    {
        var rows = Csv(Samples.Write("csv", Samples.Hostile));
        rows.Should().HaveCount(Samples.Hostile.Findings.Count + 1).And.OnlyContain(row => row.Count == rows[0].Count);
        rows.SelectMany(row => row).Should().NotContain(cell => cell.Length > 0 && "=+-@".Contains(cell[0], StringComparison.Ordinal));
        rows[1 + 3][rows[0].IndexOf("author")].Should().Be("quote\" 'single' , comma; semi\\u000d\\u000anext");
    }

    [Fact]
    public void The_HTML_report_allows_only_its_own_script_and_style()
    {
        var html = Samples.Write("html", Samples.Hostile);
        var policy = Regex.Match(html, "content=\"(default-src[^\"]*)\"").Groups[1].Value;
        policy.Should().Contain("default-src 'none'")
            .And.Contain(HashOf(Regex.Match(html, "<style>(.*?)</style>", RegexOptions.Singleline)))
            .And.Contain(HashOf(Regex.Match(html, "<script>(.*?)</script>", RegexOptions.Singleline)));
        Regex.Count(html, "<script").Should().Be(2);
        Regex.Matches(html, "(src|href)\\s*=\\s*\"|url\\(|@import|<img").Should().BeEmpty();
    }

    [Fact]
    public void The_HTML_report_contains_every_finding()
    {
        var data = Regex.Match(Samples.Write("html", Samples.Of(1234)), "id=\"data\">(.*?)</script>", RegexOptions.Singleline).Groups[1]
            .Value;
        using var json = JsonDocument.Parse(data);
        json.RootElement.GetProperty("rows").GetArrayLength().Should().Be(1234);
        var row = json.RootElement.GetProperty("rows")[7];
        json.RootElement.GetProperty("paths")[row[2].GetInt32()].GetString().Should().Be(Samples.Finding(7).Location.Path.Raw);
        row[6].GetString().Should().Be(Samples.Finding(7).Fingerprint);
    }

    [Fact]
    public void The_Markdown_report_makes_no_link_from_a_path()
    {
        Samples.Write("markdown", Samples.Hostile).Should().NotContain("](http").And.NotContain("<img").And.NotContain("`tick`");
    }

    [Fact]
    public void Only_four_formats_contain_the_secret_when_it_is_requested()
    {
        var secret = "the-secret-itself-" + Guid.NewGuid();
        var report = Samples.Small with { Findings = [Samples.Finding(1) with { Secret = secret }] };
        ReportFormat.Names.Where(format => Samples.Write(format, report).Contains(secret, StringComparison.Ordinal)).Should()
            .BeEquivalentTo("text", "json", "jsonl", "csv");
    }

    [Fact]
    public void Shards_merge_into_the_report_of_the_whole_scan()
    {
        var known = BuiltInRules.Load().Rules.ToDictionary(rule => rule.Id);
        var (first, second) = (Samples.Of(400), Samples.Small);
        var merged = ReportReader.Merge([("a.json", Bytes("json", first)), ("b.jsonl", Bytes("jsonl", second))], known, "1.2.3");
        var sorted = first.Findings.OrderBy(f => f.Location.Path.Raw, StringComparer.Ordinal).ThenBy(f => f.Location.Start.Line);
        Samples.Write("jsonl", merged).Should().Be(Samples.Write("jsonl", first with { Findings = [.. sorted] }));
        Samples.Write("json", merged with { Findings = [] }).Should().Be(Samples.Write("json", first with { Findings = [] }));
        merged.Coverage.IsComplete.Should().BeFalse();
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{\"schemaVersion\":1}")]
    [InlineData("{\"rule\":\"a\"}")]
    [InlineData("[1,2]")]
    public void An_invalid_report_is_named(string text)
    {
        var merge = () => ReportReader.Merge([("x.json", Encoding.UTF8.GetBytes(text))], new Dictionary<string, Rule>(), "1");
        merge.Should().Throw<FormatException>().WithMessage("'x.json' is not a secretsentry report*");
    }

    private static byte[] Bytes(string format, ScanReport report) => Encoding.UTF8.GetBytes(Samples.Write(format, report));

    private static string HashOf(System.Text.RegularExpressions.Match match) =>
        "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(match.Groups[1].Value)));

    /// <summary>A reader of RFC 4180 that shares nothing with the writer.</summary>
    private static List<List<string>> Csv(string text)
    {
        var (rows, row, cell, isQuoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            if (isQuoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append(text[++i]);
            }
            else if (text[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && (text[i] == ',' || text[i] == '\n'))
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (text[i] == '\n')
                {
                    rows.Add(row);
                    row = [];
                }
            }
            else if (isQuoted || text[i] != '\r')
            {
                cell.Append(text[i]);
            }
        }

        return rows;
    }
}
