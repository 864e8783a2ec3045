namespace SecretSentry.Engine.Bytes;

/// <summary>Something at an offset of a content.</summary>
internal interface IPlaced
{
    /// <summary>The offset in bytes.</summary>
    int Offset { get; }
}
