namespace SecretSentry.Cli.Output;

/// <summary>What the user asked cannot be done; the message says why and what would be valid. Exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
