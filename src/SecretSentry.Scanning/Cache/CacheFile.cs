using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecretSentry.Files;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Cache;

/// <summary>
/// A file of results below the git directory, for later runs. Its last bytes are the SHA-256 of the bytes before. Each combination of
/// rules, options and program has its own file, so that runs with different rules do not overwrite each other's.
/// </summary>
internal static class CacheFile
{
    /// <summary>Returns the full name of the file for a repository and a request.</summary>
    public static string GetPath(RepositoryLayout layout, ScanOptions options, string name) =>
        Path.Combine(layout.CommonDirectory, "secretsentry", "cache", $"{name}-{ComputeKey(layout.Format.Name, options)[..32]}");

    /// <summary>Returns the content without the hash. Empty when the file does not exist, cannot be read or is damaged.</summary>
    public static ReadOnlyMemory<byte> Read(string path)
    {
        try
        {
            var bytes = File.Exists(path) && !IsThroughLink(path) ? ForeignFile.ReadAllBytes(path, Budgets.Content) : [];
            var length = bytes.Length - SHA256.HashSizeInBytes;
            return length > 0 && SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length))
                ? bytes.AsMemory(0, length) : default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default; // an unreadable cache is ignored
        }
    }

    /// <summary>
    /// Writes the content and its hash, as a whole or not at all. When the file cannot be written there is no cache, and no error.
    /// </summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            if (IsThroughLink(path))
            {
                return; // somebody else chose where the file would be written
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var temporary = $"{path}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
            using (var file = File.Create(temporary))
            {
                file.Write(content);
                file.Write(SHA256.HashData(content));
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return; // read-only repositories are scanned too, without a cache
        }
    }

    /// <summary>Whether the file, or one of the two folders that we make for it, is a link.</summary>
    private static bool IsThroughLink(string path)
    {
        var cache = Path.GetDirectoryName(path)!;
        return new[] { path, cache, Path.GetDirectoryName(cache)! }.Any(each => new FileInfo(each).LinkTarget is not null);
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
