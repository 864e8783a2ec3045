using System.Globalization;
using System.Text;

namespace SecretSentry.Files;

/// <summary>
/// Escapes what a terminal, an editor or the log of a CI service would obey or not show: control characters, characters that set the
/// direction of writing, other characters without a shape, halves of characters, and the beginnings of the commands that CI services read
/// from a log.
/// </summary>
public static class TextEscaping
{
    /// <summary>
    /// Returns one line, in which <c>\u001b</c> stands for such a character. Commands begin with <c>::</c> at the beginning of a line
    /// (actions/runner, ActionCommand) or with <c>##</c> anywhere (azure-pipelines-agent, Command). A colon at the beginning is escaped
    /// even if it is the only one, because another one may follow in the line. The runner skips any blanks at the beginning.
    /// </summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsPlain(text) ? text : EscapeAll(text, keepsLines: false);
    }

    /// <summary>As <see cref="Escape"/>, but keeps line endings. For a text of which the user asked to see every line.</summary>
    public static string EscapeLines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return EscapeAll(text, keepsLines: true);
    }

    private static bool IsPlain(string text)
    {
        var isPlain = text.Length == 0 || (text[0] is not (' ' or ':') && text[^1] != '#');
        for (var i = 0; isPlain && i < text.Length; i++)
        {
            isPlain = text[i] is >= ' ' and <= '~' && (text[i] != '#' || text[i + 1] != '#');
        }

        return isPlain;
    }

    private static string EscapeAll(string text, bool keepsLines)
    {
        var (safe, isFirst, previous) = (new StringBuilder(text.Length + 16), true, '\0');
        foreach (var rune in EnumerateUnits(text))
        {
            var isCommand = (rune.Value == ':' && isFirst) || (rune.Value == '#' && previous == '#');
            if (keepsLines && rune.Value is '\n' or '\r')
            {
                safe.Append((char)rune.Value);
            }
            else if (isCommand || IsHarmful(rune))
            {
                AppendEscaped(safe, rune);
            }
            else
            {
                safe.Append(rune.Text);
            }

            isFirst = (isFirst && char.IsWhiteSpace(rune.Text[0]) && !IsHarmful(rune)) || rune.Value is '\n' or '\r';
            previous = isCommand ? '\0' : (char)Math.Min(rune.Value, char.MaxValue);
        }

        return safe.ToString();
    }

    /// <summary>Returns the characters. Half of a character is returned as its number.</summary>
    private static IEnumerable<(int Value, string Text)> EnumerateUnits(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                yield return (char.ConvertToUtf32(text, i), text.Substring(i, 2));
                i++;
            }
            else
            {
                yield return (text[i], text[i].ToString());
            }
        }
    }

    private static void AppendEscaped(StringBuilder safe, (int Value, string Text) unit)
    {
        foreach (var c in unit.Text)
        {
            safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }
    }

    /// <summary>
    /// Categories of The Unicode Standard, chapter 4.5; characters that are not shown are those with Default_Ignorable_Code_Point
    /// (DerivedCoreProperties.txt).
    /// </summary>
    private static bool IsHarmful((int Value, string Text) unit) => CharUnicodeInfo.GetUnicodeCategory(unit.Value)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
        || unit.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164
            or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0000 and <= 0xE0FFF);
}
