namespace SecretSentry.Git.Objects;

/// <summary>
/// The state that a visitor keeps for a content while the deltas on it are visited. It belongs to the buffer and is cleared when the buffer
/// takes the next content. It is used by one thread at a time.
/// </summary>
public interface IContentState
{
    /// <summary>Whether there is any state; false when new and after <see cref="Clear"/>.</summary>
    bool HasContent { get; }

    /// <summary>Removes all state, but keeps the memory.</summary>
    void Clear();
}
