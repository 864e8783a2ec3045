using System.Text;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>How a secret is written in one syntax. <see cref="Text"/> contains the location of the value once, as <c>@V</c>.</summary>
/// <param name="Name">Name of the syntax. Unique.</param>
/// <param name="Path">Path of a settings or source file, unless the row says otherwise.</param>
/// <param name="Text">The lines around the value.</param>
internal sealed record SyntaxRow(string Name, string Path, string Text)
{
    /// <summary>Characters that would end the value or change the syntax. Line breaks are not listed.</summary>
    public string Forbids { get; init; } = "";

    /// <summary>Returns the value as the syntax writes it.</summary>
    public Func<string, string> Write { get; init; } = static value => value;

    /// <summary>Kinds of value that are not used in this syntax. Each row gives the reason.</summary>
    public IReadOnlyList<ValueKind> Without { get; init; } = [];

    /// <summary>Returns the values of a syntax that does not allow free text.</summary>
    public Func<ValueKind, int, string>? Values { get; init; }

    /// <summary>The encoding. Its byte order mark is written when it has one.</summary>
    public Encoding Encoding { get; init; } = new UTF8Encoding(false);

    /// <summary>Whether the text is a document. In a document a secret may be reported at low.</summary>
    public bool IsDocument { get; init; }

    /// <summary>Returns the content with a value of the kind, and the byte range of the value.</summary>
    public (byte[] Content, int Start, int End) Content(ValueKind kind, int seed)
    {
        var value = Write(Values?.Invoke(kind, seed) ?? TableValues.Of(kind, seed, Forbids));
        var at = Text.IndexOf("@V", StringComparison.Ordinal);
        byte[] before = [.. Encoding.GetPreamble(), .. Encoding.GetBytes(Text[..at])];
        var written = Encoding.GetBytes(value);
        return ([.. before, .. written, .. Encoding.GetBytes(Text[(at + 2)..])], before.Length, before.Length + written.Length);
    }
}
