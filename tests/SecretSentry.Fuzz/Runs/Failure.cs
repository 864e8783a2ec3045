using System.Security.Cryptography;
using System.Text;

namespace SecretSentry.Fuzz.Runs;

/// <summary>Something that must not happen.</summary>
/// <param name="Name">Name of its kind: the same for inputs that fail in the same place in the same way.</param>
/// <param name="Text">What happened, for a person.</param>
internal sealed record Failure(string Name, string Text)
{
    /// <summary>The innermost functions of ours decide whether two failures are of a kind.</summary>
    private const int Frames = 3;

    public static Failure FromException(Exception exception)
    {
        var kind = exception is BrokenPromiseException ? exception.Message : exception.GetType().Name;
        return Create(kind, FindPlace(exception.StackTrace ?? ""), exception.ToString());
    }

    private static string FindPlace(string stack) => string.Join('\n', stack.Split('\n').Select(line => line.Trim())
        .Where(line => line.StartsWith("at SecretSentry.", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Take(Frames)
        .Select(frame => frame.Split(" in ")[0]));

    /// <summary>Returns a failure that is no exception: too much time or memory, or the end of the process.</summary>
    public static Failure FromLimit(string kind, string text) => Create(kind, "", text);

    /// <summary>Returns the failure of a process that ended.</summary>
    /// <param name="text">What it said, with the functions that were being called.</param>
    public static Failure FromDeath(string text) => Create("the process ended", FindPlace(text), text);

    private static Failure Create(string kind, string place, string text)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(kind + place)))[..8];
        var name = string.Concat(kind.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        return new($"{name[..Math.Min(name.Length, 50)]}-{hash}", text);
    }
}
