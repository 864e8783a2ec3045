using System.Buffers;

namespace SecretSentry.Files;

/// <summary>
/// Quotes names in commands that a reader may copy: into sh, bash, zsh or PowerShell, and on Windows also into cmd.exe. These disagree
/// about many characters. A name that cannot be written so that all of them read it alike is not printed.
/// </summary>
public static class ShellName
{
    /// <summary>Stands for a name that is not printed: it contains a secret, or characters that are not shown or that shells read
    /// differently.</summary>
    public const string Placeholder = "FILE";

    /// <summary>PowerShell takes the typographic quotes for quotes (about_Quoting_Rules).</summary>
    private const char FirstTypographicQuote = '\u2018';
    private const char LastTypographicQuote = '\u201F';

    /// <summary>What a shell replaces or ends a text with between double quotes. bash does so with an exclamation mark.</summary>
    private static readonly SearchValues<char> SpecialInDoubleQuotes = SearchValues.Create("\"$`!\\");

    /// <summary>As above; a backslash is part of most paths there, and cmd.exe replaces names between percent signs.</summary>
    private static readonly SearchValues<char> SpecialOnWindows = SearchValues.Create("\"$`!%");

    /// <summary>
    /// Returns the name unchanged when every shell takes it as one word, otherwise in quotes. Returns <see cref="Placeholder"/> for a name
    /// that is not printed.
    /// </summary>
    public static string Quote(ForeignText name) => name.IsPlain ? QuotePlain(name.Raw, OperatingSystem.IsWindows()) : Placeholder;

    /// <summary>
    /// As <see cref="Quote"/>, for a path that git takes as a pattern: with <c>:(literal)</c> where a character has a meaning
    /// (gitglossary, pathspec), and after <c>--</c> where the path looks like an option.
    /// </summary>
    public static string QuotePath(ForeignText path) =>
        path.IsPlain && path.Raw.StartsWith('-') ? $"-- {QuotePattern(path)}" : QuotePattern(path);

    /// <summary>As <see cref="QuotePath"/>, for a command that has <c>--</c> before the path.</summary>
    public static string QuotePattern(ForeignText path)
    {
        if (!path.IsPlain)
        {
            return Placeholder; // so is a path that begins with a colon
        }

        var pattern = path.Raw.AsSpan().IndexOfAny("*?[\\") >= 0 ? ":(literal)" + path.Raw : path.Raw;
        return QuotePlain(pattern, OperatingSystem.IsWindows());
    }

    /// <summary>Quotes a name without invisible characters.</summary>
    internal static string QuotePlain(string name, bool isWindows)
    {
        if (name.Length > 0 && name[0] != '=' && name.All(c => IsOrdinary(c) || (c > 0x7F && char.IsLetterOrDigit(c))))
        {
            return name;
        }

        if (name.AsSpan().ContainsAnyInRange(FirstTypographicQuote, LastTypographicQuote))
        {
            return Placeholder;
        }

        return !isWindows && !name.Contains('\'', StringComparison.Ordinal) ? $"'{name}'"
            : name.AsSpan().ContainsAny(isWindows ? SpecialOnWindows : SpecialInDoubleQuotes) || name.EndsWith('\\') ? Placeholder
            : $"\"{name}\"";
    }

    private static bool IsOrdinary(char c) => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '+' or ':' or '=';
}
