namespace SecretSentry.Policy.Configuration;

/// <summary>Whose configuration a file is; decides what it may do without being told.</summary>
public enum ConfigurationOwner
{
    /// <summary>The person who runs the program.</summary>
    User,

    /// <summary>The repository that is scanned: what it silences is told on every run.</summary>
    Repository,

    /// <summary>Named on the command line.</summary>
    CommandLine,
}
