namespace SecretSentry.Git.Objects;

/// <summary>
/// What a visitor keeps of a content while the deltas on it are visited. It stays with the buffer, is cleared when the buffer takes the
/// next content, and is used by one thread at a time.
/// </summary>
public interface IContentState
{
    /// <summary>Whether there is anything; false when new and when cleared.</summary>
    bool HasContent { get; }

    /// <summary>Forgets all, but keeps the memory.</summary>
    void Clear();
}
