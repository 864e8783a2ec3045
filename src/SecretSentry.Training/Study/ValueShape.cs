using SecretSentry.Engine.Features;

namespace SecretSentry.Training.Study;

/// <summary>What a value looks like, in a few words: classes for tables that must not show values.</summary>
internal static class ValueShape
{
    public static string Describe(short[] features)
    {
        int GetFeature(Feature feature) => features[(int)feature];
        var length = GetFeature(Feature.ValueLength);
        return GetFeature(Feature.ValueIsReference) != 0 ? "reference"
            : GetFeature(Feature.ValueIsUuid) != 0 ? "UUID"
            : GetFeature(Feature.ValueDigitShare) == 64 ? "digits"
            : GetFeature(Feature.ValueIsHex) != 0 && length >= 16 ? "hexadecimal, 16 and more"
            : GetFeature(Feature.ValueNonAsciiShare) > 0 ? "other script"
            : GetFeature(Feature.ValueSpaces) > 0 ? "with blanks"
            : GetFeature(Feature.ValueIsUrl) != 0 || GetFeature(Feature.ValueIsPath) != 0 ? "URL or path"
            : GetFeature(Feature.ValueIsCall) != 0 || GetFeature(Feature.ValueIsMember) != 0 ? "expression"
            : GetFeature(Feature.ValuePlaceholder) != 0 ? "contains a placeholder word"
            : GetFeature(Feature.ValueWordCoverage) >= 48 ? "words"
            : length < 6 ? "under 6 characters"
            : length < 16 ? "mixed, 6 to 15"
            : "mixed, 16 and more";
    }

    /// <summary>Which family the name beside it belongs to.</summary>
    public static string DescribeName(short[] features) =>
        features[(int)Feature.NameLength] == 0 ? "none"
        : features[(int)Feature.NamePassword] != 0 ? "password"
        : features[(int)Feature.NameSecret] != 0 ? "secret"
        : features[(int)Feature.NameToken] != 0 ? "token"
        : features[(int)Feature.NameKey] != 0 ? "key"
        : features[(int)Feature.NameAuth] != 0 ? "auth"
        : "other";
}
