using System.Text;
using SecretSentry.Git.Objects;
using SecretSentry.Purge.Rewrite;

namespace SecretSentry.Tests.Git.Purge;

public class PackWriterTests
{
    /// <summary>git reads the pack, computes the same ids, and writes the same index for it, byte for byte.</summary>
    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    public void Git_creates_the_same_index_and_reads_every_object(string format)
    {
        using var repository = new TempRepository($"--object-format={format}");
        var (random, contents) = (new Random(5), new Dictionary<string, byte[]>());
        string path;
        using (var pack = new PackWriter(repository.PathOf(".git/objects"), ObjectFormat.Find(format)!))
        {
            foreach (var length in new[] { 0, 1, 15, 16, 159, 160, 2047, 2048, 70_000 })
            {
                var content = new byte[length];
                random.NextBytes(content);
                contents[pack.Add(ObjectKind.Blob, content).ToString()] = content;
            }

            var (tree, id) = (Tree(random, 40, format), default(ObjectId));
            for (var version = 0; version < 120; version++)
            {
                var next = Changed(random, tree, format);
                id = version == 0 ? pack.Add(ObjectKind.Tree, tree) : pack.AddLike(next, tree, id);
                tree = version == 0 ? tree : next;
                contents[id.ToString()] = tree;
            }

            path = pack.Finish()!;
        }

        Directory.GetFiles(Path.GetDirectoryName(path)!, "tmp_*").Should().BeEmpty();
        var other = repository.PathOf("other.idx");
        repository.Git("index-pack", "-o", other, path);
        File.ReadAllBytes(other).Should().Equal(File.ReadAllBytes(Path.ChangeExtension(path, "idx")));
        using var store = ObjectStore.Open(RepositoryLayout.Read(repository.Top));
        using var reader = new SecretSentry.Git.History.ObjectReader(store);
        foreach (var (name, content) in contents)
        {
            ObjectId.TryParse(name, out var id).Should().BeTrue();
            reader.TryRead(store.Find(id), out var read, out _, out var problem).Should().BeTrue(problem);
            read.ToArray().Should().Equal(content);
        }

        repository.Git("verify-pack", "-v", path).Should().Contain("chain length = 50").And.NotContain("chain length = 51");
    }

    [Fact]
    public void Without_Finish_no_file_is_left()
    {
        using var repository = new TempRepository();
        using (var pack = new PackWriter(repository.PathOf(".git/objects"), ObjectFormat.Sha1))
        {
            pack.Add(ObjectKind.Blob, "text"u8);
        }

        Directory.GetFiles(repository.PathOf(".git/objects/pack")).Should().BeEmpty();
    }

    private static byte[] Tree(Random random, int entries, string format) =>
        [.. Enumerable.Range(0, entries).SelectMany(i => Entry($"name{i:000}", random, format))];

    /// <summary>Returns a tree in which some ids differ. An entry is removed and another one is added.</summary>
    private static byte[] Changed(Random random, byte[] tree, string format)
    {
        var length = 16 + (format == "sha1" ? 20 : 32) - 1;
        var entries = tree.Chunk(length).ToList();
        entries[random.Next(entries.Count)] = [.. entries[random.Next(entries.Count)]];
        entries = [.. entries.DistinctBy(entry => Encoding.Latin1.GetString(entry, 0, 14))];
        var name = $"name{random.Next(999):000}";
        entries.RemoveAll(entry => Encoding.Latin1.GetString(entry, 7, 7) == name);
        entries.Add(Entry(name, random, format));
        return [.. entries.OrderBy(entry => Encoding.Latin1.GetString(entry, 7, 7), StringComparer.Ordinal).SelectMany(entry => entry)];
    }

    private static byte[] Entry(string name, Random random, string format)
    {
        var id = new byte[format == "sha1" ? 20 : 32];
        random.NextBytes(id);
        return [.. Encoding.ASCII.GetBytes($"100644 {name}\0"), .. id];
    }
}
