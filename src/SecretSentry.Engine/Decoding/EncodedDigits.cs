namespace SecretSentry.Engine.Decoding;

/// <summary>The alphabet that an encoded text is written in.</summary>
public enum EncodedDigits
{
    /// <summary>Any text, in which single characters are written as escapes.</summary>
    Text,

    /// <summary>One of the base64 alphabets.</summary>
    Base64,

    /// <summary>Hexadecimal digits.</summary>
    Hex,
}
