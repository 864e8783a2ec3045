using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SecretSentry.House;

/// <summary>Finds the types of other folders that a file uses. Documentation and using directives are not counted.</summary>
internal static class TypeUses
{
    /// <summary>Returns each type of another folder once, with the first location where the file uses it.</summary>
    public static IEnumerable<TypeUse> Find(SourceTree sources, SourceFile file)
    {
        var (model, seen) = (sources.GetModel(file), new HashSet<string>(StringComparer.Ordinal));
        foreach (var name in file.Tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (TypeOf(model, name) is { } type && sources.FindFile(type) is { } used && used.Folder != file.Folder
                && seen.Add($"{used.Folder} {type.Name}"))
            {
                var line = name.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                yield return new(file.Folder, used.Folder, $"src/{file.Path}:{line} uses {type.Name}");
            }
        }
    }

    /// <summary>Returns the type that a name refers to, or the type whose member it refers to.</summary>
    private static INamedTypeSymbol? TypeOf(SemanticModel model, SimpleNameSyntax name)
    {
        if (name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null)
        {
            return null;
        }

        var info = model.GetSymbolInfo(name);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        var type = symbol as INamedTypeSymbol
            ?? (symbol is IMethodSymbol or IPropertySymbol or IFieldSymbol ? symbol.ContainingType : null);
        while (type?.ContainingType is { } outer)
        {
            type = outer;
        }

        return type?.OriginalDefinition;
    }
}
