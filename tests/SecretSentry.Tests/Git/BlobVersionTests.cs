using System.Globalization;
using System.Runtime.Versioning;
using SecretSentry.Engine;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Notes;
using SecretSentry.Engine.Rules;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Tests.Git;

[UnsupportedOSPlatform("windows")]
public class BlobVersionTests
{
    [Fact]
    public void Copied_ranges_are_equal_in_both_blobs_and_adjacent_ranges_are_joined()
    {
        using var repository = new TempRepository();
        var (random, lines) = (new Random(3), Enumerable.Range(0, 30_000).Select(i => $"line {i * 7919 % 30_011}").ToList());
        for (var version = 0; version < 12; version++)
        {
            lines.RemoveAt(random.Next(lines.Count));
            lines.Insert(random.Next(lines.Count), $"new {version}");
            lines[random.Next(lines.Count)] += " changed";
            repository.Commit("file", string.Join('\n', lines), version.ToString(CultureInfo.InvariantCulture));
        }

        repository.Git("repack", "-q", "-a", "-d", "-f", "--depth=50");
        using var store = ObjectStore.Open(RepositoryLayout.Read(repository.Top));
        var (copies, whole) = (new Copies(), new Copies { IsForgetful = true });
        new HistoryReader(store, [copies], CancellationToken.None).ReadBlobs(null);
        new HistoryReader(store, [whole], CancellationToken.None).ReadBlobs(null);
        copies.Versions.Should().Be(11);
        copies.Bytes.Should().BeGreaterThan(11 * 300_000);
        whole.Versions.Should().Be(0, "without a recorded state nothing can be reused");
    }

    [Fact]
    public void The_copies_of_a_delta_are_passed_to_the_scanner_unchanged()
    {
        DeltaCopy[] copies = [new(1, 2, 3), new(40, 50, 60)];
        BlobScanState.AsRanges(copies).ToArray().Should().Equal(new CopiedRange(1, 2, 3), new CopiedRange(40, 50, 60));
    }

    private sealed class Copies : IHistoryVisitor
    {
        private readonly Scanner _scanner = new(RuleSet.Compile([new Rule { Id = "r", Regex = "new [0-9]" }]));
        private readonly Dictionary<IncrementalScanState, byte[]> _contents = [];

        public bool IsForgetful { get; init; }

        public int Versions { get; private set; }

        public long Bytes { get; private set; }

        public void VisitBlob(int number, ReadOnlySpan<byte> content, BlobVersion version)
        {
            var landmarks = version.StateAs<BlobScanState>()!.ScanState;
            _contents[landmarks] = content.ToArray();
            var source = version.GetSourceState<BlobScanState>()?.ScanState;
            if (!IsForgetful)
            {
                _scanner.Locate(content, source, BlobScanState.AsRanges(version.Copies), landmarks);
            }

            if (source is null)
            {
                return;
            }

            var (last, old) = (default(DeltaCopy), _contents[source]);
            foreach (var copy in version.Copies)
            {
                content.Slice(copy.Start, copy.Length).SequenceEqual(old.AsSpan(copy.Source, copy.Length)).Should().BeTrue();
                copy.Start.Should().BeGreaterThanOrEqualTo(last.Start + last.Length);
                (last.Length > 0 && copy.Start == last.Start + last.Length && copy.Source == last.Source + last.Length).Should()
                    .BeFalse("copies that git splits at 64 KiB are joined");
                Bytes += copy.Length;
                last = copy;
            }

            Versions++;
        }

        public void VisitText(ObjectKind kind, int number, ReadOnlySpan<byte> content)
        {
        }

        public void VisitLargeBlob(int number, Stream content) => throw new InvalidOperationException("there is no large blob here");

        public void VisitName(int name, ReadOnlySpan<byte> content)
        {
        }

        public void Advance(ObjectKind kind, long bytes)
        {
        }
    }
}
