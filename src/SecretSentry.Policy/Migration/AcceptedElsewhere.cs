namespace SecretSentry.Policy.Migration;

/// <summary>A finding that another tool's setting accepts, by location or by a hash of its secret.</summary>
/// <param name="File">Path with '/' between folders.</param>
/// <param name="Line">Line, from 1. 0: anywhere in the file.</param>
/// <param name="Sha1">Hexadecimal SHA-1 of the secret. Empty: unknown.</param>
/// <param name="Reason">The reason to record.</param>
public sealed record AcceptedElsewhere(string File, int Line, string Sha1, string Reason);
