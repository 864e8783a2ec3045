namespace SecretSentry.EndToEnd;

/// <summary>What a run of a program left behind.</summary>
public sealed record Run(int ExitCode, string Output, string Error)
{
    public string All => Output + Error;
}
