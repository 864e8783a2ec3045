using System.Globalization;
using SecretSentry.Purge.Plan;
using SecretSentry.Reports;

namespace SecretSentry.Cli.Commands;

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
