using SecretSentry.Engine.Rules;
using SecretSentry.Files;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Policy.Configuration;

/// <summary>
/// The table of all settings of a configuration file. Reading, merging, the notice about restrictions and the access to values follow from
/// it. docs/configuration.md describes the settings for users.
/// </summary>
public static class SettingTable
{
    /// <summary>Minimum confidence of findings that are reported.</summary>
    public static Setting<Confidence> MinConfidence { get; } =
        new("minConfidence", Confidence.Medium, (table, key) => table.ReadEnum(key, Confidence.Medium))
        {
            Restricts = least => least > Confidence.Medium,
        };

    /// <summary>Number of threads, from 1 to 256.</summary>
    public static Setting<long> Threads { get; } =
        new("threads", Environment.ProcessorCount, (table, key) => table.ReadInteger(key, 1, 256)) { DefaultWords = "one per core" };

    /// <summary>Maximum length in bytes of a file that a scan of files reads.</summary>
    public static Setting<long> MaxFileBytes { get; } =
        new("maxFileBytes", long.MaxValue, (table, key) => table.ReadInteger(key, 1, long.MaxValue))
        {
            DefaultWords = "no limit",
            Restricts = _ => true,
        };

    /// <summary>Whether every reported finding stops, also in tests and documentation.</summary>
    public static Setting<bool> Strict { get; } = new("strict", false, ReadFlag) { Restricts = isStrict => !isStrict };

    /// <summary>Whether encoded content is decoded and scanned.</summary>
    public static Setting<bool> Decode { get; } = new("decode", true, ReadFlag) { Restricts = decodes => !decodes };

    /// <summary>Whether a scan of files skips what git ignores.</summary>
    public static Setting<bool> Gitignore { get; } = new("gitignore", true, ReadFlag);

    /// <summary>Globs of the only paths that are scanned. Empty: every path. The globs of all files are combined.</summary>
    public static Setting<IReadOnlyList<string>> Include { get; } =
        new("include", [], ReadGlobs) { Restricts = _ => true, Combine = Concat };

    /// <summary>Globs of paths that are not scanned. The globs of all files are combined.</summary>
    public static Setting<IReadOnlyList<string>> Exclude { get; } =
        new("exclude", [], ReadGlobs) { Restricts = _ => true, Combine = Concat };

    /// <summary>Names of the tools whose comments accept findings on their line. Only the last file counts.</summary>
    public static Setting<IReadOnlyList<string>> Comments { get; } = new("comments", AllowComment.Names, ReadCommentNames);

    /// <summary>Salt of the fingerprints, 1 to 32 lower-case letters and digits. Empty: none.</summary>
    public static Setting<string> FingerprintSalt { get; } = new("fingerprintSalt", "", ReadSalt) { DefaultWords = "none" };

    /// <summary>Whether the built-in rules apply beside those of the file.</summary>
    internal static Setting<bool> UseDefault { get; } =
        new("useDefault", true, ReadFlag) { IsInExtend = true, IsSkippedInGitleaks = true, Restricts = usesDefault => !usesDefault };

    /// <summary>All settings, in the order in which they are read. A file's first error is that of its first wrong setting.</summary>
    internal static IReadOnlyList<Setting> All { get; } =
        [MinConfidence, Threads, MaxFileBytes, Strict, Decode, Gitignore, Include, Exclude, Comments, FingerprintSalt, UseDefault];

    /// <summary>All settings, in the order of <c>config show</c>.</summary>
    internal static IReadOnlyList<Setting> InDisplayOrder { get; } =
        [MinConfidence, Strict, Threads, Decode, Gitignore, MaxFileBytes, Include, Exclude, Comments, FingerprintSalt, UseDefault];

    private static string ReadSalt(TomlTree table, string key) => table.ReadText(key) is var salt && Fingerprints.IsSalt(salt) ? salt
        : throw table.CreateError(key, $"'{key}' is '{Quoted.Shorten(salt)}'; a valid salt has 1 to 32 lower-case letters and digits");

    private static bool ReadFlag(TomlTree table, string key) => table.ReadFlag(key);

    /// <summary>Reads globs. Each is compared with the path of each file, so their number is limited.</summary>
    private static string[] ReadGlobs(TomlTree table, string key) => table.ReadTexts(key) is var globs
        && globs.Length <= Budgets.Globs.Value ? globs : throw table.CreateError(key, $"'{key}' has {globs.Length} globs; {Budgets.Globs}");

    private static IReadOnlyList<string> Concat(IReadOnlyList<string> earlier, IReadOnlyList<string> later) => [.. earlier, .. later];

    private static string[] ReadCommentNames(TomlTree table, string key)
    {
        var names = table.ReadTexts(key);
        return names.FirstOrDefault(name => !AllowComment.Names.Contains(name, StringComparer.Ordinal)) is { } wrong
            ? throw table.CreateError(key, $"'{key}' contains '{Quoted.Shorten(wrong)}'; valid values are "
                + string.Join(", ", AllowComment.Names))
            : names;
    }
}
