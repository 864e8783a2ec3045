using SecretSentry.Policy.Rules;

namespace SecretSentry.Policy.Configuration;

/// <summary>
/// A key of the configuration, without the type of its value. <see cref="SettingTable"/> has all of them. Two settings are equal only when
/// they are the same object.
/// </summary>
public abstract class Setting
{
    private protected Setting(string name) => Name = name;

    /// <summary>The key, as it is written in a file.</summary>
    internal string Name { get; }

    /// <summary>Whether the key is in the table <c>[extend]</c>. Otherwise it is at the top of the file.</summary>
    internal bool IsInExtend { get; init; }

    /// <summary>Whether the key is skipped in gitleaks' files, where it has another meaning.</summary>
    internal bool IsSkippedInGitleaks { get; init; }

    /// <summary>Returns the value that applies when no file sets the key, in the words of <c>config show</c>.</summary>
    internal abstract string FormatDefault();

    /// <summary>Reads the value from a table that contains the key.</summary>
    /// <exception cref="RuleFileException">The value is not valid. The message names file, line and what would be valid.</exception>
    internal abstract SettingValue Read(TomlTree table);

    /// <summary>Returns whether a value makes the check less strict than the default, so that the user is told.</summary>
    internal abstract bool IsRestricting(SettingValue value);

    /// <summary>Returns the value that applies when a file and a later file both set the key.</summary>
    internal abstract SettingValue Merge(SettingValue earlier, SettingValue later);
}
