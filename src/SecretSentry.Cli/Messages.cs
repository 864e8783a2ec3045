using SecretSentry.Reports;

namespace SecretSentry.Cli;

/// <summary>Sentences on standard error.</summary>
internal static class Messages
{
    public static int Fail(int code, string sentence)
    {
        Tell(sentence);
        return code;
    }

    public static void Tell(string sentence) => Console.Error.WriteLine($"secretsentry: {Safe.Text(sentence.ReplaceLineEndings(" "))}");
}
