using System.Collections.Immutable;

namespace SecretSentry.Training.Generators.Contexts;

/// <summary>All languages and formats.</summary>
internal static class Languages
{
    public static readonly ImmutableArray<Language> All = [.. GetOwn().Select(Everyday.Extend).Select(WrittenDown.Extend)];

    private static readonly Dictionary<string, Language> ByName = All.ToDictionary(language => language.Name, StringComparer.Ordinal);

    private static ImmutableArray<Language> GetOwn() =>
    [
        .. ScriptLanguages.All,
        .. CompiledLanguages.All,
        .. Shells.All,
        .. SettingsFormats.All,
        .. MarkupFormats.All,
        .. DataFormats.All,
        .. TrafficFormats.All,
        .. DocumentFormats.All,
        .. LocaleFormats.All,
        .. ToolFormats.All,
        .. Devices.All,
    ];

    public static Language Get(string name) => ByName[name];
}
