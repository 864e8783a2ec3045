using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Rows;

/// <summary>
/// A value of a row, written as a statement of its own, so that the judge reads it like any other one:
/// <c>INSERT INTO t (password) VALUES ('x');</c>. The buffer is reused. Use one instance per thread.
/// </summary>
internal sealed class CellText
{
    /// <summary>Maximum length of a cell: a value, its quotes and escapes.</summary>
    private const int MaxCell = 2 * MatchLimits.MaxValueLength;

    private byte[] _buffer = [];
    private int _length;
    private int _nameStart;
    private int _valueStart;
    private SqlCell _cell;

    /// <summary>The statement. Valid until the next call of <see cref="Write"/>.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>Offset of the stem in the name of the column.</summary>
    public int Stem => _nameStart + _cell.Column.Stem;

    /// <summary>Offset after the stem.</summary>
    public int StemEnd => Stem + _cell.Column.StemLength;

    /// <summary>
    /// Writes the statement for a cell. Returns false for what cannot be a credential: nothing, the <c>NULL</c> of a COPY, a value that is
    /// too long, and one with a quote where quotes have to be added.
    /// </summary>
    /// <param name="content">The content.</param>
    /// <param name="cell">A cell of the content.</param>
    /// <param name="isQuoted">Whether the cell is without quotes, so that they have to be added.</param>
    public bool Write(ReadOnlySpan<byte> content, in SqlCell cell, bool isQuoted)
    {
        var value = content[cell.Start..cell.End];
        if (value.Length is 0 or > MaxCell || value.SequenceEqual("\\N"u8) || (isQuoted && value.Contains((byte)'\'')))
        {
            return false;
        }

        (_length, _cell) = (0, cell);
        Append("INSERT INTO t ("u8);
        _nameStart = _length;
        Append(content[cell.Column.Start..cell.Column.End]);
        Append(") VALUES ("u8);
        Append(isQuoted ? "'"u8 : []);
        _valueStart = _length;
        Append(value);
        Append(isQuoted ? "');\n"u8 : ");\n"u8);
        return true;
    }

    /// <summary>
    /// Returns the offset in the content of an offset in the statement. Returns -1 when it is not in the value.
    /// </summary>
    public int GetOffset(int offset) =>
        offset >= _valueStart && offset - _valueStart <= _cell.End - _cell.Start ? _cell.Start + offset - _valueStart : -1;

    private void Append(ReadOnlySpan<byte> text)
    {
        if (_length + text.Length > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(1024, 2 * (_length + text.Length)));
        }

        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
    }
}
