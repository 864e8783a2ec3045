namespace SecretSentry.Git.History;

/// <summary>A commit that brought a blob to a path.</summary>
public sealed record Introduction(string Commit, string Path);

/// <summary>Who brought which blob: every commit's tree against its parents, merges against all of them (git's <c>-c</c>).</summary>
public static class Attribution
{
    /// <summary>For each wanted blob its introductions, in the order in which the commits were given; blobs without any are absent.</summary>
    /// <exception cref="GitException">git failed.</exception>
    public static IReadOnlyDictionary<string, List<Introduction>> Of(string directory, IReadOnlyCollection<string> commits, IReadOnlySet<string> wanted)
    {
        using var git = GitProgram.Start(directory, "diff-tree", "--stdin", "-r", "--root", "-c", "--no-renames", "--raw", "-z", "--no-abbrev", "--no-ext-diff");
        var error = git.StandardError.ReadToEndAsync();
        var feeding = Task.Run(() => Feed(git.StandardInput, commits));
        var found = Read(git.StandardOutput.BaseStream, wanted);
        feeding.GetAwaiter().GetResult();
        git.WaitForExit();
        return git.ExitCode == 0 ? found : throw GitProgram.Failure(directory, error.GetAwaiter().GetResult());
    }

    private static void Feed(StreamWriter input, IReadOnlyCollection<string> commits)
    {
        foreach (var commit in commits)
        {
            input.Write(commit + "\n");
        }

        input.Close();
    }

    private static Dictionary<string, List<Introduction>> Read(System.IO.Stream output, IReadOnlySet<string> wanted)
    {
        var found = new Dictionary<string, List<Introduction>>(StringComparer.Ordinal);
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
                (found.TryGetValue(id, out var list) ? list : found[id] = []).Add(new(commit, path));
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
