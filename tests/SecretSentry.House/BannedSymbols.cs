using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SecretSentry.House;

/// <summary>
/// Finds the symbols that a project may not use. The lists are the ones that the project file names. The build checks the same lists with
/// Microsoft.CodeAnalysis.BannedApiAnalyzers. The README of that package describes the format: a documentation id, a semicolon, a reason.
/// </summary>
internal static class BannedSymbols
{
    /// <summary>Paths of a project's lists, which its project file names as <c>AdditionalFiles</c>.</summary>
    public static IReadOnlyList<string> ListsOf(string top, string project)
    {
        var file = Path.Combine(top, "src", $"SecretSentry.{project}", $"SecretSentry.{project}.csproj");
        var lists = System.Xml.Linq.XDocument.Load(file).Descendants("AdditionalFiles")
            .Select(item => (string?)item.Attribute("Include") ?? "");
        return [.. lists.Select(list => Path.GetFullPath(list, Path.GetDirectoryName(file)!))];
    }

    /// <summary>Returns each use of a symbol that the file's project may not use.</summary>
    public static IEnumerable<string> Find(SourceTree sources, IEnumerable<SourceFile> files) =>
        files.GroupBy(file => file.Project).SelectMany(project =>
        {
            var banned = Read(ListsOf(sources.Top, project.Key));
            return project.SelectMany(file => FindIn(sources, file, banned));
        });

    /// <summary>Reads lists. Returns the reason for each id.</summary>
    private static Dictionary<string, string> Read(IEnumerable<string> lists) =>
        lists.SelectMany(File.ReadAllLines).Where(line => line.Contains(';', StringComparison.Ordinal)).Select(line => line.Split(';', 2))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    private static IEnumerable<string> FindIn(SourceTree sources, SourceFile file, Dictionary<string, string> banned)
    {
        var model = sources.GetModel(file);
        foreach (var name in file.Tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (IdsOf(model.GetSymbolInfo(name).Symbol).FirstOrDefault(banned.ContainsKey) is { } id && !IsAllowed(name))
            {
                var line = name.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                yield return $"src/{file.Path}:{line}: {id} is banned. {banned[id]}";
            }
        }
    }

    /// <summary>Returns the ids of a symbol, of its containing types and of their namespaces.</summary>
    private static IEnumerable<string> IdsOf(ISymbol? symbol)
    {
        for (var part = symbol is INamespaceSymbol ? null : symbol?.OriginalDefinition; part is not null; part = part.ContainingSymbol)
        {
            if (part.GetDocumentationCommentId() is { } id)
            {
                yield return id;
            }
        }
    }

    /// <summary>Whether a pragma allows the use here. The analyzer reports such a use as RS0030.</summary>
    private static bool IsAllowed(SyntaxNode node)
    {
        var before = node.SyntaxTree.GetRoot().DescendantTrivia().Where(trivia => trivia.SpanStart < node.SpanStart)
            .Select(trivia => trivia.GetStructure()).OfType<PragmaWarningDirectiveTriviaSyntax>()
            .LastOrDefault(pragma => pragma.ErrorCodes.Any(code => code.ToString() == "RS0030"));
        return before is not null && before.DisableOrRestoreKeyword.ValueText == "disable";
    }
}
