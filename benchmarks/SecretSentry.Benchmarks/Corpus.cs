using System.Buffers.Text;

namespace SecretSentry.Benchmarks;

/// <summary>The texts of the throughput benchmarks.</summary>
internal static class Corpus
{
    public static byte[][] Read() =>
        Environment.GetEnvironmentVariable("SECRETSENTRY_CORPUS") is { Length: > 0 } file ? [.. Batch(file)]
            : [.. Directory.EnumerateFiles(Path.Combine(Top(), "src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllBytes)];

    /// <summary>Reads repetitions of "id SP type SP length LF content LF" (git-cat-file manual, batch output).</summary>
    private static IEnumerable<byte[]> Batch(string file)
    {
        using var stream = new BufferedStream(File.OpenRead(file), 1 << 20);
        var header = new List<byte>();
        while (true)
        {
            header.Clear();
            for (int b; (b = stream.ReadByte()) != '\n';)
            {
                if (b < 0)
                {
                    yield break;
                }

                header.Add((byte)b);
            }

            var digits = header.LastIndexOf((byte)' ') + 1;
            _ = Utf8Parser.TryParse([.. header.Skip(digits)], out int length, out _);
            var content = new byte[length];
            stream.ReadExactly(content);
            stream.ReadByte();
            yield return content;
        }
    }

    private static string Top()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SecretSentry.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
