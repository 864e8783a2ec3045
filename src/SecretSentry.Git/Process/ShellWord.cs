namespace SecretSentry.Git.Process;

/// <summary>Words for a POSIX shell, for commands that are printed: names in a repository can contain anything.</summary>
public static class ShellWord
{
    /// <summary>The word itself where it is harmless, else in single quotes.</summary>
    public static string Quote(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "/._-:@+=,^".Contains(c, StringComparison.Ordinal)) ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
