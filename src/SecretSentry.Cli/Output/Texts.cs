namespace SecretSentry.Cli.Output;

/// <summary>The longer texts that are part of the program: those in <c>Texts</c> and the hooks' stubs.</summary>
internal static class Texts
{
    /// <summary>Returns a text with the line ending <c>\n</c>.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(Texts).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
