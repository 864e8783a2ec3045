using SecretSentry.Engine.Rules;
using SecretSentry.Reports;

namespace SecretSentry.Cli.Output;

/// <summary>Returns what to do when a secret of some kind has leaked: the pages of docs/response, which are part of the program.</summary>
internal static class Playbook
{
    /// <summary>The page for keys of AWS.</summary>
    public const string Aws = "aws";

    /// <summary>Names of the pages.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Aws, "azure", "github", "google", "password", "private-key", "general"];

    /// <summary>The prefix of a rule's id selects the page. Rules without a prefix in the list get the general page.</summary>
    private static readonly (string Prefix, string Page)[] Pages =
    [
        ("aws-", Aws), ("github-", "github"), ("private-key", "private-key"), ("putty-private-key", "private-key"),
        ("jwk-private-key", "private-key"), ("google-", "google"), ("firebase-", "google"),
        ("azure-", "azure"), ("generic-password", "password"), ("password-", "password"), ("url-credentials", "password"),
        ("connection-string", "password"), ("netrc", "password"), ("pgpass", "password"),
    ];

    /// <summary>Returns the steps for a rule's kind of secret.</summary>
    public static string Format(Rule rule, string location)
    {
        var page = Array.Find(Pages, entry => rule.Id.StartsWith(entry.Prefix, StringComparison.Ordinal)).Page ?? "general";
        return Fill(page, rule.Id, Safe.Escape(location), Rotation.Describe(rule), rule.Reference);
    }

    /// <summary>Returns the steps for a kind of secret, without a finding.</summary>
    public static string Format(string kind) => Fill(kind, $"a leaked credential ({kind})", "the location in the report",
        "'secretsentry explain FINGERPRINT --playbook' shows how, for a finding.", "");

    private static string Fill(string page, string rule, string location, string rotate, string reference) => Texts.Read($"response-{page}")
        .Replace("{{rule}}", rule, StringComparison.Ordinal)
        .Replace("{{place}}", location, StringComparison.Ordinal)
        .Replace("{{rotate}}", rotate, StringComparison.Ordinal)
        .Replace("{{reference}}", reference.Length > 0 ? reference : "(the issuer's documentation)", StringComparison.Ordinal)
        .TrimEnd();
}
