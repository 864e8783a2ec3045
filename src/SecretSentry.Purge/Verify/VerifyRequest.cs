using SecretSentry.Purge.SecondReader;

namespace SecretSentry.Purge.Verify;

/// <summary>What <c>purge verify</c> proves, and how.</summary>
public sealed record VerifyRequest
{
    /// <summary>A folder in the repository.</summary>
    public required string Directory { get; init; }

    /// <summary>Folder of a plan, its file, or a rules file in git-filter-repo's format.</summary>
    public required string NeedlesFrom { get; init; }

    /// <summary>Who reads the objects a second time.</summary>
    public SecondReaderChoice SecondReader { get; init; }

    /// <summary>Number of threads for the search.</summary>
    public int Threads { get; init; } = 1;
}
