using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SecretSentry.Git.Objects;

/// <summary>The hash function of a repository's object ids.</summary>
public sealed class ObjectFormat
{
    /// <summary>Up to this length in bytes, our own hash costs less than loading the system's library once.</summary>
    private const int ShortContent = 64 * 1024;

    private readonly HashAlgorithmName _algorithm;

    private ObjectFormat(string name, int idLength, HashAlgorithmName algorithm) =>
        (Name, IdLength, _algorithm) = (name, idLength, algorithm);

    /// <summary>20 bytes, the default of git.</summary>
    public static ObjectFormat Sha1 { get; } = new("sha1", 20, HashAlgorithmName.SHA1);

    /// <summary>32 bytes.</summary>
    internal static ObjectFormat Sha256 { get; } = new("sha256", 32, HashAlgorithmName.SHA256);

    /// <summary>Id of the tree without entries. git knows it without a file.</summary>
    public ObjectId EmptyTree => field.Length > 0 ? field : field = ComputeId(ObjectKind.Tree, []);

    /// <summary>Name of the format as in <c>extensions.objectFormat</c>.</summary>
    public string Name { get; }

    /// <summary>Length in bytes of an id, and of every checksum in a pack or index.</summary>
    public int IdLength { get; }

    /// <summary>Returns the format of a name; null when this program does not support it.</summary>
    public static ObjectFormat? Find(string name) => name switch { "sha1" => Sha1, "sha256" => Sha256, _ => null };

    /// <summary>Returns the id of an object: the hash of "kind length NUL content".</summary>
    public ObjectId ComputeId(ObjectKind kind, ReadOnlySpan<byte> content)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{NameOf(kind)} {content.Length}\0"));
        if (ReferenceEquals(this, Sha1) && content.Length <= ShortContent)
        {
            Span<byte> id = stackalloc byte[ShortSha1.Length];
            ShortSha1.Hash(head, content, id);
            return new(id);
        }

        using var hash = IncrementalHash.CreateHash(_algorithm);
        hash.AppendData(head);
        hash.AppendData(content);
        return new(hash.GetHashAndReset());
    }

    /// <summary>Returns the plain checksum of bytes, as at the end of packs and indexes.</summary>
    public byte[] ComputeChecksum(ReadOnlySpan<byte> bytes)
    {
        if (!ReferenceEquals(this, Sha1) || bytes.Length > ShortContent)
        {
            return CryptographicOperations.HashData(_algorithm, bytes);
        }

        var hash = new byte[ShortSha1.Length];
        ShortSha1.Hash([], bytes, hash);
        return hash;
    }

    /// <summary>Returns the checksum of the rest of a stream.</summary>
    public byte[] ComputeChecksum(Stream stream) => CryptographicOperations.HashData(_algorithm, stream);

    /// <summary>Returns the hash function for incremental use.</summary>
    public IncrementalHash CreateHash() => IncrementalHash.CreateHash(_algorithm);

    /// <summary>Returns git's name of a kind.</summary>
    public static string NameOf(ObjectKind kind) => kind switch
    {
        ObjectKind.Commit => "commit",
        ObjectKind.Tree => "tree",
        ObjectKind.Blob => "blob",
        ObjectKind.Tag => "tag",
        _ => "unknown",
    };

    /// <summary>Returns the kind of a name that git uses.</summary>
    internal static ObjectKind ParseKind(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("commit"u8) => ObjectKind.Commit,
        _ when name.SequenceEqual("tree"u8) => ObjectKind.Tree,
        _ when name.SequenceEqual("blob"u8) => ObjectKind.Blob,
        _ when name.SequenceEqual("tag"u8) => ObjectKind.Tag,
        _ => ObjectKind.Unknown,
    };
}
