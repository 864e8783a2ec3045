using System.Text.RegularExpressions;

namespace SecretSentry.Purge.Search;

/// <summary>
/// Something to be removed from a history: fixed bytes in all the forms in which they can occur, or a pattern. A needle contains the
/// secret. It is never printed, and it is written only to a file that only its owner can read.
/// </summary>
public sealed class Needle
{
    /// <summary>
    /// Texts shorter than this number of bytes also occur in ordinary code. They are accepted only when the user explicitly allows it.
    /// </summary>
    public const int ShortestSafe = 8;

    private Needle(string name, byte[] bytes, string pattern, byte[] replacement)
    {
        (Name, Bytes, Pattern, Replacement) = (name, bytes, pattern, replacement);
        Regex = pattern.Length == 0 ? null : PythonPattern.Compile(pattern);
        Forms = pattern.Length == 0 ? NeedleForm.CreateAll(bytes, replacement) : [];
    }

    /// <summary>Name of the needle, safe to print: rule and fingerprint of a finding, or name of a rules file and line number.</summary>
    public string Name { get; }

    /// <summary>The text as it was found or given; empty for a pattern.</summary>
    public byte[] Bytes { get; }

    /// <summary>The pattern as it was given, in Python's syntax for bytes; empty for fixed bytes.</summary>
    public string Pattern { get; }

    /// <summary>The replacement. For a pattern it may contain Python's group references.</summary>
    public byte[] Replacement { get; }

    internal Regex? Regex { get; }

    internal IReadOnlyList<NeedleForm> Forms { get; }

    /// <summary>Creates a needle of fixed bytes.</summary>
    public static Needle CreateLiteral(string name, byte[] bytes, byte[] replacement) => new(name, bytes, "", replacement);

    /// <summary>Creates a needle from a pattern over bytes in Python's syntax, as in git-filter-repo.</summary>
    /// <exception cref="FormatException">The pattern is not valid.</exception>
    public static Needle CreatePattern(string name, string pattern, byte[] replacement) => new(name, [], pattern, replacement);
}
