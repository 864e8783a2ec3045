using System.Globalization;
using System.Text;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Syntax;

namespace SecretSentry.Tests.Engine;

/// <summary>
/// Prints the tree as a .NET pattern over widened bytes. A byte b below 0x80 is the character b. The other bytes are U+F780…U+F7FF. These
/// are private use, so they are neither letters, digits, spaces nor word characters; see <see cref="WidenedBytes"/>. Every class is written
/// out, so nothing depends on .NET's Unicode classes or on culture.
/// </summary>
internal static class RegexPrinter
{
    public static string Print(RegexNode node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    private static void Append(StringBuilder text, RegexNode node)
    {
        switch (node)
        {
            case SetNode set:
                AppendSet(text, set.Set);
                break;
            case ConcatNode concat:
                foreach (var item in concat.Items)
                {
                    AppendScoped(text, item, item is AlternateNode);
                }

                break;
            case AlternateNode alternate:
                for (var i = 0; i < alternate.Branches.Count; i++)
                {
                    text.Append(i == 0 ? "" : "|");
                    Append(text, alternate.Branches[i]);
                }

                break;
            case RepeatNode repeat:
                AppendScoped(text, repeat.Item, repeat.Item is not SetNode and not GroupNode);
                text.Append(CultureInfo.InvariantCulture, $"{Count(repeat)}{(repeat.IsLazy ? "?" : "")}");
                break;
            case GroupNode group:
                text.Append('(');
                Append(text, group.Item);
                text.Append(')');
                break;
            case AnchorNode anchor:
                text.Append(Anchor(anchor.Kind));
                break;
        }
    }

    private static void AppendScoped(StringBuilder text, RegexNode node, bool needsScope)
    {
        text.Append(needsScope ? "(?:" : "");
        Append(text, node);
        text.Append(needsScope ? ")" : "");
    }

    private static string Count(RepeatNode repeat) => (repeat.Min, repeat.Max) switch
    {
        (0, 1) => "?",
        (0, RegexLength.Unbounded) => "*",
        (1, RegexLength.Unbounded) => "+",
        (var min, RegexLength.Unbounded) => $"{{{min},}}",
        var (min, max) when min == max => $"{{{min}}}",
        var (min, max) => $"{{{min},{max}}}",
    };

    private static string Anchor(AnchorKind kind) => kind switch
    {
        AnchorKind.TextStart => "\\A",
        AnchorKind.TextEnd => "\\z",
        AnchorKind.LineStart => "(?m:^)",
        AnchorKind.LineEnd => "(?m:$)",
        AnchorKind.WordBoundary => "\\b",
        _ => "\\B",
    };

    private static void AppendSet(StringBuilder text, ByteSet set)
    {
        if (set.Count == 1)
        {
            AppendByte(text, Enumerable.Range(0, 256).First(b => set.Contains((byte)b)));
            return;
        }

        if (set.Count == 0)
        {
            text.Append("(?!)"); // [^\s\S]: valid, matches nothing
            return;
        }

        text.Append('[');
        for (var b = 0; b < 256; b++)
        {
            if (!set.Contains((byte)b))
            {
                continue;
            }

            var last = b;
            while (last + 1 < 256 && last != 0x7F && set.Contains((byte)(last + 1)))
            {
                last++; // stops at 0x7F, because the next characters are U+F780 and above
            }

            AppendByte(text, b);
            if (last > b)
            {
                text.Append(last > b + 1 ? "-" : "");
                AppendByte(text, last);
            }

            b = last;
        }

        text.Append(']');
    }

    private static void AppendByte(StringBuilder text, int b)
    {
        if (b < 0x80 && char.IsAsciiLetterOrDigit((char)b))
        {
            text.Append((char)b);
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"\\u{(b < 0x80 ? b : 0xF700 | b):X4}");
        }
    }
}
