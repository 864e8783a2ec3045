namespace SecretSentry.Engine.Bytes;

/// <summary>How the bytes of a content are to be read.</summary>
public enum ContentKind
{
    /// <summary>One byte per unit: UTF-8, Latin-1, ASCII.</summary>
    Text,

    /// <summary>Contains NUL bytes and is in no known text encoding. It is searched as raw bytes, by rules that name an issuer.</summary>
    Binary,

    /// <summary>UTF-16, low byte first, with or without byte-order mark.</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16, high byte first, with or without byte-order mark.</summary>
    Utf16BigEndian,

    /// <summary>UTF-32 with byte-order mark, low byte first.</summary>
    Utf32LittleEndian,

    /// <summary>UTF-32 with byte-order mark, high byte first.</summary>
    Utf32BigEndian,
}
