using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Purge.Objects;

namespace SecretSentry.Fuzz.Targets;

/// <summary>A commit or a tag. A rewrite that changes nothing keeps the bytes of what has no signature.</summary>
internal sealed class CommitTarget : FuzzTarget
{
    public override string Name => "commit";

    public override IReadOnlyList<string> Words =>
    [
        "tree ", "parent ", "author ", "committer ", "tagger ", "object ", "type commit\n", "tag ", "gpgsig ", "encoding ", "\n\n", "\n ",
        "-----BEGIN PGP SIGNATURE-----\n", " <a@b> ", " +0100", " -2400", "253402300799", "mergetag ", "\r\n",
    ];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        yield return seeds.Repository.ReadObject("commit", "HEAD");
        yield return seeds.Repository.ReadObject("commit", "HEAD~5");
        yield return seeds.Repository.ReadObject("tag", "v1");
        yield return FromText("tree 1\ngpgsig -----BEGIN\n a\n -----END\nauthor A <a> 1 +0000\n\nm");
    }

    public override void Run(byte[] input)
    {
        _ = CommitInfo.Parse("id", input);
        var parents = CommitInfo.ParseParents(input);
        Require(CommitInfo.FindMessageLine(input) is var line && line >= 1 && line <= 2 + input.AsSpan().Count((byte)'\n'),
            "a message begins after the end of its commit");
        var same = CommitText.Rewrite(input, id => id, TextChanges.None, out var isSigned);
        Require(isSigned ? same.Length < input.Length : SameButCase(same, input), "a rewrite of nothing changes a commit");
        same = CommitText.RewriteTag(input, id => id, TextChanges.None, out isSigned);
        Require(isSigned ? same.Length <= input.Length : SameButCase(same, input), "a rewrite of nothing changes a tag");
        var (identities, others) = CommitText.Split(input);
        Require(identities.Length + others.Length == input.Length, "the parts of a commit are not the commit");
        Require(parents.SequenceEqual(ReadParentsSlowly(input)), "parents are not the lines after the first line");
    }

    private static IEnumerable<ObjectId> ReadParentsSlowly(byte[] input)
    {
        const string key = "parent ";
        foreach (var line in System.Text.Encoding.Latin1.GetString(input).Split('\n').Skip(1).TakeWhile(IsParent))
        {
            if (ObjectId.TryParse(System.Text.Encoding.Latin1.GetBytes(line[key.Length..]), out var id))
            {
                yield return id;
            }
        }

        static bool IsParent(string line) => line.StartsWith(key, StringComparison.Ordinal);
    }

    /// <summary>Ids are written in lower case.</summary>
    private static bool SameButCase(byte[] first, byte[] second) => first.Length == second.Length
        && System.Text.Encoding.Latin1.GetString(first).Equals(System.Text.Encoding.Latin1.GetString(second),
            StringComparison.OrdinalIgnoreCase);
}
