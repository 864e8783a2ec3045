using System.Collections.Immutable;
using SecretSentry.Training.Chance;

namespace SecretSentry.Training.Generators.Contexts;

/// <summary>
/// A language or format in which names stand beside values, as tables of templates, one a line. Templates indent by four blanks; the writer
/// turns them into what the file uses.
/// </summary>
internal sealed record Language(string Name)
{
    /// <summary>How often files of this language are made, beside others.</summary>
    public int Weight { get; init; } = 10;

    /// <summary>How a line becomes a comment; empty where there are no comments.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Ways to join the words of a name, the common ones more than once.</summary>
    public string Casings { get; init; } = "snake";

    /// <summary>Ways to write a value for <c>{{v}}</c>: names of positions.</summary>
    public string Quotes { get; init; } = "\"";

    /// <summary>What a file may be indented by.</summary>
    public ImmutableArray<string> Indents { get; init; } = ["    ", "    ", "  ", "  ", "\t", "   "];

    /// <summary>Whether <c>{{v}}</c> may be code.</summary>
    public bool Expressions { get; init; }

    /// <summary>What stands between two snippets, besides the line's end.</summary>
    public string Join { get; init; } = "";

    /// <summary>Role and path, a line each.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>What stands around the snippets; <c>…</c> is their place.</summary>
    public ImmutableArray<string> Frames { get; init; } = ["…"];

    public ImmutableArray<string> Snippets { get; init; } = [];

    /// <summary>Lines without any value worth a label.</summary>
    public ImmutableArray<string> Fillers { get; init; } = [];

    /// <summary>Snippets of other languages that stand inside this one.</summary>
    public ImmutableArray<Embedding> Embeddings { get; init; } = [];

    /// <summary>Whether items, which begin with a dash, cannot stand beside members.</summary>
    public bool ItemsApart { get; init; }

    /// <summary>The language as one block of a file uses it: all items or all members, where they must be apart.</summary>
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

    /// <summary>A table of templates: a line each.</summary>
    public static ImmutableArray<string> SplitLines(string table) => [.. table.Split('\n').Where(line => line.Trim().Length > 0)];
}
