using SecretSentry.Git.Process;

namespace SecretSentry.Git.Objects;

/// <summary>
/// The content of one object from <c>git cat-file --batch</c>, as a stream. Neither git nor this program keeps a large blob in memory as a
/// whole.
/// </summary>
internal sealed class GitBlobStream : Stream
{
    private readonly System.Diagnostics.Process _git;
    private readonly Task<string> _error;
    private readonly BufferedStream _output;
    private long _remaining;

    private GitBlobStream(System.Diagnostics.Process git, string id)
    {
        _git = git;
        _error = git.StandardError.ReadToEndAsync();
        git.StandardInput.Write(id + "\n");
        git.StandardInput.Close();
        _output = new(git.StandardOutput.BaseStream, 1 << 16);
        var header = BatchOutput.ReadHeader(_output);
        Length = _remaining = header?.Length ?? -1;
        if (_remaining < 0)
        {
            throw new IOException(header is null ? ReadError() : $"git says: object {id} is {header.Value.Kind}");
        }
    }

    /// <exception cref="IOException">git cannot read the object.</exception>
    public static GitBlobStream Open(string directory, string id) => new(GitProgram.Start(directory, "cat-file", "--batch"), id);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    /// <summary>Length of the object in bytes.</summary>
    public override long Length { get; }

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = _output.Read(buffer[..(int)Math.Min(_remaining, buffer.Length)]);
        if (read == 0 && _remaining > 0 && !buffer.IsEmpty)
        {
            throw new IOException(ReadError());
        }

        _remaining -= read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (!_git.HasExited)
            {
                _git.Kill();
            }

            _output.Dispose();
            _git.Dispose();
        }

        base.Dispose(disposing);
    }

    private string ReadError()
    {
        _git.WaitForExit();
        return $"git could not read it ({GitWords.Describe(_error.GetAwaiter().GetResult())})";
    }
}
