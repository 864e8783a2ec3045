using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Cache;

/// <summary>
/// Keys of blobs that were searched and hold nothing, for repositories of the same run and, as a file below the git directory, for later
/// runs. What held something is searched again, so the file has nothing of a secret in it. Kept by rules, options and program; a file that
/// is damaged in any way counts as none.
/// </summary>
public sealed class CleanBlobs
{
    /// <summary>Name of the format; raised with it.</summary>
    private static ReadOnlySpan<byte> Magic => "SSCLEAN1"u8;

    private readonly HashSet<ObjectId> _ids = [];

    /// <summary>How many there are.</summary>
    public int Count => _ids.Count;

    /// <summary>Whether the blob was searched and holds nothing.</summary>
    public bool Contains(ObjectId id) => _ids.Contains(id);

    /// <summary>Adds blobs that hold nothing.</summary>
    public void UnionWith(IEnumerable<ObjectId> ids) => _ids.UnionWith(ids);

    /// <summary>
    /// The file for a repository and a request. One name for each set of rules, so that runs with different ones do not undo each other's
    /// work.
    /// </summary>
    public static string GetFile(RepositoryLayout layout, ScanOptions options, string name) =>
        Path.Combine(layout.CommonDirectory, "secretsentry", "cache", $"{name}-{ComputeKey(layout, options)[..32]}");

    /// <summary>Adds what an earlier run left; nothing when there is no such file or it is not whole.</summary>
    public void Load(string file, ObjectFormat format)
    {
        byte[] bytes;
        try
        {
            bytes = File.Exists(file) ? File.ReadAllBytes(file) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return; // a cache that cannot be read is as good as none
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

    /// <summary>Writes all of it and <paramref name="more"/>, whole or not at all.</summary>
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

    /// <summary>Writes a file of the cache, whole or not at all. A place that cannot be written means no cache.</summary>
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
            return; // read-only repositories are scanned all the same
        }
    }

    /// <summary>Everything that decides whether a blob holds something: program, rules, hash of the ids.</summary>
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
