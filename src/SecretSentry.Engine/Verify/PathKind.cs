namespace SecretSentry.Engine.Verify;

/// <summary>What a path says about the file, as far as it bears on how much a value that only its name gives away is worth.</summary>
internal enum PathKind
{
    /// <summary>Program text, or no path.</summary>
    Source,

    /// <summary>Settings, as programs read them at start-up.</summary>
    Configuration,

    /// <summary>Tests, fixtures, examples, documentation, and other people's code that was copied in: made-up values are the rule there.</summary>
    Example,
}

/// <summary>Tells <see cref="PathKind"/> by folder names and extensions.</summary>
internal static class PathKinds
{
    private static readonly string[] ExampleWords =
    [
        "test", "tests", "testing", "testdata", "spec", "specs", "fixture", "fixtures", "example", "examples", "sample", "samples", "mock", "mocks", "doc", "docs", "documentation", "demo", "tutorial", "template", "templates",
        "testsuite", "testsuites", "testcase", "testcases", "unittest", "unittests", "stub", "stubs", "fake", "fakes", "dummy", "cassette", "cassettes", "snapshot", "snapshots", "devcontainer", "mocking", "mocked", "tutorials", "demos", "guides",
    ];

    /// <summary>Names of folders: perl's and git's tests, and where package programs keep what they downloaded.</summary>
    private static readonly string[] ExampleFolders = ["t", "vendor", "node_modules", "third_party", "bower_components", ".yarn"];

    private static readonly string[] ExampleEndings = [".md", ".rst", ".adoc", ".markdown", ".example", ".sample", ".template", ".dist"];

    private static readonly string[] ConfigurationEndings =
    [
        ".env", ".ini", ".cfg", ".conf", ".config", ".cnf", ".properties", ".props", ".yml", ".yaml", ".toml", ".json", ".xml", ".tf", ".tfvars", ".tfstate", ".hcl", ".plist", ".reg", ".netrc", ".pgpass", ".npmrc", ".pypirc", ".cfg.in", ".txt", ".sql",
    ];

    /// <summary>The kind of the file at <paramref name="path"/>; an example is an example whatever its ending.</summary>
    public static PathKind Of(string path) =>
        IsExample(path) ? PathKind.Example : IsConfiguration(path) ? PathKind.Configuration : PathKind.Source;

    private static bool IsExample(ReadOnlySpan<char> path)
    {
        if (EndsWithAny(path, ExampleEndings) || IsInExampleFolder(path))
        {
            return true;
        }

        for (var start = 0; start < path.Length;)
        {
            var end = start;
            while (end < path.Length && char.IsAsciiLetter(path[end]) && !(end > start && char.IsAsciiLetterUpper(path[end]) && char.IsAsciiLetterLower(path[end - 1])))
            {
                end++;
            }

            if (end > start && IsExampleWord(path[start..end]))
            {
                return true;
            }

            start = Math.Max(end, start + 1);
        }

        return false;
    }

    private static bool IsInExampleFolder(ReadOnlySpan<char> path)
    {
        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/'))
        {
            foreach (var folder in ExampleFolders)
            {
                if (path[..slash].SequenceEqual(folder))
                {
                    return true;
                }
            }

            path = path[(slash + 1)..];
        }

        return false;
    }

    private static bool IsExampleWord(ReadOnlySpan<char> word)
    {
        foreach (var known in ExampleWords)
        {
            if (word.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsConfiguration(ReadOnlySpan<char> path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.Length > 0 && (EndsWithAny(name, ConfigurationEndings) || name.Contains("config", StringComparison.OrdinalIgnoreCase) || name.Contains("settings", StringComparison.OrdinalIgnoreCase) || name.StartsWith(".env", StringComparison.Ordinal) || name.StartsWith("Dockerfile", StringComparison.OrdinalIgnoreCase) || !name.Contains('.') || (name[0] == '.' && !name[1..].Contains('.')));
    }

    private static bool EndsWithAny(ReadOnlySpan<char> text, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (text.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
