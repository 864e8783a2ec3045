using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Policy.Configuration;

/// <summary>
/// One configuration file, read and validated. The keys of <c>.secretsentry.toml</c> that gitleaks does not have are described in
/// docs/configuration.md.
/// </summary>
public sealed record ConfigurationFile
{
    /// <summary>Name of the file at the top of a repository.</summary>
    public const string Name = ".secretsentry.toml";

    /// <summary>Name of gitleaks' file. It is read when there is no file of ours.</summary>
    public const string GitleaksName = ".gitleaks.toml";

    /// <summary>Maximum depth to which configurations may extend others. It is the same as gitleaks'.</summary>
    private const int MaxDepth = 2;

    private static readonly string[] Keys =
    [
        "allowlist", "allowlists", "comments", "decode", "description", "exclude", "extend", "gitignore", "include", "issuer",
        "maxFileBytes", "minConfidence", "minVersion",
        "rules", "strict", "threads", "title",
    ];

    private static readonly string[] ExtendKeys = ["disabledRules", "path", "url", "useDefault"];

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

    /// <summary>Settings that the file contains: name, value and location.</summary>
    public IReadOnlyDictionary<string, Setting> Settings { get; init; } = new Dictionary<string, Setting>(StringComparer.Ordinal);

    /// <summary>Parts of the file that have no effect here, one sentence each.</summary>
    public IReadOnlyList<string> Unsupported { get; init; } = [];

    /// <summary>Reads a configuration file.</summary>
    /// <param name="text">TOML.</param>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="owner">Owner of the file.</param>
    /// <param name="builtIn">The built-in rules by id. A rule with such an id changes the built-in rule.</param>
    /// <param name="open">Opens a file that <c>extend.path</c> names. Returns null when it does not exist.</param>
    /// <exception cref="RuleFileException">The text is not TOML, a file of ours contains an unknown key, or a value has the wrong
    /// type.</exception>
    public static ConfigurationFile Read(string text, string file, ConfigurationOwner owner, IReadOnlyDictionary<string, Rule> builtIn,
        Func<string, string?> open) =>
        Read(text, file, owner, builtIn, open, MaxDepth);

    private static ConfigurationFile Read(string text, string file, ConfigurationOwner owner, IReadOnlyDictionary<string, Rule> builtIn,
        Func<string, string?> open, int depth)
    {
        ArgumentNullException.ThrowIfNull(builtIn);
        ArgumentNullException.ThrowIfNull(open);
        var root = TomlParser.Parse(text, file);
        var source = new ConfiguredRuleReader(IsGitleaks(file), builtIn);
        source.RequireValidKeys(root, Keys, "at the top of the file");
        var extend = root.GetTables("extend").FirstOrDefault() ?? new TomlTree(file, 1);
        source.RequireValidKeys(extend, ExtendKeys, "in 'extend'");
        if (extend.Value("url") is not null)
        {
            source.Unsupported.Add($"{extend.GetLocation("url")}: 'extend.url' is not followed: no network access");
        }

        var below = ReadExtended(extend, file, owner, builtIn, open, depth);
        var rules = source.ReadRules(root, below?.Rules ?? []);
        return new ConfigurationFile
        {
            File = file,
            Owner = owner,
            Rules = rules,
            Changed = [.. rules.Select(rule => rule.Id).Where(builtIn.ContainsKey)],
            Allowlists = [.. below?.Allowlists ?? [], .. source.ReadShared(root), .. source.OfRules],
            Disabled = (below?.Disabled ?? new Dictionary<string, string>())
            .Concat(extend.ReadTexts("disabledRules")
            .Select(id => KeyValuePair.Create(id, extend.GetLocation("disabledRules"))))
                .GroupBy(entry => entry.Key, StringComparer.Ordinal)
                .ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal),
            Settings = (below?.Settings ?? new Dictionary<string, Setting>()).Concat(ReadSettings(root, extend))
            .GroupBy(entry => entry.Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal),
            Unsupported = [.. below?.Unsupported ?? [], .. source.Unsupported],
        };
    }

    /// <summary>
    /// Returns whether a file is in gitleaks' format. In such a file an unknown key is reported instead of rejected, and <c>useDefault</c>
    /// has gitleaks' meaning.
    /// </summary>
    private static bool IsGitleaks(string file) => Path.GetFileName(file).Contains("gitleaks", StringComparison.OrdinalIgnoreCase);

    private static ConfigurationFile? ReadExtended(TomlTree extend, string file, ConfigurationOwner owner,
        IReadOnlyDictionary<string, Rule> builtIn, Func<string, string?> open, int depth)
    {
        var path = extend.ReadText("path");
        if (path.Length == 0)
        {
            return null;
        }

        if (depth == 0)
        {
            throw new RuleFileException($"{extend.GetLocation("path")}: configurations extend each other more than {MaxDepth} deep; "
                + $"put the rules into one file");
        }

        var text = open(path)
            ?? throw new RuleFileException($"{extend.GetLocation("path")}: 'extend.path' is '{path}', which does not "
            + $"exist{(owner == ConfigurationOwner.Repository ? " in the repository" : "")}");
        return Read(text, path, owner, builtIn, open, depth - 1);
    }

    private static IEnumerable<KeyValuePair<string, Setting>> ReadSettings(TomlTree root, TomlTree extend)
    {
        var readers = new (string Key, TomlTree Table, Func<TomlTree, string, object> Read)[]
        {
            ("minConfidence", root, (table, key) => table.ReadEnum(key, Confidence.Medium)),
            ("threads", root, (table, key) => table.ReadInteger(key, 1, 256)),
            ("maxFileBytes", root, (table, key) => table.ReadInteger(key, 1, long.MaxValue)),
            ("strict", root, (table, key) => table.ReadFlag(key)),
            ("decode", root, (table, key) => table.ReadFlag(key)),
            ("gitignore", root, (table, key) => table.ReadFlag(key)),
            ("include", root, (table, key) => table.ReadTexts(key)),
            ("exclude", root, (table, key) => table.ReadTexts(key)),
            ("comments", root, ReadCommentNames),
            ("useDefault", extend, (table, key) => table.ReadFlag(key)),
        };
        return readers.Where(reader => reader.Table.Value(reader.Key) is not null && !(reader.Key == "useDefault" && IsGitleaks(root.File)))
            .Select(reader => KeyValuePair.Create(reader.Key,
            new Setting(reader.Read(reader.Table, reader.Key), reader.Table.GetLocation(reader.Key))));
    }

    private static object ReadCommentNames(TomlTree table, string key)
    {
        var names = table.ReadTexts(key);
        return names.FirstOrDefault(name => !AllowComment.Names.Contains(name, StringComparer.Ordinal)) is { } wrong
            ? throw table.CreateError(key, $"'{key}' holds '{wrong}'; valid are {string.Join(", ", AllowComment.Names)}")
            : names;
    }
}
