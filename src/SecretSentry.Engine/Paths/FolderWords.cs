namespace SecretSentry.Engine.Paths;

/// <summary>
/// Facts of one path after another: what a folder and an ending say is found out once for files in a row. One per thread.
/// </summary>
internal sealed class FolderWords
{
    private string _path = "";
    private int _length;
    private int _bits = PathFacts.ComputeWordBits("");
    private string _ending = "";
    private PathFacts _kind = PathFacts.CreateKindOnly("");

    /// <summary>As <see cref="PathFacts.CreateKindOnly"/> says, which looks at the ending alone.</summary>
    public PathFacts GetKindFacts(string path)
    {
        var ending = FileKinds.GetExtension(path);
        if (!ending.SequenceEqual(_ending))
        {
            (_ending, _kind) = (ending.ToString(), PathFacts.CreateKindOnly(path));
        }

        return _kind;
    }

    /// <summary><see cref="PathFacts.WordBits"/> of a path, '/' between folders.</summary>
    public int GetBits(string path)
    {
        var length = path.LastIndexOf('/') + 1;
        var folder = path.AsSpan(0, length);
        if (!folder.SequenceEqual(_path.AsSpan(0, _length)))
        {
            (_path, _length, _bits) = (path, length, PathFacts.ComputeWordBits(folder));
        }

        return _bits | PathFacts.ComputeWordBits(path.AsSpan(length));
    }
}
