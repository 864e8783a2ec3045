using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecretSentry.Files;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Keys;

namespace SecretSentry.Scanning.Cache;

/// <summary>
/// A file of results below the git directory, for later runs. It is read only if it was written with the user's key, for this repository
/// and this request: each combination of rules, options and program has its own file and its own seal. Anything else, and a file or folder
/// that others own, is as if there were no cache.
/// </summary>
internal sealed class CacheFile
{
    private readonly string _path;
    private readonly string[] _folders;
    private readonly byte[] _key;

    private CacheFile(string common, string name, byte[] key)
    {
        var own = Path.Combine(common, "secretsentry");
        _folders = [common, own, Path.Combine(own, "cache")];
        (_path, _key) = (Path.Combine(_folders[^1], name), key);
    }

    /// <summary>Returns the file for a repository and a request. Null: there is to be no cache.</summary>
    /// <param name="layout">The repository.</param>
    /// <param name="options">The request.</param>
    /// <param name="name">Kind of the results.</param>
    /// <exception cref="FormatException">The key that the job gives is not valid.</exception>
    public static CacheFile? Open(RepositoryLayout layout, ScanOptions options, string name)
    {
        if (options.CacheKey?.Load(ListSupplied(layout, options)) is not { } key)
        {
            return null;
        }

        try
        {
            var (common, request) = (RealPath.Resolve(layout.CommonDirectory), ComputeKey(layout.Format.Name, options));
            var purpose = Encoding.UTF8.GetBytes($"secretsentry cache\0{name}\0{request}\0{common}");
            return new(common, $"{name}-{request[..32]}", HMACSHA256.HashData(key, purpose));
        }
        catch (IOException)
        {
            return null; // the path leads in a circle; the scan itself reports that
        }
    }

    /// <summary>Returns the content. Empty when there is no file, or when it cannot be trusted.</summary>
    public ReadOnlyMemory<byte> Read()
    {
        try
        {
            using var file = Array.TrueForAll(_folders, OwnFile.IsOwnFolder) ? OwnFile.TryOpen(_path, isPrivate: false) : null;
            return file is null ? default : SealedContent.Read(file, _key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default; // an unreadable cache is ignored
        }
    }

    /// <summary>
    /// Writes the content, as a whole or not at all. Replaces whatever has the name of the file, except a folder. When the file cannot be
    /// written, or one of its folders belongs to another user or is a link, there is no cache, and no error.
    /// </summary>
    public void Write(ReadOnlyMemory<byte> content)
    {
        try
        {
            if (!OwnFile.IsOwnFolder(_folders[0]))
            {
                return;
            }

            OwnFile.RequireNoLink(_folders[1]);
            Directory.CreateDirectory(_folders[1]); // the record of purged commits is there, too; others read it
            OwnerOnlyFolder.Create(_folders[2]);
            if (Array.TrueForAll(_folders, OwnFile.IsOwnFolder))
            {
                FileReplacement.Write(_path, file => SealedContent.Write(file, _key, content.Span), FileReplacement.OwnerOnly);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return; // read-only repositories are scanned too, without a cache
        }
    }

    /// <summary>The folders with what somebody else may have supplied: the repository and its files.</summary>
    private static string[] ListSupplied(RepositoryLayout layout, ScanOptions options)
    {
        var common = layout.CommonDirectory;
        var top = Path.GetFileName(common) == ".git" ? Path.GetDirectoryName(common)! : common;
        return options.Top.Length > 0 ? [top, options.Top, options.Directory] : [top, options.Directory];
    }

    /// <summary>
    /// Computes a hash of everything that decides whether a blob has findings: program, options, rules, and hash algorithm of the ids.
    /// </summary>
    internal static string ComputeKey(string format, ScanOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(ScanOptions.Version, format,
            $"{options.Decodes} {options.Selection.ListsAll} {options.Selection.AllowsShallow} {string.Join(' ', options.Comments)}");
        Add(options.Program is { } path && new FileInfo(path) is { Exists: true } program
            ? string.Create(CultureInfo.InvariantCulture, $"{program.Length} {program.LastWriteTimeUtc.Ticks}") : "");
        foreach (var rule in options.Rules.Rules)
        {
            Add(rule.Id, rule.Regex, rule.Path, rule.Checksum, rule.Anchor, rule.Issuer, rule.Confidence.ToString(),
                string.Create(CultureInfo.InvariantCulture, $"{rule.SecretGroup} {rule.Entropy}"));
            Array.ForEach([rule.Keywords, rule.Tags, rule.Aliases, rule.ReportedAs, rule.Public], AddList);
            foreach (var list in rule.Allowlists)
            {
                Add($"{list.MatchesAll} {list.Target}");
                Array.ForEach([list.Regexes, list.StopWords, list.Paths, list.Commits], AddList);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void AddList(IReadOnlyList<string> parts) => Add([.. parts]);

        // With their number and lengths, so that no two lists of texts look the same.
        void Add(params ReadOnlySpan<string> parts)
        {
            AddNumber(parts.Length);
            foreach (var part in parts)
            {
                var bytes = Encoding.UTF8.GetBytes(part);
                AddNumber(bytes.Length);
                hash.AppendData(bytes);
            }
        }

        void AddNumber(int number) => hash.AppendData(BitConverter.GetBytes(number));
    }
}
