using Microsoft.Extensions.FileSystemGlobbing;
using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Rules;
using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Patterns;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Policy.Configuration;
using SecretSentry.Reports;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Decision;

/// <summary>
/// The first and the last step of every command that scans. <see cref="Load"/> reads configuration and records of accepted findings.
/// <see cref="ApplyBaseline"/> applies them to the findings of a scan. The scan in between uses only the options.
/// </summary>
/// <param name="Options">What to scan for.</param>
/// <param name="Policy">The configuration that the options come from, and the records of accepted findings.</param>
public sealed record ScanSetup(ScanOptions Options, ScanPolicy Policy)
{
    /// <summary>Minimum confidence of findings that are shown. The others are only counted.</summary>
    public Confidence MinConfidence { get; init; } = Policy.Settings.Get(SettingTable.MinConfidence, Confidence.Low);

    /// <summary>Decides which of the shown findings stop.</summary>
    public StopDecision Stops { get; init; } = Policy.Settings.Get(SettingTable.Strict) ? StopDecision.Strict : StopDecision.Standard;

    /// <summary>Messages for the user before the scan, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Returns the setup for a folder according to its configuration files.</summary>
    /// <exception cref="ScanRequestException">A folder or file that was named does not exist.</exception>
    /// <exception cref="FormatException">A configuration file is not valid.</exception>
    public static ScanSetup Load(SetupRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Scanner.CheckEnvironment();
        var config = request.Config;
        var folder = Directory.Exists(request.Directory) ? Path.GetFullPath(request.Directory)
            : throw new ScanRequestException($"-C: the folder '{request.Directory}' does not exist");
        var top = FindTop(folder);
        var policy = ScanPolicy.Load(
            new()
            {
                Top = top,
                UserFile = request.UserFile,
                Given = config is null ? null : ResolveConfig(config, folder),
                GivenAs = config ?? "",
                Baselines = [.. request.Baselines.Select(file => (Path.GetFullPath(file, folder), file))],
            },
            () => BuiltInRules.Load().Rules);
        var settings = policy.Settings;
        var rules = policy.BuildRules(BuiltInRules.Load());
        var options = new ScanOptions
        {
            Directory = folder,
            Top = top,
            Rules = rules,
            Allowlists = policy.Allowlists,
            Comments = settings.Get(SettingTable.Comments),
            Decodes = settings.Get(SettingTable.Decode),
            HonoursGitignore = settings.Get(SettingTable.Gitignore),
            MaxFileBytes = settings.Get(SettingTable.MaxFileBytes),
            Threads = (int)settings.Get(SettingTable.Threads, request.Threads),
            Paths = CreateMatcher(settings.Get(SettingTable.Include), settings.Get(SettingTable.Exclude)),
            Program = request.Program,
        };
        return new(options, policy) { Warnings = GetWarnings(rules) };
    }

    /// <summary>
    /// Removes findings that are accepted on record and findings that are not to be shown. Decides for each remaining finding whether it
    /// stops. Everything that is removed is reported: counts and notices are added to the coverage.
    /// </summary>
    /// <param name="outcome">Outcome of the scan.</param>
    /// <param name="sawEverything">Whether the scan saw everything, so that a record without a finding is stale.</param>
    public ScanOutcome ApplyBaseline(ScanOutcome outcome, bool sawEverything = false)
    {
        var judgement = Policy.Acceptances.Judge(outcome.Findings, DateOnly.FromDateTime(DateTime.UtcNow), sawEverything, MinConfidence);
        foreach (var accepted in judgement.Accepted)
        {
            outcome.Coverage.AddAccepted(accepted.Source);
        }

        var (reported, untold) = TestFindings.Fold([.. judgement.Findings.Where(finding => finding.Confidence >= MinConfidence)]);
        foreach (var (by, count) in untold.Where(entry => entry.Value > 0))
        {
            outcome.Coverage.AddAccepted(by, count);
        }

        outcome.Coverage.Notices.UnionWith(
            Policy.Notices.Concat(Policy.Unsupported).Concat(judgement.Notices).Select(ForeignText.FromSentence));
        return outcome with
        {
            Findings = [.. reported.Select(finding => finding with { Stops = Stops.IsStopping(finding) })],
            Hidden = HiddenFindings.CountBelow(MinConfidence, judgement.Findings),
        };
    }

