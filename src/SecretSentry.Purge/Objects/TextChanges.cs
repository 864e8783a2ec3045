namespace SecretSentry.Purge.Objects;

/// <summary>What of a commit's or tag's text besides ids is changed; null: nothing.</summary>
/// <param name="Message">For the message and for headers other than those of people.</param>
/// <param name="Identity">For lines that name people.</param>
internal sealed record TextChanges(Func<byte[], byte[]>? Message, Func<byte[], byte[]>? Identity)
{
    public static TextChanges None { get; } = new(null, null);
}
