using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>Cuts a text into the words that camel case, marks and digits part: one run of letters after the other.</summary>
internal ref struct WordRuns(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _offset;

    /// <summary>The run that <see cref="MoveNext"/> went to.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Goes to the next run of ASCII letters; false at the end.</summary>
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
