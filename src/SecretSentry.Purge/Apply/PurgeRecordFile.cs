using SecretSentry.Files;
using SecretSentry.Git.Push;
using SecretSentry.Purge.Files;

namespace SecretSentry.Purge.Apply;

/// <summary>Writes the record of purges of a repository, which <see cref="PurgedCommits"/> reads.</summary>
internal static class PurgeRecordFile
{
    /// <summary>Adds a purge.</summary>
    public static void Add(string commonDirectory, PurgeRecord purge)
    {
        var path = Path.Combine(commonDirectory, PurgeRecords.FileName);
        PrivateFile.MakeFolderOf(path);
        var others = Read(path).Where(record => !record.FirstChanged.SequenceEqual(purge.FirstChanged, StringComparer.Ordinal));
        PrivateFile.Write(path, PurgeRecords.ToBytes([.. others, purge]));
    }

    /// <summary>Removes a purge, because it was undone.</summary>
    public static void Remove(string commonDirectory, IReadOnlyList<RefMove> moves)
    {
        var path = Path.Combine(commonDirectory, PurgeRecords.FileName);
        PurgeRecord[] remaining = [.. Read(path).Where(record => !record.Refs.All(moves.Contains))];
        if (remaining.Length > 0)
        {
            PrivateFile.Write(path, PurgeRecords.ToBytes(remaining));
        }
        else
        {
            File.Delete(path);
        }
    }

    /// <summary>What is recorded so far; nothing where there is no file.</summary>
    private static IReadOnlyList<PurgeRecord> Read(string path) =>
        File.Exists(path) ? PurgeRecords.Parse(ForeignFile.ReadAllBytes(path, Budgets.PurgeRecords), path) : [];
}
