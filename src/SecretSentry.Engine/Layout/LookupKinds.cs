using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Layout;

/// <summary>What kernels of each <see cref="LookupKind"/> see.</summary>
internal static class LookupKinds
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<LookupKind> All { get; } = [LookupKind.Long, LookupKind.Short];

    /// <summary>
    /// Returns what a kernel of this kind allows, by <see cref="ByteClasses"/>, when it has to allow <paramref name="window"/>.
    /// </summary>
    public static ClassWindow See(this LookupKind kind, in ClassWindow window) =>
        kind == LookupKind.Long ? window : ShortClasses.Chosen.Close(window);
}
