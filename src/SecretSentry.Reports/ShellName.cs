using SecretSentry.Files;

namespace SecretSentry.Reports;

/// <summary>Quotes names in commands that a reader may copy into a POSIX shell (sh, bash, zsh, Git Bash).</summary>
public static class ShellName
{
    /// <summary>Stands for a name that cannot be printed as it is: it contains a secret, or characters that are not shown.</summary>
    public const string Placeholder = "FILE";

    /// <summary>
    /// Returns the name unchanged when every shell takes it as one word, otherwise in quotes. Returns <see cref="Placeholder"/> for a name
    /// that cannot be printed as it is.
    /// </summary>
    public static string Quote(ForeignText name) => name.IsPlain ? QuotePlain(name.ToString()) : Placeholder;

    /// <summary>
    /// As <see cref="Quote"/>, for a path that git takes as a pattern: with <c>:(literal)</c> where a character has a meaning
    /// (gitglossary, pathspec), and after <c>--</c> where the path looks like an option.
    /// </summary>
    public static string QuotePath(ForeignText path)
    {
        if (!path.IsPlain)
        {
            return Placeholder;
        }

        var name = path.ToString();
        return name.StartsWith('-') ? $"-- {QuotePlain(name)}"
            : QuotePlain(name.StartsWith(':') || name.AsSpan().IndexOfAny("*?[\\") >= 0 ? ":(literal)" + name : name);
    }

    private static string QuotePlain(string name) => name.Length > 0 && name[0] != '-' && name.All(IsOrdinary) ? name
        : $"'{name.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool IsOrdinary(char c) => char.IsAsciiLetterOrDigit(c)
        || c is '/' or '.' or '_' or '-' or '+' or '@' or '%' or ',' or ':' || c > 0x7F;
}
