namespace SecretSentry.Git.Objects;

/// <summary>A file's bytes do not have the form that its format prescribes; the message is one sentence without the file's name.</summary>
public sealed class DamagedException(string message) : Exception(message);
