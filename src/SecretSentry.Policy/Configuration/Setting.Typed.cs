using SecretSentry.Policy.Rules;

namespace SecretSentry.Policy.Configuration;

/// <summary>A key of the configuration. All that the program knows about the key is here.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public sealed class Setting<T> : Setting
    where T : notnull
{
    private readonly Func<TomlTree, string, T> _read;

    /// <summary>Creates a setting.</summary>
    /// <param name="name">The key.</param>
    /// <param name="standard">Value that applies when no file sets the key.</param>
    /// <param name="read">Reads the value of a key from a table that contains it.</param>
    internal Setting(string name, T standard, Func<TomlTree, string, T> read)
        : base(name) =>
        (Default, _read) = (standard, read);

    /// <summary>Value that applies when no file sets the key.</summary>
    internal T Default { get; }

    /// <summary>Words for <see cref="Default"/>. Null: the value as it would be written in a file.</summary>
    internal string? DefaultWords { get; init; }

    /// <summary>Decides whether a value makes the check less strict than the default. Null: no value does.</summary>
    internal Func<T, bool>? Restricts { get; init; }

    /// <summary>Makes one value of those of two files, the earlier one first. Null: the later value counts alone.</summary>
    internal Func<T, T, T>? Combine { get; init; }

    internal override string FormatDefault() => DefaultWords ?? SettingValue.FormatValue(Default);

    internal override SettingValue Read(TomlTree table) => new(this, _read(table, Name), table.GetLocation(Name));

    internal override bool IsRestricting(SettingValue value) => Restricts?.Invoke((T)value.Value) ?? false;

    internal override SettingValue Merge(SettingValue earlier, SettingValue later) => Combine is null
        ? later
        : new(this, Combine((T)earlier.Value, (T)later.Value), $"{earlier.Origin}, {later.Origin}");
}
