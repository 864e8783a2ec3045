using System.Runtime.CompilerServices;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Features;

/// <summary>Features of a value by itself.</summary>
[SkipLocalsInit] // buffers are written before they are read
internal static class ValueFeatures
{
    /// <summary>Maximum number of bytes of a value that are examined.</summary>
    private const int MaxLooked = 200;

    /// <summary>Maximum number of runs of letters that are examined.</summary>
    private const int MaxRuns = 12;

    private static readonly int[] HashLengths = [16, 20, 24, 32, 40, 48, 56, 64, 96, 128];

    /// <summary>
    /// Writes the features of <see cref="FirstFeatures"/> that describe <paramref name="whole"/>. Makes one pass over its bytes and one
    /// over its words.
    /// </summary>
    public static void WriteFirst(ReadOnlySpan<byte> whole, WordModel words, Span<int> features)
    {
        var value = whole[..Math.Min(whole.Length, MaxLooked)];
        features[(int)Feature.ValueLength] = whole.Length;
        WriteClasses(value, features);
        WriteWords(value, words, features);
    }

    /// <summary>Writes all other features. Must follow <see cref="WriteFirst"/>.</summary>
    public static void WriteRest(ReadOnlySpan<byte> whole, WordModel words, Span<int> features)
    {
        var value = whole[..Math.Min(whole.Length, MaxLooked)];
        WriteCoverage(value, words, features);
        WriteForms(value, whole, features);
        WriteMeaning(value, features);
    }

    private static void WriteClasses(ReadOnlySpan<byte> value, Span<int> features)
    {
        Span<int> byClass = stackalloc int[5];
        Span<byte> counts = stackalloc byte[256];
        counts.Clear();
        byClass.Clear();
        var (changes, repeat, longest, sequence, last, before) = (0, 0, 1, 0, -1, -2);
        foreach (var b in value)
        {
            int kind = Classes[b];
            byClass[kind]++;
            counts[b]++;
            changes += kind != last ? 1 : 0;
            repeat = b == before ? repeat + 1 : 1;
            longest = Math.Max(longest, repeat);
            sequence += b - before == 1 ? 1 : 0;
            (last, before) = (kind, b);
        }

        WriteSymbols(counts, features);
        var (distinct, entropy) = MeasureSpread(value, counts);
        features[(int)Feature.ValueDigits] = byClass[2];
        features[(int)Feature.ValueDigitShare] = Share(byClass[2], value.Length);
        features[(int)Feature.ValueLowerShare] = Share(byClass[0], value.Length);
        features[(int)Feature.ValueUpperShare] = Share(byClass[1], value.Length);
        features[(int)Feature.ValueSymbolShare] = Share(byClass[3], value.Length);
        features[(int)Feature.ValueNonAsciiShare] = Share(byClass[4], value.Length);
        features[(int)Feature.ValueClasses] = CountPresent(byClass);
        features[(int)Feature.ValueChanges] = Share(Math.Max(0, changes - 1), value.Length);
        features[(int)Feature.ValueLongestRepeat] = longest;
        features[(int)Feature.ValueDistinctShare] = Share(distinct, value.Length);
        features[(int)Feature.ValueEntropy] = entropy;
        features[(int)Feature.ValueSequenceShare] = Share(sequence, value.Length);
        features[(int)Feature.ValueFirstClass] = value.IsEmpty ? 0 : Classes[value[0]];
        features[(int)Feature.ValueLastClass] = value.IsEmpty ? 0 : Classes[value[^1]];
    }

    private static void WriteSymbols(ReadOnlySpan<byte> counts, Span<int> features)
    {
        features[(int)Feature.ValueSpaces] = counts[' '];
        features[(int)Feature.ValueSlashes] = counts['/'];
        features[(int)Feature.ValueDots] = counts['.'];
        features[(int)Feature.ValueColons] = counts[':'];
        features[(int)Feature.ValueDashes] = counts['-'];
        features[(int)Feature.ValueUnderscores] = counts['_'];
        features[(int)Feature.ValueParentheses] = counts['('] + counts[')'];
        features[(int)Feature.ValueBrackets] = counts['['] + counts[']'] + counts['{'] + counts['}'] + counts['<'] + counts['>'];
        features[(int)Feature.ValueBackslashes] = counts['\\'];
        features[(int)Feature.ValueEquals] = counts['='];
        features[(int)Feature.ValueIsTagged] = counts['<'] > 0 && counts['>'] > 0 ? 1 : 0;
    }

    /// <summary>Class of each byte: 0 lower case, 1 upper case, 2 digits, 3 marks, 4 bytes of other scripts.</summary>
    private static readonly byte[] Classes = [.. Enumerable.Range(0, 256).Select(value => GetClass((byte)value))];

