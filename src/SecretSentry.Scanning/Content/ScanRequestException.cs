namespace SecretSentry.Scanning.Content;

/// <summary>The request cannot be scanned. The message is for the user: it says why, and what would be valid.</summary>
public class ScanRequestException(string message) : Exception(message);
