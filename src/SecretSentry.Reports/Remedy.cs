using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>One thing that a reader whose commit or push was refused can do.</summary>
/// <param name="Label">In a few words.</param>
/// <param name="Text">How.</param>
public sealed record Remedy(string Label, string Text)
{
    /// <summary>What comes before everything else when somebody may have seen it.</summary>
    public static Remedy RotateFirst { get; } =
        new("Already pushed?", "If it was pushed or shared anywhere, rotate it first - removing the text does not undo a leak.");

    /// <summary>For a finding that is none.</summary>
    public static Remedy Accept(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new("Not a secret?", $"append to its line a comment: secretsentry:allow {finding.Rule.Id}");
    }
}
