using SecretSentry.Findings;
using SecretSentry.Scanning.Search;
using SecretSentry.Tests.Reports;

namespace SecretSentry.Tests.Scanning.Search;

public class NamedFindingsTests
{
    private static readonly Finding[] All =
    [
        Samples.Finding(1), Samples.Finding(2), Samples.Finding(1) with { Location = Samples.Finding(3).Location }, Samples.Finding(4),
    ];

    [Fact]
    public void All_places_of_a_secret_are_found_in_their_order()
    {
        var named = new NamedFindings([All[3].Fingerprint, All[0].Fingerprint], All);
        named.All.Should().Equal(All[0], All[2], All[3]);
        named.Find(All[0].Fingerprint).Should().Equal(All[0], All[2]);
        named.Find(All[3].Fingerprint).Should().Equal(All[3]);
    }

    [Fact]
    public void A_fingerprint_of_another_salt_and_one_of_version_0_1_0_name_the_same_secret()
    {
        var identity = All[1].Identity!;
        string[] names = [identity.GetFingerprint("team7"), identity.GetOldFingerprint(All[1].Rule.Id)];
        var named = new NamedFindings(names, All);
        named.All.Should().Equal(All[1]);
        names.Should().AllSatisfy(name => named.Find(name).Should().Equal(All[1]));
    }

    [Fact]
    public void A_fingerprint_of_no_finding_names_nothing()
    {
        var absent = Samples.Finding(9).Fingerprint;
        var named = new NamedFindings([absent, All[0].Fingerprint], All);
        named.Find(absent).Should().BeEmpty();
        named.Find(All[1].Fingerprint).Should().BeEmpty("it was not among the fingerprints");
        named.All.Should().Equal(All[0], All[2]);
    }
}
