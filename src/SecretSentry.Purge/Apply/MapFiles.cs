using System.Text;
using SecretSentry.Git.Push;
using SecretSentry.Purge.Files;
using SecretSentry.Purge.Plan;
using SecretSentry.Purge.Rewrite;

namespace SecretSentry.Purge.Apply;

/// <summary>
/// The files in the plan's folder that record the result of a purge. Files that git-filter-repo also writes have its format.
/// </summary>
internal static class MapFiles
{
    /// <summary>The old and new values of all refs that were moved.</summary>
    public const string RefMapName = "ref-map";

    /// <summary>The names of these refs.</summary>
    public const string ChangedRefsName = "changed-refs";

    public static void Write(string folder, RewriteResult result, PurgeSummary summary, IReadOnlyList<PurgeRecord> records)
    {
        WriteLines("commit-map", [$"{"old",-40} new", .. result.Commits.Select(pair => $"{pair.Old} {pair.New}")]);
        WriteLines("object-map", result.Map.Select(pair => $"{pair.Key} {pair.Value}"));
        WriteLines(RefMapName, [$"{"old",-40} {"new",-40} ref", .. result.Moves.Select(move => $"{move.Old} {move.New} {move.Name}")]);
        WriteLines(ChangedRefsName, result.Moves.Select(move => move.Name));
        WriteLines("first-changed-commits", result.FirstChanged.Select(old => $"{old} {result.GetNewId(old)}"));
        WriteLines("lost-signatures", result.LostSignatures.Select(old => $"{old} {result.GetNewId(old)}"));
        WriteLines("lfs-orphans", summary.LfsObjects);
        PrivateFile.Write(Path.Combine(folder, "purged.json"), PurgeRecords.ToBytes(records));

        void WriteLines(string name, IEnumerable<string> lines) =>
            PrivateFile.Write(Path.Combine(folder, name), Encoding.Latin1.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
    }
}
