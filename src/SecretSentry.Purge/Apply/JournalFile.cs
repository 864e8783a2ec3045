using SecretSentry.Purge.Files;

namespace SecretSentry.Purge.Apply;

/// <summary>Reads and writes the journal in the git directory of the repository that is rewritten in place.</summary>
internal static class JournalFile
{
    private const string Name = "secretsentry/purge-journal.json";

    /// <summary>Returns the journal; null when there is none.</summary>
    /// <exception cref="References.PurgeException">The file is not a journal.</exception>
    public static PurgeJournal? Read(string commonDirectory)
    {
        var path = Path.Combine(commonDirectory, Name);
        return File.Exists(path) ? PrivateFile.Read(path, JournalJson.Default.PurgeJournal) : null;
    }

    /// <summary>Replaces the journal in one step.</summary>
    public static void Write(string commonDirectory, PurgeJournal journal)
    {
        var path = Path.Combine(commonDirectory, Name);
        PrivateFile.MakeFolderOf(path);
        PrivateFile.Write(path, journal, JournalJson.Default.PurgeJournal);
    }

    /// <summary>Deletes the journal if there is one.</summary>
    public static void Delete(string commonDirectory) => File.Delete(Path.Combine(commonDirectory, Name));
}
