namespace SecretSentry.Fuzz.Runs;

/// <summary>
/// Ends the process when one input takes too long. Time of the processor is counted, because the machine may be busy. It cannot stop a
/// thread, so it calls a function that records the input, and leaves with <see cref="ExitCode"/>.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    /// <summary>Exit code of a worker that was stopped.</summary>
    public const int ExitCode = 70;

    /// <summary>Time of the processor for one input.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly Func<long> _getNumber;
    private readonly Action _giveUp;
    private readonly Timer _timer;
    private long _number = -1;
    private TimeSpan _since;

    /// <param name="getNumber">Returns the number of the input that is being read.</param>
    /// <param name="giveUp">Records the input.</param>
    public Watchdog(Func<long> getNumber, Action giveUp)
    {
        (_getNumber, _giveUp) = (getNumber, giveUp);
        _timer = new(_ => Check(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public void Dispose() => _timer.Dispose();

    private void Check()
    {
        var (number, used) = (_getNumber(), Environment.CpuUsage.TotalTime);
        if (number != _number)
        {
            (_number, _since) = (number, used);
        }
        else if (used - _since > Limit)
        {
            _giveUp();
            Environment.Exit(ExitCode);
        }
    }
}
