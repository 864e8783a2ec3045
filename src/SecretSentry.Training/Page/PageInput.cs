using SecretSentry.Training.Fit;
using SecretSentry.Training.Study;

namespace SecretSentry.Training.Page;

/// <summary>What the page tells of.</summary>
internal sealed record PageInput(IReadOnlyList<InputText> Texts, StudyRows Rows, TrainedForest Whole, TrainedForest Core,
    FirstForest First, Calibration Calibration, IReadOnlyList<JudgedLine> Lines, long Length)
{
    /// <summary>What was tried and dropped, written by hand.</summary>
    public required string Tried { get; init; }
}
