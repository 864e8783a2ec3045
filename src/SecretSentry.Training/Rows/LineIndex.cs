namespace SecretSentry.Training.Rows;

/// <summary>Line numbers, from 1, of offsets; lines end with LF, as the labels count them.</summary>
internal sealed class LineIndex
{
    private readonly List<int> _starts = [0];

    public LineIndex(ReadOnlySpan<byte> content)
    {
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '\n')
            {
                _starts.Add(i + 1);
            }
        }
    }

    public int GetLine(int offset) => _starts.BinarySearch(offset) is var index && index >= 0 ? index + 1 : ~index;
}
