namespace SecretSentry.EndToEnd.Hostile;

/// <summary>A test that needs strace. Where it is missing, the test is skipped, not passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StraceFactAttribute : FactAttribute
{
    public StraceFactAttribute() => Skip = IsThere() ? null : "strace is missing; .ci/run installs it";

    private static bool IsThere() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "strace")));
}
