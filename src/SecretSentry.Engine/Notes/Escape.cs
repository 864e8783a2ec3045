using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Notes;

/// <summary>One escape of a printable character.</summary>
internal readonly record struct Escape(int Offset, byte Length, RunEncoding Encoding) : IPlaced
{
    /// <summary>No escape is longer than &amp;#x0041;, and no more bytes decide whether one stands there.</summary>
    public const int MaxLength = 8;
}
