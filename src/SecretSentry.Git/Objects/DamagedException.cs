namespace SecretSentry.Git.Objects;

/// <summary>The bytes of a file do not have the form that its format requires. The message is one sentence without the file name.</summary>
public sealed class DamagedException(string message) : Exception(message);
