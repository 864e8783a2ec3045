namespace SecretSentry.Engine.Judging;

/// <summary>What a value says by itself.</summary>
internal static class ValueFeatures
{
    /// <summary>Bytes of a value that are looked at.</summary>
    private const int MaxLooked = 200;

    /// <summary>Runs of letters that are looked into.</summary>
    private const int MaxRuns = 12;

    private static readonly int[] HashLengths = [16, 20, 24, 32, 40, 48, 56, 64, 96, 128];

    /// <summary>Writes the features of <paramref name="whole"/>.</summary>
    public static void Write(ReadOnlySpan<byte> whole, WordModel words, Span<int> features)
    {
        var value = whole[..Math.Min(whole.Length, MaxLooked)];
        features[(int)Feature.ValueLength] = whole.Length;
        WriteClasses(value, features);
        WriteWords(value, words, features);
        WriteForms(value, whole, features);
        WriteMeaning(value, features);
    }

    private static void WriteClasses(ReadOnlySpan<byte> value, Span<int> features)
    {
        Span<int> byClass = stackalloc int[5];
        Span<byte> counts = stackalloc byte[256];
        counts.Clear();
        byClass.Clear();
        var (changes, repeat, longest, sequence, last) = (0, 1, 1, 0, -1);
        for (var i = 0; i < value.Length; i++)
        {
            var kind = ClassOf(value[i]);
            byClass[kind]++;
            counts[value[i]]++;
            changes += last >= 0 && kind != last ? 1 : 0;
            last = kind;
            if (i > 0)
            {
                repeat = value[i] == value[i - 1] ? repeat + 1 : 1;
                longest = Math.Max(longest, repeat);
                sequence += value[i] - value[i - 1] == 1 ? 1 : 0;
            }
        }

        var (distinct, entropy) = Spread(value.Length, counts);
        features[(int)Feature.ValueDigits] = byClass[2];
        features[(int)Feature.ValueDigitShare] = Share(byClass[2], value.Length);
        features[(int)Feature.ValueLowerShare] = Share(byClass[0], value.Length);
        features[(int)Feature.ValueUpperShare] = Share(byClass[1], value.Length);
        features[(int)Feature.ValueMarkShare] = Share(byClass[3], value.Length);
        features[(int)Feature.ValueNonAsciiShare] = Share(byClass[4], value.Length);
        features[(int)Feature.ValueClasses] = Present(byClass);
        features[(int)Feature.ValueChanges] = Share(changes, value.Length);
        features[(int)Feature.ValueLongestRepeat] = longest;
        features[(int)Feature.ValueDistinctShare] = Share(distinct, value.Length);
        features[(int)Feature.ValueEntropy] = entropy;
        features[(int)Feature.ValueSequenceShare] = Share(sequence, value.Length);
    }

    /// <summary>0 small letters, 1 capitals, 2 digits, 3 marks, 4 bytes of other scripts.</summary>
    private static int ClassOf(byte value) =>
        ByteText.IsLowerLetter(value) ? 0 : ByteText.IsUpper(value) ? 1 : ByteText.IsDigit(value) ? 2 : value < 0x80 ? 3 : 4;

    private static int Present(ReadOnlySpan<int> counts)
    {
        var present = 0;
        foreach (var count in counts)
        {
            present += count > 0 ? 1 : 0;
        }

        return present;
    }

    /// <summary>Different bytes, and Shannon entropy in 16ths of a bit, by a table of logarithms so that all machines agree.</summary>
    private static (int Distinct, int Entropy) Spread(int length, ReadOnlySpan<byte> counts)
    {
        var (distinct, sum) = (0, 0);
        foreach (var count in counts)
        {
            if (count > 0)
            {
                distinct++;
                sum += count * IntegerLogarithm.Of(count);
            }
        }

        return length == 0 ? (0, 0) : (distinct, (IntegerLogarithm.Of(length) - (sum / length)) >> 4);
    }

    private static int Share(int part, int whole) => whole == 0 ? 0 : part * 64 / whole;

    private static void WriteWords(ReadOnlySpan<byte> value, WordModel words, Span<int> features)
    {
        Span<byte> run = stackalloc byte[WordModel.MaxRun];
        var (letters, likelihood, least, cover, longest, count, vowels, looked) = (0, 0, 127, 0, 0, 0, 0, 0);
        var runs = new WordRuns(value);
        while (runs.Next())
        {
            count++;
            var length = Lower(runs.Current, run);
            vowels += Vowels(run[..length]);
            letters += length;
            longest = Math.Max(longest, length);
            if (length < WordModel.MinWord || looked >= MaxRuns)
            {
                continue;
            }

            looked++;
            var of = words.Likelihood(run[..length]);
            likelihood += of * length;
            least = Math.Min(least, of);
            cover += words.Cover(run[..length]);
        }

        features[(int)Feature.ValueWordLikeness] = letters == 0 ? -100 : likelihood / letters;
        features[(int)Feature.ValueLeastWordLikeness] = least == 127 ? -100 : least;
        features[(int)Feature.ValueWordCover] = Share(cover, value.Length);
        features[(int)Feature.ValueLeetCover] = Share(LeetCover(value, words), value.Length);
        features[(int)Feature.ValueWords] = count;
        features[(int)Feature.ValueLongestWord] = longest;
        features[(int)Feature.ValueVowelShare] = Share(vowels, letters);
        features[(int)Feature.ValueWalk] = KeyboardWalk.Longest(value);
    }

