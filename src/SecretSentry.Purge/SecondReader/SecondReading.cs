namespace SecretSentry.Purge.SecondReader;

/// <summary>What the second reader found.</summary>
/// <param name="Reader">Name and version of the reader, such as "libgit2 1.8.6".</param>
/// <param name="Reason">Why libgit2 was not used; empty when it was, or when git was requested.</param>
/// <param name="Objects">Number of objects that it read.</param>
/// <param name="Time">How long it took. The proof of the first reader is not included.</param>
/// <param name="Problems">The objects in which it found a needle, and everything that it sees otherwise than the first reader.</param>
public sealed record SecondReading(string Reader, string Reason, long Objects, TimeSpan Time, IReadOnlyList<string> Problems)
{
    /// <summary>Adds the result for a further repository.</summary>
    internal SecondReading Add(SecondReading other) => other with
    {
        Reader = Reader == other.Reader ? Reader : $"{Reader} and {other.Reader}",
        Reason = Reason.Length > 0 ? Reason : other.Reason,
        Objects = Objects + other.Objects,
        Time = Time + other.Time,
        Problems = [.. Problems, .. other.Problems],
    };
}
