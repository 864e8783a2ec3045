namespace SecretSentry.Training.Labels;

/// <summary>The label of a value.</summary>
internal enum Label
{
    /// <summary>A credential. It is to be reported.</summary>
    Secret,

    /// <summary>A text in the position of a secret that says that it is none.</summary>
    Placeholder,

    /// <summary>Any other value beside a telling name, or one that looks like a secret.</summary>
    Other,
}
