namespace SecretSentry.Cli.Output;

/// <summary>Handles a reader that has closed the pipe. This is not an error.</summary>
internal static class BrokenPipe
{
    /// <summary>Discards buffered output, which would fail again when the stream is closed.</summary>
    public static void DiscardOutput() => Console.SetOut(TextWriter.Null);
}
