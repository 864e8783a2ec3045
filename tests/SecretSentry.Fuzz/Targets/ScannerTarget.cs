using SecretSentry.Engine;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Kernels;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Notes;
using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Patterns;
using SecretSentry.Policy;
using SecretSentry.Policy.Acceptance;

namespace SecretSentry.Fuzz.Targets;

/// <summary>
/// A text, with all built-in rules. The fastest and the slowest kernel find the same, and so does a scan of what was located before.
/// Secrets lie in the text and do not overlap.
/// </summary>
/// <param name="name">Name of the target.</param>
/// <param name="decodes">Whether encoded text is decoded.</param>
internal sealed class ScannerTarget(string name, bool decodes) : FuzzTarget
{
    private const string FilePath = "src/app.py";

    private readonly Lazy<Scanner> _fast = new(() => new Scanner(BuiltInRules.Load(), Kernel.Available[0]) { Decodes = decodes });
    private readonly Lazy<Scanner> _slow = new(() => new Scanner(BuiltInRules.Load(), Kernel.Available[^1]) { Decodes = decodes });
    private readonly IncrementalScanState _state = new();
    private readonly List<Match> _first = [];
    private readonly List<Match> _second = [];
    private readonly List<Match> _third = [];

    public override string Name => name;

    public override int MaxLength => 1500;

    public override long LimitMemory(int length) => 64 << 20;

    public override IReadOnlyList<string> Words => ScanWords.All;

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds) => ScanWords.MakeSeeds(decodes);

    public override void Run(byte[] input)
    {
        var kind = Scan(_fast.Value, input, _first);
        Scan(_slow.Value, input, _second);
        Require(_first.SequenceEqual(_second), "two kernels find different secrets");
        _third.Clear();
        _fast.Value.Locate(input, _state);
        _fast.Value.Scan(input, _state, FilePath, _third);
        Require(_first.SequenceEqual(_third), "a scan of what was located finds different secrets");
        RequireOrder(input);
        foreach (var match in _first)
        {
            _ = AllowComment.FindAccepting(input, kind, match, BuiltInRules.Load().Rules[match.Rule], AllowComment.Names);
            _ = OwnRecords.ContainFingerprint(input, FilePath, match.SecretStart, match.SecretEnd);
        }
    }

    private static ContentKind Scan(Scanner scanner, byte[] input, List<Match> matches)
    {
        matches.Clear();
        return scanner.Scan(input, FilePath, matches);
    }

    private void RequireOrder(byte[] input)
    {
        var end = 0;
        foreach (var match in _first)
        {
            Require(match.Start >= 0 && match.End <= input.Length && match.SecretStart >= match.Start && match.SecretEnd <= match.End,
                "a secret is not in its match, or a match not in the text");
            Require(match.Decoded > 0 || match.SecretStart >= end, "two secrets overlap");
            end = match.Decoded > 0 ? end : match.SecretEnd;
        }
    }
}
