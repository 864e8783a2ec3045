namespace SecretSentry.Training.Generators.Contexts;

/// <summary>The purpose of a file, as shown by its path.</summary>
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
