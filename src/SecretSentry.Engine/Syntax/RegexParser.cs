using System.Globalization;
using System.Text;
using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Syntax;

/// <summary>
/// Parses RE2 syntax (https://github.com/google/re2/wiki/Syntax) over bytes. Some RE2 features are not supported (Unicode classes,
/// non-ASCII characters inside a class), nor are those that only backtracking engines have (look-around, back-references). They are
/// rejected with a message that says where they are.
/// </summary>
internal ref struct RegexParser
{
    /// <summary>Maximum nesting, deeper than in any reasonable pattern. It keeps hostile input from exhausting the stack.</summary>
    private const int MaxDepth = 200;

    /// <summary>Maximum count of a repeat. RE2's own limit is 1000; PEM bodies need more.</summary>
    private const int MaxRepeat = 16 * 1024;

    private readonly string _source;
    private int _position;
    private int _groups;
    private int _depth;
    private Flags _flags;

    private RegexParser(string source) => _source = source;

    [Flags]
    private enum Flags
    {
        None = 0,
        FoldCase = 1,
        MultiLine = 2,
        DotAll = 4,
        Ungreedy = 8,
    }

    private readonly bool IsEnd => _position >= _source.Length;

    /// <summary>Parses a regex. Returns its tree and the number of its capture groups.</summary>
    /// <exception cref="FormatException">The message says what is not supported and at which character (from 1).</exception>
    public static (RegexNode Node, int Groups) Parse(string source)
    {
        var parser = new RegexParser(source);
        var node = parser.ParseAlternation();
        if (!parser.IsEnd)
        {
            throw parser.CreateError("unmatched ')'");
        }

        return (node, parser._groups);
    }

    private RegexNode ParseAlternation()
    {
        if (++_depth > MaxDepth)
        {
            throw CreateError($"groups nested deeper than {MaxDepth}");
        }

        var branches = new List<RegexNode> { ParseConcatenation() };
        while (!IsEnd && _source[_position] == '|')
        {
            _position++;
            branches.Add(ParseConcatenation());
        }

        _depth--;
        return branches.Count == 1 ? branches[0] : new AlternateNode(branches);
    }

    private RegexNode ParseConcatenation()
    {
        var items = new List<RegexNode>();
        while (!IsEnd && _source[_position] is not '|' and not ')')
        {
            ParseTerm(items);
        }

        return items.Count switch { 0 => new EmptyNode(), 1 => items[0], _ => new ConcatNode(items) };
    }

    private void ParseTerm(List<RegexNode> items)
    {
        if (_source[_position] == '\\' && _position + 1 < _source.Length && _source[_position + 1] == 'Q')
        {
            ParseQuoted(items);
            return;
        }

        if (ParseAtom() is not { } atom)
        {
            return;
        }

        // A non-ASCII character is several bytes. A quantifier applies to all of them, so they stay one item.
        items.Add(ParseQuantifiers(atom));
    }

    private void ParseQuoted(List<RegexNode> items)
    {
        var end = _source.IndexOf("\\E", _position, StringComparison.Ordinal);
        var text = end < 0 ? _source[(_position + 2)..] : _source[(_position + 2)..end];
        _position = end < 0 ? _source.Length : end + 2;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            items.Add(CreateSet(b));
        }
    }

    private RegexNode? ParseAtom()
    {
        var c = _source[_position++];
        switch (c)
        {
            case '(':
                return ParseGroup();
            case '[':
                return new SetNode(ParseClass());
            case '.':
                return new SetNode(_flags.HasFlag(Flags.DotAll) ? ByteSet.All : ByteSet.FromByte((byte)'\n').Invert());
            case '^':
                return new AnchorNode(_flags.HasFlag(Flags.MultiLine) ? AnchorKind.LineStart : AnchorKind.TextStart);
            case '$':
                return new AnchorNode(_flags.HasFlag(Flags.MultiLine) ? AnchorKind.LineEnd : AnchorKind.TextEnd);
            case '\\':
                return Escape();
            case '*' or '+' or '?':
                throw CreateError($"nothing to repeat before '{c}'");
            default:
                _position--;
                return ParseCharacter();
        }
    }

    private RegexNode ParseCharacter()
    {
        var rune = Rune.GetRuneAt(_source, _position);
        _position += rune.Utf16SequenceLength;
        if (rune.IsAscii)
        {
            return CreateSet((byte)rune.Value);
        }

        var items = new List<RegexNode>();
        foreach (var b in Encoding.UTF8.GetBytes(rune.ToString()))
        {
            items.Add(CreateSet(b));
        }

        return new ConcatNode(items);
    }

    private readonly SetNode CreateSet(byte value)
    {
        var set = ByteSet.FromByte(value);
        return new SetNode(_flags.HasFlag(Flags.FoldCase) ? set.FoldCase() : set);
    }

    private RegexNode? ParseGroup()
    {
        if (IsEnd || _source[_position] != '?')
        {
            return ParseCapture();
        }

        if (IsNext("?P<") || (IsNext("?<") && !IsNext("?<=") && !IsNext("?<!")))
        {
            var close = _source.IndexOf('>', _position);
            _position = close < 0 ? throw CreateError("group name without '>'") : close + 1;
            return ParseCapture();
        }

        if (IsNext("?=") || IsNext("?!") || IsNext("?<"))
        {
            throw CreateError("look-around is not supported (as in RE2); use a capture group and 'secretGroup'");
        }

        return ParseFlags();
    }

    private GroupNode ParseCapture()
    {
        var number = ++_groups;
        return new GroupNode(ParseScoped(_flags), number);
    }

    private RegexNode? ParseFlags()
    {
        var saved = _flags;
        _position++; // ?
        var on = true;
        while (!IsEnd)
        {
            var c = _source[_position++];
            switch (c)
            {
                case '-':
                    on = false;
                    break;
                case ':':
                    var inner = _flags;
                    _flags = saved;
                    return ParseScoped(inner);
                case ')':
                    return null; // applies to the end of the enclosing group
                default:
                    var flag = c switch
                    {
                        'i' => Flags.FoldCase,
                        'm' => Flags.MultiLine,
                        's' => Flags.DotAll,
                        'U' => Flags.Ungreedy,
                        _ => throw CreateError($"unknown flag '{c}'; valid flags are i, m, s, U"),
                    };
                    _flags = on ? _flags | flag : _flags & ~flag;
                    break;
            }
        }

        throw CreateError("group without ')'");
    }

    private RegexNode ParseScoped(Flags inner)
    {
        var saved = _flags;
        _flags = inner;
        var node = ParseAlternation();
        _flags = saved;
        if (IsEnd)
        {
            throw CreateError("group without ')'");
        }

        _position++;
        return node;
    }

    private RegexNode ParseQuantifiers(RegexNode atom)
    {
        while (!IsEnd)
        {
            if (!TryQuantifier(out var min, out var max))
            {
                return atom;
            }

            var lazy = !IsEnd && _source[_position] == '?';
            _position += lazy ? 1 : 0;
            if (!IsEnd && _source[_position] == '+')
            {
                throw CreateError("possessive quantifiers are not supported (as in RE2)");
            }

            atom = new RepeatNode(atom, min, max, lazy ^ _flags.HasFlag(Flags.Ungreedy));
        }

        return atom;
    }

    private bool TryQuantifier(out int min, out int max)
    {
        (min, max) = _source[_position] switch
        {
            '*' => (0, RegexLength.Unbounded),
            '+' => (1, RegexLength.Unbounded),
            '?' => (0, 1),
            _ => (-1, -1),
        };
        if (min >= 0)
        {
            _position++;
            return true;
        }

        return _source[_position] == '{' && TryCount(out min, out max);
    }

    /// <summary>Reads {n}, {n,} or {n,m}. Anything else after '{' makes it a plain brace, as in RE2.</summary>
    private bool TryCount(out int min, out int max)
    {
        (min, max) = (0, 0);
        var close = _source.IndexOf('}', _position);
        if (close < 0)
        {
            return false;
        }

        var body = _source.AsSpan(_position + 1, close - _position - 1);
        var comma = body.IndexOf(',');
        if (!TryNumber(comma < 0 ? body : body[..comma], out min))
        {
            return false;
        }

        max = min;
        if (comma >= 0 && (max = RegexLength.Unbounded) > 0 && comma + 1 < body.Length && !TryNumber(body[(comma + 1)..], out max))
        {
            return false;
        }

        if (max < min || min > MaxRepeat || (max != RegexLength.Unbounded && max > MaxRepeat))
        {
            throw CreateError($"bad repeat '{{{body}}}'; valid counts are 0 to {MaxRepeat}, the smaller one first");
        }

        _position = close + 1;
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private RegexNode Escape()
    {
        if (IsEnd)
        {
            throw CreateError("a pattern cannot end with '\\'");
        }

        switch (_source[_position])
        {
            case 'A': _position++; return new AnchorNode(AnchorKind.TextStart);
            case 'z': _position++; return new AnchorNode(AnchorKind.TextEnd);
            case 'b': _position++; return new AnchorNode(AnchorKind.WordBoundary);
            case 'B': _position++; return new AnchorNode(AnchorKind.NotWordBoundary);
            case >= '1' and <= '9': throw CreateError("back-references are not supported (as in RE2)");
            default:
                var set = ParseEscapedSet(out var isCharacter);
                return new SetNode(isCharacter && _flags.HasFlag(Flags.FoldCase) ? set.FoldCase() : set);
        }
    }

    /// <summary>
    /// Reads the escape after a backslash, as a set. <paramref name="isCharacter"/> is true if it is a single character, which may start a
    /// range.
    /// </summary>
    private ByteSet ParseEscapedSet(out bool isCharacter)
    {
        isCharacter = false;
        var c = _source[_position++];
        switch (c)
        {
            case 'd': return NamedSets.Digit;
            case 'D': return NamedSets.Digit.Invert();
            case 'w': return NamedSets.Word;
            case 'W': return NamedSets.Word.Invert();
            case 's': return NamedSets.Space;
            case 'S': return NamedSets.Space.Invert();
            case 'C': return ByteSet.All;
            case 'p' or 'P': return ParseUnicodeClass(isNegated: c == 'P');
        }

        isCharacter = true;
        return ByteSet.FromByte(c switch
        {
            'a' => 7,
            'f' => 12,
            't' => 9,
            'n' => 10,
            'r' => 13,
            'v' => 11,
            'x' => ParseHexByte(),
            '0' => 0,
            _ when c < 0x80 && !char.IsAsciiLetterOrDigit(c) => (byte)c,
            _ => throw CreateError($"unknown escape '\\{c}'"),
        });
    }

    /// <summary>Reads the name of a Unicode class: one letter, or a name in braces, which may begin with <c>^</c>.</summary>
    private ByteSet ParseUnicodeClass(bool isNegated)
    {
        var close = IsNext("{") ? _source.IndexOf('}', _position) : _position;
        if (IsEnd || close < 0)
        {
            throw CreateError("a Unicode class without a name; write it as \\p{L}");
        }

        var name = IsNext("{") ? _source[(_position + 1)..close] : _source[close..(close + 1)];
        _position = close + 1;
        var isOpposite = name.StartsWith('^');
        return UnicodeClasses.Find(isOpposite ? name[1..] : name, isNegated != isOpposite)
            ?? throw CreateError(
                $"unknown Unicode class '{name}'; valid names are categories such as L, Lu or Nd, and scripts such as Greek");
    }

    private byte ParseHexByte()
    {
        var digits = "";
        if (!IsEnd && _source[_position] == '{')
        {
            var close = _source.IndexOf('}', _position);
            digits = close < 0 ? "" : _source[(_position + 1)..close];
            _position = close + 1;
        }
        else if (_position + 2 <= _source.Length)
        {
            digits = _source.Substring(_position, 2);
            _position += 2;
        }

        return byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw CreateError("'\\x' needs two hexadecimal digits, at most FF: patterns match bytes");
    }

    private ByteSet ParseClass()
    {
        var negate = !IsEnd && _source[_position] == '^';
        _position += negate ? 1 : 0;
        var set = default(ByteSet);
        for (var first = true; ; first = false)
        {
            if (IsEnd)
            {
                throw CreateError("class without ']'");
            }

            if (_source[_position] == ']' && !first)
            {
                _position++;
                break;
            }

            set = set.Union(ParseClassItem());
        }

        set = _flags.HasFlag(Flags.FoldCase) ? set.FoldCase() : set;
        return negate ? set.Invert() : set;
    }

    private ByteSet ParseClassItem()
    {
        if (IsNext("[:"))
        {
            return ParsePosixClass();
        }

        var low = ParseClassSet(out var isCharacter);
        if (!isCharacter || IsEnd || _source[_position] != '-' || _position + 1 >= _source.Length || _source[_position + 1] == ']')
        {
            return low;
        }

        _position++;
        var high = ParseClassSet(out isCharacter);
        var (from, to) = (GetOnlyValue(low), isCharacter ? GetOnlyValue(high) : throw CreateError("a range cannot end with a class"));
        return from <= to ? ByteSet.Range(from, to) : throw CreateError($"range '{(char)from}-{(char)to}' is in the wrong order");
    }

    private ByteSet ParseClassSet(out bool isCharacter)
    {
        var c = _source[_position];
        if (c == '\\')
        {
            _position++;
            return IsEnd ? throw CreateError("class without ']'") : ParseEscapedSet(out isCharacter);
        }

        if (c >= 0x80)
        {
            throw CreateError("a non-ASCII character inside a class is not supported: patterns match bytes");
        }

        _position++;
        isCharacter = true;
        return ByteSet.FromByte((byte)c);
    }

    private static byte GetOnlyValue(ByteSet set)
    {
        byte value = 0;
        while (!set.Contains(value))
        {
            value++;
        }

        return value;
    }

    private ByteSet ParsePosixClass()
    {
        var close = _position + 2 > _source.Length ? -1 : _source.IndexOf(":]", _position + 2, StringComparison.Ordinal);
        var name = close < 0 ? "" : _source[(_position + 2)..close];
        var negate = name.StartsWith('^');
        var set = NamedSets.FindPosix(negate ? name[1..] : name) ?? throw CreateError($"unknown class '[:{name}:]'");
        _position = close + 2;
        return negate ? set.Invert() : set;
    }

    private readonly bool IsNext(string text) => string.CompareOrdinal(_source, _position, text, 0, text.Length) == 0;

    private readonly FormatException CreateError(string what) =>
        new($"{what} at character {Math.Min(_position, _source.Length) + 1} of the regex");
}
