using System.Text;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Kernels;
using SecretSentry.Engine.Layout;
using SecretSentry.Engine.Literals;
using SecretSentry.Engine.Search;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine;

public class KernelTests
{
    private static readonly RuleSet Rules = BuiltInRules.Load();

    [Theory]
    [ClassData(typeof(KernelNames))]
    public void Every_position_where_a_literal_may_occur_is_reported(string name)
    {
        var kernel = Kernel.Available.Single(one => one.Name == name);
        var tables = Rules.GetLiterals(kernel.Lookup).Tables;
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            const int blocks = 9;
            var table = tables[round % tables.Length];
            var bytes = Bytes(random, (blocks * Kernel.BlockLength) + Kernel.Overreach + 1);
            var positions = new ushort[(blocks * Kernel.BlockLength) + Kernel.Slack];
            var found = positions[..kernel.Find(ref bytes[0], blocks, table, positions)];
            found.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems().And.OnlyContain(at => at < blocks * Kernel.BlockLength);
            Enumerable.Range(0, blocks * Kernel.BlockLength).Where(at => Kernels.IsPlace(table, bytes.AsSpan(at))).Should()
                .BeSubsetOf(found.Select(at => (int)at), "round {0}", round);
        }
    }

    [Theory]
    [ClassData(typeof(KernelNames))]
    public void A_block_may_contain_any_number_of_candidate_positions(string name)
    {
        var kernel = Kernel.Available.Single(one => one.Name == name);
        var letter = ByteSet.FromByte((byte)'a').FoldCase();
        var table = LiteralTable.Create(kernel.Lookup,
            [new(0, [letter, letter, letter, letter], 0, 0, 0, NeedsBoundary: false, IsKeyword: false, 0)]);
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var (blocks, others) = (random.Next(1, 40), random.Next(0, 12));
            var bytes = new byte[(blocks * Kernel.BlockLength) + Kernel.Overreach];
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)(random.Next(100) < others ? 'b' : random.Next(2) == 0 ? 'a' : 'A');
            }

            var positions = new ushort[(blocks * Kernel.BlockLength) + Kernel.Slack];
            var count = kernel.Find(ref bytes[0], blocks, table, positions);
            positions[..count].Select(at => (int)at).Should()
                .Equal(Enumerable.Range(0, blocks * Kernel.BlockLength).Where(at => Kernels.IsPlace(table, bytes.AsSpan(at))));
        }
    }

    [Theory]
    [InlineData(nameof(LookupKind.Long))]
    [InlineData(nameof(LookupKind.Short))]
    public void The_layout_accepts_every_literal_of_every_rule(string kind)
    {
        foreach (var (table, entry) in Rules.GetLiterals(Enum.Parse<LookupKind>(kind))
            .Tables.SelectMany(table => table.Entries.Select(entry => (table, entry))))
        {
            var window = Enumerable.Range(0, Literal.WindowLength)
                .Select(k => Enumerable.Range(0, 256).First(b => entry.GetWindowSet(k).Contains((byte)b))).Select(b => (byte)b).ToArray();
            Kernels.IsPlace(table, window).Should().BeTrue("a literal of rule '{0}'", Rules.Rules[entry.Rule].Id);
        }
    }

    [Theory]
    [InlineData(nameof(LookupKind.Long))]
    [InlineData(nameof(LookupKind.Short))]
    public void The_index_contains_every_window_of_every_literal_in_either_case(string kind)
    {
        var sheets = Rules.GetLiterals(Enum.Parse<LookupKind>(kind));
        var random = new Random(6);
        for (var number = 0; number < sheets.Count; number++)
        {
            var entry = sheets[number];
            for (var round = 0; round < 20; round++)
            {
                // The literal between random bytes. Each of its positions is one of the bytes that it allows.
                var bytes = new byte[32];
                random.NextBytes(bytes);
                for (var i = 0; i < entry.Sets.Length; i++)
                {
                    var allowed = Enumerable.Range(0, 256).Where(b => entry.Sets[i].Contains((byte)b)).ToArray();
                    bytes[8 + i] = (byte)allowed[random.Next(allowed.Length)];
                }

                var window = 8 + entry.WindowOffset;
                IsIndexed(sheets.Index, bytes.AsSpan(window)).Should().BeTrue("rule '{0}'", Rules.Rules[entry.Rule].Id);
                var list = sheets.Index.ListOf(BitConverter.ToUInt32(bytes, window));
                sheets.Index.GetLiterals(list).ToArray().Should().Contain(number);
                sheets.ListChecks[list].Allows(BitConverter.ToUInt64(bytes, window - 8), BitConverter.ToUInt64(bytes, window)).Should()
                    .BeTrue();
                sheets.Checks[number].Allows(BitConverter.ToUInt64(bytes, window - 8), BitConverter.ToUInt64(bytes, window)).Should()
                    .BeTrue();
                (entry with { NeedsBoundary = false }).IsMatch(bytes, 8).Should().BeTrue();
            }
        }
    }

    [Fact]
    public void A_window_with_too_many_sequences_is_in_every_slot()
    {
        var digits = ByteSet.Range((byte)'0', (byte)'9');
        var index =
            WindowIndex.Create([new(0, [ByteSet.All, digits, digits, ByteSet.All], 0, 0, 0, NeedsBoundary: false, IsKeyword: false, 0)]);
        index.Bits.Take(WindowIndex.Slots / 64).Should().OnlyContain(word => word == ulong.MaxValue);
        index.GetLiterals(index.ListOf(12345)).ToArray().Should().Equal(0);
    }

    [Fact]
    public void A_window_with_arbitrary_last_bytes_is_indexed_by_its_first_two_bytes()
    {
        ByteSet p = ByteSet.FromByte((byte)'p').FoldCase(), w = ByteSet.FromByte((byte)'w').FoldCase(), d = ByteSet.FromByte((byte)'d')
            .FoldCase();
        LiteralEntry[] entries = [.. new[] { new[] { p, w }, [p, w, d], [d, w, p, w] }.Select(sets =>
            new LiteralEntry(0, sets, 0, 0, 0, NeedsBoundary: false, IsKeyword: false, 0))];
        var index = WindowIndex.Create(entries);
        index.Bits.Sum(word => System.Numerics.BitOperations.PopCount(word)).Should().BeLessThan(200);
        foreach (var (text, literals) in new[] { ("pwd!", new[] { 0, 1 }), ("PW=\0", [0, 1]), ("dwpW", [2]) })
        {
            var bytes = text.Select(c => (byte)c).ToArray();
            IsIndexed(index, bytes).Should().BeTrue("{0}", text);
            index.GetLiterals(index.ListOf(BitConverter.ToUInt32(bytes))).ToArray().Should().Equal(literals);
        }

        IsIndexed(index, "wp=x"u8.ToArray()).Should().BeFalse();
    }

    private static bool IsIndexed(WindowIndex index, Span<byte> window) =>
        WindowIndex.IsIndexed(ref window[0], ref index.Bits[0], index.Pairs.First, index.Pairs.Second) == 1;

    [Fact]
    public void Common_bits_are_the_bits_that_are_set_or_clear_in_every_value()
    {
        var random = new Random(7);
        for (var round = 0; round < 2000; round++)
        {
            var values = Enumerable.Range(0, random.Next(1, 6)).Select(_ => (byte)random.Next(256)).ToArray();
            var set = values.Aggregate(default(ByteSet), (all, value) => all.Union(ByteSet.FromByte(value)));
            set.GetCommonBits().Should()
                .Be(((byte)values.Aggregate(0xFF, (all, value) => all & value),
                (byte)values.Aggregate(0xFF, (all, value) => all & ~value)));
        }
    }

    [Theory]
    [ClassData(typeof(KernelNames))]
    public void A_secret_is_found_at_every_offset_around_a_boundary(string name)
    {
        var scanner = Kernels.ScannerWith(Rules, name);
        var token = Encoding.ASCII.GetBytes(Template.Expand("AKIA{base32:16}", 3));
        var matches = new List<SecretSentry.Engine.Matches.Match>();
        foreach (var edge in new[] { Kernel.BlockLength, OccurrenceFinder.PartLength, 2 * OccurrenceFinder.PartLength })
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
                    matches.Should().ContainSingle("at {0} with {1} bytes after it", at, behind).Which.SecretStart.Should().Be(at);
                }
            }
        }
    }

    [Fact]
    public void An_unknown_kernel_is_refused_with_the_names_of_the_available_kernels()
    {
        var choose = () => Kernel.Choose("altivec");
        choose.Should().Throw<FormatException>().WithMessage("SECRETSENTRY_KERNEL is 'altivec'*'scalar'*");
        Kernel.Choose("scalar").Name.Should().Be("scalar");
        Kernel.Choose(null).Should().BeSameAs(Kernel.Available[0]);
    }

    /// <summary>Returns random bytes, text made of letters of literals, and examples.</summary>
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
