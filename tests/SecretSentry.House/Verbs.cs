using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SecretSentry.House;

/// <summary>Methods begin with a verb; which words are verbs is in <c>verbs.txt</c>.</summary>
internal sealed class Verbs
{
    private readonly HashSet<string> _verbs =
        Resource.ReadLines("verbs.txt").SelectMany(line => line.Split(' ')).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// The methods and local functions of a file that begin with no verb; what overrides or implements is named elsewhere.
    /// </summary>
    public IEnumerable<string> Find(SourceFile file)
    {
        foreach (var node in file.Tree.GetRoot().DescendantNodes())
        {
            var name = node switch
            {
                MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null } method
                    when !method.Modifiers.Any(SyntaxKind.OverrideKeyword) => method.Identifier,
                LocalFunctionStatementSyntax local => local.Identifier,
                _ => default,
            };
            if (name.ValueText is { Length: > 0 } text && !_verbs.Contains(FirstWord(text)))
            {
                var line = name.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                yield return $"src/{file.Path}:{line}: the method '{text}' does not begin with a verb";
            }
        }
    }

    /// <summary>The first word of a name, in lower case; capitals in a row are one word.</summary>
    private static string FirstWord(string name)
    {
        var end = 1;
        while (end < name.Length && !char.IsAsciiLetterUpper(name[end]) && !char.IsAsciiDigit(name[end]))
        {
            end++;
        }

        return name[..end].ToLowerInvariant();
    }
}
