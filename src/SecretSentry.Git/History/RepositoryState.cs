using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecretSentry.Files;
using SecretSentry.Git.Names;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>
/// Detects whether a repository has changed. The state is a hash over everything a scan of its history depends on besides rules and
/// options. Packs and their indexes are identified by name, length, modification time and their last bytes, which contain checksums.
/// Loose objects, commit-graphs and the files in <c>objects/info</c> are identified by name, length and time. Refs, reflogs, shallow
/// boundary and the facts of <see cref="RepositoryLayout"/> are included by content.
/// </summary>
public static class RepositoryState
{
    /// <summary>Returns the hash as hexadecimal digits; empty when it cannot be computed.</summary>
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
                ListFiles(Path.Combine(folder, "info")).Concat(ListFiles(Path.Combine(folder, "info", "commit-graphs"))).ToList()
                    .ForEach(file => AddFile(hash, file));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // the scan itself reports what cannot be read
        }

        layout.MissingFolders.ToList().ForEach(folder => Add(hash, folder));
        Add(hash, string.Create(CultureInfo.InvariantCulture, $"{layout.IsPartial} {layout.HasGrafts} {layout.GitDirectory}"));
        AddIds(hash, layout.ShallowCommits);
        AddNames(hash, RepositoryNames.Read(layout));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AddNames(IncrementalHash hash, RepositoryNames names)
    {
        Add(hash, names.Head.ToString());
        foreach (var name in names.All)
        {
            Add(hash, $"{name.Kind} {name.Target} {name.Name}");
        }

        foreach (var name in names.Broken)
        {
            Add(hash, $"{name.Name} {name.Reason}");
        }
    }

    private static void AddPacks(IncrementalHash hash, string folder, int idLength)
    {
        foreach (var path in ListFiles(folder))
        {
            AddFile(hash, path);
            if (path.EndsWith(".pack", StringComparison.Ordinal) || path.EndsWith(".idx", StringComparison.Ordinal))
            {
                using var file = ForeignFile.OpenStream(path);
                var end = new byte[Math.Min(2 * idLength, file.Length)];
                file.Seek(-end.Length, SeekOrigin.End);
                file.ReadExactly(end);
                hash.AppendData(end);
            }
        }
    }

    private static void AddLoose(IncrementalHash hash, string folder)
    {
        foreach (var path in ObjectStore.ListFanOut(folder).SelectMany(ListFiles))
        {
            AddFile(hash, path);
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
