namespace SecretSentry.Training.Generators.Contexts;

/// <summary>Snippets of another language, escaped and inserted at <c>…</c> in the frame.</summary>
internal sealed record Embedding(string Frame, string Inner, Func<char, string> Escape)
{
    /// <summary>Whether lines have no indentation, because they are joined into one line.</summary>
    public bool Flat { get; init; }
}
