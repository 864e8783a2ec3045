using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Policy.Configuration;

/// <summary>
/// What a run searches for and what it accepts: the configuration and the records of accepted findings of the user, the repository and the
/// command line. Each setting has its origin.
/// </summary>
public sealed class ScanPolicy
{
    private const string BuiltIn = "built in";
    private const int FewNames = 4;

    private readonly Dictionary<string, Setting> _settings = new(StringComparer.Ordinal);
    private readonly List<ConfigurationFile> _files = [];

    private ScanPolicy()
    {
    }

    /// <summary>The files that were read, in order of application.</summary>
    public IReadOnlyList<ConfigurationFile> Files => _files;

    /// <summary>Settings that a file contains, by name.</summary>
    public IReadOnlyDictionary<string, Setting> Settings => _settings;

    /// <summary>Records of accepted findings.</summary>
    public Acceptances Acceptances { get; } = new();

    /// <summary>Files that the records come from.</summary>
    public IReadOnlyList<string> RecordFiles { get; private set; } = [];

    /// <summary>Allow-lists that apply to all rules. Null: none.</summary>
    public SharedAllowlists? Allowlists { get; private set; }

    /// <summary>What the repository's own file removes from the scan, one line. Reported on every run, also by hooks.</summary>
    public IReadOnlyList<string> Notices { get; private set; } = [];

    /// <summary>
    /// Parts of the files that have no effect here, one sentence each. None of them switches anything off, so a hook need not repeat them.
    /// </summary>
    public IReadOnlyList<string> Unsupported { get; private set; } = [];

    /// <summary>Rules that are switched off, each with the location that does it.</summary>
    public IReadOnlyDictionary<string, string> Disabled { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether the configuration changes the built-in rules.</summary>
    public bool ChangesRules => Disabled.Count > 0 || _files.Exists(file => file.Rules.Count > 0) || !Flag("useDefault", true);

    /// <summary>Reads all sources.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="builtIn">Returns the built-in rules. Called only when a file has rules.</param>
    /// <exception cref="RuleFileException">A file cannot be used. The message is one sentence with file and line.</exception>
    public static ScanPolicy Load(PolicySources sources, Func<IReadOnlyList<Rule>> builtIn)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var policy = new ScanPolicy();
        var rulesById = new Lazy<IReadOnlyDictionary<string, Rule>>(() => builtIn().ToDictionary(rule => rule.Id, StringComparer.Ordinal));
        if (sources.UserFile is { } user && File.Exists(user))
        {
            policy.Add(user, user, ConfigurationOwner.User, Path.GetDirectoryName(user)!, rulesById);
        }

        if (sources.Given is { } given)
        {
            policy.Add(given, sources.GivenAs, ConfigurationOwner.CommandLine, Path.GetDirectoryName(given)!, rulesById);
        }
        else if (new[] { ConfigurationFile.Name, ConfigurationFile.GitleaksName }.FirstOrDefault(name =>
            File.Exists(Path.Combine(sources.Top, name))) is { } own)
        {
            policy.Add(Path.Combine(sources.Top, own), own, ConfigurationOwner.Repository, sources.Top, rulesById);
        }

        policy.Finish(sources, rulesById);
        return policy;
    }

    /// <summary>Returns the rules of the run.</summary>
    public RuleSet BuildRules(RuleSet builtIn)
    {
        ArgumentNullException.ThrowIfNull(builtIn);
        if (!ChangesRules)
        {
            return builtIn;
        }

        var own = _files.SelectMany(file => file.Rules).GroupBy(rule => rule.Id, StringComparer.Ordinal).Select(same => same.Last())
            .Where(rule => !Disabled.ContainsKey(rule.Id)).ToList();
        var usesDefault = Flag("useDefault", true);
        var basis = usesDefault && Disabled.Count == 0 ? builtIn
            : builtIn.RemoveRules(rule => !usesDefault || Disabled.ContainsKey(rule.Id));
        return own.Count == 0 ? basis : basis.AddRules(own);
    }

