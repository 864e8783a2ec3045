using System.Runtime.CompilerServices;

namespace SecretSentry.EndToEnd;

/// <summary>Keeps the tests away from the data of the user who runs them, and makes runs in CI the same as others.</summary>
internal static class Isolation
{
    /// <summary>Runs before any test, so that each program that a test starts inherits the environment.</summary>
    [ModuleInitializer]
    internal static void Isolate()
    {
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", Directory.CreateTempSubdirectory("secretsentry-data-").FullName);
        foreach (var name in new[] { "SECRETSENTRY_CACHE_KEY", "CI", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION" })
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }
}