    private static byte GetClass(byte value) =>
        ByteText.IsLowerLetter(value) ? (byte)0 : ByteText.IsUpper(value) ? (byte)1 : ByteText.IsDigit(value) ? (byte)2 : value < 0x80
            ? (byte)3 : (byte)4;

    private static int CountPresent(ReadOnlySpan<int> counts)
    {
        var present = 0;
        foreach (var count in counts)
        {
            present += count > 0 ? 1 : 0;
        }

        return present;
    }

    /// <summary>
    /// Returns the number of different bytes, and the Shannon entropy in 16ths of a bit. Uses a table of logarithms, so that all machines
    /// agree. Clears each count after use, so that every byte is counted at its first occurrence.
    /// </summary>
    private static (int Distinct, int Entropy) MeasureSpread(ReadOnlySpan<byte> value, Span<byte> counts)
    {
        var (distinct, sum) = (0, 0);
        foreach (var b in value)
        {
            int count = counts[b];
            counts[b] = 0;
            distinct += count > 0 ? 1 : 0;
            sum += count * IntegerLogarithm.GetLog2(count);
        }

        return value.IsEmpty ? (0, 0) : (distinct, (IntegerLogarithm.GetLog2(value.Length) - (sum / value.Length)) >> 4);
    }

    private static int Share(int part, int whole) => whole == 0 ? 0 : part * 64 / whole;

    private static void WriteWords(ReadOnlySpan<byte> value, WordModel words, Span<int> features)
    {
        Span<byte> run = stackalloc byte[WordModel.MaxRun];
        var (letters, likelihood, least, longest, count, vowels, looked) = (0, 0, 127, 0, 0, 0, 0);
        var runs = new WordRuns(value);
        while (runs.MoveNext())
        {
            count++;
            var length = Lower(runs.Current, run);
            vowels += CountVowels(run[..length]);
            letters += length;
            longest = Math.Max(longest, length);
            if (length < WordModel.MinWord || looked >= MaxRuns)
            {
                continue;
            }

            looked++;
            var of = words.ComputeLikelihood(run[..length]);
            likelihood += of * length;
            least = Math.Min(least, of);
        }

        features[(int)Feature.ValueWordLikeness] = letters == 0 ? -100 : likelihood / letters;
        features[(int)Feature.ValueLeastWordLikeness] = least == 127 ? -100 : least;
        features[(int)Feature.ValueWords] = count;
        features[(int)Feature.ValueLongestWord] = longest;
        features[(int)Feature.ValueVowelShare] = Share(vowels, letters);
    }

    private static void WriteCoverage(ReadOnlySpan<byte> value, WordModel words, Span<int> features)
    {
        Span<byte> run = stackalloc byte[WordModel.MaxRun];
        var (covered, looked) = (0, 0);
        for (var runs = new WordRuns(value); looked < MaxRuns && runs.MoveNext();)
        {
            if (runs.Current.Length >= WordModel.MinWord)
            {
                looked++;
                covered += words.MeasureCoverage(run[..Lower(runs.Current, run)]);
            }
        }

        features[(int)Feature.ValueWordCoverage] = Share(covered, value.Length);
        features[(int)Feature.ValueLeetCoverage] = Share(MeasureLeetCoverage(value, words), value.Length);
        features[(int)Feature.ValueWalk] = KeyboardWalk.MeasureLongest(value);
    }

    private static int Lower(ReadOnlySpan<byte> text, Span<byte> lower)
    {
        var length = Math.Min(text.Length, lower.Length);
        for (var i = 0; i < length; i++)
        {
            lower[i] = ByteText.ToLower(text[i]);
        }

        return length;
    }

    private static int CountVowels(ReadOnlySpan<byte> run)
    {
        var vowels = 0;
        foreach (var letter in run)
        {
            vowels += letter is (byte)'a' or (byte)'e' or (byte)'i' or (byte)'o' or (byte)'u' ? 1 : 0;
        }

        return vowels;
    }

    /// <summary>
    /// Returns the number of characters in known words when digits and marks are read as the letters they represent. Returns 0 for long
    /// values, which nobody types.
    /// </summary>
    private static int MeasureLeetCoverage(ReadOnlySpan<byte> value, WordModel words)
    {
        if (value.Length > WordModel.MaxRun)
        {
            return 0;
        }

        Span<byte> read = stackalloc byte[WordModel.MaxRun];
        var (covered, start) = (0, 0);
        for (var i = 0; i <= value.Length; i++)
        {
            var letter = i < value.Length ? ToLetter(value[i]) : (byte)0;
            if (letter != 0)
            {
                read[i] = letter;
                continue;
            }

            covered += i - start >= WordModel.MinWord ? words.MeasureCoverage(read[start..i]) : 0;
            start = i + 1;
        }

        return covered;
    }

