
namespace SecretSentry.Engine.Matches;

/// <summary>A secret that occurs encoded in a content. It contains the secret's bytes: only a finding may show anything of them.</summary>
/// <param name="path">Encodings from the outermost to the innermost, as in <c>base64 &gt; hex</c>.</param>
/// <param name="bytes">The decoded secret.</param>
public sealed class DecodedSecret(string path, ReadOnlyMemory<byte> bytes)
{
    /// <summary>Encodings from the outermost to the innermost, as in <c>base64 &gt; hex</c>.</summary>
    public string Path => path;

    /// <summary>The decoded secret. It must never be printed, logged or kept.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;
}
