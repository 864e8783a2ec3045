using System.Runtime.Versioning;
using SecretSentry.Hooks;
using SecretSentry.Tests.Git;

namespace SecretSentry.Tests.Hooks;

[UnsupportedOSPlatform("windows")]
public class SkipLogTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 30, 5, 6, 7, TimeSpan.FromHours(-2));

    [Fact]
    public void Each_skipped_check_is_a_line_in_the_git_directory()
    {
        using var repository = new TempRepository();
        SkipLog.Append(repository.Top, Time, "pre-commit", "SKIP");
        var head = repository.Commit("inner/a.txt", "x\n");
        SkipLog.Append(repository.PathOf("inner"), Time, "pre-push", "passed\tby hand");
        File.ReadAllLines(repository.PathOf(".git/secretsentry/skips.log")).Should().Equal(
            "2026-11-30T05:06:07-02:00\tpre-commit\t-\tC O Mitter <committer@example.com>\tSKIP",
            $"2026-11-30T05:06:07-02:00\tpre-push\t{head}\tC O Mitter <committer@example.com>\tpassed\\u0009by hand");
    }
}
