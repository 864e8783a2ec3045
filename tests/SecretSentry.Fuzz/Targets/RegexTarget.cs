using System.Text;
using System.Text.RegularExpressions;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Syntax;
using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Tests.Engine;

namespace SecretSentry.Fuzz.Targets;

/// <summary>
/// The regex of a rule, and a text. It is compiled as in a configuration, and matched with a limit of steps; the matches are those of the
/// base class library.
/// </summary>
internal sealed class RegexTarget : FuzzTarget
{
    private const long Steps = 200_000;

    /// <summary>The library compiles each pattern, which is slow, so one input in this number is compared.</summary>
    private const int Compared = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private long _count;

    public override string Name => "regex";

    public override int MaxLength => 512;

    public override long LimitMemory(int length) => 256 << 20;

    public override IReadOnlyList<string> Words =>
    [
        "(?i)", "(?:", "(?P<a>", "(", ")", "[", "]", "[^", "\\b", "\\B", "\\d", "\\w", "\\S", "\\x{", "\\pL", "[:alpha:]", "{2,5}", "{0,}",
        "{1000}", "{16384}",
        "*?", "+?", "??", "|", "^", "$", "\\A", "\\z", "\\Q", "\\E", "(?s)", "(?m)", "(?U)", ".", ".*", "\\x7f", "(?-i)", "\xC3\xA9",
        "{,3}", "(?s:.)",
    ];

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        var text = FromText("key = abcdef0123456789 \"value\" AB12");
        foreach (var pattern in new[] { "a+b*?c|d", "(?i)ke(y)\\s*=\\s*([a-z0-9]{8,20})", "\\b[A-Z]{2}[0-9]+\\b", "^k.*$",
            "(a|ab)(c|bcd)*", "[^\\x00-\\x20]+?\"" })
        {
            yield return Sections.Join(FromText(pattern), text);
        }

        var regexes = SeedFolder.ReadOwn("patterns", "*.toml").SelectMany(file => Encoding.UTF8.GetString(file).Split("'''").Index()
            .Where(part => part.Index % 2 == 1)).Select(part => part.Item);
        foreach (var pattern in regexes.Where(pattern => pattern.Length < 300).Distinct().Take(300))
        {
            yield return Sections.Join(FromText(pattern), text);
        }
    }

    public override void Run(byte[] input)
    {
        var text = input.AsSpan();
        var pattern = Encoding.UTF8.GetString(Sections.Take(ref text));
        try
        {
            var rules = RuleSet.Compile([new Rule { Id = "a-rule", Regex = pattern }]);
            var matcher = new ByteMatcher(rules.Pool) { Budget = Steps };
            var compiled = rules.GetCompiled(0);
            var start = matcher.Search(compiled.Program, text, 0, compiled.MaxLength, out var end);
            if (_count++ % Compared == 0 && !matcher.IsExhausted && !compiled.IsUnbounded)
            {
                RequireSame(pattern, text, start, end);
            }
        }
        catch (FormatException e)
        {
            Require(e.Message.Length < 2000, "a message is longer than a few lines");
        }
    }

    private static void RequireSame(string pattern, ReadOnlySpan<byte> text, int start, int end)
    {
        try
        {
            var regex = new Regex(RegexPrinter.Print(RegexParser.Parse(pattern).Node), RegexOptions.CultureInvariant, Patience);
            var match = regex.Match(WidenedBytes.ToText(text));
            Require(match.Success == start >= 0, "only one of two matchers finds a match");
            Require(!match.Success || (match.Index == start && match.Index + match.Length == end), "two matchers find two matches");
        }
        catch (RegexMatchTimeoutException)
        {
            return;
        }
    }
}
