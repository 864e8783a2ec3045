using SecretSentry.Training.Generators.Values;

namespace SecretSentry.Training.Generators;

/// <summary>A name and the value beside it, drawn together.</summary>
internal sealed record Slot(string[] Name, ValueKind Kind, string Value);