    /// <summary>Returns a flag as set by the last file that contains it, otherwise <paramref name="otherwise"/>.</summary>
    public bool Flag(string name, bool otherwise) => _settings.TryGetValue(name, out var setting) ? (bool)setting.Value : otherwise;

    /// <summary>Returns a whole number as set by the last file that contains it, otherwise <paramref name="otherwise"/>.</summary>
    public long Number(string name, long otherwise) => _settings.TryGetValue(name, out var setting) ? (long)setting.Value : otherwise;

    /// <summary>Returns the minimum confidence as set by the last file that contains it, otherwise <paramref name="otherwise"/>.</summary>
    public Confidence GetMinConfidence(Confidence otherwise) =>
        _settings.TryGetValue("minConfidence", out var setting) ? (Confidence)setting.Value : otherwise;

    /// <summary>Returns the strings of all files together. For <c>comments</c> only the last file counts.</summary>
    public IReadOnlyList<string> GetTexts(string name) => _settings.TryGetValue(name, out var setting) ? (string[])setting.Value : [];

    /// <summary>Tools whose comments accept findings on their line.</summary>
    public IReadOnlyList<string> Comments => _settings.ContainsKey("comments") ? GetTexts("comments") : AllowComment.Names;

    /// <summary>Returns the settings as lines of a configuration file, each followed by its origin.</summary>
    public IEnumerable<string> Show()
    {
        foreach (var (name, standard) in new[]
        {
            ("minConfidence", "\"medium\""), ("strict", "false"), ("threads", "one per core"), ("decode", "true"), ("gitignore", "true"),
            ("maxFileBytes", "no limit"), ("include", "[]"), ("exclude", "[]"), ("comments", FormatValue(AllowComment.Names.ToArray())),
            ("useDefault", "true"),
        })
        {
            yield return _settings.TryGetValue(name, out var setting) ? $"{name} = {FormatValue(setting.Value)}    # {setting.Origin}"
                : $"{name} = {standard}    # {BuiltIn}";
        }

        foreach (var (id, origin) in Disabled.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            yield return $"rule {id}: off    # {origin}";
        }

        foreach (var file in _files)
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

    private static string FormatValue(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        string[] texts => $"[{string.Join(", ", texts.Select(text => $"\"{text}\""))}]",
        Confidence confidence => $"\"{Lower(confidence)}\"",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };

    private static string Lower(Confidence confidence) => confidence switch
    {
        Confidence.High => "high",
        Confidence.Medium => "medium",
        _ => "low",
    };

    private void Add(string full, string name, ConfigurationOwner owner, string folder, Lazy<IReadOnlyDictionary<string, Rule>> builtIn)
    {
        var file = ConfigurationFile.Read(File.ReadAllText(full), name, owner, builtIn.Value, path =>
            Open(path, folder, isBound: owner == ConfigurationOwner.Repository));
        foreach (var (key, setting) in file.Settings)
        {
            _settings[key] = key is "include" or "exclude" && _settings.TryGetValue(key, out var before)
                ? new(((string[])before.Value).Concat((string[])setting.Value).ToArray(), $"{before.Origin}, {setting.Origin}")
                : setting;
        }

        _files.Add(file);
    }

    /// <summary>Opens a file that another one extends. A repository's file cannot open a file outside of the repository.</summary>
    private static string? Open(string path, string folder, bool isBound)
    {
        var full = Path.GetFullPath(path, folder);
        var isInside = full.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return (isBound && !isInside) || !File.Exists(full) ? null : File.ReadAllText(full);
    }

    private void Finish(PolicySources sources, Lazy<IReadOnlyDictionary<string, Rule>> builtIn)
    {
        var names = new RuleNames(_files, builtIn);
        for (var i = 0; i < _files.Count; i++)
        {
            _files[i] = names.Resolve(_files[i]);
        }

        Disabled = _files.SelectMany(file => file.Disabled).GroupBy(entry => entry.Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.Ordinal);
        SharedAllowlist[] lists = [.. _files.SelectMany(file => file.Allowlists)];
        Acceptances.Add(lists);
        SharedAllowlist[] scanned = [.. lists.Where(list => list.For.Count == 0 || !IsByCommitOnly(list))
            .Where(list => list.List.Regexes.Count + list.List.StopWords.Count + list.List.Paths.Count > 0 && !IsOfRule(list))];
        Allowlists = scanned.Length == 0 ? null : new(scanned);
        Notices = [.. _files.Where(file => file.Owner == ConfigurationOwner.Repository).Select(file => DescribeReductions(file, names))
            .Where(line => line.Length > 0)];
        Unsupported = [.. _files.SelectMany(file => file.Unsupported)];
        ReadRecords(sources);
    }

    private static bool IsByCommitOnly(SharedAllowlist list) =>
        list.List.Commits.Count > 0 && list.List.Regexes.Count + list.List.StopWords.Count + list.List.Paths.Count == 0;

    /// <summary>
    /// Returns whether a list belongs to a single rule. The scanner applies such a list with the rule. Here only its commits are used.
    /// </summary>
    private bool IsOfRule(SharedAllowlist list) =>
        list.For.Count == 1 && _files.SelectMany(file => file.Rules).Any(rule => rule.Allowlists.Contains(list.List));

    private void ReadRecords(PolicySources sources)
    {
        var files = new List<string>();
        if (Read(Path.Combine(sources.Top, IgnoreFile.Name)) is { } ignore)
        {
            Acceptances.Add(ignore, IgnoreFile.Name);
            files.Add(IgnoreFile.Name);
        }

        if (Read(Path.Combine(sources.Top, GitleaksRecords.IgnoreName)) is { } other)
        {
            Acceptances.AddGitleaksIgnore(other, GitleaksRecords.IgnoreName);
            files.Add(GitleaksRecords.IgnoreName);
        }

        foreach (var (file, name) in sources.Baselines)
        {
            Acceptances.Add(Read(file)
                ?? throw new RuleFileException($"the baseline '{name}' does not exist; make it with: secretsentry baseline create "
                + $"--baseline {name}"), name);
            files.Add(name);
        }

        RecordFiles = files;
    }

    private static string? Read(string file) => File.Exists(file) ? File.ReadAllText(file) : null;

    /// <summary>
    /// Returns one line that says what a repository's own configuration removes from the scan. Empty: nothing. Rules of the file itself,
    /// and lists for those rules only, remove nothing.
    /// </summary>
    private static string DescribeReductions(ConfigurationFile file, RuleNames names)
    {
        var lists = file.Allowlists.Count(names.MatchesBuiltIn);
        string[] parts =
        [
            .. file.Disabled.Count > 0 ? [$"rules off: {FormatFew(file.Disabled.Keys.Order(StringComparer.Ordinal))}"]
            : Array.Empty<string>(),
            .. file.Changed.Count > 0 ? [$"rules changed: {FormatFew(file.Changed.Order(StringComparer.Ordinal))}"] : Array.Empty<string>(),
            .. lists > 0 ? [lists == 1 ? "one allow-list" : $"{lists} allow-lists"] : Array.Empty<string>(),
            .. file.Settings.Where(setting => IsSilencing(setting.Key, setting.Value.Value))
            .Select(setting =>
            $"{setting.Key} = {(setting.Value.Value is string[] texts ? $"[{FormatFew(texts)}]" : FormatValue(setting.Value.Value))}"),
        ];
        return parts.Length == 0 ? ""
            : $"the repository's {file.File} takes away: {string.Join("; ", parts)} (all of it: secretsentry config show)";
    }

    /// <summary>Returns the first names, and how many more there are.</summary>
    private static string FormatFew(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return string.Join(", ", all.Take(FewNames)) + (all.Length > FewNames ? $" and {all.Length - FewNames} more" : "");
    }

    private static bool IsSilencing(string name, object value) => name switch
    {
        "minConfidence" => (Confidence)value > Confidence.Medium,
        "decode" or "strict" or "useDefault" => !(bool)value,
        "include" or "exclude" or "maxFileBytes" => true,
        _ => false,
    };
}
