namespace SecretSentry.Training.Rows;

/// <summary>The class of a labelled value. The numbers are those of the judge's classes.</summary>
internal enum Class
{
    /// <summary>Unknown. It is neither trained on nor counted.</summary>
    Unknown = -1,

    /// <summary>No credential.</summary>
    Other = 0,

    /// <summary>A credential.</summary>
    Secret = 1,

    /// <summary>A sample, or a text that stands in for a credential.</summary>
    Placeholder = 2,
}
