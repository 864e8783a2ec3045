using SecretSentry.Engine.Bytes;

namespace SecretSentry.PatternCompiler.Tables;

/// <summary>
/// Counts which four bytes, by their classes, occur most often in the files below a folder, and prints CommonWindows.txt. Of each project
/// (subfolder) at most 12 MB are counted, in small files without long lines. Projects below 4 MB weigh less.
/// </summary>
internal static class CommonWindowsTable
{
    private const int Windows = 65_536;
    private const long MostOfProject = 12_000_000;
    private const long LeastOfProject = 200_000;
    private const double FullWeight = 4_000_000;
    private const int MostOfFile = 100_000;
    private const int LongestLine = 2000;

    /// <summary>Prints the table for the projects in a folder.</summary>
    public static void Print(string folder)
    {
        var shares = new Dictionary<int, double>();
        var weights = 0.0;
        foreach (var project in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var (counts, total) = Count(project);
            if (total >= LeastOfProject)
            {
                var weight = Math.Min(1, total / FullWeight);
                weights += weight;
                foreach (var (window, count) in counts)
                {
                    shares[window] = shares.GetValueOrDefault(window) + (weight * count / total);
                }
            }
        }

        foreach (var (window, share) in shares.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key).Take(Windows)
            .OrderBy(entry => entry.Key))
        {
            var signs = $"{FormatClass(window >> 18)}{FormatClass(window >> 12)}{FormatClass(window >> 6)}{FormatClass(window)}";
            Console.Write($"{signs}{ByteModelTable.FormatShare(share / weights)}\n");
        }
    }

    private static (Dictionary<int, long> Counts, long Total) Count(string project)
    {
        var (counts, total) = (new Dictionary<int, long>(), 0L);
        foreach (var file in Directory.EnumerateFiles(project, "*",
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).OrderBy(HashName))
        {
            var bytes = File.ReadAllBytes(file).AsSpan();
            bytes = bytes[..Math.Min(bytes.Length, MostOfFile)];
            if (bytes.Length < 4 || bytes.Contains((byte)0) || HasLongLine(bytes))
            {
                continue;
            }

            if (total + bytes.Length > MostOfProject)
            {
                break;
            }

            total += bytes.Length;
            var window = 0;
            for (var i = 0; i < bytes.Length; i++)
            {
                window = ((window << 6) | ByteClasses.Classify(bytes[i])) & 0xFFFFFF;
                if (i >= 3)
                {
                    counts[window] = counts.GetValueOrDefault(window) + 1;
                }
            }
        }

        return (counts, total);
    }

    /// <summary>Returns a number to sort by. The order mixes the folders of a project and is the same in each run.</summary>
    private static uint HashName(string file) => file.Aggregate(2166136261, (hash, c) => (hash ^ c) * 16777619);

    private static bool HasLongLine(ReadOnlySpan<byte> bytes)
    {
        foreach (var line in bytes.Split((byte)'\n'))
        {
            if (line.End.Value - line.Start.Value > LongestLine)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Returns the printable byte of a class: a mark, a digit or a small letter. The class that contains DEL has <c>_</c>.
    /// </summary>
    private static char FormatClass(int classes) => (char)((classes & 63) switch
    {
        var low and < 32 => 0x20 + low,
        63 => '_',
        var letter => 0x40 + letter,
    });
}
