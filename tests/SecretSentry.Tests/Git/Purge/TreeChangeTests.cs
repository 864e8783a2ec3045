using SecretSentry.Purge.Objects;

namespace SecretSentry.Tests.Git.Purge;

public class TreeChangeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_string_that_is_not_in_the_changed_part_is_in_the_other_tree(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var other = new byte[random.Next(5000)];
            random.NextBytes(other);
            var (from, inserted) = (random.Next(other.Length + 1), new byte[random.Next(100)]);
            random.NextBytes(inserted);
            byte[] tree = [.. other[..from], .. inserted, .. other[Math.Min(other.Length, from + random.Next(100))..]];
            var changed = TreeChange.FindChanged(tree, other).ToArray();
            for (var offset = 0; offset + TreeChange.Margin <= tree.Length; offset += 7)
            {
                var name = tree.AsSpan(offset, TreeChange.Margin);
                (changed.AsSpan().IndexOf(name) >= 0 || other.AsSpan().IndexOf(name) >= 0).Should().BeTrue();
            }
        }
    }
}
