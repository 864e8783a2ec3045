using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>
/// Whether a repository is what it was: a hash over everything a scan of its history depends on besides rules and options. Packs count by
/// name, length, time of change and the checksum at their end, of which no more than that is read; loose objects by name, length and time;
/// refs, reflogs, shallow boundary and the facts of <see cref="RepositoryLayout"/> by content.
/// </summary>
public static class RepositoryState
{
    /// <summary>The hash, as hexadecimal digits; empty when it cannot be told.</summary>
    public static string Compute(RepositoryLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        if (layout.GitProblem.Length > 0)
        {
            return "";
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            foreach (var folder in layout.ObjectFolders)
            {
                Add(hash, folder);
                AddPacks(hash, Path.Combine(folder, "pack"), layout.Format.IdLength);
                AddLoose(hash, folder);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // the scan itself tells what cannot be read
        }

        layout.MissingFolders.ToList().ForEach(folder => Add(hash, folder));
        Add(hash, string.Create(CultureInfo.InvariantCulture, $"{layout.IsPartial} {layout.HasGrafts} {layout.GitDirectory}"));
        AddIds(hash, layout.ShallowCommits);
        var refs = RefList.Read(layout);
        foreach (var entry in refs.Refs)
        {
            Add(hash, $"{entry.Target} {entry.Name}");
        }

        AddIds(hash, [refs.Head, .. refs.Reflogs, .. refs.Stashes]);
        AddIds(hash, refs.Pushes.Select(push => push.Id));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AddPacks(IncrementalHash hash, string folder, int idLength)
    {
        foreach (var path in ListFiles(folder))
        {
            AddFile(hash, path);
            if (path.EndsWith(".pack", StringComparison.Ordinal) || path.EndsWith(".idx", StringComparison.Ordinal))
            {
                using var file = File.OpenRead(path);
                var end = new byte[Math.Min(2 * idLength, file.Length)];
                file.Seek(-end.Length, SeekOrigin.End);
                file.ReadExactly(end);
                hash.AppendData(end);
            }
        }
    }

    private static void AddLoose(IncrementalHash hash, string folder)
    {
        for (var first = 0; first < 256; first++)
        {
            var inner = Path.Combine(folder, Convert.ToHexStringLower([(byte)first]));
            foreach (var path in ListFiles(inner))
            {
                AddFile(hash, path);
            }
        }
    }

    private static IEnumerable<string> ListFiles(string folder) =>
        (Directory.Exists(folder) ? Directory.GetFiles(folder) : []).Order(StringComparer.Ordinal);

    private static void AddFile(IncrementalHash hash, string path)
    {
        var file = new FileInfo(path);
        Add(hash, string.Create(CultureInfo.InvariantCulture, $"{path} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
    }

    private static void AddIds(IncrementalHash hash, IEnumerable<ObjectId> ids) => Add(hash, string.Join(' ', ids));

    private static void Add(IncrementalHash hash, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData([0]);
    }
}
