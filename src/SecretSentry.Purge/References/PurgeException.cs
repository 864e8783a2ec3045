namespace SecretSentry.Purge.References;

/// <summary>A purge that ends without having done what was asked; the message is for the user.</summary>
public sealed class PurgeException(PurgeFailure failure, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public PurgeFailure Failure { get; } = failure;
}
