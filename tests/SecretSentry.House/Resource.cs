namespace SecretSentry.House;

/// <summary>Reads the lists that are embedded in this program.</summary>
internal static class Resource
{
    /// <summary>Returns the lines of a list. Empty lines and lines that begin with # are skipped.</summary>
    public static IEnumerable<string> ReadLines(string name)
    {
        using var stream = typeof(Resource).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