    /// <summary>
    /// Returns the findings, with the salt of the repository, that no record accepts and whose confidence is at least <paramref
    /// name="least"/>, or the configured minimum if that is lower.
    /// </summary>
    public IReadOnlyList<Finding> SelectUnaccepted(IReadOnlyList<Finding> findings, Confidence least)
    {
        var minimum = Policy.Settings.Get(SettingTable.MinConfidence, least) is var configured && configured < least ? configured : least;
        return [.. Policy.Acceptances.Judge(findings, DateOnly.FromDateTime(DateTime.UtcNow), sawEverything: false, minimum).Findings
            .Where(finding => finding.Confidence >= minimum)];
    }

    /// <summary>Returns the findings of a scan with the salt of the repository, for a command that does not apply the records.</summary>
    public IReadOnlyList<Finding> AddSalt(IReadOnlyList<Finding> findings)
    {
        var salt = Policy.Settings.Get(SettingTable.FingerprintSalt);
        return [.. findings.Select(finding => finding with { Salt = salt })];
    }

    /// <summary>Returns the built-in rules that the configuration switches off.</summary>
    public RuleSet BuildDisabledRules() => BuiltInRules.Load().RemoveRules(rule => Policy.FindDisabling(rule.Id) is null);

    /// <summary>Returns a matcher for globs of paths. Returns null when there are no globs, which means every path.</summary>
    /// <exception cref="ScanRequestException">A glob is not valid.</exception>
    public static Matcher? CreateMatcher(IReadOnlyList<string> include, IReadOnlyList<string> exclude)
    {
        if (include.Count + exclude.Count == 0)
        {
            return null;
        }

        var matcher = new Matcher(StringComparison.Ordinal);
        AddGlobs(include.Count == 0 ? ["**/*"] : include, glob => matcher.AddInclude(glob));
        AddGlobs(exclude, glob => matcher.AddExclude(glob));
        return matcher;
    }

    private static void AddGlobs(IReadOnlyList<string> globs, Action<string> add)
    {
        foreach (var glob in globs)
        {
            try
            {
                add(glob);
            }
            catch (ArgumentException)
            {
                throw new ScanRequestException($"'{Safe.Escape(glob)}' is not a valid glob; '..' can stand only at its beginning, as in "
                    + "'../a/*.c'");
            }
        }
    }

    /// <summary>
    /// Returns the top folder of the repository that contains a folder. This is the nearest folder, from the folder itself upwards, that
    /// has a <c>.git</c>. Returns the folder itself when there is none, and for a bare repository.
    /// </summary>
    public static string FindTop(string folder) => FindRepository(folder) ?? folder;

    /// <summary>As <see cref="FindTop"/>. Returns null when the folder is in no repository.</summary>
    public static string? FindRepository(string folder)
    {
        if (File.Exists(Path.Combine(folder, "HEAD")) && Directory.Exists(Path.Combine(folder, "objects")))
        {
            return folder;
        }

        for (var current = folder; current is not null; current = Path.GetDirectoryName(current))
        {
            if (Path.Exists(Path.Combine(current, ".git")))
            {
                return current;
            }
        }

        return null;
    }

    /// <summary>Returns whether a folder is in a repository with files of its own. This is not so for a bare repository.</summary>
    public static bool IsInWorkTree(string folder) => Path.Exists(Path.Combine(FindTop(folder), ".git"));

    private static string ResolveConfig(string config, string folder)
    {
        var file = Path.GetFullPath(config, folder);
        return File.Exists(file) ? file : throw new ScanRequestException($"the configuration '{config}' does not exist");
    }

    private static string[] GetWarnings(RuleSet rules) =>
    [
        .. rules.WholeContentRules.Where(rule => !rules.Rules[rule].JudgesPathAlone).Select(slow =>
            $"rule '{rules.Rules[slow].Id}' has no fixed text to search for, so its regex runs on every byte and the scan is slow"),
    ];
}
