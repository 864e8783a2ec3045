using SecretSentry.Findings;
using SecretSentry.Reports;

namespace SecretSentry.Tests.Reports;

public class RemediesTests
{
    private static readonly Finding[] Findings =
        [Samples.Finding(1) with { Location = Samples.Finding(1).Location with { Path = "a b.txt" } }, Samples.Finding(2)];

    public static TheoryData<IReadOnlyList<Remedy>, string> Lists => new()
    {
        { Remedies.ListForFiles(Findings), "edit the file" },
        { Remedies.ListForCommit(Findings, isFirstCommit: false), "git restore --staged 'a b.txt'" },
        { Remedies.ListForCommit(Findings, isFirstCommit: true), "git rm --cached 'a b.txt'" },
        { Remedies.ListForMerge(Findings), "git add 'a b.txt' && git commit" },
        { Remedies.ListForPatch(), "git am --continue" },
        { Remedies.ListForMessage(Findings, ".git/a message"), "git commit -e -F '.git/a message'" },
        { Remedies.ListForPatchMessage(Findings), "git am --abort" },
    };

    [Theory]
    [MemberData(nameof(Lists), DisableDiscoveryEnumeration = true)]
    public void Taking_the_secret_out_comes_first_and_rotation_is_never_left_out(IReadOnlyList<Remedy> remedies, string command)
    {
        remedies[0].Label.Should().Be("Take it out");
        remedies.Should().Contain(remedy => remedy.Text.Contains(command, StringComparison.Ordinal)).And.Contain(Remedy.RotateFirst);
    }

    [Fact]
    public void What_is_committed_already_is_accepted_on_record_after_the_commit()
    {
        Remedies.ListForMessage(Findings, "m").Should().Contain(Remedy.AcceptAfterCommit(Findings[0]));
        Remedies.ListForPatchMessage(Findings).Should().Contain(Remedy.Accept(Findings[0]));
        Remedies.ListForPatch().Should().HaveCount(2);
    }
}
