namespace SecretSentry.Training.Generators.Text;

/// <summary>How the words of a name are put together.</summary>
internal static class Casing
{
    private static readonly Dictionary<string, Func<string[], string>> Styles = new(StringComparer.Ordinal)
    {
        ["snake"] = words => string.Join('_', words),
        ["upper"] = words => string.Join('_', words.Select(Upper)),
        ["kebab"] = words => string.Join('-', words),
        ["dot"] = words => string.Join('.', words),
        ["upperdot"] = words => string.Join('.', words.Select(Upper)),
        ["flat"] = string.Concat,
        ["flatupper"] = words => Upper(string.Concat(words)),
        ["words"] = words => string.Join(' ', words),
        ["sentence"] = words => Capital(string.Join(' ', words)),
        ["title"] = words => string.Join(' ', words.Select(Capital)),
        ["header"] = words => string.Join('-', words.Select(Capital)),
        ["pascal"] = words => string.Concat(words.Select(Capital)),
        ["pascalsnake"] = words => string.Join('_', words.Select(Capital)),
        ["camel"] = words => words[0] + string.Concat(words.Skip(1).Select(Capital)),
        ["path"] = words => string.Join('/', words),
    };

    public static bool IsStyle(string name) => Styles.ContainsKey(name);

    public static string Write(string style, string[] words) => Styles[style](words);

    public static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];

    public static string Upper(string word) => word.ToUpperInvariant();

    public static string Lower(string word) =>
        string.Create(word.Length, word, static (text, source) => source.AsSpan().ToLowerInvariant(text));
}
