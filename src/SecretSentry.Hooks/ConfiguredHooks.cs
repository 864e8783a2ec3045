using SecretSentry.Git.Process;

namespace SecretSentry.Hooks;

/// <summary>Finds our hooks in git's configuration: <c>hook.NAME.event</c> and <c>hook.NAME.command</c>.</summary>
internal static class ConfiguredHooks
{
    /// <summary>
    /// The first git version with hooks in the configuration (according to its release notes; not tested with such a version).
    /// </summary>
    public static Version FirstVersion { get; } = new(2, 54);

    /// <summary>Returns the path of our stub that git runs for a hook by its configuration; empty when there is none.</summary>
    public static string Find(string directory, string hook)
    {
        var (code, output, _) = GitProgram.TryRun(directory, "config", "-z", "--get-regexp", @"^hook\..*\.(event|command|enabled)$");
        if (code != 0 || GlobalHooks.ReadGitVersion(directory) < FirstVersion)
        {
            return "";
        }

        var names = GitProgram.SplitFields(output).Select(field => field.Split('\n', 2))
            .Select(parts => (Name: parts[0][..parts[0].LastIndexOf('.')], Key: parts[0][(parts[0].LastIndexOf('.') + 1)..],
                Value: parts.ElementAtOrDefault(1) ?? "true"))
            .GroupBy(entry => entry.Name, StringComparer.Ordinal);
        return names.Where(entries => entries.Any(entry => entry.Key == "event" && entry.Value == hook)
                && entries.LastOrDefault(entry => entry.Key == "enabled").Value?.ToLowerInvariant() is null or not ("false" or "no" or "off"
                or "0"))
            .Select(entries => HookTexts.Unquote(entries.LastOrDefault(entry => entry.Key == "command").Value ?? ""))
            .FirstOrDefault(HookTexts.IsStub) ?? "";
    }
}
