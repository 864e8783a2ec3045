using System.Globalization;
using System.Text;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Objects;

/// <summary>
/// Numbers all objects of a repository. Objects in packs come first, pack by pack in the order of the files; then single objects (loose, or
/// readable by git only). An object that is stored several times has several numbers; all but the lowest are <see cref="IsDuplicate"/>.
/// </summary>
public sealed class ObjectStore : IDisposable
{
    /// <summary>How long a git that adds or deletes packs is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly List<PackFile> _packs = [];
    private readonly List<int> _firstNumbers = [];
    private readonly List<(ObjectId Id, string? File)> _looseObjects = [];
    private readonly Dictionary<ObjectId, int> _looseNumbers = [];
    private readonly List<StoreProblem> _problems = [];
    private System.Collections.BitArray? _duplicates;
    private readonly HashSet<int> _repeated = [];
    private int _packed;
    private TimeSpan _waited;

    private ObjectStore(RepositoryLayout layout) => Layout = layout;

    /// <summary>Layout of the repository.</summary>
    public RepositoryLayout Layout { get; }

    /// <summary>The numbers range from 0 to one less than this value.</summary>
    public int Count => _packed + _looseObjects.Count;

    /// <summary>Number of objects, each counted once.</summary>
    public int Distinct { get; private set; }

    /// <summary>Whether any pack was received from a promisor remote.</summary>
    public bool IsPromised => _packs.Exists(pack => pack.IsPromised);

    /// <summary>
    /// Packs and folders that could not be used, and packs in which damage was found while they were read. Their objects are in the store
    /// as single objects when git can list them.
    /// </summary>
    public IReadOnlyList<StoreProblem> Problems => ListProblems();

    /// <summary>The packs of all object folders. The store closes them.</summary>
    public IReadOnlyList<PackFile> Packs => _packs;

    /// <summary>Opens all packs and lists loose objects. When a pack cannot be used, git lists the remaining objects.</summary>
    public static ObjectStore Open(RepositoryLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var store = new ObjectStore(layout);
        foreach (var folder in layout.ObjectFolders)
        {
            store.OpenPacks(Path.Combine(folder, "pack"));
        }

        store.Number();
        foreach (var folder in layout.ObjectFolders)
        {
            store.ListLoose(folder);
        }

        if (store._problems.Count > 0)
        {
            store.AskGit();
        }

        if (layout.MissingFolders.Count > 0)
        {
            // The lines of the file are not printed: it may be a link to another one.
            store._problems.Add(new(Path.Combine("info", "alternates"), string.Create(CultureInfo.InvariantCulture,
                $"{layout.MissingFolders.Count} of the object folders that it names do not exist, or are nested deeper than git follows")));
        }

        store.Distinct = store.Count - store.MarkDuplicates();
        return store;
    }

    /// <summary>Returns the number of an object, the lowest if it has several; negative when it is missing.</summary>
    public int Find(ObjectId id)
    {
        Span<byte> bytes = stackalloc byte[32];
        id.CopyTo(bytes);
        return Find(bytes[..id.Length]);
    }

    /// <summary>Like <see cref="Find(ObjectId)"/>, for the bytes of an id.</summary>
    public int Find(ReadOnlySpan<byte> id)
    {
        for (var i = 0; i < _packs.Count; i++)
        {
            if (_packs[i].Find(id) is >= 0 and var node)
            {
                return _firstNumbers[i] + node;
            }
        }

        return _looseNumbers.Count > 0 && id.Length is (20 or 32) && _looseNumbers.TryGetValue(new(id), out var number) ? number : -1;
    }

    /// <summary>Returns the id of an object.</summary>
    public ObjectId GetId(int number)
    {
        if (number >= _packed)
        {
            return _looseObjects[number - _packed].Id;
        }

        var pack = PackOf(number);
        return _packs[pack].GetId(number - _firstNumbers[pack]);
    }

    /// <summary>
    /// Whether the object, with this number, is also in another pack. The copies can differ when somebody forged one, and git may read the
    /// other one.
    /// </summary>
    public bool IsRepeated(int number) => _repeated.Contains(number);

    /// <summary>Whether the same object has a lower number.</summary>
    public bool IsDuplicate(int number) => _duplicates is not null && number < _duplicates.Length && _duplicates[number];

    /// <summary>Returns the number of the first object of a pack, by its position in <see cref="Packs"/>.</summary>
    public int GetFirstNumber(int pack) => _firstNumbers[pack];

    /// <summary>The numbers of the single objects with their files. The file is null when only git can read the object.</summary>
    internal IEnumerable<(int Number, ObjectId Id, string? File)> LooseObjects =>
        _looseObjects.Select((loose, i) => (_packed + i, loose.Id, loose.File));

    internal (PackFile Pack, int Node)? FindPacked(int number) =>
        number < _packed && PackOf(number) is var pack ? (_packs[pack], number - _firstNumbers[pack]) : null;

    internal string? GetFile(int number) => number < _packed ? null : _looseObjects[number - _packed].File;

    /// <inheritdoc/>
    public void Dispose() => _packs.ForEach(pack => pack.Dispose());

