using System.Runtime.Versioning;
using SecretSentry.Git.Objects;

namespace SecretSentry.Tests.Git.Objects;

/// <summary>Lookups of single objects without git, as hooks do them.</summary>
[UnsupportedOSPlatform("windows")]
public class ObjectLookupTests
{
    [Theory]
    [InlineData("")]
    [InlineData("-c repack.useDeltaBaseOffset=false")]
    public void Every_object_that_git_lists_is_read_whether_packed_or_loose(string setting)
    {
        using var repository = new TempRepository();
        Packed.Fill(repository, setting.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        repository.Commit("loose.txt", "loose\n");
        using var lookup = Open(repository);
        foreach (var line in Packed.Listed(repository))
        {
            ObjectId.TryParse(line.Split(' ')[0], out var id).Should().BeTrue();
            lookup.Read(id, out var content, out var kind).Should().Be(ReadOutcome.Read, line);
            ObjectFormat.NameOf(kind).Should().Be(line.Split(' ')[1]);
            ObjectFormat.Sha1.ComputeId(kind, content).Should().Be(id);
        }

        lookup.Read(new(Enumerable.Repeat((byte)7, 20).ToArray()), out _, out _)
            .Should().Be(ReadOutcome.Unreadable, "there is no such object");
    }

    [Fact]
    public void A_loose_object_with_changed_content_is_unreadable()
    {
        using var repository = new TempRepository();
        repository.Git("config", "core.looseCompression", "0");
        repository.Commit("a.txt", "a secret stands here\n");
        var id = repository.Id("HEAD:a.txt");
        var path = Corrupt.PathOf(repository, id);
        File.SetUnixFileMode(path, (UnixFileMode)0b110_100_100);
        var whole = File.ReadAllBytes(path);
        using var lookup = Open(repository);
        lookup.Read(ObjectId.ParseOrDefault(id), out _, out _).Should().Be(ReadOutcome.Read);
        foreach (var at in new[] { whole.AsSpan().IndexOf("secret"u8), whole.Length - 1 })
        {
            var bytes = whole.ToArray();
            bytes[at] ^= 1;
            File.WriteAllBytes(path, bytes);
            lookup.Read(ObjectId.ParseOrDefault(id), out var content, out _).Should().Be(ReadOutcome.Unreadable);
            content.IsEmpty.Should().BeTrue();
        }

        File.WriteAllBytes(path, whole[..^1]);
        lookup.Read(ObjectId.ParseOrDefault(id), out _, out _).Should().Be(ReadOutcome.Unreadable, "its checksum is cut off");
    }

    /// <summary>Somebody put another content there, with checksums that fit. git reads the genuine one in the pack.</summary>
    [Fact]
    public void A_loose_object_with_the_content_of_another_one_is_unreadable()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", "a secret stands here\n");
        repository.Commit("b.txt", "nothing\n");
        var (id, other) = (repository.Id("HEAD:a.txt"), repository.Id("HEAD:b.txt"));
        File.SetUnixFileMode(Corrupt.PathOf(repository, id), (UnixFileMode)0b110_100_100);
        File.Copy(Corrupt.PathOf(repository, other), Corrupt.PathOf(repository, id), overwrite: true);
        using var lookup = Open(repository);
        lookup.Read(ObjectId.ParseOrDefault(id), out var content, out _).Should().Be(ReadOutcome.Unreadable);
        content.IsEmpty.Should().BeTrue();
        lookup.Read(ObjectId.ParseOrDefault(other), out _, out _).Should().Be(ReadOutcome.Read);
    }

    [Fact]
    public void An_object_in_two_packs_is_read_only_if_its_content_has_its_id()
    {
        using var repository = new TempRepository();
        var (genuine, forged) = ("genuine content"u8.ToArray(), "another content"u8.ToArray());
        var id = ObjectFormat.Sha1.ComputeId(ObjectKind.Blob, genuine);
        foreach (var content in new[] { genuine, forged })
        {
            var pack = new MadePack();
            var start = pack.End;
            pack.AddBlob([.. content, .. "!"u8]);
            pack.AddOffsetDelta(id, pack.End - start, MadePack.Delta(content.Length + 1, content.Length - 1, content.AsSpan(^1)));
            pack.Write(repository.PathOf(".git/objects/pack"));
        }

        foreach (var path in Directory.GetFiles(repository.PathOf(".git/objects/pack"), "*.pack"))
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(1)); // this one is searched first
            using var lookup = Open(repository);
            var outcome = lookup.Read(id, out var content, out _);
            (outcome == ReadOutcome.Unreadable || content.SequenceEqual(genuine)).Should().BeTrue();
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-1));
        }
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(39, false)]
    [InlineData(41, false)]
    public void A_delta_is_applied_only_to_a_base_of_its_length(int length, bool isRead)
    {
        using var repository = new TempRepository();
        var pack = new MadePack();
        var start = pack.End;
        pack.AddBlob("a base that is forty bytes long, as here"u8.ToArray());
        var id = ObjectFormat.Sha1.ComputeId(ObjectKind.Blob, "a base x"u8);
        pack.AddOffsetDelta(id, pack.End - start, MadePack.Delta(length, 6, " x"u8));
        pack.Write(repository.PathOf(".git/objects/pack"));
        using var lookup = Open(repository);
        lookup.Read(id, out var content, out _).Should().Be(isRead ? ReadOutcome.Read : ReadOutcome.Unreadable);
        System.Text.Encoding.ASCII.GetString(content).Should().Be(isRead ? "a base x" : "");
    }

    [Fact]
    public void An_object_over_the_limit_is_reported_as_too_large_and_not_as_damaged()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", new string('a', 101));
        var id = ObjectId.ParseOrDefault(repository.Id("HEAD:a.txt"));
        for (var round = 0; round < 2; round++)
        {
            foreach (var (limit, isRead) in new[] { (200, true), (101, true), (100, false) })
            {
                using var lookup = Open(repository, limit);
                lookup.Read(id, out _, out _).Should().Be(isRead ? ReadOutcome.Read : ReadOutcome.TooLarge);
            }

            repository.Git("repack", "-q", "-a", "-d");
        }
    }

    [Fact]
    public void A_pack_that_is_longer_than_any_memory_is_unreadable()
    {
        using var repository = new TempRepository();
        Packed.Fill(repository);
        var ids = Packed.Listed(repository).Select(line => line.Split(' ')[0]).ToList();
        foreach (var path in Directory.GetFiles(repository.PathOf(".git/objects/pack"), "*.pack"))
        {
            File.SetUnixFileMode(path, (UnixFileMode)0b110_100_100);
            using var file = new FileStream(path, FileMode.Create);
            file.SetLength(8L << 30);
        }

        using var lookup = Open(repository);
        ids.Should().NotBeEmpty();
        ids.ForEach(id => lookup.Read(ObjectId.ParseOrDefault(id), out _, out _).Should().Be(ReadOutcome.Unreadable, id));
    }

    private static ObjectLookup Open(TempRepository repository, int limit = 8 * 1024 * 1024) =>
        new(ObjectFormat.Sha1, RepositoryLayout.Read(repository.Top).ObjectFolders) { MaxLength = limit };
}
