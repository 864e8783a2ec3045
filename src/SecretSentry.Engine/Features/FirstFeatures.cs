namespace SecretSentry.Engine.Features;

/// <summary>
/// The features that the first forest uses. They cost one pass over a value and its name, or are already known to the extractor. Most
/// values are dropped by these features alone, before the expensive ones (known words, forms, the line, the neighbours) are computed. All
/// of them belong to the core: the context of a value does not affect whether it is dropped here.
/// </summary>
internal static class FirstFeatures
{
    /// <summary>All features of the first forest.</summary>
    public static IReadOnlyList<Feature> All { get; } =
    [
        Feature.ValueLength, Feature.ValueDigits, Feature.ValueDigitShare, Feature.ValueLowerShare, Feature.ValueUpperShare,
            Feature.ValueSymbolShare, Feature.ValueNonAsciiShare,
        Feature.ValueClasses, Feature.ValueChanges, Feature.ValueLongestRepeat, Feature.ValueDistinctShare, Feature.ValueEntropy,
        Feature.ValueSequenceShare,
        Feature.ValueFirstClass, Feature.ValueLastClass, Feature.ValueSpaces, Feature.ValueSlashes, Feature.ValueDots, Feature.ValueColons,
        Feature.ValueDashes,
        Feature.ValueUnderscores, Feature.ValueParentheses, Feature.ValueBrackets, Feature.ValueBackslashes, Feature.ValueEquals,
        Feature.ValueIsTagged, Feature.ValueIsDecoded,
        Feature.ValueWordLikeness, Feature.ValueLeastWordLikeness, Feature.ValueWords, Feature.ValueLongestWord, Feature.ValueVowelShare,
        Feature.NameEndsTelling, Feature.NameLength, Feature.NameWords, Feature.NameLastClass, Feature.NameContainsPublic,
        Feature.NameContainsIndex, Feature.NameContainsInterface,
        Feature.NameContainsProperty, Feature.NameContainsChange, Feature.NameContainsSample, Feature.NameContainsProduct,
        Feature.NameContainsEncrypted,
        Feature.NameIsOption, Feature.NameIsVariable,
        Feature.Operator, Feature.Quote, Feature.Escapes, Feature.Wrapper, Feature.IsInString, Feature.Gap,
    ];
}
