namespace SecretSentry.Engine.Candidates;

/// <summary>What is between operator and quote. The numbers are used in the judge's tables.</summary>
internal enum ValueWrapper
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Letters that belong to the quote: <c>b"..."</c>, <c>@"..."</c>.</summary>
    Prefix,

    /// <summary>An opening bracket.</summary>
    Bracket,

    /// <summary>A call or constructor.</summary>
    Call,

    /// <summary>A list of bytes instead of a text.</summary>
    Bytes,
}
