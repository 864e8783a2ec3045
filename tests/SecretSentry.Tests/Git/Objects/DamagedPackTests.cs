using SecretSentry.Git.Objects;

namespace SecretSentry.Tests.Git.Objects;

/// <summary>
/// Damage inside pack entries, although the checksums are correct. Every object is returned unchanged or is reported with a reason.
/// </summary>
public sealed class DamagedPackTests : IDisposable
{
    private static readonly byte[] Base = "a base that is forty bytes long, as here"u8.ToArray();
    private static readonly ObjectId Wanted = ObjectFormat.Sha1.ComputeId(ObjectKind.Blob, "wanted"u8);

    private readonly string _folder = Directory.CreateTempSubdirectory("secretsentry-packs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_pack_made_by_the_test_is_read_correctly(int version)
    {
        var pack = new MadePack();
        var start = pack.End;
        var source = pack.AddBlob(Base);
        var (first, second) = (IdOf([.. Base.AsSpan(0, 6), .. " one"u8]), IdOf([.. Base.AsSpan(0, 6), .. " two"u8]));
        pack.AddOffsetDelta(first, pack.End - start, MadePack.Delta(Base.Length, 6, " one"u8));
        pack.AddReferenceDelta(second, source, MadePack.Delta(Base.Length, 6, " two"u8));
        var all = Everything.Of(pack.Write(_folder, version), ObjectFormat.Sha1);
        all.Refused.Should().BeEmpty();
        all.Visited.Should().OnlyContain(one => one.Id == one.Computed);
        all.Visited.Select(one => one.Id).Should().BeEquivalentTo([source, first, second]);
    }

    /// <summary>A pack index of version 1 has no checksums of the compressed bytes.</summary>
    [Theory]
    [InlineData(1, "does not match its checksum")]
    [InlineData(2, "does not match its checksum")]
    public void Changed_content_is_refused_with_every_index_version(int version, string reason)
    {
        var stored = MadePack.Store(Base);
        stored[stored.AsSpan().IndexOf("forty"u8)] ^= 1;
        var pack = new MadePack();
        var whole = pack.AddBlob("another"u8.ToArray());
        var id = pack.AddBlob(Base, version == 1 ? stored : null);
        var path = pack.Write(_folder, version);
        if (version == 2)
        {
            Alter(path);
        }

        var all = Everything.Of(path, ObjectFormat.Sha1);
        all.Visited.Should().ContainSingle().Which.Id.Should().Be(whole);
        all.Refused.Should().ContainSingle().Which.Key.Should().Be(id);
        all.Refused[id].Should().ContainAny(reason, "do not match the checksum in the index");
    }

    [Fact]
    public void A_delta_whose_base_is_not_in_the_pack_is_reported()
    {
        var pack = new MadePack();
        pack.AddBlob(Base);
        pack.AddReferenceDelta(Wanted, new(Enumerable.Repeat((byte)7, 20).ToArray()), MadePack.Delta(Base.Length, 6, " x"u8));
        Refused(pack).Should().Contain("delta base is not in the pack");
    }

    [Theory]
    [InlineData(3)] // within the previous entry
    [InlineData(200)] // before the start of the pack
    public void A_delta_whose_offset_leads_to_no_entry_is_reported(int distance)
    {
        var pack = new MadePack();
        pack.AddBlob(Base);
        pack.AddOffsetDelta(Wanted, distance, MadePack.Delta(Base.Length, 6, " x"u8));
        Refused(pack).Should().Contain("delta base is not at an entry of the pack");
    }

    [Theory]
    [InlineData(39)]
    [InlineData(41)]
    public void A_delta_for_a_base_of_another_length_is_not_applied(int length)
    {
        var pack = new MadePack();
        var start = pack.End;
        pack.AddBlob(Base);
        pack.AddOffsetDelta(Wanted, pack.End - start, MadePack.Delta(length, 6, " x"u8));
        Refused(pack).Should().Contain("does not match the length of its base");
    }

    [Fact]
    public void A_delta_that_copies_beyond_its_base_or_gives_another_length_is_not_applied()
    {
        foreach (var delta in new byte[][]
        {
            [40, 42, 0x90, 41, 1, (byte)'x'], [40, 9, 0x90, 6, 2, (byte)' ', (byte)'x'], [40, 7, 0x90, 6, 2, (byte)' ', (byte)'x'],
            [40, 6, 0],
            [40, 8, 0x90, 6, 2, (byte)' '],
        })
        {
            var pack = new MadePack();
            var start = pack.End;
            pack.AddBlob(Base);
            pack.AddOffsetDelta(Wanted, pack.End - start, delta);
            Refused(pack).Should().NotBeEmpty();
        }
    }

    [Fact]
    public void A_delta_on_a_refused_delta_is_refused_too()
    {
        var pack = new MadePack();
        var start = pack.End;
        pack.AddBlob(Base);
        var middle = pack.End;
        pack.AddOffsetDelta(IdOf("middle"u8.ToArray()), middle - start, MadePack.Delta(39, 6, " x"u8));
        pack.AddOffsetDelta(Wanted, pack.End - middle, MadePack.Delta(8, 6, " y"u8));
        Everything.Of(pack.Write(_folder), ObjectFormat.Sha1).Refused.Should().HaveCount(2).And.ContainKey(Wanted);
    }

    private static ObjectId IdOf(byte[] content) => ObjectFormat.Sha1.ComputeId(ObjectKind.Blob, content);

    /// <summary>Changes the content in the pack and updates the checksums of pack and index.</summary>
    private static void Alter(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf("forty"u8)] ^= 1;
        File.WriteAllBytes(path, Packed.Sealed(bytes));
        var index = File.ReadAllBytes(Path.ChangeExtension(path, "idx"));
        bytes.AsSpan(^20..).CopyTo(index.AsSpan(^40..));
        File.WriteAllBytes(Path.ChangeExtension(path, "idx"), Packed.Sealed(index));
    }

    private string Refused(MadePack pack)
    {
        var all = Everything.Of(pack.Write(_folder), ObjectFormat.Sha1);
        all.Visited.Should().ContainSingle("the base can be read");
        return all.Refused.Should().ContainSingle().Which.Should().Match<KeyValuePair<ObjectId, string>>(one => one.Key == Wanted)
            .And.Subject.As<KeyValuePair<ObjectId, string>>().Value;
    }
}
