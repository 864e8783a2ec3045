using System.Text;
using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.Repository;
using SecretSentry.Scanning.Staged;

namespace SecretSentry.Fuzz.Targets;

/// <summary>The message of a commit with git's comments, and the command line that makes it.</summary>
internal sealed class MessageTarget : FuzzTarget
{
    private static readonly byte[] Settings = [.. "core.commentchar\nauto\0commit.verbose\nyes\0"u8];

    public override string Name => "message";

    public override IReadOnlyList<string> Words =>
        ["# ------------------------ >8 ------------------------\n", "#", ";", "\n", "will be kept", "--cleanup=", "scissors", "-vm",
        "commit\0", "-m\0", "--verb", "git\0", "'#'"];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds) =>
    [
        Sections.Join(FromText("git\0commit\0-v\0--cleanup=scissors"),
        FromText("subject\n\nbody\n# comment\n# ------------------------ >8 ------------------------\n# x\n# y\ndiff\n")),
        Sections.Join(FromText("git\0-C\0x\0merge\0--no-verify"), FromText("Merge\n# Lines starting with '#' will be kept\n#\n")),
        Sections.Join([], FromText("a\n; b ';'\n;\n")),
    ];

    public override void Run(byte[] input)
    {
        var message = input.AsSpan();
        var arguments = Encoding.UTF8.GetString(Sections.Take(ref message)).Split('\0');
        var command = CommitCommand.Parse(arguments);
        var settings = UserSettings.Parse(Settings);
        foreach (var hasEditor in new[] { true, false })
        {
            var cleanup = MessageCleanup.Create(settings, command, hasEditor, () => true, message);
            var kept = KeptLines.Find(message, cleanup);
            Require(!kept.Intersects(message.Count((byte)'\n') + 2, message.Length + 3), "a line after the last one is kept");
        }
    }
}
