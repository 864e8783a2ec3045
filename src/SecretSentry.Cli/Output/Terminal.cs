namespace SecretSentry.Cli.Output;

/// <summary>What the terminal, if there is one, is given.</summary>
internal static class Terminal
{
    public static bool IsColored(bool isRedirected) => !isRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
