using SecretSentry.Git.Process;

namespace SecretSentry.Git.Repository;

/// <summary>What git's configuration says.</summary>
public static class GitSettings
{
    /// <summary>The value of <paramref name="name"/> in force for <paramref name="directory"/>; empty when there is none.</summary>
    public static string Get(string directory, string name)
    {
        var (code, output, _) = GitProgram.TryRun(directory, "config", "--get", name);
        return code == 0 ? GitProgram.DecodeText(output).Trim() : "";
    }

    /// <summary>All values of <paramref name="name"/>, in git's order.</summary>
    public static IReadOnlyList<string> GetAll(string directory, string name)
    {
        var (code, output, _) = GitProgram.TryRun(directory, "config", "--null", "--get-all", name);
        return code == 0 ? GitProgram.SplitFields(output) : [];
    }
}
