using SecretSentry.Git.Objects;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Rewrite;

namespace SecretSentry.Purge.Apply;

/// <summary>The log of the stash, which is the list of its entries. Each line is "old SP new SP who TAB message".</summary>
internal static class StashLog
{
    /// <summary>Returns the lines of the log with the new ids, in the same order.</summary>
    public static string[] Rewrite(RefSnapshot snapshot, RewriteResult result) =>
        [.. snapshot.StashLog.Select(line => RewriteLine(line, result))];

    private static string RewriteLine(string line, RewriteResult result)
    {
        var parts = line.Split(' ', 3);
        return parts.Length < 3 ? line
            : $"{result.GetNewId(ObjectId.ParseOrDefault(parts[0]))} {result.GetNewId(ObjectId.ParseOrDefault(parts[1]))} {parts[2]}";
    }
}
