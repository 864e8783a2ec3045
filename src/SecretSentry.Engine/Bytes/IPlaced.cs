namespace SecretSentry.Engine.Bytes;

/// <summary>An object at an offset of a content.</summary>
internal interface IPlaced
{
    /// <summary>The offset in bytes.</summary>
    int Offset { get; }
}
