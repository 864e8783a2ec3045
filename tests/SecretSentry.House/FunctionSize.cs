using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SecretSentry.House;

/// <summary>The size of a method, constructor, operator or accessor that has a body.</summary>
/// <param name="Name">Name with its type, as in <c>Scanner.Scan</c>.</param>
/// <param name="Path">Path of its file.</param>
/// <param name="Lines">Number of lines from the declaration to the closing brace. Documentation and attributes are not counted.</param>
/// <param name="Parameters">Number of parameters.</param>
internal sealed record FunctionSize(string Name, string Path, int Lines, int Parameters)
{
    /// <summary>Returns all functions of a file. A local function is counted as part of the function that contains it.</summary>
    public static IEnumerable<FunctionSize> Find(SourceFile file)
    {
        foreach (var node in file.Tree.GetRoot().DescendantNodes())
        {
            switch (node)
            {
                case BaseMethodDeclarationSyntax { Body: not null } or BaseMethodDeclarationSyntax { ExpressionBody: not null }:
                    var method = (BaseMethodDeclarationSyntax)node;
                    yield return Measure(file, method, NameOf(method), method.Modifiers, method.ParameterList.Parameters.Count);
                    break;
                case AccessorDeclarationSyntax { Body: not null } or AccessorDeclarationSyntax { ExpressionBody: not null }:
                    var accessor = (AccessorDeclarationSyntax)node;
                    yield return Measure(file, accessor, accessor.Keyword.ValueText, accessor.Modifiers, 0);
                    break;
                case PropertyDeclarationSyntax { ExpressionBody: not null } property:
                    yield return Measure(file, property, property.Identifier.ValueText, property.Modifiers, 0);
                    break;
            }
        }
    }

    private static FunctionSize Measure(SourceFile file, SyntaxNode node, string name, SyntaxTokenList modifiers, int parameters)
    {
        var attributes = node.ChildNodes().OfType<AttributeListSyntax>().LastOrDefault();
        var start = modifiers.Count > 0 ? modifiers[0].Span
            : attributes is null ? node.Span : attributes.GetLastToken().GetNextToken().Span;
        var (first, last) = (LineOf(start), file.Tree.GetLineSpan(node.Span).EndLinePosition.Line);
        var type = node.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.ValueText ?? "";
        return new($"{type}.{name}", file.Path, last - first + 1, parameters);

        int LineOf(Microsoft.CodeAnalysis.Text.TextSpan span) => file.Tree.GetLineSpan(span).StartLinePosition.Line;
    }

    private static string NameOf(BaseMethodDeclarationSyntax method) => method switch
    {
        MethodDeclarationSyntax named => named.Identifier.ValueText,
        ConstructorDeclarationSyntax named => named.Identifier.ValueText,
        OperatorDeclarationSyntax named => named.OperatorToken.ValueText,
        _ => method.Kind().ToString(),
    };
}
