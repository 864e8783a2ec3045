namespace SecretSentry.Training.Labels;

/// <summary>
/// A value and what it is. <paramref name="Start"/> and <paramref name="Length"/> count bytes of the content; quotes lie outside.
/// </summary>
internal readonly record struct LabelledSpan(int Start, int Length, Label Label, string Kind);
