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

    /// <summary>Returns the remedy for a finding that is not a secret.</summary>
    public static Remedy Accept(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new("Not a secret?", $"add a comment to its line: secretsentry:allow {finding.Rule.Id}");
    }
}
