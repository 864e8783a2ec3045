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

    /// <summary>The ids stand in commands that are printed, and the file may be part of a clone.</summary>
    [Theory]
    [InlineData("$(touch x)")]
    [InlineData("main && touch x #")]
    [InlineData("")]
    [InlineData("-f")]
    public void What_is_no_id_is_rejected(string text)
    {
        var id = new string('a', 40);
        foreach (var move in new RefMove[] { new("refs/heads/main", text, id), new("refs/heads/main", id, text) })
        {
            var read = () => PurgeRecords.Parse(PurgeRecords.ToBytes([new(DateTimeOffset.UnixEpoch, [id], [move])]), "purged.json");
            read.Should().Throw<GitException>().Which.Message.Should().NotContain("touch");
        }
    }

    [Fact]
    public void A_record_is_read_as_it_was_written()
    {
        var (first, old, replacement) = (new string('a', 40), new string('b', 40), new string('c', 40));
        PurgeRecord[] purges = [new(DateTimeOffset.UnixEpoch, [first], [new("refs/heads/main", old, replacement)])];
        PurgeRecords.Parse(PurgeRecords.ToBytes(purges), "purged.json").Should()
            .BeEquivalentTo(purges, options => options.Excluding(member => member.Name == nameof(RefMove.ForDisplay)));
    }
}
