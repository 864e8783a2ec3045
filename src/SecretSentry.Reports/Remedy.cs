using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>One thing that a user can do whose commit or push was rejected.</summary>
/// <param name="Label">A few words.</param>
/// <param name="Text">Instructions.</param>
public sealed record Remedy(string Label, string Text)
{
    /// <summary>The first step when somebody may have seen the secret.</summary>
    public static Remedy RotateFirst { get; } =
        new("Already pushed?", "If it was pushed or shared anywhere, rotate it first - removing the text does not undo a leak.");

    /// <summary>Ends of the names of files whose format has no comments.</summary>
    private static readonly string[] WithoutComments = [".json", ".ipynb", ".geojson", ".webmanifest", ".har", ".map", ".csv", ".tsv"];

    /// <summary>Maximum number of fingerprints in a command.</summary>
    private const int MaxAccepted = 5;

    private const string AcceptLabel = "Not a secret?";

    /// <summary>Returns the remedy for a finding in a file that is not a secret.</summary>
    public static Remedy Accept(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return Array.Exists(WithoutComments, end => finding.Location.Path.ToString().EndsWith(end, StringComparison.OrdinalIgnoreCase))
            ? new(AcceptLabel, $"accept it on record: {CreateCommand([finding], "")}")
            : new(AcceptLabel, $"append to its line a comment: secretsentry:allow {RuleText.GetId(finding.Rule)}");
    }

    /// <summary>
    /// Returns the remedy for findings in commits or tags that exist already. A comment would change the next commit, not those.
    /// </summary>
    public static Remedy AcceptInHistory(IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        return new(AcceptLabel, $"accept it on record, then try again: {CreateCommand(findings, "--history ")}");
    }

    /// <summary>Returns the remedy for a finding in a message that is about to be committed.</summary>
    public static Remedy AcceptAfterCommit(Finding finding) => new(AcceptLabel,
        $"commit with --no-verify, then accept it on record: {CreateCommand([finding], "--history ")}");

    private static string CreateCommand(IReadOnlyList<Finding> findings, string option)
    {
        string[] fingerprints = [.. findings.Select(finding => finding.Fingerprint).Distinct(StringComparer.Ordinal)];
        return $"secretsentry baseline add {option}{string.Join(' ', fingerprints.Take(MaxAccepted))}"
            + (fingerprints.Length > MaxAccepted ? " (and the other fingerprints above)" : "");
    }
}
