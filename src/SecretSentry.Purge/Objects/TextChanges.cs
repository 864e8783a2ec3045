namespace SecretSentry.Purge.Objects;

/// <summary>The changes to the text of a commit or tag besides ids. A null function changes nothing.</summary>
/// <param name="Message">Applied to the message and to headers that do not name people.</param>
/// <param name="Identity">Applied to lines that name people.</param>
internal sealed record TextChanges(Func<byte[], byte[]>? Message, Func<byte[], byte[]>? Identity)
{
    public static TextChanges None { get; } = new(null, null);
}
