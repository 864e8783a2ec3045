using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SecretSentry.House;

/// <summary>Which folders use types of which other folders; documentation and using directives do not count.</summary>
internal static class TypeUses
{
    /// <summary>Each use of a type of another folder, with the first place of it in each file.</summary>
    public static IEnumerable<(string User, string Used, string Where)> Find(SourceTree sources)
    {
        var files = sources.Files.ToDictionary(file => file.Tree);
        foreach (var file in sources.Files)
        {
            var (model, seen) = (sources.GetModel(file), new HashSet<string>(StringComparer.Ordinal));
            foreach (var name in file.Tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (TypeOf(model, name) is { } type && FileOf(type) is { } used && used.Folder != file.Folder
                    && seen.Add($"{used.Folder} {type.Name}"))
                {
                    var line = name.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                    yield return (file.Folder, used.Folder, $"src/{file.Path}:{line} uses {type.Name}");
                }
            }
        }

        SourceFile? FileOf(INamedTypeSymbol type) =>
            type.DeclaringSyntaxReferences.Select(reference => files.GetValueOrDefault(reference.SyntaxTree)).FirstOrDefault();
    }

    /// <summary>The type that a name means, or whose member it means.</summary>
    private static INamedTypeSymbol? TypeOf(SemanticModel model, SimpleNameSyntax name)
    {
        if (name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null)
        {
            return null;
        }

        var info = model.GetSymbolInfo(name);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        var type = symbol as INamedTypeSymbol ?? (symbol is IMethodSymbol or IPropertySymbol or IFieldSymbol ? symbol.ContainingType
            : null);
        while (type?.ContainingType is { } outer)
        {
            type = outer;
        }

        return type?.OriginalDefinition;
    }
}
