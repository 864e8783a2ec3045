using System.Text;
using SecretSentry.Training.Labels;

namespace SecretSentry.Training.Generators.Text;

/// <summary>
/// Text with the positions of its labelled values. They remain correct when it is escaped, indented or inserted into other text.
/// </summary>
internal sealed class Fragment
{
    private readonly StringBuilder _text = new();
    private readonly List<LabelledSpan> _spans = [];

    public int Length => _text.Length;

    public IReadOnlyList<LabelledSpan> Spans => _spans;

    public override string ToString() => _text.ToString();

    public Fragment Add(string text)
    {
        _text.Append(text);
        return this;
    }

    public Fragment Add(string value, Label label, string kind)
    {
        _spans.Add(new(_text.Length, value.Length, label, kind));
        return Add(value);
    }

    public Fragment Add(Fragment other)
    {
        foreach (var span in other._spans)
        {
            _spans.Add(span with { Start = span.Start + _text.Length });
        }

        return Add(other.ToString());
    }

    /// <summary>Returns the text with every character replaced, as by an escape.</summary>
    public Fragment Map(Func<char, string> escape) => Rewrite((c, _) => ("", escape(c)));

    /// <summary>Returns the text with <paramref name="prefix"/> before every line that is not empty.</summary>
    public Fragment Indent(string prefix) => Rewrite((c, before) => (before == '\n' && c != '\n' ? prefix : "", c.ToString()));

    /// <summary>Returns the text with <paramref name="prefix"/> before every line but the first.</summary>
    public Fragment IndentRest(string prefix)
    {
        var first = true;
        return Rewrite((c, before) =>
        {
            var indent = before == '\n' && c != '\n' && !first ? prefix : "";
            first = false;
            return (indent, c.ToString());
        });
    }

    /// <summary>Returns the text with <paramref name="unit"/> for every four blanks that a line begins with.</summary>
    public Fragment Reindent(string unit)
    {
        // Number of blanks at the start of the line so far; -1 after its first other character.
        var blanks = 0;
        return Map(c =>
        {
            if (c == '\n')
            {
                blanks = 0;
            }
            else if (c == ' ' && blanks >= 0)
            {
                return ++blanks % 4 == 0 ? unit : "";
            }
            else
            {
                var rest = blanks > 0 ? blanks % 4 : 0;
                blanks = -1;
                return new string(' ', rest) + c;
            }

            return c.ToString();
        });
    }

    /// <summary>Returns the text as bytes, with the spans counted in bytes.</summary>
    public (byte[] Content, LabelledSpan[] Spans) Encode()
    {
        var text = _text.ToString();
        var spans = new LabelledSpan[_spans.Count];
        var (chars, bytes) = (0, 0);
        for (var i = 0; i < spans.Length; i++)
        {
            var span = _spans[i];
            bytes += Encoding.UTF8.GetByteCount(text.AsSpan(chars, span.Start - chars));
            var length = Encoding.UTF8.GetByteCount(text.AsSpan(span.Start, span.Length));
            spans[i] = span with { Start = bytes, Length = length };
            (chars, bytes) = (span.Start + span.Length, bytes + length);
        }

        return (Encoding.UTF8.GetBytes(text), spans);
    }

    /// <summary>
    /// Replaces each character, which comes with the one before it, by a lead and itself; a value begins behind the lead.
    /// </summary>
    private Fragment Rewrite(Func<char, char, (string Before, string Character)> replace)
    {
        var result = new Fragment();
        var offsets = new int[_text.Length + 1];
        var before = '\n';
        for (var i = 0; i < offsets.Length - 1; i++)
        {
            var (prefix, itself) = replace(_text[i], before);
            result._text.Append(prefix);
            offsets[i] = result.Length;
            result._text.Append(itself);
            before = _text[i];
        }

        offsets[^1] = result.Length;
        foreach (var span in _spans)
        {
            var start = offsets[span.Start];
            result._spans.Add(span with { Start = start, Length = offsets[span.Start + span.Length] - start });
        }

        return result;
    }
}
