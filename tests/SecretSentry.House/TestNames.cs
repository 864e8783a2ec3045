using System.Text.RegularExpressions;

namespace SecretSentry.House;

/// <summary>Finds the tests that a table names: <c>Class.Method</c>, also with an argument in brackets, and <c>attack NAME</c>.</summary>
internal sealed partial class TestNames
{
    private readonly Dictionary<string, string> _sources;
    private readonly Attacks _attacks;

    /// <summary>Reads all tests below <paramref name="top"/>.</summary>
    public TestNames(string top)
    {
        _sources = Directory.EnumerateFiles(Path.Combine(top, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .GroupBy(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal)
            .ToDictionary(files => files.Key, files => string.Concat(files.Select(File.ReadAllText)), StringComparer.Ordinal);
        _attacks = new(Path.Combine(top, "tests", "hostile"));
    }

    /// <summary>Returns whether a text names at least one test, and each of them exists and is not known to fail.</summary>
    public bool NamesTests(string text)
    {
        var tests = GetTestRegex().Matches(text);
        var attacks = GetAttackRegex().Matches(text).Select(match => match.Groups[1].Value).ToArray();
        return tests.Count + attacks.Length > 0 && tests.All(Exists) && attacks.All(_attacks.Fails);
    }

    private bool Exists(Match test) => _sources.TryGetValue(test.Groups[1].Value, out var text)
        && text.Contains($" {test.Groups[2].Value}(", StringComparison.Ordinal)
        && (!test.Groups[3].Success || text.Contains($"\"{test.Groups[3].Value}\"", StringComparison.Ordinal));

    [GeneratedRegex("""(\w+Tests)\.(\w+)(?:\("([^"]+)"\))?""")]
    private static partial Regex GetTestRegex();

    [GeneratedRegex("`attack ([^`]+)`")]
    private static partial Regex GetAttackRegex();
}
