using System.Globalization;
using System.Text;
using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Syntax;

/// <summary>
/// Parses RE2 syntax (https://github.com/google/re2/wiki/Syntax) over bytes. What RE2 has and we do not (Unicode classes,
/// non-ASCII characters inside a class) and what only backtracking engines have (look-around, back-references) is refused
/// with a sentence that says where.
/// </summary>
internal ref struct RegexParser
{
    /// <summary>Nesting deeper than any sane pattern; keeps hostile input from exhausting the stack.</summary>
    private const int MaxDepth = 200;

    /// <summary>RE2's own limit for a counted repeat is 1000; PEM bodies need more.</summary>
    private const int MaxRepeat = 16 * 1024;

    private readonly string _source;
    private int _at;
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

    private readonly bool AtEnd => _at >= _source.Length;

    /// <summary>The tree and the number of capture groups.</summary>
    /// <exception cref="FormatException">The sentence says what is not supported and at which character (from 1).</exception>
    public static (RegexNode Node, int Groups) Parse(string source)
    {
        var parser = new RegexParser(source);
        var node = parser.Alternation();
        if (!parser.AtEnd)
        {
            throw parser.Error("unmatched ')'");
        }

        return (node, parser._groups);
    }

    private RegexNode Alternation()
    {
        if (++_depth > MaxDepth)
        {
            throw Error($"groups nested deeper than {MaxDepth}");
        }

        var branches = new List<RegexNode> { Concatenation() };
        while (!AtEnd && _source[_at] == '|')
        {
            _at++;
            branches.Add(Concatenation());
        }

        _depth--;
        return branches.Count == 1 ? branches[0] : new AlternateNode(branches);
    }

    private RegexNode Concatenation()
    {
        var items = new List<RegexNode>();
        while (!AtEnd && _source[_at] is not '|' and not ')')
        {
            Term(items);
        }

        return items.Count switch { 0 => new EmptyNode(), 1 => items[0], _ => new ConcatNode(items) };
    }

    private void Term(List<RegexNode> items)
    {
        if (_source[_at] == '\\' && _at + 1 < _source.Length && _source[_at + 1] == 'Q')
        {
            Quoted(items);
            return;
        }

        if (Atom() is not { } atom)
        {
            return;
        }

        // A non-ASCII character is several bytes; a quantifier binds all of them, so they stay one item.
        items.Add(Quantified(atom));
    }

    private void Quoted(List<RegexNode> items)
    {
        var end = _source.IndexOf("\\E", _at, StringComparison.Ordinal);
        var text = end < 0 ? _source[(_at + 2)..] : _source[(_at + 2)..end];
        _at = end < 0 ? _source.Length : end + 2;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            items.Add(Single(b));
        }
    }

    private RegexNode? Atom()
    {
        var c = _source[_at++];
        switch (c)
        {
            case '(':
                return Group();
            case '[':
                return new SetNode(Class());
            case '.':
                return new SetNode(_flags.HasFlag(Flags.DotAll) ? ByteSet.All : ByteSet.Of((byte)'\n').Invert());
            case '^':
                return new AnchorNode(_flags.HasFlag(Flags.MultiLine) ? AnchorKind.LineStart : AnchorKind.TextStart);
            case '$':
                return new AnchorNode(_flags.HasFlag(Flags.MultiLine) ? AnchorKind.LineEnd : AnchorKind.TextEnd);
            case '\\':
                return Escape();
            case '*' or '+' or '?':
                throw Error($"nothing to repeat before '{c}'");
            default:
                _at--;
                return Character();
        }
    }

    private RegexNode Character()
    {
        var rune = Rune.GetRuneAt(_source, _at);
        _at += rune.Utf16SequenceLength;
        if (rune.IsAscii)
        {
            return Single((byte)rune.Value);
        }

        var items = new List<RegexNode>();
        foreach (var b in Encoding.UTF8.GetBytes(rune.ToString()))
        {
            items.Add(Single(b));
        }

        return new ConcatNode(items);
    }

    private readonly SetNode Single(byte value)
    {
        var set = ByteSet.Of(value);
        return new SetNode(_flags.HasFlag(Flags.FoldCase) ? set.FoldCase() : set);
    }

    private RegexNode? Group()
    {
        if (AtEnd || _source[_at] != '?')
        {
            return Captured();
        }

        if (Ahead("?P<") || (Ahead("?<") && !Ahead("?<=") && !Ahead("?<!")))
        {
            var close = _source.IndexOf('>', _at);
            _at = close < 0 ? throw Error("group name without '>'") : close + 1;
            return Captured();
        }

        if (Ahead("?=") || Ahead("?!") || Ahead("?<"))
        {
            throw Error("look-around is not supported (RE2 has none); use a capture group and 'secretGroup'");
        }

        return Flagged();
    }

    private GroupNode Captured()
    {
        var number = ++_groups;
        return new GroupNode(Scoped(_flags), number);
    }

    private RegexNode? Flagged()
    {
        var saved = _flags;
        _at++; // ?
        var on = true;
        while (!AtEnd)
        {
            var c = _source[_at++];
            switch (c)
            {
                case '-':
                    on = false;
                    break;
                case ':':
                    var inner = _flags;
                    _flags = saved;
                    return Scoped(inner);
                case ')':
                    return null; // holds to the end of the enclosing group
                default:
                    var flag = c switch
                    {
                        'i' => Flags.FoldCase,
                        'm' => Flags.MultiLine,
                        's' => Flags.DotAll,
                        'U' => Flags.Ungreedy,
                        _ => throw Error($"unknown flag '{c}'; valid are i, m, s, U"),
                    };
                    _flags = on ? _flags | flag : _flags & ~flag;
                    break;
            }
        }

        throw Error("group without ')'");
    }

    private RegexNode Scoped(Flags inner)
    {
        var saved = _flags;
        _flags = inner;
        var node = Alternation();
        _flags = saved;
        if (AtEnd)
        {
            throw Error("group without ')'");
        }

        _at++;
        return node;
    }

    private RegexNode Quantified(RegexNode atom)
    {
        while (!AtEnd)
        {
            if (!TryQuantifier(out var min, out var max))
            {
                return atom;
            }

            var lazy = !AtEnd && _source[_at] == '?';
            _at += lazy ? 1 : 0;
            if (!AtEnd && _source[_at] == '+')
            {
                throw Error("possessive quantifiers are not supported (RE2 has none)");
            }

            atom = new RepeatNode(atom, min, max, lazy ^ _flags.HasFlag(Flags.Ungreedy));
        }

        return atom;
    }

    private bool TryQuantifier(out int min, out int max)
    {
        (min, max) = _source[_at] switch
        {
            '*' => (0, RegexLength.Unbounded),
            '+' => (1, RegexLength.Unbounded),
            '?' => (0, 1),
            _ => (-1, -1),
        };
        if (min >= 0)
        {
            _at++;
            return true;
        }

        return _source[_at] == '{' && TryCount(out min, out max);
    }

    /// <summary>{n}, {n,} or {n,m}; anything else after '{' is a plain brace, as in RE2.</summary>
    private bool TryCount(out int min, out int max)
    {
        (min, max) = (0, 0);
        var close = _source.IndexOf('}', _at);
        if (close < 0)
        {
            return false;
        }

        var body = _source.AsSpan(_at + 1, close - _at - 1);
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
            throw Error($"bad repeat '{{{body}}}'; counts go from 0 to {MaxRepeat}, the lower one first");
        }

        _at = close + 1;
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private RegexNode Escape()
    {
        if (AtEnd)
        {
            throw Error("a pattern cannot end with '\\'");
        }

        switch (_source[_at])
        {
            case 'A': _at++; return new AnchorNode(AnchorKind.TextStart);
            case 'z': _at++; return new AnchorNode(AnchorKind.TextEnd);
            case 'b': _at++; return new AnchorNode(AnchorKind.WordBoundary);
            case 'B': _at++; return new AnchorNode(AnchorKind.NotWordBoundary);
            case >= '1' and <= '9': throw Error("back-references are not supported (RE2 has none)");
            default:
                var set = EscapedSet(out var isSingle);
                return new SetNode(isSingle && _flags.HasFlag(Flags.FoldCase) ? set.FoldCase() : set);
        }
    }

    /// <summary>
    /// The escape at the position behind the backslash, as a set; <paramref name="isSingle"/>: one character, may start a range.
    /// </summary>
    private ByteSet EscapedSet(out bool isSingle)
    {
        isSingle = false;
        var c = _source[_at++];
        switch (c)
        {
            case 'd': return NamedSets.Digit;
            case 'D': return NamedSets.Digit.Invert();
            case 'w': return NamedSets.Word;
            case 'W': return NamedSets.Word.Invert();
            case 's': return NamedSets.Space;
            case 'S': return NamedSets.Space.Invert();
            case 'C': return ByteSet.All;
            case 'p' or 'P': throw Error("Unicode classes such as \\p{…} are not supported; name the bytes");
        }

        isSingle = true;
        return ByteSet.Of(c switch
        {
            'a' => 7,
            'f' => 12,
            't' => 9,
            'n' => 10,
            'r' => 13,
            'v' => 11,
            'x' => HexByte(),
            '0' => 0,
            _ when c < 0x80 && !char.IsAsciiLetterOrDigit(c) => (byte)c,
            _ => throw Error($"unknown escape '\\{c}'"),
        });
    }

    private byte HexByte()
    {
        var digits = "";
        if (!AtEnd && _source[_at] == '{')
        {
            var close = _source.IndexOf('}', _at);
            digits = close < 0 ? "" : _source[(_at + 1)..close];
            _at = close + 1;
        }
        else if (_at + 2 <= _source.Length)
        {
            digits = _source.Substring(_at, 2);
            _at += 2;
        }

        return byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Error("'\\x' wants two hexadecimal digits, at most FF: patterns are over bytes");
    }

    private ByteSet Class()
    {
        var negate = !AtEnd && _source[_at] == '^';
        _at += negate ? 1 : 0;
        var set = default(ByteSet);
        for (var first = true; ; first = false)
        {
            if (AtEnd)
            {
                throw Error("class without ']'");
            }

            if (_source[_at] == ']' && !first)
            {
                _at++;
                break;
            }

            set = set.Union(ClassItem());
        }

        set = _flags.HasFlag(Flags.FoldCase) ? set.FoldCase() : set;
        return negate ? set.Invert() : set;
    }

    private ByteSet ClassItem()
    {
        if (Ahead("[:"))
        {
            return PosixClass();
        }

        var low = ClassSet(out var isSingle);
        if (!isSingle || AtEnd || _source[_at] != '-' || _at + 1 >= _source.Length || _source[_at + 1] == ']')
        {
            return low;
        }

        _at++;
        var high = ClassSet(out isSingle);
        var (from, to) = (Only(low), isSingle ? Only(high) : throw Error("a range cannot end with a class"));
        return from <= to ? ByteSet.Range(from, to) : throw Error($"range '{(char)from}-{(char)to}' runs backwards");
    }

    private ByteSet ClassSet(out bool isSingle)
    {
        var c = _source[_at];
        if (c == '\\')
        {
            _at++;
            return AtEnd ? throw Error("class without ']'") : EscapedSet(out isSingle);
        }

        if (c >= 0x80)
        {
            throw Error("a non-ASCII character inside a class is not supported: patterns are over bytes");
        }

        _at++;
        isSingle = true;
        return ByteSet.Of((byte)c);
    }

    private static byte Only(ByteSet single)
    {
        byte value = 0;
        while (!single.Contains(value))
        {
            value++;
        }

        return value;
    }

    private ByteSet PosixClass()
    {
        var close = _source.IndexOf(":]", _at, StringComparison.Ordinal);
        var name = close < 0 ? "" : _source[(_at + 2)..close];
        var negate = name.StartsWith('^');
        var set = NamedSets.Posix(negate ? name[1..] : name) ?? throw Error($"unknown class '[:{name}:]'");
        _at = close + 2;
        return negate ? set.Invert() : set;
    }

    private readonly bool Ahead(string text) => string.CompareOrdinal(_source, _at, text, 0, text.Length) == 0;

    private readonly FormatException Error(string what) => new($"{what} at character {Math.Min(_at, _source.Length) + 1} of the regex");
}
