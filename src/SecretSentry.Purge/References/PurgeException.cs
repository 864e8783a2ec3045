namespace SecretSentry.Purge.References;

/// <summary>A purge failed. The message is for the user.</summary>
public sealed class PurgeException(PurgeFailure failure, string message) : Exception(message)
{
    /// <summary>The reason for the failure.</summary>
    public PurgeFailure Failure { get; } = failure;
}
