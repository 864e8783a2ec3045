using System.Text;

namespace SecretSentry.Reports;

/// <summary>
/// A writer to a terminal that lets no control character and no secret through, whatever is written: each line is escaped as by <see
/// cref="Safe.Escape"/>. Reports, which have colours, and texts of our own with tabs are written without it.
/// </summary>
public sealed class SafeWriter(TextWriter output) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => output.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Write(value.ToString());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <summary>Writes a text. Its line feeds stay.</summary>
    public override void Write(string? value) => output.Write(EscapeLines(value ?? ""));

    /// <summary>Writes a text and a line ending.</summary>
    public override void WriteLine(string? value) => output.WriteLine(EscapeLines(value ?? ""));

    /// <inheritdoc/>
    public override void WriteLine() => output.WriteLine();

    /// <inheritdoc/>
    public override void Flush() => output.Flush();

    private static string EscapeLines(string text) => string.Join('\n', text.Split('\n').Select(Safe.Escape));
}
