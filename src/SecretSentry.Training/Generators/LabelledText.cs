namespace SecretSentry.Training.Generators;

/// <summary>What a value is to the judge.</summary>
internal enum Label
{
    /// <summary>Opens something: to be reported.</summary>
    Secret,

    /// <summary>Stands where a secret belongs and says that it is none.</summary>
    Placeholder,

    /// <summary>Everything else that stands beside a telling name or looks like a secret.</summary>
    Other,
}

/// <summary>
/// A value and what it is. <paramref name="Start"/> and <paramref name="Length"/> count bytes of the content; quotes lie outside.
/// </summary>
internal readonly record struct LabelledSpan(int Start, int Length, Label Label, string Kind);

/// <summary>
/// A made-up file. Spans are in order and do not overlap. Every secret and every placeholder has a span, so whatever touches no span may
/// be taken for <see cref="Label.Other"/>.
/// </summary>
internal sealed record LabelledText(string Path, byte[] Content, IReadOnlyList<LabelledSpan> Spans, string Generator);
