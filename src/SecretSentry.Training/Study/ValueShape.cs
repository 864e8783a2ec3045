using SecretSentry.Engine.Features;

namespace SecretSentry.Training.Study;

/// <summary>What a value looks like, in a few words: classes for tables that must not show values.</summary>
internal static class ValueShape
{
    public static string Of(short[] features)
    {
        int At(Feature feature) => features[(int)feature];
        var length = At(Feature.ValueLength);
        return At(Feature.ValueIsReference) != 0 ? "reference"
            : At(Feature.ValueIsUuid) != 0 ? "UUID"
            : At(Feature.ValueDigitShare) == 64 ? "digits"
            : At(Feature.ValueIsHex) != 0 && length >= 16 ? "hexadecimal, 16 and more"
            : At(Feature.ValueNonAsciiShare) > 0 ? "other script"
            : At(Feature.ValueSpaces) > 0 ? "with blanks"
            : At(Feature.ValueIsUrl) != 0 || At(Feature.ValueIsPath) != 0 ? "URL or path"
            : At(Feature.ValueIsCall) != 0 || At(Feature.ValueIsMember) != 0 ? "expression"
            : At(Feature.ValuePlaceholder) != 0 ? "holds a word of placeholders"
            : At(Feature.ValueWordCover) >= 48 ? "words"
            : length < 6 ? "under 6 characters"
            : length < 16 ? "mixed, 6 to 15"
            : "mixed, 16 and more";
    }

    /// <summary>Which family the name beside it belongs to.</summary>
    public static string NameOf(short[] features) =>
        features[(int)Feature.NameLength] == 0 ? "none"
        : features[(int)Feature.NamePassword] != 0 ? "password"
        : features[(int)Feature.NameSecret] != 0 ? "secret"
        : features[(int)Feature.NameToken] != 0 ? "token"
        : features[(int)Feature.NameKey] != 0 ? "key"
        : features[(int)Feature.NameAuth] != 0 ? "auth"
        : "other";
}
