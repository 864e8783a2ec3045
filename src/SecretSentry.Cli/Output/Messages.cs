namespace SecretSentry.Cli.Output;

/// <summary>Writes messages to standard error, one sentence each.</summary>
internal static class Messages
{
    public static int Fail(int code, string sentence)
    {
        Report(sentence);
        return code;
    }

    /// <summary>Writes a sentence, followed by commands to copy. Returns <paramref name="code"/>.</summary>
    public static int Fail(int code, string sentence, IEnumerable<string> commands)
    {
        Report(sentence);
        foreach (var command in commands)
        {
            Screen.Error.WriteLine($"    {command}");
        }

        return code;
    }

    public static void Report(string sentence)
    {
        try
        {
            Screen.Error.WriteLine($"secretsentry: {sentence.ReplaceLineEndings(" ")}");
        }
        catch (IOException)
        {
            // Standard error cannot be written, so nobody can be told. The exit code still says what happened.
        }
    }
}
