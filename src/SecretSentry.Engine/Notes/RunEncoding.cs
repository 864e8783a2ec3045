namespace SecretSentry.Engine.Notes;

/// <summary>How text was encoded.</summary>
internal enum RunEncoding
{
    /// <summary>RFC 4648, sections 4 and 5: both alphabets, with or without padding.</summary>
    Base64,

    /// <summary>RFC 4648, section 8, in either case, with or without 0x before it.</summary>
    Hex,

    /// <summary>RFC 3986, section 2.1: %41.</summary>
    Percent,

    /// <summary>RFC 8259, section 7, and the C family: \u0041, \x41.</summary>
    Backslash,

    /// <summary>HTML 5, numeric character references: &amp;#x41; &amp;#65;.</summary>
    Entity,
}
