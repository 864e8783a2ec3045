using System.Text;
using SecretSentry.Engine.Rules;
using SecretSentry.Reports;

namespace SecretSentry.Tests.Reports;

/// <summary>Reports that nobody wrote with this program.</summary>
public class ReportReaderTests
{
    [Theory]
    [InlineData("\"severity\":\"high\"", "\"severity\":\"huge\"")]
    [InlineData("\"severity\":\"high\"", "\"severity\":\"7\"")]
    [InlineData("\"severity\":\"high\"", "\"severity\":\"99999999999\"")]
    [InlineData("\"confidence\":\"high\"", "\"confidence\":\"\"")]
    public void A_value_that_has_no_such_name_is_an_error_that_names_the_file(string valid, string other)
    {
        var merge = () => Merge(Write(), valid, other);
        merge.Should().Throw<FormatException>().WithMessage("'a.jsonl' is not a secretsentry report*");
    }

    [Fact]
    public void A_detail_that_occurs_twice_is_read_once()
    {
        var report = Merge(Write(), "\"details\":{", "\"details\":{\"one\":\"first\",\"one\":\"second\"");
        report.Findings.Should().ContainSingle().Which.Details["one"].Raw.Should().Be("first");
    }

    [Fact]
    public void A_report_whose_last_line_has_no_end_is_an_error() =>
        FluentActions.Invoking(() => Merge(Write(), "}\n", "}")).Should().Throw<FormatException>().WithMessage("*'a.jsonl'*not complete*");

    private static string Write() =>
        "{\"rule\":\"r\",\"description\":\"\",\"severity\":\"high\",\"confidence\":\"high\""
            + ",\"validity\":\"unknown\",\"file\":\"f\",\"line\":1,"
        + "\"column\":1,\"endLine\":1,\"endColumn\":2,\"preview\":\"\",\"fingerprint\":\"\",\"details\":{}}\n";

    private static ScanReport Merge(string report, string text, string other)
    {
        report.Should().Contain(text);
        var content = Encoding.UTF8.GetBytes(report.Replace(text, other, StringComparison.Ordinal));
        return ReportReader.Merge([("a.jsonl", content)], new Dictionary<string, Rule>(StringComparer.Ordinal), "1");
    }
}
