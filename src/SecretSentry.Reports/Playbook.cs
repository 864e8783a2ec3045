using SecretSentry.Engine.Rules;
using SecretSentry.Files;

namespace SecretSentry.Reports;

/// <summary>
/// What to do when a secret of some kind has leaked: the pages of docs/response, which are part of the program. All texts have the line
/// ending <c>\n</c>.
/// </summary>
public static class Playbook
{
    private const string Aws = "aws";

    /// <summary>Names of the kinds of secrets.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Aws, "azure", "github", "google", "password", "private-key", "general"];

    /// <summary>The kinds for which there is a template, see <see cref="ReadTemplate"/>.</summary>
    public static IReadOnlyList<string> Templates { get; } = [Aws];

    /// <summary>The prefix of a rule's id selects the page. Rules without a prefix in the list get the general page.</summary>
    private static readonly (string Prefix, string Page)[] Pages =
    [
        ("aws-", Aws), ("github-", "github"), ("private-key", "private-key"), ("putty-private-key", "private-key"),
        ("jwk-private-key", "private-key"), ("google-", "google"), ("firebase-", "google"),
        ("azure-", "azure"), ("generic-password", "password"), ("password-", "password"), ("url-credentials", "password"),
        ("connection-string", "password"), ("netrc", "password"), ("pgpass", "password"),
    ];

    /// <summary>Returns the steps for a rule's kind of secret, without a line ending at the end.</summary>
    /// <param name="rule">The rule that found the secret.</param>
    /// <param name="location">Where it was found. It is escaped.</param>
    public static string Format(Rule rule, ForeignText location)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var id = RuleText.GetId(rule).ToString();
        var page = Array.Find(Pages, entry => id.StartsWith(entry.Prefix, StringComparison.Ordinal)).Page ?? "general";
        return Fill(page, id, location.ToString(), Rotation.Describe(rule).ToString(),
            RuleText.GetReference(rule).ToString());
    }

    /// <summary>Returns the steps for one of <see cref="Kinds"/>, without a finding and without a line ending at the end.</summary>
    public static string Format(string kind) => Fill(kind, $"a leaked credential ({kind})", "the location in the report",
        "'secretsentry explain FINGERPRINT --playbook' shows how, for a finding.", "");

    /// <summary>Returns the CloudFormation template for one of <see cref="Templates"/>, which detects abuse of a key.</summary>
    public static string ReadTemplate(string kind) => Read($"response-template-{kind}");

    private static string Fill(string page, string rule, string location, string rotate, string reference) => Read($"response-{page}")
        .Replace("{{rule}}", rule, StringComparison.Ordinal)
        .Replace("{{place}}", location, StringComparison.Ordinal)
        .Replace("{{rotate}}", rotate, StringComparison.Ordinal)
        .Replace("{{reference}}", reference.Length > 0 ? reference : "(the issuer's documentation)", StringComparison.Ordinal)
        .TrimEnd();

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Playbook).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
