using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SecretSentry.House;

/// <summary>
/// Checks that names use standard words. The file <c>words.txt</c> lists the words that a name may not contain, with the standard word for
/// each.
/// </summary>
internal sealed partial class Words
{
    private readonly Dictionary<string, string> _standardWords = new(StringComparer.Ordinal);
    private readonly HashSet<string> _allowedNames = new(StringComparer.Ordinal);

    public Words()
    {
        foreach (var line in Resource.ReadLines("words.txt"))
        {
            if (line.StartsWith("+ ", StringComparison.Ordinal))
            {
                _allowedNames.Add(line[2..line.IndexOf(':', StringComparison.Ordinal)]);
            }
            else
            {
                var parts = line.Split(" -> ", 2);
                _standardWords.Add(parts[0], parts[1]);
            }
        }
    }

    /// <summary>Returns the names that the file declares and that contain a listed word.</summary>
    public IEnumerable<string> Find(SourceFile file)
    {
        foreach (var name in FindDeclaredNames(file.Tree.GetRoot()).Where(name => !_allowedNames.Contains(name.ValueText)))
        {
            foreach (var word in SplitWords().Matches(name.ValueText).Select(match => match.Value.ToLowerInvariant()))
            {
                if (_standardWords.TryGetValue(word, out var standard))
                {
                    var line = name.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                    yield return $"src/{file.Path}:{line}: the name '{name.ValueText}' contains '{word}'; say: {standard}";
                }
            }
        }
    }

    /// <summary>Returns the allowed names that no file declares.</summary>
    public IEnumerable<string> FindUnused(IEnumerable<SourceFile> files) =>
        _allowedNames.Except(files.SelectMany(file => FindDeclaredNames(file.Tree.GetRoot())).Select(name => name.ValueText));

    private static IEnumerable<SyntaxToken> FindDeclaredNames(SyntaxNode root) => root.DescendantNodes().Select(node => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier,
        DelegateDeclarationSyntax type => type.Identifier,
        EnumMemberDeclarationSyntax member => member.Identifier,
        MethodDeclarationSyntax method => method.Identifier,
        LocalFunctionStatementSyntax function => function.Identifier,
        PropertyDeclarationSyntax property => property.Identifier,
        EventDeclarationSyntax property => property.Identifier,
        VariableDeclaratorSyntax variable => variable.Identifier,
        ParameterSyntax parameter => parameter.Identifier,
        TypeParameterSyntax parameter => parameter.Identifier,
        SingleVariableDesignationSyntax variable => variable.Identifier,
        ForEachStatementSyntax variable => variable.Identifier,
        CatchDeclarationSyntax variable => variable.Identifier,
        TupleElementSyntax element => element.Identifier,
        FromClauseSyntax variable => variable.Identifier,
        LetClauseSyntax variable => variable.Identifier,
        _ => default,
    }).Where(name => name.RawKind != 0 && name.ValueText.Length > 0);

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+")]
    private static partial Regex SplitWords();
}
