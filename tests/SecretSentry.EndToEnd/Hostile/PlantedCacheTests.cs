namespace SecretSentry.EndToEnd.Hostile;

/// <summary>The attacks with caches in tests/hostile/caches.py.</summary>
public class PlantedCacheTests
{
    private const int LeastAttacks = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    [Fact]
    public void A_planted_cache_changes_no_answer()
    {
        var run = Programs.Start("python3", Programs.Top,
            [Path.Combine(Programs.Top, "tests", "hostile", "run.py"), Programs.Secretsentry, "--topic", "caches", "--jobs", "2"],
            [("SECRETSENTRY_SECONDS", "120")], patience: Patience);
        run.ExitCode.Should().Be(0, run.All);
        var counted = System.Text.RegularExpressions.Regex.Match(run.Output, "([0-9]+) attacks, [1-9][0-9]* runs, 0 succeeded");
        int.Parse(counted.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture).Should().BeGreaterThan(LeastAttacks);
    }
}
