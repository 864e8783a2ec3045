namespace SecretSentry.Git.Push;

/// <summary>Old history among incoming commits.</summary>
/// <param name="Commit">The purged commit.</param>
/// <param name="Recovery">Commands that take the own work over to the new history, one a line.</param>
public sealed record PurgedHistory(string Commit, IReadOnlyList<string> Recovery)
{
    /// <summary>The sentence for whoever brings it; the recovery comes behind it, each command on a line of its own.</summary>
    public string Message =>
        $"this brings back history that was purged because it held a secret (commit {Commit}); take your own work over to the new "
        + $"history instead:";
}
