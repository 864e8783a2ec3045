using SecretSentry.Engine.Paths;

namespace SecretSentry.Engine.Features;

/// <summary>
/// Hexadecimal values in data files of tests, which are neither source code nor settings. They are vectors of ciphers, often hundreds in a
/// file, and look like keys because some of them are. They are reported but do not stop: they are one level lower, the most by which
/// context may lower a value.
/// </summary>
internal static class TestVectors
{
    /// <summary>Returns the highest level (1 to 3 for low to high) that a value with these features can get.</summary>
    public static int GetMaxLevel(ReadOnlySpan<int> features) => Matches(features) ? 2 : 3;

    /// <summary>Returns whether the value is considered a test vector.</summary>
    public static bool Matches(ReadOnlySpan<int> features) =>
        features[(int)Feature.PathTest] != 0 && features[(int)Feature.ValueIsHex] != 0
            && (FileKind)features[(int)Feature.FileKind] is FileKind.Document or FileKind.Data or FileKind.Unknown;
}
