using SecretSentry.Purge.SecondReader;

namespace SecretSentry.Purge.Verify;

/// <summary>
/// The result of the three proofs. A problem is a sentence that names a location and says what it contains, without the secret.
/// </summary>
/// <param name="Objects">Number of objects that were searched, including those of nested repositories.</param>
/// <param name="Files">Number of other files that were searched.</param>
/// <param name="Compared">Number of refs that were compared with the plan.</param>
/// <param name="Problems">All problems found; empty when the first reader found none.</param>
/// <param name="Second">What the second reader found; null when there was none.</param>
public sealed record PurgeProof(long Objects, long Files, int Compared, IReadOnlyList<string> Problems, SecondReading? Second = null)
{
    /// <summary>Whether all proofs succeeded. If there are two readers, both agree.</summary>
    public bool IsProved => Problems.Count == 0 && (Second is null || Second.Problems.Count == 0);
}
