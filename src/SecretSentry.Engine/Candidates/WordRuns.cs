using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>Cuts a text into the words that camel case, marks and digits part: one run of letters after the other.</summary>
internal ref struct WordRuns(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    /// <summary>The run that <see cref="Next"/> went to.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Goes to the next run of ASCII letters; false at the end.</summary>
    public bool Next()
    {
        while (_at < _text.Length && !ByteText.IsAsciiLetter(_text[_at]))
        {
            _at++;
        }

        if (_at >= _text.Length)
        {
            return false;
        }

        var start = _at++;
        if (ByteText.IsUpper(_text[start]))
        {
            while (_at < _text.Length && ByteText.IsUpper(_text[_at]))
            {
                _at++;
            }

            if (_at - start > 1 && _at < _text.Length && ByteText.IsLowerLetter(_text[_at]))
            {
                _at--; // HTTPServer: the last capital begins the next word
                Current = _text[start.._at];
                return true;
            }
        }

        while (_at < _text.Length && ByteText.IsLowerLetter(_text[_at]))
        {
            _at++;
        }

        Current = _text[start.._at];
        return true;
    }
}
