namespace SecretSentry.Training.Rows;

/// <summary>What a labelled place is. The numbers are those of the judge's classes.</summary>
internal enum Class
{
    /// <summary>Not known: neither trained on nor counted.</summary>
    Unknown = -1,

    /// <summary>No credential.</summary>
    Other = 0,

    /// <summary>A credential.</summary>
    Secret = 1,

    /// <summary>A sample, or a text that stands in for a credential.</summary>
    Placeholder = 2,
}