    private List<StoreProblem> ListProblems()
    {
        var problems = new List<StoreProblem>(_problems);
        problems.AddRange(_packs.Where(pack => pack.HasWrongChecksum)
            .Select(pack => new StoreProblem(pack.Path, "an entry does not match its checksum in the index; git fsck says more")));
        return problems;
    }

    private int PackOf(int number)
    {
        var index = _firstNumbers.BinarySearch(number);
        if (index < 0)
        {
            return ~index - 1;
        }

        // Packs without objects have the same first number as the pack that follows.
        while (index + 1 < _firstNumbers.Count && _firstNumbers[index + 1] == number)
        {
            index++;
        }

        return index;
    }

    /// <summary>
    /// Returns whether a pack has an index. git gives a new pack its name before it gives the index its name, and deletes an old pack after
    /// its index. So a git that is at work is waited for, all packs together at most <see cref="Patience"/>.
    /// </summary>
    private bool WaitForIndex(string pack)
    {
        var index = Path.ChangeExtension(pack, "idx");
        while (!File.Exists(index) && File.Exists(pack) && _waited < Patience)
        {
            Thread.Sleep(Pause);
            _waited += Pause;
        }

        return File.Exists(index);
    }

    private void OpenPacks(string folder)
    {
        foreach (var path in ListFiles(folder, "*.pack").OrderByDescending(path => new FileInfo(path).Length)
            .ThenBy(path => path, StringComparer.Ordinal))
        {
            if (!WaitForIndex(path))
            {
                if (File.Exists(path))
                {
                    _problems.Add(new(path, "the pack has no index, so git ignores it; run: git index-pack PACK"));
                }

                continue;
            }

            try
            {
                _packs.Add(PackFile.Open(path, Layout.Format));
            }
            catch (Exception e) when (e is DamagedException or IOException or UnauthorizedAccessException)
            {
                _problems.Add(new(path, e.Message));
            }
        }

        _problems.AddRange(ListFiles(folder, "*.idx").Where(path => !File.Exists(Path.ChangeExtension(path, "pack")))
            .Select(path => new StoreProblem(path, "the index has no pack")));
    }

    private void Number()
    {
        foreach (var pack in _packs)
        {
            _firstNumbers.Add(_packed);
            _packed += pack.Count;
        }
    }

    /// <summary>gitrepository-layout: objects/xx/ and the remaining digits. Any other file there is not an object.</summary>
    private void ListLoose(string folder)
    {
        var digits = new byte[2 * Layout.Format.IdLength];
        foreach (var inner in ListFanOut(folder))
        {
            var prefix = Path.GetFileName(inner);
            foreach (var path in ListFiles(inner, "*").Order(StringComparer.Ordinal))
            {
                var name = Path.GetFileName(path);
                if (name.Length == digits.Length - 2 && Encoding.ASCII.GetBytes(prefix + name, digits) == digits.Length
                    && ObjectId.TryParse(digits, out var id) && Find(id) < 0)
                {
                    AddLoose(id, path);
                }
            }
        }
    }

    private void AddLoose(ObjectId id, string? file)
    {
        _looseNumbers.Add(id, _packed + _looseObjects.Count);
        _looseObjects.Add((id, file));
    }

    private void AskGit()
    {
        var (code, output, error) = GitProgram.TryRun(Layout.Directory, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)");
        if (code != 0)
        {
            _problems.Add(new(Layout.CommonDirectory, $"git could not list the objects ({GitWords.Describe(error)})"));
        }

        for (ReadOnlySpan<byte> rest = output; !rest.IsEmpty;)
        {
            var end = rest.IndexOf((byte)'\n');
            if (ObjectId.TryParse(end < 0 ? rest : rest[..end], out var id) && Find(id) < 0)
            {
                AddLoose(id, null);
            }

            rest = end < 0 ? [] : rest[(end + 1)..];
        }
    }

    /// <summary>Marks duplicates and returns their number.</summary>
    private int MarkDuplicates()
    {
        var count = 0;
        if (_packs.Count < 2)
        {
            return 0;
        }

        _duplicates = new(_packed);
        for (var i = 1; i < _packs.Count; i++)
        {
            for (var node = 0; node < _packs[i].Count; node++)
            {
                if (Find(_packs[i].GetId(node)) is var first && first < _firstNumbers[i])
                {
                    _duplicates[_firstNumbers[i] + node] = true;
                    _repeated.Add(first);
                    count++;
                }
            }
        }

        return count;
    }

    /// <summary>
    /// Returns the folders objects/xx in order. They are listed and not looked for one by one: that a folder cannot be examined would look
    /// as if it did not exist.
    /// </summary>
    internal static IEnumerable<string> ListFanOut(string folder) => Directory.GetDirectories(folder, "??")
        .Where(inner => Path.GetFileName(inner).All(char.IsAsciiHexDigitLower)).Order(StringComparer.Ordinal);

    private static string[] ListFiles(string folder, string pattern)
    {
        try
        {
            return Directory.GetFiles(folder, pattern);
        }
        catch (DirectoryNotFoundException)
        {
            // There is no folder for packs, or git removed an empty fan-out folder during the listing.
            return [];
        }
    }
}
