using System.Buffers;
using System.Text;
using SecretSentry.Purge.Search;

namespace SecretSentry.Purge.SecondReader;

/// <summary>
/// Searches for needles with .NET's search for many strings, which has nothing in common with <see cref="NeedleSearch"/>. Decoded text and
/// patterns are searched with the code of the first reader. It is not thread-safe.
/// </summary>
internal sealed class PlainSearch
{
    private readonly NeedleSearch _search;
    private readonly LayerSearch _layers;
    private readonly SearchValues<string>? _forms;
    private char[] _text = [];

    public PlainSearch(NeedleSearch search)
    {
        (_search, _layers) = (search, new(search));
        string[] forms = [.. search.Needles.SelectMany(needle => needle.Forms).Select(form => Encoding.Latin1.GetString(form.Bytes))];
        _forms = forms.Length == 0 ? null : SearchValues.Create(forms, StringComparison.Ordinal);
    }

    /// <summary>Whether the content contains a needle, also in decoded text.</summary>
    public bool IsIn(ReadOnlySpan<byte> content) => IsInForms(content) || _search.IsInPatterns(content)
        || _layers.IsInLayers(content, null) || _layers.IsInQuoted(content);

    private bool IsInForms(ReadOnlySpan<byte> content)
    {
        if (_text.Length < content.Length)
        {
            _text = new char[content.Length];
        }

        var length = Encoding.Latin1.GetChars(content, _text);
        return _forms is not null && _text.AsSpan(0, length).ContainsAny(_forms);
    }
}
