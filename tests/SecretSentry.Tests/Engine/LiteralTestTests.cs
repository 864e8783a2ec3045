using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Layout;
using SecretSentry.Engine.Search;
using SecretSentry.Patterns;

namespace SecretSentry.Tests.Engine;

/// <summary>
/// Compares the combined test of a literal with its parts: the literal's sets, and the prefilter DFA or context DFA of its rule.
/// </summary>
public class LiteralTestTests
{
    private static readonly byte[] Letters = "abcdef0123456789ABCXYZxyz_-=:\"' ./\n"u8.ToArray();

    /// <summary>
    /// Offset of the literal. In most rounds it is larger than the number of bytes before the literal that its rule reads.
    /// </summary>
    private const int At = 90;

    private static readonly RuleSet Rules = BuiltInRules.Load();

    private static readonly LiteralIndex Literals = Rules.GetLiterals(LookupKind.Long);

    [Fact]
    public void The_combined_test_equals_the_tests_of_the_literal_and_of_its_rule()
    {
        var random = new Random(17);
        var (yes, no) = (0, 0);
        for (var number = 0; number < Literals.Count; number++)
        {
            var entry = Literals[number];
            var test = new LiteralTest(entry, Rules.GetCompiled(entry.Rule));
            for (var round = 0; round < 60; round++)
            {
                var bytes = Around(entry, random);
                if (!Allows(number, bytes))
                {
                    continue;
                }

                var expected = MayMatch(entry, bytes);
                test.MayMatch(bytes, At).Should().Be(expected, "rule '{0}', literal {1}, round {2}", Rules.Rules[entry.Rule].Id, number,
                    round);
                (yes, no) = expected ? (yes + 1, no) : (yes, no + 1);
            }
        }

        yes.Should().BeGreaterThan(5000);
        no.Should().BeGreaterThan(5000);
    }

    [Fact]
    public void The_bytes_that_a_quick_check_proves_are_present()
    {
        var random = new Random(18);
        var proven = 0;
        for (var number = 0; number < Literals.Count; number++)
        {
            var entry = Literals[number];
            var first = QuickCheck.CountProven(entry);
            proven += first == entry.Sets.Length ? 1 : 0;
            for (var round = 0; round < 100; round++)
            {
                var bytes = Around(entry, random);
                var stands = Enumerable.Range(0, first).All(i => entry.Sets[i].Contains(bytes[At + i]));
                (stands || !Allows(number, bytes)).Should().BeTrue("literal {0}", number);
            }
        }

        proven.Should().BeGreaterThan(100);
    }

    private static bool Allows(int number, byte[] bytes)
    {
        var window = At + Literals[number].WindowOffset;
        return Literals.Checks[number].Allows(BitConverter.ToUInt64(bytes, window - QuickCheck.Reach),
            BitConverter.ToUInt64(bytes, window));
    }

    private static bool MayMatch(LiteralEntry entry, byte[] bytes)
    {
        var rule = Rules.GetCompiled(entry.Rule);
        return At >= entry.MinOffset && entry.IsMatch(bytes, At) && (entry.MinOffset == entry.MaxOffset
            ? rule.PrefilterDfa?.MayMatch(bytes, At - entry.MinOffset) ?? true
            : entry.Around < 0 || rule.ContextDfas[entry.Around].Value.MayMatch(bytes, At));
    }

    /// <summary>
    /// Returns the literal between bytes of tokens and marks. In a third of the cases one of its bytes is changed. The content may end
    /// <c>QuickCheck.Reach</c> bytes after the literal.
    /// </summary>
    private static byte[] Around(LiteralEntry entry, Random random)
    {
        var bytes = new byte[At + entry.Sets.Length + QuickCheck.Reach + (random.Next(3) == 0 ? 0 : random.Next(200))];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = Letters[random.Next(Letters.Length)];
        }

        for (var i = 0; i < entry.Sets.Length; i++)
        {
            var allowed = Enumerable.Range(0, 256).Where(b => entry.Sets[i].Contains((byte)b)).ToArray();
            bytes[At + i] = (byte)allowed[random.Next(allowed.Length)];
        }

        if (random.Next(3) == 0)
        {
            bytes[At + random.Next(entry.Sets.Length)] ^= (byte)(1 << random.Next(8));
        }

        return bytes;
    }
}
