namespace SecretSentry.Git.Process;

/// <summary>Quotes words for a POSIX shell, for commands that are printed. Names in a repository can contain any character.</summary>
public static class ShellWord
{
    /// <summary>Returns the word unchanged when it is harmless, otherwise in single quotes.</summary>
    public static string Quote(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "/._-:@+=,^".Contains(c, StringComparison.Ordinal)) ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
