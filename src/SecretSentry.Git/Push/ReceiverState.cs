using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Push;

/// <summary>The objects that the receiving side already has.</summary>
public sealed record ReceiverState
{
    /// <summary>Commits that the receiving side is known to have. Commits that are missing here are ignored.</summary>
    public IReadOnlyList<ObjectId> Commits { get; init; } = [];

    /// <summary>
    /// Name of the remote whose tracking branches the receiving side has; empty when there is none. Only this remote counts, because
    /// content of a private remote is new to a public one.
    /// </summary>
    public string Remote { get; init; } = "";

    /// <summary>Whether the receiving side is this repository and has all its refs.</summary>
    public bool IsHere { get; init; }
}
