using SecretSentry.Engine.Bytes;

namespace SecretSentry.Benchmarks;

/// <summary>
/// Counts which four bytes stand most often, by their classes, below a folder, and prints
/// src/SecretSentry.PatternCompiler/CommonWindows.txt. Of each project (subfolder) at most 12 MB in small files without long lines;
/// projects below 4 MB weigh less.
/// </summary>
internal static class CommonWindowsTable
{
    private const int Windows = 65_536;
    private const long MostOfProject = 12_000_000;
    private const long LeastOfProject = 200_000;
    private const double FullWeight = 4_000_000;
    private const int MostOfFile = 100_000;
    private const int LongestLine = 2000;

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

        foreach (var (window, share) in shares.OrderByDescending(one => one.Value).ThenBy(one => one.Key).Take(Windows)
            .OrderBy(one => one.Key))
        {
            var signs = $"{Sign(window >> 18)}{Sign(window >> 12)}{Sign(window >> 6)}{Sign(window)}";
            Console.Write($"{signs}{ByteModelTable.Level(share / weights)}\n");
        }
    }

    private static (Dictionary<int, long> Counts, long Total) Count(string project)
    {
        var (counts, total) = (new Dictionary<int, long>(), 0L);
        foreach (var file in Directory.EnumerateFiles(project, "*",
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).OrderBy(Mixed))
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

    /// <summary>An order that mixes a project's folders, and is the same each time.</summary>
    private static uint Mixed(string file) => file.Aggregate(2166136261, (hash, c) => (hash ^ c) * 16777619);

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

    /// <summary>The printable byte of a class: marks and digits, small letters, and '_' for the one that holds DEL.</summary>
    private static char Sign(int classes) => (char)((classes & 63) switch
    {
        var low and < 32 => 0x20 + low,
        63 => '_',
        var letter => 0x40 + letter,
    });
}
