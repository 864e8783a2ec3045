using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Push;

/// <summary>The objects that the receiving side already has.</summary>
public sealed record ReceiverState
{
    /// <summary>Commits that the receiving side is known to have. Commits that are missing here are ignored.</summary>
    public IReadOnlyList<ObjectId> Commits { get; init; } = [];

    /// <summary>
    /// The URL of the receiving side; empty when it is unknown. The tracking branches of remotes with this address show what it has. Other
    /// remotes do not count, because content of a private remote is new to a public one.
    /// </summary>
    public string Address { get; init; } = "";

    /// <summary>Whether the receiving side is this repository and has all its refs.</summary>
    public bool IsHere { get; init; }
}
