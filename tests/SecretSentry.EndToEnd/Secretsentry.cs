using System.Diagnostics;
using System.Text;

namespace SecretSentry.EndToEnd;

/// <summary>What a run of a program left behind.</summary>
public sealed record Run(int ExitCode, string Output, string Error)
{
    public string All => Output + Error;
}

/// <summary>
/// Runs real programs: the published secretsentry named by SECRETSENTRY_PROGRAM (else the build beside these tests), and git.
/// </summary>
public static class Programs
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static string Secretsentry { get; } = Path.GetFullPath(Environment.GetEnvironmentVariable("SECRETSENTRY_PROGRAM") ?? Built());

    public static string Top { get; } = FindTop();

    /// <summary>Where tests/managers.sh puts hook managers and shells.</summary>
    public static string Managers { get; } = Environment.GetEnvironmentVariable("SECRETSENTRY_NODE_MODULES") is { } modules
        ? Path.GetDirectoryName(modules)! : Path.Combine(Top, "artifacts", "managers");

    public static Run Start(string program, string folder, IEnumerable<string> arguments, IEnumerable<(string, string)>? environment = null,
        byte[]? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in new[] { ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"),
            ("NO_COLOR", "1") }.Concat(environment ?? []))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.BaseStream.Write(input ?? []);
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)}");
        }

        return new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    private static string Built()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name;
        return Path.Combine(FindTop(), "artifacts", "bin", "SecretSentry.Cli", configuration, "secretsentry");
    }

    private static string FindTop()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SecretSentry.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}

/// <summary>A fresh repository in a folder of its own, gone afterwards.</summary>
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

    /// <summary>Runs git and requires success.</summary>
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

/// <summary>Credentials made at run time from a seed; nothing token-shaped stands in the source.</summary>
public static class Generate
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static string AwsKeyId(int seed) => "AK" + "IA" + Text(Base32, 16, seed);

    public static string AwsSecret(int seed) => Text(Alphanumeric + "/+", 40, seed + 1000);

    public static string AwsPair(int seed) => $"aws_access_key_id = {AwsKeyId(seed)}\naws_secret_access_key = {AwsSecret(seed)}\n";

    /// <summary>30 random characters and, as GitHub does it, their CRC-32 in six base-62 digits.</summary>
    public static string GitHubToken(int seed)
    {
        const string digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        var body = Random(30, seed + 2000);
        var rest = Crc32(body);
        var checksum = new char[6];
        for (var i = checksum.Length - 1; i >= 0; i--, rest /= 62)
        {
            checksum[i] = digits[(int)(rest % 62)];
        }

        return "gh" + "p_" + body + new string(checksum);
    }

    public static string Random(int length, int seed) => Text(Alphanumeric, length, seed);

    private static uint Crc32(string text)
    {
        var crc = uint.MaxValue;
        foreach (var character in text)
        {
            crc ^= character;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }

    private static string Text(string alphabet, int length, int seed)
    {
        var random = new Random(seed);
        return new([.. Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)])]);
    }
}
