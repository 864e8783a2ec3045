using System.Text;

namespace SecretSentry.PatternCompiler.Tables;

/// <summary>
/// Counts which byte follows which in the files below a folder, and prints the table of ByteModel.Table.cs. Of each project (subfolder) at
/// most 6 MB are counted.
/// </summary>
internal static class ByteModelTable
{
    private const int Kinds = 99;
    private const long MaxOfProject = 6_000_000;
    private const int MaxOfFile = 60_000;

    /// <summary>Prints the table for the projects in a folder.</summary>
    public static void Print(string folder)
    {
        long[][] counts = [.. Enumerable.Range(0, Kinds).Select(_ => new long[Kinds])];
        foreach (var project in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            Count(project, counts);
        }

        var single = Enumerable.Range(0, Kinds).Select(a => counts[a].Sum()).ToArray();
        var total = single.Sum();
        Console.WriteLine(string.Concat(single.Select(count => FormatShare((count + 0.5) / (total + 50)))));
        for (var a = 0; a < Kinds; a++)
        {
            // Each share is smoothed towards the share without context.
            Console.WriteLine(string.Concat(Enumerable.Range(0, Kinds)
                .Select(b => FormatShare((counts[a][b] + (4.0 * (single[b] + 1) / total)) / (single[a] + 4)))));
        }
    }

    private static void Count(string project, long[][] counts)
    {
        var left = MaxOfProject;
        foreach (var file in Directory.EnumerateFiles(project, "*",
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Order(StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(file).AsSpan();
            bytes = bytes[..Math.Min(bytes.Length, MaxOfFile)];
            if (bytes.Contains((byte)0) || (left -= bytes.Length) < 0)
            {
                continue;
            }

            for (var i = 1; i < bytes.Length; i++)
            {
                counts[GetKind(bytes[i - 1])][GetKind(bytes[i])]++;
            }
        }
    }

    private static int GetKind(byte b) => b switch
    {
        >= 0x20 and < 0x7F => b - 0x20,
        (byte)'\t' => 96,
        (byte)'\n' or (byte)'\r' => 97,
        >= 0x80 => 98,
        _ => 95,
    };

    /// <summary>Returns the sign for a share, as <c>ByteModel</c> reads it.</summary>
    internal static Rune FormatShare(double share) => new((char)('#' + Math.Min(91, (int)Math.Round(-4 * Math.Log2(share)))));
}
