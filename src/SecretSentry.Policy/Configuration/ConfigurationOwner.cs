namespace SecretSentry.Policy.Configuration;

/// <summary>
/// The owner of a configuration file. What a file of the repository switches off is reported. What other files switch off is not.
/// </summary>
internal enum ConfigurationOwner
{
    /// <summary>The person who runs the program.</summary>
    User,

    /// <summary>The repository that is scanned. What its file switches off is reported on every run.</summary>
    Repository,

    /// <summary>Named on the command line.</summary>
    CommandLine,
}
