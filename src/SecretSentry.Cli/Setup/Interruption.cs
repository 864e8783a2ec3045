using SecretSentry.Cli.Output;

namespace SecretSentry.Cli.Setup;

/// <summary>
/// Ends the program within a second of Ctrl-C. A command that looks at its cancellation ends by itself before. One that waits for standard
/// input, for git or for a disk cannot look, and is ended here. Every command can be ended at any point: files are replaced as a whole,
/// and a purge continues where it was.
/// </summary>
internal static class Interruption
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(600);

    /// <summary>Ends the program soon after the token was cancelled, unless the command has ended by then.</summary>
    public static CancellationTokenRegistration Watch(CancellationToken cancellation) =>
        cancellation.Register(() => new Thread(EndProgram) { IsBackground = true }.Start());

    private static void EndProgram()
    {
        Thread.Sleep(Grace);
        Environment.Exit(Messages.Fail(ExitCode.Interrupted, "interrupted"));
    }
}
