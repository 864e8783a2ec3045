using System.ComponentModel;
using System.Globalization;

namespace SecretSentry.Git.Process;

/// <summary>
/// A running git. A file of a repository, or one that its configuration includes, can be a pipe, and git would wait for it forever. Such a
/// git is ended, also when this program ends before. All others end by themselves when their pipes are closed. On Linux the kernel says
/// what a process waits for (proc_pid_wchan(5)); elsewhere nothing is ended.
/// </summary>
internal sealed class GitProcess : System.Diagnostics.Process
{
    /// <summary>What a process waits in that opens a pipe which nobody writes to (fs/pipe.c of Linux).</summary>
    private const string WaitsForWriter = "wait_for_partner";

    /// <summary>A writer that comes later than this is none.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly HashSet<GitProcess> Running = [];

    private Timer? _timer;
    private bool _hasWaited;

    static GitProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) => EndWaiting();

    /// <summary>Whether it was ended because it waited for a pipe.</summary>
    public bool WaitedForPipe { get; private set; }

    /// <summary>Begins to look at what the started program waits for.</summary>
    public void Watch()
    {
        if (OperatingSystem.IsLinux())
        {
            lock (Running)
            {
                Running.Add(this);
            }

            _timer = new(_ => Look(), null, Patience, Patience);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        lock (Running)
        {
            Running.Remove(this);
        }

        _timer?.Dispose();
        base.Dispose(disposing);
    }

    private static void EndWaiting()
    {
        lock (Running)
        {
            foreach (var git in Running)
            {
                git._hasWaited = true; // there is no time to look twice
                git.Look();
            }
        }
    }

    private void Look()
    {
        try
        {
            var file = string.Create(CultureInfo.InvariantCulture, $"/proc/{Id}/wchan");
#pragma warning disable RS0030 // a file of the system, which has no length
            var waits = !HasExited && File.ReadAllText(file) == WaitsForWriter;
#pragma warning restore RS0030
            if (waits && _hasWaited)
            {
                WaitedForPipe = true;
                Kill();
            }

            _hasWaited = waits;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or Win32Exception)
        {
            _timer?.Dispose(); // it has ended, or the kernel does not say what it waits for
        }
    }
}
