namespace SecretSentry.Engine.Explain;

/// <summary>The class of a named value.</summary>
public enum ValueClass
{
    /// <summary>A credential. It has a level.</summary>
    Secret,

    /// <summary>
    /// Something in place of a credential. It is below low, and is a placeholder word, a reference, a template or a password that everybody
    /// tries first.
    /// </summary>
    Placeholder,

    /// <summary>Anything else below low.</summary>
    Other,
}
