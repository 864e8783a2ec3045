using System.Text;
using SecretSentry.Git.Process;
using SecretSentry.Git.Push;

namespace SecretSentry.Tests.Git;

public class PurgeRecordsTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("{\"version\":1}")]
    [InlineData("{\"version\":1,\"purges\":[null]}")]
    [InlineData("{\"version\":1,\"purges\":[{\"date\":\"2026-01-01T00:00:00Z\",\"refs\":[]}]}")]
    [InlineData("{\"version\":1,\"purges\":[{\"date\":\"2026-01-01T00:00:00Z\",\"firstChanged\":[null],\"refs\":[]}]}")]
    [InlineData("{\"version\":1,\"purges\":[{\"date\":\"2026-01-01T00:00:00Z\",\"firstChanged\":[],\"refs\":[null]}]}")]
    [InlineData("{\"version\":1,\"purges\":[{\"date\":\"2026-01-01T00:00:00Z\",\"firstChang"
        + "ed\":[],\"refs\":[{\"name\":\"a\",\"new\":\"b\"}]}]}")]
    public void A_record_with_something_missing_is_refused(string json)
    {
        var parse = () => PurgeRecords.Parse(Encoding.UTF8.GetBytes(json), "purged.json");
        parse.Should().Throw<GitException>().WithMessage("'purged.json', the list of purged commits, is not valid*");
    }

    [Fact]
    public void A_record_is_read_as_it_was_written()
    {
        PurgeRecord[] purges = [new(DateTimeOffset.UnixEpoch, ["a"], [new("refs/heads/main", "b", "c")])];
        PurgeRecords.Parse(PurgeRecords.ToBytes(purges), "purged.json").Should()
            .BeEquivalentTo(purges, options => options.Excluding(member => member.Name == nameof(RefMove.ForDisplay)));
    }
}
