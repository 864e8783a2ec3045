namespace SecretSentry.Policy.Configuration;

/// <summary>
/// The settings of a run, after all files. A later file replaces the value of an earlier one, except for settings that combine their
/// values.
/// </summary>
public sealed class EffectiveSettings
{
    private readonly Dictionary<Setting, SettingValue> _values = [];

    /// <summary>Returns the value of a setting. Returns its default when no file sets it.</summary>
    public T Get<T>(Setting<T> setting)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(setting);
        return Get(setting, setting.Default);
    }

    /// <summary>Returns the value of a setting. Returns <paramref name="otherwise"/> when no file sets it.</summary>
    public T Get<T>(Setting<T> setting, T otherwise)
        where T : notnull =>
        Find(setting) is { } found ? (T)found.Value : otherwise;

    /// <summary>
    /// Returns where a setting is set, as <c>file:line</c>. Several locations are separated by a comma. Returns null when no file sets it.
    /// </summary>
    public string? FindOrigin(Setting setting) => Find(setting)?.Origin;

    /// <summary>Returns the value of a setting with its origin. Returns null when no file sets it.</summary>
    internal SettingValue? Find(Setting setting) => _values.GetValueOrDefault(setting);

    /// <summary>Adds the settings of a file that applies after the previous ones.</summary>
    internal void Add(IEnumerable<SettingValue> values)
    {
        foreach (var value in values)
        {
            _values[value.Setting] = Find(value.Setting) is { } earlier ? value.Setting.Merge(earlier, value) : value;
        }
    }
}
