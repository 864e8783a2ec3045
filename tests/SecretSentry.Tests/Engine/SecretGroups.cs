using System.Text.RegularExpressions;

namespace SecretSentry.Tests.Engine;

/// <summary>Returns the part of a match that is the secret, with gitleaks' meaning of <c>secretGroup</c>.</summary>
internal static class SecretGroups
{
    public static Group Of(System.Text.RegularExpressions.Match match, int secretGroup)
    {
        if (secretGroup > 0 && match.Groups[secretGroup].Success)
        {
            return match.Groups[secretGroup];
        }

        for (var i = 1; secretGroup == 0 && i < match.Groups.Count; i++)
        {
            if (match.Groups[i] is { Success: true, Length: > 0 } group)
            {
                return group;
            }
        }

        return match;
    }
}
