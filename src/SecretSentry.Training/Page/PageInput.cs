using SecretSentry.Training.Fit;
using SecretSentry.Training.Study;

namespace SecretSentry.Training.Page;

/// <summary>The input of the page.</summary>
internal sealed record PageInput(IReadOnlyList<InputText> Texts, StudyRows Rows, TrainedForest Whole, TrainedForest Core,
    FirstForest First, Calibration Calibration, IReadOnlyList<JudgedLine> Lines, long Length)
{
    /// <summary>Text about what was tried and dropped. It is written by hand.</summary>
    public required string Tried { get; init; }
}
