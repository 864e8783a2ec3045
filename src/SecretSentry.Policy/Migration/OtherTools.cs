using System.Globalization;
using System.Text.Json;
using SecretSentry.Engine.Rules;
using SecretSentry.Files;
using SecretSentry.Policy.Rules;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SecretSentry.Policy.Migration;

/// <summary>Reads the settings of other tools from their files at the top of a repository.</summary>
public static class OtherTools
{
    /// <summary>Levels of a YAML document, with one for the stream and one for the document.</summary>
    private const int MaxDepth = 100;

    private static readonly (string File, Func<string, string, Migrated> Read)[] Readers =
    [
        (".gitleaks.toml", ReadGitleaks),
        (".secrets.baseline", DetectSecrets),
        (".gitallowed", ReadGitSecretsAllowed),
        (".talismanrc", ReadTalisman),
        (".secretsignore", ReadRipsecrets),
        ("trufflehog.yml", ReadTruffleHog),
        ("trufflehog.yaml", ReadTruffleHog),
        (".trufflehog.yml", ReadTruffleHog),
        (".trufflehogignore", ReadTruffleHogPaths),
        ("trufflehog-exclude.txt", ReadTruffleHogPaths),
    ];

    /// <summary>Names of the files that are read.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Readers.Select(reader => reader.File)];

    /// <summary>Returns the settings of every such file in <paramref name="folder"/>.</summary>
    /// <exception cref="RuleFileException">A file does not have the format that its name implies.</exception>
    public static IReadOnlyList<Migrated> Read(string folder) =>
        [.. Readers.Select(reader => (reader.File, reader.Read, Text: PolicyFile.FindInside(folder, reader.File, Budgets.Records)))
            .Where(reader => reader.Text is not null).Select(reader => ReadGuarded(reader.Read, reader.Text!, reader.File))];

