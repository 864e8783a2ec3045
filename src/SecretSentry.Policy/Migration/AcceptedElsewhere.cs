namespace SecretSentry.Policy.Migration;

/// <summary>What another tool's setting accepts: a finding by its place or by a hash of its secret.</summary>
/// <param name="File">Path with '/' between folders.</param>
/// <param name="Line">Line, from 1; 0: anywhere in the file.</param>
/// <param name="Sha1">Hexadecimal SHA-1 of the secret; empty: not known.</param>
/// <param name="Reason">To be kept on record.</param>
public sealed record AcceptedElsewhere(string File, int Line, string Sha1, string Reason);
