using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SecretSentry.House;

/// <summary>
/// What a project may not use: the lists that its project file names, which the build checks with Microsoft.CodeAnalysis.BannedApiAnalyzers
/// as well (its README tells the format: a documentation id, a semicolon, a reason).
/// </summary>
internal static class BannedSymbols
{
    /// <summary>The lists of a project, as <c>AdditionalFiles</c> of its project file.</summary>
    public static IReadOnlyList<string> ListsOf(string top, string project)
    {
        var file = Path.Combine(top, "src", $"SecretSentry.{project}", $"SecretSentry.{project}.csproj");
        var lists = System.Xml.Linq.XDocument.Load(file).Descendants("AdditionalFiles")
            .Select(item => (string?)item.Attribute("Include") ?? "");
        return [.. lists.Select(list => Path.GetFullPath(list, Path.GetDirectoryName(file)!))];
    }

    /// <summary>The uses in files of what their project may not use.</summary>
    public static IEnumerable<string> Find(SourceTree sources, IEnumerable<SourceFile> files) =>
        files.GroupBy(file => file.Project).SelectMany(project =>
        {
            var banned = Read(ListsOf(sources.Top, project.Key));
            return project.SelectMany(file => FindIn(sources, file, banned));
        });

    /// <summary>The ids in lists, with the reason for each.</summary>
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

    /// <summary>The ids of a symbol, of the types it is in and of their namespaces.</summary>
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

    /// <summary>Whether the build was told to let it pass here (RS0030 is the analyzer's number).</summary>
    private static bool IsAllowed(SyntaxNode node)
    {
        var before = node.SyntaxTree.GetRoot().DescendantTrivia().Where(trivia => trivia.SpanStart < node.SpanStart)
            .Select(trivia => trivia.GetStructure()).OfType<PragmaWarningDirectiveTriviaSyntax>()
            .LastOrDefault(pragma => pragma.ErrorCodes.Any(code => code.ToString() == "RS0030"));
        return before is not null && before.DisableOrRestoreKeyword.ValueText == "disable";
    }
}
