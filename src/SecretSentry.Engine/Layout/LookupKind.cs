using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Layout;

/// <summary>How a kernel looks up a byte, and so what it sees of it. For each kind literals are laid out by themselves.</summary>
internal enum LookupKind
{
    /// <summary>In tables of 64 entries, by <see cref="ByteClasses"/>; or of 256, by the byte itself.</summary>
    Long,

    /// <summary>In two tables of sixteen entries, by <see cref="ShortClasses"/>.</summary>
    Short,
}
