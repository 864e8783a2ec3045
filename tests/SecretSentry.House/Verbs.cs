using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SecretSentry.House;

/// <summary>Checks that methods begin with a verb. The file <c>verbs.txt</c> lists the verbs.</summary>
internal sealed class Verbs
{
    private readonly HashSet<string> _verbs =
        Resource.ReadLines("verbs.txt").SelectMany(line => line.Split(' ')).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Returns the methods and local functions of a file that do not begin with a verb. Overrides and explicit implementations are skipped,
    /// because their names are chosen elsewhere.
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

    /// <summary>Returns the first word of a name in lower case. It ends before the next capital or digit.</summary>
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
