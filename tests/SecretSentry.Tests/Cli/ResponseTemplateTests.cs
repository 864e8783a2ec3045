using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace SecretSentry.Tests.Cli;

/// <summary>
/// The CloudFormation template in docs/response/aws is consistent, and its EventBridge pattern equals the pattern file in the same folder.
/// </summary>
public class ResponseTemplateTests
{
    private static readonly string Folder = Path.Combine(TestPaths.Top, "docs", "response", "aws");
    private readonly YamlMappingNode _template = Load();

    [Fact]
    public void The_template_defines_everything_that_it_refers_to()
    {
        string[] names = [.. Keys("Parameters"), .. Keys("Resources"), "AWS::Region", "AWS::Partition", "AWS::AccountId"];
        var scalars = _template.AllNodes.OfType<YamlScalarNode>().Where(node => !node.Tag.IsEmpty).ToArray();
        scalars.Where(node => node.Tag == "!Ref").Select(node => node.Value).Should().NotBeEmpty()
            .And.OnlyContain(name => names.Contains(name));
        scalars.Where(node => node.Tag == "!GetAtt").Select(node => node.Value!.Split('.')[0]).Should().NotBeEmpty()
            .And.OnlyContain(name => names.Contains(name));
        scalars.Where(node => node.Tag == "!Sub")
            .SelectMany(node => System.Text.RegularExpressions.Regex.Matches(node.Value!, @"\$\{([^}]+)\}"))
            .Select(part => part.Groups[1].Value).Should().NotBeEmpty().And.OnlyContain(name => names.Contains(name));
        scalars.Select(node => node.Tag.Value).Distinct().Should().BeSubsetOf(["!Ref", "!GetAtt", "!Sub"]);
        foreach (var resource in Map(_template, "Resources").Children.Values.Cast<YamlMappingNode>())
        {
            Keys("Conditions").Should().Contain(Text(resource, "Condition"));
            Text(resource, "Type").Should().MatchRegex("^AWS::[A-Za-z]+::[A-Za-z]+$");
        }
    }

    [Fact]
    public void The_pattern_file_equals_the_pattern_of_the_template_with_default_values()
    {
        var inTemplate = Json(Map(Map(Map(Map(_template, "Resources"), "AlertRule"), "Properties"), "EventPattern"));
        JsonNode.DeepEquals(inTemplate, JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "unused-regions-pattern.json")))).Should()
            .BeTrue(inTemplate!.ToJsonString());
    }

    [Fact]
    public void The_policy_of_the_topic_lets_EventBridge_deliver()
    {
        var policy = Map(Map(Map(Map(_template, "Resources"), "AlertTopicPolicy"), "Properties"), "PolicyDocument");
        var statement = (YamlMappingNode)((YamlSequenceNode)policy["Statement"]).Children.Single();
        statement.Children.Keys.Select(key => ((YamlScalarNode)key).Value).Should().Equal("Effect", "Principal", "Action", "Resource");
        Text(Map(statement, "Principal"), "Service").Should().Be("events.amazonaws.com");
    }

    private static YamlMappingNode Load()
    {
        var stream = new YamlStream();
        using var text = File.OpenText(Path.Combine(Folder, "unused-regions-alert.yaml"));
        stream.Load(text);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    private static YamlMappingNode Map(YamlMappingNode node, string key) => (YamlMappingNode)node[key];

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value!;

    private IEnumerable<string> Keys(string section) => Map(_template, section).Children.Keys.Select(key => ((YamlScalarNode)key).Value!);

    /// <summary>Converts to JSON. A parameter becomes its default value, a list of parameters an array.</summary>
    private JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map =>
            new JsonObject(map.Children.Select(one => KeyValuePair.Create(((YamlScalarNode)one.Key).Value!, Json(one.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Tag.IsEmpty: false } reference => Default(reference.Value!),
        YamlScalarNode { Value: "true" or "false" } flag => flag.Value == "true",
        YamlScalarNode text => text.Value,
        _ => null,
    };

    private JsonNode Default(string parameter)
    {
        var (one, value) = (Map(Map(_template, "Parameters"), parameter), Text(Map(Map(_template, "Parameters"), parameter), "Default"));
        return Text(one, "Type") == "CommaDelimitedList" ? new JsonArray([.. value.Split(',').Select(item => (JsonNode)item)]) : value;
    }
}
