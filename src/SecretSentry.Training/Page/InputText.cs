namespace SecretSentry.Training.Page;

/// <summary>One kind of text that was trained on.</summary>
internal sealed record InputText(string Name, string Manifest, int Rows, int Secrets);
