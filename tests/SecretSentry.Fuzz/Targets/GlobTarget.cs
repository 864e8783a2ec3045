using System.Text;
using Microsoft.Extensions.FileSystemGlobbing;
using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Purge.Search;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Decision;

namespace SecretSentry.Fuzz.Targets;

/// <summary>The globs of a configuration and a path, and a glob of a purge.</summary>
internal sealed class GlobTarget : FuzzTarget
{
    public override string Name => "glob";

    public override int MaxLength => 300;

    public override IReadOnlyList<string> Words => ["**/", "/**", "**", "*", "?", "[a-z]", "[!", "]", "../", "./", "/", "\\", "{a,b}",
        "a/b.c", "...", "\0", "//"];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds) =>
    [
        Sections.Join(FromText("**/*.c"), FromText("a/b.c")), Sections.Join(FromText("a/**"), FromText("a/b/c.d")),
        Sections.Join(FromText("src/**/test/*.[ch]"), FromText("src/x/test/a.h")),
    ];

    public override void Run(byte[] input)
    {
        var rest = input.AsSpan();
        var glob = Encoding.UTF8.GetString(Sections.Take(ref rest));
        Match(glob, Encoding.UTF8.GetString(rest).Replace('\0', 'x')); // no path of git or of a file system contains a NUL
        try
        {
            _ = PythonPattern.Compile(PythonPattern.FromGlob(glob));
        }
        catch (FormatException)
        {
            return;
        }
    }

    private static void Match(string glob, string path)
    {
        try
        {
            _ = ScanSetup.CreateMatcher([], [glob])!.Match(path).HasMatches;
        }
        catch (ScanRequestException)
        {
            return;
        }
    }
}
