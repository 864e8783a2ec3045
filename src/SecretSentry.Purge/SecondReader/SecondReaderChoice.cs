namespace SecretSentry.Purge.SecondReader;

/// <summary>Who reads the objects a second time for a proof.</summary>
public enum SecondReaderChoice
{
    /// <summary>libgit2, or git where libgit2 cannot read the repository or is not installed.</summary>
    Automatic,

    /// <summary>git.</summary>
    Git,

    /// <summary>Nobody. The proof then depends on one reader.</summary>
    None,
}
