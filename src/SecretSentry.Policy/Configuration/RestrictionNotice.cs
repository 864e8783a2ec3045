using SecretSentry.Policy.Rules;

namespace SecretSentry.Policy.Configuration;

/// <summary>Describes what a repository's own configuration removes from the scan.</summary>
internal static class RestrictionNotice
{
    /// <summary>Maximum number of names in a list. A longer list ends with the number of the others.</summary>
    private const int FewNames = 4;

    /// <summary>
    /// Returns one line that says what a repository's own configuration removes from the scan. Empty: nothing. Rules of the file itself,
    /// and lists for those rules only, remove nothing.
    /// </summary>
    public static string Describe(ConfigurationFile file, RuleNames names)
    {
        var parts = new List<string>();
        if (file.Disabled.Count > 0)
        {
            parts.Add($"rules off: {FormatFew(file.Disabled.Keys.Order(StringComparer.Ordinal))}");
        }

        if (file.Changed.Count > 0)
        {
            parts.Add($"rules changed: {FormatFew(file.Changed.Order(StringComparer.Ordinal))}");
        }

        var lists = file.Allowlists.Count(names.MatchesBuiltIn);
        if (lists > 0)
        {
            parts.Add(lists == 1 ? "one allow-list" : $"{lists} allow-lists");
        }

        parts.AddRange(file.Settings.Where(value => value.Setting.IsRestricting(value)).Select(FormatSetting));
        return parts.Count == 0 ? ""
            : $"the repository's {file.File} restricts the scan: {string.Join("; ", parts)} (to see all: secretsentry config show)";
    }

    private static string FormatSetting(SettingValue value) =>
        $"{value.Setting.Name} = "
        + (value.Value is IReadOnlyList<string> texts ? $"[{FormatFew(texts.Select(Quoted.ShortenGlob))}]" : value.Format());

    /// <summary>Returns the first names, and how many more there are.</summary>
    private static string FormatFew(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return string.Join(", ", all.Take(FewNames)) + (all.Length > FewNames ? $" and {all.Length - FewNames} more" : "");
    }
}
