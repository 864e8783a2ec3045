using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Purge.Search;

namespace SecretSentry.Fuzz.Targets;

/// <summary>Content that a purge searches for a secret: as it is, in quoted-printable, and in other forms.</summary>
internal sealed class QuotedPrintableTarget : FuzzTarget
{
    private readonly NeedleSearch _search = new([Needle.CreateLiteral("x", "abc-secret"u8.ToArray(), "***"u8.ToArray())]);
    private QuotedPrintable? _reader;

    public override string Name => "quoted-printable";

    public override IReadOnlyList<string> Words => ["=", "=\n", "=\r\n", "=61", "abc-secret", "abc=2Dsecret", "=3D", "\n", "secret"];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds) => [FromText("a=62c=\n-secret and abc=2Dse=\r\ncret\n")];

    public override void Run(byte[] input)
    {
        var found = new List<LayerMatch>();
        var isFound = (_reader ??= new(_search)).Search(input, found);
        Require(isFound == found.Count > 0, "something is found that is not listed");
        Require(_reader.Search(input, null) == isFound, "a search without list has another answer");
        Require(found.All(match => match.Span.Start >= 0 && match.Span.Start < match.Span.End && match.Span.End <= input.Length),
            "a match lies outside");
    }
}
