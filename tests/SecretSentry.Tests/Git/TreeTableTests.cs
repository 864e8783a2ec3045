using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;

namespace SecretSentry.Tests.Git;

[UnsupportedOSPlatform("windows")]
public class TreeTableTests
{
    [Fact]
    public void Equal_sequences_have_the_same_number_and_different_sequences_do_not()
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
    public void Threads_that_add_at_the_same_time_get_the_same_numbers()
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
    public void A_sequence_longer_than_a_block_is_stored_completely()
    {
        var table = new SequenceTable<int>();
        var sequence = Enumerable.Range(0, 700_000).ToArray();
        var number = table.NumberOf(sequence);
        table.NumberOf(sequence.AsSpan(1)).Should().NotBe(number);
        table.NumberOf(sequence).Should().Be(number);
        table[number].SequenceEqual(sequence).Should().BeTrue();
    }

    [Fact]
    public void The_empty_sequence_has_a_number_too()
    {
        var table = new SequenceTable<int>();
        table.NumberOf([]).Should().Be(0);
        table.NumberOf([1]).Should().Be(1);
        table.NumberOf([]).Should().Be(0);
        table[0].IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void Runs_reused_from_another_tree_equal_runs_computed_from_all_entries()
    {
        using var repository = new TempRepository();
        repository.Commit("a", "a");
        using var store = ObjectStore.Open(RepositoryLayout.Read(repository.Top));
        var (table, random, reused) = (new TreeTable(store), new Random(4), 0);
        List<Entry> entries = [.. Enumerable.Range(0, 900).Select(i => new Entry(i, false, random.Next(500)))];
        var runs = new TreeRuns();
        table.Add(0, CollectionsMarshal.AsSpan(entries), runs);
        for (var version = 0; version < 400; version++)
        {
            var (next, carried, at) = (new List<Entry>(), new List<ReusedEntries>(), 0);
            while (at < entries.Count)
            {
                var count = Math.Min(random.Next(1, 300), entries.Count - at);
                carried.Add(new(next.Count, at, count));
                next.AddRange(entries.GetRange(at, count));
                at += count + random.Next(3);
                next.AddRange(Enumerable.Range(0, random.Next(3)).Select(_ => new Entry(random.Next(1000), false, random.Next(500))));
            }

            var (ours, whole) = (new TreeRuns(), new TreeRuns());
            table.Add(0, CollectionsMarshal.AsSpan(next), ours, CollectionsMarshal.AsSpan(carried), runs);
            table.Add(0, CollectionsMarshal.AsSpan(next), whole);
            ours.Numbers.Should().Equal(whole.Numbers, "version {0}", version);
            ours.Ends.Should().Equal(whole.Ends);
            reused += ours.AddFrom(runs, 0, 10_000) > 0 ? 1 : 0;
            (entries, runs) = (next, whole);
        }

        reused.Should().BePositive();
    }

    [Theory]
    [InlineData(5, true, 0)]
    [InlineData(1 << 29, false, int.MaxValue)]
    [InlineData(0, false, -1)]
    public void An_entry_returns_the_values_that_it_was_created_with(int name, bool isTree, int target)
    {
        var entry = new Entry(name, isTree, target);
        (entry.Name, entry.IsTree, entry.Target).Should().Be((name, isTree, target));
    }
}
