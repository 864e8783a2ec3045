namespace SecretSentry.Cli.Output;

/// <summary>Handles a reader that has closed the pipe. This is not an error.</summary>
internal static class BrokenPipe
{
    private const int UnixBrokenPipe = 32; // EPIPE

    /// <summary>Returns whether a stream failed because its reader is gone. A full disk is another cause.</summary>
    public static bool IsCause(IOException exception) => OperatingSystem.IsWindows() || exception.HResult == UnixBrokenPipe;

    /// <summary>Discards buffered output, which would fail again when the stream is closed.</summary>
    public static void DiscardOutput() => Console.SetOut(TextWriter.Null);
}
