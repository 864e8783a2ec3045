using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SecretSentry.Fuzz.Seeds;

/// <summary>
/// A small repository that git makes: commits, a merge, a tag, deltas, a pack with bitmap and reverse index, a multi-pack-index, a
/// commit-graph, packed refs, reflogs, and an index. The same on every machine.
/// </summary>
internal sealed class SeedRepository
{
    private const int Commits = 6;

    private readonly string _top;

    public SeedRepository(string top)
    {
        _top = top;
        Git("init", "-q", "-b", "main", ".");
        for (var i = 0; i < Commits; i++)
        {
            Commit(i);
        }

        Git("tag", "-a", "-m", "first", "v1");
        Git("branch", "other", "HEAD~2");
        Git("gc", "-q", "--no-prune");
        Git("-c", "repack.writeBitmaps=true", "repack", "-q", "-a", "-d", "-f");
        Git("multi-pack-index", "write");
        Git("commit-graph", "write", "--reachable");
        Git("pack-refs", "--all");
        Write("staged.txt", "staged\n");
        Git("add", ".");
    }

    /// <summary>Git directory.</summary>
    public string Directory => Path.Combine(_top, ".git");

    /// <summary>Path of the pack.</summary>
    public string Pack => System.IO.Directory.GetFiles(Path.Combine(Directory, "objects", "pack"), "*.pack")[0];

    /// <summary>Returns a file of the git directory.</summary>
    public byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Directory, name));

    /// <summary>Returns an object without its header.</summary>
    public byte[] ReadObject(string kind, string revision) => Git("cat-file", kind, revision);

    /// <summary>Returns the index in a format version.</summary>
    public byte[] ReadIndex(int version)
    {
        Git("update-index", "--index-version", version.ToString(CultureInfo.InvariantCulture));
        return Read("index");
    }

    /// <summary>Runs git. Returns what it prints.</summary>
    public byte[] Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = _top, RedirectStandardOutput = true };
        arguments.ToList().ForEach(start.ArgumentList.Add);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in new[]
        {
            ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_AUTHOR_NAME", "A U Thor"),
            ("GIT_AUTHOR_EMAIL", "author@example.com"), ("GIT_AUTHOR_DATE", "1700000000 +0100"), ("GIT_COMMITTER_NAME", "C O Mitter"),
            ("GIT_COMMITTER_EMAIL", "committer@example.com"), ("GIT_COMMITTER_DATE", "1700000100 +0000"),
        })
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return process.ExitCode == 0 ? output.ToArray()
            : throw new InvalidOperationException($"git {string.Join(' ', arguments)} failed with {process.ExitCode}");
    }

    private void Commit(int number)
    {
        var text = new StringBuilder();
        for (var line = 0; line < 40; line++)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"line {line} of the file, which is {(line % 7 == number ? "changed" : "the same")}\n");
        }

        Write("a.txt", text.ToString());
        Write("folder/b.txt", text.ToString()[(number * 20)..]);
        Write($"folder/inner/{number}.md", $"number {number}\n");
        Git("add", ".");
        Git("commit", "-q", "-m", $"commit {number}\n\nwhat it is about");
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_top, name);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
