using System.Collections.Immutable;
using SecretSentry.Training.Chance;

namespace SecretSentry.Training.Generators.Contexts;

/// <summary>
/// A language or format in which names stand beside values, as tables of templates, one a line. Templates indent by four blanks; the writer
/// turns them into what the file uses.
/// </summary>
internal sealed record Language(string Name)
{
    /// <summary>Weight of this language among all languages.</summary>
    public int Weight { get; init; } = 10;

    /// <summary>Text that makes a line a comment. Empty: there are no comments.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Ways to join the words of a name. Common ones are listed more than once.</summary>
    public string Casings { get; init; } = "snake";

    /// <summary>Ways to write a value for <c>{{v}}</c>: names of positions.</summary>
    public string Quotes { get; init; } = "\"";

    /// <summary>Possible units of indentation.</summary>
    public ImmutableArray<string> Indents { get; init; } = ["    ", "    ", "  ", "  ", "\t", "   "];

    /// <summary>Whether <c>{{v}}</c> may be code.</summary>
    public bool Expressions { get; init; }

    /// <summary>Text between two snippets, in addition to the line ending.</summary>
    public string Join { get; init; } = "";

    /// <summary>Role and path, one pair a line.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Text around the snippets. <c>…</c> is replaced by them.</summary>
    public ImmutableArray<string> Frames { get; init; } = ["…"];

    public ImmutableArray<string> Snippets { get; init; } = [];

    /// <summary>Lines without any value worth a label.</summary>
    public ImmutableArray<string> Fillers { get; init; } = [];

    /// <summary>Snippets of other languages that occur inside this one.</summary>
    public ImmutableArray<Embedding> Embeddings { get; init; } = [];

    /// <summary>Whether items, which begin with a dash, cannot be mixed with members.</summary>
    public bool ItemsApart { get; init; }

    /// <summary>Returns the language for one block of a file: only items or only members, where they cannot be mixed.</summary>
    public Language Block(Dice dice)
    {
        if (!ItemsApart)
        {
            return this;
        }

        var items = dice.DrawChance(100 * Snippets.Count(IsItem) / Snippets.Length);
        return this with
        {
            Snippets = [.. Snippets.Where(snippet => IsItem(snippet) == items)],
            Fillers = [.. Fillers.Where(filler => IsItem(filler) == items)],
        };
    }

    private static bool IsItem(string template) => template.StartsWith('-');

    /// <summary>Returns a table of templates, one a line.</summary>
    public static ImmutableArray<string> SplitLines(string table) => [.. table.Split('\n').Where(line => line.Trim().Length > 0)];
}
