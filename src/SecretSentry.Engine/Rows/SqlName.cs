namespace SecretSentry.Engine.Rows;

/// <summary>A name in SQL, without its quotes and without the names of database and schema before it.</summary>
/// <param name="Start">Offset of the name.</param>
/// <param name="End">Offset after the name.</param>
/// <param name="Next">Offset after its quote. Negative when there is no name.</param>
/// <param name="IsQuoted">Whether it is in quotes or brackets.</param>
internal readonly record struct SqlName(int Start, int End, int Next, bool IsQuoted)
{
    public static SqlName None { get; } = new(0, 0, -1, IsQuoted: false);

    public bool Exists => Next >= 0;
}
