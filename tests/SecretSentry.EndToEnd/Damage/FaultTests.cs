namespace SecretSentry.EndToEnd.Damage;

/// <summary>The short form of the check in tests/damage: one call to the file system that fails.</summary>
public class FaultTests
{
    [Theory]
    [InlineData("0/5")]
    [InlineData("1/5")]
    [InlineData("2/5")]
    [InlineData("3/5")]
    [InlineData("4/5")]
    public void A_call_that_fails_gives_the_finding_or_a_gap_and_loses_nothing(string part)
    {
        var isNative = Environment.GetEnvironmentVariable("SECRETSENTRY_PROGRAM") is not null;
        var run = DamageScripts.Run("faults.py", Programs.Secretsentry, "--most", isNative ? "3" : "1", "--part", part);
        run.ExitCode.Should().Be(0, run.All);
        run.Output.Should().MatchRegex("[1-9] scenes, [1-9][0-9]+ faults, 0 wrong answers");
    }
}
