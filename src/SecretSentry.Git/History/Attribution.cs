namespace SecretSentry.Git.History;

/// <summary>A commit that brought a blob to a path.</summary>
public sealed record Introduction(string Commit, string Path);

/// <summary>Who brought which blob: every commit's tree against its parents, merges against all of them (git's <c>-c</c>).</summary>
public static class Attribution
{
    /// <summary>Commits without a readable tree that are passed over; with more of them the reason is another one.</summary>
    private const int MaxBroken = 50;

    /// <summary>For each wanted blob its introductions, in the order in which the commits were given; blobs without any are absent, and commits whose tree cannot be read bring none.</summary>
    /// <exception cref="GitException">git failed.</exception>
    public static IReadOnlyDictionary<string, List<Introduction>> Of(string directory, IReadOnlyCollection<string> commits, IReadOnlySet<string> wanted)
    {
        var found = new Dictionary<string, List<Introduction>>(StringComparer.Ordinal);
        var broken = 0;
        var open = new Stack<ReadOnlyMemory<string>>([commits.ToArray()]);
        while (open.TryPop(out var part))
        {
            var (introductions, error) = Run(directory, part, wanted);
            if (error is null)
            {
                introductions.ForEach(one => (found.TryGetValue(one.Id, out var list) ? list : found[one.Id] = []).Add(one.Introduction));
            }
            else if (part.Length > 1)
            {
                // git ends at the first tree it cannot read and does not say whose it is: halve until it stands alone.
                open.Push(part[(part.Length / 2)..]);
                open.Push(part[..(part.Length / 2)]);
            }
            else if (++broken > MaxBroken)
            {
                throw GitProgram.Failure(directory, error);
            }
        }

        return found;
    }

    /// <summary>The introductions, or what git said when it failed.</summary>
    private static (List<(string Id, Introduction Introduction)> Introductions, string? Error) Run(string directory, ReadOnlyMemory<string> commits, IReadOnlySet<string> wanted)
    {
        using var git = GitProgram.Start(directory, "diff-tree", "--stdin", "-r", "--root", "-c", "--no-renames", "--raw", "-z", "--no-abbrev", "--no-ext-diff");
        var error = git.StandardError.ReadToEndAsync();
        var feeding = Task.Run(() => Feed(git.StandardInput, commits.Span));
        var found = Read(git.StandardOutput.BaseStream, wanted);
        feeding.GetAwaiter().GetResult();
        git.WaitForExit();
        var words = error.GetAwaiter().GetResult();
        return (found, git.ExitCode == 0 ? null : words);
    }

    /// <summary>git may end before it has read all; its exit code tells.</summary>
    private static void Feed(StreamWriter input, ReadOnlySpan<string> commits)
    {
        try
        {
            foreach (var commit in commits)
            {
                input.Write(commit + "\n");
            }

            input.Close();
        }
        catch (IOException)
        {
            // The pipe is closed at the other end.
        }
    }

    private static List<(string Id, Introduction Introduction)> Read(System.IO.Stream output, IReadOnlySet<string> wanted)
    {
        var found = new List<(string, Introduction)>();
        var commit = "";
        using var fields = new NulFields(output);
        while (fields.Next() is { } field)
        {
            if (!field.StartsWith(':'))
            {
                commit = field.Trim();
                continue;
            }

            // ":mode mode id id status", with one colon, one mode and one id more for each further parent.
            var path = fields.Next() ?? "";
            var parents = field.Length - field.TrimStart(':').Length;
            var id = field.Split(' ')[(2 * parents) + 1];
            if (wanted.Contains(id))
            {
                found.Add((id, new(commit, path)));
            }
        }

        return found;
    }

    private sealed class NulFields(System.IO.Stream stream) : IDisposable
    {
        private readonly BufferedStream _stream = new(stream, 1 << 16);
        private readonly MemoryStream _field = new();

        public string? Next()
        {
            _field.SetLength(0);
            for (int b; (b = _stream.ReadByte()) != 0;)
            {
                if (b < 0)
                {
                    return _field.Length == 0 ? null : Text();
                }

                _field.WriteByte((byte)b);
            }

            return Text();
        }

        public void Dispose()
        {
            _stream.Dispose();
            _field.Dispose();
        }

        private string Text() => GitProgram.Text(_field.GetBuffer().AsSpan(0, (int)_field.Length));
    }
}
