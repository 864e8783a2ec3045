namespace SecretSentry.Tests.Git;

/// <summary>Collection of tests that change the environment of the process. They do not run in parallel with other tests.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class ChangesTheEnvironment
{
    public const string Name = "changes the environment";
}
