using SecretSentry.Git.Process;

namespace SecretSentry.Git.Repository;

/// <summary>Reads git's configuration.</summary>
public static class GitSettings
{
    /// <summary>
    /// Returns the value of <paramref name="name"/> in effect for <paramref name="directory"/>; empty when it is not set.
    /// </summary>
    public static string Get(string directory, string name)
    {
        var (code, output, _) = GitProgram.TryRun(directory, "config", "--get", name);
        return code == 0 ? GitProgram.DecodeText(output).Trim() : "";
    }

    /// <summary>Returns all values of <paramref name="name"/>, in git's order.</summary>
    public static IReadOnlyList<string> GetAll(string directory, string name)
    {
        var (code, output, _) = GitProgram.TryRun(directory, "config", "--null", "--get-all", name);
        return code == 0 ? GitProgram.SplitFields(output) : [];
    }
}
