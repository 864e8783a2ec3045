using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Verify.PublicReasons;

/// <summary>
/// What makes a finding public by design: an issuer gives it to everybody who may see the page, the app or the address that it stands in.
/// Such a finding is listed at low confidence and stops nothing. A reason lies in the value itself, or in the address, the object or the
/// element that holds it, never in words beside it; and it lowers a finding, but never takes it away. A rule says in <c>public</c> which of
/// the reasons hold for it.
/// </summary>
public static class PublicByDesign
{
    /// <summary>All of them: a new one is a line here, and its name in <c>public</c> of the rules that it is for.</summary>
    private static readonly PublicReason[] Reasons =
    [
        new("anonymous-token", "its own claims give it to everybody who is not logged in", AnonymousToken.IsPublic),
        new("page-address", "it stands in an address that a browser loads for a page, which shows it to every visitor",
        PageAddress.IsPublic),
        new("signed-address", "it stands in a signed address or request, which shows it to whoever gets that; what signs is not there",
            SignedAddress.IsPublic),
        new("web-settings", "it stands in the settings that a web page or an app is shipped with, which show it to every user",
            WebSettings.IsPublic),
    ];

    /// <summary>The names a rule may use.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Reasons.Select(reason => reason.Name)];

    /// <summary>What the reason says of a finding, as part of a sentence; empty for an unknown name.</summary>
    public static string Describe(string name) => Array.Find(Reasons, reason => reason.Name == name)?.Words ?? "";

    /// <summary>The first reason of the rule that holds for the secret; null for none.</summary>
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

    /// <summary>The level of a finding whose level would be <paramref name="level"/> anywhere else.</summary>
    internal static Confidence GetLevel(Rule rule, Confidence level, ReadOnlySpan<byte> content, int start, int end) =>
        level > Confidence.Low && rule.Public.Count > 0 && FindReason(rule, content, start, end) is not null ? Confidence.Low : level;
}
