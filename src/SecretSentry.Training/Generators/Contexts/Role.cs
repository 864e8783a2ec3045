namespace SecretSentry.Training.Generators.Contexts;

/// <summary>What a file is for, as its path tells.</summary>
internal enum Role
{
    Source,
    Settings,
    Test,
    Docs,
    Sample,
    Locale,
    Data,
}
