using SecretSentry.Engine.Rules;

namespace SecretSentry.Policy.Configuration;

/// <summary>A value and its origin.</summary>
/// <param name="Value">A <see cref="bool"/>, <see cref="long"/>, <see cref="Confidence"/> or an array of strings.</param>
/// <param name="Origin">File and line, or words such as <c>built in</c>.</param>
public sealed record Setting(object Value, string Origin);
