using System.Runtime.CompilerServices;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Features;

/// <summary>
/// Features of syntax, line, neighbouring lines and path. Line and neighbours extend at most <see cref="CandidateExtractor.Reach"/> bytes.
/// </summary>
[SkipLocalsInit] // buffers are written before they are read
internal static class ContextFeatures
{
    /// <summary>Maximum number of bytes of the line next to name and value that are read.</summary>
    private const int MaxLine = 160;

    /// <summary>Maximum number of bytes before the name and after the value that count as neighbours.</summary>
    private const int MaxNear = 400;

    /// <summary>Minimum length of a run of hexadecimal digits that counts as a number of its own. No word or count is as long.</summary>
    private const int LeastHexRun = 16;

    private const int MostHexRuns = 8;

    /// <summary>Number of neighbouring lines on each side.</summary>
    private const int NearLines = 3;

    /// <summary>Words next to the keys of cryptographic tests.</summary>
    private static readonly byte[][] OfVectors = ByteText.Split("cipher nonce plaintext digest vector");

    /// <summary>Topics of a line, with the words that indicate them.</summary>
    private static readonly (Feature Line, byte[][] Words)[] Topics =
    [
        (Feature.LineUser, ByteText.Split("user login account uname")),
        (Feature.LineHost, ByteText.Split("host server endpoint addr domain port")),
        (Feature.LineDatabase, ByteText.Split("database mysql postgres mongo redis jdbc sql dbname")),
        (Feature.LineMail, ByteText.Split("mail smtp @")),
        (Feature.LineUrl, ByteText.Split("http:// https:// url")),
        (Feature.LineAssert, ByteText.Split("assert expect should equal test( it(")),
        (Feature.LineCrypt, ByteText.Split("encrypt decrypt hash sign verify aes rsa hmac bcrypt")),
        (Feature.LineVector, OfVectors),
        (Feature.LineSample, ByteText.Split("example sample dummy fake placeholder replace change")),
    ];

    private static readonly byte[][] Declarations =
        ByteText.Split("def func function class if return while for import public private static const let var val export set env");

    /// <summary>
    /// Writes the features of <see cref="FirstFeatures"/> that describe what joins name and value, as the extractor found it.
    /// </summary>
    public static void WriteFirst(in NamedValue candidate, Span<int> features)
    {
        features[(int)Feature.Operator] = (int)candidate.Operator;
        features[(int)Feature.Quote] = (int)candidate.Quote;
        features[(int)Feature.Escapes] = candidate.Escapes;
        features[(int)Feature.Wrapper] = (int)candidate.Wrapper;
        features[(int)Feature.IsInString] = candidate.IsInString ? 1 : 0;
        features[(int)Feature.Gap] = Math.Clamp(candidate.Start - candidate.NameEnd, 0, 60);
    }

    /// <summary>Writes all other features.</summary>
    public static void WriteRest(ReadOnlySpan<byte> content, in NamedValue candidate, PathFacts path, WordModel words, Span<int> features)
    {
        var left = Lexing.GetLineBefore(content, candidate.NameStart, MaxLine);
        var right = Lexing.GetLineAfter(content, candidate.End, MaxLine);
        WriteSyntax(content, candidate, left, right, features);
        WriteLine(left, right, words, features);
        WriteNear(content, candidate, left, right, features);
        WritePath(path, features);
    }

    private static void WriteSyntax(ReadOnlySpan<byte> content, in NamedValue candidate, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right,
        Span<int> features)
    {
        features[(int)Feature.IsInComment] = candidate.IsInComment ? 1 : 0;
        var isQuoted = candidate.Quote != QuoteMark.None && !right.IsEmpty;
        var quote = isQuoted ? Lexing.ReadQuote(content, candidate.End).Length : 0;
        features[(int)Feature.IsClosed] = quote > 0 ? 1 : 0;
        var next = quote < right.Length ? right[quote] : (byte)'\n';
        var previous = left.IsEmpty ? (byte)'\n' : left[^1];
        features[(int)Feature.NextClass] = GetSymbolClass(next);
        features[(int)Feature.NextByte] = next;
        features[(int)Feature.PreviousClass] = GetSymbolClass(previous);
        features[(int)Feature.PreviousByte] = previous;
    }

    /// <summary>Returns the class of a mark.</summary>
    internal static int GetSymbolClass(byte value) =>
        value switch
        {
            (byte)'\n' or (byte)'\r' => 0,
            (byte)' ' or (byte)'\t' => 1,
            (byte)',' => 2,
            (byte)';' => 3,
            (byte)')' or (byte)'(' => 4,
            (byte)'}' or (byte)'{' => 5,
            (byte)']' or (byte)'[' => 6,
            (byte)'"' or (byte)'\'' or (byte)'`' => 7,
            (byte)'\\' => 8,
            (byte)'<' or (byte)'>' => 9,
            (byte)'&' or (byte)'?' => 10,
            (byte)'.' => 11,
            (byte)'+' => 12,
            (byte)'|' => 13,
            (byte)':' or (byte)'=' => 14,
            _ => ByteText.IsWord(value) ? 15 : 16,
        };

