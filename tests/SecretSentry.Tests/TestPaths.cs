namespace SecretSentry.Tests;

/// <summary>Paths of the repository's own files, found from the folder of the tests.</summary>
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
