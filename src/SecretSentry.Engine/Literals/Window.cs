namespace SecretSentry.Engine.Literals;

/// <summary>Up to four positions of a literal.</summary>
/// <param name="Offset">The first of these positions.</param>
/// <param name="Rate">Expected share of positions of ordinary text at which the window occurs.</param>
internal readonly record struct Window(int Offset, double Rate);
