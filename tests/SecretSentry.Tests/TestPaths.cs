namespace SecretSentry.Tests;

/// <summary>Where the repository's own files are, seen from the test's folder.</summary>
internal static class TestPaths
{
    public static string Top { get; } = Find();

    public static string Patterns => Path.Combine(Top, "patterns");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SecretSentry.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("SecretSentry.sln is not above the test folder");
        }

        return folder.FullName;
    }
}
