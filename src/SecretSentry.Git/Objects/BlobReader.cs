using System.Text;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Objects;

/// <summary>
/// Reads objects by id through one <c>git cat-file --batch</c> process that stays open. Start it early: git initializes while other work is
/// done.
/// </summary>
public sealed class BlobReader : IDisposable
{
    private readonly string _directory;
    private System.Diagnostics.Process? _git;
    private BufferedStream _output = null!;
    private Task<string> _error = null!;
    private byte[] _buffer = new byte[64 * 1024];

    private BlobReader(string directory)
    {
        _directory = directory;
        Open();
    }

    /// <summary>Starts a reader for the repository that contains <paramref name="directory"/>.</summary>
    public static BlobReader Start(string directory) => new(directory);

    /// <summary>
    /// Reads the content of object <paramref name="id"/>. It is valid until the next call. Returns false when the object cannot be read;
    /// <paramref name="problem"/> then contains the reason.
    /// </summary>
    public bool TryRead(string id, out ReadOnlySpan<byte> content, out string kind, out string problem)
    {
        content = default;
        (kind, problem) = ("", "");
        if (_git is null)
        {
            Open();
        }

        try
        {
            _git!.StandardInput.BaseStream.Write(Encoding.ASCII.GetBytes(id + "\n"));
            _git.StandardInput.BaseStream.Flush();
            var header = BatchOutput.ReadHeader(_output);
            if (header is not { } found)
            {
                problem = ReadFailure();
                return false;
            }

            kind = found.Kind;
            if (found.Length < 0)
            {
                problem = $"git says: object {id} is {found.Kind}";
                return false;
            }

            if (found.Length >= BatchOutput.MaxLength)
            {
                problem = $"object {id} is larger than 2 GB";
                Stop();
                return false;
            }

            content = BatchOutput.ReadContent(_output, found.Length, ref _buffer);
            return true;
        }
        catch (IOException)
        {
            problem = ReadFailure();
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_git is null)
        {
            return;
        }

        try
        {
            _git.StandardInput.Close();
        }
        catch (IOException)
        {
            // git has already exited, so there is nothing to close.
        }

        _output.Dispose();
        _git.Dispose();
        _git = null;
    }

    /// <summary>Starts git. Its standard error is read continuously, because a full pipe would block it.</summary>
    private void Open()
    {
        _git = GitProgram.Start(_directory, "cat-file", "--batch");
        _output = new(_git.StandardOutput.BaseStream, 1 << 16);
        _error = _git.StandardError.ReadToEndAsync();
    }

    /// <summary>Ends git in the middle of an object, so that it does not continue to write into a pipe that nobody reads.</summary>
    private void Stop()
    {
        _git!.Kill();
        Dispose();
    }

    /// <summary>Returns what git complains about. git exits at a corrupt object; the next call starts a new process.</summary>
    private string ReadFailure()
    {
        _git!.Kill();
        var words = GitWords.Describe(_error.GetAwaiter().GetResult());
        Dispose();
        return words;
    }
}
