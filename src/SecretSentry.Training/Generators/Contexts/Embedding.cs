namespace SecretSentry.Training.Generators.Contexts;

/// <summary>Snippets of another language, escaped and put where <c>…</c> stands in the frame.</summary>
internal sealed record Embedding(string Frame, string Inner, Func<char, string> Escape)
{
    /// <summary>Whether lines begin at the margin, as they do where all become one.</summary>
    public bool Flat { get; init; }
}
