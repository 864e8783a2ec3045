namespace SecretSentry.Engine.Findings;

/// <summary>
/// A secret that stands encoded in a content. It holds the secret's bytes: only <see cref="Finding"/> may show anything of them.
/// </summary>
/// <param name="path">Encodings from the outermost in, as in <c>base64 &gt; hex</c>.</param>
/// <param name="bytes">The secret, decoded.</param>
public sealed class DecodedSecret(string path, ReadOnlyMemory<byte> bytes)
{
    /// <summary>Encodings from the outermost in, as in <c>base64 &gt; hex</c>.</summary>
    public string Path => path;

    internal ReadOnlyMemory<byte> Bytes => bytes;
}
