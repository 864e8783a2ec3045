using System.Text;

namespace SecretSentry.Git.Purge;

/// <summary>The folder of a plan, and the files in it; where git-filter-repo writes such a file, in its form.</summary>
internal static class PurgeFiles
{
    public const string PlanName = "plan.json";
    public const string NeedlesName = "needles.json";
    public const string BackupName = "backup";
    public const string TextName = "PURGE-PLAN.md";

    public static void WriteMaps(string folder, RewriteResult result, PurgeSummary summary, IReadOnlyList<Tombstone> tombstones)
    {
        Lines("commit-map", [$"{"old",-40} new", .. result.Commits.Select(pair => $"{pair.Old} {pair.New}")]);
        Lines("object-map", result.Map.Select(pair => $"{pair.Key} {pair.Value}"));
        Lines("ref-map", [$"{"old",-40} {"new",-40} ref", .. result.Moves.Select(move => $"{move.Old} {move.New} {move.Name}")]);
        Lines("changed-refs", result.Moves.Select(move => move.Name));
        Lines("first-changed-commits", result.FirstChanged.Select(old => $"{old} {result.Of(old)}"));
        Lines("lost-signatures", result.LostSignatures.Select(old => $"{old} {result.Of(old)}"));
        Lines("lfs-orphans", summary.LfsObjects);
        PrivateFile.Write(Path.Combine(folder, "purged.json"), Tombstones.Bytes(tombstones));

        void Lines(string name, IEnumerable<string> lines) =>
            PrivateFile.Write(Path.Combine(folder, name), Encoding.Latin1.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
    }
}
