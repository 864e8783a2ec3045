namespace SecretSentry.Scanning.Content;

/// <summary>What was asked cannot be scanned; the message says why and what would be valid, and is for the user.</summary>
public sealed class ScanRequestException(string message) : Exception(message);
