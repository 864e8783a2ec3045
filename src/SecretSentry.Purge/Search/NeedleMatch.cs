namespace SecretSentry.Purge.Search;

/// <summary>A place where a needle stands.</summary>
/// <param name="Needle">Number of the needle.</param>
/// <param name="Form">Number of its form; -1 for a pattern.</param>
/// <param name="Start">Offset of the first byte.</param>
/// <param name="Length">Bytes.</param>
internal readonly record struct NeedleMatch(int Needle, int Form, int Start, int Length);
