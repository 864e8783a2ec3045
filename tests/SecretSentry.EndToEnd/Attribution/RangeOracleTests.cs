namespace SecretSentry.EndToEnd.Attribution;

/// <summary>The short form of the check in tests/ranges.</summary>
public class RangeOracleTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public void A_range_gives_what_the_slow_definition_gives(string seed)
    {
        using var repository = new TempRepository();
        var folder = Path.Combine(repository.Folder, "made");
        Directory.CreateDirectory(folder);
        Python("make.py", folder, seed, "60").ExitCode.Should().Be(0);
        var run = Python("oracle.py", Programs.Secretsentry, folder, "--ranges", "4", "--longest", "25", "--seed", seed);
        run.ExitCode.Should().Be(0, run.All);
        run.Output.Should().MatchRegex("4 ranges, [0-9]+ commits, [1-9][0-9]* merges, [1-9][0-9]* secrets added: 4 agree, 0 differ");

        Run Python(string script, params string[] arguments) =>
            Programs.Start("python3", repository.Folder, [Path.Combine(Programs.Top, "tests", "ranges", script), .. arguments]);
    }
}
