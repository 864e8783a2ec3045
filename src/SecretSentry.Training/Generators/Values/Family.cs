namespace SecretSentry.Training.Generators.Values;

/// <summary>The kind of value that a name announces.</summary>
internal enum Family
{
    Password,
    Token,
    Key,
}
