using System.Text;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Search;
using SecretSentry.Engine.Search.Kernels;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine;

public class KernelTests
{
    private static readonly RuleSet Rules = BuiltInRules.Load();

    [Theory]
    [ClassData(typeof(KernelNames))]
    public void Every_position_at_which_a_literal_may_stand_is_reported(string name)
    {
        var kernel = Kernel.Available.Single(one => one.Name == name);
        var tables = Rules.SheetsFor(kernel.Fold).Tables;
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            const int blocks = 9;
            var table = tables[round % tables.Length];
            var bytes = Bytes(random, (blocks * Kernel.BlockLength) + Kernel.Overreach + 1);
            var hits = new Hit[blocks];
            var count = kernel.Find(ref bytes[0], blocks, table, hits);
            var reported = hits.Take(count).ToDictionary(hit => hit.Block, hit => hit.Mask);
            for (var at = 0; at < blocks * Kernel.BlockLength; at++)
            {
                var isReported = reported.TryGetValue(at / Kernel.BlockLength, out var mask) && (mask >> (at % Kernel.BlockLength) & 1) != 0;
                (isReported || !Kernels.IsPlace(table, bytes.AsSpan(at))).Should().BeTrue("round {0}, position {1}", round, at);
            }

            reported.Values.Should().NotContain(0UL);
            hits.Take(count).Should().BeInAscendingOrder(hit => hit.Block);
        }
    }

    [Theory]
    [ClassData(typeof(KernelNames))]
    public void Every_literal_of_every_rule_is_a_place_of_its_layout(string name)
    {
        foreach (var (table, entry) in Rules.SheetsFor(Kernel.Available.Single(one => one.Name == name).Fold).Tables.SelectMany(table => table.Entries.Select(entry => (table, entry))))
        {
            var window = Enumerable.Range(0, Literal.WindowLength).Select(k => Enumerable.Range(0, 256).First(b => entry.WindowSet(k).Contains((byte)b))).Select(b => (byte)b).ToArray();
            Kernels.IsPlace(table, window).Should().BeTrue("a literal of rule '{0}'", Rules.Rules[entry.Rule].Id);
        }
    }

    [Theory]
    [ClassData(typeof(KernelNames))]
    public void A_secret_is_found_wherever_it_stands_around_the_edge_of_a_part(string name)
    {
        var scanner = Kernels.ScannerWith(Rules, name);
        var token = Encoding.ASCII.GetBytes(Template.Expand("AKIA{base32:16}", 3));
        var matches = new List<SecretSentry.Engine.Findings.Match>();
        foreach (var edge in new[] { Kernel.BlockLength, Prefilter.PartLength, 2 * Prefilter.PartLength })
        {
            for (var at = edge - 40; at < edge + 20; at++)
            {
                foreach (var behind in new[] { 0, 1, 3, 64, 500 })
                {
                    var content = new byte[at + token.Length + behind];
                    Array.Fill(content, (byte)' ');
                    token.CopyTo(content, at);
                    matches.Clear();
                    scanner.Scan(content, "", matches);
                    matches.Should().ContainSingle("at {0} with {1} bytes behind", at, behind).Which.SecretStart.Should().Be(at);
                }
            }
        }
    }

    [Fact]
    public void An_unknown_kernel_is_refused_with_the_names_of_those_there_are()
    {
        var choose = () => Kernel.Choose("altivec");
        choose.Should().Throw<FormatException>().WithMessage("SECRETSENTRY_KERNEL is 'altivec'*'scalar'*");
        Kernel.Choose("scalar").Name.Should().Be("scalar");
        Kernel.Choose(null).Should().BeSameAs(Kernel.Available[0]);
    }

    /// <summary>Random bytes, text of the letters of literals, and examples.</summary>
    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        for (var i = 0; i < length; i++)
        {
            bytes[i] = random.Next(4) == 0 ? bytes[i] : (byte)"AKISghpoxbtken_-=:/ 012key"[random.Next(26)];
        }

        return bytes;
    }
}
