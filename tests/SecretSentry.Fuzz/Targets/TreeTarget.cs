using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Purge.Objects;

namespace SecretSentry.Fuzz.Targets;

/// <summary>A tree. Its entries are where they are, and a rename of nothing keeps the bytes of a tree in git's order.</summary>
internal sealed class TreeTarget : FuzzTarget
{
    private const int IdLength = 20;

    public override string Name => "tree";

    public override IReadOnlyList<string> Words => ["100644 ", "40000 ", "120000 ", "160000 ", "100755 ", "0", "\0"];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        yield return seeds.Repository.ReadObject("tree", "HEAD^{tree}");
        yield return seeds.Repository.ReadObject("tree", "HEAD:folder");
        yield return seeds.Repository.ReadObject("tree", "HEAD:folder/inner");
    }

    public override void Run(byte[] input)
    {
        var offset = 0;
        for (; offset < input.Length && TreeEntry.TryRead(input, offset, IdLength, out var entry); offset += entry.Length)
        {
            var text = input.AsSpan(offset, entry.Length);
            var space = text.IndexOf((byte)' ');
            Require(text[(space + 1)..^(IdLength + 1)].SequenceEqual(entry.Name) && text[^IdLength..].SequenceEqual(entry.Id)
                && entry.Name.IndexOf((byte)0) < 0, "an entry of a tree has other parts than its bytes");
            Require(Convert.ToInt32(System.Text.Encoding.ASCII.GetString(text[..space]), 8) == entry.Mode, "an entry has another mode");
        }

        try
        {
            var renamed = TreeNames.Rename(input, IdLength, name => name);
            Require(renamed.Length == offset, "a rename of nothing changes the length of a tree");
        }
        catch (GitException)
        {
            return; // two entries with one name
        }

        _ = TreeChange.FindChanged(input, input.AsSpan(input.Length / 3));
    }
}
