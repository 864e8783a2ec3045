using System.Globalization;
using System.Text;
using SecretSentry.Cli.Output;
using SecretSentry.Cli.Setup;
using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Purge.Plan;
using SecretSentry.Purge.Search;
using SecretSentry.Reports;
using SecretSentry.Scanning.Search;

namespace SecretSentry.Cli.Commands;

/// <summary>Runs <c>purge plan</c>: finds the needles for fingerprints or rules, makes the plan, saves it and prints it.</summary>
internal static class PlanRun
{
    public static int Run(PlanOptions options, CancellationToken cancellation)
    {
        var (needles, rotations) = ReadNeedles(options, cancellation);
        var request = new PurgeRequest(options.Directory, needles, rotations, options.Scope, options.RefGlobs, options.AllowsShort,
            options.AllowsAlternates, options.Threads);
        if (Progress.RunPurge(options.ShowsProgress, report => PurgePlanner.Plan(request, report, cancellation)) is not { } plan)
        {
            Screen.Out.WriteLine("Nothing to do: no object and no file of the git directory contains it.");
            return ExitCode.Clean;
        }

        var folder = Path.GetFullPath(options.Out ?? GetDefaultFolder(plan), options.Directory);
        PurgePlanner.Save(folder, plan, needles);
        new PlanOverview(Screen.Out).Write(plan, folder);
        return ExitCode.Findings;
    }

    private static (IReadOnlyList<Needle> Needles, IReadOnlyDictionary<string, string> Rotations) ReadNeedles(PlanOptions options,
        CancellationToken cancellation)
    {
        var reported = options.Report is { } report ? ReportReader.ReadFingerprints(RequireFile(report, options)) : [];
        var wanted = options.Fingerprints.Concat(reported).ToHashSet(StringComparer.Ordinal);
        if ((wanted.Count > 0 || options.Report is not null) == options.RulesFile is not null)
        {
            throw new UsageException("specify what to remove: --from-report FILE or --finding FINGERPRINT, or else --replace-text FILE");
        }

        if (options.RulesFile is { } rules)
        {
            var content = ForeignFile.ReadNamedBytes(RequireFile(rules, options), Budgets.Records);
            return ReplaceTextFile.Read(content, Path.GetFileName(rules)) is { Count: > 0 } read
                ? (read, new Dictionary<string, string>())
                : throw new UsageException($"'{rules}' contains no rule; a rule is a line 'literal:TEXT' or 'regex:PATTERN'");
        }

        return FindNeedles(wanted, options, cancellation);
    }

    /// <summary>Returns the needles. Reports contain no secrets, so the history is scanned for the findings that they name.</summary>
    private static (IReadOnlyList<Needle> Needles, IReadOnlyDictionary<string, string> Rotations) FindNeedles(
        IReadOnlyCollection<string> names, PlanOptions options, CancellationToken cancellation)
    {
        if (names.FirstOrDefault(name => !Fingerprints.IsWellFormed(name)) is { } malformed)
        {
            throw new UsageException($"'{Safe.Escape(malformed)}' is not a fingerprint; "
                + "copy one from a report, such as 0123456789abcdef0123");
        }

        var setup = CommandSetup.Load(options.Directory, options.Config, []);
        setup = setup with { Options = setup.Options with { Threads = options.Threads } };
        var named = Progress.Run(options.ShowsProgress, report => FingerprintSearch.FindSecrets(setup, names, report, cancellation));
        if (names.FirstOrDefault(name => named.Find(name).Count == 0) is { } missing)
        {
            throw new UsageException($"no finding with the fingerprint '{missing}' is in this history; 'secretsentry scan --history "
                + $"--min-confidence low' lists them");
        }

        var found = named.All.DistinctBy(finding => finding.SecretId).OrderBy(finding => finding.Fingerprint, StringComparer.Ordinal)
            .ToArray();
        return ([.. found.Select(finding =>
            Needle.CreateLiteral(NameOf(finding), GetBytes(finding), Encoding.UTF8.GetBytes(options.Replacement)))],
            found.ToDictionary(NameOf, finding => Rotation.Describe(finding.Rule).ToString(), StringComparer.Ordinal));
    }

    private static string NameOf(Finding finding) => $"{RuleText.GetId(finding.Rule)} {finding.Fingerprint}";

    private static byte[] GetBytes(Finding finding) => finding.Secret!.Contains('\uFFFD', StringComparison.Ordinal)
        ? throw new UsageException($"the secret of finding {finding.Fingerprint} is not text, so its exact bytes are not known; specify it "
        + $"with --replace-text")
        : Encoding.UTF8.GetBytes(finding.Secret);

    private static string RequireFile(string file, PlanOptions options) =>
        Path.GetFullPath(file, options.Directory) is var full && File.Exists(full) ? full
            : throw new UsageException($"the file '{file}' does not exist");

    /// <summary>Returns a folder next to the repository, named after it and the time.</summary>
    private static string GetDefaultFolder(PurgePlan plan) =>
        $"{plan.Repository.TrimEnd('/')}-purge-{plan.Created.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}";
}
