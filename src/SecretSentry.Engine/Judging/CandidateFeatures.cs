using SecretSentry.Engine.Verify;

namespace SecretSentry.Engine.Judging;

/// <summary>Writes all features of a named value: for the judge and for the trainer alike.</summary>
internal static class CandidateFeatures
{
    /// <summary>Fills <paramref name="features"/>, of <see cref="Feature.Count"/> numbers.</summary>
    public static void Write(ReadOnlySpan<byte> content, in NamedValue candidate, PathFacts path, WordModel words, Span<int> features)
    {
        features.Clear();
        Span<byte> decoded = stackalloc byte[EncodedText.MaxLength];
        var value = content[candidate.Start..candidate.End];
        var name = content[candidate.NameStart..candidate.NameEnd];
        if (EncodedText.TryDecode(value, decoded, out var length))
        {
            ReadOnlySpan<byte> text = decoded[..length];
            var password = EncodedText.PasswordOf(text, out var isLogin);
            WriteValue(name, password, words, features);
            features[(int)Feature.ValueIsDecoded] = isLogin ? 2 : 1;
        }
        else
        {
            WriteValue(name, value, words, features);
        }

        PlaceFeatures.Write(content, candidate, path, words, features);
    }

    private static void WriteValue(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, WordModel words, Span<int> features)
    {
        ValueFeatures.Write(value, words, features);
        NameFeatures.Write(name, value, features);
    }
}
