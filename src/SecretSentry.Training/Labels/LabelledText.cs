namespace SecretSentry.Training.Labels;

/// <summary>
/// A made-up file. Spans are in order and do not overlap. Every secret and every placeholder has a span, so text outside of spans is
/// <see cref="Label.Other"/>.
/// </summary>
internal sealed record LabelledText(string Path, byte[] Content, IReadOnlyList<LabelledSpan> Spans, string Generator);
