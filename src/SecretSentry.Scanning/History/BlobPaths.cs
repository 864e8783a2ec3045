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
    private const int LeftOut = -1;

    private readonly PathTable _paths;
    private readonly ScanOptions _options;
    private readonly bool _takesOthers;
    private readonly PathClasses _classes;
    private readonly int[] _classOf;
    private readonly PathView _without;
    private readonly Dictionary<string, byte[]> _masks = new(StringComparer.Ordinal);

    /// <param name="origins">Who brought which blob, as far as that is asked for.</param>
    /// <param name="paths">The paths in them.</param>
    /// <param name="options">Rules, and the paths that are asked for.</param>
    /// <param name="takesOthers">Whether blobs that no commit brought are asked for.</param>
    public BlobPaths(Origins origins, PathTable paths, ScanOptions options, bool takesOthers)
    {
        (Origins, _paths, _options, _takesOthers, _classes) =
            (origins, paths, options, takesOthers, new(options.Rules, options.Allowlists?.LooksAtPaths == true));
        _classOf = new int[paths.Count];
        Array.Fill(_classOf, Unknown);
        _without = new(_classes.Of(""), "");
    }

    public Origins Origins { get; }

    /// <summary>The class of a path; negative when it is not asked for.</summary>
    public int ClassOf(int path)
    {
        var known = _classOf[path];
        if (known == Unknown)
        {
            var text = _paths.TextOf(path);
            _classOf[path] = known = _options.Includes(text) ? _classes.Of(text) : LeftOut;
        }

        return known;
    }

    public string TextOf(int path) => _paths.TextOf(path);

    /// <summary>Whether the blob is asked for at all.</summary>
    public bool Includes(int blob)
    {
        var origins = Origins.Of(blob);
        foreach (var origin in origins)
        {
            if (ClassOf(origin.Path) >= 0)
            {
                return true;
            }
        }

        return origins.IsEmpty && _takesOthers;
    }

    /// <summary>How to look at a blob, into <paramref name="views"/>; without a path if it has none.</summary>
    public void Of(int blob, List<PathView> views)
    {
        views.Clear();
        foreach (var origin in Origins.Of(blob))
        {
            var number = ClassOf(origin.Path);
            if (number >= 0 && !views.Exists(view => view.Class == number))
            {
                views.Add(new(number, _paths.TextOf(origin.Path)));
            }
        }

        if (views.Count == 0)
        {
            views.Add(_without);
        }
    }

    /// <summary>
    /// What says that a blob was searched under the classes of paths it has: its id, each byte changed by the hash of those classes. Two
    /// blobs that get the same key would be two contents whose SHA-1 differs in a way that can be foretold, which nobody can make.
    /// </summary>
    public ObjectId KeyOf(int blob, ObjectId id, List<PathView> views)
    {
        Of(blob, views);
        var name = views.Count == 1 ? _classes.KeyOf(views[0].Class)
            : string.Join('\n', views.Select(view => _classes.KeyOf(view.Class)).Order(StringComparer.Ordinal));
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
