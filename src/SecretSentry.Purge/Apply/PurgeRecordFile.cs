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
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        PurgeRecord[] before = File.Exists(path) ? [.. PurgeRecords.Parse(File.ReadAllBytes(path), path)] : [];
        PrivateFile.Write(path, PurgeRecords.ToBytes(
            [.. before.Where(one => !one.FirstChanged.SequenceEqual(purge.FirstChanged, StringComparer.Ordinal)), purge]));
    }

    /// <summary>Removes a purge, because it was undone.</summary>
    public static void Remove(string commonDirectory, IReadOnlyList<RefMove> moves)
    {
        var path = Path.Combine(commonDirectory, PurgeRecords.FileName);
        PurgeRecord[] left = File.Exists(path)
            ? [.. PurgeRecords.Parse(File.ReadAllBytes(path), path).Where(one => !one.Refs.All(moves.Contains))] : [];
        if (left.Length > 0)
        {
            PrivateFile.Write(path, PurgeRecords.ToBytes(left));
        }
        else
        {
            File.Delete(path);
        }
    }
}
