namespace SecretSentry.Tests;

/// <summary>A test that runs only with the deep tests (<c>./test.sh --deep</c>). Otherwise it is skipped, not passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DeepFactAttribute : FactAttribute
{
    /// <param name="folder">A folder that the test needs; empty when it needs none.</param>
    public DeepFactAttribute(string folder = "")
    {
        Folder = folder;
        Skip = Environment.GetEnvironmentVariable("SECRETSENTRY_DEEP") is null ? "takes long; ./test.sh --deep runs it"
            : folder.Length > 0 && !Directory.Exists(folder) ? $"needs the folder {folder}" : null;
    }

    /// <summary>The folder that the test needs.</summary>
    public string Folder { get; }
}
