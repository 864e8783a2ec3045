using System.Security.Cryptography;
using SecretSentry.Git.Process;

namespace SecretSentry.Hooks;

/// <summary>
/// Runs hooks against a made-up secret. Index and objects are in a scratch folder, so nothing in the repository is changed. Only our part
/// of a chained hook runs (SECRETSENTRY_CANARY), because formatters and tests must not run for a commit that is not real.
/// </summary>
internal sealed class HookProof : IDisposable
{
    /// <summary>The result for a hook that stops the secret.</summary>
    public const string Rejected = "refused";

    /// <summary>Name of a ref, remote and address that do not exist.</summary>
    private const string Canary = "secretsentry-canary";

    private static readonly Version HookRun = new(2, 36);

    private readonly HooksLocation _location;
    private readonly string _secret;
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("secretsentry-doctor-");
    private readonly string _name = $"{Canary}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.txt";
    private readonly (string, string)[] _environment;
    private string? _blob;

    public HookProof(HooksLocation location, string secret)
    {
        (_location, _secret) = (location, secret);
        var objects = Path.Combine(location.CommonDirectory, "objects");
        _environment =
        [
            ("GIT_INDEX_FILE", Path.Combine(_scratch.FullName, "index")),
            ("GIT_OBJECT_DIRECTORY", _scratch.CreateSubdirectory("objects").FullName),
            ("GIT_ALTERNATE_OBJECT_DIRECTORIES", objects),
            ("GIT_AUTHOR_NAME", Canary), ("GIT_AUTHOR_EMAIL", Canary), ("GIT_COMMITTER_NAME", Canary), ("GIT_COMMITTER_EMAIL", Canary),
            ("SECRETSENTRY_CANARY", "1"),
            .. location.IsBare ? [("GIT_DIR", ".")] : Array.Empty<(string, string)>(),
        ];
    }

    public void Dispose() => _scratch.Delete(recursive: true);

    /// <summary>Runs a hook and returns what became of the secret.</summary>
    /// <param name="hook">Name of the hook.</param>
    /// <param name="path">The file to run.</param>
    /// <param name="isGits">Whether git would run this file, so that git is asked to run it.</param>
    public string Try(string hook, string path, bool isGits)
    {
        var (code, words) = hook switch
        {
            "commit-msg" or "applypatch-msg" => Run(path, [WriteMessage()], ""),
            "pre-push" => Run(path, [Canary, Canary], $"refs/heads/{Canary} {MakeCommit()} refs/heads/{Canary} {Zeros}\n"),
            "pre-receive" => Run(path, [], $"{Zeros} {MakeCommit()} refs/heads/{Canary}\n"),
            _ => RunOnIndex(hook, path, isGits),
        };
        var isSeen = words.Contains(_name, StringComparison.Ordinal) || words.Contains("in the commit message", StringComparison.Ordinal);
        return code != 0 && isSeen ? Rejected : code == 0 ? "passed, although it held a secret"
            : $"ended with {code}, but not because of the secret: {words.Trim().Split('\n')[0]}";
    }

    private string Zeros => new('0', Blob.Length);

    private string Blob => _blob ??= Must(_secret, "hash-object", "-w", "--stdin").Trim();

    private (int Code, string Words) Run(string path, string[] arguments, string input) =>
        ForeignProgram.Run(path, _location.TopDirectory, _environment, arguments, input);

    private string WriteMessage()
    {
        var file = Path.Combine(_scratch.FullName, "message");
        File.WriteAllText(file, $"{Canary}\n\n{_secret}");
        return file;
    }

    /// <summary>Returns a commit without parents that adds one file, so that nothing else has to be checked.</summary>
    private string MakeCommit() =>
        Must("", "commit-tree", "-m", Canary, Must($"100644 blob {Blob}\t{_name}\n", "mktree").Trim()).Trim();

    private (int Code, string Words) RunOnIndex(string hook, string path, bool isGits)
    {
        var (_, head, _) = GitProgram.TryRun(_location.TopDirectory, "rev-parse", "--verify", "--quiet", "HEAD^{tree}");
        if (head.Length > 0)
        {
            Must("", "read-tree", GitProgram.DecodeText(head).Trim());
        }

        Must("", "update-index", "--add", "--cacheinfo", $"100644,{Blob},{_name}");
        if (!isGits || GlobalHooks.ReadGitVersion(_location.TopDirectory) < HookRun)
        {
            return Run(path, [], "");
        }

        string[] only = LefthookFile.IsHook(path) ? ["--", "--job", LefthookFile.ScriptName, "--force", "--no-auto-install"] : [];
        var (code, output, error) = GitProgram.TryRunIn(_location.TopDirectory, _environment, "", ["hook", "run", hook, .. only]);
        return (code, error + GitProgram.DecodeText(output));
    }

    private string Must(string input, params string[] arguments)
    {
        // a hook such as post-index-change is for the user's index, not for the scratch index
        var (code, output, error) = GitProgram.TryRunIn(_location.TopDirectory, _environment, input,
            ["-c", $"core.hooksPath={_scratch.FullName}", .. arguments]);
        return code == 0 ? GitProgram.DecodeText(output) : throw GitProgram.CreateException(_location.TopDirectory, error);
    }
}
