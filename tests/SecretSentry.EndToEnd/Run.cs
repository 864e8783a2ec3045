namespace SecretSentry.EndToEnd;

/// <summary>The exit code and the output of a program that was run.</summary>
public sealed record Run(int ExitCode, string Output, string Error)
{
    public string All => Output + Error;
}
