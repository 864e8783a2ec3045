namespace SecretSentry.House;

/// <summary>Checks the limit of 140 characters a line.</summary>
internal static class Lines
{
    public const int Limit = 140;

    /// <summary>Returns the lines of a text that are too long.</summary>
    public static IEnumerable<string> FindLong(string path, string text) => text.Split('\n').Index()
        .Where(line => line.Item.TrimEnd('\r').Length > Limit)
        .Select(line => $"{path}:{line.Index + 1}: {line.Item.Length} characters; a line has at most {Limit}");
}
