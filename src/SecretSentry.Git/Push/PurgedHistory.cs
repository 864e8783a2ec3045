namespace SecretSentry.Git.Push;

/// <summary>Old history among incoming commits.</summary>
/// <param name="Commit">The purged commit.</param>
/// <param name="Recovery">Commands that move the user's own work to the new history, one per line.</param>
public sealed record PurgedHistory(string Commit, IReadOnlyList<string> Recovery)
{
    /// <summary>The sentence for the user who pushes the commits. The recovery commands follow it, each on its own line.</summary>
    public string Message =>
        $"this would restore history that was purged because it contained a secret (commit {Commit}); move your work to the new "
        + $"history instead:";
}
