namespace SecretSentry.Engine.Text;

/// <summary>The quote around a value. The numbers are used in the judge's tables.</summary>
internal enum QuoteMark
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary><c>"</c>, or three of them.</summary>
    Double,

    /// <summary><c>'</c>, or three of them.</summary>
    Single,

    /// <summary><c>`</c></summary>
    Back,

    /// <summary>A quote written as an entity, a percent or a unicode escape.</summary>
    Entity,
}
