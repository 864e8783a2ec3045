namespace SecretSentry.Training.Rows;

/// <summary>A candidate as the trees see it.</summary>
/// <param name="Features">Its features.</param>
/// <param name="Class">Its class.</param>
/// <param name="Weight">Its weight in training.</param>
/// <param name="Group">The repository or source that it comes from. All rows of a group are in the same fold.</param>
/// <param name="Line">Number of its line, the same for all candidates of a line.</param>
/// <param name="Unit">Number of the labelled secret that it belongs to. -1: none.</param>
/// <param name="Kind">Kind of the label or the source.</param>
/// <param name="Location">Path, line and offset.</param>
internal sealed record Row(short[] Features, Class Class, float Weight, string Group, int Line, int Unit, string Kind,
    CandidateLocation Location);
