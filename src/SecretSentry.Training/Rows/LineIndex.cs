namespace SecretSentry.Training.Rows;

/// <summary>Finds line numbers, from 1, of offsets. Lines end with LF, as in the labels.</summary>
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
