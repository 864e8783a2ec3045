namespace SecretSentry.House;

/// <summary>The lists that are built into this program.</summary>
internal static class Resource
{
    /// <summary>The lines of a list, without empty lines and lines that begin with #.</summary>
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
