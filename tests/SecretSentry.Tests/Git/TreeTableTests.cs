using SecretSentry.Git.History;

namespace SecretSentry.Tests.Git;

public class TreeTableTests
{
    [Fact]
    public void Equal_sequences_have_one_number_and_different_ones_never()
    {
        var (table, numbers) = (new SequenceTable<long>(), new Dictionary<string, int>());
        var random = new Random(1);
        for (var i = 0; i < 60_000; i++)
        {
            var sequence = new long[random.Next(5)];
            for (var k = 0; k < sequence.Length; k++)
            {
                sequence[k] = random.Next(12);
            }

            var (key, number) = (string.Join(',', sequence), table.NumberOf(sequence));
            numbers.TryAdd(key, number);
            number.Should().Be(numbers[key]);
            table[number].SequenceEqual(sequence).Should().BeTrue();
        }

        numbers.Values.Should().OnlyHaveUniqueItems();
        table.Count.Should().Be(numbers.Count);
    }

    [Fact]
    public void Threads_that_add_at_the_same_time_agree()
    {
        var table = new SequenceTable<byte>();
        var told = new int[4][];
        Parallel.For(0, told.Length, new ParallelOptions { MaxDegreeOfParallelism = told.Length }, thread =>
        {
            told[thread] = [.. Enumerable.Range(0, 40_000).Select(i => table.NumberOf(BitConverter.GetBytes(i * 7919 % 40_000)))];
        });
        told.Should().OnlyContain(numbers => numbers.SequenceEqual(told[0]));
        told[0].Should().OnlyHaveUniqueItems();
        table[told[2][17]].SequenceEqual(BitConverter.GetBytes(17 * 7919 % 40_000)).Should().BeTrue();
    }

    [Fact]
    public void A_sequence_longer_than_a_block_is_kept_whole()
    {
        var table = new SequenceTable<int>();
        var sequence = Enumerable.Range(0, 700_000).ToArray();
        var number = table.NumberOf(sequence);
        table.NumberOf(sequence.AsSpan(1)).Should().NotBe(number);
        table.NumberOf(sequence).Should().Be(number);
        table[number].SequenceEqual(sequence).Should().BeTrue();
    }

    [Fact]
    public void The_empty_sequence_is_one_too()
    {
        var table = new SequenceTable<int>();
        table.NumberOf([]).Should().Be(0);
        table.NumberOf([1]).Should().Be(1);
        table.NumberOf([]).Should().Be(0);
        table[0].IsEmpty.Should().BeTrue();
    }

    [Theory]
    [InlineData(5, true, 0)]
    [InlineData(1 << 29, false, int.MaxValue)]
    [InlineData(0, false, -1)]
    public void An_entry_gives_back_what_was_put_in(int name, bool isTree, int target)
    {
        var entry = new Entry(name, isTree, target);
        (entry.Name, entry.IsTree, entry.Target).Should().Be((name, isTree, target));
    }
}
