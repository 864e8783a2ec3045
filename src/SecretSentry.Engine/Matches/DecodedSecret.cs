
namespace SecretSentry.Engine.Matches;

/// <summary>
/// A secret that stands encoded in a content. It holds the secret's bytes: only a finding may show anything of them.
/// </summary>
/// <param name="path">Encodings from the outermost in, as in <c>base64 &gt; hex</c>.</param>
/// <param name="bytes">The secret, decoded.</param>
public sealed class DecodedSecret(string path, ReadOnlyMemory<byte> bytes)
{
    /// <summary>Encodings from the outermost in, as in <c>base64 &gt; hex</c>.</summary>
    public string Path => path;

    /// <summary>The secret, decoded: never to be printed, logged or kept.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;
}
