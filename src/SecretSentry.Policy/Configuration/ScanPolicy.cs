using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Policy.Configuration;

/// <summary>
/// What a run searches for and what it accepts: the configuration and the records of accepted findings of the user, the repository and the
/// command line. Each setting has its origin. It does not change after it is loaded.
/// </summary>
public sealed class ScanPolicy
{
    internal ScanPolicy()
    {
    }

    /// <summary>The files that were read, in order of application.</summary>
    internal IReadOnlyList<ConfigurationFile> Files { get; init; } = [];

    /// <summary>The settings of all files.</summary>
    public EffectiveSettings Settings { get; internal init; } = new();

    /// <summary>Records of accepted findings.</summary>
    public Acceptances Acceptances { get; internal init; } = new();

    /// <summary>Files that the records come from.</summary>
    internal IReadOnlyList<string> RecordFiles { get; init; } = [];

    /// <summary>Allow-lists that the scanner applies, for one rule, several or all. Null: none.</summary>
    public SharedAllowlists? Allowlists { get; internal init; }

    /// <summary>What the repository's own file removes from the scan, one line. Reported on every run, also by hooks.</summary>
    public IReadOnlyList<string> Notices { get; internal init; } = [];

    /// <summary>
    /// Parts of the files that have no effect here, one sentence each. None of them switches anything off, so a hook need not repeat them.
    /// </summary>
    public IReadOnlyList<string> Unsupported { get; internal init; } = [];

    /// <summary>Rules that are switched off: id, and the location in a file that does it.</summary>
    internal IReadOnlyDictionary<string, string> Disabled { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether the configuration changes the built-in rules.</summary>
    public bool ChangesRules =>
        Disabled.Count > 0 || Files.Any(file => file.Rules.Count > 0) || !Settings.Get(SettingTable.UseDefault);

    /// <summary>Reads all sources.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="builtIn">Returns the built-in rules. Called only when there is a configuration file.</param>
    /// <exception cref="RuleFileException">A file cannot be used. The message is one sentence with file and line.</exception>
    public static ScanPolicy Load(PolicySources sources, Func<IReadOnlyList<Rule>> builtIn)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return new PolicyLoader(sources, new(() => builtIn().ToDictionary(rule => rule.Id, StringComparer.Ordinal))).Load();
    }

    /// <summary>Returns the location in a file that switches a built-in rule off. Returns null for a rule that is on.</summary>
    public string? FindDisabling(string rule) => Disabled.GetValueOrDefault(rule)
        ?? (Settings.Get(SettingTable.UseDefault) ? null : Settings.FindOrigin(SettingTable.UseDefault));

    /// <summary>Returns the rules of the run.</summary>
    public RuleSet BuildRules(RuleSet builtIn)
    {
        ArgumentNullException.ThrowIfNull(builtIn);
        if (!ChangesRules)
        {
            return builtIn;
        }

        var own = Files.SelectMany(file => file.Rules).GroupBy(rule => rule.Id, StringComparer.Ordinal).Select(same => same.Last())
            .Where(rule => !Disabled.ContainsKey(rule.Id)).ToList();
        var usesDefault = Settings.Get(SettingTable.UseDefault);
        var basis = usesDefault && Disabled.Count == 0 ? builtIn
            : builtIn.RemoveRules(rule => !usesDefault || Disabled.ContainsKey(rule.Id));
        return own.Count == 0 ? basis : basis.AddRules(own);
    }

    /// <summary>Returns the settings as lines of a configuration file, each followed by its origin.</summary>
    public IEnumerable<string> Show()
    {
        foreach (var setting in SettingTable.InDisplayOrder)
        {
            yield return Settings.Find(setting) is { } value ? $"{setting.Name} = {value.Format()}    # {value.Origin}"
                : $"{setting.Name} = {setting.FormatDefault()}    # built in";
        }

        foreach (var (id, origin) in Disabled.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            yield return $"rule {id}: off    # {origin}";
        }

        foreach (var file in Files)
        {
            foreach (var rule in file.Rules)
            {
                yield return $"rule {rule.Id}: added or changed    # {file.File}";
            }

            foreach (var list in file.Allowlists)
            {
                yield return $"allow-list{(list.List.Description.Length > 0 ? $" '{list.List.Description}'" : "")}    # {list.Origin}";
            }
        }

        foreach (var record in RecordFiles)
        {
            yield return $"accepted findings    # {record}";
        }
    }
}
