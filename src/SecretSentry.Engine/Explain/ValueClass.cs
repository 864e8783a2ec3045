namespace SecretSentry.Engine.Explain;

/// <summary>What a named value is taken for.</summary>
public enum ValueClass
{
    /// <summary>A credential: it has a level.</summary>
    Secret,

    /// <summary>
    /// It stands for a credential: below low, and a word of placeholders, a reference, a template or a password that everybody tries first.
    /// </summary>
    Placeholder,

    /// <summary>Anything else below low.</summary>
    Other,
}
