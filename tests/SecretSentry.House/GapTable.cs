using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SecretSentry.House;

/// <summary>
/// The table of all places in the code that report a gap or an unreadable thing (docs/internals/gaps.md), with the test of each. The places
/// come from the code; the tests are written into the table by hand and kept when it is generated again.
/// </summary>
internal static partial class GapTable
{
    /// <summary>Path of the table below the top of the repository.</summary>
    public const string Path = "docs/internals/gaps.md";

    private const int MaxLength = 60;

    private static readonly string[] Methods = ["AddUnreadable", "AddMissing", "AddMalformedTree", "AddUnlessGone"];

    /// <summary>Lists that become gaps of the coverage, in the project that reads repositories.</summary>
    private static readonly string[] Lists = ["_problems", "problems", "Broken", "broken", "_malformed"];

    /// <summary>Merges coverages; reads and writes reports; has exit codes of its own.</summary>
    private static readonly string[] Exceptions = ["Findings/Coverage.cs", "Reports/", "Purge/"];

    /// <summary>Returns all places, ordered by file.</summary>
    public static IReadOnlyList<GapPlace> Find(SourceTree sources)
    {
        var places = new List<GapPlace>();
        foreach (var file in sources.Files.Where(file => !IsException(ShortPath(file))))
        {
            foreach (var (node, said) in file.Tree.GetRoot().DescendantNodes().Select(node => (node, Said: FindSaid(file, node)))
                .Where(pair => pair.Said is not null))
            {
                places.Add(Create(file, node, said!, places));
            }
        }

        return places;
    }

    /// <summary>Returns the rows of the table, with the tests of <paramref name="old"/> for the places that it knows.</summary>
    public static IEnumerable<string> Write(SourceTree sources, IEnumerable<string> old)
    {
        var tests = old.Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Split(" | ").Length == 3)
            .GroupBy(line => string.Join(" | ", line.Split(" | ")[..2]) + " |")
            .ToDictionary(rows => rows.Key, rows => rows.First().Split(" | ")[2].TrimEnd('|').Trim(), StringComparer.Ordinal);
        return Find(sources).Select(place => $"{place.Key} {tests.GetValueOrDefault(place.Key, "")} |");
    }

    /// <summary>Returns the rows of a table that have no test, or one that does not exist.</summary>
    public static IEnumerable<string> FindUntested(string top, IEnumerable<string> rows)
    {
        var tests = new TestNames(top);
        return rows.Where(row => !tests.NamesTests(row.Split(" | ")[^1]));
    }

    private static bool IsException(string path) => Exceptions.Any(name => path.StartsWith(name, StringComparison.Ordinal));

    /// <summary>Returns what a node reports; null when it reports nothing.</summary>
    private static SyntaxNode? FindSaid(SourceFile file, SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } call when IsReport(file, member)
            => call.ArgumentList,
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax name } call when Methods.Contains(name.Identifier.ValueText)
            => call.ArgumentList,
        AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax list } } assignment
            when IsList(file, list.Identifier.ValueText) => assignment.Right,
        _ => null,
    };

    private static bool IsReport(SourceFile file, MemberAccessExpressionSyntax member)
    {
        var list = member.Expression is MemberAccessExpressionSyntax inner ? inner.Name.Identifier.ValueText : member.Expression.ToString();
        return Methods.Contains(member.Name.Identifier.ValueText) || (member.Name.Identifier.ValueText is "Add" or "AddRange" or "UnionWith"
            && (list == "Gaps" || IsList(file, list)));
    }

    private static bool IsList(SourceFile file, string name) =>
        ShortPath(file).StartsWith("Git/", StringComparison.Ordinal) && Lists.Contains(name);

    private static GapPlace Create(SourceFile file, SyntaxNode node, SyntaxNode said, List<GapPlace> before)
    {
        var type = node.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.ValueText ?? "";
        var function = node.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.ValueText ?? type;
        var name = $"{ShortPath(file)[..ShortPath(file).LastIndexOf('/')]}/{type}.{function}";
        var place = new GapPlace(name, Shorten(said));
        var same = before.Count(other => other.Function == name && (other.Says == place.Says
            || other.Says.StartsWith(place.Says + " (", StringComparison.Ordinal)));
        var number = string.Create(System.Globalization.CultureInfo.InvariantCulture, $" ({same + 1})");
        return same == 0 ? place : place with { Says = place.Says + number };
    }

    /// <summary>Returns the first text of the node with at least two words, otherwise the code.</summary>
    private static string Shorten(SyntaxNode said)
    {
        var text = said.DescendantNodesAndSelf().Select(node => node switch
        {
            LiteralExpressionSyntax literal => literal.Token.ValueText,
            InterpolatedStringExpressionSyntax interpolated => interpolated.Contents.ToString(),
            _ => "",
        }).FirstOrDefault(text => text.Trim().Contains(' ', StringComparison.Ordinal)) ?? said.ToString();
        text = GetSpaceRegex().Replace(text.Replace('|', '/'), " ").Trim();
        return text.Length > MaxLength ? text[..MaxLength].Trim() + "…" : text;
    }

    private static string ShortPath(SourceFile file) => file.Path.Replace("SecretSentry.", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\s+")]
    private static partial Regex GetSpaceRegex();
}
