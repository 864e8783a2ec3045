using System.Globalization;
using System.Text;
using System.Text.Json;
using SecretSentry.Cli.Scanning;
using SecretSentry.Engine.Findings;
using SecretSentry.Git.Purge;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Reports;

namespace SecretSentry.Cli.Purging;

/// <summary>A checked request for a plan.</summary>
internal sealed record PlanOptions
{
    public required string Directory { get; init; }

    public string? Report { get; init; }

    public IReadOnlyList<string> Fingerprints { get; init; } = [];

    public string? RulesFile { get; init; }

    public required string Replacement { get; init; }

    public IReadOnlyList<string> RefGlobs { get; init; } = [];

    public required PurgeCover Cover { get; init; }

    public bool AllowsShort { get; init; }

    public bool AllowsAlternates { get; init; }

    public string? Config { get; init; }

    public string? Out { get; init; }

    public int Threads { get; init; }

    public bool ShowsProgress { get; init; }
}

/// <summary><c>purge plan</c>: from fingerprints or rules to needles, from needles to a plan that is saved and told.</summary>
internal static class PlanRun
{
    public static int Run(PlanOptions options, CancellationToken cancellation)
    {
        var (needles, rotations) = Needles(options, cancellation);
        var request = new PurgeRequest(options.Directory, needles, rotations, options.Cover, options.RefGlobs, options.AllowsShort,
            options.AllowsAlternates, options.Threads);
        if (PurgeProgress.While(options.ShowsProgress, report => PurgePlanner.Plan(request, report, cancellation)) is not { } plan)
        {
            Console.Out.WriteLine("Nothing to do: no object and no file of the git directory holds any of it.");
            return ExitCode.Clean;
        }

        var folder = Path.GetFullPath(options.Out ?? DefaultFolder(plan), options.Directory);
        PurgePlanner.Save(folder, plan, needles);
        PlanReport.Write(Console.Out, plan, folder);
        return ExitCode.Findings;
    }

    private static (IReadOnlyList<Needle> Needles, IReadOnlyDictionary<string, string> Rotations) Needles(PlanOptions options,
        CancellationToken cancellation)
    {
        var wanted = options.Fingerprints.Concat(options.Report is { } report ? FingerprintsOf(Existing(report, options)) : [])
            .ToHashSet(StringComparer.Ordinal);
        if ((wanted.Count > 0 || options.Report is not null) == options.RulesFile is not null)
        {
            throw new UsageException("say what to remove: --from-report FILE or --finding FINGERPRINT, or else --replace-text FILE");
        }

        if (options.RulesFile is { } rules)
        {
            return ReplaceTextFile.Read(File.ReadAllBytes(Existing(rules, options)), Path.GetFileName(rules)) is { Count: > 0 } read
                ? (read, new Dictionary<string, string>())
                : throw new UsageException($"'{rules}' holds no rule; one is 'literal:TEXT' or 'regex:PATTERN' on a line");
        }

        return OfFindings(wanted, options, cancellation);
    }

    /// <summary>Reports hold no secrets, so the history is scanned for the findings they name.</summary>
    private static (IReadOnlyList<Needle> Needles, IReadOnlyDictionary<string, string> Rotations) OfFindings(HashSet<string> wanted,
        PlanOptions options, CancellationToken cancellation)
    {
        var scan = ScanSetup.Of(options.Directory, options.Config, []).Options with
        {
            KeepsSecrets = true,
            Decodes = true,
            Threads = options.Threads,
        };
        var salts = wanted.Select(Fingerprints.SaltOf).Distinct(StringComparer.Ordinal).ToArray();
        var found = Progress.While(options.ShowsProgress, report => HistoryScan.Run(scan, null, report, cancellation)).Findings
            .Where(finding => NamesOf(finding).Any(wanted.Contains)).DistinctBy(finding => finding.Fingerprint)
            .OrderBy(finding => finding.Fingerprint, StringComparer.Ordinal).ToArray();
        if (wanted.Except(found.SelectMany(NamesOf), StringComparer.Ordinal).FirstOrDefault() is { } missing)
        {
            throw new UsageException($"no finding with the fingerprint '{missing}' is in this history; 'secretsentry scan --history "
                + $"--min-confidence low' lists them");
        }

        // A report of a repository with a salt names findings by it.
        IEnumerable<string> NamesOf(Finding finding) => salts.SelectMany(salt => Fingerprints.NamesOf(finding, salt));

        return ([.. found.Select(finding => Needle.Text(NameOf(finding), BytesOf(finding), Encoding.UTF8.GetBytes(options.Replacement)))],
            found.ToDictionary(NameOf, finding => finding.Rule.Rotate, StringComparer.Ordinal));
    }

    private static string NameOf(Finding finding) => $"{finding.Rule.Id} {finding.Fingerprint}";

