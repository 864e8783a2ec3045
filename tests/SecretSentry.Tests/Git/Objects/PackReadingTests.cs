using System.Buffers.Binary;
using System.Runtime.Versioning;
using SecretSentry.Git.Objects;

namespace SecretSentry.Tests.Git.Objects;

[UnsupportedOSPlatform("windows")]
public class PackReadingTests
{
    [Theory]
    [InlineData("")]
    [InlineData("-c repack.useDeltaBaseOffset=false")] // deltas that name their base by id
    [InlineData("-c pack.indexVersion=1")]
    [InlineData("-c core.compression=0")]
    [InlineData("-c core.compression=9")]
    public void Every_object_of_a_pack_is_visited_once_and_its_recomputed_id_is_correct(string setting)
    {
        using var repository = new TempRepository();
        Check(repository, ObjectFormat.Sha1, Packed.Fill(repository, setting.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void A_SHA_256_repository_is_read()
    {
        using var repository = new TempRepository("--object-format=sha256");
        Check(repository, ObjectFormat.Sha256, Packed.Fill(repository));
    }

    [Fact]
    public void Offsets_of_64_bits_are_read()
    {
        using var repository = new TempRepository();
        var pack = Packed.Fill(repository);
        repository.Git("index-pack", "--index-version=2,0x200", pack);
        Check(repository, ObjectFormat.Sha1, pack);
    }

    [DeepFact("/work/.mirror")]
    public void Large_repositories_on_this_machine_are_read_correctly()
    {
        foreach (var path in Directory.GetFiles("/work/.mirror", "*.pack", SearchOption.AllDirectories)
            .Where(path => path.Contains("redis", StringComparison.Ordinal) || path.Contains("GitVersioning", StringComparison.Ordinal)
            || path.Contains("efcore", StringComparison.Ordinal)))
        {
            var all = Everything.Of(path, ObjectFormat.Sha1);
            all.Refused.Should().BeEmpty(path);
            all.Visited.Should().NotContain(one => one.Id != one.Computed, path);
            all.Visited.Select(one => one.Id).Should().OnlyHaveUniqueItems(path);
        }
    }

    [Fact]
    public void Objects_over_the_limit_and_deltas_based_on_them_are_refused()
    {
        using var repository = new TempRepository();
        var all = Everything.Of(Packed.Fill(repository), ObjectFormat.Sha1, WalkLimits.Default with { ObjectBytes = 2500 });
        all.Refused.Should().NotBeEmpty();
        all.Visited.Should().NotBeEmpty().And.OnlyContain(one => one.Id == one.Computed);
        all.Visited.Select(one => one.Id).Concat(all.Refused.Keys).Should().HaveCount(Packed.Listed(repository).Count());
    }

    [Fact]
    public void Damage_in_one_entry_affects_only_objects_that_are_based_on_it()
    {
        using var repository = new TempRepository();
        var path = Packed.Fill(repository);
        var whole = File.ReadAllBytes(path);
        foreach (var at in Enumerable.Range(1, 40).Select(i => 12 + ((whole.Length - 40) * i / 41)))
        {
            var bytes = whole.ToArray();
            bytes[at] ^= 0x10;
            File.WriteAllBytes(path, bytes);
            var all = Everything.Of(path, ObjectFormat.Sha1);
            all.Refused.Should().NotBeEmpty("the byte at {0} is wrong", at);
            all.Visited.Should().OnlyContain(one => one.Id == one.Computed);
            all.Visited.Select(one => one.Id).Concat(all.Refused.Keys).Should().OnlyHaveUniqueItems()
                .And.HaveCount(Packed.Listed(repository).Count());
        }
    }

    public static TheoryData<string, string, int, byte[]> Damages() => new()
    {
        { "pack", "does not begin with PACK", 0, [(byte)'p'] },
        { "pack", "has version 4", 7, [4] },
        { "pack", "different numbers of objects", 11, [0] },
        { "pack", "truncated", -1, [0, 0] },
        { "idx", "has version 3", 7, [3] },
        { "idx", "fan-out table of the index is not in ascending order", 8, [0, 1, 0, 0] },
        { "idx", "own checksum", -3, [0, 0, 0] },
        { "idx", "own checksum", 1200, [1, 2, 3, 4] },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_pack_or_index_with_a_wrong_header_or_checksum_is_refused(string extension, string reason, int at, byte[] bytes)
    {
        using var repository = new TempRepository();
        var path = Packed.Fill(repository);
        var file = Path.ChangeExtension(path, extension);
        var content = File.ReadAllBytes(file);
        bytes.CopyTo(content, at < 0 ? content.Length - bytes.Length : at);
        File.WriteAllBytes(file, content);
        Refuse(path, reason);
    }

    [Theory]
    [InlineData("pack", 40, "truncated")]
    [InlineData("pack", 20, "shorter than an empty pack")]
    [InlineData("pack", 0, "shorter than an empty pack")]
    [InlineData("idx", 1080, "does not match its object count")]
    [InlineData("idx", 500, "shorter than an empty index")]
    [InlineData("idx", 0, "shorter than an empty index")]
    public void A_truncated_file_is_refused(string extension, int length, string reason)
    {
        using var repository = new TempRepository();
        var path = Packed.Fill(repository);
        var file = Path.ChangeExtension(path, extension);
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..length]);
        Refuse(path, reason);
    }

    [Fact]
    public void An_index_with_wrong_offsets_is_refused_even_if_its_checksum_is_correct()
    {
        using var repository = new TempRepository();
        var path = Packed.Fill(repository);
        var index = Path.ChangeExtension(path, "idx");
        var whole = File.ReadAllBytes(index);
        var count = BinaryPrimitives.ReadInt32BigEndian(whole.AsSpan(8 + (255 * 4)));
        var offsets = 8 + 1024 + (count * 24);
        Write(offsets, [0, 0, 0, 3], "outside the pack");
        Write(offsets, [0x7F, 0, 0, 3], "outside the pack");
        Write(offsets, [0x80, 0, 0, 9], "past the end of the table of 64-bit offsets");
        Write(offsets, whole[(offsets + 4)..(offsets + 8)], "one offset for two objects");
        Write(8 + 1024, [.. whole.AsSpan(8 + 1024 + 20, 20)], null);
        Write(8 + 1024 + ((count - 1) * 20), [0xFF, .. new byte[19]], null);

        void Write(int at, byte[] bytes, string? reason)
        {
            var changed = whole.ToArray();
            bytes.CopyTo(changed, at);
            File.WriteAllBytes(index, Packed.Sealed(changed));
            Refuse(path, reason);
        }
    }

    [Fact]
    public void A_cycle_of_deltas_is_refused()
    {
        using var repository = new TempRepository();
        repository.Commit("a.txt", new string('a', 3000) + "1\n");
        repository.Commit("a.txt", new string('a', 3000) + "2\n");
        repository.Git("-c", "repack.useDeltaBaseOffset=false", "repack", "-q", "-a", "-d", "-f");
        var path = Corrupt.SinglePack(repository);
        int node;
        long head;
        using (var pack = PackFile.Open(path, ObjectFormat.Sha1))
        {
            node = Enumerable.Range(0, pack.Count).First(n => pack.ReadHead(n).Type == EntryType.ReferenceDelta);
            head = 12 + Enumerable.Range(0, node).Sum(pack.GetEntryLength) + pack.ReadHead(node).Length - 20;
        }

        var bytes = File.ReadAllBytes(path);
        ObjectId own;
        using (var pack = PackFile.Open(path, ObjectFormat.Sha1))
        {
            own = pack.GetId(node);
        }

        Span<byte> id = stackalloc byte[32];
        own.CopyTo(id);
        id[..20].CopyTo(bytes.AsSpan((int)head));
        File.WriteAllBytes(path, bytes);
        Everything.Of(path, ObjectFormat.Sha1).Refused.Should().ContainKey(own).WhoseValue.Should().Contain("its own delta base");
    }

    /// <summary>
    /// The checksums of index and pack are correct, but other bytes are wrong. Each object is rejected or read, and reading always
    /// finishes.
    /// </summary>
    [Theory]
    [InlineData("")]
    [InlineData("-c repack.useDeltaBaseOffset=false")]
    [InlineData("-c pack.indexVersion=1")]
    public void Damage_with_correct_checksums_causes_no_crash_and_no_hang(string setting)
    {
        using var repository = new TempRepository();
        var path = Packed.Fill(repository, setting.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var index = Path.ChangeExtension(path, "idx");
        var (pack, idx) = (File.ReadAllBytes(path), File.ReadAllBytes(index));
        var outcomes = new HashSet<string>();
        for (var seed = 0; seed < (Environment.GetEnvironmentVariable("SECRETSENTRY_DEEP") is null ? 150 : 20_000); seed++)
        {
            var random = new Random(seed);
            var (changedPack, changedIndex) = (pack.ToArray(), idx.ToArray());
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                var target = random.Next(2) == 0 ? changedPack : changedIndex;
                target[random.Next(random.Next(3) == 0 ? 1100 : target.Length - 20)] = (byte)random.Next(256);
            }

            Packed.Sealed(changedPack).AsSpan(^20..).CopyTo(changedIndex.AsSpan(^40..));
            File.WriteAllBytes(path, changedPack);
            File.WriteAllBytes(index, Packed.Sealed(changedIndex));
            outcomes.Add(Outcome(path));
        }

        outcomes.Should().Contain("refused").And.Contain("read in part");
    }

    private static string Outcome(string path)
    {
        try
        {
            return Everything.Of(path, ObjectFormat.Sha1).Refused.Count > 0 ? "read in part" : "read";
        }
        catch (DamagedException)
        {
            return "refused";
        }
    }

    private static void Check(TempRepository repository, ObjectFormat format, string path)
    {
        var all = Everything.Of(path, format);
        all.Refused.Should().BeEmpty();
        all.Visited.Should().OnlyContain(one => one.Id == one.Computed);
        all.Visited.Select(one => $"{one.Id} {ObjectFormat.NameOf(one.Kind)}").Should().BeEquivalentTo(Packed.Listed(repository));
    }

    private static void Refuse(string path, string? reason)
    {
        var open = () => PackFile.Open(path, ObjectFormat.Sha1).Dispose();
        open.Should().Throw<DamagedException>().WithMessage(reason is null ? "*" : $"*{reason}*");
    }
}
