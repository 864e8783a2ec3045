namespace SecretSentry.Files;

/// <summary>
/// Masks secrets in texts that are printed. This project knows no rules, so the program says once how. A command that has read the rules
/// of the user adds those. Safe to use from several threads.
/// </summary>
public static class SecretMasking
{
    private static Func<string, string> _mask = text => text;

    /// <summary>Sets how texts are masked.</summary>
    /// <param name="mask">Returns a text with its secrets masked. Called from several threads.</param>
    public static void Set(Func<string, string> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        _mask = mask;
    }

    /// <summary>
    /// Also masks in this way. What was masked before stays masked, so a repository cannot switch it off with its own rules.
    /// </summary>
    /// <param name="mask">Returns a text with its secrets masked. Called from several threads.</param>
    public static void Add(Func<string, string> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var before = _mask;
        _mask = text => mask(before(text));
    }

    internal static string Mask(string text) => text.Length == 0 ? text : _mask(text);
}