    private static byte[] BytesOf(Finding finding) => finding.Secret!.Contains('\uFFFD', StringComparison.Ordinal)
        ? throw new UsageException($"the secret of finding {finding.Fingerprint} is no text, so its bytes are not known exactly; give it "
        + $"with --replace-text")
        : Encoding.UTF8.GetBytes(finding.Secret);

    /// <summary>Every <c>fingerprint</c> of a <c>json</c> or <c>jsonl</c> report.</summary>
    private static List<string> FingerprintsOf(string file)
    {
        var found = new List<string>();
        try
        {
            var reader = new Utf8JsonReader(File.ReadAllBytes(file), new JsonReaderOptions { AllowMultipleValues = true });
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("fingerprint"u8) && reader.Read())
                {
                    found.Add(reader.GetString()!);
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UsageException($"'{file}' is no report in the form json or jsonl: {e.Message}");
        }

        return found.Count > 0 ? found : throw new UsageException($"'{file}' names no finding");
    }

    private static string Existing(string file, PlanOptions options) =>
        Path.GetFullPath(file, options.Directory) is var full && File.Exists(full) ? full
            : throw new UsageException($"the file '{file}' does not exist");

    /// <summary>Beside the repository, named by it and by the time.</summary>
    private static string DefaultFolder(PurgePlan plan) =>
        $"{plan.Repository.TrimEnd('/')}-purge-{plan.Created.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}";
}

/// <summary>What a plan looks like to people.</summary>
internal static class PlanReport
{
    public static void Write(TextWriter output, PurgePlan plan, string folder)
    {
        var summary = plan.Summary;
        output.WriteLine("ROTATE FIRST. Removing the text does not undo a leak; make these worthless before anything else:");
        foreach (var needle in plan.Needles)
        {
            var rotate = needle.Rotate.Length > 0 ? needle.Rotate : Rotation.InGeneral;
            Line($"  {needle.Name}: {Counted.Of(needle.Places, "place")}. {rotate}");
        }

        output.WriteLine();
        Line($"Would change, of {summary.Objects:N0} objects:");
        var places = $"{summary.Places:N0} places; {summary.UnreachableBlobs:N0} more that nothing reaches go with the clean-up";
        Line($"  blobs              {summary.Blobs,8:N0}   ({places})");
        Line($"  trees              {summary.Trees,8:N0}");
        Line($"  commits            {summary.Commits,8:N0}   of {summary.AllCommits:N0}");
        Line($"  tags               {summary.Tags,8:N0}");
        var remoteTracking = summary.Moves.Count(move => move.Name.StartsWith("refs/remotes/", StringComparison.Ordinal));
        Line($"  refs               {summary.Moves.Count,8:N0}   ({remoteTracking:N0} of them remote-tracking)");
        Line($"  stash entries      {summary.Stashes,8:N0}");
        Line($"  signatures lost    {summary.LostSignatures.Count,8:N0}");
        Names("first changed commit", summary.FirstChanged);
        Names("still in HEAD, will hold the replacement", summary.TipPaths);
        foreach (var (spelling, count) in summary.Spellings.Where(one => one.Key != "plain")
            .OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            Line($"  also as {spelling} in {Counted.Of(count, "blob")}");
        }

        output.WriteLine();
        Covered("messages of commits and tags", summary.Messages, plan.Cover.Messages, "--messages");
        Covered("names or mails of people", summary.Identities, plan.Cover.Identities, "--identities");
        Covered("names of files (trees)", summary.PathTrees, plan.Cover.Paths, "--paths");
        Covered("names of refs", summary.RefNames, plan.Cover.RefNames, "--refs-rename");
        Names("also in this file of the git directory, which no rewrite reaches", summary.OtherFiles);
        Names("LFS object with it; delete it on the server", summary.LfsObjects);
        if (summary.Submodules > 0)
        {
            Line($"  {summary.Submodules:N0} commits of submodules are referred to; purge those repositories by themselves");
        }

        Names("apply --in-place would refuse", summary.Obstacles);
        output.WriteLine();
        Line($"Plan: {folder} (needles.json in it holds the secret; only you can read it). What people have to do: PURGE-PLAN.md there.");
        Line($"Nothing has been changed. Next: secretsentry purge apply {folder} --confirm {plan.Checksum}");

        void Line(FormattableString text) => output.WriteLine(Safe.Text(text.ToString(CultureInfo.InvariantCulture)));

        void Names(string what, IReadOnlyList<string> names)
        {
            foreach (var name in names.Take(20))
            {
                Line($"  {what}: {name}");
            }

            if (names.Count > 20)
            {
                Line($"  {what}: and {names.Count - 20:N0} more");
            }
        }

        void Covered(string what, int count, bool isCovered, string flag) =>
            Line($"  {what}: {count:N0}{(count == 0 ? "" : isCovered ? ", covered" : $", NOT covered; add {flag}")}");
    }
}
