namespace SecretSentry.Training.Generators.Text;

/// <summary>How the words of a name are put together.</summary>
internal static class Casing
{
    private static readonly Dictionary<string, Func<string[], string>> Styles = new(StringComparer.Ordinal)
    {
        ["snake"] = words => string.Join('_', words),
        ["upper"] = words => string.Join('_', words.Select(ToUpper)),
        ["kebab"] = words => string.Join('-', words),
        ["dot"] = words => string.Join('.', words),
        ["upperdot"] = words => string.Join('.', words.Select(ToUpper)),
        ["flat"] = string.Concat,
        ["flatupper"] = words => ToUpper(string.Concat(words)),
        ["words"] = words => string.Join(' ', words),
        ["sentence"] = words => Capitalize(string.Join(' ', words)),
        ["title"] = words => string.Join(' ', words.Select(Capitalize)),
        ["header"] = words => string.Join('-', words.Select(Capitalize)),
        ["pascal"] = words => string.Concat(words.Select(Capitalize)),
        ["pascalsnake"] = words => string.Join('_', words.Select(Capitalize)),
        ["camel"] = words => words[0] + string.Concat(words.Skip(1).Select(Capitalize)),
        ["path"] = words => string.Join('/', words),
    };

    public static bool IsStyle(string name) => Styles.ContainsKey(name);

    public static string Write(string style, string[] words) => Styles[style](words);

    public static string Capitalize(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];

    public static string ToUpper(string word) => word.ToUpperInvariant();

    public static string ToLower(string word) =>
        string.Create(word.Length, word, static (text, source) => source.AsSpan().ToLowerInvariant(text));
}
