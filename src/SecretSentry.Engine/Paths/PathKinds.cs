namespace SecretSentry.Engine.Paths;

/// <summary>Determines <see cref="PathKind"/> by folder names and extensions.</summary>
public static class PathKinds
{
    /// <summary>Folders of third-party code, in which package managers store their downloads.</summary>
    private static readonly string[] CopiedFolders = ["vendor", "node_modules", "third_party", "bower_components", ".yarn"];

    private static readonly string[] ConfigurationEndings =
    [
        ".env", ".ini", ".cfg", ".conf", ".config", ".cnf", ".properties", ".props", ".yml", ".yaml", ".toml", ".json", ".xml", ".tf",
            ".tfvars", ".tfstate", ".hcl", ".plist", ".reg", ".netrc", ".pgpass", ".npmrc", ".pypirc", ".cfg.in", ".txt", ".sql",
    ];

    /// <summary>Returns the kind of the file at <paramref name="path"/>. An example is an example whatever its extension is.</summary>
    public static PathKind GetKind(string path) =>
        PathWords.ComputeBits(path) != 0 || IsCopied(path) ? PathKind.Example : IsConfiguration(path) ? PathKind.Configuration
            : PathKind.Source;

    private static bool IsCopied(ReadOnlySpan<char> path)
    {
        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/'))
        {
            foreach (var folder in CopiedFolders)
            {
                if (path[..slash].SequenceEqual(folder))
                {
                    return true;
                }
            }

            path = path[(slash + 1)..];
        }

        return false;
    }

    private static bool IsConfiguration(ReadOnlySpan<char> path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.Length > 0 && (EndsWithAny(name, ConfigurationEndings) || name.Contains("config", StringComparison.OrdinalIgnoreCase)
            || name.Contains("settings", StringComparison.OrdinalIgnoreCase) || name.StartsWith(".env", StringComparison.Ordinal)
            || name.StartsWith("Dockerfile", StringComparison.OrdinalIgnoreCase) || !name.Contains('.')
            || (name[0] == '.' && !name[1..].Contains('.')));
    }

    private static bool EndsWithAny(ReadOnlySpan<char> text, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (text.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
