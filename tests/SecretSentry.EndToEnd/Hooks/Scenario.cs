using System.Text;

namespace SecretSentry.EndToEnd.Hooks;

/// <summary>
/// The tests of this folder are the 64 scenarios in which git can call a hook. The number in a test's name is the number of the scenario in
/// docs/hook-scenarios.md. <see cref="ScenarioListTests"/> compares the tests with that list.
/// </summary>
internal static class Scenario
{
    /// <summary>Returns a line that must be reported: a token with a correct checksum.</summary>
    public static string Secret(int seed) => $"token: {Generate.GitHubToken(seed)}\n";

    /// <summary>Makes a repository with installed hooks. Its first commit contains the given files, all clean.</summary>
    public static TempRepository Installed(params string[] committed)
    {
        var repository = new TempRepository();
        foreach (var file in committed)
        {
            repository.Write(file, "clean\n");
        }

        if (committed.Length > 0)
        {
            repository.Git("add", ".");
            repository.Commit("base");
        }

        repository.Secretsentry("install").ExitCode.Should().Be(0);
        return repository;
    }

    /// <summary>Writes and stages a file.</summary>
    public static void Stage(this TempRepository repository, string path, string text)
    {
        repository.Write(path, text);
        repository.Git("add", "--", path);
    }

    /// <summary>Commits a file without running the hooks.</summary>
    public static void CommitUnchecked(this TempRepository repository, string path, string text, string message = "unchecked")
    {
        repository.Stage(path, text);
        repository.Commit(message);
    }

    public static Run TryCommit(this TempRepository repository, params string[] more) => repository.TryGit(["commit", "-m", "x", .. more]);

    /// <summary>Checks that this program rejected the run: git's exit code, the verdict, the texts, and no secret in the output.</summary>
    public static Run MustBeRefused(this Run run, params string[] texts)
    {
        run.ExitCode.Should().Be(1, run.All);
        run.Error.Should().Contain("secretsentry: ").And.Contain(" blocked - ");
        run.Error.Should().ContainAll(texts);
        run.All.Should().NotMatchRegex("gh" + "p_[A-Za-z0-9]{30}");
        return run;
    }

    public static Run MustPass(this Run run)
    {
        run.ExitCode.Should().Be(0, run.All);
        run.All.Should().NotContain("blocked");
        return run;
    }

    /// <summary>Makes a bare repository for this one and adds it as a remote with the given name. Returns its path.</summary>
    public static string AddRemote(this TempRepository repository, string name)
    {
        var folder = Path.Combine(repository.Folder, ".git", "remotes-of-test", name + ".git");
        Programs.Start("git", repository.Folder, ["init", "-q", "--bare", "-b", "main", folder]).ExitCode.Should().Be(0);
        repository.Git("remote", "add", name, folder);
        return folder;
    }

    /// <summary>Writes an executable shell script.</summary>
    public static string Script(this TempRepository repository, string path, string text)
    {
        repository.Write(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(repository.Folder, path), (UnixFileMode)0b111_101_101);
        }

        return Path.Combine(repository.Folder, path);
    }

    public static Run Sh(this TempRepository repository, string script, params (string, string)[] environment) =>
        Programs.Start("sh", repository.Folder, ["-c", script], environment);

    public static string Read(this TempRepository repository, string path) =>
        File.ReadAllText(Path.Combine(repository.Folder, path), Encoding.Latin1);

    /// <summary>Returns every file below a folder, with its bytes, mode and link target, as one text that can be compared.</summary>
    public static string Snapshot(this TempRepository repository, params string[] paths) => repository.Sh(
        $"for p in {string.Join(' ', paths)}; do find $p \\( -type f -o -type l \\) -exec sh -c 'stat -c \"%n %F %a %N\" \"$1\"; [ -L "
        + "\"$1\" ] || cksum <\"$1\"' x {} \\; ; done | sort").Output;
}
