using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using SecretSentry.Purge.Plan;
using SecretSentry.Purge.Search;
using SecretSentry.Reports;

namespace SecretSentry.Tests.Git.Purge;

[UnsupportedOSPlatform("windows")]
public class PlanOverviewTests
{
    private const string Secret = "s3cr3t-text-of-a-test";

    [Fact]
    public void The_overview_says_what_to_rotate_what_changes_and_what_is_not_covered()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", $"x = {Secret}\n", $"use {Secret}");
        repository.Commit("b.txt", "clean\n");
        var plan = Plan(repository, new(false, false, false, false, false))!;
        var text = Write(plan, "/plans/\e1");
        text.Should().StartWith("ROTATE FIRST.").And.Contain($"  n: 1 place. {Rotation.InGeneral}")
            .And.Contain("  blobs                     1   (1 places; 0 more unreachable blobs are deleted by the clean-up)")
            .And.Contain("  commits                   2   of 2")
            .And.Contain("  commit and tag messages: 1, NOT covered; add --messages")
            .And.Contain("  file names (trees): 0\n")
            .And.Contain("Plan: /plans/\\u001b1 (").And.EndWith($"--confirm {plan.Checksum}\n").And.NotContain(Secret);
        Write(Plan(repository, new(true, false, false, false, false))!, "p").Should().Contain("  commit and tag messages: 1, covered\n");
    }

    [Fact]
    public void Of_many_names_twenty_are_written()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", $"x = {Secret}\n");
        var plan = Plan(repository, new(false, false, false, false, false))!;
        var names = Enumerable.Range(0, 23).Select(i => $"file{i}").ToArray();
        var text = Write(plan with { Summary = plan.Summary with { TipPaths = names } }, "p");
        text.Should().Contain("replacement: file19\n").And.NotContain("file20").And.Contain("replacement: and 3 more\n");
    }

    private static PurgePlan? Plan(TempRepository repository, PurgeScope scope) => PurgePlanner.Plan(new(repository.Top,
        [Needle.CreateLiteral("n", Encoding.ASCII.GetBytes(Secret), "***"u8.ToArray())], new Dictionary<string, string>(), scope, [],
        AllowsShort: false, AllowsAlternates: false, Threads: 1), (_, _) => { }, CancellationToken.None);

    private static string Write(PurgePlan plan, string folder)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        new PlanOverview(output).Write(plan, folder);
        return output.ToString();
    }
}
