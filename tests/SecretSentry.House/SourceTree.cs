using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SecretSentry.House;

/// <summary>All C# files below <c>src</c> of a repository, parsed. They are compiled together when a type is first needed.</summary>
internal sealed class SourceTree
{
    /// <summary>The usings that <c>ImplicitUsings</c> of the projects adds.</summary>
    private const string GlobalUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;"
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.Parse);

    private readonly Lazy<CSharpCompilation> _compilation;
    private readonly Dictionary<SyntaxTree, SourceFile> _byTree;

    private SourceTree(string top, IReadOnlyList<SourceFile> files, Func<CSharpCompilation>? compile = null)
    {
        (Top, Files) = (top, files);
        _byTree = files.ToDictionary(file => file.Tree);
        _compilation = new(compile ?? Compile);
    }

    /// <summary>Path of the repository.</summary>
    public string Top { get; }

    /// <summary>The files, ordered by path.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>Reads the repository at <paramref name="top"/>. Files that its builds generated are left out.</summary>
    public static SourceTree Read(string top)
    {
        var source = Path.Combine(top, "src");
        var paths = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(source, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(folder => folder is "obj" or "bin")).Order(StringComparer.Ordinal);
        return new(top, [.. paths.Select(path => Parse(path, File.ReadAllText(Path.Combine(source, path))))]);
    }

    /// <summary>The folders that contain files.</summary>
    public IEnumerable<string> Folders => Files.Select(file => file.Folder).Distinct(StringComparer.Ordinal);

    /// <summary>Returns a tree with the same files and one more, <paramref name="added"/>.</summary>
    public SourceTree With(string path, string text, out SourceFile added)
    {
        var file = added = Parse(path, text);
        return new(Top, [.. Files, file], () => _compilation.Value.AddSyntaxTrees(file.Tree));
    }

    /// <summary>Returns the file that declares a type, or null when none of these files does.</summary>
    public SourceFile? FindFile(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Select(reference => _byTree.GetValueOrDefault(reference.SyntaxTree)).FirstOrDefault();

    /// <summary>Returns the semantic model of a file of this tree. Names from packages are not resolved.</summary>
    public SemanticModel GetModel(SourceFile file) => _compilation.Value.GetSemanticModel(file.Tree);

    private static SourceFile Parse(string path, string text) => new(path, CSharpSyntaxTree.ParseText(text, Options, path));

    private CSharpCompilation Compile()
    {
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(path) is "mscorlib.dll" or "netstandard.dll" or "Microsoft.Win32.Primitives.dll");
        return CSharpCompilation.Create("house", [.. Files.Select(file => file.Tree), CSharpSyntaxTree.ParseText(GlobalUsings, Options)],
            framework.Select(path => MetadataReference.CreateFromFile(path)), new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }
}
