namespace SecretSentry.Engine.Notes;

/// <summary>What bytes around the window of a literal decide whether its rule's regex matches there.</summary>
/// <param name="Before">Bytes before the start of the window.</param>
/// <param name="After">Bytes from the start of the window on.</param>
internal readonly record struct LiteralReach(int Before, int After)
{
    /// <summary>Whether all of them lie from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public bool IsWithin(int offset, int start, int end) => (long)offset - Before >= start && (long)offset + After <= end;
}
