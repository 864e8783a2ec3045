namespace SecretSentry.Engine.Literals;

/// <summary>Up to four positions of a literal.</summary>
/// <param name="Offset">The first of them.</param>
/// <param name="Rate">Expected share of positions of ordinary text at which it stands.</param>
internal readonly record struct Window(int Offset, double Rate);
