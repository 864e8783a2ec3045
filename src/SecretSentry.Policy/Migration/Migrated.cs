using System.Text;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Policy.Migration;

/// <summary>The settings of another tool, converted to ours.</summary>
public sealed record Migrated
{
    /// <summary>The file or setting that they come from.</summary>
    public required string Source { get; init; }

    /// <summary>Configuration file to read as it is (<c>extend.path</c>). Empty: none.</summary>
    internal string Extends { get; init; } = "";

    /// <summary>Rules to add.</summary>
    internal IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>Allow-lists for what is not to be reported.</summary>
    internal IReadOnlyList<Allowlist> Allowlists { get; init; } = [];

    /// <summary>Globs of paths that are not scanned.</summary>
    internal IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Findings that are accepted one by one.</summary>
    public IReadOnlyList<AcceptedElsewhere> Accepted { get; init; } = [];

    /// <summary>Settings that could not be converted. Each is a sentence that says what to do instead.</summary>
    public IReadOnlyList<string> Unsupported { get; init; } = [];

    /// <summary>Whether a configuration file would contain anything.</summary>
    public bool HasConfiguration => Extends.Length + Rules.Count + Allowlists.Count + Exclude.Count > 0;

    /// <summary>
    /// Returns the text of a <c>.secretsentry.toml</c> with the settings of all parts. A file can extend only one other file, so only the
    /// first part that extends one does.
    /// </summary>
    public static string FormatToml(IReadOnlyList<Migrated> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var toml = new StringBuilder();
        toml.Append("# Made by 'secretsentry migrate' from ")
            .AppendJoin(", ", parts.Where(part => part.HasConfiguration).Select(part => part.Source)).Append('\n');
        Append(toml, "exclude", [.. parts.SelectMany(part => part.Exclude)]);
        if (parts.FirstOrDefault(part => part.Extends.Length > 0) is { } extended)
        {
            toml.Append("\n[extend]\npath = ").Append(Quote(extended.Extends)).Append('\n');
        }

        foreach (var rule in parts.SelectMany(part => part.Rules))
        {
            toml.Append("\n[[rules]]\nid = ").Append(Quote(rule.Id)).Append("\ndescription = ").Append(Quote(rule.Description))
                .Append("\nregex = ").Append(Quote(rule.Regex)).Append('\n');
            Append(toml, "keywords", rule.Keywords);
        }

        foreach (var list in parts.SelectMany(part => part.Allowlists))
        {
            toml.Append("\n[[allowlists]]\ndescription = ").Append(Quote(list.Description)).Append('\n');
            if (list.Target != AllowlistTarget.Secret)
            {
                toml.Append("regexTarget = ").Append(Quote(list.Target == AllowlistTarget.Line ? "line" : "match")).Append('\n');
            }

            Append(toml, "regexes", list.Regexes);
            Append(toml, "paths", list.Paths);
        }

        return toml.ToString();
    }

    private static void Append(StringBuilder toml, string key, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            toml.Append(key).Append(" = [\n").AppendJoin("", values.Select(value => $"  {Quote(value)},\n")).Append("]\n");
        }
    }

    /// <summary>Quotes a string for TOML. It is left unescaped where possible, so that regexes stay readable.</summary>
    private static string Quote(string text)
    {
        if (!text.Contains('\'', StringComparison.Ordinal) && !text.Any(char.IsControl))
        {
            return $"'{text}'";
        }

        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString());
        }

        return quoted.Append('"').ToString();
    }
}
