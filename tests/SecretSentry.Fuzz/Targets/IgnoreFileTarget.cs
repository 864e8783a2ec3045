using System.Text;
using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Fuzz.Targets;

/// <summary>Our file of accepted findings. What is written and read again is the same.</summary>
internal sealed class IgnoreFileTarget : FuzzTarget
{
    public override string Name => "ignore-file";

    public override IReadOnlyList<string> Words => [" until=2027-01-31", " by=", " at=a%20b", "%25", "%", "\n", "#", "=",
        "0123456789abcdef.01234567 rule-id "];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds) =>
    [
        FromText("# c\n" + new string('a', 32) + " rule-id until=2027-01-31 by=me at=a%20b a reason\n" + new string('b', 16)
        + " rule-id\n"),
        FromText(new string('c', 64) + " rule-id x\n" + new string('d', 8) + "." + new string('e', 32) + " other y z\n"),
        .. SeedFolder.ReadOwn(".", ".secretsentry-ignore"),
    ];

    public override void Run(byte[] input)
    {
        try
        {
            var entries = IgnoreFile.Parse(Encoding.UTF8.GetString(input), "file");
            var text = IgnoreFile.Format(entries);
            Require(IgnoreFile.Format(IgnoreFile.Parse(text, "file")) == text,
                "a file of accepted findings changes when it is written again");
            _ = IgnoreFile.Merge(entries, entries, IgnoreFile.Parse(text, "file"));
        }
        catch (RuleFileException)
        {
            return;
        }
    }
}
