namespace SecretSentry.Engine.Paths;

/// <summary>
/// Computes facts of paths, one after another. Facts of a folder and of an extension are computed once for consecutive files. One per
/// thread.
/// </summary>
internal sealed class FolderWords
{
    private string _path = "";
    private int _length;
    private int _bits = PathFacts.ComputeWordBits("");
    private string _ending = "";
    private PathFacts _kind = PathFacts.CreateKindOnly("");

    /// <summary>Like <see cref="PathFacts.CreateKindOnly"/>, which reads only the extension.</summary>
    public PathFacts GetKindFacts(string path)
    {
        var ending = FileKinds.GetExtension(path);
        if (!ending.SequenceEqual(_ending))
        {
            (_ending, _kind) = (ending.ToString(), PathFacts.CreateKindOnly(path));
        }

        return _kind;
    }

    /// <summary>Returns <see cref="PathFacts.WordBits"/> of a path, which has '/' between folders.</summary>
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
