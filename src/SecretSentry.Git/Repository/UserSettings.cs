using SecretSentry.Git.Process;

namespace SecretSentry.Git.Repository;

/// <summary>
/// The user's settings in git's configuration, section <c>secretsentry</c>. Asking costs a process, so a hook that has nothing to say does
/// not ask.
/// </summary>
public sealed class UserSettings
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    private UserSettings()
    {
    }

    /// <summary>
    /// All settings of the section and those others that are named, as git has them for the repository <paramref name="directory"/> is in.
    /// </summary>
    public static UserSettings Read(string directory, params IEnumerable<string> others)
    {
        var settings = new UserSettings();
        var pattern = string.Join('|', others.Select(key => key.ToLowerInvariant().Replace(".", "\\.", StringComparison.Ordinal))
            .Prepend(@"secretsentry\..*"));
        var (_, output, _) = GitProgram.TryRun(directory, "config", "-z", "--get-regexp", $"^({pattern})$");
        foreach (var field in GitProgram.SplitFields(output))
        {
            var parts = field.Split('\n', 2);
            settings._values[parts[0]] = parts.Length > 1 ? parts[1] : "true";
        }

        return settings;
    }

    /// <summary>The value of a key such as <c>secretsentry.wholeFile</c>; empty when it is not set.</summary>
    public string this[string key] => _values.GetValueOrDefault(key, "");

    /// <summary>Whether a key is set to what git takes for true (git-config manual).</summary>
    public bool IsTrue(string key) => this[key].ToLowerInvariant() is "true" or "yes" or "on" or "1";
}
