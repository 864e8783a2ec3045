using System.Globalization;
using SecretSentry.Files;

namespace SecretSentry.Git.Objects;

/// <summary>
/// Limits on objects that are built in memory, here or by git. A few bytes of deltas can describe an object of any length, so an object
/// beyond these limits is not read, and git is not asked for it.
/// </summary>
internal static class BuildLimits
{
    /// <summary>The reason for objects whose chain of deltas has no end, or none within the length that git allows.</summary>
    public const string EndlessChain = "its chain of delta bases is longer than git allows or is circular";

    /// <summary>Returns why an object is not built. Returns null when it may be built.</summary>
    /// <param name="kind">Kind of the object.</param>
    /// <param name="longest">Length in bytes of the object, or of the longest object that it is built from.</param>
    /// <param name="packBytes">Length in bytes of the pack.</param>
    public static string? FindExcess(ObjectKind kind, long longest, long packBytes)
    {
        var isBlob = kind == ObjectKind.Blob;
        var limit = isBlob ? Math.Max(Budgets.DeltaObject.Value, Budgets.DeltaRatio.Value * packBytes) : Budgets.TextObject.Value;
        return longest <= limit ? null : string.Create(CultureInfo.InvariantCulture,
            $"it is {longest:N0} bytes long, or built from an object of that length; ")
            + (isBlob ? $"{Budgets.DeltaObject}, and {Budgets.DeltaRatio.Name} allows more in a larger pack" : $"{Budgets.TextObject}");
    }

    /// <summary>Returns the longer one of the two lengths at the start of a delta: that of its base and that of its result.</summary>
    /// <param name="delta">The inflated bytes of the delta, of which few are read.</param>
    /// <exception cref="DamagedException">The delta has no valid lengths.</exception>
    public static long ReadLongest(Stream delta)
    {
        Span<byte> start = stackalloc byte[20]; // two numbers of 64 bits, seven in each byte
        var read = delta.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return Delta.ReadLengths(start[..read], out var baseLength, out var length, out _) is not { } problem ? Math.Max(baseLength, length)
            : throw new DamagedException(problem);
    }
}
