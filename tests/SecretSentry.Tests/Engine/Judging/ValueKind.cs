namespace SecretSentry.Tests.Engine.Judging;

/// <summary>Kinds of text at the location of a secret. They are the columns of the table of syntaxes.</summary>
public enum ValueKind
{
    /// <summary>A secret made by a machine.</summary>
    Random,

    /// <summary>A secret made by a person.</summary>
    Human,

    /// <summary>Text that asks for a value.</summary>
    Placeholder,

    /// <summary>Text that names the location of the value.</summary>
    Reference,

    /// <summary>The word for "password" in another language.</summary>
    Translation,

    /// <summary>A password hash, recognized by its prefix.</summary>
    Hash,
}
