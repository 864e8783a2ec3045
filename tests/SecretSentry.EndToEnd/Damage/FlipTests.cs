namespace SecretSentry.EndToEnd.Damage;

/// <summary>
/// The short form of the check in tests/damage: one changed byte in a file of a repository. It needs the native program, because a scan has
/// to take milliseconds.
/// </summary>
public class FlipTests
{
    [Theory]
    [InlineData("0/6")]
    [InlineData("1/6")]
    [InlineData("2/6")]
    [InlineData("3/6")]
    [InlineData("4/6")]
    [InlineData("5/6")]
    public void A_changed_byte_gives_the_finding_or_a_gap(string part)
    {
        var isNative = Environment.GetEnvironmentVariable("SECRETSENTRY_PROGRAM") is not null;
        var run = DamageScripts.Run("flips.py", Programs.Secretsentry, "--flips", isNative ? "100" : "2", "--jobs", "2", "--part", part);
        run.ExitCode.Should().Be(0, run.All);
        run.Output.Should().MatchRegex("[1-9] kinds, [1-9][0-9]+ flips, 0 wrong answers");
    }
}
