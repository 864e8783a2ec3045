using SecretSentry.Engine.Rules;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Policy.Configuration;

/// <summary>Reads a configuration file and the files that it extends.</summary>
/// <param name="owner">Owner of the file.</param>
/// <param name="builtIn">The built-in rules by id. A rule with such an id changes the built-in rule.</param>
/// <param name="open">Opens a file that <c>extend.path</c> names. Returns null when it does not exist.</param>
internal sealed class ConfigurationReader(ConfigurationOwner owner, IReadOnlyDictionary<string, Rule> builtIn, Func<string, string?> open)
{
    /// <summary>Maximum depth to which configurations may extend others. It is the same as gitleaks'.</summary>
    private const int MaxDepth = 2;

    private static readonly string[] Keys =
        GetKeys(isInExtend: false, "allowlist", "allowlists", "description", "extend", "issuer", "minVersion", "rules", "title");

    private static readonly string[] ExtendKeys = GetKeys(isInExtend: true, "disabledRules", "path", "url");

    /// <summary>Reads a configuration file.</summary>
    /// <param name="text">TOML.</param>
    /// <param name="file">Name of the file, for messages.</param>
    /// <exception cref="RuleFileException">The text is not TOML, a file of ours contains an unknown key, or a value has the wrong
    /// type.</exception>
    public ConfigurationFile Read(string text, string file) => Read(text, file, MaxDepth);

    private ConfigurationFile Read(string text, string file, int depth)
    {
        var root = TomlParser.Parse(text, file);
        var isGitleaks = IsGitleaks(file);
        var reader = new ConfiguredRuleReader(isGitleaks, builtIn);
        reader.RequireValidKeys(root, Keys, "at the top of the file");
        var extend = root.GetTables("extend").FirstOrDefault() ?? new TomlTree(file, 1);
        reader.RequireValidKeys(extend, ExtendKeys, "in 'extend'");
        if (extend.Value("url") is not null)
        {
            throw extend.CreateError("url", "'extend.url' is not supported, because a scan opens no connection; download the file, "
                + "put it next to this one, and name it with 'extend.path'");
        }

        var extended = ReadExtended(extend, depth) ?? new ConfigurationFile { File = file, Owner = owner };
        var rules = reader.ReadRules(root, extended.Rules);
        return new ConfigurationFile
        {
            File = file,
            Owner = owner,
            Rules = rules,
            Changed = [.. rules.Select(rule => rule.Id).Where(builtIn.ContainsKey)],
            Allowlists = [.. extended.Allowlists, .. reader.ReadShared(root), .. reader.OfRules],
            Disabled = ConfigurationFile.MergeDisabled(extended.Disabled.Concat(ReadDisabled(extend))),
            Settings = [.. extended.Settings.Concat(ReadSettings(root, extend, isGitleaks)).GroupBy(value => value.Setting)
                .Select(same => same.Last())],
            Unsupported = [.. extended.Unsupported, .. reader.Unsupported],
        };
    }

    /// <summary>Returns the names of settings and of other keys, in ordinal order.</summary>
    private static string[] GetKeys(bool isInExtend, params string[] others) =>
        [.. SettingTable.All.Where(setting => setting.IsInExtend == isInExtend).Select(setting => setting.Name).Concat(others)
            .Order(StringComparer.Ordinal)];

    /// <summary>
    /// Returns whether a file is in gitleaks' format. In such a file an unknown key is reported instead of rejected, and <c>useDefault</c>
    /// has gitleaks' meaning.
    /// </summary>
    private static bool IsGitleaks(string file) => Path.GetFileName(file).Contains("gitleaks", StringComparison.OrdinalIgnoreCase);

    private ConfigurationFile? ReadExtended(TomlTree extend, int depth)
    {
        var path = extend.ReadText("path");
        if (path.Length == 0)
        {
            return null;
        }

        if (depth == 0)
        {
            throw extend.CreateError("path",
                $"configurations extend each other more than {MaxDepth} levels deep; put the rules into one file");
        }

        var text = open(path) ?? throw extend.CreateError("path", $"'extend.path' is '{path}', which does not exist"
            + (owner == ConfigurationOwner.Repository ? " in the repository" : ""));
        return Read(text, path, depth - 1);
    }

    private static IEnumerable<KeyValuePair<string, string>> ReadDisabled(TomlTree extend) =>
        extend.ReadTexts("disabledRules").Select(id => KeyValuePair.Create(id, extend.GetLocation("disabledRules")));

    private static IEnumerable<SettingValue> ReadSettings(TomlTree root, TomlTree extend, bool isGitleaks) =>
        from setting in SettingTable.All
        let table = setting.IsInExtend ? extend : root
        where table.Value(setting.Name) is not null && !(isGitleaks && setting.IsSkippedInGitleaks)
        select setting.Read(table);
}
