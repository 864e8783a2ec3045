using System.Text.Json.Nodes;
using System.Xml;
using Json.Schema;
using SecretSentry.Reports;

namespace SecretSentry.Tests.Reports;

/// <summary>Validates reports against schemas. Schemas/README.md has the origin of the schemas.</summary>
public class SchemaTests
{
    private static readonly JsonSchema Sarif = JsonSchema.FromText(Resource("sarif-2.1.0.json"));
    private static readonly JsonSchema GitLab = JsonSchema.FromText(Resource("gitlab-secret-detection.json"));

    /// <summary>GitLab's published file. We may not commit it, so SECRETSENTRY_GITLAB_SCHEMA names a copy.</summary>
    private static readonly JsonSchema GitLabPublished =
        Environment.GetEnvironmentVariable("SECRETSENTRY_GITLAB_SCHEMA") is { Length: > 0 } file
        ? JsonSchema.FromText(File.ReadAllText(file)) : GitLab;

    public static TheoryData<string> Reports => ["empty", "small", "hostile", "large"];

    [Theory]
    [MemberData(nameof(Reports))]
    public void Sarif_is_valid(string name) => ProblemsOf(Sarif, Samples.Write("sarif", Report(name))).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Reports))]
    public void Gitlab_is_valid(string name)
    {
        var report = Samples.Write("gitlab", Report(name));
        ProblemsOf(GitLab, report).Should().BeEmpty();
        ProblemsOf(GitLabPublished, report).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void Junit_is_valid(string name)
    {
        var problems = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema };
        using (var schema = XmlReader.Create(new StringReader(Resource("jenkins-junit.xsd"))))
        {
            settings.Schemas.Add(null, schema);
        }

        settings.ValidationEventHandler += (_, problem) => problems.Add(problem.Message);
        using var xml = XmlReader.Create(new StringReader(Samples.Write("junit", Report(name))), settings);
        var outcomes = new Dictionary<string, int>();
        while (xml.Read())
        {
            outcomes[xml.Name] = outcomes.GetValueOrDefault(xml.Name) + (xml.NodeType == XmlNodeType.Element ? 1 : 0);
        }

        problems.Should().BeEmpty();
        outcomes.GetValueOrDefault("failure").Should().Be(Report(name).Findings.Count(finding => finding.Stops));
        outcomes.GetValueOrDefault("skipped").Should().Be(Report(name).Findings.Count(finding => !finding.Stops));
    }

    [Fact]
    public void The_schemas_reject_invalid_reports()
    {
        ProblemsOf(Sarif, Samples.Write("sarif", Samples.Small)
            .Replace("\"level\": \"error\"", "\"level\": \"terrible\"", StringComparison.Ordinal)).Should().NotBeEmpty();
        foreach (var schema in new[] { GitLab, GitLabPublished })
        {
            ProblemsOf(schema, Samples.Write("gitlab", Samples.Small).Replace("\"High\"", "\"Terrible\"", StringComparison.Ordinal))
                .Should().NotBeEmpty();
            ProblemsOf(schema, Samples.Write("gitlab", Samples.Small).Replace("\"commit\"", "\"committed\"", StringComparison.Ordinal))
                .Should().NotBeEmpty();
        }
    }

    [Fact]
    public void A_large_SARIF_report_is_split_into_runs_that_code_scanning_accepts()
    {
        var runs = JsonNode.Parse(Samples.Write("sarif", Samples.Of(50_001)))!["runs"]!.AsArray();
        runs.Select(run => run!["results"]!.AsArray().Count).Should().Equal(25_000, 25_000, 1);
        runs.Skip(1).Select(run => run!["automationDetails"]!["id"]!.GetValue<string>()).Should().OnlyHaveUniqueItems();
    }

    private static ScanReport Report(string name) => name switch
    {
        "empty" => Samples.Empty,
        "small" => Samples.Small,
        "hostile" => Samples.Hostile,
        _ => Samples.Of(50_000),
    };

    private static List<string> ProblemsOf(JsonSchema schema, string text)
    {
        var result = schema.Evaluate(JsonNode.Parse(text), new EvaluationOptions
        {
            OutputFormat = text.Length > 5_000_000 ? OutputFormat.Flag : OutputFormat.List,
        });
        return result.IsValid ? [] : ["not valid", .. result.Details.Where(detail => detail.HasErrors)
            .Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}")];
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(SchemaTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
