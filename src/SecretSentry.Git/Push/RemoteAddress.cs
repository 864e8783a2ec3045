namespace SecretSentry.Git.Push;

/// <summary>
/// The address of a repository, taken apart so that different spellings of the same address can be compared. When in doubt, two addresses
/// are different.
/// </summary>
internal sealed record RemoteAddress
{
    private const string Ssh = "ssh";
    private const string Web = "https";
    private const string Local = "file";
    private const int NoPort = -1;

    /// <summary>Hosts that ignore case in paths.</summary>
    private static readonly string[] WithoutCase = ["github.com", "gitlab.com", "bitbucket.org"];

    /// <summary>Names of hosts that exist only because some networks block the usual port.</summary>
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal)
    {
        ["ssh.github.com"] = "github.com",
        ["altssh.gitlab.com"] = "gitlab.com",
        ["altssh.bitbucket.org"] = "bitbucket.org",
    };

    private RemoteAddress()
    {
    }

    private string Scheme { get; init; } = "";

    private string User { get; init; } = "";

    private string Host { get; init; } = "";

    private int Port { get; init; } = NoPort;

    private string Path { get; init; } = "";

    /// <summary>Whether two addresses name the same repository.</summary>
    /// <param name="first">An address as git gives it.</param>
    /// <param name="second">Another address.</param>
    /// <param name="directory">The folder that relative paths start from.</param>
    public static bool AreSame(string first, string second, string directory) => first == second
        || (Parse(first, directory) is { } address && Parse(second, directory) is { } other && address.IsSame(other));

    private bool IsSame(RemoteAddress other)
    {
        if (Host != other.Host || (Scheme == other.Scheme && Port != other.Port))
        {
            return false;
        }

        // A path on an SSH server may start at the user's home folder.
        var isOtherUser = Scheme == Ssh && other.Scheme == Ssh && User != other.User && User.Length > 0 && other.User.Length > 0;
        return !isOtherUser && string.Equals(Path, other.Path,
            WithoutCase.Contains(Host) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    private static RemoteAddress? Parse(string address, string directory)
    {
        if (address.IndexOf("::", StringComparison.Ordinal) is > 0 and var helper
            && !address.AsSpan(0, helper).ContainsAny('/', '@', '['))
        {
            return null; // the address of a remote helper has a form of its own
        }

        if (address.Contains('\0', StringComparison.Ordinal))
        {
            return null; // no path contains it
        }

        if (address.IndexOf("://", StringComparison.Ordinal) is > 0 and var end)
        {
            return ParseUrl(address[..end].ToLowerInvariant(), address[(end + 3)..]);
        }

        var colon = address.IndexOf(':', StringComparison.Ordinal);
        var isLocal = colon <= 0 || address.AsSpan(0, colon).Contains('/')
            || (OperatingSystem.IsWindows() && colon == 1 && char.IsAsciiLetter(address[0]));
        return isLocal ? CreateLocal(System.IO.Path.GetFullPath(address, directory))
            : CreateRemote(Ssh, address[..colon], address[(colon + 1)..], isUrl: false);
    }

    private static RemoteAddress? ParseUrl(string scheme, string rest)
    {
        if (scheme == Local)
        {
            var path = rest.StartsWith("localhost/", StringComparison.OrdinalIgnoreCase) ? rest["localhost".Length..] : rest;
            return path.StartsWith('/') ? CreateLocal(System.IO.Path.GetFullPath(path)) : null;
        }

        var kind = scheme switch
        {
            "ssh" or "git+ssh" or "ssh+git" => Ssh,
            "http" or "https" => Web,
            "git" => "git",
            _ => "",
        };
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (kind.Length == 0 || slash <= 0)
        {
            return null;
        }

        var address = CreateRemote(kind, rest[..slash], Uri.UnescapeDataString(rest[(slash + 1)..]), isUrl: true);
        var usual = scheme switch { "http" => 80, "https" => 443, "git" => 9418, _ => 22 };

        // The two schemes of web servers are one service when both have their usual ports.
        return address.Port == usual ? address with { Port = NoPort } : address;
    }

    private static RemoteAddress CreateLocal(string path) => new()
    {
        Scheme = Local,
        Path = path.Length > 1 ? path.TrimEnd('/') : path,
    };

    private static RemoteAddress CreateRemote(string scheme, string authority, string path, bool isUrl)
    {
        var separator = authority.LastIndexOf('@');
        var host = authority[(separator + 1)..].ToLowerInvariant();
        var colon = isUrl && !host.EndsWith(']') ? host.LastIndexOf(':') : -1;
        var isPort = int.TryParse(colon < 0 ? "" : host[(colon + 1)..], out var port);
        host = colon < 0 ? host : host[..colon];
        var isOtherName = OtherNames.TryGetValue(host, out var usual);
        path = path.Trim('/');
        return new()
        {
            Scheme = scheme,
            User = separator < 0 ? "" : authority[..separator],
            Host = usual ?? host,
            Port = isPort && !isOtherName ? port : NoPort,
            Path = path.EndsWith(".git", StringComparison.Ordinal) ? path[..^".git".Length] : path,
        };
    }
}