    private static int Lower(ReadOnlySpan<byte> text, Span<byte> lower)
    {
        var length = Math.Min(text.Length, lower.Length);
        for (var i = 0; i < length; i++)
        {
            lower[i] = ByteText.Lower(text[i]);
        }

        return length;
    }

    private static int Vowels(ReadOnlySpan<byte> run)
    {
        var vowels = 0;
        foreach (var letter in run)
        {
            vowels += letter is (byte)'a' or (byte)'e' or (byte)'i' or (byte)'o' or (byte)'u' ? 1 : 0;
        }

        return vowels;
    }

    /// <summary>Characters in known words when digits and marks are read as the letters they stand for; none for long values, which nobody types.</summary>
    private static int LeetCover(ReadOnlySpan<byte> value, WordModel words)
    {
        if (value.Length > WordModel.MaxRun)
        {
            return 0;
        }

        Span<byte> read = stackalloc byte[WordModel.MaxRun];
        var (cover, start) = (0, 0);
        for (var i = 0; i <= value.Length; i++)
        {
            var letter = i < value.Length ? AsLetter(value[i]) : (byte)0;
            if (letter != 0)
            {
                read[i] = letter;
                continue;
            }

            cover += i - start >= WordModel.MinWord ? words.Cover(read[start..i]) : 0;
            start = i + 1;
        }

        return cover;
    }

    private static byte AsLetter(byte value) => value switch
    {
        (byte)'@' or (byte)'4' => (byte)'a',
        (byte)'0' => (byte)'o',
        (byte)'1' or (byte)'!' => (byte)'i',
        (byte)'3' => (byte)'e',
        (byte)'5' or (byte)'$' => (byte)'s',
        (byte)'7' => (byte)'t',
        _ => ByteText.IsAsciiLetter(value) ? ByteText.Lower(value) : (byte)0,
    };

    private static void WriteForms(ReadOnlySpan<byte> value, ReadOnlySpan<byte> whole, Span<int> features)
    {
        Span<int> marks = stackalloc int[128];
        marks.Clear();
        foreach (var b in value)
        {
            marks[b & 0x7F] += b < 0x80 ? 1 : 0;
        }

        var isHex = value.Length > 0 && ValueForms.IsHex(value);
        features[(int)Feature.ValueIsHex] = isHex ? 1 : 0;
        features[(int)Feature.ValueHexLength] = isHex && Array.IndexOf(HashLengths, whole.Length) >= 0 ? whole.Length : 0;
        features[(int)Feature.ValueIsBase64] = ValueForms.IsBase64(value) ? 1 : 0;
        features[(int)Feature.ValueIsBase64Url] = ValueForms.IsBase64Url(value) ? 1 : 0;
        features[(int)Feature.ValueIsUpperBase32] = ValueForms.IsUpperBase32(value) ? 1 : 0;
        features[(int)Feature.ValueSpaces] = marks[' '];
        features[(int)Feature.ValueSlashes] = marks['/'];
        features[(int)Feature.ValueDots] = marks['.'];
        features[(int)Feature.ValueColons] = marks[':'];
        features[(int)Feature.ValueDashes] = marks['-'];
        features[(int)Feature.ValueUnderscores] = marks['_'];
        features[(int)Feature.ValueParentheses] = marks['('] + marks[')'];
        features[(int)Feature.ValueBrackets] = marks['['] + marks[']'] + marks['{'] + marks['}'] + marks['<'] + marks['>'];
        features[(int)Feature.ValueBackslashes] = marks['\\'];
        features[(int)Feature.ValueEquals] = marks['='];
        features[(int)Feature.ValueFirstClass] = value.IsEmpty ? 0 : ClassOf(value[0]);
        features[(int)Feature.ValueLastClass] = value.IsEmpty ? 0 : ClassOf(value[^1]);
        features[(int)Feature.ValueTrailingDigits] = ValueForms.TrailingDigits(value);
        features[(int)Feature.ValueHoldsYear] = ValueForms.HoldsYear(value) ? 1 : 0;
        features[(int)Feature.ValueIsUuid] = ValueForms.IsUuid(whole) ? 1 : 0;
        features[(int)Feature.ValueIsHash] = ValueForms.IsPasswordHash(whole) ? 1 : 0;
        features[(int)Feature.ValueIsReference] = ValueForms.ReferenceKind(value);
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
        features[(int)Feature.ValueIsCapitalized] = value.Length > 1 && ByteText.IsUpper(value[0]) && value[1..].IndexOfAnyExceptInRange((byte)'a', (byte)'z') < 0 ? 1 : 0;
        features[(int)Feature.ValueIsTagged] = marks['<'] > 0 && marks['>'] > 0 ? 1 : 0;
        features[(int)Feature.ValueRepeatsHalf] = value.Length >= 6 && value[..(value.Length / 2)].SequenceEqual(value[^(value.Length / 2)..]) ? 1 : 0;
    }

    private static void WriteMeaning(ReadOnlySpan<byte> value, Span<int> features)
    {
        Span<byte> lower = stackalloc byte[MaxLooked];
        var text = lower[..Lower(value, lower)];
        var place = SampleWords.First(text, out var kind);
        features[(int)Feature.ValuePlaceholder] = kind;
        features[(int)Feature.ValuePlaceholderPlace] = place;
        features[(int)Feature.ValueNamesSecret] = SampleWords.NamesSecret(text);
        features[(int)Feature.ValueIsCommon] = SampleWords.IsCommonPassword(text) ? 1 : 0;
        features[(int)Feature.ValueIsKeyword] = SampleWords.IsKeyword(text) ? 1 : 0;
    }
}
