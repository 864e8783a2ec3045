using System.Text.RegularExpressions;

namespace SecretSentry.Purge.Search;

/// <summary>
/// Something to be removed from a history: fixed bytes in all the forms in which they may stand, or a pattern. It holds the secret: it is
/// never printed, and written only to a file that its owner alone can read.
/// </summary>
public sealed class Needle
{
    /// <summary>Shorter texts stand in ordinary code as well; they are taken only when the user insists.</summary>
    public const int ShortestSafe = 8;

    private Needle(string name, byte[] bytes, string pattern, byte[] replacement)
    {
        (Name, Bytes, Pattern, Replacement) = (name, bytes, pattern, replacement);
        Regex = pattern.Length == 0 ? null : PythonPattern.Compile(pattern);
        Forms = pattern.Length == 0 ? NeedleForm.CreateAll(bytes, replacement) : [];
    }

    /// <summary>Safe to print: the rule and the fingerprint of a finding, or the line of a rules file.</summary>
    public string Name { get; }

    /// <summary>The text as it was found, or given; empty for a pattern.</summary>
    public byte[] Bytes { get; }

    /// <summary>The pattern as it was given, in Python's syntax for bytes; empty for fixed bytes.</summary>
    public string Pattern { get; }

    /// <summary>What stands there afterwards; for a pattern with Python's group references.</summary>
    public byte[] Replacement { get; }

    internal Regex? Regex { get; }

    internal IReadOnlyList<NeedleForm> Forms { get; }

    /// <summary>Fixed bytes.</summary>
    public static Needle CreateLiteral(string name, byte[] bytes, byte[] replacement) => new(name, bytes, "", replacement);

    /// <summary>A pattern over bytes, in Python's syntax, as git-filter-repo takes it.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Needle CreatePattern(string name, string pattern, byte[] replacement) => new(name, [], pattern, replacement);
}
