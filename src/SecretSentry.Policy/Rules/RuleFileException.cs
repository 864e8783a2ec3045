namespace SecretSentry.Policy.Rules;

/// <summary>A rule file or configuration cannot be used. The message is one sentence for the author of the file.</summary>
public sealed class RuleFileException(string message) : Exception(message);
