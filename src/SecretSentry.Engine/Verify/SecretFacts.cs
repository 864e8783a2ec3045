using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Verify;

/// <summary>What a secret says about itself in the open.</summary>
public static class SecretFacts
{
    /// <summary>Facts decoded from the secret that are safe to print and help to find its owner.</summary>
    /// <param name="rule">The rule that found it.</param>
    /// <param name="secret">Its bytes, decoded and narrowed.</param>
    /// <returns>By name, in the order of names; nothing of them is secret.</returns>
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