    /// <summary>
    /// Returns the patterns of git-secrets. It stores them in git's configuration (<c>secrets.patterns</c>, <c>secrets.allowed</c>).
    /// </summary>
    public static Migrated ReadGitSecrets(IReadOnlyList<string> patterns, IReadOnlyList<string> allowed)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        return new()
        {
            Source = "git-secrets' patterns in git's configuration",
            Rules = [.. patterns.Where(pattern => !IsRegisteredAws(pattern)).Index()
            .Select(entry => CreateRule("git-secrets", entry.Index, "Pattern of git-secrets", entry.Item))],
            Allowlists = allowed.Count == 0 ? [] : [new()
            {
                Description = "secrets.allowed of git-secrets",
                Target = AllowlistTarget.Line,
                Regexes = [.. allowed],
            }],
        };
    }

    private static Migrated ReadGuarded(Func<string, string, Migrated> read, string text, string name)
    {
        try
        {
            return read(text, name);
        }
        catch (Exception e) when (e is JsonException or YamlException or InvalidOperationException or KeyNotFoundException
            or FormatException or ArgumentException)
        {
            throw new RuleFileException($"{name}: cannot be read: "
                + (e is YamlException { Start.Line: > 0 } yaml ? $"line {yaml.Start.Line} is not valid YAML" : ForeignSyntax.Describe(e)));
        }
    }

    private static Migrated ReadGitleaks(string text, string name) => new() { Source = name, Extends = name };

    private static Migrated DetectSecrets(string text, string name)
    {
        using var document = JsonDocument.Parse(text);
        var accepted = new List<AcceptedElsewhere>();
        foreach (var file in document.RootElement.GetProperty("results").EnumerateObject())
        {
            foreach (var secret in file.Value.EnumerateArray()
                .Where(secret => !(secret.TryGetProperty("is_secret", out var isSecret) && isSecret.ValueKind == JsonValueKind.True)))
            {
                accepted.Add(new(file.Name.Replace('\\', '/'), secret.GetProperty("line_number")
                    .GetInt32(), secret.GetProperty("hashed_secret")
                    .GetString() ?? "", $"from {name}"));
            }
        }

        var unsupported = document.RootElement.TryGetProperty("filters_used", out var filters)
            ? filters.EnumerateArray().Where(filter => filter.TryGetProperty("pattern", out _))
            .Select(filter => $"{name}: the filter {filter.GetProperty("path").GetString()} has a pattern; write it as an [[allowlists]]")
            .ToArray()
            : [];
        return new() { Source = name, Accepted = accepted, Unsupported = unsupported };
    }

    /// <summary>
    /// Reads allowed patterns, which are egrep's. git-secrets searches them in <c>FILE:LINE:TEXT</c>. Our patterns see only the line.
    /// </summary>
    private static Migrated ReadGitSecretsAllowed(string text, string name)
    {
        string[] lines = [.. EnumerateLines(text)];
        return new()
        {
            Source = name,
            Allowlists = lines.Length == 0 ? [] : [new() { Description = name, Target = AllowlistTarget.Line, Regexes = lines }],
            Unsupported = [.. lines.Where(line => line.Contains(':', StringComparison.Ordinal))
            .Select(line =>
            $"{name}: '{line}' may match the file name before the line, which an allow-list matches only with 'paths'")],
        };
    }

    private static Migrated ReadTalisman(string text, string name)
    {
        var root = ParseRoot(text);
        var (exclude, accepted, unsupported) = (new List<string>(), new List<AcceptedElsewhere>(), new List<string>());
        foreach (var entry in GetMaps(root, "fileignoreconfig"))
        {
            var file = GetText(entry, "filename");
            if (GetText(entry, "checksum").Length > 0)
            {
                accepted.Add(new(file, 0, "", $"from {name}")); // only the secrets that the file contains now
            }
            else
            {
                exclude.Add(file);
            }
        }

        if (GetTexts(root, "scopeconfig").Any() || GetMaps(root, "scopeconfig").Any())
        {
            unsupported.Add($"{name}: 'scopeconfig' (kinds of lock files) is not supported; add the files to 'exclude' if they are "
                + "reported");
        }

        if (GetText(root, "threshold").Length > 0)
        {
            unsupported.Add($"{name}: 'threshold' is a severity, which is not supported; the nearest setting is "
                + "minConfidence = \"medium\" or \"high\"");
        }

        string[] allowed = [.. GetTexts(root, "allowed_patterns")];
        return new()
        {
            Source = name,
            Exclude = exclude,
            Accepted = accepted,
            Rules = [.. GetTexts(root, "custom_patterns").Concat(GetMaps(root, "custom_patterns").Select(map => GetText(map, "pattern")))
            .Where(pattern => pattern.Length > 0).Index()
            .Select(entry => CreateRule("talisman", entry.Index, "Pattern of talisman", entry.Item))],
            Allowlists = allowed.Length == 0 ? [] : [new()
            {
                Description = "allowed_patterns of talisman",
                Target = AllowlistTarget.Line,
                Regexes = allowed,
            }],
            Unsupported = unsupported,
        };
    }

    /// <summary>Reads globs as in .gitignore. After a line <c>[secrets]</c> follow regexes of secrets.</summary>
    private static Migrated ReadRipsecrets(string text, string name)
    {
        var (exclude, secrets, isSecrets) = (new List<string>(), new List<string>(), false);
        foreach (var line in EnumerateLines(text))
        {
            if (line.StartsWith('['))
            {
                isSecrets = line == "[secrets]";
            }
            else
            {
                (isSecrets ? secrets : exclude).Add(isSecrets ? line : ToGlob(line));
            }
        }

        return new()
        {
            Source = name,
            Exclude = exclude,
            Allowlists = secrets.Count == 0 ? [] : [new() { Description = "[secrets] of ripsecrets", Regexes = secrets }],
        };
    }

    private static Migrated ReadTruffleHog(string text, string name)
    {
        var root = ParseRoot(text);
        var (rules, unsupported) = (new List<Rule>(), new List<string>());
        foreach (var detector in GetMaps(root, "detectors"))
        {
            var id = ToId(GetText(detector, "name"));
            foreach (var (key, regex) in Map(detector, "regex").Children.OfType<KeyValuePair<YamlNode, YamlNode>>()
                .Select(pair => (pair.Key.ToString(), pair.Value.ToString())))
            {
                rules.Add(new Rule
                {
                    Id = Map(detector, "regex").Children.Count > 1 ? $"{id}-{ToId(key)}" : id,
                    Description = $"{GetText(detector, "name")} (from trufflehog)",
                    Regex = regex,
                    Keywords = [.. GetTexts(detector, "keywords").Select(word => word.ToLowerInvariant())],
                });
            }

            if (Map(detector, "regex").Children.Count > 1)
            {
                unsupported.Add($"{name}: '{GetText(detector, "name")}' requires all of its regexes to match; here each one is a separate "
                    + "rule");
            }

            if (detector.Children.ContainsKey("verify"))
            {
                unsupported.Add($"{name}: 'verify' of '{GetText(detector, "name")}' is not supported, because there is no network access");
            }
        }

        if (root.Children.ContainsKey("sources"))
        {
            unsupported.Add($"{name}: 'sources' is not supported; specify what to scan on the command line");
        }

        return new() { Source = name, Rules = rules, Unsupported = unsupported };
    }

    private static Migrated ReadTruffleHogPaths(string text, string name)
    {
        string[] paths = [.. EnumerateLines(text)];
        return new() { Source = name, Allowlists = paths.Length == 0 ? [] : [new() { Description = $"paths of {name}", Paths = paths }] };
    }

    /// <summary>
    /// Returns whether a pattern comes from git-secrets --register-aws. The built-in rules cover more than these patterns.
    /// </summary>
    private static bool IsRegisteredAws(string pattern) =>
        pattern.Contains("(AWS|aws|Aws)", StringComparison.Ordinal) || pattern.Contains("AKIA", StringComparison.Ordinal);

    private static Rule CreateRule(string tool, int index, string description, string regex) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{tool}-pattern-{index + 1}"),
        Description = description,
        Regex = regex,
    };

    private static string ToId(string name) => string.Join('-',
        string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : ' '))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// Returns our glob for a line of .gitignore. A line without a slash applies in any folder. A folder applies to everything below it.
    /// </summary>
    private static string ToGlob(string line)
    {
        var path = line.TrimStart('/').TrimEnd('/');
        var anchored = line.TrimEnd('/').Contains('/', StringComparison.Ordinal) ? path : $"**/{path}";
        return line.EndsWith('/') || !Path.HasExtension(path) ? $"{anchored}/**" : anchored;
    }

    private static IEnumerable<string> EnumerateLines(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    /// <summary>The library builds nodes by recursion, so a document that is nested deep enough would end the program.</summary>
    /// <exception cref="YamlException">The document is nested too deep.</exception>
    private static void RequireShallow(string text)
    {
        var (parser, depth) = (new Parser(new StringReader(text)), 0);
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MaxDepth)
            {
                throw new YamlException($"it is nested more than {MaxDepth} levels deep");
            }
        }
    }

    private static YamlMappingNode ParseRoot(string text)
    {
        RequireShallow(text);
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Count > 0 && stream.Documents[0].RootNode is YamlMappingNode map ? map : new YamlMappingNode();
    }

    private static IEnumerable<YamlNode> GetItems(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(key, out var value) && value is YamlSequenceNode list ? list.Children : [];

    private static IEnumerable<YamlMappingNode> GetMaps(YamlMappingNode map, string key) => GetItems(map, key).OfType<YamlMappingNode>();

    private static IEnumerable<string> GetTexts(YamlMappingNode map, string key) =>
        GetItems(map, key).OfType<YamlScalarNode>().Select(node => node.Value ?? "");

    private static YamlMappingNode Map(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(key, out var value) && value is YamlMappingNode inner ? inner : new YamlMappingNode();

    private static string GetText(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(key, out var value) && value is YamlScalarNode { Value: { } text } ? text : "";
}
