namespace SecretSentry.Git.Purge;

/// <summary>Words for a POSIX shell, for commands that are printed: names in a repository can hold anything.</summary>
internal static class Shell
{
    /// <summary>The word itself where it is harmless, else in single quotes.</summary>
    public static string Word(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "/._-:@+=,^".Contains(c, StringComparison.Ordinal)) ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
