using System.Runtime.InteropServices;
using SecretSentry.Cli.Output;

namespace SecretSentry.Cli.Setup;

/// <summary>
/// Ends the program within a second of the first Ctrl-C or request to terminate, and at once at the second one. A command that looks at the
/// token ends by itself before. One that waits for standard input, for git or for a disk cannot look, and is ended here. Every command can
/// be ended at any point: files are replaced as a whole, and a purge continues where it was.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(600);

#pragma warning disable CA2213 // a signal may be handled while the program ends, so this stays valid
    private readonly CancellationTokenSource _source = new();
#pragma warning restore CA2213
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _count;

    /// <summary>Begins to wait for signals.</summary>
    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Stops waiting. The token stays valid, because a signal may be handled at this moment.</summary>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        var isFirst = Interlocked.Increment(ref _count) == 1;
        new Thread(() => EndProgram(isFirst ? Grace : TimeSpan.Zero)) { IsBackground = true }.Start();
        if (isFirst)
        {
            _source.Cancel();
        }
    }

    private static void EndProgram(TimeSpan after)
    {
        Thread.Sleep(after);
        Environment.Exit(Messages.Fail(ExitCode.Interrupted, "interrupted"));
    }
}
