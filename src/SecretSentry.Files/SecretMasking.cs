namespace SecretSentry.Files;

/// <summary>
/// Masks secrets in texts that are printed. This project knows no rules, so the program says how. Safe to use from several threads.
/// </summary>
public static class SecretMasking
{
    private static Func<string, string> _sentences = text => text;
    private static Func<string, string> _foreign = text => text;

    /// <summary>Sets how texts are masked.</summary>
    /// <param name="mask">Returns a text with its secrets masked. Called from several threads.</param>
    public static void Set(Func<string, string> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        (_sentences, _foreign) = (mask, text => text);
    }

    /// <summary>Masks certain secrets before everything else, because what is left of a text may not show the others any more.</summary>
    /// <param name="mask">Returns a text with these secrets masked. Called from several threads.</param>
    public static void AddFirst(Func<string, string> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var then = _sentences;
        _sentences = text => then(mask(text));
    }

    /// <summary>
    /// Masks in texts that others wrote also what the rules of a repository find. Our own sentences stay as they are: a repository could
    /// hide with its rules what we say about it. What was masked before stays masked.
    /// </summary>
    /// <param name="mask">Returns a text with its secrets masked. Called from several threads.</param>
    public static void AddForeign(Func<string, string> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        _foreign = mask;
    }

    internal static string MaskSentence(string text) => text.Length == 0 ? text : _sentences(text);

    internal static string MaskForeign(string text) => text.Length == 0 ? text : _foreign(_sentences(text));
}
