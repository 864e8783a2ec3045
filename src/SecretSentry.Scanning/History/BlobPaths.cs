using System.Security.Cryptography;
using System.Text;
using SecretSentry.Engine.Search;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.History;

/// <summary>
/// The paths every blob was ever at, as far as rules and options tell them apart: a blob is searched once for each class of its paths,
/// which for nearly all blobs is once. Any thread may ask.
/// </summary>
internal sealed class BlobPaths
{
    private const int Unknown = -2;
    private const int Skipped = -1;

    private readonly PathTable _paths;
    private readonly ScanOptions _options;
    private readonly bool _includesOthers;
    private readonly PathClasses _classes;
    private readonly int[] _classOf;
    private readonly PathGroup _without;
    private readonly Dictionary<string, byte[]> _masks = new(StringComparer.Ordinal);

    /// <param name="origins">Who brought which blob, as far as that is asked for.</param>
    /// <param name="paths">The paths in them.</param>
    /// <param name="options">Rules, and the paths that are asked for.</param>
    /// <param name="includesOthers">Whether blobs that no commit brought are asked for.</param>
    public BlobPaths(Origins origins, PathTable paths, ScanOptions options, bool includesOthers)
    {
        (Origins, _paths, _options, _includesOthers, _classes) =
            (origins, paths, options, includesOthers, new(options.Rules, options.Allowlists?.DependsOnPaths == true));
        _classOf = new int[paths.Count];
        Array.Fill(_classOf, Unknown);
        _without = new(_classes.Classify(""), "");
    }

    public Origins Origins { get; }

    /// <summary>The class of a path; negative when it is not asked for.</summary>
    public int GetClass(int path)
    {
        var pathClass = _classOf[path];
        if (pathClass == Unknown)
        {
            var text = _paths.GetText(path);
            _classOf[path] = pathClass = _options.Includes(text) ? _classes.Classify(text) : Skipped;
        }

        return pathClass;
    }

    public string GetText(int path) => _paths.GetText(path);

    /// <summary>Whether the blob is asked for at all.</summary>
    public bool Includes(int blob)
    {
        var origins = Origins.GetOrigins(blob);
        foreach (var origin in origins)
        {
            if (GetClass(origin.Path) >= 0)
            {
                return true;
            }
        }

        return origins.IsEmpty && _includesOthers;
    }

    /// <summary>How to look at a blob, into <paramref name="groups"/>; without a path if it has none.</summary>
    public void GetGroups(int blob, List<PathGroup> groups)
    {
        groups.Clear();
        foreach (var origin in Origins.GetOrigins(blob))
        {
            var number = GetClass(origin.Path);
            if (number >= 0 && !groups.Exists(group => group.Class == number))
            {
                groups.Add(new(number, _paths.GetText(origin.Path)));
            }
        }

        if (groups.Count == 0)
        {
            groups.Add(_without);
        }
    }

    /// <summary>
    /// What says that a blob was searched under the classes of paths it has: its id, each byte changed by the hash of those classes. Two
    /// blobs that get the same key would be two contents whose SHA-1 differs in a way that can be foretold, which nobody can make.
    /// </summary>
    public ObjectId ComputeKey(int blob, ObjectId id, List<PathGroup> groups)
    {
        GetGroups(blob, groups);
        var name = groups.Count == 1 ? _classes.GetKey(groups[0].Class)
            : string.Join('\n', groups.Select(group => _classes.GetKey(group.Class)).Order(StringComparer.Ordinal));
        Span<byte> bytes = stackalloc byte[32];
        id.CopyTo(bytes);
        bytes = bytes[..id.Length];
        var mask = MaskOf(name);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= mask[i];
        }

        return new(bytes);
    }

    private byte[] MaskOf(string name)
    {
        lock (_masks)
        {
            return _masks.TryGetValue(name, out var mask) ? mask : _masks[name] = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        }
    }
}
