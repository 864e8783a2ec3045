namespace SecretSentry.Scanning.Staged;

/// <summary>Line numbers, from 1, of one content.</summary>
public sealed class LineSet
{
    private readonly bool[]? _lines;

    private LineSet(bool[]? lines) => _lines = lines;

    /// <summary>Every line.</summary>
    public static LineSet All { get; } = new(null);

    /// <summary>The lines whose place, from 0, holds true.</summary>
    public static LineSet Create(bool[] byIndex) => new(byIndex);

    /// <summary>Whether <paramref name="line"/> is in the set.</summary>
    public bool Contains(int line) => _lines is null || (line >= 1 && line <= _lines.Length && _lines[line - 1]);

    /// <summary>Whether any line from <paramref name="first"/> to <paramref name="last"/>, both included, is in the set.</summary>
    public bool Intersects(int first, int last)
    {
        for (var line = first; line <= last; line++)
        {
            if (Contains(line))
            {
                return true;
            }
        }

        return false;
    }
}
