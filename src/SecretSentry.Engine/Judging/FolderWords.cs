namespace SecretSentry.Engine.Judging;

/// <summary>
/// <see cref="PathFacts.WordBits"/> of one path after another: what the path of a folder says is found out once for files in a row. One per
/// thread.
/// </summary>
internal sealed class FolderWords
{
    private string _path = "";
    private int _length;
    private int _bits = PathFacts.WordBitsOf("");

    /// <summary>The bits of a path, '/' between folders.</summary>
    public int BitsOf(string path)
    {
        var length = path.LastIndexOf('/') + 1;
        var folder = path.AsSpan(0, length);
        if (!folder.SequenceEqual(_path.AsSpan(0, _length)))
        {
            (_path, _length, _bits) = (path, length, PathFacts.WordBitsOf(folder));
        }

        return _bits | PathFacts.WordBitsOf(path.AsSpan(length));
    }
}
