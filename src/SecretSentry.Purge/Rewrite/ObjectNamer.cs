using System.Globalization;
using System.Security.Cryptography;
using SecretSentry.Git.Objects;

namespace SecretSentry.Purge.Rewrite;

/// <summary>Computes the ids of objects. It is not thread-safe.</summary>
internal sealed class ObjectNamer(ObjectFormat format) : IDisposable
{
    private readonly IncrementalHash _hash = format.CreateHash();

    public ObjectId ComputeId(ObjectKind kind, ReadOnlySpan<byte> content)
    {
        Span<byte> head = stackalloc byte[32];
        Span<byte> id = stackalloc byte[32];
        System.Text.Encoding.ASCII.GetBytes(ObjectFormat.NameOf(kind), head);
        var length = ObjectFormat.NameOf(kind).Length;
        head[length++] = (byte)' ';
        content.Length.TryFormat(head[length..], out var digits, default, CultureInfo.InvariantCulture);
        head[length + digits] = 0;
        _hash.AppendData(head[..(length + digits + 1)]);
        _hash.AppendData(content);
        return new(id[.._hash.GetHashAndReset(id)]);
    }

    public void Dispose() => _hash.Dispose();
}
