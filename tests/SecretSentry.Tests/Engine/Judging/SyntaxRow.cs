using System.Text;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>How a secret is written down in one syntax. <see cref="Text"/> holds the value's place once, as <c>@V</c>.</summary>
/// <param name="Name">Names the syntax; unique.</param>
/// <param name="Path">A path of settings or source, unless the row says otherwise.</param>
/// <param name="Text">The lines around the value.</param>
internal sealed record SyntaxRow(string Name, string Path, string Text)
{
    /// <summary>What would end the value, or change the syntax, beside line breaks.</summary>
    public string Forbids { get; init; } = "";

    /// <summary>The value as the syntax writes it.</summary>
    public Func<string, string> Write { get; init; } = static value => value;

    /// <summary>Kinds that make no sense here. Each row says why.</summary>
    public IReadOnlyList<ValueKind> Without { get; init; } = [];

    /// <summary>Values of a syntax that holds no free text.</summary>
    public Func<ValueKind, int, string>? Values { get; init; }

    /// <summary>The encoding; its mark is written when it has one.</summary>
    public Encoding Encoding { get; init; } = new UTF8Encoding(false);

    /// <summary>Whether the text is a document, where a secret may be told as low.</summary>
    public bool IsDocument { get; init; }

    /// <summary>The content with a value of the kind, and where the value's bytes lie.</summary>
    public (byte[] Content, int Start, int End) Content(ValueKind kind, int seed)
    {
        var value = Write(Values?.Invoke(kind, seed) ?? TableValues.Of(kind, seed, Forbids));
        var at = Text.IndexOf("@V", StringComparison.Ordinal);
        byte[] before = [.. Encoding.GetPreamble(), .. Encoding.GetBytes(Text[..at])];
        var written = Encoding.GetBytes(value);
        return ([.. before, .. written, .. Encoding.GetBytes(Text[(at + 2)..])], before.Length, before.Length + written.Length);
    }
}
