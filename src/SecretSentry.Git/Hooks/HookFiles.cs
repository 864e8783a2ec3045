using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecretSentry.Git.Hooks;

/// <summary>
/// Everything installing writes goes through here: with a temporary name, the mode, and a rename, so that at no moment there is half a
/// hook. A dry run writes nothing.
/// </summary>
internal sealed class HookFiles(bool isDryRun)
{
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;

    public void Write(string path, string text) => Write(path, new UTF8Encoding(false).GetBytes(text), Executable);

    /// <param name="path">A link is written through: the file it leads to is replaced.</param>
    /// <param name="bytes">The new content.</param>
    /// <param name="mode">Null: that of the file that is there, else the usual one.</param>
    public void Write(string path, byte[] bytes, UnixFileMode? mode)
    {
        if (isDryRun)
        {
            return;
        }

        var target = HasContent(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } linked ? linked.FullName : path;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = $"{target}.{Environment.ProcessId}.tmp";
        File.WriteAllBytes(temporary, bytes);
        if (!OperatingSystem.IsWindows() && (mode ?? (File.Exists(target) ? File.GetUnixFileMode(target) : null)) is { } wanted)
        {
            File.SetUnixFileMode(temporary, wanted);
        }

        File.Move(temporary, target, overwrite: true);
    }

    public void Delete(string path)
    {
        if (!isDryRun)
        {
            File.Delete(path);
        }
    }

    /// <summary>A folder that is empty goes, and so do those above it that become empty, up to <paramref name="stop"/>.</summary>
    public void DeleteEmpty(string folder, string stop)
    {
        while (!isDryRun && folder.Length > stop.Length && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
            folder = Path.GetDirectoryName(folder)!;
        }
    }

    /// <summary>Keeps bytes, mode and link.</summary>
    public void Move(string from, string to, bool overwrite)
    {
        if (!isDryRun)
        {
            File.Move(from, to, overwrite);
        }
    }

    /// <summary>Runs git to change a setting.</summary>
    public void Configure(string directory, params string[] arguments)
    {
        if (!isDryRun)
        {
            GitProgram.Run(directory, ["config", .. arguments]);
        }
    }

    /// <summary>Whether there is a file with content: File.Exists is true for a link that leads nowhere.</summary>
    public static bool HasContent(string path) => File.Exists(path)
        && (new FileInfo(path).LinkTarget is null || File.ResolveLinkTarget(path, returnFinalTarget: true) is { Exists: true });

    /// <summary>Also true for a link that leads nowhere.</summary>
    public static bool Exists(string path) => File.Exists(path) || new FileInfo(path).LinkTarget is not null;
}

/// <summary>
/// What was written where, so that a change by hand is noticed before it is lost: <c>secretsentry/hooks.json</c> in the git directory.
/// </summary>
internal sealed class HookRecord
{
    private readonly string _file;
    private readonly HookFiles _files;
    private readonly SortedDictionary<string, string> _hashes;

    public HookRecord(string folder, HookFiles files)
    {
        (_file, _files) = (Path.Combine(folder, "hooks.json"), files);
        _hashes = Read(_file);
    }

    /// <summary>Whether the file is known and differs from what was written.</summary>
    public bool IsEdited(string path) => _hashes.TryGetValue(path, out var hash) && hash != HashOf(File.ReadAllBytes(path));

    public void Wrote(string path, string text) => _hashes[path] = HashOf(Encoding.UTF8.GetBytes(text));

    public void Removed(string path) => _hashes.Remove(path);

    /// <summary>Writes the record, or removes it when nothing is left.</summary>
    public void Save()
    {
        if (_hashes.Count > 0)
        {
            _files.Write(_file, JsonSerializer.SerializeToUtf8Bytes(_hashes, HookRecordJson.Default.SortedDictionaryStringString), null);
        }
        else if (File.Exists(_file))
        {
            _files.Delete(_file);
            _files.DeleteEmpty(Path.GetDirectoryName(_file)!, Path.GetDirectoryName(Path.GetDirectoryName(_file)!)!);
        }
    }

    private static SortedDictionary<string, string> Read(string file)
    {
        try
        {
            return File.Exists(file)
                ? new(JsonSerializer.Deserialize(File.ReadAllBytes(file), HookRecordJson.Default.SortedDictionaryStringString)!,
                StringComparer.Ordinal) : new(StringComparer.Ordinal);
        }
        catch (JsonException e)
        {
            throw new IOException($"the record '{file}' of what was installed is damaged ({e.Message}); remove it and run secretsentry "
                + $"install again");
        }
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

[JsonSerializable(typeof(SortedDictionary<string, string>))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class HookRecordJson : JsonSerializerContext;
