using System.Globalization;
using System.Text;
using System.Xml;
using SecretSentry.Files;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>
/// JUnit XML as Jenkins, GitLab and Azure Pipelines read it. A finding that stops is a failed test. A finding that is only listed is a
/// skipped test: it is visible, but the run passes. What could not be read is a test with an error.
/// </summary>
internal static class JunitReport
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Indent = true,
        NewLineChars = "\n",
        Encoding = new UTF8Encoding(false),
        CloseOutput = false,
    };

    /// <summary>Writes one document. A clean scan is one test that passes.</summary>
    public static void Write(Stream output, ScanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (findings, coverage) = (report.Findings, report.Coverage);
        var errors = coverage.Unreadable.Count + coverage.Gaps.Count;
        using var xml = XmlWriter.Create(output, Settings);
        xml.WriteStartElement("testsuites");
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", "secretsentry");
        xml.WriteAttributeString("tests", Number(Math.Max(1, findings.Count + errors)));
        xml.WriteAttributeString("failures", Number(findings.Count(finding => finding.Stops)));
        xml.WriteAttributeString("errors", Number(errors));
        xml.WriteAttributeString("skipped", Number(findings.Count(finding => !finding.Stops)));
        foreach (var finding in findings)
        {
            WriteFinding(xml, finding);
        }

        foreach (var (name, reason) in coverage.Unreadable
            .Concat(coverage.Gaps.Select(gap => KeyValuePair.Create(new ForeignText("incomplete scan"), gap))))
        {
            StartTest(xml, name.ToString(), "coverage");
            WriteOutcome(xml, "error", "not-scanned", reason.ToString(), reason.ToString());
        }

        if (findings.Count + errors == 0)
        {
            StartTest(xml, report.IsEmpty ? "nothing was looked at" : "no credentials found", "secretsentry");
            xml.WriteEndElement();
        }

        if (!report.Hidden.IsNone)
        {
            xml.WriteElementString("system-out", Fit(report.Hidden.Sentence));
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteFinding(XmlWriter xml, Finding finding)
    {
        var location = finding.Location;
        StartTest(xml, $"{RuleText.GetId(finding.Rule)} at {Names.Format(location)}{Names.DescribeRepository(finding)}",
            Names.FormatPath(finding));
        var text = new StringBuilder();
        text.Append(RuleText.GetDescription(finding.Rule).ToString()).Append('\n').Append(finding.Preview).Append('\n')
            .Append("fingerprint ").Append(finding.Fingerprint);
        if (location.Commit.Length > 0)
        {
            text.Append('\n').Append("commit ").Append(location.Commit).Append(' ').Append(location.Author.ToString()).Append(": ")
                .Append(location.Subject.ToString());
        }

        if (finding.Stops)
        {
            WriteOutcome(xml, "failure", RuleText.GetId(finding.Rule).ToString(), RuleText.GetDescription(finding.Rule).ToString(),
                text.ToString());
            return;
        }

        // The format has no attributes here.
        xml.WriteElementString("skipped", Fit(text.ToString()));
        xml.WriteEndElement();
    }

    private static void StartTest(XmlWriter xml, string name, string group)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", Fit(name));
        xml.WriteAttributeString("classname", Fit(group));
    }

    private static void WriteOutcome(XmlWriter xml, string element, string type, string message, string text)
    {
        xml.WriteStartElement(element);
        xml.WriteAttributeString("type", Fit(type));
        xml.WriteAttributeString("message", Fit(message));
        xml.WriteString(Fit(text));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>Replaces what XML cannot represent: most control characters and unpaired surrogates. Line endings stay.</summary>
    private static string Fit(string text)
    {
        var fit = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                fit.Append(text[i]).Append(text[++i]);
            }
            else
            {
                fit.Append(text[i] == '\n' ? "\n" : XmlConvert.IsXmlChar(text[i]) ? text[i].ToString() : "\uFFFD");
            }
        }

        return fit.ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
