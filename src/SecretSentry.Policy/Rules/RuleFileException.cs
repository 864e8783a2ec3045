namespace SecretSentry.Policy.Rules;

/// <summary>A rule file or configuration that cannot be used; the message is one sentence for its author.</summary>
public sealed class RuleFileException(string message) : Exception(message);
