using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SecretSentry.House;

/// <summary>
/// Checks that each file contains one type and has its name. A file of a partial type may have a second part in its name, as in
/// <c>ByteModel.Table.cs</c>.
/// </summary>
internal static class TypeFiles
{
    /// <summary>Returns the types that are declared in a file of another name.</summary>
    public static IEnumerable<string> Find(SourceFile file)
    {
        var name = Path.GetFileNameWithoutExtension(file.Path).Split('.')[0];
        var members = file.Tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().SelectMany(space => space.Members);
        return members.Select(member => member switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
            DelegateDeclarationSyntax type => type.Identifier.ValueText,
            _ => name,
        }).Where(type => type != name).Select(type => $"src/{file.Path}: the type '{type}' belongs into a file of its own name");
    }
}
