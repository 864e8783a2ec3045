using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Layout;

/// <summary>What the kinds see.</summary>
internal static class LookupKinds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<LookupKind> All { get; } = [LookupKind.Long, LookupKind.Short];

    /// <summary>What such a kernel allows, by <see cref="ByteClasses"/>, when it is to allow <paramref name="window"/>.</summary>
    public static ClassWindow See(this LookupKind kind, in ClassWindow window) =>
        kind == LookupKind.Long ? window : ShortClasses.Chosen.Close(window);
}
