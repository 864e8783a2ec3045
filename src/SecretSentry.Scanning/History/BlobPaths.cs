using System.Security.Cryptography;
using System.Text;
using SecretSentry.Engine.Search;
using SecretSentry.Files;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.History;

/// <summary>
/// The paths of every blob in history. Paths that rules and options cannot tell apart form a class. A blob is scanned once for each class
/// of its paths. For nearly all blobs that is once. Safe to call from several threads.
/// </summary>
internal sealed class BlobPaths
{
    private const int Unknown = -2;
    private const int Skipped = -1;

    private readonly PathTable _paths;
    private readonly ScanOptions _options;
    private readonly HashSet<int>? _others;
    private readonly PathClasses _classes;
    private readonly int[] _classOf;
    private readonly PathGroup _without;
    private readonly Dictionary<string, byte[]> _masks = new(StringComparer.Ordinal);

    /// <param name="origins">The commits that introduced the selected blobs.</param>
    /// <param name="paths">The paths in <paramref name="origins"/>.</param>
    /// <param name="options">Rules, and the filter on paths.</param>
    /// <param name="others">The blobs to include that no commit introduced. Null: all of them.</param>
    public BlobPaths(Origins origins, PathTable paths, ScanOptions options, HashSet<int>? others)
    {
        (Origins, _paths, _options, _others, _classes) =
            (origins, paths, options, others, new(options.Rules, options.Allowlists?.DependsOnPaths == true));
        _classOf = new int[paths.Count];
        Array.Fill(_classOf, Unknown);
        _without = new(_classes.Classify(""), "");
    }

    public Origins Origins { get; }

    /// <summary>Whether findings were located at some of the paths of their blobs only.</summary>
    public bool HasCut { get; private set; }

    /// <summary>
    /// Returns the introductions of a blob in which something was found, ordered by commit: as many as <see cref="Budgets.Places"/> allows.
    /// </summary>
    public ReadOnlySpan<Origin> GetOriginsOfFindings(int blob)
    {
        var origins = Origins.GetOrigins(blob);
        return IsFull(origins.Length) ? origins[..Budgets.Places.Length] : origins;
    }

    /// <summary>Returns whether a finding has enough places. The result then says that there are more.</summary>
    public bool IsFull(int places) => HasCut |= places >= Budgets.Places.Value;

    /// <summary>Returns the class of a path. Negative when the path is excluded.</summary>
    public int GetClass(int path)
    {
        var pathClass = _classOf[path];
        if (pathClass == Unknown)
        {
            var text = _paths.GetTextOnce(path);
            _classOf[path] = pathClass = _options.Includes(text) ? _classes.Classify(text) : Skipped;
        }

        return pathClass;
    }

    public string GetText(int path) => _paths.GetText(path);

    /// <summary>Returns whether the blob is to be scanned.</summary>
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

        return origins.IsEmpty && IncludesLoose(blob);
    }

    /// <summary>Returns whether a blob that no commit introduced is to be scanned.</summary>
    public bool IncludesLoose(int blob) => _others?.Contains(blob) != false;

    /// <summary>
    /// Fills <paramref name="groups"/> with the classes and paths under which a blob is to be scanned. A blob without a path gets one group
    /// with an empty path.
    /// </summary>
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
    /// Returns the key which says that a blob was scanned under the classes of its paths. The key is the blob's id, XORed with the hash of
    /// the classes. Two blobs with the same key would be two contents whose SHA-1 values differ in a predictable way. Nobody can construct
    /// such contents.
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
