using SecretSentry.Engine.Rules;
using SecretSentry.Reports;

namespace SecretSentry.Tests.Reports;

public class PlaybookTests
{
    [Fact]
    public void Each_kind_has_a_page_without_an_open_place() => Playbook.Kinds.Should().AllSatisfy(kind =>
        Playbook.Format(kind).Should().Contain($"a leaked credential ({kind})").And.NotContainAny("{{", "\r").And.NotEndWith("\n"));

    [Theory]
    [InlineData("aws-secret-access-key", "aws")]
    [InlineData("jwk-private-key", "private-key")]
    [InlineData("acme-token", "general")]
    public void The_rule_selects_the_page(string id, string kind)
    {
        var rule = new Rule { Id = id, Rotate = "Ask for a new one.", Reference = "" };
        var page = Playbook.Format(rule, "a\e.txt:3");
        page.Should().Contain(id).And.Contain("a\\u001b.txt:3").And.Contain(rule.Rotate).And.NotContain("{{");
        page.Split('\n').Where(line => line.StartsWith('#')).Skip(1)
            .Should().Equal(Playbook.Format(kind).Split('\n').Where(line => line.StartsWith('#')).Skip(1));
    }

    [Fact]
    public void A_template_is_the_file_of_the_documentation() => Playbook.ReadTemplate(Playbook.Templates.Should().ContainSingle().Which)
        .Should().Be(File.ReadAllText(Path.Combine(TestPaths.Top, "docs", "response", "aws", "unused-regions-alert.yaml")));
}
