using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Policy.Configuration;

/// <summary>
/// Resolves names of rules in configuration files: rules of the files, built-in rules, and gitleaks' names for built-in rules.
/// </summary>
/// <param name="files">All files of the run.</param>
/// <param name="builtIn">The built-in rules by id. Loaded only when a file names rules.</param>
internal sealed class RuleNames(IReadOnlyList<ConfigurationFile> files, Lazy<IReadOnlyDictionary<string, Rule>> builtIn)
{
    private readonly Lazy<IReadOnlyDictionary<string, Rule>> _all = new(() =>
        files.SelectMany(file => file.Rules).Concat(builtIn.Value.Values).GroupBy(rule => rule.Id, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal));

    /// <summary>
    /// Returns the file with our rules added for every name that means them. Names that mean no rule are reported in
    /// <see cref="ConfigurationFile.Unsupported"/>.
    /// </summary>
    public ConfigurationFile Resolve(ConfigurationFile file)
    {
        if (file.Disabled.Count == 0 && !file.Allowlists.Any(list => list.For.Count > 0))
        {
            return file;
        }

        var unknown = new List<string>();
        return file with
        {
            Disabled = ConfigurationFile.MergeDisabled(file.Disabled.SelectMany(entry =>
                ResolveName(entry.Key, $"{entry.Value}: 'disabledRules'", unknown).Select(id => KeyValuePair.Create(id, entry.Value)))),
            Allowlists =
            [.. file.Allowlists.Select(list =>
            list with
            {
                For = [.. list.For.SelectMany(name => ResolveName(name, $"{list.Origin}: an allow-list", unknown).Append(name))
                    .Distinct(StringComparer.Ordinal)],
            })],
            Unsupported = [.. file.Unsupported, .. unknown],
        };
    }

    /// <summary>Returns whether a list accepts findings of built-in rules.</summary>
    public bool MatchesBuiltIn(SharedAllowlist list) =>
        list.For.Count == 0 || list.For.Any(name => builtIn.Value.FindByName(name) is not null);

    private IEnumerable<string> ResolveName(string name, string by, List<string> unknown)
    {
        string[] ours = [.. GitleaksNames.FindRules(name, _all.Value)];
        if (ours.Length == 0)
        {
            unknown.Add($"{by} names '{Quoted.Shorten(name)}', which is not the name of a rule, so the name is ignored; for the names, "
                + "run: secretsentry rules list");
        }
        else if (ours is [var only] && _all.Value.TryGetValue(only, out var rule) && rule.Aliases.Contains(name, StringComparer.Ordinal))
        {
            unknown.Add($"{by} names '{name}', which is now part of '{only}', so it applies to all of '{only}'");
        }

        return ours;
    }
}
