using System.Text;
using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.Push;

namespace SecretSentry.Fuzz.Targets;

/// <summary>Two addresses of repositories. An address is the same as itself, and it does not matter which comes first.</summary>
internal sealed class RemoteAddressTarget : FuzzTarget
{
    public override string Name => "remote-address";

    public override int MaxLength => 300;

    public override IReadOnlyList<string> Words =>
        ["https://", "ssh://", "git@", "file://", "localhost/", "github.com", "ssh.github.com", ":443", ":", "/", ".git", "::", "%41",
        "%00", "[::1]", "@", "..", "\0", "~"];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds) =>
    [
        Sections.Join(FromText("git@github.com:a/b.git"), FromText("https://github.com/A/b")),
        Sections.Join(FromText("/a/b"), FromText("file:///a/b/")),
        Sections.Join(FromText("ssh://u@[::1]:22/a%20b"), FromText("../x")),
    ];

    public override void Run(byte[] input)
    {
        var rest = input.AsSpan();
        var first = Encoding.UTF8.GetString(Sections.Take(ref rest));
        var second = Encoding.UTF8.GetString(rest);
        Require(RemoteAddress.AreSame(first, second, "/folder") == RemoteAddress.AreSame(second, first, "/folder"),
            "which address comes first matters");
    }
}
