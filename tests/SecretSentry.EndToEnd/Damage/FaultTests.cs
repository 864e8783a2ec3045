namespace SecretSentry.EndToEnd.Damage;

/// <summary>The short form of the check in tests/damage: one call to the file system that fails.</summary>
public class FaultTests
{
    [Fact]
    public void A_call_that_fails_gives_the_finding_or_a_gap_and_loses_nothing()
    {
        var isNative = Environment.GetEnvironmentVariable("SECRETSENTRY_PROGRAM") is not null;
        var run = DamageScripts.Run("faults.py", Programs.Secretsentry, "--most", isNative ? "3" : "1");
        run.ExitCode.Should().Be(0, run.All);
        run.Output.Should().MatchRegex("[1-9][0-9]+ scenes, [1-9][0-9]+ faults, 0 wrong answers");
    }
}
