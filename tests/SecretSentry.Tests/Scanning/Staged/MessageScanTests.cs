using System.Text;
using SecretSentry.Scanning.Staged;
using SecretSentry.Tests.Git;

namespace SecretSentry.Tests.Scanning.Staged;

public class MessageScanTests
{
    private static readonly MessageCleanup Strip = new(DropsComments: true, CutsAtScissors: false, "#");

    [Fact]
    public void Only_findings_on_lines_that_git_keeps_are_returned()
    {
        using var repository = new TempRepository();
        var message = Encoding.ASCII.GetBytes($"use {Secrets.MakeToken(1)}\n# not {Secrets.MakeToken(2)}\n");
        var outcome = MessageScan.Run(Secrets.MakeOptions(repository), message, () => Strip);
        outcome.Findings.Should().ContainSingle().Which.Location.FirstLine.Should().Be(1);
        outcome.Findings[0].Location.Path.Raw.Should().Be("commit message");
        MessageScan.Run(Secrets.MakeOptions(repository), message, null).Findings.Should().HaveCount(2, "git removes nothing");
    }

    [Fact]
    public void What_git_removes_is_not_asked_for_without_a_finding()
    {
        using var repository = new TempRepository();
        MessageScan.Run(Secrets.MakeOptions(repository), "nothing\n"u8.ToArray(), () => throw new InvalidOperationException("asked"))
            .Findings.Should().BeEmpty();
    }
}
