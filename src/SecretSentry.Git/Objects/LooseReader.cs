using System.Buffers.Binary;
using System.Buffers.Text;
using SecretSentry.Files;

namespace SecretSentry.Git.Objects;

/// <summary>
/// Reads loose objects, one per file: a zlib stream of "kind length NUL content" (gitformat-loose). The hash of the object is compared with
/// the name of the file, because nothing else protects the content.
/// </summary>
internal sealed unsafe class LooseReader(ObjectFormat format) : IDisposable
{
    private const int LongestHead = 32; // "commit " and 20 digits

    private readonly Inflater _inflater = new();
    private readonly ObjectBuffer _buffer = new();
    private byte[] _file = GC.AllocateUninitializedArray<byte>(64 * 1024);

    /// <summary>Returns the kind and length of the object in a file.</summary>
    /// <exception cref="DamagedException">The file is not an object.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public (ObjectKind Kind, long Length) ReadHead(string path)
    {
        using var file = ForeignFile.Open(path);
        fixed (byte* bytes = _file)
        {
            var length = RandomAccess.Read(file, _file.AsSpan(0, 4096), 0);
            return ReadHead(bytes, length, out _);
        }
    }

    /// <summary>Returns the content of the object. It is valid until the next call.</summary>
    /// <exception cref="DamagedException">The file is not an object, or not the object of this name.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public ReadOnlySpan<byte> Read(string path, ObjectId id, out ObjectKind kind)
    {
        var length = ReadFile(path);
        fixed (byte* bytes = _file)
        {
            (kind, var size) = ReadHead(bytes, length, out var head);
            if (kind != ObjectKind.Blob && BuildLimits.FindExcess(kind, size, 0) is { } excess)
            {
                throw new DamagedException(excess);
            }

            if (size > Inflater.MaxRatio * length || size > Array.MaxLength - LongestHead)
            {
                throw new DamagedException("its length is more than the file can contain");
            }

            _buffer.Reserve((int)size + head);
            var result = _inflater.Inflate(bytes, bytes + length, _buffer.Start, _buffer.Length, out var after);
            if (result != InflateResult.Done || bytes + length - after < 4
                || BinaryPrimitives.ReadUInt32BigEndian(new(after, 4)) != Adler32.Compute(_buffer.Content))
            {
                throw new DamagedException($"its compressed data is damaged "
                    + $"({(result == InflateResult.Done ? InflateResult.BadData : result)})");
            }

            var content = _buffer.Content[head..];
            return format.ComputeId(kind, content) == id ? content : throw new DamagedException("its content does not match its name");
        }
    }

    /// <summary>Opens the content of a file as a stream that starts after the head, for objects too large for memory.</summary>
    public static Stream Open(string path, out long length)
    {
        var stream = new System.IO.Compression.ZLibStream(ForeignFile.OpenStream(path), System.IO.Compression.CompressionMode.Decompress);
        Span<byte> head = stackalloc byte[LongestHead];
        var offset = 0;
        do
        {
            stream.ReadExactly(head.Slice(offset, 1));
        }
        while (head[offset++] != 0 && offset < LongestHead);
        (_, length) = Parse(head[..offset]);
        return stream;
    }

    public void Dispose() => _buffer.Dispose();

    private int ReadFile(string path)
    {
        using var file = ForeignFile.Open(path);
        var length = RandomAccess.GetLength(file);
        if (length > int.MaxValue / 2)
        {
            throw new DamagedException("the file is larger than 1 GB");
        }

        if (_file.Length < length + ObjectBuffer.Slack)
        {
            _file = new byte[length + ObjectBuffer.Slack];
        }

        var read = 0;
        for (int got; read < length && (got = RandomAccess.Read(file, _file.AsSpan(read, (int)length - read), read)) > 0;)
        {
            read += got;
        }

        return read;
    }

    private (ObjectKind Kind, long Length) ReadHead(byte* bytes, int length, out int head) =>
        ReadHead(bytes, length, _inflater, _buffer, out head);

    /// <summary>
    /// Returns the kind and length of the object whose compressed bytes start at <paramref name="bytes"/>. <paramref name="head"/> is the
    /// length of the head that precedes the content. The content of the buffer is overwritten.
    /// </summary>
    /// <exception cref="DamagedException">The bytes are not an object.</exception>
    public static (ObjectKind Kind, long Length) ReadHead(byte* bytes, int length, Inflater inflater, ObjectBuffer buffer, out int head)
    {
        buffer.Reserve(LongestHead);
        var result = inflater.Inflate(bytes, bytes + length, buffer.Start, LongestHead, out _);
        var isReadable = result is InflateResult.Done or InflateResult.TooLong or InflateResult.TooShort;
        head = isReadable ? buffer.Content.IndexOf((byte)0) + 1 : 0;
        return head > 0 ? Parse(buffer.Content[..head])
            : throw new DamagedException("the file does not begin with the header of an object");
    }

    private static (ObjectKind Kind, long Length) Parse(ReadOnlySpan<byte> head)
    {
        var space = head.IndexOf((byte)' ');
        var kind = space < 0 ? ObjectKind.Unknown : ObjectFormat.ParseKind(head[..space]);
        return kind != ObjectKind.Unknown && Utf8Parser.TryParse(head[(space + 1)..^1], out long length, out var used)
            && used == head.Length - space - 2 && length >= 0
            ? (kind, length)
            : throw new DamagedException("the file does not begin with the header of an object");
    }
}
