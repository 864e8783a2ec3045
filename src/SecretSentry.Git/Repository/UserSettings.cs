using SecretSentry.Git.Process;

namespace SecretSentry.Git.Repository;

/// <summary>
/// The user's settings in git's configuration, section <c>secretsentry</c>. Reading them costs a process, so a hook that has nothing to
/// report does not read them.
/// </summary>
public sealed class UserSettings
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _order = new(StringComparer.OrdinalIgnoreCase);

    private UserSettings()
    {
    }

    /// <summary>
    /// Reads all settings of the section and the named <paramref name="others"/>, as they are in effect for the repository that contains
    /// <paramref name="directory"/>.
    /// </summary>
    public static UserSettings Read(string directory, params IEnumerable<string> others)
    {
        var pattern = string.Join('|', others.Select(key => key.ToLowerInvariant().Replace(".", "\\.", StringComparison.Ordinal))
            .Prepend(@"secretsentry\..*"));
        var (_, output, _) = GitProgram.TryRun(directory, "config", "-z", "--get-regexp", $"^({pattern})$");
        return Parse(output);
    }

    /// <summary>Reads what git prints: key, LF, value, NUL.</summary>
    internal static UserSettings Parse(ReadOnlySpan<byte> output)
    {
        var (settings, count) = (new UserSettings(), 0);
        foreach (var field in GitProgram.SplitFields(output))
        {
            var parts = field.Split('\n', 2);
            settings._values[parts[0]] = parts.Length > 1 ? parts[1] : "true";
            settings._order[parts[0]] = ++count;
        }

        return settings;
    }

    /// <summary>Value of a key such as <c>secretsentry.wholeFile</c>; empty when it is not set.</summary>
    public string this[string key] => _values.GetValueOrDefault(key, "");

    /// <summary>Returns that of two keys which is set last; empty when none is set. Of two names of one setting, it is in effect.</summary>
    public string GetLast(string key, string other)
    {
        var (first, second) = (_order.GetValueOrDefault(key), _order.GetValueOrDefault(other));
        return first == second ? "" : first > second ? key : other;
    }

    /// <summary>Whether a key is set to a value that git accepts as true (git-config manual).</summary>
    public bool IsTrue(string key) => this[key].ToLowerInvariant() is "true" or "yes" or "on" or "1";
}
