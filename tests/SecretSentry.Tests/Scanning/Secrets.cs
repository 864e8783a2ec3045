using SecretSentry.Engine.Compilation;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Keys;
using SecretSentry.Tests.Git;

namespace SecretSentry.Tests.Scanning;

/// <summary>Makes secrets at run time, and the options to find them.</summary>
internal static class Secrets
{
    /// <summary>A key in a folder of this run of the tests, not of the user.</summary>
    private static readonly CacheKey Key = CacheKey.FromFolder(Path.Combine(Directory.CreateTempSubdirectory("secretsentry-key-").FullName,
        "secretsentry"));

    public static RuleSet Rules { get; } = BuiltInRules.Load();

    /// <summary>Returns a token with a correct checksum.</summary>
    public static string MakeToken(int variant) => Template.Expand("ghp_{crc62:30}", variant);

    public static ScanOptions MakeOptions(TempRepository repository, bool usesCache = false) => new()
    {
        Directory = repository.Top,
        Rules = Rules,
        Selection = new() { UsesCache = usesCache },
        CacheKey = Key,
    };
}
