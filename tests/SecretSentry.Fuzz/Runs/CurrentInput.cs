using System.IO.MemoryMappedFiles;

namespace SecretSentry.Fuzz.Runs;

/// <summary>
/// The input that is being read, in a file that is mapped. When the process ends in the middle of it, as with a stack overflow, the file
/// says which input it was.
/// </summary>
internal sealed class CurrentInput : IDisposable
{
    private const int None = -1;

    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;

    public CurrentInput(string path, int maxLength)
    {
        _map = MemoryMappedFile.CreateFromFile(path, FileMode.Create, null, sizeof(int) + maxLength);
        _view = _map.CreateViewAccessor();
        Clear();
    }

    /// <summary>Returns the input that a process left; null when it was between two.</summary>
    public static byte[]? Read(string path)
    {
        var bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        var length = bytes.Length < sizeof(int) ? None : BitConverter.ToInt32(bytes);
        return length == None ? null : bytes.AsSpan(sizeof(int), length).ToArray();
    }

    public void Set(byte[] input)
    {
        _view.Write(0, input.Length);
        _view.WriteArray(sizeof(int), input, 0, input.Length);
    }

    /// <summary>Notes that no input is being read.</summary>
    public void Clear() => _view.Write(0, None);

    public void Dispose()
    {
        Clear();
        _view.Dispose();
        _map.Dispose();
    }
}
