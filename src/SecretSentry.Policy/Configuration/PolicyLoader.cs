using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;
using SecretSentry.Files;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Policy.Configuration;

/// <summary>Reads configuration files and records of accepted findings, and makes the policy of a run from them.</summary>
/// <param name="sources">The sources.</param>
/// <param name="builtIn">The built-in rules by id. Loaded only when there is a configuration file.</param>
internal sealed class PolicyLoader(PolicySources sources, Lazy<IReadOnlyDictionary<string, Rule>> builtIn)
{
    private readonly List<ConfigurationFile> _files = [];
    private readonly EffectiveSettings _settings = new();

    /// <summary>Reads all sources.</summary>
    /// <exception cref="RuleFileException">A file cannot be used. The message is one sentence with file and line.</exception>
    public ScanPolicy Load()
    {
        ReadFiles();
        var names = new RuleNames(_files, builtIn);
        ConfigurationFile[] files = [.. _files.Select(names.Resolve)];

        var acceptances = new Acceptances { Salt = _settings.Get(SettingTable.FingerprintSalt) };
        SharedAllowlist[] lists = [.. files.SelectMany(file => file.Allowlists)];
        acceptances.Add(lists);
        return new()
        {
            Files = files,
            Settings = _settings,
            Disabled = ConfigurationFile.MergeDisabled(files.SelectMany(file => file.Disabled)),
            Allowlists = SelectScanned(lists),
            Notices =
            [
                .. files.Where(file => file.Owner == ConfigurationOwner.Repository).Select(file => RestrictionNotice.Describe(file, names))
                    .Where(line => line.Length > 0),
            ],
            Unsupported = [.. files.SelectMany(file => file.Unsupported)],
            Acceptances = acceptances,
            RecordFiles = ReadRecords(acceptances),
        };
    }

    /// <summary>Reads the user's file, then the file of the command line or that of the repository.</summary>
    private void ReadFiles()
    {
        if (sources.UserFile is { } user && File.Exists(user))
        {
            Add(user, user, ConfigurationOwner.User, Path.GetDirectoryName(user)!, PolicyFile.Read(user, Budgets.Configuration));
        }

        if (sources.Given is { } given)
        {
            Add(given, sources.GivenAs, ConfigurationOwner.CommandLine, Path.GetDirectoryName(given)!,
                PolicyFile.Read(given, Budgets.Configuration));
            return;
        }

        foreach (var own in new[] { PolicySources.FileName, PolicySources.GitleaksFileName })
        {
            if (PolicyFile.FindInside(sources.Top, own, Budgets.Configuration) is { } text)
            {
                Add(Path.Combine(sources.Top, own), own, ConfigurationOwner.Repository, sources.Top, text);
                return;
            }
        }
    }

    private void Add(string full, string name, ConfigurationOwner owner, string folder, string text)
    {
        var reader = new ConfigurationReader(owner, builtIn.Value, path =>
            Open(path, folder, isBound: owner == ConfigurationOwner.Repository));
        var file = reader.Read(text, name);
        _settings.Add(file.Settings);
        _files.Add(file);
    }

    /// <summary>Opens a file that another one extends. A repository's file cannot open a file outside of the repository.</summary>
    private static string? Open(string path, string folder, bool isBound)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return null; // no file has such a name
        }

        var full = Path.GetFullPath(path, folder);
        var isInside = full.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return isBound ? isInside ? PolicyFile.FindInside(folder, full, Budgets.Configuration) : null
            : File.Exists(full) ? PolicyFile.Read(full, Budgets.Configuration) : null;
    }

    /// <summary>Returns the lists that the scanner applies itself. Returns null when there are none.</summary>
    private SharedAllowlists? SelectScanned(SharedAllowlist[] lists)
    {
        SharedAllowlist[] scanned = [.. lists.Where(list => list.For.Count == 0 || !IsByCommitOnly(list))
            .Where(list => HasContentConditions(list) && !IsOfRule(list))];
        return scanned.Length == 0 ? null : new(scanned);
    }

    private static bool IsByCommitOnly(SharedAllowlist list) => list.List.Commits.Count > 0 && !HasContentConditions(list);

    private static bool HasContentConditions(SharedAllowlist list) =>
        list.List.Regexes.Count + list.List.StopWords.Count + list.List.Paths.Count > 0;

    /// <summary>
    /// Returns whether a list belongs to a single rule. The scanner applies such a list with the rule. Here only its commits are used.
    /// </summary>
    private bool IsOfRule(SharedAllowlist list) =>
        list.For.Count == 1 && _files.SelectMany(file => file.Rules).Any(rule => rule.Allowlists.Contains(list.List));

    /// <summary>Adds all records to <paramref name="acceptances"/>. Returns the names of the files that they come from.</summary>
    private List<string> ReadRecords(Acceptances acceptances)
    {
        var files = new List<string>();
        if (PolicyFile.FindInside(sources.Top, IgnoreFile.Name, Budgets.Records) is { } ignore)
        {
            acceptances.Add(ignore, IgnoreFile.Name);
            files.Add(IgnoreFile.Name);
        }

        if (PolicyFile.FindInside(sources.Top, GitleaksRecords.IgnoreName, Budgets.Records) is { } other)
        {
            acceptances.AddGitleaksIgnore(other, GitleaksRecords.IgnoreName);
            files.Add(GitleaksRecords.IgnoreName);
        }

        foreach (var (file, name) in sources.Baselines)
        {
            acceptances.Add(File.Exists(file) ? PolicyFile.Read(file, Budgets.Records)
                : throw new RuleFileException($"the baseline '{name}' does not exist; create it with: secretsentry baseline create "
                + $"--baseline {name}"), name);
            files.Add(name);
        }

        return files;
    }
}
