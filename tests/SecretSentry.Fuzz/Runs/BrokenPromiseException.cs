namespace SecretSentry.Fuzz.Runs;

/// <summary>A parser gave an answer that it must not give.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message);
