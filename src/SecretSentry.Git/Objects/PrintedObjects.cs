using System.Globalization;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Objects;

/// <summary>
/// Reads the objects that a program prints in the format of <c>git cat-file --batch</c>, one after the other. Disposing it ends the
/// program.
/// </summary>
public sealed class PrintedObjects : IDisposable
{
    private readonly System.Diagnostics.Process _program;
    private readonly BufferedStream _output;
    private readonly Task<string> _error;
    private readonly TimeSpan _patience;
    private readonly Timer _watchdog;
    private readonly CancellationTokenRegistration _registration;
    private bool _isStalled;
    private long _unread;

    /// <summary>Reads from a program that was started with pipes for all three streams.</summary>
    /// <param name="program">The program. The reader owns it.</param>
    /// <param name="patience">
    /// How long to wait for an object. libgit2 1.8 can try forever to read a damaged object; the program is ended then.
    /// </param>
    /// <param name="cancellation">Ends the program, so that a read that waits for it ends as well.</param>
    public PrintedObjects(System.Diagnostics.Process program, TimeSpan patience, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(program);
        (_program, _patience) = (program, patience);
        _output = new(program.StandardOutput.BaseStream, 1 << 16);
        _error = program.StandardError.ReadToEndAsync(CancellationToken.None);
        _watchdog = new(_ => EndStalled(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _registration = cancellation.Register(End);
    }

    /// <summary>
    /// Writes the ids of the objects to print, one per line, to the standard input and closes it. Call it from another thread than the one
    /// that reads, because the program stops reading while its output is not read.
    /// </summary>
    public void Request(IEnumerable<ObjectId> ids) => ProcessPipes.Feed(_program.StandardInput, ids.Select(id => $"{id}\n"));

    /// <summary>
    /// Reads the header of the next object. Returns null at the end. A negative length means that the program cannot read the object.
    /// </summary>
    public (string Id, string Kind, long Length)? ReadHeader()
    {
        _watchdog.Change(_patience, Timeout.InfiniteTimeSpan);
        var header = BatchOutput.ReadHeader(_output);
        _watchdog.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _unread = header is { Length: >= 0 } found ? found.Length : 0;
        return header;
    }

    /// <summary>
    /// Reads the next part of the content, as much as <paramref name="target"/> holds. Returns the number of bytes. It is smaller than the
    /// length of the target only at the end of the content; the next call is then <see cref="ReadHeader"/>.
    /// </summary>
    /// <exception cref="EndOfStreamException">The program ended within the content.</exception>
    public int ReadContent(Span<byte> target)
    {
        var length = (int)Math.Min(target.Length, _unread);
        _output.ReadExactly(target[..length]);
        _unread -= length;
        if (length < target.Length)
        {
            _output.ReadExactly(stackalloc byte[1]); // the LF that follows the content
        }

        return length;
    }

    /// <summary>Waits for the end of the program. Returns its exit code and the last line of its standard error.</summary>
    public (int Code, string Message) WaitForEnd()
    {
        _program.WaitForExit();
        if (_isStalled)
        {
            return (_program.ExitCode, string.Create(CultureInfo.InvariantCulture,
                $"it did not read an object within {_patience.TotalSeconds} seconds"));
        }

        var lines = _error.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (_program.ExitCode, lines.LastOrDefault() ?? "no message");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _watchdog.Dispose();
        End();
        _output.Dispose();
        _program.Dispose();
    }

    private void EndStalled()
    {
        _isStalled = true;
        End();
    }

    private void End()
    {
        try
        {
            _program.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has already exited.
        }
    }
}
