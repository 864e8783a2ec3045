namespace SecretSentry.Training.Labels;

/// <summary>
/// A value and its label. <paramref name="Start"/> and <paramref name="Length"/> count bytes of the content. Quotes are not included.
/// </summary>
internal readonly record struct LabelledSpan(int Start, int Length, Label Label, string Kind);
