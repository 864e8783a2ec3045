namespace SecretSentry.Engine.Paths;

/// <summary>Determines <see cref="FileKind"/> by the extension of a path.</summary>
internal static class FileKinds
{
    private static readonly Dictionary<string, FileKind>.AlternateLookup<ReadOnlySpan<char>> KindsByExtension = BuildKinds()
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Returns the kind of the file at <paramref name="path"/>, which has '/' between folders.</summary>
    public static FileKind GetKind(ReadOnlySpan<char> path)
    {
        var ending = GetExtension(path);
        return ending.IsEmpty ? FileKind.Bare : KindsByExtension.TryGetValue(ending, out var kind) ? kind : FileKind.Unknown;
    }

    /// <summary>Returns whether values without quotes are usual in files of this kind.</summary>
    public static bool AllowsBareValues(ReadOnlySpan<char> path, FileKind kind) =>
        kind is FileKind.Settings or FileKind.Document or FileKind.Shell or FileKind.Markup or FileKind.Bare or FileKind.Data
            || (kind == FileKind.Unknown && GetExtension(path).Length > 8);

    /// <summary>Returns the part of the name after the last dot.</summary>
    public static ReadOnlySpan<char> GetExtension(ReadOnlySpan<char> path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        return dot < 0 ? [] : name[(dot + 1)..];
    }

    private static Dictionary<string, FileKind> BuildKinds()
    {
        var kinds = new Dictionary<string, FileKind>(StringComparer.OrdinalIgnoreCase);
        Add(FileKind.Script, "exp bas vbs asp abap cbl cob sas awk el scm lisp hs ml erl hrl py rb php php5 phtml pl pm lua ex exs r "
            + "rake gemspec ps1 psm1 psd1 tcl jl cr nim clj");
        Add(FileKind.Managed, "java kt kts scala groovy gradle cs csx vb fs swift m mm dart hx");
        Add(FileKind.Web, "js ts jsx tsx vue mjs cjs coffee svelte astro");
        Add(FileKind.Native, "go rs c h cpp cc cxx hpp hh zig d pas");
        Add(FileKind.Settings, "yml yaml properties props conf cfg ini env envrc toml cnf config tf tfvars tfstate hcl cf dist sample "
            + "example template tmpl tpl local defaults service j2 dockerfile netrc pgpass npmrc pypirc travis rsp ldif reg sls "
            + "xcconfig users rsc udl ks ovpn acl pp nix htaccess msmtprc muttrc esmtprc wgetrc s3cfg cfm inf prod production dev "
            + "development staging plist");
        Add(FileKind.Json, "json json5 jsonc ipynb webmanifest har");
        Add(FileKind.Markup, "xml html htm xhtml jmx resx xsl xslt nuspec vbproj storyboard xib svg xaml erb jsp aspx cshtml csproj "
            + "wsdl xsd");
        Add(FileKind.Document, "eml feature robot md markdown mdx rst adoc asciidoc txt tex org textile wiki 1 5 8");
        Add(FileKind.Shell, "sh bash zsh fish ksh bats bat cmd");
        Add(FileKind.Sql, "sql ddl psql");
        Add(FileKind.KeyFile, "pem key crt cer p8 pub asc ppk");
        Add(FileKind.Data, "lock sum csv tsv log map css po pot golden out snap patch diff");
        return kinds;

        void Add(FileKind kind, string endings)
        {
            foreach (var ending in endings.Split(' '))
            {
                kinds.Add(ending, kind);
            }
        }
    }
}
