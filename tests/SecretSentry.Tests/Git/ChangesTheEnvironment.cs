namespace SecretSentry.Tests.Git;

/// <summary>Tests that change the environment of the process run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class ChangesTheEnvironment
{
    public const string Name = "changes the environment";
}
