using SecretSentry.Reports;

namespace SecretSentry.Tests.Reports;

public class ReportFormatTests
{
    [Theory]
    [InlineData("", "text")]
    [InlineData("report", "text")]
    [InlineData("report.txt", "text")]
    [InlineData("a.b/report.JSONL", "jsonl")]
    [InlineData("report.md", "markdown")]
    [InlineData("report.xml", "junit")]
    [InlineData("report.sarif", "sarif")]
    public void The_extension_of_a_file_selects_the_format(string file, string format)
    {
        ReportFormat.FindByEnding(file).Should().Be(format);
        ReportFormat.Names.Should().Contain(format);
    }
}
