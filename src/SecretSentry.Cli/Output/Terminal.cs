namespace SecretSentry.Cli.Output;

/// <summary>Settings of the terminal, if there is one.</summary>
internal static class Terminal
{
    public static bool IsColored(bool isRedirected) => !isRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
