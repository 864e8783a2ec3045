namespace SecretSentry.Training.Generators.Values;

/// <summary>What a name announces.</summary>
internal enum Family
{
    Password,
    Token,
    Key,
}
