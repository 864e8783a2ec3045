namespace SecretSentry.Purge.Verify;

/// <summary>
/// The result of the three proofs. A problem is a sentence that names a location and says what it contains, without the secret.
/// </summary>
/// <param name="Objects">Number of objects that were searched, including those of nested repositories.</param>
/// <param name="Files">Number of other files that were searched.</param>
/// <param name="Compared">Number of refs that were compared with the plan.</param>
/// <param name="Problems">All problems found; empty when the proof succeeded.</param>
public sealed record PurgeProof(long Objects, long Files, int Compared, IReadOnlyList<string> Problems);
