using SecretSentry.Git.Process;

namespace SecretSentry.Git.History;

/// <summary>Tests ranges of commits by running git.</summary>
public static class RangeTest
{
    /// <summary>
    /// Returns whether a range, or everything after the commit <paramref name="since"/>, holds no commit. False: it holds one, or git does
    /// not know its names, which whoever lists the commits reports. One of the two arguments is empty.
    /// </summary>
    public static bool IsEmpty(string directory, string range, string since)
    {
        ArgumentNullException.ThrowIfNull(range);
        string[] arguments = range.Length > 0 ? ["--end-of-options", .. range.Split(' ', StringSplitOptions.RemoveEmptyEntries)]
            : ["--all", "HEAD", "--not", "--end-of-options", since];
        var (code, output, _) = GitProgram.TryRun(directory, ["rev-list", "--max-count=1", .. arguments, "--"]);
        return code == 0 && output.Length == 0;
    }
}
