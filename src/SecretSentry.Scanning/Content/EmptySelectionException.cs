namespace SecretSentry.Scanning.Content;

/// <summary>What was selected does not exist in the repository, so nothing would be scanned. Another repository may contain it.</summary>
public sealed class EmptySelectionException(string message) : ScanRequestException(message);
