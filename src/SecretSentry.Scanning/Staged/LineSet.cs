namespace SecretSentry.Scanning.Staged;

/// <summary>A set of line numbers of one content, counted from 1.</summary>
public sealed class LineSet
{
    private readonly bool[]? _lines;

    private LineSet(bool[]? lines) => _lines = lines;

    /// <summary>The set of all lines.</summary>
    public static LineSet All { get; } = new(null);

    /// <summary>Creates the set of lines whose element, at the line number minus 1, is true.</summary>
    public static LineSet Create(bool[] byIndex) => new(byIndex);

    /// <summary>Returns whether <paramref name="line"/> is in the set.</summary>
    public bool Contains(int line) => _lines is null || (line >= 1 && line <= _lines.Length && _lines[line - 1]);

    /// <summary>Returns whether any line from <paramref name="first"/> to <paramref name="last"/>, both included, is in the set.</summary>
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
