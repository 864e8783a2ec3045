using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SecretSentry.Files;

namespace SecretSentry.Hooks;

/// <summary>
/// The record of written files, used to detect manual changes before they are lost. It is stored in <c>secretsentry/hooks.json</c> in the
/// git directory.
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

    /// <summary>Paths of all files that were written and not removed since.</summary>
    public IReadOnlyCollection<string> Paths => _hashes.Keys;

    /// <summary>Whether the file was written by an installation in this repository.</summary>
    public bool Contains(string path) => _hashes.ContainsKey(path);

    /// <summary>Whether the file differs from what was written to <paramref name="recorded"/>, its path at that time.</summary>
    public bool IsEdited(string path, string recorded) =>
        _hashes.TryGetValue(recorded, out var hash) && hash != HashOf(ForeignFile.ReadAllBytes(path, Budgets.Hook));

    public void Add(string path, string text) => _hashes[path] = HashOf(Encoding.UTF8.GetBytes(text));

    public void Remove(string path) => _hashes.Remove(path);

    /// <summary>Writes the record, or deletes it when it is empty.</summary>
    public void Save()
    {
        if (_hashes.Count > 0)
        {
            _files.Write(_file, JsonSerializer.SerializeToUtf8Bytes(_hashes, HookRecordJson.Default.SortedDictionaryStringString), null);
        }
        else if (HookFiles.HasContent(_file))
        {
            _files.Delete(_file);
            _files.DeleteEmpty(Path.GetDirectoryName(_file)!, Path.GetDirectoryName(Path.GetDirectoryName(_file)!)!);
        }
    }

    private static SortedDictionary<string, string> Read(string file)
    {
        try
        {
            return HookFiles.HasContent(file)
                ? new(JsonSerializer.Deserialize(ForeignFile.ReadAllBytes(file, Budgets.Hook),
                    HookRecordJson.Default.SortedDictionaryStringString)!, StringComparer.Ordinal) : new(StringComparer.Ordinal);
        }
        catch (JsonException e)
        {
            throw new IOException($"the record '{file}' of installed hooks is damaged ({e.Message}); remove it and run secretsentry "
                + $"install again");
        }
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
