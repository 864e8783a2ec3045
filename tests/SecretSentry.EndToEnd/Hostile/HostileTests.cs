namespace SecretSentry.EndToEnd.Hostile;

/// <summary>The attacks in tests/hostile. They need the native program, because each has limits for time and memory.</summary>
public class HostileTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    [Theory]
    [InlineData("0/4")]
    [InlineData("1/4")]
    [InlineData("2/4")]
    [InlineData("3/4")]
    public void An_attack_hangs_nothing_and_gets_nothing(string part)
    {
        var isNative = Environment.GetEnvironmentVariable("SECRETSENTRY_PROGRAM") is not null;
        var run = Programs.Start("python3", Programs.Top,
            [Path.Combine(Programs.Top, "tests", "hostile", "run.py"), Programs.Secretsentry, "--part", part,
            "--topic", "files", "--topic", "contents",
            .. isNative ? Array.Empty<string>() : ["--only", ".git/HEAD"]],
            [("SECRETSENTRY_SECONDS", "120")], patience: Patience);
        run.ExitCode.Should().Be(0, run.All);
        run.Output.Should().MatchRegex("[1-9][0-9]* attacks, [1-9][0-9]* runs, 0 succeeded");
    }
}
