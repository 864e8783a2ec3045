using System.Text;

namespace SecretSentry.EndToEnd;

/// <summary>A new repository in its own folder. The folder is deleted afterwards.</summary>
public sealed class TempRepository : IDisposable
{
    public TempRepository()
    {
        Directory.CreateDirectory(Folder);
        Git("init", "-q", "-b", "main");
        Git("config", "user.name", "A U Thor");
        Git("config", "user.email", "author@example.invalid");
    }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "secretsentry-" + Guid.NewGuid().ToString("N"));

    public string Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public string Write(string path, byte[] bytes)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
        return path;
    }

    /// <summary>Runs git, which must succeed.</summary>
    public string Git(params string[] arguments)
    {
        var run = TryGit(arguments);
        return run.ExitCode == 0 ? run.Output : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {run.All}");
    }

    public Run TryGit(params string[] arguments) => Programs.Start("git", Folder, arguments);

    public Run TryGit(IEnumerable<(string, string)> environment, params string[] arguments) =>
        Programs.Start("git", Folder, arguments, environment);

    public Run Secretsentry(params string[] arguments) => Programs.Start(Programs.Secretsentry, Folder, arguments);

    public void Commit(string message) => Git("-c", "core.hooksPath=/dev/null", "commit", "-q", "--allow-empty", "-m", message);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
