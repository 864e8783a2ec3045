using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SecretSentry.Scanning.Keys;

/// <summary>
/// Where the key comes from that authenticates the caches: from the job that runs the program, or from a file of the user, which is made
/// when it is first needed.
/// </summary>
public sealed class CacheKey
{
    /// <summary>The variable with which a job gives the key.</summary>
    public const string Variable = "SECRETSENTRY_CACHE_KEY";

    /// <summary>Fewest characters of a given key: 32 bytes in base64, without padding.</summary>
    public const int MinLength = 43;

    /// <summary>Fewest different characters of a given key. 32 random bytes in hexadecimal digits have more.</summary>
    private const int MinDistinct = 10;

    /// <summary>
    /// Variables that say that a CI system runs the program. There, other people's jobs run as the same user, and caches travel between
    /// machines. So the user's own key would prove nothing.
    /// </summary>
    private static readonly string[] JobVariables = ["CI", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION"];

    private readonly byte[]? _given;
    private readonly string _folder;

    private CacheKey(byte[]? given, string folder) => (_given, _folder) = (given, folder);

    /// <summary>
    /// Returns the key according to the environment. Returns null when there is to be no cache: in a job that gives no key, or without a
    /// folder for the user's data.
    /// </summary>
    /// <param name="read">Returns the value of a variable; null when it is not set.</param>
    /// <exception cref="FormatException">The given key is too short or too regular. The message does not contain it.</exception>
    public static CacheKey? Find(Func<string, string?> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (read(Variable) is { } given)
        {
            // A job without access to the secrets of its project gets an empty variable.
            return given.Length == 0 ? null : new(Parse(given), "");
        }

        return !IsJob(read) && FindUserFolder(read) is { } folder ? FromFolder(folder) : null;
    }

    /// <summary>Returns the key that is in a file in <paramref name="folder"/>, a full path.</summary>
    public static CacheKey FromFolder(string folder) => new(null, folder);

    /// <summary>
    /// Returns the bytes of the key. Makes the file when there is none. Returns null when the key cannot be trusted, or cannot be made.
    /// </summary>
    /// <param name="outside">Full paths of folders in which the file must not be, because somebody else supplied what is in them.</param>
    internal byte[]? Load(params IEnumerable<string> outside) => _given ?? CacheKeyFile.ReadOrMake(_folder, outside);

    private static byte[] Parse(string text)
    {
        if (text.Length >= MinLength && text.Distinct().Count() >= MinDistinct)
        {
            return SHA256.HashData(Encoding.UTF8.GetBytes(text));
        }

        var wrong = text.Length < MinLength
            ? string.Create(CultureInfo.InvariantCulture, $"holds {text.Length} characters; at least {MinLength} are needed")
            : string.Create(CultureInfo.InvariantCulture, $"holds fewer than {MinDistinct} different characters");
        throw new FormatException($"the variable {Variable} {wrong}. Give it 32 random bytes, for instance the output of "
            + "'openssl rand -base64 32', or unset it");
    }

    private static bool IsJob(Func<string, string?> read) => JobVariables.Any(name =>
        read(name) is { Length: > 0 } value && value != "0" && !value.Equals("false", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Returns the folder for our data: in %LOCALAPPDATA%, XDG_DATA_HOME or ~/.local/share. A home that does not exist is not made.
    /// </summary>
    private static string? FindUserFolder(Func<string, string?> read)
    {
        var (own, home) = OperatingSystem.IsWindows() ? (read("LOCALAPPDATA"), null) : (read("XDG_DATA_HOME"), read("HOME"));
        var folder = own is not null && Path.IsPathFullyQualified(own) ? own
            : home is not null && Path.IsPathFullyQualified(home) && Directory.Exists(home) ? Path.Combine(home, ".local", "share") : null;
        return folder is null ? null : Path.Combine(folder, "secretsentry");
    }
}