    private static void WriteLine(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, WordModel words, Span<int> features)
    {
        features[(int)Feature.LineIndent] = left.Length - left.TrimStart(" \t"u8).Length;
        features[(int)Feature.LineBefore] = left.Length;
        features[(int)Feature.LineAfter] = right.Length;
        features[(int)Feature.LineQuotes] = Math.Min(20, left.Count((byte)'"') + left.Count((byte)'\'') + right.Count((byte)'"')
            + right.Count((byte)'\''));
        Span<byte> buffer = stackalloc byte[(2 * MaxLine) + 1];
        var both = LowerBoth(left, right, buffer);
        foreach (var (line, telling) in Topics)
        {
            features[(int)line] = ByteText.ContainsAny(both, telling) ? 1 : 0;
        }

        features[(int)Feature.LineIsDeclaration] = ContainsWord(left, Declarations) ? 1 : 0;
        features[(int)Feature.LineWordsAfter] = CountWordsAfter(right);
        features[(int)Feature.LineLeftWordKnown] = ClassifyLeftWord(left, words);
        features[(int)Feature.LineIsNonAscii] = left.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0
            || right.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0 ? 1 : 0;
    }

    /// <summary>
    /// Returns two texts in lower case with a line ending between them. No word that is searched for contains a line ending.
    /// </summary>
    private static ReadOnlySpan<byte> LowerBoth(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> buffer)
    {
        ByteText.ToLower(first, buffer);
        buffer[first.Length] = (byte)'\n';
        ByteText.ToLower(second, buffer[(first.Length + 1)..]);
        return buffer[..(first.Length + 1 + second.Length)];
    }

    private static bool ContainsWord(ReadOnlySpan<byte> text, byte[][] words)
    {
        for (var runs = new WordRuns(text); runs.MoveNext();)
        {
            if (ByteText.FindIndex(runs.Current, words) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Returns the number of words of at least two letters after the value, if a blank follows it. Such words mean that prose continues.
    /// </summary>
    private static int CountWordsAfter(ReadOnlySpan<byte> right)
    {
        var rest = right.TrimStart("\"'`"u8);
        if (rest.IsEmpty || rest[0] != ' ')
        {
            return 0;
        }

        var count = 0;
        for (var runs = new WordRuns(rest); runs.MoveNext() && count < 20;)
        {
            count += runs.Current.Length >= 2 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Returns -1 for no word before the name, 1 for a known word, otherwise 0.</summary>
    private static int ClassifyLeftWord(ReadOnlySpan<byte> left, WordModel words)
    {
        Span<byte> lower = stackalloc byte[WordModel.MaxWord];
        var end = left.Length;
        while (end > 0 && !ByteText.IsAsciiLetter(left[end - 1]))
        {
            end--;
        }

        var start = end;
        while (start > 0 && end - start < WordModel.MaxWord && ByteText.IsAsciiLetter(left[start - 1]))
        {
            start--;
            lower[WordModel.MaxWord - (end - start)] = ByteText.ToLower(left[start]);
        }

        return end == 0 ? -1 : words.Contains(lower[(WordModel.MaxWord - (end - start))..]) ? 1 : 0;
    }

    private static void WriteNear(ReadOnlySpan<byte> content, in NamedValue candidate, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right,
        Span<int> features)
    {
        var lineStart = candidate.NameStart - left.Length;
        var lineEnd = Math.Max(lineStart, candidate.End + right.Length); // the value may be on a line above its name
        var before = GetLastLines(content[Math.Max(0, candidate.NameStart - MaxNear)..lineStart]);
        var after = GetFirstLines(content[lineEnd..Math.Min(content.Length, Math.Max(lineEnd, candidate.End + MaxNear))]);
        Span<byte> buffer = stackalloc byte[(2 * MaxNear) + 1];
        var both = LowerBoth(before, after, buffer);
        features[(int)Feature.NearVector] = ByteText.ContainsAny(both, OfVectors) ? 1 : 0;
        features[(int)Feature.NearNonAsciiShare] = (before.Length + after.Length) is > 0 and var length
            ? (CountNonAscii(before) + CountNonAscii(after)) * 64 / length : 0;
        features[(int)Feature.NearHexRuns] = Math.Min(MostHexRuns, CountHexRuns(both));
    }

    private static ReadOnlySpan<byte> GetLastLines(ReadOnlySpan<byte> text)
    {
        var start = text.Length;
        for (var i = 0; i <= NearLines && start > 0; i++)
        {
            start = text[..(start - 1)].LastIndexOf((byte)'\n') + 1;
            if (start == 0)
            {
                return text;
            }
        }

        return text[start..];
    }

    private static ReadOnlySpan<byte> GetFirstLines(ReadOnlySpan<byte> text)
    {
        var end = 0;
        for (var i = 0; i <= NearLines && end < text.Length; i++)
        {
            var line = text[end..].IndexOf((byte)'\n');
            if (line < 0)
            {
                return text;
            }

            end += line + 1;
        }

        return text[..end];
    }

    private static int CountNonAscii(ReadOnlySpan<byte> text)
    {
        var (first, count) = (text.IndexOfAnyInRange((byte)0x80, (byte)0xFF), 0);
        if (first < 0)
        {
            return 0;
        }

        foreach (var b in text[first..])
        {
            count += b >> 7;
        }

        return count;
    }

    /// <summary>Counts long hexadecimal numbers. They occur next to the vectors of a cryptographic test.</summary>
    private static int CountHexRuns(ReadOnlySpan<byte> text)
    {
        var (count, run) = (0, 0);
        foreach (var b in text)
        {
            run = char.IsAsciiHexDigit((char)b) ? run + 1 : 0;
            count += run == LeastHexRun ? 1 : 0;
        }

        return count;
    }

    private static void WritePath(PathFacts path, Span<int> features)
    {
        features[(int)Feature.FileKind] = (int)path.Kind;
        for (var fact = 0; fact < PathFacts.WordFacts; fact++)
        {
            features[(int)Feature.PathTest + fact] = (path.WordBits >> fact) & 1;
        }
    }
}
