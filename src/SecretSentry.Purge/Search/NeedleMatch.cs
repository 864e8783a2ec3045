namespace SecretSentry.Purge.Search;

/// <summary>An occurrence of a needle.</summary>
/// <param name="Needle">Number of the needle.</param>
/// <param name="Form">Number of its form; -1 for a pattern.</param>
/// <param name="Start">Offset of the first byte.</param>
/// <param name="Length">Length in bytes.</param>
internal readonly record struct NeedleMatch(int Needle, int Form, int Start, int Length)
{
    /// <summary>For a match in decoded text, its encodings from the outermost to the innermost. Otherwise null.</summary>
    public string? Path { get; init; }
}
