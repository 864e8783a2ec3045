using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SecretSentry.Files;
using SecretSentry.Purge.References;

namespace SecretSentry.Purge.Files;

/// <summary>Files that only their owner can read (0600, folders 0700). They are written completely or not at all.</summary>
internal static class PrivateFile
{
    /// <summary>Creates the folder of a file in the git directory. Others may read it; it must not be a link.</summary>
    /// <exception cref="IOException">The folder is a link.</exception>
    public static void MakeFolderOf(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        OwnFile.RequireNoLink(folder);
        Directory.CreateDirectory(folder);
    }

    public static void Write(string path, byte[] content) =>
        FileReplacement.Write(path, file => file.Write(content), FileReplacement.OwnerOnly, isDurable: true);

    public static void Write<T>(string path, T value, JsonTypeInfo<T> type) =>
        Write(path, JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <exception cref="PurgeException">The file does not exist or is not one of ours.</exception>
    public static T Read<T>(string path, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(ForeignFile.ReadAllBytes(path, Budgets.Content), type) ?? throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PurgeException(PurgeFailure.Usage,
                $"'{path}' is not a file that 'secretsentry purge' wrote{(e is JsonException ? "" : ": it does not exist")}");
        }
    }
}
