namespace SecretSentry.Purge.Verify;

/// <summary>What the three proofs said. A place is a sentence that names it and says what stands there; no secret is in it.</summary>
/// <param name="Objects">Objects that were searched, of nested repositories too.</param>
/// <param name="Files">Other files that were searched.</param>
/// <param name="Compared">Refs that were compared with what the plan says.</param>
/// <param name="Problems">Everything that speaks against; empty: proved.</param>
public sealed record PurgeProof(long Objects, long Files, int Compared, IReadOnlyList<string> Problems);
