using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;

namespace SecretSentry.Policy.Configuration;

/// <summary>
/// One configuration file, read and validated. The keys of <c>.secretsentry.toml</c> that gitleaks does not have are described in
/// docs/configuration.md.
/// </summary>
internal sealed record ConfigurationFile
{
    /// <summary>Name of the file as it is shown.</summary>
    public required string File { get; init; }

    /// <summary>Owner of the file.</summary>
    public required ConfigurationOwner Owner { get; init; }

    /// <summary>The file's own rules, and built-in rules with the changes that the file makes.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>Allow-lists for all or several rules, and those of single rules that are not applied with their rule.</summary>
    public IReadOnlyList<SharedAllowlist> Allowlists { get; init; } = [];

    /// <summary>Rules that are switched off: id, and the location in the file that does it.</summary>
    public IReadOnlyDictionary<string, string> Disabled { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Ids of built-in rules that the file changes.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>
    /// Settings that the file and the files that it extends contain, each once. Those of the extended files come first. The value is that
    /// of the file that extends.
    /// </summary>
    public IReadOnlyList<SettingValue> Settings { get; init; } = [];

    /// <summary>Parts of the file that have no effect here, one sentence each.</summary>
    public IReadOnlyList<string> Unsupported { get; init; } = [];

    /// <summary>Returns one location for each rule that is switched off: the last one.</summary>
    public static Dictionary<string, string> MergeDisabled(IEnumerable<KeyValuePair<string, string>> disabled) =>
        disabled.GroupBy(entry => entry.Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal);
}
