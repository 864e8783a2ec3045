namespace SecretSentry.Training;

/// <summary>What a labelled place is. The numbers are those of the judge's classes.</summary>
internal enum Class
{
    /// <summary>Not known: neither trained on nor counted.</summary>
    Unknown = -1,

    /// <summary>No credential.</summary>
    Other = 0,

    /// <summary>A credential.</summary>
    Secret = 1,

    /// <summary>A sample, or a text that stands in for a credential.</summary>
    Placeholder = 2,
}

/// <summary>A candidate as the trees see it.</summary>
/// <param name="Features">Its features.</param>
/// <param name="Class">What it is.</param>
/// <param name="Weight">What it counts.</param>
/// <param name="Group">The repository or source it comes from; folds keep these together.</param>
/// <param name="Line">Number of its line, the same for all candidates of a line.</param>
/// <param name="Unit">Number of the labelled secret it stands for; -1 for none.</param>
/// <param name="Kind">Kind of the label or the source.</param>
/// <param name="Place">Path, line and offset, to find it again.</param>
internal sealed record Row(short[] Features, Class Class, float Weight, string Group, int Line, int Unit, string Kind, Place Place);

/// <summary>Where a candidate stands.</summary>
internal readonly record struct Place(string Path, int Line, int Start, int Length);
