using System.Security.Cryptography;
using System.Text;

namespace SecretSentry.Fuzz.Loop;

/// <summary>Something that must not happen.</summary>
/// <param name="Name">Name of its kind: the same for inputs that fail in the same place in the same way.</param>
/// <param name="Text">What happened, for a person.</param>
internal sealed record Failure(string Name, string Text)
{
    /// <summary>The innermost functions of ours decide whether two failures are of a kind.</summary>
    private const int Frames = 3;

    public static Failure FromException(Exception exception)
    {
        var frames = (exception.StackTrace ?? "").Split('\n').Select(line => line.Trim())
            .Where(line => line.Contains("SecretSentry.", StringComparison.Ordinal)).Take(Frames);
        var kind = exception is BrokenPromiseException ? exception.Message : exception.GetType().Name;
        return Create(kind, string.Join('\n', frames.Select(frame => frame.Split(" in ")[0])), exception.ToString());
    }

    /// <summary>Returns a failure that is no exception: too much time or memory, or the end of the process.</summary>
    public static Failure FromLimit(string kind, string text) => Create(kind, "", text);

    private static Failure Create(string kind, string place, string text)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(kind + place)))[..8];
        var name = string.Concat(kind.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        return new($"{name[..Math.Min(name.Length, 50)]}-{hash}", text);
    }
}
