using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>Splits a text into words at camel case, marks and digits. Each word is a run of letters.</summary>
internal ref struct WordRuns(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _offset;

    /// <summary>The current run, set by <see cref="MoveNext"/>.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Moves to the next run of ASCII letters. Returns false at the end.</summary>
    public bool MoveNext()
    {
        while (_offset < _text.Length && !ByteText.IsAsciiLetter(_text[_offset]))
        {
            _offset++;
        }

        if (_offset >= _text.Length)
        {
            return false;
        }

        var start = _offset++;
        if (ByteText.IsUpper(_text[start]))
        {
            while (_offset < _text.Length && ByteText.IsUpper(_text[_offset]))
            {
                _offset++;
            }

            if (_offset - start > 1 && _offset < _text.Length && ByteText.IsLowerLetter(_text[_offset]))
            {
                _offset--; // HTTPServer: the last capital begins the next word
                Current = _text[start.._offset];
                return true;
            }
        }

        while (_offset < _text.Length && ByteText.IsLowerLetter(_text[_offset]))
        {
            _offset++;
        }

        Current = _text[start.._offset];
        return true;
    }
}
