using System.Globalization;
using SecretSentry.Files;
using SecretSentry.Git.Process;
using SecretSentry.Git.Repository;
using SecretSentry.Reports;

namespace SecretSentry.Hooks;

/// <summary>The file <c>secretsentry/skips.log</c> in the git directory: the checks that users skipped.</summary>
public static class SkipLog
{
    /// <summary>Appends a line: time, hook, HEAD, user and reason, separated by tabs. HEAD is a dash before the first commit.</summary>
    /// <param name="directory">A folder in the repository.</param>
    /// <param name="time">When the check was skipped.</param>
    /// <param name="hook">Name of the hook.</param>
    /// <param name="reason">How it was skipped.</param>
    /// <exception cref="GitException">The folder is in no repository.</exception>
    /// <exception cref="IOException">The file cannot be written, or it or its folder is a link.</exception>
    public static void Append(string directory, DateTimeOffset time, string hook, string reason)
    {
        var folder = Path.Combine(Revisions.FindCommonDirectory(directory), "secretsentry");
        var log = Path.Combine(folder, "skips.log");
        OwnFile.RequireNoLink(folder, log);
        Directory.CreateDirectory(folder);
        var head = Revisions.ResolveHead(directory);
        string[] fields = [time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), hook, head.Length == 0
            ? "-" : head.ToString(), Revisions.ReadUser(directory), reason];
        File.AppendAllText(log, string.Join('\t', fields.Select(Safe.Escape)) + "\n");
    }
}
