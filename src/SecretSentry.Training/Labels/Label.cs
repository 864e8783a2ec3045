namespace SecretSentry.Training.Labels;

/// <summary>What a value is to the judge.</summary>
internal enum Label
{
    /// <summary>Opens something: to be reported.</summary>
    Secret,

    /// <summary>Stands where a secret belongs and says that it is none.</summary>
    Placeholder,

    /// <summary>Everything else that stands beside a telling name or looks like a secret.</summary>
    Other,
}
