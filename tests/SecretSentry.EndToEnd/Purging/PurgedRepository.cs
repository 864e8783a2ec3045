using System.Security.Cryptography;
using System.Text;

namespace SecretSentry.EndToEnd.Purging;

/// <summary>A repository with a secret, and a separate folder for rules, plans, clones and backups.</summary>
public sealed class PurgedRepository : IDisposable
{
    private readonly TempRepository _repository = new();

    public PurgedRepository(int seed, string rules = "")
    {
        Secret = "s" + Generate.Random(23, seed + 7000);
        Directory.CreateDirectory(Outside);
        File.WriteAllText(Rules, rules.Length > 0 ? rules : $"literal:{Secret}\n");
    }

    public string Secret { get; }

    public string Folder => _repository.Folder;

    public string Outside => _repository.Folder + "-outside";

    public string Rules => Path.Combine(Outside, "rules.txt");

    public string PlanFolder => Path.Combine(Outside, "plan");

    public string Clone => Path.Combine(PlanFolder, "rewritten.git");

    public string Head => Git("rev-parse", "HEAD").Trim();

    public string Git(params string[] arguments) => _repository.Git(arguments);

    public Run TryGit(params string[] arguments) => _repository.TryGit(arguments);

    /// <summary>Runs git in the new clone.</summary>
    public string InClone(params string[] arguments) => Git(["-C", Clone, .. arguments]);

    public void Write(string path, string text) => _repository.Write(path, text);

    public void Write(string path, byte[] bytes) => _repository.Write(path, bytes);

    /// <summary>Writes one file and commits it. Returns the id of the commit.</summary>
    public string Commit(string path, string text, string? message = null) => Commit(path, Encoding.UTF8.GetBytes(text), message);

    public string Commit(string path, byte[] bytes, string? message = null)
    {
        Write(path, bytes);
        Git("add", "--", path);
        _repository.Commit(message ?? "change " + path);
        return Head;
    }

    /// <summary>Writes an object byte for byte. Returns its id.</summary>
    public string Raw(string kind, string content) => Raw(kind, Encoding.Latin1.GetBytes(content));

    public string Raw(string kind, byte[] content)
    {
        var file = Path.Combine(Outside, "raw");
        File.WriteAllBytes(file, content);
        return Git("hash-object", "-t", kind, "--literally", "-w", file).Trim();
    }

    public Run Plan(params string[] more) => Secretsentry(["purge", "plan", "--replace-text", Rules, "--out", PlanFolder, .. more]);

    public Run Apply(params string[] more) => Secretsentry(["purge", "apply", PlanFolder, "--yes", .. more]);

    public Run Secretsentry(params string[] arguments) => _repository.Secretsentry(arguments);

    /// <summary>Plans and applies a purge. Both must succeed.</summary>
    public void Purge(string[]? plan = null, string[]? apply = null)
    {
        var planned = Plan(plan ?? []);
        planned.ExitCode.Should().Be(1, planned.All);
        planned.All.Should().NotContain(Secret);
        var applied = Apply(apply ?? []);
        applied.ExitCode.Should().Be(0, applied.All);
        applied.All.Should().NotContain(Secret);
    }

    /// <summary>Returns the new id of a commit, from the commit map.</summary>
    public string NewId(string old) => File.ReadLines(Path.Combine(PlanFolder, "commit-map")).Select(line => line.Split(' '))
        .FirstOrDefault(parts => parts[0] == old)?[^1] ?? old;

    /// <summary>
    /// Whether a file below the git directory or an object contains the secret. It is a second check that does not use the program.
    /// </summary>
    public bool ContainsSecret(string gitDirectory)
    {
        foreach (var needle in new[]
        {
            Encoding.UTF8.GetBytes(Secret), Encoding.Unicode.GetBytes(Secret), Encoding.BigEndianUnicode.GetBytes(Secret),
        })
        {
            var files = Directory.EnumerateFiles(gitDirectory, "*", SearchOption.AllDirectories)
                .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(needle) >= 0);
            if (files || AllObjects(gitDirectory).AsSpan().IndexOf(needle) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns one hash of the names and contents of every file below a folder.</summary>
    public static string Contents(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Returns the subject and tree of each commit, sorted. A rewrite by another program must give the same.</summary>
    public string[] Trees(string gitDirectory) =>
        [.. Git("-C", gitDirectory, "log", "--all", "--format=%s %T").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Order(StringComparer.Ordinal)];

    /// <summary>Makes a mirror and rewrites it with git-filter-repo and the same rules. Returns its path.</summary>
    public string FilteredByFilterRepo()
    {
        var mirror = Path.Combine(Outside, "filter-repo.git");
        Git("clone", "-q", "--mirror", "--no-local", Folder, mirror);
        Git("-C", mirror, "filter-repo", "--force", "--quiet", "--replace-text", Rules, "--preserve-commit-hashes",
            "--preserve-commit-encoding", "--prune-empty", "never");
        return mirror;
    }

    public void Dispose()
    {
        _repository.Dispose();
        Directory.Delete(Outside, recursive: true);
    }

    private static byte[] AllObjects(string gitDirectory)
    {
        var file = Path.GetTempFileName();
        var run = Programs.Start("sh", gitDirectory, ["-c", "git cat-file --batch-all-objects --batch > \"$0\"", file]);
        run.ExitCode.Should().Be(0, run.All);
        var bytes = File.ReadAllBytes(file);
        File.Delete(file);
        return bytes;
    }
}
