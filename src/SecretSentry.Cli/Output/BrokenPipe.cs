namespace SecretSentry.Cli.Output;

/// <summary>A reader that went away is not an error.</summary>
internal static class BrokenPipe
{
    /// <summary>Whatever is still buffered would fail again when the stream is closed.</summary>
    public static void DiscardOutput() => Console.SetOut(TextWriter.Null);
}
