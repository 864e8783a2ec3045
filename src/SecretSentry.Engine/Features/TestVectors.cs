using SecretSentry.Engine.Paths;

namespace SecretSentry.Engine.Features;

/// <summary>
/// Hexadecimal values in data of tests, neither source code nor settings: vectors of ciphers by the hundred, which look like keys since
/// they are some. They are reported, and stop nobody: one level lower, as surroundings may.
/// </summary>
internal static class TestVectors
{
    /// <summary>The highest level, 1 to 3 for low to high, that a value with these features gets.</summary>
    public static int GetMaxLevel(ReadOnlySpan<int> features) => Matches(features) ? 2 : 3;

    /// <summary>Whether the value is taken for such a vector.</summary>
    public static bool Matches(ReadOnlySpan<int> features) =>
        features[(int)Feature.PathTest] != 0 && features[(int)Feature.ValueIsHex] != 0
            && (FileKind)features[(int)Feature.FileKind] is FileKind.Document or FileKind.Data or FileKind.Unknown;
}
