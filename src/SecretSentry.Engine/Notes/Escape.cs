using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Notes;

/// <summary>One escape of a printable character.</summary>
internal readonly record struct Escape(int Offset, byte Length, RunEncoding Encoding) : IPlaced
{
    /// <summary>
    /// Maximum length of an escape: none is longer than &amp;#x0041;. No further bytes decide whether there is an escape at a location.
    /// </summary>
    public const int MaxLength = 8;
}
