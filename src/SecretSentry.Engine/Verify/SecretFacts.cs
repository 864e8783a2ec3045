using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Verify;

/// <summary>Facts that a secret states about itself in the open.</summary>
public static class SecretFacts
{
    /// <summary>Returns facts decoded from the secret that are safe to print and help to find its owner.</summary>
    /// <param name="rule">The rule that found the secret.</param>
    /// <param name="secret">The bytes of the secret, decoded and narrowed.</param>
    /// <returns>The facts by name, ordered by name. None of them is secret.</returns>
    public static IReadOnlyDictionary<string, string> Read(Rule rule, ReadOnlySpan<byte> secret)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (OfflineCheck.IsDocumentedSample(rule, secret))
        {
            facts["sample"] = "a key from the vendor's documentation";
        }
        else
        {
            TokenFacts.Add(rule.Checksum, secret, facts);
        }

        return facts;
    }
}
