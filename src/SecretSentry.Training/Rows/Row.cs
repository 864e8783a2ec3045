namespace SecretSentry.Training.Rows;

/// <summary>A candidate as the trees see it.</summary>
/// <param name="Features">Its features.</param>
/// <param name="Class">What it is.</param>
/// <param name="Weight">What it counts.</param>
/// <param name="Group">The repository or source it comes from; folds keep these together.</param>
/// <param name="Line">Number of its line, the same for all candidates of a line.</param>
/// <param name="Unit">Number of the labelled secret it stands for; -1 for none.</param>
/// <param name="Kind">Kind of the label or the source.</param>
/// <param name="Location">Path, line and offset, to find it again.</param>
internal sealed record Row(short[] Features, Class Class, float Weight, string Group, int Line, int Unit, string Kind,
    CandidateLocation Location);
