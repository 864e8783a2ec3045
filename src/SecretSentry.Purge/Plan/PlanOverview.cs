using System.Globalization;
using SecretSentry.Files;
using SecretSentry.Reports;

namespace SecretSentry.Purge.Plan;

/// <summary>
/// Writes what a plan would change, for people: what to rotate, counts of objects, what is not covered, the next command. It contains no
/// secret. Names of the repository are escaped. The steps for people are in <c>PURGE-PLAN.md</c> (<see cref="PlanText"/>).
/// </summary>
public sealed class PlanOverview(TextWriter output)
{
    /// <summary>Writes the overview.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="folder">The folder in which it was saved.</param>
    public void Write(PurgePlan plan, string folder)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var summary = plan.Summary;
        output.WriteLine("ROTATE FIRST. Removing the text does not undo a leak; revoke these secrets before anything else:");
        foreach (var needle in plan.Needles)
        {
            var rotate = needle.Rotate.Length > 0 ? needle.Rotate : Rotation.InGeneral;
            WriteLine($"  {needle.Name}: {Counted.Format(needle.Places, "place")}. {rotate}");
        }

        WriteCounts(summary);
        WriteOthers(plan);
        WriteNames("apply --in-place would fail", summary.Obstacles);
        output.WriteLine();
        const string readers = "its needles.json contains the secret; only you can read it";
        WriteLine($"Plan: {folder} ({readers}). The steps are in its PURGE-PLAN.md.");
        WriteLine($"Nothing has been changed. Next: secretsentry purge apply {ShellName.Quote(folder)} --confirm {plan.Checksum}");
    }

    private void WriteCounts(PurgeSummary summary)
    {
        output.WriteLine();
        WriteLine($"Would change, of {summary.Objects:N0} objects:");
        var occurrences = $"{summary.Places:N0} places; {summary.UnreachableBlobs:N0} more unreachable blobs are deleted by the clean-up";
        WriteLine($"  blobs              {summary.Blobs,8:N0}   ({occurrences})");
        WriteLine($"  trees              {summary.Trees,8:N0}");
        WriteLine($"  commits            {summary.Commits,8:N0}   of {summary.AllCommits:N0}");
        WriteLine($"  tags               {summary.Tags,8:N0}");
        var remoteTracking = summary.Moves.Count(move => move.Name.StartsWith("refs/remotes/", StringComparison.Ordinal));
        WriteLine($"  refs               {summary.Moves.Count,8:N0}   ({remoteTracking:N0} of them remote-tracking)");
        WriteLine($"  stash entries      {summary.Stashes,8:N0}");
        WriteLine($"  signatures lost    {summary.LostSignatures.Count,8:N0}");
        WriteNames("first changed commit", summary.FirstChanged);
        WriteNames("still in HEAD, will contain the replacement", summary.TipPaths);
        foreach (var (spelling, count) in summary.Spellings.Where(entry => entry.Key != "plain")
            .OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            WriteLine($"  also as {spelling} in {Counted.Format(count, "blob")}");
        }
    }

    private void WriteOthers(PurgePlan plan)
    {
        var summary = plan.Summary;
        output.WriteLine();
        WriteCoverage("commit and tag messages", summary.Messages, plan.Cover.Messages, "--messages");
        WriteCoverage("names or email addresses", summary.Identities, plan.Cover.Identities, "--identities");
        WriteCoverage("file names (trees)", summary.PathTrees, plan.Cover.Paths, "--paths");
        WriteCoverage("ref names", summary.RefNames, plan.Cover.RefNames, "--refs-rename");
        WriteNames("also in this file of the git directory, which is not rewritten", summary.OtherFiles);
        WriteNames("LFS object that contains it; delete it on the server", summary.LfsObjects);
        if (summary.Submodules > 0)
        {
            WriteLine($"  {summary.Submodules:N0} commits of submodules are referenced; purge those repositories separately");
        }

        if (summary.Superproject.Length > 0)
        {
            const string consequence = "its clones fetch the old history as long as the server has it";
            WriteLine($"  this is a submodule of {summary.Superproject}, whose commits will still name the old commits; {consequence}");
        }
    }

    private void WriteLine(FormattableString text) => output.WriteLine(Safe.Escape(text.ToString(CultureInfo.InvariantCulture)));

    private void WriteNames(string what, IReadOnlyList<string> names)
    {
        foreach (var name in names.Take(20))
        {
            WriteLine($"  {what}: {name}");
        }

        if (names.Count > 20)
        {
            WriteLine($"  {what}: and {names.Count - 20:N0} more");
        }
    }

    private void WriteCoverage(string what, int count, bool isCovered, string flag) =>
        WriteLine($"  {what}: {count:N0}{(count == 0 ? "" : isCovered ? ", covered" : $", NOT covered; add {flag}")}");
}
