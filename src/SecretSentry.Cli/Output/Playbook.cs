using SecretSentry.Engine.Rules;
using SecretSentry.Reports;

namespace SecretSentry.Cli.Output;

/// <summary>Returns what to do when a secret of some kind has leaked: the pages of docs/response, which are part of the program.</summary>
internal static class Playbook
{
    /// <summary>The prefix of a rule's id selects the page. Rules without a prefix in the list get the general page.</summary>
    private static readonly (string Prefix, string Page)[] Pages =
    [
        ("aws-", "aws"), ("github-", "github"), ("private-key", "private-key"), ("putty-private-key", "private-key"),
        ("jwk-private-key", "private-key"), ("google-", "google"), ("firebase-", "google"),
        ("azure-", "azure"), ("generic-password", "password"), ("password-", "password"), ("url-credentials", "password"),
        ("connection-string", "password"), ("netrc", "password"), ("pgpass", "password"),
    ];

    /// <summary>Returns the steps for a rule's kind of secret.</summary>
    public static string Format(Rule rule, string location)
    {
        var page = Array.Find(Pages, entry => rule.Id.StartsWith(entry.Prefix, StringComparison.Ordinal)).Page ?? "general";
        return Texts.Read($"response-{page}")
            .Replace("{{rule}}", rule.Id, StringComparison.Ordinal)
            .Replace("{{place}}", Reports.Safe.Escape(location), StringComparison.Ordinal)
            .Replace("{{rotate}}", Rotation.Describe(rule), StringComparison.Ordinal)
            .Replace("{{reference}}", rule.Reference.Length > 0 ? rule.Reference : "(the issuer's documentation)", StringComparison.Ordinal)
            .TrimEnd();
    }
}
