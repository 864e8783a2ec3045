using SecretSentry.Training.Rows;

namespace SecretSentry.Training.Study;

/// <summary>All that is trained on.</summary>
internal sealed record StudyRows(
    IReadOnlyList<Row> Real, IReadOnlyList<Row> Copies, IReadOnlyList<Row> Samples, IReadOnlyList<Row> Ordinary,
    IReadOnlyList<IReadOnlyList<Row>> Generated, LabelledCode Code);
