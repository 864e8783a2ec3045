using System.Runtime.CompilerServices;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Features;

/// <summary>
/// Writes the features of a named value, for the judge and for the trainer. The judge requests them in two steps, see
/// <see cref="FirstFeatures"/>.
/// </summary>
[SkipLocalsInit] // buffers are written before they are read
internal static class CandidateFeatures
{
    /// <summary>Fills <paramref name="features"/>, which has <see cref="Feature.Count"/> elements.</summary>
    public static void Write(ReadOnlySpan<byte> content, in NamedValue candidate, PathFacts path, WordModel words, Span<int> features)
    {
        WriteFirst(content, candidate, words, features);
        WriteRest(content, candidate, path, words, features);
    }

    /// <summary>Writes the features of <see cref="FirstFeatures"/>, which are cheap, and zeros for all others.</summary>
    public static void WriteFirst(ReadOnlySpan<byte> content, in NamedValue candidate, WordModel words, Span<int> features)
    {
        features.Clear();
        Span<byte> decoded = stackalloc byte[EncodedText.MaxLength];
        var value = GetValue(content[candidate.Start..candidate.End], decoded, out var isDecoded);
        features[(int)Feature.ValueIsDecoded] = isDecoded;
        ValueFeatures.WriteFirst(value, words, features);
        NameFeatures.WriteFirst(content[candidate.NameStart..candidate.NameEnd], features);
        ContextFeatures.WriteFirst(candidate, features);
    }

    /// <summary>Writes all other features. Must follow <see cref="WriteFirst"/>.</summary>
    public static void WriteRest(ReadOnlySpan<byte> content, in NamedValue candidate, PathFacts path, WordModel words, Span<int> features)
    {
        Span<byte> decoded = stackalloc byte[EncodedText.MaxLength];
        var value = GetValue(content[candidate.Start..candidate.End], decoded, out _);
        ValueFeatures.WriteRest(value, words, features);
        NameFeatures.WriteRest(content[candidate.NameStart..candidate.NameEnd], value, features);
        ContextFeatures.WriteRest(content, candidate, path, words, features);
    }

    /// <summary>
    /// Returns the bytes to examine: the value (0), the text that it encodes (1), or the password of a log-in in that text (2).
    /// </summary>
    private static ReadOnlySpan<byte> GetValue(ReadOnlySpan<byte> value, Span<byte> decoded, out int isDecoded)
    {
        if (!EncodedText.TryDecode(value, decoded, out var length))
        {
            isDecoded = 0;
            return value;
        }

        var password = EncodedText.GetPassword(decoded[..length], out var isLogin);
        isDecoded = isLogin ? 2 : 1;
        return password;
    }
}
