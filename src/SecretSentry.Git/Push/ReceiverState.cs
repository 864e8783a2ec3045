using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Push;

/// <summary>What the receiving side has already.</summary>
public sealed record ReceiverState
{
    /// <summary>Commits it is known to have; those that are not here are passed over.</summary>
    public IReadOnlyList<ObjectId> Commits { get; init; } = [];

    /// <summary>
    /// Name of the remote whose tracking branches it has; only that one: what is on a private remote is new to a public one. Empty: none.
    /// </summary>
    public string Remote { get; init; } = "";

    /// <summary>Whether it is this repository, and has all its refs.</summary>
    public bool IsHere { get; init; }
}
