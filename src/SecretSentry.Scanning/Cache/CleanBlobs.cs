using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Cache;

/// <summary>
/// Keys of blobs that were scanned and contain no finding. Repositories of the same run share them. They are also written to a file below
/// the git directory, for later runs. A blob with a finding is always scanned again, so the file contains nothing of a secret. There is one
/// file for each combination of rules, options and program. A damaged file is ignored.
/// </summary>
public sealed class CleanBlobs
{
    /// <summary>Magic bytes and version of the format. The version is raised whenever the format changes.</summary>
    private static ReadOnlySpan<byte> Magic => "SSCLEAN1"u8;

    private readonly HashSet<ObjectId> _ids = [];

    /// <summary>Number of keys.</summary>
    public int Count => _ids.Count;

    /// <summary>Returns whether the blob was scanned and contains no finding.</summary>
    public bool Contains(ObjectId id) => _ids.Contains(id);

    /// <summary>Adds blobs that contain no finding.</summary>
    public void UnionWith(IEnumerable<ObjectId> ids) => _ids.UnionWith(ids);

    /// <summary>
    /// Returns the full name of the cache file for a repository and a request. Each set of rules has its own name, so that runs with
    /// different rules do not overwrite each other's file.
    /// </summary>
    public static string GetFile(RepositoryLayout layout, ScanOptions options, string name) =>
        Path.Combine(layout.CommonDirectory, "secretsentry", "cache", $"{name}-{ComputeKey(layout, options)[..32]}");

    /// <summary>Adds the keys that an earlier run saved. Adds nothing when the file does not exist, cannot be read or is damaged.</summary>
    public void Load(string file, ObjectFormat format)
    {
        byte[] bytes;
        try
        {
            bytes = File.Exists(file) ? File.ReadAllBytes(file) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return; // an unreadable cache is ignored
        }

        var body = bytes.Length - SHA256.HashSizeInBytes;
        if (body < Magic.Length || !bytes.AsSpan().StartsWith(Magic) || (body - Magic.Length) % format.IdLength != 0
            || !SHA256.HashData(bytes.AsSpan(0, body)).AsSpan().SequenceEqual(bytes.AsSpan(body)))
        {
            return;
        }

        for (var offset = Magic.Length; offset < body; offset += format.IdLength)
        {
            _ids.Add(new(bytes.AsSpan(offset, format.IdLength)));
        }
    }

    /// <summary>Writes all keys and <paramref name="more"/>. The file is replaced as a whole or not at all.</summary>
    public void Save(string file, ObjectFormat format, IEnumerable<ObjectId> more)
    {
        ObjectId[] ids = [.. _ids.Concat(more).Where(blobId => blobId.Length == format.IdLength).Distinct().Order()];
        var bytes = new byte[Magic.Length + ((long)ids.Length * format.IdLength) + SHA256.HashSizeInBytes];
        Magic.CopyTo(bytes);
        var offset = Magic.Length;
        Span<byte> id = stackalloc byte[32];
        foreach (var blobId in ids)
        {
            blobId.CopyTo(id);
            id[..format.IdLength].CopyTo(bytes.AsSpan(offset));
            offset += format.IdLength;
        }

        SHA256.HashData(bytes.AsSpan(0, offset)).CopyTo(bytes, offset);
        WriteWhole(file, bytes);
    }

    /// <summary>Writes a cache file, as a whole or not at all. When the file cannot be written there is no cache, and no error.</summary>
    public static void WriteWhole(string file, byte[] bytes)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var temporary = $"{file}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return; // read-only repositories are scanned too, without a cache
        }
    }

    /// <summary>
    /// Computes a hash of everything that decides whether a blob has findings: program, options, rules, and hash algorithm of the ids.
    /// </summary>
    private static string ComputeKey(RepositoryLayout layout, ScanOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(ScanOptions.Version, layout.Format.Name,
            $"{options.Decodes} {options.Selection.ListsAll} {options.Selection.AllowsShallow} {string.Join(' ', options.Comments)}");
        Add(options.Program is { } path && new FileInfo(path) is { Exists: true } program
            ? string.Create(CultureInfo.InvariantCulture, $"{program.Length} {program.LastWriteTimeUtc.Ticks}") : "");
        foreach (var rule in options.Rules.Rules)
        {
            Add(rule.Id, rule.Regex, rule.Path, rule.Checksum, rule.Confidence.ToString(),
                string.Create(CultureInfo.InvariantCulture, $"{rule.SecretGroup} {rule.Entropy}"));
            Add([.. rule.Keywords, .. rule.Tags, .. rule.Aliases, .. rule.ReportedAs, .. rule.Public]);
            foreach (var list in rule.Allowlists)
            {
                Add([$"{list.MatchesAll} {list.Target}", .. list.Regexes, .. list.StopWords, .. list.Paths, .. list.Commits]);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(params ReadOnlySpan<string> parts)
        {
            foreach (var part in parts)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(part));
                hash.AppendData([0]);
            }
        }
    }
}
