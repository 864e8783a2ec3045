namespace SecretSentry.Training.Generators.Values;

/// <summary>The families whose names announce a kind.</summary>
[Flags]
internal enum Under
{
    Password = 1,
    Token = 2,
    Key = 4,
    Random = Token | Key,
    All = Password | Token | Key,
}
