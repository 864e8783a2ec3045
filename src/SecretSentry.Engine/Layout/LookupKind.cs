using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Layout;

/// <summary>How a kernel looks up a byte, and therefore what it sees of it. Literals are laid out separately for each kind.</summary>
internal enum LookupKind
{
    /// <summary>In tables of 64 entries, by <see cref="ByteClasses"/>, or of 256 entries, by the byte itself.</summary>
    Long,

    /// <summary>In two tables of sixteen entries, by <see cref="ShortClasses"/>.</summary>
    Short,
}
