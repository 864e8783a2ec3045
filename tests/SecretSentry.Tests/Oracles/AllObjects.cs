using System.Diagnostics;
using System.Text;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Tests.Oracles;

/// <summary>
/// Reads every object of a repository once, reachable or not. It is simple and slow, and uses <c>git cat-file --batch-all-objects</c>.
/// </summary>
public static class AllObjects
{
    /// <summary>Name for objects whose id is unknown.</summary>
    private const string UnknownId = "(unknown)";

    /// <summary>Calls <paramref name="visitor"/> for every readable object, in no particular order.</summary>
    /// <exception cref="GitException">The folder is not a repository, or git cannot list its objects.</exception>
    public static ObjectTally ReadAll(string directory, ObjectVisitor visitor, CancellationToken cancellation)
    {
        var tally = new Tally(visitor);
        var problem = Stream(directory, tally, cancellation);
        if (problem.Length > 0)
        {
            ReadOneByOne(directory, tally, cancellation);
            tally.ReportIfNothingElse(problem);
        }

        ReportStrayPacks(directory, tally);
        return tally.Result();
    }

    /// <summary>
    /// Reads all objects with one command, which is fast. If git stops at an object that it cannot read, returns its message, otherwise an
    /// empty string.
    /// </summary>
    private static string Stream(string directory, Tally tally, CancellationToken cancellation)
    {
        using var git = GitProgram.Start(directory, "cat-file", "--batch-all-objects", "--unordered", "--buffer", "--batch");
        git.StandardInput.Close();
        var error = git.StandardError.ReadToEndAsync(cancellation);
        try
        {
            using var output = new BufferedStream(git.StandardOutput.BaseStream, 1 << 20);
            while (BatchOutput.ReadHeader(output) is { } header)
            {
                cancellation.ThrowIfCancellationRequested();
                tally.Take(header, output);
            }
        }
        catch (EndOfStreamException)
        {
            // git stopped within an object. Its message is on the other stream.
        }
        catch
        {
            Stop(git);
            throw;
        }

        git.WaitForExit();
        var words = error.GetAwaiter().GetResult();
        if (git.ExitCode != 0 && tally.IsEmpty && words.Contains("not a git repository", StringComparison.OrdinalIgnoreCase))
        {
            throw GitProgram.CreateException(directory, words);
        }

        return git.ExitCode != 0 ? words + "." : words.Contains("error:", StringComparison.Ordinal) ? words : "";
    }

    /// <summary>Lists all ids, then reads each missing object separately. This is slow but survives damaged objects.</summary>
    private static void ReadOneByOne(string directory, Tally tally, CancellationToken cancellation)
    {
        // Only ids are listed. For kinds and lengths git would open the objects and stop at the first damaged one.
        var output = GitProgram.Run(directory, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)");
        using var reader = BlobReader.Start(directory);
        foreach (var id in Encoding.ASCII.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(id => !tally.Has(id)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (reader.TryRead(id, out var content, out var kind, out var problem))
            {
                tally.Visit(kind, id, content);
            }
            else
            {
                tally.Refuse(id, problem);
            }
        }
    }

    /// <summary>Reports packs without an index. Other git commands ignore them, and count-objects prints a warning.</summary>
    private static void ReportStrayPacks(string directory, Tally tally)
    {
        var (_, _, error) = GitProgram.TryRun(directory, "count-objects", "-v");
        foreach (var line in error.Split('\n').Where(line => line.Contains("no corresponding", StringComparison.Ordinal)))
        {
            tally.Refuse(UnknownId, line.Trim());
        }
    }

    private static void Stop(Process git)
    {
        if (!git.HasExited)
        {
            git.Kill();
        }
    }

    private sealed class Tally(ObjectVisitor visitor)
    {
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
        private readonly List<UnreadableObject> _unreadable = [];
        private byte[] _buffer = new byte[1 << 20];
        private long _blobBytes;

        public bool IsEmpty => _seen.Count == 0;

        public bool Has(string id) => _seen.Contains(id);

        public void Take((string Id, string Kind, long Length) header, System.IO.Stream output)
        {
            if (header.Length >= BatchOutput.MaxLength)
            {
                Refuse(header.Id, "larger than 2 GB");
                Skip(output, header.Length + 1);
            }
            else if (header.Length >= 0)
            {
                Visit(header.Kind, header.Id, BatchOutput.ReadContent(output, header.Length, ref _buffer));
            }
        }

        public void Visit(string kind, string id, ReadOnlySpan<byte> content)
        {
            if (_seen.Add(id))
            {
                _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
                _blobBytes += kind == "blob" ? content.Length : 0;
                visitor(kind, id, content);
            }
        }

        public void Refuse(string id, string reason)
        {
            if (id == UnknownId || _seen.Add(id))
            {
                _unreadable.Add(new(id, reason));
            }
        }

        /// <summary>git reported a problem and every listed object was read, so the object with the problem is not listed.</summary>
        public void ReportIfNothingElse(string problem)
        {
            if (_unreadable.Count == 0)
            {
                Refuse(UnknownId, problem.Split('\n')[0].Trim());
            }
        }

        public ObjectTally Result() =>
            new(new(_counts.GetValueOrDefault("blob"), _counts.GetValueOrDefault("tree"), _counts.GetValueOrDefault("commit"),
                _counts.GetValueOrDefault("tag")), _blobBytes, _unreadable);

        private void Skip(System.IO.Stream output, long length)
        {
            for (; length > 0; length -= Math.Min(length, _buffer.Length))
            {
                output.ReadExactly(_buffer, 0, (int)Math.Min(length, _buffer.Length));
            }
        }
    }
}
