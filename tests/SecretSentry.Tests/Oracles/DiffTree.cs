using SecretSentry.Git.Process;

namespace SecretSentry.Tests.Oracles;

/// <summary>
/// Compares commits with their parents by <c>git diff-tree --stdin</c>. Merges are compared with all parents (<c>-c</c>), so content that a
/// parent has is not new.
/// </summary>
internal static class DiffTree
{
    private const string Submodule = "160000";

    /// <summary>
    /// Returns the blobs that the commits introduced, in the order of the commits, or git's error message when it failed. Deletions and
    /// submodules are left out.
    /// </summary>
    public static (List<IntroducedBlob> Blobs, string? Error) Run(string directory, ReadOnlyMemory<string> commits)
    {
        using var git = GitProgram.Start(directory, "diff-tree", "--stdin", "-r", "--root", "-c", "--no-renames", "--raw", "-z",
            "--no-abbrev", "--no-ext-diff");
        var error = git.StandardError.ReadToEndAsync();
        var feeding = Task.Run(() => Feed(git.StandardInput, commits.Span));
        var found = Read(git.StandardOutput.BaseStream);
        feeding.GetAwaiter().GetResult();
        git.WaitForExit();
        var words = error.GetAwaiter().GetResult();
        return (found, git.ExitCode == 0 ? null : words);
    }

    /// <summary>Writes the standard input. git may exit before it has read everything; the exit code shows whether it failed.</summary>
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

    /// <summary>Records ":modes ids status NUL path NUL" with one colon, mode and id for each parent (git-diff-tree manual).</summary>
    private static List<IntroducedBlob> Read(Stream output)
    {
        var found = new List<IntroducedBlob>();
        var commit = "";
        using var fields = new NulFields(output);
        while (fields.ReadNext() is { } field)
        {
            if (!field.StartsWith(':'))
            {
                commit = field.Trim();
                continue;
            }

            var path = fields.ReadNext() ?? "";
            var parents = field.Length - field.TrimStart(':').Length;
            var parts = field[parents..].Split(' ');
            var (mode, id) = (parts[parents], parts[(2 * parents) + 1]);
            string?[] before = [.. Enumerable.Range(0, parents)
                .Select(parent => parts[parent] == Submodule || IsZero(parts[parents + 1 + parent]) ? null : parts[parents + 1 + parent])];
            if (mode != Submodule && !IsZero(id))
            {
                found.Add(new(commit, path, id, before));
            }
        }

        return found;
    }

    private static bool IsZero(string id) => id.AsSpan().Trim('0').IsEmpty;

    private sealed class NulFields(Stream stream) : IDisposable
    {
        private readonly BufferedStream _stream = new(stream, 1 << 16);
        private readonly MemoryStream _field = new();

        public string? ReadNext()
        {
            _field.SetLength(0);
            for (int b; (b = _stream.ReadByte()) != 0;)
            {
                if (b < 0)
                {
                    return _field.Length == 0 ? null : GetText();
                }

                _field.WriteByte((byte)b);
            }

            return GetText();
        }

        public void Dispose()
        {
            _stream.Dispose();
            _field.Dispose();
        }

        private string GetText() => GitProgram.DecodeText(_field.GetBuffer().AsSpan(0, (int)_field.Length));
    }
}
