using System.Runtime.Versioning;
using System.Text;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Purge.Search;

namespace SecretSentry.Tests.Git.Purge;

/// <summary>In packs, only the new bytes of a version are searched. The result must equal that of a search of every whole blob.</summary>
[UnsupportedOSPlatform("windows")]
public class NeedleScanTests
{
    private const string Secret = "s3cr3t-text-of-a-test";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Versions_in_packs_are_searched_like_whole_blobs(int seed)
    {
        using var repository = new TempRepository();
        var random = new Random(seed);
        var lines = Enumerable.Range(0, 400).Select(i => $"line {i * 7919 % 401} of a file = {i:x8}").ToList();
        for (var version = 0; version < 40; version++)
        {
            lines[random.Next(lines.Count)] += $" v{version}";
            lines.RemoveAll(line => line.StartsWith("here", StringComparison.Ordinal) && random.Next(3) == 0);
            if (random.Next(2) == 0)
            {
                lines.Insert(random.Next(lines.Count), $"here {Encode(random)}");
            }

            lines.Insert(random.Next(lines.Count), $"data {Convert.ToBase64String(Encoding.ASCII.GetBytes($"some other text {version}"))}");
            repository.Commit("file", string.Join('\n', lines));
        }

        repository.Git("repack", "-q", "-a", "-d", "-f", "--depth=50");
        var search = new NeedleSearch([Needle.CreateLiteral("n", Encoding.ASCII.GetBytes(Secret), "x"u8.ToArray())]);
        using var store = ObjectStore.Open(RepositoryLayout.Read(repository.Top));
        var oracle = new Whole(store, search);
        new HistoryReader(store, [oracle], CancellationToken.None).ReadBlobs(null);
        var found = NeedleScan.Run(store, new(search, 1, (_, _) => { }, CancellationToken.None)).Blobs;
        found.Should().BeEquivalentTo(oracle.Found);
        found.Should().HaveCountGreaterThan(5).And.HaveCountLessThan(40);
    }

    private static string Encode(Random random)
    {
        var bytes = Encoding.ASCII.GetBytes($"key: {Secret} ;");
        return random.Next(8) switch
        {
            0 => Secret,
            1 => Convert.ToBase64String(Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes))),
            2 => Convert.ToBase64String(Encoding.ASCII.GetBytes(Convert.ToHexString(bytes))),
            3 => Secret.Replace("3", "%33", StringComparison.Ordinal),
            4 => Secret.Replace("x", "\\u0078", StringComparison.Ordinal),
            5 => $"{Secret[..6]}=\n{Secret[6..]}",
            6 => Secret.Replace("t", "=74", StringComparison.Ordinal),
            _ => Secret.Replace("c", "&#99;", StringComparison.Ordinal),
        };
    }

    private sealed class Whole(ObjectStore store, NeedleSearch search) : IHistoryVisitor
    {
        public List<ObjectId> Found { get; } = [];

        public void VisitBlob(int number, ReadOnlySpan<byte> content, BlobVersion version)
        {
            if (search.IsIn(content))
            {
                Found.Add(store.GetId(number));
            }
        }
    }
}
