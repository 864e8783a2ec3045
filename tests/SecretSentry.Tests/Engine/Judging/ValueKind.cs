namespace SecretSentry.Tests.Engine.Judging;

/// <summary>What stands at the place of a secret: the columns of the table of syntaxes.</summary>
public enum ValueKind
{
    /// <summary>Made by a machine: a secret.</summary>
    Random,

    /// <summary>Made by a person: a secret.</summary>
    Human,

    /// <summary>Text that asks for a value.</summary>
    Placeholder,

    /// <summary>Text that names where the value lies.</summary>
    Reference,

    /// <summary>The word for "password" in another language.</summary>
    Translation,

    /// <summary>A password hash, known by its head.</summary>
    Hash,
}
