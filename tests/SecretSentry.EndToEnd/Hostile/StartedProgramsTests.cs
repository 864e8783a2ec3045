namespace SecretSentry.EndToEnd.Hostile;

/// <summary>What the program starts in configurations that name other programs (tests/hostile/programs.py).</summary>
public class StartedProgramsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>With the native program all configurations, otherwise some of them: each takes thirteen starts.</summary>
    [StraceFact]
    public void Nothing_but_git_is_started_and_no_socket_is_opened()
    {
        var isNative = Environment.GetEnvironmentVariable("SECRETSENTRY_PROGRAM") is not null;
        var run = Run([Programs.Secretsentry, "--jobs", "2", .. isNative ? Array.Empty<string>() : ["--part", "0/20"]]);
        run.ExitCode.Should().Be(0, run.All);
        run.Output.Should().MatchRegex(isNative ? "[6-9][0-9] configurations, [1-9][0-9]* commands, 0 failed"
            : "[1-9][0-9]* configurations, [1-9][0-9]* commands, 0 failed");
    }

    [StraceFact]
    public void What_plain_git_starts_is_noticed()
    {
        var run = Run([Programs.Secretsentry, "--control"]);
        run.ExitCode.Should().Be(0, run.All);
        run.Output.Should().Contain("4 controls, 0 failed");
    }

    private static Run Run(string[] arguments) => Programs.Start("python3", Programs.Top,
        [Path.Combine(Programs.Top, "tests", "hostile", "programs.py"), .. arguments], [("SECRETSENTRY_SECONDS", "120")],
        patience: Patience);
}