    private static byte ToLetter(byte value) => value switch
    {
        (byte)'@' or (byte)'4' => (byte)'a',
        (byte)'0' => (byte)'o',
        (byte)'1' or (byte)'!' => (byte)'i',
        (byte)'3' => (byte)'e',
        (byte)'5' or (byte)'$' => (byte)'s',
        (byte)'7' => (byte)'t',
        _ => ByteText.IsAsciiLetter(value) ? ByteText.ToLower(value) : (byte)0,
    };

    private static void WriteForms(ReadOnlySpan<byte> value, ReadOnlySpan<byte> whole, Span<int> features)
    {
        var isHex = value.Length > 0 && ValueForms.IsHex(value);
        features[(int)Feature.ValueIsHex] = isHex ? 1 : 0;
        features[(int)Feature.ValueHexLength] = isHex && Array.IndexOf(HashLengths, whole.Length) >= 0 ? whole.Length : 0;
        features[(int)Feature.ValueIsBase64] = ValueForms.IsBase64(value) ? 1 : 0;
        features[(int)Feature.ValueIsBase64Url] = ValueForms.IsBase64Url(value) ? 1 : 0;
        features[(int)Feature.ValueIsUpperBase32] = ValueForms.IsUpperBase32(value) ? 1 : 0;
        features[(int)Feature.ValueTrailingDigits] = ValueForms.CountTrailingDigits(value);
        features[(int)Feature.ValueContainsYear] = ValueForms.ContainsYear(value) ? 1 : 0;
        features[(int)Feature.ValueIsUuid] = ValueForms.IsUuid(whole) ? 1 : 0;
        features[(int)Feature.ValueIsHash] = ValueForms.IsPasswordHash(whole) ? 1 : 0;
        features[(int)Feature.ValueIsReference] = ValueForms.GetReferenceKind(value);
        features[(int)Feature.ValueIsCall] = ValueForms.IsCall(value) ? 1 : 0;
        features[(int)Feature.ValueIsMember] = ValueForms.IsMember(value) ? 1 : 0;
        features[(int)Feature.ValueIsCamel] = ValueForms.IsCamel(value) ? 1 : 0;
        features[(int)Feature.ValueIsSnake] = ValueForms.IsJoined(value, (byte)'_', upper: false) ? 1 : 0;
        features[(int)Feature.ValueIsUpperSnake] = ValueForms.IsJoined(value, (byte)'_', upper: true) ? 1 : 0;
        features[(int)Feature.ValueIsKebab] = ValueForms.IsJoined(value, (byte)'-', upper: false) ? 1 : 0;
        features[(int)Feature.ValueIsPath] = ValueForms.IsPath(value) ? 1 : 0;
        features[(int)Feature.ValueIsUrl] = value.IndexOf("://"u8) >= 0 ? 1 : 0;
        features[(int)Feature.ValueIsFileName] = ValueForms.IsFileName(value) ? 1 : 0;
        features[(int)Feature.ValueIsMail] = ValueForms.IsMail(value) ? 1 : 0;
        features[(int)Feature.ValueIsVersion] = ValueForms.IsVersion(value) ? 1 : 0;
        features[(int)Feature.ValueIsPublicKey] = ValueForms.IsPublicKey(value) ? 1 : 0;
        features[(int)Feature.ValueIsCapitalized] = value.Length > 1 && ByteText.IsUpper(value[0])
            && value[1..].IndexOfAnyExceptInRange((byte)'a', (byte)'z') < 0 ? 1 : 0;
        features[(int)Feature.ValueRepeatsHalf] = value.Length >= 6
            && value[..(value.Length / 2)].SequenceEqual(value[^(value.Length / 2)..]) ? 1 : 0;
    }

    private static void WriteMeaning(ReadOnlySpan<byte> value, Span<int> features)
    {
        Span<byte> lower = stackalloc byte[MaxLooked];
        var text = lower[..Lower(value, lower)];
        var offset = SampleWords.FindFirst(text, out var kind);
        features[(int)Feature.ValuePlaceholder] = kind;
        features[(int)Feature.ValuePlaceholderOffset] = offset;
        features[(int)Feature.ValueNamesSecret] = SampleWords.GetSecretWordKind(text);
        features[(int)Feature.ValueIsCommon] = SampleWords.IsCommonPassword(text) ? 1 : 0;
        features[(int)Feature.ValueIsKeyword] = SampleWords.IsKeyword(text) ? 1 : 0;
    }
}
