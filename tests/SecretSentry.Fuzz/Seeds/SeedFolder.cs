namespace SecretSentry.Fuzz.Seeds;

/// <summary>
/// A temporary folder: the repository that inputs begin with, and files that targets write inputs to. In memory, where the system has
/// such a folder.
/// </summary>
internal sealed class SeedFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    private readonly string _top;
    private SeedRepository? _repository;

    public SeedFolder()
    {
        _top = Directory.Exists(Memory) ? Path.Combine(Memory, Path.GetRandomFileName()) : Directory.CreateTempSubdirectory().FullName;
        Directory.CreateDirectory(_top);
    }

    /// <summary>A repository made by git.</summary>
    public SeedRepository Repository => _repository ??= new(MakeFolder("repository"));

    /// <summary>Files of our own repository, in which the program is started; none when it is started elsewhere.</summary>
    public static IEnumerable<byte[]> ReadOwn(string folder, string pattern)
    {
        var top = Environment.CurrentDirectory;
        while (top is not null && !File.Exists(Path.Combine(top, "SecretSentry.sln")))
        {
            top = Path.GetDirectoryName(top);
        }

        var full = Path.Combine(top ?? "", folder);
        return top is null || !Directory.Exists(full) ? []
            : Directory.GetFiles(full, pattern).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);
    }

    /// <summary>Makes a folder. Returns its path.</summary>
    public string MakeFolder(string name) => Directory.CreateDirectory(Path.Combine(_top, name)).FullName;

    public void Dispose() => Directory.Delete(_top, recursive: true);
}
