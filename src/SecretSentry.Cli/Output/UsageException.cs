namespace SecretSentry.Cli.Output;

/// <summary>The user's request is not valid. The message says why and what would be valid. Exits with 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
