using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>Reads a value where one is expected: wrappers, quotes, or the bare text, if the position allows it.</summary>
internal readonly ref struct ValueReader(ReadOnlySpan<byte> text, PathFacts path, List<NamedValue> found)
{
    /// <summary>Maximum length of a value. A longer one is cut or rejected.</summary>
    public const int MaxValue = MatchLimits.MaxValueLength;

    /// <summary>Maximum length of a value without quotes.</summary>
    private const int MaxBare = MaxValue;

    /// <summary>Maximum length of a text of several words without quotes.</summary>
    private const int MaxPhrase = 100;

    /// <summary>Number of the last emitted values that are checked for duplicates.</summary>
    private const int Recent = 8;

    private static readonly System.Buffers.SearchValues<byte> PhraseEnds = System.Buffers.SearchValues.Create("=\"'`{}"u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly PathFacts _path = path;
    private readonly List<NamedValue> _found = found;

    /// <summary>
    /// Reads the value at <paramref name="offset"/>. Returns the offset after the value and its quote, or -1 when there is none.
    /// </summary>
    public int Read(int offset, ValueOperator op, NameSite name, bool isBare)
    {
        var wrapped = Wrappers.Skip(_text, offset, out var wrapper);
        var quote = Lexing.ReadQuote(_text, wrapped);
        if (quote.Length == 0 && wrapper != ValueWrapper.None)
        {
            if (Lexing.FindByteListEnd(_text, wrapped) is var listEnd && listEnd > 0)
            {
                Emit(wrapped, listEnd, op, name, QuoteMark.None, 0, ValueWrapper.Bytes);
                return listEnd;
            }

            if (!isBare && !name.IsInString)
            {
                return -1;
            }

            (wrapper, quote) = (ValueWrapper.None, Lexing.ReadQuote(_text, offset));
        }
        else if (quote.Length > 0)
        {
            return ReadQuoted(wrapped, quote, op, name, wrapper);
        }

        return quote.Length > 0 ? ReadQuoted(offset, quote, op, name, wrapper) : ReadBare(offset, op, name, isBare);
    }

    private int ReadQuoted(int offset, Quotation quote, ValueOperator op, NameSite name, ValueWrapper wrapper)
    {
        var start = offset + quote.Length;
        var end = quote.FindEnd(_text, start);
        if (end < 0)
        {
            end = FindBareEnd(start, name, isSettings: false, isInString: true);
            if (end == start)
            {
                return -1;
            }
        }

        Emit(start, end, op, name, quote.Mark, quote.Depth, wrapper);
        return end + quote.Length;
    }

    private int ReadBare(int offset, ValueOperator op, NameSite name, bool isBare)
    {
        if (op is ValueOperator.Comma or ValueOperator.Call or ValueOperator.Default or ValueOperator.Next or ValueOperator.Login
            || (op == ValueOperator.Pipe && !isBare))
        {
            return -1;
        }

        var isSettings = isBare || name.IsInComment;
        var end = FindBareEnd(offset, name, isSettings, name.IsInString);
        if (end <= offset || (!isSettings && !name.IsInString && _text[offset..end].IndexOfAnyInRange((byte)'0', (byte)'9') < 0))
        {
            return -1;
        }

        if (isSettings && !name.IsInString && !name.IsInComment && _path.Kind == FileKind.Settings
            && op is ValueOperator.Assign or ValueOperator.Colon)
        {
            end = FindPhraseEnd(offset, end);
        }

        Emit(offset, end, op, name, QuoteMark.None, 0, ValueWrapper.None);
        return end;
    }

    private int FindBareEnd(int offset, NameSite name, bool isSettings, bool isInString)
    {
        var most = Math.Min(_text.Length, offset + MaxBare);
        var end = offset;
        while (end < most && !ByteText.IsSpace(_text[end]) && !EndsBare(end, offset, isSettings && !isInString, isInString))
        {
            end++;
        }

        // The characters that close the syntax around the value are not part of it.
        while (end > offset + 1 && isSettings && !isInString && (end == most || ByteText.IsSpace(_text[end]))
            && _text[end - 1] is (byte)',' or (byte)';' or (byte)'}' or (byte)']' or (byte)')'
            && !(_text[end - 1] == '}' && IsBalanced(_text[offset..end])))
        {
            end--;
        }

        return end;
    }

    /// <summary>Returns whether a brace that ends a value was opened in the value, as in <c>${NAME}</c>.</summary>
    private static bool IsBalanced(ReadOnlySpan<byte> value) => value.Count((byte)'{') >= value.Count((byte)'}');

    private bool EndsBare(int offset, int start, bool isSettings, bool isInString)
    {
        var value = _text[offset];
        if (!isSettings)
        {
            return ByteText.IsQuote(value)
                || value is (byte)'<' or (byte)'>' or (byte)',' or (byte)';' or (byte)'&' or (byte)')' or (byte)'|' or (byte)']'
                    or (byte)'}' or (byte)'\\'
                || (!isInString && value is (byte)'(' or (byte)'{' or (byte)'[');
        }

        if (offset == start)
        {
            return ByteText.IsQuote(value);
        }

        return value switch
        {
            (byte)'"' or (byte)'`' => true,
            (byte)'\'' => offset + 1 >= _text.Length || ByteText.IsSpace(_text[offset + 1]) || _text[offset + 1] is (byte)',' or (byte)';',
            (byte)',' or (byte)';' => offset + 1 >= _text.Length || ByteText.IsSpace(_text[offset + 1]),
            (byte)'<' => offset + 1 < _text.Length && _text[offset + 1] == '/',
            (byte)'&' => Lexing.IsNextParameter(_text, offset),
            (byte)'\\' => offset + 1 >= _text.Length || _text[offset + 1] is (byte)'n' or (byte)'"' || ByteText.IsSpace(_text[offset + 1]),
            _ => false,
        };
    }

    /// <summary>
    /// Returns the end of a value without quotes in settings. It continues to the end of its line, unless a comment or another assignment
    /// follows.
    /// </summary>
    private int FindPhraseEnd(int start, int end)
    {
        var rest = _text[end..Math.Min(_text.Length, end + MaxPhrase)];
        var line = rest.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var stop ? rest[..stop] : rest.Length < MaxPhrase ? rest : default;
        if (line.IsEmpty || line.ContainsAny(PhraseEnds) || line.IndexOf(": "u8) >= 0)
        {
            return end;
        }

        var comment = line.IndexOf(" #"u8) is >= 0 and var hash ? line[..hash] : line.IndexOf(" ;"u8) is >= 0 and var semicolon
            ? line[..semicolon]
            : line;
        return end + comment.TrimEnd(" \t"u8).Length is var phrase && phrase - start <= MaxPhrase ? phrase : end;
    }

    /// <summary>Reads the text of an element, from the offset after the mark that ends its tag.</summary>
    public void ReadElement(int offset, NameSite name)
    {
        var start = Lexing.SkipSpaces(_text, offset);
        start = Lexing.SkipPairedTags(_text, start);
        var rest = _text[start..Math.Min(_text.Length, start + MaxBare)];
        var end = rest.IndexOfAny((byte)'<', (byte)'\n', (byte)'\r');
        if (end > 0 && rest[end] == '<')
        {
            Emit(start, start + rest[..end].TrimEnd(" \t"u8).Length, ValueOperator.Element, name, QuoteMark.None, 0, ValueWrapper.None);
        }
    }

    /// <summary>Reads a value after "is", "was", "to": quoted, or one word.</summary>
    public void ReadSaid(int offset, NameSite name)
    {
        var quote = Lexing.ReadQuote(_text, offset);
        if (quote.Length > 0)
        {
            ReadQuoted(offset, quote, ValueOperator.Said, name, ValueWrapper.None);
            return;
        }

        var start = _text[offset..].StartsWith("**"u8) ? offset + 2 : offset;
        var end = FindBareEnd(start, name, isSettings: true, isInString: false);
        while (end > start && _text[end - 1] is (byte)'.' or (byte)'*' or (byte)'!' or (byte)'?' or (byte)':')
        {
            end--;
        }

        if (end - start >= 3)
        {
            Emit(start, end, ValueOperator.Said, name, QuoteMark.None, 0, ValueWrapper.None);
        }
    }

    /// <summary>Reads a value after blanks alone. It may be a word only where the position allows words.</summary>
    public void ReadLoose(int offset, NameSite name, bool allowsWords)
    {
        var end = FindBareEnd(offset, name, isSettings: true, isInString: false);
        if (end > offset && (allowsWords || !Lexing.IsProse(_text[offset..end])))
        {
            Emit(offset, end, ValueOperator.Space, name, QuoteMark.None, 0, ValueWrapper.None);
        }
    }

    /// <summary>
    /// Returns the default of an unset variable: <c>${NAME:-...}</c>, <c>${NAME:...}</c>. Its length is 0 when there is none.
    /// </summary>
    private (int Start, int End) FindDefaultIn(int start, int end)
    {
        var value = _text[start..end];
        if (!value.StartsWith("${"u8) || value[^1] != '}')
        {
            return default;
        }

        var colon = 2;
        while (colon < value.Length && (ByteText.IsWord(value[colon]) || value[colon] is (byte)'.'))
        {
            colon++;
        }

        if (colon == 2 || value[colon] is not ((byte)':' or (byte)'-'))
        {
            return default;
        }

        var first = colon + 1 + (value[colon] == ':' && value[colon + 1] is (byte)'-' or (byte)'=' ? 1 : 0);
        var isValue = value.Length - 1 > first && value[first] is not ((byte)'?' or (byte)'+' or (byte)'$');
        return isValue ? (start + first, end - 1) : default;
    }

    /// <summary>
    /// Returns the text inside a text that contains nothing but another text, as in generated code: <c>"\"...\""</c>, <c>'"..."'</c>. Its
    /// length is 0 when there is none.
    /// </summary>
    private (int Start, int End) FindQuotedIn(int start, int end)
    {
        var quote = Lexing.ReadQuote(_text, start);
        var isWhole = quote.Length > 0 && !quote.IsTriple && ByteText.IsQuote(quote.Character) && end - start > 2 * quote.Length
            && _text[start..end].EndsWith(_text.Slice(start, quote.Length))
            && quote.FindEnd(_text, start + quote.Length) == end - quote.Length;
        return isWhole ? (start + quote.Length, end - quote.Length) : default;
    }

    /// <summary>Returns the offset after <c>{noop}</c> and similar prefixes, which say that the password follows as it is.</summary>
    private int SkipEncoding(int start, int end)
    {
        if (_text[start] != '{')
        {
            return start;
        }

        foreach (var encoding in Plain)
        {
            if (ByteText.Matches(_text[..end], start, encoding) && end - start > encoding.Length)
            {
                return start + encoding.Length;
            }
        }

        return start;
    }

    private static readonly byte[][] Plain = ByteText.Split("{noop} {plain} {cleartext} {clear}");

    /// <summary>Adds a value, unless it is empty or was added recently.</summary>
    public void Emit(int start, int end, ValueOperator op, NameSite name, QuoteMark quote, int escapes, ValueWrapper wrapper)
    {
        if (end <= start || _text[start..end].StartsWith("-----BEGIN"u8) || NameFilter.IsPublic(_text[name.Start..name.End]))
        {
            return; // key blocks have rules of their own
        }

        if (FindDefaultIn(start, end) is { End: > 0 } inner)
        {
            Emit(inner.Start, inner.End, ValueOperator.Unset, name, quote, escapes, wrapper);
            return;
        }

        if (FindQuotedIn(start, end) is { End: > 0 } within)
        {
            (start, end) = within;
        }

        start = SkipEncoding(start, end);
        for (var i = Math.Max(0, _found.Count - Recent); i < _found.Count; i++)
        {
            if (_found[i].Start == start && _found[i].End == end)
            {
                return;
            }
        }

        _found.Add(new(name.Start, name.End, start, end, op, quote, escapes, wrapper, name.IsInString, name.IsInComment));
    }
}
