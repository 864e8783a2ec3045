using System.Globalization;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Names;

/// <summary>The reflogs that are files (gitrepository-layout): logs/ in the common directory, and in that of each worktree.</summary>
internal static class ReflogFiles
{
    /// <summary>Returns all entries, log by log. What cannot be read is added to <paramref name="broken"/>.</summary>
    public static List<ReflogEntry> Read(RepositoryLayout layout, ICollection<BrokenName> broken)
    {
        var entries = new List<ReflogEntry>();
        foreach (var (folder, prefix) in NameFolders.ListGitDirectories(layout))
        {
            foreach (var (path, name) in NameFolders.ListFiles(Path.Combine(folder, "logs"), prefix, broken))
            {
                Read(path, name, entries, broken);
            }
        }

        return entries;
    }

    /// <summary>"old SP new SP who SP time SP zone TAB message".</summary>
    private static void Read(string path, string log, List<ReflogEntry> entries, ICollection<BrokenName> broken)
    {
        var number = 0;
        try
        {
            foreach (var line in BoundedText.ReadLines(path))
            {
                number++;
                var words = line.Split('\t')[0].Split(' ');
                if (words.Length > 2 && ObjectId.TryParse(words[0].AsSpan(), out var old)
                    && ObjectId.TryParse(words[1].AsSpan(), out var now))
                {
                    entries.Add(new(log, old, now, long.TryParse(words[^2], NumberStyles.None, CultureInfo.InvariantCulture, out var time)
                        ? time : 0));
                }
                else if (line.Length > 0)
                {
                    broken.Add(new($"logs/{log}",
                        string.Create(CultureInfo.InvariantCulture, $"line {number} is not an entry of a reflog")));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            broken.Add(new($"logs/{log}", e.Message));
        }
    }
}
