namespace SecretSentry.Training.Fit;

/// <summary>A forest and its results of cross-validation.</summary>
/// <param name="Table">The forest as it is written.</param>
/// <param name="Scores">Scores of the labelled rows, then of the copies, by forests that never saw their repositories.</param>
/// <param name="Least">Minimum scores for low, medium and high.</param>
/// <param name="Gains">What each feature contributed.</param>
internal sealed record TrainedForest(byte[] Table, int[] Scores, int[] Least, double[] Gains);
