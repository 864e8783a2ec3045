using System.Globalization;

namespace SecretSentry.Purge.Files;

/// <summary>Files that are replaced in one step, with the permissions of a new file.</summary>
internal static class WholeFile
{
    public static void Write(string path, byte[] content)
    {
        var temporary = $"{path}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}.tmp";
        File.WriteAllBytes(temporary, content);
        File.Move(temporary, path, overwrite: true);
    }
}
