using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Matches;

/// <summary>
/// A verified span. It consists of offsets only: half-open, in bytes of the content that was given to the scanner. The secret lies within
/// the match. For UTF-16 and UTF-32 content the offsets are those of the original bytes.
/// </summary>
/// <param name="Rule">Number of the rule in its <see cref="RuleSet"/>.</param>
/// <param name="Start">Offset of the first byte of the match.</param>
/// <param name="Length">Length of the match in bytes.</param>
/// <param name="SecretStart">Offset of the first byte of the secret.</param>
/// <param name="SecretLength">Length of the secret in bytes.</param>
/// <param name="Validity">Verdict of the rule's offline check.</param>
/// <param name="Confidence">The rule's confidence, lowered where the match gives reason to do so.</param>
public readonly record struct Match(int Rule, int Start, int Length, int SecretStart, int SecretLength, Validity Validity,
    Confidence Confidence)
{
    /// <summary>
    /// 0 for a secret that occurs in the content as it is. Otherwise the offsets are those of the encoded text. The scanner that reported
    /// the match returns the secret (<c>Scanner.GetDecodedSecret</c>) until its next call.
    /// </summary>
    public int Decoded { get; init; }

    /// <summary>Offset after the last byte of the match.</summary>
    public int End => Start + Length;

    /// <summary>Offset after the last byte of the secret.</summary>
    public int SecretEnd => SecretStart + SecretLength;
}
