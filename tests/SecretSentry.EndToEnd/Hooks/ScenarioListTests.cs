using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace SecretSentry.EndToEnd.Hooks;

public partial class ScenarioListTests
{
    [Fact]
    public void The_list_of_scenarios_equals_the_scenario_tests()
    {
        var listed = File.ReadAllLines(Path.Combine(Programs.Top, "docs", "hook-scenarios.md")).Select(line => Row().Match(line))
            .Where(match => match.Success)
            .Select(match => (Number: int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), Test: match.Groups[2].Value))
            .ToArray();
        var tests = typeof(ScenarioListTests).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null && Named().IsMatch(method.Name))
            .Select(method => method.Name);
        listed.Select(one => one.Test).Should().BeEquivalentTo(tests);
        listed.Select(one => one.Number).Distinct().Should().Equal(Enumerable.Range(1, 64));
        listed.Should().OnlyContain(one => one.Test.StartsWith($"S{one.Number:00}_", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\|\s*(\d+)\s*\|.*\|\s*`(S\d\d_\w+)`\s*\|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"^S\d\d_")]
    private static partial Regex Named();
}
