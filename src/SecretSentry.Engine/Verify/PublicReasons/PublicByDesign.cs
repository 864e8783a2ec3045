using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Verify.PublicReasons;

/// <summary>
/// What makes a finding public by design: an issuer gives it to everybody who may see the page, the app or the address that contains it.
/// Such a finding is listed at low confidence and blocks nothing. A reason is in the value itself, or in the address, the object or the
/// element that contains it, never in words next to it. A reason lowers a finding but never removes it. A rule lists in <c>public</c> which
/// of the reasons apply to it.
/// </summary>
public static class PublicByDesign
{
    /// <summary>All reasons. To add one, add a line here, and its name to <c>public</c> of the rules that it applies to.</summary>
    private static readonly PublicReason[] Reasons =
    [
        new("anonymous-token", "its own claims are for users who are not logged in", AnonymousToken.IsPublic),
        new("page-address", "it is in a URL that a browser loads for a page, so every visitor can see it",
        PageAddress.IsPublic),
        new("signed-address", "it is in a signed URL or request, so every recipient can see it; the signing key is not included",
            SignedAddress.IsPublic),
        new("web-settings", "it is in settings that are shipped with a web page or an app, so every user can see it",
            WebSettings.IsPublic),
    ];

    /// <summary>The names that a rule may use.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Reasons.Select(reason => reason.Name)];

    /// <summary>Returns what the reason says about a finding, as part of a sentence. Empty for an unknown name.</summary>
    public static string Describe(string name) => Array.Find(Reasons, reason => reason.Name == name)?.Words ?? "";

    /// <summary>Returns the first reason of the rule that applies to the secret, or null for none.</summary>
    internal static PublicReason? FindReason(Rule rule, ReadOnlySpan<byte> content, int start, int end)
    {
        for (var i = 0; i < rule.Public.Count; i++)
        {
            foreach (var reason in Reasons)
            {
                if (string.Equals(reason.Name, rule.Public[i], StringComparison.Ordinal) && reason.IsPublic(content, start, end))
                {
                    return reason;
                }
            }
        }

        return null;
    }

    /// <summary>Returns the level of a finding whose level without these reasons is <paramref name="level"/>.</summary>
    internal static Confidence GetLevel(Rule rule, Confidence level, ReadOnlySpan<byte> content, int start, int end) =>
        level > Confidence.Low && rule.Public.Count > 0 && FindReason(rule, content, start, end) is not null ? Confidence.Low : level;
}
