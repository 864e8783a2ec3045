namespace SecretSentry.Reports;

/// <summary>Quotes names in commands that a reader may copy.</summary>
public static class ShellName
{
    /// <summary>Returns the name unchanged when every shell takes it as one word, otherwise in quotes.</summary>
    public static string Quote(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > 0 && name[0] != '-' && name.All(c => char.IsAsciiLetterOrDigit(c)
            || c is '/' or '.' or '_' or '-' or '+' or '@' or '%' or ',' or ':' || c > 0x7F)
            ? name
            : $"{(name.StartsWith('-') ? "-- " : "")}'{name.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
