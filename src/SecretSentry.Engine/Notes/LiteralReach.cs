namespace SecretSentry.Engine.Notes;

/// <summary>The bytes around the window of a literal that decide whether its rule's regex matches there.</summary>
/// <param name="Before">Number of bytes before the start of the window.</param>
/// <param name="After">Number of bytes from the start of the window on.</param>
internal readonly record struct LiteralReach(int Before, int After)
{
    /// <summary>
    /// Returns whether all these bytes lie between <paramref name="start"/> and <paramref name="end"/>, which is excluded.
    /// </summary>
    public bool IsWithin(int offset, int start, int end) => (long)offset - Before >= start && (long)offset + After <= end;
}
